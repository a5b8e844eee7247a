//! The format of VMS.

use super::columns::{Columns, digits, is_number, parts};
use super::date::{Date, Time};
use super::dos;
use super::entry::ParsedLine;

/// The name in a line that has nothing else: VMS prints long names like this.
pub(super) fn lone_name(line: &[u8]) -> Option<&[u8]> {
    let mut columns = Columns::new(line);
    columns.next().filter(|name| is_name(name) && columns.next().is_none())
}

/// `CORE.DIR;1          1  8-SEP-1996 16:09 [SYSTEM] (RWE,RWE,RE,RE)`
pub(super) fn parse(line: &[u8]) -> Option<ParsedLine<'_>> {
    let mut columns = Columns::new(line);
    entry(columns.next().filter(|name| is_name(name))?, columns)
}

/// Whether a name ends in a version such as `;1`.
fn is_name(name: &[u8]) -> bool {
    parts(name, b';')
        .is_some_and(|[name, version]| !name.is_empty() && version.len() <= 5 && is_number(version))
}

/// An entry from its name and the columns after it: blocks (used, or used/allocated) and date in either order.
///
/// The version remains part of the name of a file, since several versions may be listed. The size in bytes cannot be
/// derived from blocks. The name of a directory has no `.DIR;1`, since CWD and RMD do not take it.
pub(super) fn entry<'a>(name: &'a [u8], mut columns: Columns) -> Option<ParsedLine<'a>> {
    let first = columns.next()?;
    let date = match date(first) {
        Some(date) => date,
        None => date(columns.next().filter(|_| is_blocks(first))?)?,
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
fn date(column: &[u8]) -> Option<Date> {
    let [day, month, year] = parts(column, b'-')?;
    let (day, year) = (digits(day, 1, 2)? as u8, digits(year, 4, 4)?);
    Some(Date { year: Some(year), month: super::date::month(month)?, day, time: Time::default() })
}
