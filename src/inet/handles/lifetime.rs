//! How long a handle lives: until it is closed, no call uses it, and it has no child handles.

use std::sync::{Arc, PoisonError};

use crate::inet::Handle;
use crate::sync::{Mutex, MutexGuard};

use super::exclusive::{Exclusive, ExclusiveGuard};

/// What a handle names: it ends after its handle was closed, with the last use.
pub(crate) trait Ending: Sized {
    /// Called when the last use of a closed handle is dropped.
    fn end_later(self, lifetime: Arc<HandleLifetime<Self>>);
}

/// How long one handle lives, and which calls use it.
#[derive(Debug)]
pub(crate) struct HandleLifetime<T> {
    pub(crate) handle: Handle,
    /// Lives at least as long as this handle.
    parent: Option<Arc<HandleLifetime<T>>>,
    /// Serialises the callbacks of background calls: a call holds it until its last callback has returned.
    callback_turn: Arc<Exclusive<()>>,
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    /// Calls that are running.
    running: usize,
    /// Calls that have not ended yet, and child handles.
    uses: usize,
    is_closed: bool,
    /// What the last use must end.
    to_end: Option<T>,
}

impl<T: Ending> HandleLifetime<T> {
    /// The lifetime of a handle below another, whose lifetime it extends.
    pub(crate) fn new(handle: Handle, parent: Option<&Arc<Self>>) -> Arc<Self> {
        if let Some(parent) = parent {
            parent.lock().uses += 1;
        }
        let parent = parent.map(Arc::clone);
        let state = State { running: 0, uses: 0, is_closed: false, to_end: None };
        Arc::new(Self { handle, parent, callback_turn: Exclusive::new(()), state: Mutex::new(state) })
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

    /// Whether a call is running.
    pub(crate) fn is_running(&self) -> bool {
        self.lock().running > 0
    }

    /// Closes the handle. Returns what it names, which the caller ends now, or leaves it to the last use.
    pub(crate) fn close(&self, object: T) -> Option<T> {
        let mut state = self.lock();
        state.is_closed = true;
        if state.uses == 0 {
            return Some(object);
        }
        state.to_end = Some(object);
        None
    }

    /// The end of this lifetime. Returns the parent's and what the parent names, if this was the last use of the parent.
    pub(crate) fn leave_parent(&self) -> Option<(T, Arc<Self>)> {
        let parent = self.parent.as_ref()?;
        parent.release_use().map(|object| (object, Arc::clone(parent)))
    }

    fn release_use(&self) -> Option<T> {
        let mut state = self.lock();
        state.uses -= 1;
        if state.uses == 0 { state.to_end.take() } else { None }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call's use of a handle. Dropping the last use of a closed handle ends what it names.
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
    pub(crate) fn callback_turn(&self) -> impl Future<Output = Option<ExclusiveGuard<()>>> + Send + use<T> {
        self.lifetime.callback_turn.take()
    }

    /// The same, if none is running now.
    pub(crate) fn try_callback_turn(&self) -> Option<ExclusiveGuard<()>> {
        self.lifetime.callback_turn.try_take().ok()
    }

    /// The call begins its work.
    pub(crate) fn begin_work(&mut self) {
        self.is_running = true;
        self.lifetime.lock().running += 1;
    }

    /// The call has its result, and is about to report it.
    pub(crate) fn end_work(&mut self) {
        if std::mem::take(&mut self.is_running) {
            self.lifetime.lock().running -= 1;
        }
    }
}

impl<T: Ending> Drop for HandleUse<T> {
    fn drop(&mut self) {
        self.end_work();
        if let Some(object) = self.lifetime.release_use() {
            object.end_later(Arc::clone(&self.lifetime));
        }
    }
}
