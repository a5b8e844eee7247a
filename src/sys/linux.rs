//! What Linux does in its own way. Another Unix system provides the same functions; `sendfile` is optional.

mod environment;
mod sendfile;
mod signals;
mod sockets;
mod wake;

pub(crate) use environment::is_environment_trusted;
pub(crate) use sendfile::{HAS_SENDFILE, sendfile};
pub(super) use signals::take_pending_signal;
pub(crate) use sockets::{nonblocking_socket, unacknowledged};
pub(crate) use wake::Wake;
