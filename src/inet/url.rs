//! URLs as WinINet takes them apart, puts them together, and makes them canonical.
//!
//! All text is 16-bit units: those of `W` text, or the bytes of `A` text, one a unit. So one implementation serves both,
//! and what it finds has the caller's own positions. Every function takes time and memory in proportion to its input.

mod canonicalize;
mod combine;
mod crack;
mod create;
mod dots;
mod escape;
mod file_url;
mod ftp_url;
mod scheme;

use super::Error;

pub use canonicalize::canonicalize;
pub use combine::combine;
pub use crack::{Cracked, Part, crack};
pub use create::{Components, create};
pub use escape::Units;
pub use ftp_url::{FtpUrl, ftp_target, server};
pub use scheme::Scheme;

/// Crack: decode what is copied. Create: encode path and extra information.
pub const ICU_ESCAPE: u32 = 0x8000_0000;
/// Nothing is encoded.
pub const ICU_NO_ENCODE: u32 = 0x2000_0000;
/// Escape sequences become characters, before anything else.
pub const ICU_DECODE: u32 = 0x1000_0000;
/// `.` and `..` stay.
pub const ICU_NO_META: u32 = 0x0800_0000;
/// Of all characters only spaces are encoded.
pub const ICU_ENCODE_SPACES_ONLY: u32 = 0x0400_0000;
/// What follows `?` or `#` is neither encoded nor decoded.
pub const ICU_BROWSER_MODE: u32 = 0x0200_0000;
/// Crack: a URL with a user or password is refused.
pub const ICU_REJECT_USERPWD: u32 = 0x0000_4000;
/// Create: user, password and host are encoded too.
pub const ICU_ESCAPE_AUTHORITY: u32 = 0x0000_2000;
/// Percent signs are encoded too.
pub const ICU_ENCODE_PERCENT: u32 = 0x0000_1000;

const SLASH: u16 = b'/' as u16;
const BACKSLASH: u16 = b'\\' as u16;
const COLON: u16 = b':' as u16;
const PERCENT: u16 = b'%' as u16;
const QUESTION: u16 = b'?' as u16;
const HASH: u16 = b'#' as u16;
const SPACE: u16 = b' ' as u16;
const OPEN: u16 = b'[' as u16;
const CLOSE: u16 = b']' as u16;

/// Text of the library's own as units.
fn units(text: &str) -> impl Iterator<Item = u16> {
    text.bytes().map(u16::from)
}

/// Whether a text is this ASCII word, in capitals or not.
fn is_word(text: &[u16], word: &str) -> bool {
    let small = |&unit: &u16| u8::try_from(unit).map(|byte| byte.to_ascii_lowercase());
    text.len() == word.len() && text.iter().map(small).eq(word.bytes().map(Ok))
}

/// A text without the white space and control characters around it, which no URL begins or ends with.
fn trimmed(text: &[u16]) -> &[u16] {
    let kept = |unit: &u16| *unit > SPACE;
    let start = text.iter().position(kept).unwrap_or(text.len());
    let end = text.iter().rposition(kept).map_or(start, |last| last + 1);
    &text[start..end]
}

/// Where the extra information begins: at the first `?` or `#`, or at the end.
fn extra_start(text: &[u16]) -> usize {
    text.iter().position(|&unit| unit == QUESTION || unit == HASH).unwrap_or(text.len())
}

/// The text before the extra information, with `\` as `/` for the schemes in which they are the same.
fn with_slashes(mut main: Vec<u16>) -> Vec<u16> {
    let scheme = scheme::end(&main).map(|end| Scheme::of(&main[..end]));
    let same = matches!(scheme, Some(Scheme::Http | Scheme::Https | Scheme::File));
    if same || file_url::begins_with_drive(&main) {
        for unit in main.iter_mut().filter(|unit| **unit == BACKSLASH) {
            *unit = SLASH;
        }
    }
    main
}
