//! Conversion of local paths. Their encoding is that of the local system, independent of the names on the server.

use std::ffi::{OsStr, OsString};

use crate::inet::Error;

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
