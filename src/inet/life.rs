//! How long a handle lives: until it is closed, and no call is inside it and no handle below it any more.

use std::sync::{Arc, PoisonError};

use crate::sync::{Mutex, MutexGuard};

use super::registry::Object;
use super::turn::{Taken, Turn};
use super::{Handle, close};

/// The life of one handle.
#[derive(Debug)]
pub(super) struct Life {
    pub(super) handle: Handle,
    /// Lives on as long as this.
    parent: Option<Arc<Life>>,
    /// Whose callbacks are called: in the background one call at a time, to the end of its last.
    voice: Arc<Turn<()>>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Calls that are in the middle of their work.
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
        let parent = parent.map(Arc::clone);
        Arc::new(Self { handle, parent, voice: Turn::new(()), state: Mutex::default() })
    }

    /// Begins a call; `None` when the handle is closed.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Use> {
        let mut state = self.lock();
        if state.is_closed {
            return None;
        }
        state.uses += 1;
        Some(Use { life: Arc::clone(self), is_running: false })
    }

    /// Whether a call is in the middle of its work.
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
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call's use of a handle. Whoever drops the last use of a closed handle ends it.
#[derive(Debug)]
pub(super) struct Use {
    life: Arc<Life>,
    is_running: bool,
}

impl Use {
    pub(super) fn handle(&self) -> Handle {
        self.life.handle
    }

    /// Waits until no callback of another background call is running.
    pub(super) fn voice(&self) -> impl Future<Output = Option<Taken<()>>> + Send + use<> {
        self.life.voice.take()
    }

    /// The same, where none is running now.
    pub(super) fn try_voice(&self) -> Option<Taken<()>> {
        self.life.voice.try_take().ok()
    }

    /// The call begins its work.
    pub(super) fn begin(&mut self) {
        self.is_running = true;
        self.life.lock().running += 1;
    }

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
