//! Waiting for sockets.

use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

use crate::sys::Watch;

/// How long a wait for room to send may last before the send is tried again: a Unix system reports every event.
pub(crate) const RETRY_SEND_AFTER: Option<Duration> = None;

/// Waits until one of a few sockets is ready or the deadline has passed; an error on a socket makes it ready.
pub(crate) fn poll<const N: usize>(
    watches: [Option<Watch>; N],
    until: Option<Instant>,
) -> io::Result<[bool; N]> {
    let mut fds = watches.map(entry);
    wait(&mut fds, until)?;
    Ok(fds.map(|fd| fd.revents != 0))
}

/// The same as [`poll`], for any number of sockets.
pub(crate) fn poll_all(watches: &[Option<Watch>], until: Option<Instant>) -> io::Result<Vec<bool>> {
    // poll refuses more entries than the process may have descriptors, so that `None` gets no entry.
    let mut fds: Vec<_> = watches.iter().flatten().map(|watch| entry(Some(*watch))).collect();
    wait(&mut fds, until)?;
    let mut ready = fds.iter().map(|fd| fd.revents != 0);
    Ok(watches.iter().map(|watch| watch.is_some() && ready.next() == Some(true)).collect())
}

fn wait(fds: &mut [libc::pollfd], until: Option<Instant>) -> io::Result<()> {
    let count = fds.len() as libc::nfds_t;
    loop {
        // SAFETY: `fds` holds `count` initialised entries and is borrowed mutably for the call; poll ignores entries with
        // a negative descriptor, and reports a closed descriptor without touching memory.
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

/// Rounded up, so that the deadline has passed when the wait ends; -1 waits for ever.
fn milliseconds_until(deadline: Option<Instant>) -> libc::c_int {
    let Some(deadline) = deadline else { return -1 };
    let left = deadline.saturating_duration_since(Instant::now());
    left.saturating_add(Duration::from_nanos(999_999)).as_millis().try_into().unwrap_or(libc::c_int::MAX)
}
