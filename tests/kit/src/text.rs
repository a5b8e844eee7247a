//! Text as C functions take it.

use std::ffi::CString;

/// Narrow text with its NUL.
pub fn c(text: impl AsRef<[u8]>) -> CString {
    CString::new(text.as_ref()).expect("no NUL inside")
}

/// UTF-16 text with its NUL.
pub fn w(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}
