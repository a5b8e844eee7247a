//! Calling the status callback of a handle.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::net::{Observer, Status, StatusFilter};

use super::attributes::Attributes;
use super::callback::Event;
use super::handle::Handle;

/// Calls the callback of a handle with what happens in one call.
#[derive(Clone, Debug)]
pub(crate) struct Notifier {
    handle: Handle,
    context: usize,
    attributes: Arc<Attributes>,
}

impl Notifier {
    /// For a call with a context value of its own.
    pub(crate) fn new(handle: Handle, context: usize, attributes: &Arc<Attributes>) -> Self {
        Self { handle, context, attributes: Arc::clone(attributes) }
    }

    /// For a call that has the handle's context value.
    pub(crate) fn for_handle(handle: Handle, attributes: &Arc<Attributes>) -> Self {
        Self::new(handle, attributes.context.load(Ordering::Relaxed), attributes)
    }

    /// Whether there is a callback to call: a context value of 0 means no callbacks.
    pub(crate) fn has_callback(&self) -> bool {
        self.context != 0 && self.attributes.callback().function != 0
    }

    /// Calls the callback. No lock is held while it runs, so it may call any function.
    pub(crate) fn send(&self, event: Event) {
        let callback = self.attributes.callback();
        if self.context != 0 && callback.function != 0 {
            (callback.call)(&callback, self.handle, self.context, event);
        }
    }

    pub(crate) fn attributes(&self) -> &Attributes {
        &self.attributes
    }
}

impl Observer for Notifier {
    fn filter(&self) -> StatusFilter {
        let status = self.has_callback();
        StatusFilter { status, progress: status && self.attributes.settings().progress }
    }

    fn notify(&self, status: Status) {
        self.send(Event::Network(status));
    }
}
