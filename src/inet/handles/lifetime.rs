//! How long a handle lives: until it is closed, and no call is inside it and no handle below it any more.

use std::sync::{Arc, PoisonError};

use crate::inet::Handle;
use crate::sync::{Mutex, MutexGuard};

use super::turn::{Turn, TurnGuard};

/// What a handle names: it ends after its handle was closed, with the last use.
pub(crate) trait Ending: Sized {
    /// Called by whoever drops the last use of a closed handle.
    fn end_later(self, lifetime: Arc<HandleLifetime<Self>>);
}

/// The life of one handle.
#[derive(Debug)]
pub(crate) struct HandleLifetime<T> {
    pub(crate) handle: Handle,
    /// Lives on as long as this.
    parent: Option<Arc<HandleLifetime<T>>>,
    /// Whose callbacks are called: in the background one call at a time, to the end of its last.
    callback_turn: Arc<Turn<()>>,
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    /// Calls that are in the middle of their work.
    running: usize,
    /// Calls that are not over yet, and handles below.
    uses: usize,
    is_closed: bool,
    /// What is to be ended by the last use.
    left: Option<T>,
}

impl<T: Ending> HandleLifetime<T> {
    /// A life below another, which it prolongs.
    pub(crate) fn new(handle: Handle, parent: Option<&Arc<Self>>) -> Arc<Self> {
        if let Some(parent) = parent {
            parent.lock().uses += 1;
        }
        let parent = parent.map(Arc::clone);
        let state = State { running: 0, uses: 0, is_closed: false, left: None };
        Arc::new(Self { handle, parent, callback_turn: Turn::new(()), state: Mutex::new(state) })
    }

    /// Begins a call; `None` when the handle is closed.
    pub(crate) fn enter(self: &Arc<Self>) -> Option<HandleUse<T>> {
        let mut state = self.lock();
        if state.is_closed {
            return None;
        }
        state.uses += 1;
        Some(HandleUse { lifetime: Arc::clone(self), is_running: false })
    }

    /// Whether a call is in the middle of its work.
    pub(crate) fn is_running(&self) -> bool {
        self.lock().running > 0
    }

    /// Closes the handle. What it names is given back to be ended now, or left to the last use.
    pub(crate) fn close(&self, object: T) -> Option<T> {
        let mut state = self.lock();
        state.is_closed = true;
        if state.uses == 0 {
            return Some(object);
        }
        state.left = Some(object);
        None
    }

    /// The end of this lifetime: the one above, where this was the last of its uses, with what it names.
    pub(crate) fn leave_parent(&self) -> Option<(T, Arc<Self>)> {
        let parent = self.parent.as_ref()?;
        parent.one_use_less().map(|object| (object, Arc::clone(parent)))
    }

    fn one_use_less(&self) -> Option<T> {
        let mut state = self.lock();
        state.uses -= 1;
        if state.uses == 0 { state.left.take() } else { None }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call's use of a handle. Whoever drops the last use of a closed handle ends it.
#[derive(Debug)]
pub(crate) struct HandleUse<T: Ending> {
    lifetime: Arc<HandleLifetime<T>>,
    is_running: bool,
}

impl<T: Ending> HandleUse<T> {
    pub(crate) fn handle(&self) -> Handle {
        self.lifetime.handle
    }

    /// Waits until no callback of another background call is running.
    pub(crate) fn callback_turn(&self) -> impl Future<Output = Option<TurnGuard<()>>> + Send + use<T> {
        self.lifetime.callback_turn.take()
    }

    /// The same, where none is running now.
    pub(crate) fn try_callback_turn(&self) -> Option<TurnGuard<()>> {
        self.lifetime.callback_turn.try_take().ok()
    }

    /// The call begins its work.
    pub(crate) fn begin(&mut self) {
        self.is_running = true;
        self.lifetime.lock().running += 1;
    }

    /// The call has come to its result, which is about to be told.
    pub(crate) fn rest(&mut self) {
        if std::mem::take(&mut self.is_running) {
            self.lifetime.lock().running -= 1;
        }
    }
}

impl<T: Ending> Drop for HandleUse<T> {
    fn drop(&mut self) {
        self.rest();
        if let Some(object) = self.lifetime.one_use_less() {
            object.end_later(Arc::clone(&self.lifetime));
        }
    }
}
