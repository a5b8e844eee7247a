//! Events for a live log.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

/// Something that happened on a connection.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A command line came, without its line end.
    Command {
        /// The client's port on the control connection.
        port: u16,
        /// The line.
        line: &'a [u8],
    },
    /// Bytes are about to be sent on the control connection.
    Reply {
        /// The client's port on the control connection.
        port: u16,
        /// The bytes, line ends included.
        bytes: &'a [u8],
    },
    /// A data connection was opened.
    Data {
        /// The listening end: the server's address in passive mode, the client's in active mode.
        address: SocketAddr,
        /// Whether the client connected to the server.
        passive: bool,
    },
}

type Listener = dyn Fn(&Event<'_>) + Send + Sync;

#[derive(Clone)]
pub(crate) struct Log(Arc<Listener>);

impl Log {
    pub(crate) fn new(listener: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(listener))
    }

    pub(crate) fn tell(&self, event: &Event<'_>) {
        (self.0)(event);
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log")
    }
}
