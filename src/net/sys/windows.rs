//! Windows, from 7 on.

mod files;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::mem::size_of;
use std::net::{Ipv4Addr, TcpStream, UdpSocket};
use std::os::windows::io::{AsRawSocket, RawSocket};
use std::ptr::{null, null_mut};
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, Socket, Type};
use windows_sys::Win32::Networking::WinSock::{
    FD_SET, SIO_TCP_INFO, SOCKET, SOCKET_ERROR, TCP_INFO_v0, TIMEVAL, WSAECONNRESET, WSAEINVAL,
    WSAEPROTOTYPE, WSAIoctl, select,
};

use crate::net::poll::Watch;
use crate::net::timeouts::{after, earlier};

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
        // It fails only when the buffer is full, and then the socket is readable already.
        if let Err(error) = self.0.send(&[0]) {
            debug_assert_eq!(error.kind(), ErrorKind::WouldBlock);
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

/// After this time, whoever waits for room alone tries to write again.
const TRY_AGAIN: Duration = Duration::from_millis(200);

/// Waits until one of the three is ready or the moment has come; a connect that failed counts as ready.
///
/// So does a connection that is only to be written, after [`TRY_AGAIN`] without anything else: Winsock promises to
/// tell of a reset only where somebody wants to read.
///
/// Not WSAPoll: until Windows 10 it does not tell of a connect that failed.
pub(in crate::net) fn poll(watches: [Option<Watch>; 3], until: Option<Instant>) -> io::Result<[bool; 3]> {
    if watches.iter().all(Option::is_none) {
        // select refuses to wait for nothing.
        std::thread::sleep(
            until.map_or(Duration::MAX, |until| until.saturating_duration_since(Instant::now())),
        );
        return Ok([false; 3]);
    }
    let is_tried = |watch: &Watch| watch.write && !watch.read && !watch.connecting;
    let again = after(watches.iter().flatten().any(is_tried).then_some(TRY_AGAIN));
    let mut readable = set(&watches, |watch| watch.read);
    let mut writable = set(&watches, |watch| watch.write);
    // A failed connect is told here. So is urgent data, for ever, as nobody reads it: only connects are asked for.
    let mut failed = set(&watches, |watch| watch.connecting);
    let end = earlier(until, again);
    let time = end.map(time_until);
    let time = time.as_ref().map_or(null(), |time| time as *const TIMEVAL);
    // SAFETY: the sets are initialised and borrowed for the call; `time` is NULL or points to a value that lives as long.
    let found = unsafe { select(0, &mut readable, &mut writable, &mut failed, time) };
    if found == SOCKET_ERROR {
        return Err(io::Error::last_os_error());
    }
    let is_in = |set: &FD_SET, socket| set.fd_array[..set.fd_count as usize].contains(&socket);
    Ok(watches.map(|watch| {
        watch.is_some_and(|watch| {
            found == 0 && end == again && is_tried(&watch)
                || [&readable, &writable, &failed].iter().any(|set| is_in(set, watch.socket as SOCKET))
        })
    }))
}

fn set(watches: &[Option<Watch>; 3], wanted: impl Fn(&Watch) -> bool) -> FD_SET {
    let mut set = FD_SET::default();
    for watch in watches.iter().flatten().filter(|watch| wanted(watch)) {
        set.fd_array[set.fd_count as usize] = watch.socket as SOCKET;
        set.fd_count += 1;
    }
    set
}

/// Rounded up, so that a deadline has passed when the wait ends.
fn time_until(moment: Instant) -> TIMEVAL {
    let left = moment.saturating_duration_since(Instant::now()).saturating_add(Duration::from_nanos(999));
    TIMEVAL { tv_sec: left.as_secs().try_into().unwrap_or(i32::MAX), tv_usec: left.subsec_micros() as i32 }
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
    let [is_over, ..] = poll([Some(watch), None, None], Some(Instant::now()))?;
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

/// Closes a file. What a cache could not write, Windows tells only when it is flushed.
pub fn close(file: File) -> io::Result<()> {
    file.sync_all()
}

/// There is no SIGPIPE.
pub(in crate::net) fn without_sigpipe<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// There are no signals.
pub(in crate::net) fn with_all_signals_blocked<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// The Winsock number of a system error number, which it is; 0 for errors that are not a socket's.
pub fn winsock_number(os_error: i32) -> u32 {
    u32::try_from(os_error).ok().filter(|number| (10_000..12_000).contains(number)).unwrap_or(0)
}
