//! The entries of a listing, one by one.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::protocol::listing::{self, DateTime, Entry};
use crate::protocol::pattern;

/// A listing that is read entry by entry.
#[derive(Debug)]
pub(crate) struct Entries {
    listing: Vec<u8>,
    at: usize,
    now: DateTime,
    filter: EntryFilter,
}

/// Which entries of a listing are returned.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EntryFilter {
    All,
    /// Those whose names match.
    Pattern(Vec<u8>),
    /// All entries; some servers put this path before the name of the requested file.
    Below(Vec<u8>),
}

impl Entries {
    pub(crate) fn new(listing: Vec<u8>, filter: EntryFilter) -> Self {
        Self { listing, at: 0, now: now(), filter }
    }

    /// The lines that are not entries.
    pub(crate) fn skipped_lines(&self) -> impl Iterator<Item = &[u8]> {
        listing::skipped_lines(&self.listing, self.filter.path(), self.now)
    }
}

impl EntryFilter {
    /// What may precede the names.
    fn path(&self) -> &[u8] {
        if let Self::Below(path) = self { path } else { b"" }
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let path = self.filter.path();
        loop {
            let entry = listing::next_entry(&self.listing, &mut self.at, path, self.now)?;
            match &self.filter {
                EntryFilter::Pattern(pattern) if !pattern::matches(pattern, &entry.name) => {}
                _ => return Some(entry),
            }
        }
    }
}

/// The current time, which dates without a year are close to.
fn now() -> DateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    DateTime::from_unix(seconds).unwrap_or(DateTime {
        year: 9999,
        month: 12,
        day: 31,
        hour: 0,
        minute: 0,
        second: 0,
    })
}
