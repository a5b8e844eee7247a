//! TCP connections.

use std::io::{self, ErrorKind, Read};
use std::net::TcpStream;

/// Whether a connect that returned an error continues in the background.
pub(crate) fn is_connecting(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::EINPROGRESS) || error.kind() == ErrorKind::Interrupted
}

/// Whether a connect in the background has succeeded; an error when it has failed.
pub(crate) fn is_connected(stream: &TcpStream) -> io::Result<bool> {
    match stream.peer_addr() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotConnected => match stream.take_error()? {
            Some(error) => Err(error),
            None => Ok(false),
        },
        Err(error) => Err(error),
    }
}

/// Receives the bytes that have arrived; 0 is the end of the stream, and a reset is an error.
pub(crate) fn receive(mut stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.read(buffer)
}

/// The same as [`receive`], but the bytes stay in the system's buffer.
pub(crate) fn peek(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.peek(buffer)
}
