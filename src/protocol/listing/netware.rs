//! The format of NetWare servers.

use super::DateTime;
use super::columns::Columns;
use super::entry::ParsedLine;
use super::unix;

/// `d [R----F--] supervisor            512       Jan 16 18:53    login`
pub(super) fn parse(line: &[u8], now: DateTime) -> Option<ParsedLine<'_>> {
    let (&kind, rest) = line.split_first().filter(|(kind, _)| b"-d".contains(kind))?;
    let mut columns = Columns::new(rest);
    let rights = columns.next()?.strip_prefix(b"[")?.strip_suffix(b"]")?;
    if rights.len() != 8 || !rights.iter().all(|b| b"RWCEAFMS-".contains(b)) {
        return None;
    }
    let (size, modified) = unix::size_and_date(&mut columns, kind, now)?;
    Some(ParsedLine { name: columns.padded_name(), is_directory: kind == b'd', size, modified })
}
