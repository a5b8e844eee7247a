//! Status callbacks: what a program is told of a handle, and who tells it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::net::{Observer, StatusFilter};

pub use crate::net::Status;

use super::attributes::Attributes;
use super::{Error, Handle, registry};

/// A status callback: a function of the caller's, as a number, and whether its texts are wide. 0 is none.
#[derive(Clone, Copy, Debug)]
pub struct Callback {
    /// The address of the function.
    pub function: usize,
    /// Whether it was set by InternetSetStatusCallbackW.
    pub wide: bool,
    /// Calls it.
    pub call: fn(&Callback, Handle, usize, Event),
}

impl Callback {
    /// No callback.
    pub(super) const NONE: Self = Self { function: 0, wide: false, call: |_, _, _, _| () };
}

/// What a callback is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something the network floor tells.
    Network(Status),
    /// There is a new handle.
    HandleCreated(Handle),
    /// A handle is gone: the last that is told of it.
    HandleClosing(Handle),
    /// The control connection is about to be closed.
    ClosingConnection,
    /// It is closed.
    ConnectionClosed,
    /// An asynchronous call has ended.
    RequestComplete {
        /// The handle it gave, or 1; 0 when it failed.
        result: usize,
        /// Its error number.
        error: u32,
    },
}

/// INTERNET_INVALID_STATUS_CALLBACK: what a failed call gives instead of a callback, and no function.
pub const INVALID: usize = usize::MAX;

/// Sets the callback of a handle, which handles opened below it later begin with, and gives the one before.
pub fn set(handle: Handle, callback: Callback) -> Result<Callback, Error> {
    let object = registry::find(handle)?.object;
    if callback.function == INVALID {
        return Err(Error::InvalidParameter);
    }
    Ok(object.attributes().set_callback(callback))
}

/// Tells the callback of a handle what happens in one call.
#[derive(Clone, Debug)]
pub(super) struct Notifier {
    handle: Handle,
    context: usize,
    attributes: Arc<Attributes>,
}

impl Notifier {
    /// For a call with a context value of its own.
    pub(super) fn new(handle: Handle, context: usize, attributes: &Arc<Attributes>) -> Self {
        Self { handle, context, attributes: Arc::clone(attributes) }
    }

    /// For a call that has the handle's.
    pub(super) fn of(handle: Handle, attributes: &Arc<Attributes>) -> Self {
        Self::new(handle, attributes.context.load(Ordering::Relaxed), attributes)
    }

    /// Whether anybody listens: a context value of 0 means no callbacks.
    pub(super) fn is_heard(&self) -> bool {
        self.context != 0 && self.attributes.callback().function != 0
    }

    /// Tells something. No lock is held meanwhile, so the callback may call whatever it likes.
    pub(super) fn tell(&self, event: Event) {
        let callback = self.attributes.callback();
        if self.context != 0 && callback.function != 0 {
            (callback.call)(&callback, self.handle, self.context, event);
        }
    }

    pub(super) fn attributes(&self) -> &Attributes {
        &self.attributes
    }
}

impl Observer for Notifier {
    fn wanted(&self) -> StatusFilter {
        let status = self.is_heard();
        StatusFilter { status, progress: status && self.attributes.settings().progress }
    }

    fn notify(&self, status: Status) {
        self.tell(Event::Network(status));
    }
}
