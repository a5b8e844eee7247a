//! Status callbacks, and what they are called with.

pub use crate::net::Status;

use super::handle::Handle;

/// A status callback: the address of the program's function, and whether it takes wide text. 0 means no callback.
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

/// What a callback is called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A status of the network floor.
    Network(Status),
    /// There is a new handle.
    HandleCreated(Handle),
    /// A handle is closed: the last event of this handle.
    HandleClosing(Handle),
    /// The control connection is about to be closed.
    ClosingConnection,
    /// It is closed.
    ConnectionClosed,
    /// An asynchronous call has ended.
    RequestComplete {
        /// The new handle, or 1; 0 if the call failed.
        result: usize,
        /// Its error number.
        error: u32,
    },
}
