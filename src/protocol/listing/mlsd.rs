//! The format of MLSD, with facts (RFC 3659): `type=file;size=123;modify=20240517134559; name`.

use super::DateTime;
use super::columns::{is_number, number};
use super::entry::ParsedLine;

pub(super) fn parse(line: &[u8]) -> Option<ParsedLine<'_>> {
    // Not simply the first blank: some servers put link targets into a fact, and those may contain blanks.
    let end = line.windows(2).position(|pair| pair == b"; ")?;
    let mut parsed = ParsedLine { name: &line[end + 2..], is_directory: false, size: 0, modified: None };
    let mut has_type = false;
    for fact in line[..end].split(|&b| b == b';') {
        let (name, value) = fact.split_at(fact.iter().position(|&b| b == b'=')?);
        let value = &value[1..];
        if !name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')) {
            return None;
        }
        if name.eq_ignore_ascii_case(b"type") {
            has_type = true;
            parsed.is_directory = is_directory(value);
        } else if name.eq_ignore_ascii_case(b"size") {
            parsed.size = number(value)?;
        } else if name.eq_ignore_ascii_case(b"modify") {
            parsed.modified = date_time(value);
        }
    }
    has_type.then_some(parsed)
}

fn is_directory(kind: &[u8]) -> bool {
    let is = |name: &[u8]| kind.eq_ignore_ascii_case(name);
    is(b"dir") || is(b"cdir") || is(b"pdir") || is_link_to_directory(kind)
}

/// `OS.unix=slink:target/` or `OS.unix=symlink:target/`.
fn is_link_to_directory(kind: &[u8]) -> bool {
    let Some(colon) = kind.iter().position(|&b| b == b':') else { return false };
    let is = |name: &[u8]| kind[..colon].eq_ignore_ascii_case(name);
    (is(b"OS.unix=slink") || is(b"OS.unix=symlink")) && kind.ends_with(b"/")
}

/// `YYYYMMDDHHMMSS`, possibly with a fraction, in UTC.
fn date_time(text: &[u8]) -> Option<DateTime> {
    let (text, fraction) = text.split_at_checked(14)?;
    let is_fraction = fraction.is_empty() || fraction[0] == b'.' && is_number(&fraction[1..]);
    let part = |from: usize, to: usize| number(&text[from..to]).filter(|_| is_fraction);
    let small = |from: usize| part(from, from + 2).map(|number| number as u8);
    DateTime::new(part(0, 4)? as u16, small(4)?, small(6)?, small(8)?, small(10)?, small(12)?)
}
