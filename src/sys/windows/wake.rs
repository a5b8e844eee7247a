//! The UDP socket that wakes a poll.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, UdpSocket};

use crate::sys::{Watch, descriptor};

/// A socket that wakes a poll: it is connected to itself, so that no other socket can send to it.
#[derive(Debug)]
pub(crate) struct Wake(UdpSocket);

impl Wake {
    pub(crate) fn new() -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        socket.connect(socket.local_addr()?)?;
        socket.set_nonblocking(true)?;
        Ok(Self(socket))
    }

    /// Wakes the thread that polls the socket, now or when it polls next.
    pub(crate) fn notify(&self) {
        // If the buffer is full, the socket is readable already. A shortage of memory may pass within moments.
        for _ in 0..10 {
            match self.0.send(&[0]) {
                Err(error) if error.kind() != ErrorKind::WouldBlock => std::thread::yield_now(),
                _ => return,
            }
        }
    }

    /// Whether [`Wake::notify`] has been called since the last `take`.
    pub(crate) fn take(&self) -> bool {
        let mut notified = false;
        while self.0.recv(&mut [0]).is_ok() {
            notified = true;
        }
        notified
    }

    /// Waits for a notification.
    pub(crate) fn watch(&self) -> Watch {
        Watch::to_read(descriptor(&self.0))
    }
}
