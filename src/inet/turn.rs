//! Something that one thread uses at a time, without a lock being held while it is used.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A value that is taken, used and given back; who comes second waits.
#[derive(Debug)]
pub(super) struct Turn<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    slot: Slot<T>,
    /// How many wait: to notify nobody would still be a system call.
    waiting: usize,
}

#[derive(Debug)]
enum Slot<T> {
    /// In a box: it changes hands at every call.
    Free(Box<T>),
    Taken,
    Closed,
}

impl<T> Turn<T> {
    pub(super) fn new(value: T) -> Self {
        let state = State { slot: Slot::Free(Box::new(value)), waiting: 0 };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Waits until the value is free, and takes it; `None` when it was closed.
    pub(super) fn take(&self) -> Option<Taken<'_, T>> {
        let mut state = self.lock();
        loop {
            match std::mem::replace(&mut state.slot, Slot::Taken) {
                Slot::Free(value) => return Some(Taken { turn: self, value: Some(value) }),
                Slot::Taken => {
                    state.waiting += 1;
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                    state.waiting -= 1;
                }
                Slot::Closed => {
                    state.slot = Slot::Closed;
                    return None;
                }
            }
        }
    }

    /// Lets nobody take the value any more. Gives it out if nobody has it; else its user drops it at the end.
    pub(super) fn close(&self) -> Option<T> {
        let before = std::mem::replace(&mut self.lock().slot, Slot::Closed);
        self.changed.notify_all();
        match before {
            Slot::Free(value) => Some(*value),
            Slot::Taken | Slot::Closed => None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The value, in use. Dropping it gives it back.
#[derive(Debug)]
pub(super) struct Taken<'a, T> {
    turn: &'a Turn<T>,
    /// Always there until the drop.
    value: Option<Box<T>>,
}

impl<T> Deref for Taken<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect("the value is there until the drop")
    }
}

impl<T> DerefMut for Taken<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_mut().expect("the value is there until the drop")
    }
}

impl<T> Drop for Taken<'_, T> {
    fn drop(&mut self) {
        let mut state = self.turn.lock();
        if let (Slot::Taken, Some(value)) = (&state.slot, self.value.take()) {
            state.slot = Slot::Free(value);
            if state.waiting > 0 {
                self.turn.changed.notify_one();
            }
        }
    }
}
