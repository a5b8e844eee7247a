//! The errors of system calls, which have Windows' numbers already.

use std::io;

use windows_sys::Win32::Foundation::{ERROR_ALREADY_EXISTS, ERROR_FILE_EXISTS};

/// The Winsock number of a system error of a socket; 0 for all others.
pub fn winsock_number(os_error: i32) -> u32 {
    u32::try_from(os_error).ok().filter(|number| (10_000..12_000).contains(number)).unwrap_or(0)
}

/// The Win32 number of a system error of a file.
pub(crate) fn win32_number(os_error: i32) -> u32 {
    match os_error.cast_unsigned() {
        // Windows returns either of the two, depending on the call that failed.
        ERROR_ALREADY_EXISTS => ERROR_FILE_EXISTS,
        number => number,
    }
}

/// The result of a call that returns 0 when it fails.
pub(super) fn result_of(success: i32) -> io::Result<()> {
    if success == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
