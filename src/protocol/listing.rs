//! Directory listings as servers print them (the answer to LIST), read byte by byte.
//!
//! No standard says what a listing looks like, so each line is tried against the formats of real servers. A line
//! that is none of them is no entry, and so is one whose name could lead out of the directory: whoever writes files
//! under the names of a listing must be able to trust them. Nothing is guessed from the neighbours of a line.

mod columns;
mod date;
mod date_time;
mod dos;
mod eplf;
mod legacy;
mod mlsd;
mod unix;

use columns::Columns;
pub use date_time::DateTime;

/// One entry of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The bytes of the name; never empty, and without `/`, `\` and NUL.
    pub name: Vec<u8>,
    /// Whether it is a directory, or a link that is known to lead to one.
    pub is_directory: bool,
    /// In bytes; 0 for directories and where the server does not tell.
    pub size: u64,
    /// When it was last changed; `None` where the server does not tell, or tells a day that does not exist.
    pub modified: Option<DateTime>,
}

/// The entries of a listing, one by one. `now` decides the year of dates without one.
pub fn entries(listing: &[u8], now: DateTime) -> impl Iterator<Item = Entry> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || next_entry(listing, &mut at, b"", now))
}

/// The first entry at or after the offset `at`, which moves behind it (to the end where there is no more).
///
/// For owners of a listing that cannot keep an iterator over it: the offset is all there is to remember. `path` is what
/// some servers put before the names: that of the file they were asked for.
pub fn next_entry(listing: &[u8], at: &mut usize, path: &[u8], now: DateTime) -> Option<Entry> {
    std::iter::from_fn(|| next_line(listing, at, path, now)).find_map(|(_, entry)| entry)
}

/// The lines of a listing that are passed over, but those that have no entry on any server: blank lines and the total of
/// `ls`. `path` is that of [`next_entry`].
pub fn passed_over<'a>(listing: &'a [u8], path: &[u8], now: DateTime) -> impl Iterator<Item = &'a [u8]> {
    let mut at = 0;
    let lines = std::iter::from_fn(move || next_line(listing, &mut at, path, now));
    lines.filter(|(line, entry)| entry.is_none() && !is_expected(line)).map(|(line, _)| line)
}

/// The next line with its entry. VMS prints a long name on a line of its own, the columns on the next.
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
    let mut behind = *at;
    let on_two = legacy::vms_name(line)
        .and_then(|name| legacy::vms(name, Columns::new(self::line(listing, &mut behind))));
    if on_two.is_some() {
        *at = behind;
    }
    let found = on_two.or_else(|| found(line, now));
    Some((line, found.and_then(|found| found.entry(path))))
}

/// Whether a line is blank or like `total 12`.
fn is_expected(line: &[u8]) -> bool {
    line.trim_ascii().is_empty() || line.strip_prefix(b"total ").is_some_and(columns::is_number)
}

/// The entry of one line without its line end; `None` for a line that is no entry.
pub fn entry(line: &[u8], now: DateTime) -> Option<Entry> {
    found(line, now)?.entry(b"")
}

/// A name is checked only when the format is settled: a forbidden one must not be read again as something else.
fn found(line: &[u8], now: DateTime) -> Option<Found<'_>> {
    unix::find(line, now)
        .or_else(|| dos::find(line))
        .or_else(|| eplf::find(line))
        .or_else(|| mlsd::find(line))
        .or_else(|| legacy::find(line, now))
}

/// The line at an offset without its line end; the offset moves to the next line.
fn line<'a>(listing: &'a [u8], at: &mut usize) -> &'a [u8] {
    let rest = listing.get(*at..).unwrap_or_default();
    let length = rest.iter().position(|&b| b == b'\n');
    *at += length.map_or(rest.len(), |length| length + 1);
    let mut line = &rest[..length.unwrap_or(rest.len())];
    // CR CR LF is what a listing becomes that had CR LF before it was sent as text.
    while let [before @ .., b'\r'] = line {
        line = before;
    }
    line
}

/// What a format found in a line; its name is still to be checked.
#[derive(Debug)]
struct Found<'a> {
    name: &'a [u8],
    is_directory: bool,
    size: u64,
    modified: Option<DateTime>,
}

impl Found<'_> {
    /// The entry, its name without the path that was asked for.
    fn entry(self, path: &[u8]) -> Option<Entry> {
        let Self { name, is_directory, modified, .. } = self;
        let name = name.strip_prefix(path).unwrap_or(name);
        if name.is_empty() || name.iter().any(|b| matches!(b, b'/' | b'\\' | 0)) {
            return None;
        }
        let size = if is_directory { 0 } else { self.size };
        Some(Entry { name: name.to_vec(), is_directory, size, modified })
    }
}
