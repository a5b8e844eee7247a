//! Ending what runs on another thread.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use once_cell::sync::OnceCell;

use super::sys::Wake;

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
