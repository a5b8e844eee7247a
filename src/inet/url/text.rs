//! Characters and words in URLs.

pub(super) const SLASH: u16 = b'/' as u16;
pub(super) const BACKSLASH: u16 = b'\\' as u16;
pub(super) const COLON: u16 = b':' as u16;
pub(super) const PERCENT: u16 = b'%' as u16;
pub(super) const QUESTION: u16 = b'?' as u16;
pub(super) const HASH: u16 = b'#' as u16;
pub(super) const SPACE: u16 = b' ' as u16;
pub(super) const OPEN: u16 = b'[' as u16;
pub(super) const CLOSE: u16 = b']' as u16;

/// Text of the library's own as units.
pub(super) fn units(text: &str) -> impl Iterator<Item = u16> {
    text.bytes().map(u16::from)
}

/// Whether a text is this ASCII word, ignoring case.
pub(super) fn is_word(text: &[u16], word: &str) -> bool {
    let small = |&unit: &u16| u8::try_from(unit).map(|byte| byte.to_ascii_lowercase());
    text.len() == word.len() && text.iter().map(small).eq(word.bytes().map(Ok))
}

/// A text without the white space and control characters around it, which no URL begins or ends with.
pub(super) fn trimmed(text: &[u16]) -> &[u16] {
    let kept = |unit: &u16| *unit > SPACE;
    let start = text.iter().position(kept).unwrap_or(text.len());
    let end = text.iter().rposition(kept).map_or(start, |last| last + 1);
    &text[start..end]
}

/// Where the extra information begins: at the first `?` or `#`, or at the end.
pub(super) fn extra_start(text: &[u16]) -> usize {
    text.iter().position(|&unit| unit == QUESTION || unit == HASH).unwrap_or(text.len())
}
