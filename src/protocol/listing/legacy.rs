//! The formats of systems that are rare today: NetWare, VMS and OS/400.

use super::DateTime;
use super::columns::{Columns, is_number, number, parts};
use super::date::{self, Date, Time};
use super::entry::ParsedLine;
use super::{dos, unix};

pub(super) fn parse(line: &[u8], now: DateTime) -> Option<ParsedLine<'_>> {
    netware(line, now).or_else(|| vms_line(line)).or_else(|| os400(line))
}

/// `d [R----F--] supervisor            512       Jan 16 18:53    login`
fn netware(line: &[u8], now: DateTime) -> Option<ParsedLine<'_>> {
    let (&kind, rest) = line.split_first().filter(|(kind, _)| b"-d".contains(kind))?;
    let mut columns = Columns::new(rest);
    let rights = columns.next()?.strip_prefix(b"[")?.strip_suffix(b"]")?;
    if rights.len() != 8 || !rights.iter().all(|b| b"RWCEAFMS-".contains(b)) {
        return None;
    }
    let (size, modified) = unix::size_and_date(&mut columns, kind, now)?;
    Some(ParsedLine { name: columns.padded_name(), is_directory: kind == b'd', size, modified })
}

/// The name in a line that has nothing else: VMS prints long names like this.
pub(super) fn vms_name(line: &[u8]) -> Option<&[u8]> {
    let mut columns = Columns::new(line);
    columns.next().filter(|name| is_vms_name(name) && columns.next().is_none())
}

/// `CORE.DIR;1          1  8-SEP-1996 16:09 [SYSTEM] (RWE,RWE,RE,RE)`
fn vms_line(line: &[u8]) -> Option<ParsedLine<'_>> {
    let mut columns = Columns::new(line);
    vms(columns.next().filter(|name| is_vms_name(name))?, columns)
}

/// Whether a name ends in a version such as `;1`.
fn is_vms_name(name: &[u8]) -> bool {
    parts(name, b';')
        .is_some_and(|[name, version]| !name.is_empty() && version.len() <= 5 && is_number(version))
}

/// An entry from its name and the columns after it: blocks (used, or used/allocated) and date in either order.
///
/// The version remains part of the name of a file, since several versions may be listed. The size in bytes cannot be
/// derived from blocks. The name of a directory has no `.DIR;1`, since CWD and RMD do not take it.
pub(super) fn vms<'a>(name: &'a [u8], mut columns: Columns) -> Option<ParsedLine<'a>> {
    let first = columns.next()?;
    let date = match vms_date(first) {
        Some(date) => date,
        None => vms_date(columns.next().filter(|_| is_blocks(first))?)?,
    };
    let modified = dos::with_time(date, columns.next().and_then(Time::parse).unwrap_or_default());
    let stem = name.iter().position(|&b| b == b';').map_or(name, |version| &name[..version]);
    let directory = stem.split_at_checked(stem.len().wrapping_sub(4));
    match directory.filter(|(_, end)| end.eq_ignore_ascii_case(b".DIR")) {
        Some((name, _)) => Some(ParsedLine { name, is_directory: true, size: 0, modified }),
        None => Some(ParsedLine { name, is_directory: false, size: 0, modified }),
    }
}

fn is_blocks(column: &[u8]) -> bool {
    is_number(column) || parts(column, b'/').is_some_and(|pair: [_; 2]| pair.into_iter().all(is_number))
}

/// `8-SEP-1996`
fn vms_date(column: &[u8]) -> Option<Date> {
    let [day, month, year] = parts(column, b'-')?;
    let digits = super::columns::digits;
    let (day, year) = (digits(day, 1, 2)? as u8, digits(year, 4, 4)?);
    Some(Date { year: Some(year), month: date::month(month)?, day, time: Time::default() })
}

/// `QSYS            77824 02/23/00 15:09:55 *DIR       QOpenSys/`
fn os400(line: &[u8]) -> Option<ParsedLine<'_>> {
    let mut columns = Columns::new(line);
    columns.next().filter(|owner| owner.iter().all(|&b| is_os400_letter(b)))?;
    let size = number(columns.next()?)?;
    let date = dos::date(columns.next()?)?;
    let modified = dos::with_time(date, Time::parse(columns.next()?)?);
    columns.next().filter(|kind| kind.starts_with(b"*"))?;
    let name = columns.padded_name();
    let directory = name.strip_suffix(b"/");
    Some(ParsedLine { name: directory.unwrap_or(name), is_directory: directory.is_some(), size, modified })
}

fn is_os400_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"$#@_.".contains(&byte)
}
