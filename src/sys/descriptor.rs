//! Sockets as numbers.

#[cfg(unix)]
use std::os::fd::{AsRawFd, RawFd};
#[cfg(windows)]
use std::os::windows::io::{AsRawSocket, RawSocket};

/// The system's type for a socket.
#[cfg(unix)]
pub type Descriptor = RawFd;
/// The system's type for a socket.
#[cfg(windows)]
pub type Descriptor = RawSocket;

/// The number of a socket.
#[cfg(unix)]
pub(crate) fn descriptor(socket: &impl AsRawFd) -> Descriptor {
    socket.as_raw_fd()
}

/// The number of a socket.
#[cfg(windows)]
pub(crate) fn descriptor(socket: &impl AsRawSocket) -> Descriptor {
    socket.as_raw_socket()
}
