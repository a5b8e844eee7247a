//! Conversion of local paths. Their encoding is that of the local system, independent of the names on the server.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::abi::types::{LPCSTR, LPCWSTR};
use crate::inet::Error;

/// A path from bytes, which on Windows are in the ANSI code page; `None` for NULL.
///
/// # Safety
/// `text` is NULL or points to bytes that end with a NUL and stay unchanged during the call.
pub(in crate::abi) unsafe fn narrow_path(text: LPCSTR) -> Option<PathBuf> {
    // SAFETY: the caller of this function makes the same promise.
    unsafe { super::narrow(text) }.map(|text| os_string(text).into())
}

/// A path from UTF-16; `None` for NULL. Fails with ERROR_INVALID_PARAMETER if the system has no such path.
///
/// # Safety
/// `text` is NULL or points to UTF-16 units that end with a NUL and stay unchanged during the call.
pub(in crate::abi) unsafe fn wide_path(text: LPCWSTR) -> Result<Option<PathBuf>, Error> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and the caller promises the terminating NUL.
    let units = unsafe { super::read_text(text, usize::MAX) };
    os_string_from_wide(&units).map(|path| Some(path.into()))
}

#[cfg(unix)]
pub(super) fn os_string(text: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(text.to_vec())
}

#[cfg(unix)]
pub(super) fn os_string_from_wide(text: &[u16]) -> Result<OsString, Error> {
    String::from_utf16(text).map(OsString::from).map_err(|_| Error::InvalidParameter)
}

#[cfg(windows)]
pub(super) fn os_string(text: &[u8]) -> OsString {
    std::os::windows::ffi::OsStringExt::from_wide(&super::ansi::to_wide(text))
}

#[cfg(windows)]
pub(super) fn os_string_from_wide(text: &[u16]) -> Result<OsString, Error> {
    Ok(std::os::windows::ffi::OsStringExt::from_wide(text))
}

#[cfg(unix)]
pub(super) fn to_narrow(path: &OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path).to_vec()
}

#[cfg(unix)]
pub(super) fn to_wide(path: &OsStr) -> Vec<u16> {
    path.to_string_lossy().encode_utf16().collect()
}

#[cfg(windows)]
pub(super) fn to_narrow(path: &OsStr) -> Vec<u8> {
    super::ansi::from_wide_lossy(&to_wide(path))
}

#[cfg(windows)]
pub(super) fn to_wide(path: &OsStr) -> Vec<u16> {
    std::os::windows::ffi::OsStrExt::encode_wide(path).collect()
}
