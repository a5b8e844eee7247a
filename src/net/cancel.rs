//! Ending what runs on another thread.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::task::Waker;

use crate::sync::{AtomicBool, Mutex};

/// Lets any thread end the jobs of one connection, for good.
#[derive(Debug, Default)]
pub struct Cancel {
    cancelled: AtomicBool,
    /// Whoever waits: one at a time, as one job of a connection runs at a time.
    waiting: Mutex<Option<Waker>>,
}

impl Cancel {
    /// Ends what runs and whatever would run later.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    /// Whether [`Cancel::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }

    /// Wakes somebody when it is cancelled; false when it is already.
    pub(super) fn wake_later(&self, waker: &Waker) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !waiting.as_ref().is_some_and(|before| before.will_wake(waker)) {
            *waiting = Some(waker.clone());
        }
        drop(waiting);
        !self.is_cancelled()
    }
}
