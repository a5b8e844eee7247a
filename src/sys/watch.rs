//! What a wait waits for.

use super::descriptor::Descriptor;

/// One socket, and the events that end the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The socket.
    pub socket: Descriptor,
    /// Wake when it can be read, or has ended.
    pub read: bool,
    /// Wake when it can be written.
    pub write: bool,
    /// The socket is connecting: wake when that fails, too.
    pub connecting: bool,
}

impl Watch {
    /// Waits for something to read.
    pub(super) fn to_read(socket: Descriptor) -> Self {
        Self { socket, read: true, write: false, connecting: false }
    }

    /// Whether the wait is only for room to send.
    pub(crate) fn is_for_room(&self) -> bool {
        self.write && !self.read && !self.connecting
    }
}
