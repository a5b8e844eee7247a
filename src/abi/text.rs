//! Text and numbers across the boundary.
//!
//! `A` text is bytes and goes out unchanged; `W` text is UTF-16 and becomes UTF-8, off Windows.

use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::inet::Error;

use super::types::{DWORD, LPCSTR, LPCWSTR, LPDWORD};

/// The bytes of narrow text; `None` for NULL.
///
/// # Safety
/// `text` is NULL or points to bytes that end with a NUL and stay unchanged during the call.
pub(super) unsafe fn narrow<'a>(text: LPCSTR) -> Option<&'a [u8]> {
    if text.is_null() {
        return None;
    }
    // SAFETY: not NULL, and the caller of this function promises the terminating NUL and the lifetime.
    Some(unsafe { CStr::from_ptr(text) }.to_bytes())
}

/// Wide text as UTF-8; `None` for NULL, ERROR_INVALID_PARAMETER for what is no UTF-16.
///
/// # Safety
/// `text` is NULL or points to 16-bit units that end with a NUL and stay unchanged during the call.
pub(super) unsafe fn wide(text: LPCWSTR) -> Result<Option<Vec<u8>>, Error> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and the caller promises the terminating NUL.
    let units = unsafe { read_text(text, usize::MAX) };
    u16::decode(units).map(Some)
}

/// A local path from text.
pub(super) fn path(text: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(text))
}

/// A character of `A` (`u8`) or `W` (`u16`) text.
pub(super) trait Character: Copy + Default + PartialEq {
    /// Bytes of the library as characters for C, without the NUL that ends them. A NUL inside, which would cut them,
    /// becomes `?`.
    fn encode(text: &[u8]) -> Vec<Self>;
    /// Characters from C as bytes of the library.
    fn decode(text: Vec<Self>) -> Result<Vec<u8>, Error>;
}

impl Character for u8 {
    fn encode(text: &[u8]) -> Vec<u8> {
        text.iter().map(|&b| if b == 0 { b'?' } else { b }).collect()
    }
    fn decode(text: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(text)
    }
}

impl Character for u16 {
    fn encode(text: &[u8]) -> Vec<u16> {
        String::from_utf8_lossy(&u8::encode(text)).encode_utf16().collect()
    }
    fn decode(text: Vec<u16>) -> Result<Vec<u8>, Error> {
        String::from_utf16(&text).map(String::into_bytes).map_err(|_| Error::InvalidParameter)
    }
}

/// The characters up to a NUL, or `most` of them.
///
/// # Safety
/// `start` points to `most` characters, or to fewer and a NUL.
pub(super) unsafe fn read_text<C: Character>(start: *const C, most: usize) -> Vec<C> {
    // SAFETY: reading stops at the NUL or after `most` characters, whichever is first.
    let characters = (0..most).map(|at| unsafe { start.add(at).read_unaligned() });
    characters.take_while(|&character| character != C::default()).collect()
}

/// Writes characters and a NUL.
///
/// # Safety
/// `start` points to room for the characters and one more.
pub(super) unsafe fn write_text<C: Character>(start: *mut C, text: &[C]) {
    for (at, &character) in text.iter().chain([&C::default()]).enumerate() {
        // SAFETY: `at` is at most the number of characters, for which and one more there is room.
        unsafe { start.add(at).write_unaligned(character) };
    }
}

/// The number behind a pointer that is not NULL.
///
/// # Safety
/// `number` points to a DWORD.
pub(super) unsafe fn read_number(number: LPDWORD) -> DWORD {
    // SAFETY: as promised by the caller; C code may have it at any address.
    unsafe { number.read_unaligned() }
}

/// Puts a number behind a pointer, unless it is NULL.
///
/// # Safety
/// `place` is NULL or points to room for a DWORD.
pub(super) unsafe fn write_number(place: LPDWORD, number: DWORD) {
    if !place.is_null() {
        // SAFETY: not NULL, and the caller promises the room.
        unsafe { place.write_unaligned(number) };
    }
}
