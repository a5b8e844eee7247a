//! The format of `ls -l`: type and permissions, columns that vary, size, date, name.

use super::DateTime;
use super::columns::{Columns, is_number, number};
use super::date;
use super::entry::ParsedLine;

/// The number of columns in which the size is searched for. Before it are at most the link count, the owner and the group,
/// and the last two may contain blanks. A longer search would find dates in names.
const MAX_COLUMNS: usize = 10;

const ARROW: &[u8] = b" -> ";

pub(super) fn parse(line: &[u8], now: DateTime) -> Option<ParsedLine<'_>> {
    let mut columns = Columns::new(line);
    let kind = kind(columns.next()?)?;
    let (size, modified) = size_and_date(&mut columns, kind, now)?;
    let name = columns.name()?;
    let (name, is_directory) = match kind {
        b'l' => without_target(name),
        _ => (name, kind == b'd'),
    };
    Some(ParsedLine { name, is_directory, size, modified })
}

/// The file type from the column with type and permissions: `-rw-r--r--`, possibly with a mark for additional access rights.
fn kind(column: &[u8]) -> Option<u8> {
    let (permissions, mark) = column.split_at_checked(10)?;
    let (&kind, permissions) = permissions.split_first()?;
    let is_kind = b"-dlbcpsD".contains(&kind) && matches!(mark, [] | [b'+' | b'.' | b'@']);
    (is_kind && permissions.iter().all(|b| b"-rwxsStTlLX".contains(b))).then_some(kind)
}

/// The first number directly before a date, and that date. Whatever columns are missing, added or split before them, these
/// two are always next to each other. The columns move to the column after them.
pub(super) fn size_and_date(
    columns: &mut Columns,
    kind: u8,
    now: DateTime,
) -> Option<(u64, Option<DateTime>)> {
    let is_device = matches!(kind, b'b' | b'c');
    for _ in 0..MAX_COLUMNS {
        let column = columns.next()?;
        let is_size = is_number(column) || is_device && is_device_number(column);
        if let Some(date) = is_size.then(|| date::parse_ls(columns)).flatten() {
            // A number that is too large ends the search, which could find a date in the name.
            let size = if is_device { 0 } else { number(column)? };
            return Some((size, date.resolve(now)));
        }
    }
    None
}

/// `8,1` or `0x801`. In `8,   1` the last column is an ordinary number.
fn is_device_number(column: &[u8]) -> bool {
    let hexadecimal =
        column.strip_prefix(b"0x").is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    hexadecimal
        || super::columns::parts(column, b',').is_some_and(|pair: [_; 2]| pair.into_iter().all(is_number))
}

/// The name of a symbolic link, and whether the link is known to lead to a directory.
///
/// If ` -> ` occurs more than once, it is ambiguous which one is the arrow. The first is used: the name may be too short
/// then, but the target, which the creator of the link chose freely, never becomes part of a name.
fn without_target(text: &[u8]) -> (&[u8], bool) {
    match text.windows(ARROW.len()).position(|part| part == ARROW) {
        Some(at) => (&text[..at], text.ends_with(b"/")),
        None => (text, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_permissions() {
        for (column, expected) in [
            ("-rw-r--r--", Some(b'-')),
            ("drwxrwsr-t", Some(b'd')),
            ("Drw-r--r--", Some(b'D')),
            ("-rw-r--r--+", Some(b'-')),
            ("-rw-r--r--.", Some(b'-')),
            ("-rw-r--r--@", Some(b'-')),
            ("-rw-r--r--*", None),
            ("-rw-r--r--++", None),
            ("-rw-r--r-", None),
            ("xrw-r--r--", None),
            ("directory!", None),
            ("", None),
        ] {
            assert_eq!(kind(column.as_bytes()), expected, "{column}");
        }
    }

    #[test]
    fn link_targets_are_removed() {
        assert_eq!(without_target(b"a -> b"), (&b"a"[..], false));
        assert_eq!(without_target(b"a -> b/"), (&b"a"[..], true));
        assert_eq!(without_target(b"a -> b -> c"), (&b"a"[..], false));
        assert_eq!(without_target(b"a->b/"), (&b"a->b/"[..], false));
        assert_eq!(without_target(b" -> b"), (&b""[..], false));
    }
}
