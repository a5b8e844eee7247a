//! Ending what runs on another thread.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, RawFd};
use std::sync::atomic::{AtomicBool, Ordering};

use once_cell::sync::OnceCell;

/// A descriptor that wakes a poll.
#[derive(Debug)]
pub(super) struct Wake(File);

impl Wake {
    pub(super) fn new() -> io::Result<Self> {
        // SAFETY: eventfd takes two numbers and no pointer; the result is checked before use.
        let fd = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor was made on the line above, is open, and nobody else owns it.
        Ok(Self(unsafe { File::from_raw_fd(fd) }))
    }

    /// Wakes whoever polls the descriptor, now or later.
    pub(super) fn notify(&self) {
        // It fails only when the counter is full, and then the descriptor is readable already.
        if let Err(error) = (&self.0).write(&1u64.to_ne_bytes()) {
            debug_assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        }
    }

    /// Whether somebody has called [`Wake::notify`] since the last time.
    pub(super) fn take(&self) -> bool {
        (&self.0).read(&mut [0; 8]).is_ok()
    }
}

impl AsRawFd for Wake {
    fn as_raw_fd(&self) -> RawFd {
        self.0.as_raw_fd()
    }
}

/// Lets any thread end the jobs of one connection, for good.
#[derive(Debug, Default)]
pub struct Cancel {
    cancelled: AtomicBool,
    wake: OnceCell<Wake>,
}

impl Cancel {
    /// Ends what runs and whatever would run later.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        if let Some(wake) = self.wake.get() {
            wake.notify();
        }
    }

    /// Whether [`Cancel::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }

    /// The descriptor to poll: made by the first job that runs, so that handles without one cost nothing.
    pub(super) fn wake(&self) -> io::Result<&Wake> {
        let wake = self.wake.get_or_try_init(Wake::new)?;
        if self.is_cancelled() {
            wake.notify(); // it was cancelled before there was anything to notify
        }
        Ok(wake)
    }
}
