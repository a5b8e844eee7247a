//! How long a handle lives: until it is closed, and no call is inside it and no handle below it any more.

use std::sync::{Arc, Mutex, MutexGuard};

use super::registry::Object;
use super::{Handle, close, lock};

/// The life of one handle.
#[derive(Debug)]
pub(super) struct Life {
    pub(super) handle: Handle,
    /// Lives on as long as this.
    parent: Option<Arc<Life>>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Calls that have not come to their result yet.
    running: usize,
    /// Calls that are not over yet, and handles below.
    uses: usize,
    is_closed: bool,
    /// What is to be ended by the last use.
    left: Option<Object>,
}

impl Life {
    /// A life below another, which it prolongs.
    pub(super) fn new(handle: Handle, parent: Option<&Arc<Life>>) -> Arc<Self> {
        if let Some(parent) = parent {
            parent.lock().uses += 1;
        }
        Arc::new(Self { handle, parent: parent.map(Arc::clone), state: Mutex::default() })
    }

    /// Begins a call; `None` when the handle is closed.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Use> {
        let mut state = self.lock();
        if state.is_closed {
            return None;
        }
        state.running += 1;
        state.uses += 1;
        Some(Use { life: Arc::clone(self), is_running: true })
    }

    /// Whether a call is inside that has not come to its result.
    pub(super) fn is_running(&self) -> bool {
        self.lock().running > 0
    }

    /// Closes the handle. What it names is given back to be ended now, or left to the last use.
    pub(super) fn close(&self, object: Object) -> Option<Object> {
        let mut state = self.lock();
        state.is_closed = true;
        if state.uses == 0 {
            return Some(object);
        }
        state.left = Some(object);
        None
    }

    /// The end of this life: the one above, where this was the last of its uses, with what it names.
    pub(super) fn leave_parent(&self) -> Option<(Object, Arc<Life>)> {
        let parent = self.parent.as_ref()?;
        parent.one_use_less().map(|object| (object, Arc::clone(parent)))
    }

    fn one_use_less(&self) -> Option<Object> {
        let mut state = self.lock();
        state.uses -= 1;
        if state.uses == 0 { state.left.take() } else { None }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// One call's use of a handle. Whoever drops the last use of a closed handle ends it.
#[derive(Debug)]
pub(super) struct Use {
    life: Arc<Life>,
    is_running: bool,
}

impl Use {
    /// The call has come to its result, which is about to be told.
    pub(super) fn rest(&mut self) {
        if std::mem::take(&mut self.is_running) {
            self.life.lock().running -= 1;
        }
    }
}

impl Drop for Use {
    fn drop(&mut self) {
        self.rest();
        if let Some(object) = self.life.one_use_less() {
            close::end_later(object, Arc::clone(&self.life));
        }
    }
}
