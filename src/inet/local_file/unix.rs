//! Files of Unix, and Windows' numbers for what can be wrong with them.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

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

/// Asks whether a file may be written: only then is it replaced.
pub(super) fn to_replace(options: &mut OpenOptions) -> &mut OpenOptions {
    at_once(options.write(true))
}

/// What is known of a regular file; anything else is refused.
pub(super) fn regular(file: &File) -> io::Result<Metadata> {
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok(metadata) } else { Err(io::Error::from_raw_os_error(libc::EACCES)) }
}

/// Makes a file with the permissions of another at most.
pub(super) fn create_like(path: &Path, other: &Path, _attributes: u32) -> io::Result<File> {
    let mut options = File::options();
    if let Ok(other) = other.metadata() {
        options.mode(other.mode() & 0o777);
    }
    options.write(true).create_new(true).open(path)
}

/// Gives a new file all the permissions of the one it replaces, if there is one.
pub(super) fn keep_permissions(file: &File, replaced: &Path) -> io::Result<()> {
    replaced.metadata().map_or(Ok(()), |replaced| file.set_permissions(replaced.permissions()))
}

/// Gives a file another name. What is there already is replaced, or not.
pub(super) fn rename(from: &Path, to: &Path, may_replace: bool) -> io::Result<()> {
    if may_replace {
        return fs::rename(from, to);
    }
    // A link, unlike a rename, never replaces what has come there meanwhile. Not every file system has links.
    match fs::hard_link(from, to) {
        Ok(()) => {
            // Where the old name cannot be removed, nothing better is left to do.
            let _ = remove(from);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) if to.symlink_metadata().is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// The Win32 number of a system error of a file.
pub(crate) fn win32_error(os_error: i32) -> u32 {
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
