//! TCP sockets.

use std::io::{self, ErrorKind, Read};
use std::mem::size_of;
use std::net::TcpStream;
use std::os::windows::io::AsRawSocket;
use std::ptr::null_mut;
use std::time::Instant;

use socket2::{Domain, Protocol, Socket, Type};
use windows_sys::Win32::Networking::WinSock::{
    SIO_TCP_INFO, SOCKET, TCP_INFO_v0, WSAECONNRESET, WSAEINVAL, WSAEPROTOTYPE, WSAIoctl,
};

use super::poll::poll;
use crate::sys::{Watch, descriptor};

/// A non-blocking TCP socket that child processes do not inherit.
pub(crate) fn nonblocking_socket(domain: Domain) -> io::Result<Socket> {
    let socket = match Socket::new(domain, Type::STREAM, Some(Protocol::TCP)) {
        // Windows 7 without its first service pack cannot create a socket that is not inherited.
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

/// Whether a connect that returned an error continues in the background.
pub(crate) fn is_connecting(error: &io::Error) -> bool {
    error.kind() == ErrorKind::WouldBlock
}

/// Whether a connect in the background has succeeded; an error when it has failed.
pub(crate) fn is_connected(stream: &TcpStream) -> io::Result<bool> {
    let watch = Watch { socket: descriptor(stream), read: false, write: true, connecting: true };
    let [is_over] = poll([Some(watch)], Some(Instant::now()))?;
    match stream.take_error()? {
        Some(error) => Err(error),
        None => Ok(is_over),
    }
}

/// Receives the bytes that have arrived; 0 is the end of the stream, and a reset is an error.
pub(crate) fn receive(mut stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.read(buffer).and_then(|length| end_or_reset(stream, length))
}

/// The same as [`receive`], but the bytes stay in the system's buffer.
pub(crate) fn peek(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.peek(buffer).and_then(|length| end_or_reset(stream, length))
}

/// Under Wine a reset looks like the end of the stream, but the socket has no peer afterwards.
fn end_or_reset(stream: &TcpStream, length: usize) -> io::Result<usize> {
    if length == 0 && stream.peer_addr().is_err() {
        return Err(io::Error::from_raw_os_error(WSAECONNRESET));
    }
    Ok(length)
}

/// The number of bytes that the peer has not acknowledged, after this side has shut down its sending; `usize::MAX` while
/// that is not known, and an error when the connection was reset.
///
/// No version of Windows reports how much its send buffer holds. But a server that has read all data closes its side, and
/// a server that closes without having read all data causes a reset. After the server has closed, Windows 10 reports the
/// bytes that are still in flight.
pub(crate) fn unacknowledged(mut stream: &TcpStream) -> io::Result<usize> {
    // An upload needs nothing of what the server sends here. The loop is bounded, for a server that never stops sending.
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

/// The number of bytes that were sent and not acknowledged; `None` on systems before Windows 10.
fn in_flight(stream: &TcpStream) -> Option<usize> {
    let version: u32 = 0;
    let mut info = TCP_INFO_v0::default();
    let mut length = 0;
    // SAFETY: the input is one u32 and the output has room for the structure of version 0, and each is passed with its
    // size. The socket is open while `stream` is borrowed. Without an OVERLAPPED structure the call has ended when it
    // returns, so that nothing is written later.
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

/// Whether child processes inherit a socket.
#[cfg(test)]
pub(crate) fn is_inherited(socket: crate::sys::descriptor::Descriptor) -> bool {
    use windows_sys::Win32::Foundation::{GetHandleInformation, HANDLE, HANDLE_FLAG_INHERIT};
    let mut flags = 0;
    // SAFETY: `flags` has room for a DWORD, and the call fails for a handle that is not open.
    let found = unsafe { GetHandleInformation(socket as HANDLE, &mut flags) };
    assert_ne!(found, 0, "the socket is open");
    flags & HANDLE_FLAG_INHERIT != 0
}
