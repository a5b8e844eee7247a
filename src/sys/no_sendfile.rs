//! The systems on which a file is sent through a buffer.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::net::TcpStream;

/// Whether this system has [`sendfile`].
pub(crate) const HAS_SENDFILE: bool = false;

/// Always fails.
pub(crate) fn sendfile(_stream: &TcpStream, _file: &File, _count: usize) -> io::Result<usize> {
    Err(ErrorKind::Unsupported.into())
}
