//! The standard error stream, and what could be taken for it.

use std::io::{self, ErrorKind};
use std::mem::MaybeUninit;
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::time::Instant;

use super::poll;
use crate::net::poll::Watch;

/// What the stream is: device and inode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::net) struct StreamId(libc::dev_t, libc::ino_t);

/// What the stream is now; an error where there is none, or nothing that takes text.
pub(in crate::net) fn stderr_id() -> io::Result<StreamId> {
    let mut status = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: there is room for the structure, and a number that is no descriptor is an error.
    if unsafe { libc::fstat(libc::STDERR_FILENO, status.as_mut_ptr()) } != 0 {
        return Err(ErrorKind::PermissionDenied.into());
    }
    // SAFETY: fstat filled it in.
    let status = unsafe { status.assume_init() };
    match status.st_mode & libc::S_IFMT {
        libc::S_IFREG | libc::S_IFCHR | libc::S_IFIFO | libc::S_IFSOCK => {
            Ok(StreamId(status.st_dev, status.st_ino))
        }
        _ => Err(ErrorKind::PermissionDenied.into()),
    }
}

/// Whether the stream takes something without a wait: a pipe takes 4096 bytes then (PIPE_BUF).
pub(in crate::net) fn stderr_has_room() -> io::Result<bool> {
    let watch = Watch { socket: libc::STDERR_FILENO, read: false, write: true, connecting: false };
    poll([Some(watch)], Some(Instant::now())).map(|[has_room]| has_room)
}

/// A connection whose number is that of no standard stream: of a program that has closed those, some part may still write
/// to them.
pub(in crate::net) fn above_stdio(stream: TcpStream) -> io::Result<TcpStream> {
    // The duplicate of a descriptor is 3 or more.
    if stream.as_raw_fd() > libc::STDERR_FILENO { Ok(stream) } else { stream.try_clone() }
}
