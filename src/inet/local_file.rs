//! The program's local file, and the Win32 error numbers for its failures.

mod new_file;

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;

use crate::constants::win32::{
    ERROR_ACCESS_DENIED, ERROR_FILE_NOT_FOUND, ERROR_INVALID_PARAMETER, ERROR_PATH_NOT_FOUND,
};
use crate::net::transcript;
use crate::sys;

use super::Error;

pub(crate) use new_file::NewFile;

/// Opens a file for reading and returns its size. Only a regular file is certain to end: directories, pipes and devices
/// are refused with ERROR_ACCESS_DENIED.
pub(crate) fn open(path: &Path) -> Result<(File, u64), Error> {
    let opened = sys::open_at_once(File::options().read(true)).open(path);
    opened
        .and_then(|file| sys::regular_file(&file).map(|metadata| (file, metadata.len())))
        .map_err(|error| Error::LocalFile(open_error(path, &error)))
}

/// Writes the transcript of all connections to a file, to `stderr`, or nowhere if the target is empty.
pub(crate) fn log_to(target: OsString) -> Result<(), Error> {
    transcript::set(target.clone()).map_err(|error| {
        Error::LocalFile(match error.kind() {
            io::ErrorKind::PermissionDenied => ERROR_ACCESS_DENIED,
            _ => open_error(Path::new(&target), &error),
        })
    })
}

/// A missing file and a missing directory have different error numbers.
fn open_error(path: &Path, error: &io::Error) -> u32 {
    let number = number(error);
    let in_directory = path.parent().is_some_and(|parent| parent.as_os_str().is_empty() || parent.is_dir());
    if number == ERROR_FILE_NOT_FOUND && !in_directory { ERROR_PATH_NOT_FOUND } else { number }
}

/// The Win32 error number of a failure; without a system error, the path was not valid.
fn number(error: &io::Error) -> u32 {
    error.raw_os_error().map_or(ERROR_INVALID_PARAMETER, sys::win32_number)
}
