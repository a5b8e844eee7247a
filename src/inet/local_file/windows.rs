//! Files of Windows, whose errors have the right numbers already.

use std::fs::{Metadata, OpenOptions};

use super::ERROR_FILE_EXISTS;

const ERROR_ALREADY_EXISTS: u32 = 183;

/// The open of a pipe never waits for its other end.
pub(super) fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// A file that is created has the permissions of its directory, as any other.
pub(super) fn protected_as<'a>(
    options: &'a mut OpenOptions,
    _other: Option<&Metadata>,
) -> &'a mut OpenOptions {
    options
}

/// The Win32 number of a system error of a file.
pub(in crate::inet) fn win32_error(os_error: i32) -> u32 {
    match os_error.cast_unsigned() {
        // Which of the two it is depends on the call that failed.
        ERROR_ALREADY_EXISTS => ERROR_FILE_EXISTS,
        number => number,
    }
}
