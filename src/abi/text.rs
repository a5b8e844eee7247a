//! Conversion of text and numbers at the boundary.
//!
//! Text of `A` functions is bytes, which are sent unchanged. Text of `W` functions is UTF-16, which is sent in an
//! [`Encoding`].

#[cfg(windows)]
mod ansi;
mod local_path;

use std::ffi::{CStr, OsStr, OsString};
use std::path::PathBuf;

use crate::inet::Error;

use super::types::{DWORD, HINTERNET, LPCSTR, LPCWSTR, LPDWORD};

/// The encoding in which the text of `W` functions is sent and received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// The system's ANSI code page.
    #[cfg(windows)]
    Ansi,
}

impl Encoding {
    /// The encoding that a handle uses (TRUEFTP_OPTION_UTF8). NULL stands for the default of new sessions.
    #[cfg(windows)]
    pub(super) fn for_handle(handle: HINTERNET) -> Self {
        use crate::inet::calls::options;
        let handle = super::boundary::number(handle);
        if options::is_utf8(handle) || ansi::is_utf8() { Self::Utf8 } else { Self::Ansi }
    }

    #[cfg(not(windows))]
    pub(super) fn for_handle(_handle: HINTERNET) -> Self {
        Self::Utf8
    }

    /// The encoding of a text from a server. Text in another encoding is hardly ever valid UTF-8.
    #[cfg(windows)]
    pub(super) fn for_text(text: &[u8]) -> Self {
        if std::str::from_utf8(text).is_ok() { Self::Utf8 } else { Self::Ansi }
    }

    #[cfg(not(windows))]
    pub(super) fn for_text(_text: &[u8]) -> Self {
        Self::Utf8
    }
}

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

/// UTF-16 text as bytes; `None` for NULL. Fails with ERROR_INVALID_PARAMETER if the text is not valid UTF-16, or cannot be
/// expressed in the encoding.
///
/// # Safety
/// `text` is NULL or points to UTF-16 units that end with a NUL and stay unchanged during the call.
pub(super) unsafe fn wide(text: LPCWSTR, encoding: Encoding) -> Result<Option<Vec<u8>>, Error> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and the caller promises the terminating NUL.
    let units = unsafe { read_text(text, usize::MAX) };
    u16::decode(units, encoding).map(Some)
}

/// A path from bytes, which on Windows are in the ANSI code page; `None` for NULL.
///
/// # Safety
/// `text` is NULL or points to bytes that end with a NUL and stay unchanged during the call.
pub(super) unsafe fn narrow_path(text: LPCSTR) -> Option<PathBuf> {
    // SAFETY: the caller of this function makes the same promise.
    unsafe { narrow(text) }.map(|text| local_path::os_string(text).into())
}

/// A path from UTF-16; `None` for NULL. Fails with ERROR_INVALID_PARAMETER if the system has no such path.
///
/// # Safety
/// `text` is NULL or points to UTF-16 units that end with a NUL and stay unchanged during the call.
pub(super) unsafe fn wide_path(text: LPCWSTR) -> Result<Option<PathBuf>, Error> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and the caller promises the terminating NUL.
    let units = unsafe { read_text(text, usize::MAX) };
    local_path::os_string_from_wide(&units).map(|path| Some(path.into()))
}

/// A character of `A` (`u8`) or `W` (`u16`) text.
pub(super) trait Character: Copy + Default + PartialEq {
    /// Bytes of the library as characters for C, without a final NUL. A NUL inside would cut the text, so it becomes
    /// `?`.
    fn encode(text: &[u8], encoding: Encoding) -> Vec<Self>;
    /// Characters from C as bytes of the library.
    fn decode(text: Vec<Self>, encoding: Encoding) -> Result<Vec<u8>, Error>;
    /// A local path as characters for C. Characters that they cannot express are replaced.
    fn encode_path(path: &OsStr) -> Vec<Self>;
    /// Characters from C as a local path.
    fn decode_path(text: Vec<Self>) -> Result<OsString, Error>;
}

impl Character for u8 {
    fn encode(text: &[u8], _encoding: Encoding) -> Vec<u8> {
        text.iter().map(|&b| if b == 0 { b'?' } else { b }).collect()
    }
    fn decode(text: Vec<u8>, _encoding: Encoding) -> Result<Vec<u8>, Error> {
        Ok(text)
    }
    fn encode_path(path: &OsStr) -> Vec<u8> {
        local_path::to_narrow(path)
    }
    fn decode_path(text: Vec<u8>) -> Result<OsString, Error> {
        Ok(local_path::os_string(&text))
    }
}

impl Character for u16 {
    fn encode(text: &[u8], encoding: Encoding) -> Vec<u16> {
        let text = u8::encode(text, encoding);
        match encoding {
            Encoding::Utf8 => String::from_utf8_lossy(&text).encode_utf16().collect(),
            #[cfg(windows)]
            Encoding::Ansi => ansi::to_wide(&text),
        }
    }
    fn decode(text: Vec<u16>, encoding: Encoding) -> Result<Vec<u8>, Error> {
        match encoding {
            Encoding::Utf8 => {
                String::from_utf16(&text).map(String::into_bytes).map_err(|_| Error::InvalidParameter)
            }
            #[cfg(windows)]
            Encoding::Ansi => ansi::from_wide(&text).ok_or(Error::InvalidParameter),
        }
    }
    fn encode_path(path: &OsStr) -> Vec<u16> {
        local_path::to_wide(path)
    }
    fn decode_path(text: Vec<u16>) -> Result<OsString, Error> {
        local_path::os_string_from_wide(&text)
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

/// Writes a text and its length. If it does not fit, or the buffer is NULL, writes only the size needed, with the NUL.
///
/// # Safety
/// `length` is NULL or points to a DWORD; `buffer` is NULL or has room for `*length` characters.
pub(super) unsafe fn write_whole<C: Character>(
    text: &[u8],
    buffer: *mut C,
    length: LPDWORD,
) -> Result<(), Error> {
    if length.is_null() {
        return Err(Error::InvalidParameter);
    }
    let text = C::encode(text, Encoding::for_text(text));
    // SAFETY: not NULL, so it points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    if buffer.is_null() || room <= text.len() {
        // SAFETY: not NULL, so it points to a DWORD.
        unsafe { write_number(length, count(text.len() + 1)) };
        return Err(Error::InsufficientBuffer);
    }
    // SAFETY: the buffer has room for `room` characters, which is more than the text has; `length` is not NULL.
    unsafe {
        write_text(buffer, &text);
        write_number(length, count(text.len()));
    }
    Ok(())
}

/// A length or number of bytes as a DWORD. Texts and buffers are far shorter than its limit.
pub(super) fn count(characters: usize) -> DWORD {
    DWORD::try_from(characters).unwrap_or(DWORD::MAX)
}

/// Reads the number that a pointer points to.
///
/// # Safety
/// `number` points to a DWORD.
pub(super) unsafe fn read_number(number: LPDWORD) -> DWORD {
    // SAFETY: as promised by the caller; C code may have it at any address.
    unsafe { number.read_unaligned() }
}

/// Writes a number through a pointer, unless that is NULL.
///
/// # Safety
/// `out` is NULL or points to room for a DWORD.
pub(super) unsafe fn write_number(out: LPDWORD, number: DWORD) {
    if !out.is_null() {
        // SAFETY: not NULL, and the caller promises the room.
        unsafe { out.write_unaligned(number) };
    }
}
