//! Parses directory listings: the data of LIST, as bytes in any character set.
//!
//! No standard defines the format of a listing, so each line is tried against the formats of real servers. A line in none
//! of these formats is skipped. So is a line whose name could lead out of the directory: callers create local files with
//! the names of a listing and must be able to trust them. Other lines have no influence on how a line is understood.

mod columns;
mod date;
mod date_time;
mod dos;
mod entry;
mod eplf;
mod mlsd;
mod netware;
mod os400;
mod unix;
mod vms;

pub use date_time::DateTime;
pub use entry::Entry;

use columns::Columns;
use entry::ParsedLine;

/// The entries of a listing. `now` determines the year of dates without one.
pub fn entries(listing: &[u8], now: DateTime) -> impl Iterator<Item = Entry> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || next_entry(listing, &mut at, b"", now))
}

/// The first entry at or after the offset `at`, which moves to the line after it, or to the end if there is none.
///
/// This is for an owner of a listing that cannot keep an iterator over it; the offset is the only state. `path` is removed
/// from the start of names: some servers put the path that they were asked for before each name.
pub fn next_entry(listing: &[u8], at: &mut usize, path: &[u8], now: DateTime) -> Option<Entry> {
    std::iter::from_fn(|| next_line(listing, at, path, now)).find_map(|(_, entry)| entry)
}

/// The lines of a listing that were not understood. Blank lines and the total that `ls` prints are not among them: they have
/// no entry on any server. For `path` see [`next_entry`].
pub fn skipped_lines<'a>(listing: &'a [u8], path: &[u8], now: DateTime) -> impl Iterator<Item = &'a [u8]> {
    let mut at = 0;
    let lines = std::iter::from_fn(move || next_line(listing, &mut at, path, now));
    lines.filter(|(line, entry)| entry.is_none() && !is_expected(line)).map(|(line, _)| line)
}

/// The next line with its entry. VMS prints a long name on a line of its own and its columns on the next line.
fn next_line<'a>(
    listing: &'a [u8],
    at: &mut usize,
    path: &[u8],
    now: DateTime,
) -> Option<(&'a [u8], Option<Entry>)> {
    if *at >= listing.len() {
        return None;
    }
    let line = line(listing, at);
    let mut after_two = *at;
    let on_two_lines = vms::lone_name(line)
        .and_then(|name| vms::entry(name, Columns::new(self::line(listing, &mut after_two))));
    if on_two_lines.is_some() {
        *at = after_two;
    }
    let parsed = on_two_lines.or_else(|| parse(line, now));
    Some((line, parsed.and_then(|parsed| parsed.entry(path))))
}

/// Whether a line is blank or like `total 12`.
fn is_expected(line: &[u8]) -> bool {
    line.trim_ascii().is_empty() || line.strip_prefix(b"total ").is_some_and(columns::is_number)
}

/// The entry of one line without its line end; `None` if the line has none.
pub fn entry(line: &[u8], now: DateTime) -> Option<Entry> {
    parse(line, now)?.entry(b"")
}

/// Tries all formats. The name is checked only after that: a line with a forbidden name must not be tried in another
/// format.
fn parse(line: &[u8], now: DateTime) -> Option<ParsedLine<'_>> {
    unix::parse(line, now)
        .or_else(|| dos::parse(line))
        .or_else(|| eplf::parse(line))
        .or_else(|| mlsd::parse(line))
        .or_else(|| netware::parse(line, now))
        .or_else(|| vms::parse(line))
        .or_else(|| os400::parse(line))
}

/// The line at an offset without its line end; the offset moves to the next line.
fn line<'a>(listing: &'a [u8], at: &mut usize) -> &'a [u8] {
    let rest = listing.get(*at..).unwrap_or_default();
    let length = rest.iter().position(|&b| b == b'\n');
    *at += length.map_or(rest.len(), |length| length + 1);
    let mut line = &rest[..length.unwrap_or(rest.len())];
    // A listing that had CR LF already before it was sent in ASCII mode has CR CR LF.
    while let [before @ .., b'\r'] = line {
        line = before;
    }
    line
}
