//! What is found in a line of a listing.

use super::DateTime;

/// One entry of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The bytes of the name; never empty, and without `/`, `\` and NUL.
    pub name: Vec<u8>,
    /// Whether it is a directory, or a link that is known to lead to one.
    pub is_directory: bool,
    /// In bytes; 0 for directories and if the line has no size.
    pub size: u64,
    /// When it was last changed; `None` if the line has no date, or one that does not exist.
    pub modified: Option<DateTime>,
}

/// What a format found in a line. The name has not been checked yet.
#[derive(Debug)]
pub(super) struct ParsedLine<'a> {
    pub(super) name: &'a [u8],
    pub(super) is_directory: bool,
    pub(super) size: u64,
    pub(super) modified: Option<DateTime>,
}

impl ParsedLine<'_> {
    /// The entry, without `path` at the start of its name; `None` if the name is forbidden.
    pub(super) fn entry(self, path: &[u8]) -> Option<Entry> {
        let Self { name, is_directory, modified, .. } = self;
        let name = name.strip_prefix(path).unwrap_or(name);
        if name.is_empty() || name.iter().any(|b| matches!(b, b'/' | b'\\' | 0)) {
            return None;
        }
        let size = if is_directory { 0 } else { self.size };
        Some(Entry { name: name.to_vec(), is_directory, size, modified })
    }
}
