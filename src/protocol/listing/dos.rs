//! The format of `dir` and IIS: date, time, `<DIR>` or size, name.

use super::DateTime;
use super::columns::{Columns, digits, parts};
use super::date::{Date, Time};
use super::entry::ParsedLine;

/// The width to which `dir` pads `<DIR>` and similar marks. Further blanks belong to the name.
const MARK_WIDTH: usize = 15;

pub(super) fn parse(line: &[u8]) -> Option<ParsedLine<'_>> {
    let mut columns = Columns::new(line);
    let date = date(columns.next()?)?;
    let time = time(&mut columns)?;
    let modified = with_time(date, time);
    let column = columns.next()?;
    if column.starts_with(b"<") {
        let is_directory = is_directory(column)?;
        let name = columns.name_after(MARK_WIDTH.saturating_sub(column.len()).max(1));
        let name = if column.eq_ignore_ascii_case(b"<DIR>") { name } else { without_target(name) };
        return Some(ParsedLine { name, is_directory, size: 0, modified });
    }
    Some(ParsedLine { name: columns.name()?, is_directory: false, size: size(column)?, modified })
}

pub(super) fn with_time(date: Date, time: Time) -> Option<DateTime> {
    let date = Date { time, ..date };
    date.in_year(date.year?)
}

/// `MM-DD-YY`, `MM-DD-YYYY` or `YYYY-MM-DD`, also with `/`.
pub(super) fn date(column: &[u8]) -> Option<Date> {
    let [first, second, third] = parts(column, b'-').or_else(|| parts(column, b'/'))?;
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, first, second) };
    let year = match year.len() {
        2 => full_year(digits(year, 2, 2)?),
        _ => digits(year, 4, 4)?,
    };
    let (month, day) = (digits(month, 1, 2)? as u8, digits(day, 1, 2)? as u8);
    // In some countries the day comes first, but that is obvious only for days after the 12th.
    let (month, day) = if month > 12 { (day, month) } else { (month, day) };
    Some(Date { year: Some(year), month, day, time: Time::default() })
}

fn full_year(year: u16) -> u16 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// `13:45`, `01:45PM`, `01:45p` or `01:45 PM`.
fn time(columns: &mut Columns) -> Option<Time> {
    let column = columns.next()?;
    let clock = column.iter().take_while(|b| !b.is_ascii_alphabetic()).count();
    let (clock, half) = column.split_at(clock);
    let time = Time::parse(clock)?;
    if !half.is_empty() {
        return time.to_24_hours(is_afternoon(half)?);
    }
    let mut rest = columns.clone();
    match rest.next().and_then(is_afternoon) {
        Some(is_afternoon) => {
            *columns = rest;
            time.to_24_hours(is_afternoon)
        }
        None => Some(time),
    }
}

fn is_afternoon(half: &[u8]) -> Option<bool> {
    match half {
        [b'A' | b'a'] | [b'A' | b'a', b'M' | b'm'] => Some(false),
        [b'P' | b'p'] | [b'P' | b'p', b'M' | b'm'] => Some(true),
        _ => None,
    }
}

/// A number with or without separators between groups of three digits.
fn size(column: &[u8]) -> Option<u64> {
    let mut size: u64 = 0;
    for (at, group) in column.split(|b| matches!(b, b',' | b'.')).enumerate() {
        let is_alone = group.len() == column.len();
        let fits = is_alone || group.len() == 3 || at == 0 && (1..3).contains(&group.len());
        let value = super::columns::number(group).filter(|_| fits)?;
        size = if at == 0 { value } else { size.checked_mul(1000)?.checked_add(value)? };
    }
    Some(size)
}

fn is_directory(mark: &[u8]) -> Option<bool> {
    let is = |name: &[u8]| mark.eq_ignore_ascii_case(name);
    if is(b"<DIR>") || is(b"<JUNCTION>") || is(b"<SYMLINKD>") {
        return Some(true);
    }
    is(b"<SYMLINK>").then_some(false)
}

/// A name without the ` [target]` after it. The target starts at the bracket that matches the last one, since both the name
/// and the target may contain brackets.
fn without_target(text: &[u8]) -> &[u8] {
    if !text.ends_with(b"]") {
        return text;
    }
    let mut open = 0usize;
    for (at, byte) in text.iter().enumerate().rev() {
        match byte {
            b']' => open += 1,
            b'[' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return text[..at].strip_suffix(b" ").unwrap_or(text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (column, expected) in [
            ("0", Some(0)),
            ("589", Some(589)),
            ("1234567", Some(1_234_567)),
            ("9,730", Some(9730)),
            ("1.234.567", Some(1_234_567)),
            ("18,446,744,073,709,551,615", Some(u64::MAX)),
            ("18,446,744,073,709,551,616", None),
            ("18446744073709551616", None),
            ("33.5", None),
            ("1234,567", None),
            (",567", None),
            ("567,", None),
            ("5,,567", None),
            ("33k", None),
            ("", None),
        ] {
            assert_eq!(size(column.as_bytes()), expected, "{column}");
        }
    }

    #[test]
    fn dates() {
        for (column, expected) in [
            ("04-27-00", Some((2000, 4, 27))),
            ("4/7/69", Some((2069, 4, 7))),
            ("04-27-70", Some((1970, 4, 27))),
            ("04-27-99", Some((1999, 4, 27))),
            ("04/27/2012", Some((2012, 4, 27))),
            ("2002-09-02", Some((2002, 9, 2))),
            ("27/04/12", Some((2012, 4, 27))),
            ("04-23-103", None),
            ("04-23/10", None),
            ("04-23", None),
            ("04-23-10-1", None),
            ("004-23-10", None),
            ("aa-bb-cc", None),
        ] {
            let found = date(column.as_bytes()).map(|date| (date.year.unwrap(), date.month, date.day));
            assert_eq!(found, expected, "{column}");
        }
    }

    #[test]
    fn link_targets_are_removed() {
        for (text, name) in [
            ("a [C:\\b]", "a"),
            ("a [b] [C:\\c]", "a [b]"),
            ("a [C:\\b [c]]", "a"),
            ("a[b]", "a[b]"),
            ("a] [b", "a] [b"),
            ("a]", "a]"),
            ("]", "]"),
            ("", ""),
        ] {
            assert_eq!(without_target(text.as_bytes()), name.as_bytes(), "{text}");
        }
    }
}
