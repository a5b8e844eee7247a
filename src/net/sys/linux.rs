//! Linux.

mod errors;
mod signals;
mod stderr;
mod threads;

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, RawFd};
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, Socket, Type};

use crate::net::poll::Watch;

pub use errors::winsock_number;
pub(in crate::net) use signals::without_sigpipe;
pub(in crate::net) use stderr::{StreamId, above_stdio, stderr_has_room, stderr_id};
pub(in crate::net) use threads::{Thread, join, spawn};

/// What the system calls a socket.
pub type Descriptor = RawFd;

/// The number of a socket.
pub(in crate::net) fn descriptor(socket: &impl AsRawFd) -> Descriptor {
    socket.as_raw_fd()
}

/// After this time, whoever waits for room alone would try to send again: here everything is told.
pub(in crate::net) const ROOM_PATIENCE: Option<Duration> = None;

/// A descriptor that wakes a poll.
#[derive(Debug)]
pub(in crate::net) struct Wake(File);

impl Wake {
    pub(in crate::net) fn new() -> io::Result<Self> {
        // SAFETY: eventfd takes two numbers and no pointer; the result is checked before use.
        let fd = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor was made on the line above, is open, and nobody else owns it.
        Ok(Self(unsafe { File::from_raw_fd(fd) }))
    }

    /// Wakes whoever polls the descriptor, now or later.
    pub(in crate::net) fn notify(&self) {
        // It fails only when the counter is full, and then the descriptor is readable already.
        if let Err(error) = (&self.0).write(&1u64.to_ne_bytes()) {
            debug_assert_eq!(error.kind(), ErrorKind::WouldBlock);
        }
    }

    /// Whether somebody has called [`Wake::notify`] since the last time.
    pub(in crate::net) fn take(&self) -> bool {
        (&self.0).read(&mut [0; 8]).is_ok()
    }

    pub(in crate::net) fn descriptor(&self) -> Descriptor {
        self.0.as_raw_fd()
    }
}

/// Waits until one of a few is ready or the moment has come; an error on a descriptor counts as ready.
pub(in crate::net) fn poll<const N: usize>(
    watches: [Option<Watch>; N],
    until: Option<Instant>,
) -> io::Result<[bool; N]> {
    let mut fds = watches.map(entry);
    wait(&mut fds, until)?;
    Ok(fds.map(|fd| fd.revents != 0))
}

/// The same for any number.
pub(in crate::net) fn poll_all(watches: &[Option<Watch>], until: Option<Instant>) -> io::Result<Vec<bool>> {
    // Without places for nothing: poll takes no more entries than the process may have descriptors.
    let mut fds: Vec<_> = watches.iter().flatten().map(|watch| entry(Some(*watch))).collect();
    wait(&mut fds, until)?;
    let mut ready = fds.iter().map(|fd| fd.revents != 0);
    Ok(watches.iter().map(|watch| watch.is_some() && ready.next() == Some(true)).collect())
}

