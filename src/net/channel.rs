//! The bytes of one connection to the server.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use socket2::SockRef;

use crate::sys::Watch;
use crate::sys::{self, descriptor};

/// A connected, non-blocking control or data connection.
///
/// All bytes of both connections go through this type, so it is the only place that has to know how they are
/// protected. Today they are plain. With TLS, `read` decrypts, `write` encrypts, `end` sends close_notify first, `watch`
/// may have to wait for the opposite direction, and `raw` returns `None`.
#[derive(Debug)]
pub struct Channel {
    socket: TcpStream,
}

/// What the owner of a channel wants to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Intent {
    Read,
    Write,
    ReadAndWrite,
}

impl Channel {
    /// A channel over a connected socket, whose bytes are sent as they are.
    pub(super) fn plain(socket: TcpStream) -> Self {
        Self { socket }
    }

    /// Copies what has arrived into `buffer` without consuming it. Returns 0 at the end of the data.
    pub(super) fn peek(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        retry(|| sys::peek(&self.socket, buffer))
    }

    /// Ends this side's data; the other direction stays open.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.flush()?;
        self.socket.shutdown(Shutdown::Write)
    }

    /// Closes the connection with a reset, so that what was sent does not look like a whole file.
    pub(super) fn reset(self) {
        // A socket that refuses the option is already disconnected, and then there is nothing left to reset.
        let _ = SockRef::from(&self.socket).set_linger(Some(Duration::ZERO));
    }

    /// The number of bytes that the server's system has not acknowledged after [`Channel::end`].
    pub(super) fn unacknowledged(&self) -> io::Result<usize> {
        sys::unacknowledged(&self.socket)
    }

    /// Asks the system for a send buffer of this size in bytes. The system may choose another size.
    pub(super) fn set_send_buffer(&self, size: usize) {
        // A broken socket reports that when it is used.
        let _ = SockRef::from(&self.socket).set_send_buffer_size(size);
    }

    /// The socket itself, for calls that move plain file bytes inside the kernel. `None` if the bytes are protected.
    pub(super) fn raw(&self) -> Option<&TcpStream> {
        Some(&self.socket)
    }

    /// The socket itself, for its options and addresses.
    pub(super) fn socket(&self) -> &TcpStream {
        &self.socket
    }

    /// What to wait for until the intent can be carried out.
    pub(super) fn watch(&self, intent: Intent) -> Watch {
        Watch {
            socket: descriptor(&self.socket),
            read: intent != Intent::Write,
            write: intent != Intent::Read,
            connecting: false,
        }
    }
}

impl Read for Channel {
    /// Receives what has arrived. Returns 0 at the orderly end of the data; a reset is an error.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        retry(|| sys::receive(&self.socket, buffer))
    }
}

impl Write for Channel {
    /// Hands over as many bytes as there is room for.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        retry(|| self.socket.write(bytes))
    }

    /// Hands over what [`Channel::write`] has accepted but still holds: nothing, as long as the bytes are plain.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Repeats a system call that a signal has interrupted.
fn retry<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
