//! A value that one call uses at a time. No lock is held while it is used.

use std::future::{Future, poll_fn};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError};
use std::task::{Poll, Waker};

use crate::sync::{Mutex, MutexGuard, ThreadMark, this_thread};

/// A value that a call takes, uses and returns. A second call waits, or fails and may try again.
#[derive(Debug)]
pub(crate) struct Exclusive<T> {
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    slot: Slot<T>,
    waiting: Vec<Waker>,
}

#[derive(Debug)]
enum Slot<T> {
    /// In a box, because it moves at every call.
    Free(Box<T>),
    /// By a call that was made on this thread.
    Taken(ThreadMark),
    Closed,
}

/// Why the value is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// Another call uses it.
    Taken {
        /// That call is in progress on this thread, which would wait for itself.
        by_this_thread: bool,
    },
    /// No call can take it any more.
    Closed,
}

impl<T> Exclusive<T> {
    pub(crate) fn new(value: T) -> Arc<Self> {
        let state = State { slot: Slot::Free(Box::new(value)), waiting: Vec::new() };
        Arc::new(Self { state: Mutex::new(state) })
    }

    /// Takes the value if it is free.
    pub(crate) fn try_take(self: &Arc<Self>) -> Result<ExclusiveGuard<T>, Busy> {
        self.take_from(&mut self.lock())
    }

    /// Waits until the value is free, and takes it; `None` when it was closed.
    pub(crate) fn take(self: &Arc<Self>) -> impl Future<Output = Option<ExclusiveGuard<T>>> + Send + use<T>
    where
        T: Send,
    {
        self.take_unless(|| false)
    }

    /// The same, but stops waiting once `is_over` returns true, which is checked first and after each [`Exclusive::wake_waiting`].
    pub(crate) fn take_unless<F>(
        self: &Arc<Self>,
        is_over: F,
    ) -> impl Future<Output = Option<ExclusiveGuard<T>>> + Send + use<T, F>
    where
        T: Send,
        F: Fn() -> bool + Send,
    {
        let turn = Arc::clone(self);
        poll_fn(move |context| {
            let mut state = turn.lock();
            if is_over() {
                return Poll::Ready(None);
            }
            match turn.take_from(&mut state) {
                Ok(taken) => Poll::Ready(Some(taken)),
                Err(Busy::Closed) => Poll::Ready(None),
                Err(Busy::Taken { .. }) => {
                    if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                        state.waiting.push(context.waker().clone());
                    }
                    Poll::Pending
                }
            }
        })
    }

    /// Makes all waiting calls check again whether they still want the value.
    pub(crate) fn wake_waiting(&self) {
        wake(self.lock());
    }

    /// No call can take the value any more. Returns it if it is free; otherwise the call that uses it drops it at its end.
    pub(crate) fn close(&self) -> Option<T> {
        let mut state = self.lock();
        let before = std::mem::replace(&mut state.slot, Slot::Closed);
        wake(state);
        match before {
            Slot::Free(value) => Some(*value),
            Slot::Taken(_) | Slot::Closed => None,
        }
    }

    fn take_from(self: &Arc<Self>, state: &mut State<T>) -> Result<ExclusiveGuard<T>, Busy> {
        let this_thread = this_thread();
        match std::mem::replace(&mut state.slot, Slot::Taken(this_thread)) {
            Slot::Free(value) => Ok(ExclusiveGuard { turn: Arc::clone(self), value: Some(value) }),
            Slot::Taken(by) => {
                state.slot = Slot::Taken(by);
                Err(Busy::Taken { by_this_thread: by == this_thread })
            }
            Slot::Closed => {
                state.slot = Slot::Closed;
                Err(Busy::Closed)
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes all waiting calls; the first one to run takes the value.
fn wake<T>(mut state: MutexGuard<'_, State<T>>) {
    let waiting = std::mem::take(&mut state.waiting);
    drop(state);
    waiting.into_iter().for_each(Waker::wake);
}

/// The value, in use. Dropping the guard returns it.
#[derive(Debug)]
pub(crate) struct ExclusiveGuard<T> {
    turn: Arc<Exclusive<T>>,
    /// Always `Some` until the drop.
    value: Option<Box<T>>,
}

impl<T> Deref for ExclusiveGuard<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect("the value is there until the drop")
    }
}

impl<T> DerefMut for ExclusiveGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_mut().expect("the value is there until the drop")
    }
}

impl<T> Drop for ExclusiveGuard<T> {
    fn drop(&mut self) {
        let mut state = self.turn.lock();
        if let (Slot::Taken(_), Some(value)) = (&state.slot, self.value.take()) {
            state.slot = Slot::Free(value);
            wake(state);
        }
    }
}