fn wait(fds: &mut [libc::pollfd], until: Option<Instant>) -> io::Result<()> {
    let count = fds.len() as libc::nfds_t;
    loop {
        // SAFETY: `fds` is that many initialised pollfd, borrowed for the call; negative descriptors in it are ignored.
        if unsafe { libc::poll(fds.as_mut_ptr(), count, milliseconds_until(until)) } >= 0 {
            return Ok(());
        }
        let error = io::Error::last_os_error();
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn entry(watch: Option<Watch>) -> libc::pollfd {
    let Some(watch) = watch else { return libc::pollfd { fd: -1, events: 0, revents: 0 } };
    let read = if watch.read { libc::POLLIN } else { 0 };
    let write = if watch.write { libc::POLLOUT } else { 0 };
    libc::pollfd { fd: watch.socket, events: read | write, revents: 0 }
}

/// Rounded up, so that a deadline has passed when the wait ends; -1 is for ever.
fn milliseconds_until(moment: Option<Instant>) -> libc::c_int {
    let Some(moment) = moment else { return -1 };
    let left = moment.saturating_duration_since(Instant::now());
    left.saturating_add(Duration::from_nanos(999_999)).as_millis().try_into().unwrap_or(libc::c_int::MAX)
}

/// How a file is opened that is only added to: a new one is the user's alone. The open of a pipe does not wait for its
/// other end.
pub(in crate::net) fn appending() -> OpenOptions {
    let mut options = File::options();
    options.append(true).mode(0o600).custom_flags(libc::O_NONBLOCK);
    options
}

/// Locks a file until it is closed; false when somebody else has locked it. Where there are no locks nobody has.
pub(in crate::net) fn try_lock(file: &File) -> bool {
    // SAFETY: the descriptor is open as long as its owner is borrowed.
    let result = unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) };
    result == 0 || io::Error::last_os_error().kind() != ErrorKind::WouldBlock
}

/// Whether the environment is that of the user whose rights the process has: not where it got them from its file.
pub(in crate::net) fn is_environment_trusted() -> bool {
    // SAFETY: getauxval takes a number and gives a number, 0 for what it does not know.
    unsafe { libc::getauxval(libc::AT_SECURE) == 0 }
}

/// A TCP socket that never waits, in one call.
pub(in crate::net) fn non_blocking(domain: Domain) -> io::Result<Socket> {
    Socket::new(domain, Type::STREAM.nonblocking().cloexec(), Some(Protocol::TCP))
}

/// Whether a connect that failed goes on in the background.
pub(in crate::net) fn is_connecting(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::EINPROGRESS) || error.kind() == ErrorKind::Interrupted
}

/// Receives what is there; 0 is the end, and a reset is an error.
pub(in crate::net) fn receive(mut stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.read(buffer)
}

/// The same without taking it.
pub(in crate::net) fn peek(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    stream.peek(buffer)
}

/// Whether a connect has come to its end: the connection, or why there is none.
pub(in crate::net) fn is_connected(stream: &TcpStream) -> io::Result<bool> {
    match stream.peer_addr() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotConnected => match stream.take_error()? {
            Some(error) => Err(error),
            None => Ok(false),
        },
        Err(error) => Err(error),
    }
}

/// Bytes that the other system has not acknowledged, after the end of the data was sent; an error when it was reset.
pub(in crate::net) fn unacknowledged(stream: &TcpStream) -> io::Result<usize> {
    if let Some(error) = stream.take_error()? {
        return Err(error);
    }
    let mut bytes: libc::c_int = 0;
    // SAFETY: TIOCOUTQ (SIOCOUTQ for a socket) writes one int, for which `bytes` has room.
    let result = unsafe { libc::ioctl(stream.as_raw_fd(), libc::TIOCOUTQ, &mut bytes) };
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    // The end mark counts as one, and nothing can be missing before it when it alone is.
    Ok(usize::try_from(bytes).unwrap_or(0).saturating_sub(1))
}

/// Closes a file, which may be the moment when the system tells that it could not be written.
pub fn close(file: File) -> io::Result<()> {
    // SAFETY: the descriptor is open, and nobody owns it any more.
    if unsafe { libc::close(file.into_raw_fd()) } == 0 {
        return Ok(());
    }
    // After a signal it is closed all the same.
    Err(io::Error::last_os_error()).or_else(|error| match error.kind() {
        ErrorKind::Interrupted => Ok(()),
        _ => Err(error),
    })
}

/// Moves up to `count` bytes of the file, from its position on, into the socket. 0 is the end of the file.
pub(in crate::net) fn sendfile(stream: &TcpStream, file: &File, count: usize) -> io::Result<usize> {
    loop {
        // SAFETY: both descriptors are open for as long as their owners are borrowed; a NULL offset means the file's own
        // position.
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
