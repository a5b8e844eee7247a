//! `.` and `..` in paths.

use super::scheme;
use super::text::{SLASH, is_word, units};

/// A path without `.`, and without `..` and the name before it. A `..` that would lead above the root stays, as in RFC
/// 1808.
///
/// Nothing is removed if the rest would then mean something else: a path without an authority must not look like one
/// afterwards, a relative path stays relative, and its first name does not become a scheme.
pub(super) fn without_dots(path: &[u16], has_authority: bool) -> Vec<u16> {
    let names = path.strip_prefix(&[SLASH]);
    let mut kept = joined(names.unwrap_or(path));
    if names.is_some() {
        kept.insert(0, SLASH);
    }
    let before = match names {
        Some(_) if !has_authority && kept.starts_with(&[SLASH, SLASH]) => "/.",
        None if !path.is_empty() && matches!(kept.first(), None | Some(&SLASH)) => "./",
        None if scheme::end(&kept).is_some() => "./",
        _ => "",
    };
    kept.splice(..0, units(before));
    kept
}

fn joined(names: &[u16]) -> Vec<u16> {
    let mut kept: Vec<&[u16]> = Vec::new();
    let mut names = names.split(|&unit| unit == SLASH).peekable();
    while let Some(name) = names.next() {
        if is_word(name, "..") && kept.last().is_some_and(|last| !is_word(last, "..")) {
            kept.pop();
        } else if !is_word(name, ".") {
            kept.push(name);
            continue;
        }
        // A final `.` or `..` is a folder, which ends with a slash.
        if names.peek().is_none() {
            kept.push(&[]);
        }
    }
    kept.join(&SLASH)
}
