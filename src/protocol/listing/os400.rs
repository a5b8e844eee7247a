//! The format of OS/400.

use super::columns::{Columns, number};
use super::date::Time;
use super::dos;
use super::entry::ParsedLine;

/// `QSYS            77824 02/23/00 15:09:55 *DIR       QOpenSys/`
pub(super) fn parse(line: &[u8]) -> Option<ParsedLine<'_>> {
    let mut columns = Columns::new(line);
    columns.next().filter(|owner| owner.iter().all(|&b| is_name_letter(b)))?;
    let size = number(columns.next()?)?;
    let date = dos::date(columns.next()?)?;
    let modified = dos::with_time(date, Time::parse(columns.next()?)?);
    columns.next().filter(|kind| kind.starts_with(b"*"))?;
    let name = columns.padded_name();
    let directory = name.strip_suffix(b"/");
    Some(ParsedLine { name: directory.unwrap_or(name), is_directory: directory.is_some(), size, modified })
}

fn is_name_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"$#@_.".contains(&byte)
}
