//! Windows, from version 7 on.

mod dacl;
mod environment;
mod errors;
mod files;
mod poll;
mod signals;
mod sockets;
mod stderr;
#[cfg(test)]
mod tests;
mod threads;
mod wake;

pub(crate) use environment::is_environment_trusted;
pub(crate) use errors::win32_number;
pub use errors::winsock_number;
pub(crate) use files::{
    append_options, close, create_like, keep_permissions, open_at_once, open_to_replace, regular_file,
    remove, rename, try_lock,
};
pub(crate) use poll::{RETRY_SEND_AFTER, poll, poll_all};
pub(crate) use signals::without_sigpipe;
#[cfg(test)]
pub(crate) use sockets::is_inherited;
pub(crate) use sockets::{is_connected, is_connecting, nonblocking_socket, peek, receive, unacknowledged};
pub(crate) use stderr::{StreamId, above_stdio, stderr_has_room, stderr_id};
pub(crate) use threads::{Thread, join, spawn};
pub(crate) use wake::Wake;
