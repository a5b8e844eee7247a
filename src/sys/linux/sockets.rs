//! TCP sockets.

use std::io;
use std::net::TcpStream;
use std::os::fd::AsRawFd;

use socket2::{Domain, Protocol, Socket, Type};

/// A non-blocking TCP socket that child processes do not inherit, made in one call.
pub(crate) fn nonblocking_socket(domain: Domain) -> io::Result<Socket> {
    Socket::new(domain, Type::STREAM.nonblocking().cloexec(), Some(Protocol::TCP))
}

/// The number of bytes that the peer has not acknowledged, after this side has shut down its sending; an error when the
/// connection was reset.
pub(crate) fn unacknowledged(stream: &TcpStream) -> io::Result<usize> {
    if let Some(error) = stream.take_error()? {
        return Err(error);
    }
    let mut bytes: libc::c_int = 0;
    // SAFETY: the descriptor is open while `stream` is borrowed. TIOCOUTQ (SIOCOUTQ for a socket) writes one int, and
    // `bytes` is one.
    let result = unsafe { libc::ioctl(stream.as_raw_fd(), libc::TIOCOUTQ, &mut bytes) };
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    // The FIN counts as one byte. When it is the only one left, all data has been acknowledged.
    Ok(usize::try_from(bytes).unwrap_or(0).saturating_sub(1))
}
