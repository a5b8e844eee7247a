//! The eventfd that wakes a poll.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::FromRawFd;

use crate::sys::{Watch, descriptor};

/// A descriptor that wakes a poll.
#[derive(Debug)]
pub(crate) struct Wake(File);

impl Wake {
    pub(crate) fn new() -> io::Result<Self> {
        // SAFETY: eventfd takes two numbers and no pointer; the result is checked before use.
        let fd = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the call above has just opened the descriptor, and no other value owns it.
        Ok(Self(unsafe { File::from_raw_fd(fd) }))
    }

    /// Wakes the thread that polls the descriptor, now or when it polls next.
    pub(crate) fn notify(&self) {
        // The write fails only when the counter is full, and then the descriptor is readable already.
        if let Err(error) = (&self.0).write(&1u64.to_ne_bytes()) {
            debug_assert_eq!(error.kind(), ErrorKind::WouldBlock);
        }
    }

    /// Whether [`Wake::notify`] has been called since the last `take`.
    pub(crate) fn take(&self) -> bool {
        (&self.0).read(&mut [0; 8]).is_ok()
    }

    /// Waits for a notification.
    pub(crate) fn watch(&self) -> Watch {
        Watch::to_read(descriptor(&self.0))
    }
}
