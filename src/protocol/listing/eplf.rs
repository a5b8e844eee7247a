//! D. J. Bernstein's Easily Parsed LIST Format: `+i8388621.48594,m825718503,r,s280,` TAB `djb.html`.

use super::DateTime;
use super::columns::number;
use super::entry::ParsedLine;

pub(super) fn parse(line: &[u8]) -> Option<ParsedLine<'_>> {
    let text = line.strip_prefix(b"+")?;
    let tab = text.iter().position(|&b| b == b'\t')?;
    let mut parsed = ParsedLine { name: &text[tab + 1..], is_directory: false, size: 0, modified: None };
    for fact in text[..tab].split(|&b| b == b',') {
        match fact {
            b"/" => parsed.is_directory = true,
            [b's', size @ ..] => parsed.size = number(size)?,
            [b'm', seconds @ ..] => parsed.modified = date_time(seconds),
            _ => {}
        }
    }
    Some(parsed)
}

/// Seconds since 1970, in UTC.
fn date_time(seconds: &[u8]) -> Option<DateTime> {
    DateTime::from_unix(i64::try_from(number(seconds)?).ok()?)
}
