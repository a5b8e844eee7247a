//! The caller's file, and Windows' numbers for what can be wrong with it.

mod new_file;

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::Error;

pub(super) use new_file::NewFile;

const ERROR_FILE_NOT_FOUND: u32 = 2;
const ERROR_PATH_NOT_FOUND: u32 = 3;
const ERROR_TOO_MANY_OPEN_FILES: u32 = 4;
const ERROR_ACCESS_DENIED: u32 = 5;
const ERROR_OUTOFMEMORY: u32 = 14;
const ERROR_GEN_FAILURE: u32 = 31;
const ERROR_SHARING_VIOLATION: u32 = 32;
/// The file ended before its length.
pub(super) const ERROR_HANDLE_EOF: u32 = 38;
const ERROR_FILE_EXISTS: u32 = 80;
const ERROR_INVALID_PARAMETER: u32 = 87;
const ERROR_DISK_FULL: u32 = 112;
const ERROR_FILENAME_EXCED_RANGE: u32 = 206;
const ERROR_FILE_TOO_LARGE: u32 = 223;
const ERROR_IO_DEVICE: u32 = 1117;
const ERROR_CANT_RESOLVE_FILENAME: u32 = 1921;

/// Opens a file for reading and tells its size. Only a regular file has an end that can be waited for: directories,
/// pipes and devices are refused with ERROR_ACCESS_DENIED.
pub(super) fn open(path: &Path) -> Result<(File, u64), Error> {
    // Without O_NONBLOCK the open of a pipe would wait for a writer.
    let opened = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path);
    let (file, metadata) = opened
        .and_then(|file| file.metadata().map(|metadata| (file, metadata)))
        .map_err(|error| Error::LocalFile(open_error(path, &error)))?;
    if !metadata.is_file() {
        return Err(Error::LocalFile(ERROR_ACCESS_DENIED));
    }
    Ok((file, metadata.len()))
}

/// A missing file and a missing directory have different numbers.
fn open_error(path: &Path, error: &io::Error) -> u32 {
    let number = number(error);
    let in_directory = path.parent().is_some_and(|parent| parent.as_os_str().is_empty() || parent.is_dir());
    if number == ERROR_FILE_NOT_FOUND && !in_directory { ERROR_PATH_NOT_FOUND } else { number }
}

/// The Win32 number of a failure of a file; without a system error it was the path that makes no sense.
fn number(error: &io::Error) -> u32 {
    error.raw_os_error().map_or(ERROR_INVALID_PARAMETER, win32_error)
}

/// The Win32 number of a system error of a file.
pub(super) fn win32_error(os_error: i32) -> u32 {
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
