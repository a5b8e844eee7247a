//! One poll over {control, data, wake}.

use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::time::{Duration, Instant};

use super::cancel::Wake;

/// What a descriptor is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The descriptor.
    pub fd: RawFd,
    /// Wake when it can be read, or has ended.
    pub read: bool,
    /// Wake when it can be written.
    pub write: bool,
}

/// What a job waits for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interest {
    /// The control connection, or whatever stands in for it.
    pub control: Option<Watch>,
    /// The data connection.
    pub data: Option<Watch>,
    /// Wake at this moment at the latest.
    pub until: Option<Instant>,
}

/// What is ready after a wait; an error on a descriptor counts as ready.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// The control connection is.
    pub control: bool,
    /// The data connection is.
    pub data: bool,
}

/// Waits until something is ready, the moment has come, or the wake descriptor is notified.
pub(super) fn wait(interest: &Interest, wake: &Wake) -> io::Result<Ready> {
    let mut fds = [entry(interest.control), entry(interest.data), entry(Some(watch_wake(wake)))];
    loop {
        // SAFETY: `fds` is an array of three initialised pollfd, borrowed for the call; negative descriptors in it
        // are ignored by poll.
        let found = unsafe { libc::poll(fds.as_mut_ptr(), 3, milliseconds_until(interest.until)) };
        if found >= 0 {
            return Ok(Ready { control: fds[0].revents != 0, data: fds[1].revents != 0 });
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn watch_wake(wake: &Wake) -> Watch {
    Watch { fd: wake.as_raw_fd(), read: true, write: false }
}

fn entry(watch: Option<Watch>) -> libc::pollfd {
    let Some(watch) = watch else { return libc::pollfd { fd: -1, events: 0, revents: 0 } };
    let read = if watch.read { libc::POLLIN } else { 0 };
    let write = if watch.write { libc::POLLOUT } else { 0 };
    libc::pollfd { fd: watch.fd, events: read | write, revents: 0 }
}

/// Rounded up, so that a deadline has passed when the wait ends; -1 is for ever.
fn milliseconds_until(moment: Option<Instant>) -> libc::c_int {
    let Some(moment) = moment else { return -1 };
    let left = moment.saturating_duration_since(Instant::now());
    left.saturating_add(Duration::from_nanos(999_999)).as_millis().try_into().unwrap_or(libc::c_int::MAX)
}
