//! Windows, from 7 on.

mod files;
mod select;
#[cfg(test)]
mod tests;
mod threads;

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::mem::size_of;
use std::net::{Ipv4Addr, TcpStream, UdpSocket};
use std::os::windows::io::{AsRawSocket, RawSocket};
use std::ptr::null_mut;
use std::time::Instant;

use socket2::{Domain, Protocol, Socket, Type};
use windows_sys::Win32::Foundation::{ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED};
use windows_sys::Win32::Networking::WinSock::{
    SIO_TCP_INFO, SOCKET, TCP_INFO_v0, WSAECONNRESET, WSAEINVAL, WSAEPROTOTYPE, WSAIoctl,
};

use crate::net::poll::Watch;

pub(in crate::net) use select::{ROOM_PATIENCE, poll, poll_all};
pub(in crate::net) use threads::{Thread, join, spawn};

pub(in crate::net) use files::try_lock;
pub use files::{Dacl, is_on_disk, rename_new};

/// What the system calls a socket.
pub type Descriptor = RawSocket;

/// The number of a socket.
pub(in crate::net) fn descriptor(socket: &impl AsRawSocket) -> Descriptor {
    socket.as_raw_socket()
}

/// A socket that wakes a poll: one that sends to itself, and to which nobody else can.
#[derive(Debug)]
pub(in crate::net) struct Wake(UdpSocket);

impl Wake {
    pub(in crate::net) fn new() -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        socket.connect(socket.local_addr()?)?;
        socket.set_nonblocking(true)?;
        Ok(Self(socket))
    }

    /// Wakes whoever polls the socket, now or later.
    pub(in crate::net) fn notify(&self) {
        // Where the buffer is full, the socket is readable already; memory that is short may not be so a moment later.
        for _ in 0..10 {
            match self.0.send(&[0]) {
                Err(error) if error.kind() != ErrorKind::WouldBlock => std::thread::yield_now(),
                _ => return,
            }
        }
    }

    /// Whether somebody has called [`Wake::notify`] since the last time.
    pub(in crate::net) fn take(&self) -> bool {
        let mut notified = false;
        while self.0.recv(&mut [0]).is_ok() {
            notified = true;
        }
        notified
    }

    pub(in crate::net) fn descriptor(&self) -> Descriptor {
        self.0.as_raw_socket()
    }
}

/// How a file is opened that is only added to. Without being read it could not be locked.
pub(in crate::net) fn appending() -> OpenOptions {
    let mut options = File::options();
    options.read(true).append(true);
    options
}

/// What the standard error stream is: on Windows sockets and files have other handles than it.
pub(in crate::net) type StreamId = ();

/// What the stream is now.
pub(in crate::net) fn stderr_id() -> io::Result<StreamId> {
    Ok(())
}

/// Whether the stream takes something without a wait, which Windows does not tell.
pub(in crate::net) fn stderr_has_room() -> io::Result<bool> {
    Ok(true)
}

/// A connection that nobody takes for a standard stream, as none is.
pub(in crate::net) fn above_stdio(stream: TcpStream) -> io::Result<TcpStream> {
    Ok(stream)
}

/// Whether the environment is that of the user whose rights the process has: no program gets other rights from its file.
pub(in crate::net) fn is_environment_trusted() -> bool {
    true
}

/// A TCP socket that never waits.
pub(in crate::net) fn non_blocking(domain: Domain) -> io::Result<Socket> {
    let socket = match Socket::new(domain, Type::STREAM, Some(Protocol::TCP)) {
        // Until its first service pack, Windows 7 makes no socket that child processes do not inherit.
        Err(error) if matches!(error.raw_os_error(), Some(WSAEINVAL | WSAEPROTOTYPE)) => {
            let socket = Socket::new_raw(domain, Type::STREAM, Some(Protocol::TCP))?;
            socket.set_no_inherit(true)?;
            socket
        }
        socket => socket?,
    };
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// Whether a connect that failed goes on in the background.
pub(in crate::net) fn is_connecting(error: &io::Error) -> bool {
    error.kind() == ErrorKind::WouldBlock
}

/// Receives what is there; 0 is the end, and a reset is an error.
pub(in crate::net) fn receive(mut stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.read(buffer).and_then(|length| end_or_reset(stream, length))
}

/// The same without taking it.
pub(in crate::net) fn peek(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.peek(buffer).and_then(|length| end_or_reset(stream, length))
}

/// Under Wine a reset looks like an end, but then nobody is at the other side any more.
fn end_or_reset(stream: &TcpStream, length: usize) -> io::Result<usize> {
    if length == 0 && stream.peer_addr().is_err() {
        return Err(io::Error::from_raw_os_error(WSAECONNRESET));
    }
    Ok(length)
}

/// Whether a connect has come to its end: the connection, or why there is none.
pub(in crate::net) fn is_connected(stream: &TcpStream) -> io::Result<bool> {
    let watch = Watch { socket: descriptor(stream), read: false, write: true, connecting: true };
    let [is_over] = poll([Some(watch)], Some(Instant::now()))?;
    match stream.take_error()? {
        Some(error) => Err(error),
        None => Ok(is_over),
    }
}

/// Bytes that the other system has not acknowledged, after the end of the data was sent; `usize::MAX` while that is not
/// known.
///
/// No Windows tells how much its buffers hold. But a server that has read all data ends its side, and one that has not
/// makes that a reset; what may still be in flight then, Windows 10 tells.
pub(in crate::net) fn unacknowledged(mut stream: &TcpStream) -> io::Result<usize> {
    // What comes is nothing that an upload waits for; a server that sends without end is not read without end.
    for _ in 0..16 {
        match stream.read(&mut [0; 4096]) {
            Ok(0) => return Ok(in_flight(stream).unwrap_or(0)),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => break,
            Err(error) => return Err(error),
        }
    }
    Ok(usize::MAX)
}

/// Bytes sent and not acknowledged, where the system tells.
fn in_flight(stream: &TcpStream) -> Option<usize> {
    let version: u32 = 0;
    let mut info = TCP_INFO_v0::default();
    let mut length = 0;
    // SAFETY: the input is one u32 and the output has room for the structure of version 0, each with its size; the
    // socket is open as long as its owner is borrowed, and without an OVERLAPPED the call is over when it returns.
    let result = unsafe {
        WSAIoctl(
            stream.as_raw_socket() as SOCKET,
            SIO_TCP_INFO,
            (&raw const version).cast(),
            size_of::<u32>() as u32,
            (&raw mut info).cast(),
            size_of::<TCP_INFO_v0>() as u32,
            &mut length,
            null_mut(),
            None,
        )
    };
    (result == 0 && length as usize == size_of::<TCP_INFO_v0>()).then_some(info.BytesInFlight as usize)
}

/// Closes a file. What a cache could not write, Windows tells only when it is flushed; some file systems have no flush.
pub fn close(file: File) -> io::Result<()> {
    file.sync_all().or_else(|error| match error.raw_os_error().map(i32::cast_unsigned) {
        Some(ERROR_INVALID_FUNCTION | ERROR_NOT_SUPPORTED) => Ok(()),
        _ => Err(error),
    })
}

/// There is no SIGPIPE.
pub(in crate::net) fn without_sigpipe<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// The Winsock number of a system error number, which it is; 0 for errors that are not a socket's.
pub fn winsock_number(os_error: i32) -> u32 {
    u32::try_from(os_error).ok().filter(|number| (10_000..12_000).contains(number)).unwrap_or(0)
}
