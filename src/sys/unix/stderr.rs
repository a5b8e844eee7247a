//! The standard error stream, and connections that could be mistaken for it.

use std::io::{self, ErrorKind};
use std::mem::MaybeUninit;
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::time::Instant;

use super::poll::poll;
use crate::sys::Watch;

/// Identifies the file, pipe or device of a stream by device and inode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct StreamId(libc::dev_t, libc::ino_t);

/// Identifies what the standard error stream writes to now; an error where it is closed or cannot take text.
pub(crate) fn stderr_id() -> io::Result<StreamId> {
    let mut status = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: `status` has room for the structure, and fstat fails for a descriptor that is not open.
    if unsafe { libc::fstat(libc::STDERR_FILENO, status.as_mut_ptr()) } != 0 {
        return Err(ErrorKind::PermissionDenied.into());
    }
    // SAFETY: fstat has succeeded, so that the whole structure is initialised.
    let status = unsafe { status.assume_init() };
    match status.st_mode & libc::S_IFMT {
        libc::S_IFREG | libc::S_IFCHR | libc::S_IFIFO | libc::S_IFSOCK => {
            Ok(StreamId(status.st_dev, status.st_ino))
        }
        _ => Err(ErrorKind::PermissionDenied.into()),
    }
}

/// Whether the standard error stream takes bytes without blocking: a pipe that does takes at least 4096 (PIPE_BUF).
pub(crate) fn stderr_has_room() -> io::Result<bool> {
    let watch = Watch { socket: libc::STDERR_FILENO, read: false, write: true, connecting: false };
    poll([Some(watch)], Some(Instant::now())).map(|[has_room]| has_room)
}

/// Moves a connection above descriptor 2.
///
/// A program that has closed the standard streams may still write to 0, 1 or 2, and a connection that got such a number
/// would send that text to the server.
pub(crate) fn above_stdio(stream: TcpStream) -> io::Result<TcpStream> {
    // The standard library duplicates a descriptor to 3 or higher.
    if stream.as_raw_fd() > libc::STDERR_FILENO { Ok(stream) } else { stream.try_clone() }
}
