//! Files of Unix, and Windows' numbers for what can be wrong with them.

use std::fs::{Metadata, OpenOptions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

use super::ERROR_PATH_NOT_FOUND;
use super::{ERROR_ACCESS_DENIED, ERROR_FILE_EXISTS, ERROR_FILE_NOT_FOUND, ERROR_INVALID_PARAMETER};

const ERROR_TOO_MANY_OPEN_FILES: u32 = 4;
const ERROR_OUTOFMEMORY: u32 = 14;
const ERROR_GEN_FAILURE: u32 = 31;
const ERROR_SHARING_VIOLATION: u32 = 32;
const ERROR_DISK_FULL: u32 = 112;
const ERROR_FILENAME_EXCED_RANGE: u32 = 206;
const ERROR_FILE_TOO_LARGE: u32 = 223;
const ERROR_IO_DEVICE: u32 = 1117;
const ERROR_CANT_RESOLVE_FILENAME: u32 = 1921;

/// The open of a pipe does not wait for its other end.
pub(super) fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(libc::O_NONBLOCK)
}

/// A file that is created has the permissions of another at most.
pub(super) fn protected_as<'a>(
    options: &'a mut OpenOptions,
    other: Option<&Metadata>,
) -> &'a mut OpenOptions {
    match other {
        Some(other) => options.mode(other.mode() & 0o777),
        None => options,
    }
}

/// The Win32 number of a system error of a file.
pub(in crate::inet) fn win32_error(os_error: i32) -> u32 {
    match os_error {
        libc::ENOENT => ERROR_FILE_NOT_FOUND,
        libc::ENOTDIR => ERROR_PATH_NOT_FOUND,
        libc::EMFILE | libc::ENFILE => ERROR_TOO_MANY_OPEN_FILES,
        libc::EACCES | libc::EPERM | libc::EISDIR | libc::ENXIO | libc::EROFS => ERROR_ACCESS_DENIED,
        libc::ENOMEM => ERROR_OUTOFMEMORY,
        libc::EBUSY | libc::ETXTBSY => ERROR_SHARING_VIOLATION,
        libc::EEXIST => ERROR_FILE_EXISTS,
        libc::ENOSPC | libc::EDQUOT => ERROR_DISK_FULL,
        libc::EFBIG => ERROR_FILE_TOO_LARGE,
        libc::EINVAL => ERROR_INVALID_PARAMETER,
        libc::ENAMETOOLONG => ERROR_FILENAME_EXCED_RANGE,
        libc::EIO => ERROR_IO_DEVICE,
        libc::ELOOP => ERROR_CANT_RESOLVE_FILENAME,
        _ => ERROR_GEN_FAILURE,
    }
}
