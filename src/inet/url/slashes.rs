//! Backslashes in URLs.

use super::file_url;
use super::scheme::{self, Scheme};
use super::text::{BACKSLASH, SLASH};

/// The text before the extra information, with `\` as `/` for the schemes in which they are the same.
pub(super) fn with_slashes(mut main: Vec<u16>) -> Vec<u16> {
    let scheme = scheme::end(&main).map(|end| Scheme::of(&main[..end]));
    let same = matches!(scheme, Some(Scheme::Http | Scheme::Https | Scheme::File));
    if same || file_url::begins_with_drive(&main) {
        for unit in main.iter_mut().filter(|unit| **unit == BACKSLASH) {
            *unit = SLASH;
        }
    }
    main
}
