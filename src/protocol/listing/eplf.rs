//! The Easily Parsed LIST Format of D. J. Bernstein: `+i8388621.48594,m825718503,r,s280,` TAB `djb.html`.

use super::columns::number;
use super::{DateTime, Found};

pub(super) fn find(line: &[u8]) -> Option<Found<'_>> {
    let text = line.strip_prefix(b"+")?;
    let tab = text.iter().position(|&b| b == b'\t')?;
    let mut found = Found { name: &text[tab + 1..], is_directory: false, size: 0, modified: None };
    for fact in text[..tab].split(|&b| b == b',') {
        match fact {
            b"/" => found.is_directory = true,
            [b's', size @ ..] => found.size = number(size)?,
            [b'm', seconds @ ..] => found.modified = moment(seconds),
            _ => {}
        }
    }
    Some(found)
}

/// Seconds since 1970, in UTC.
fn moment(seconds: &[u8]) -> Option<DateTime> {
    DateTime::from_unix(i64::try_from(number(seconds)?).ok()?)
}
