//! Sending a file without copying it through the process.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::net::TcpStream;
use std::os::fd::AsRawFd;

/// Whether this system has [`sendfile`].
pub(crate) const HAS_SENDFILE: bool = true;

/// Moves up to `count` bytes of the file, from its current position, into the socket; 0 is the end of the file.
pub(crate) fn sendfile(stream: &TcpStream, file: &File, count: usize) -> io::Result<usize> {
    loop {
        // SAFETY: both descriptors are open while their owners are borrowed; a NULL offset makes the kernel use and move
        // the file's own position.
        let n = unsafe { libc::sendfile(stream.as_raw_fd(), file.as_raw_fd(), std::ptr::null_mut(), count) };
        if let Ok(n) = usize::try_from(n) {
            return Ok(n);
        }
        let error = io::Error::last_os_error();
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
}
