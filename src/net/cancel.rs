//! Cancelling jobs from other threads.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::task::Waker;

use crate::sync::{AtomicBool, Mutex};

/// Lets any thread cancel the jobs of one connection. It cannot be undone.
#[derive(Debug, Default)]
pub struct Cancel {
    cancelled: AtomicBool,
    /// The waker of the waiting job. A connection runs one job at a time.
    waiting: Mutex<Option<Waker>>,
}

impl Cancel {
    /// Cancels the running job and all later ones.
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

    /// Registers the waker to be called on cancellation. Returns false if it is cancelled already.
    pub(super) fn register(&self, waker: &Waker) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !waiting.as_ref().is_some_and(|before| before.will_wake(waker)) {
            *waiting = Some(waker.clone());
        }
        drop(waiting);
        !self.is_cancelled()
    }
}
