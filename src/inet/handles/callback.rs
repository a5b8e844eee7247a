//! Status callbacks, and what they are called with.

pub use crate::net::Status;

use super::handle::Handle;

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
    pub(crate) const NONE: Self = Self { function: 0, wide: false, call: |_, _, _, _| () };
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
