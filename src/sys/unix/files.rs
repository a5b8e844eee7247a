//! Local files.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::fd::{AsRawFd, IntoRawFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

/// Makes the open of a named pipe return at once, instead of waiting for the other end.
pub(crate) fn open_at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(libc::O_NONBLOCK)
}

/// Opens a file with the access that replacing it needs: only a file that can be written is replaced.
pub(crate) fn open_to_replace(options: &mut OpenOptions) -> &mut OpenOptions {
    open_at_once(options.write(true))
}

/// The metadata of a regular file; for anything else an error (EACCES).
pub(crate) fn regular_file(file: &File) -> io::Result<Metadata> {
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok(metadata) } else { Err(io::Error::from_raw_os_error(libc::EACCES)) }
}

/// Creates a file with at most the permissions of another file.
pub(crate) fn create_like(path: &Path, other: &Path, _attributes: u32) -> io::Result<File> {
    let mut options = File::options();
    if let Ok(other) = other.metadata() {
        options.mode(other.mode() & 0o777);
    }
    options.write(true).create_new(true).open(path)
}

/// Copies all permissions of the file that is replaced, if there is one, to the new file.
pub(crate) fn keep_permissions(file: &File, replaced: &Path) -> io::Result<()> {
    replaced.metadata().map_or(Ok(()), |replaced| file.set_permissions(replaced.permissions()))
}

/// Renames a file within its directory, and replaces an existing file only if it may.
pub(crate) fn rename(from: &Path, to: &Path, may_replace: bool) -> io::Result<()> {
    if may_replace {
        return fs::rename(from, to);
    }
    // Unlike a rename, a hard link never replaces a file that was created in the meantime. Not every file system has links.
    match fs::hard_link(from, to) {
        Ok(()) => {
            // If the old name cannot be removed, nothing better is left to do.
            let _ = remove(from);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) if to.symlink_metadata().is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Removes a file.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Closes a file. Some file systems report only now that data could not be written.
pub(crate) fn close(file: File) -> io::Result<()> {
    // SAFETY: the descriptor is open, and `into_raw_fd` has ended the ownership of `file`.
    if unsafe { libc::close(file.into_raw_fd()) } == 0 {
        return Ok(());
    }
    // A close that a signal interrupted has closed the file all the same.
    Err(io::Error::last_os_error()).or_else(|error| match error.kind() {
        ErrorKind::Interrupted => Ok(()),
        _ => Err(error),
    })
}

/// How a log file is opened: for appending, readable by its owner alone when it is created, and without waiting for the
/// other end of a named pipe.
pub(crate) fn append_options() -> OpenOptions {
    let mut options = File::options();
    options.append(true).mode(0o600).custom_flags(libc::O_NONBLOCK);
    options
}

/// Locks a file until it is closed; false when another process holds the lock. On a file system without locks it
/// succeeds.
pub(crate) fn try_lock(file: &File) -> bool {
    // SAFETY: the descriptor is open while `file` is borrowed, and flock takes no pointer.
    let result = unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) };
    result == 0 || io::Error::last_os_error().kind() != ErrorKind::WouldBlock
}
