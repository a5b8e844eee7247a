//! What all Unix systems have in common.

mod errors;
mod files;
mod library;
mod poll;
mod signals;
mod sockets;
mod stderr;
mod threads;

pub(crate) use errors::win32_number;
pub use errors::winsock_number;
pub(crate) use files::{
    append_options, close, create_like, keep_permissions, open_at_once, open_to_replace, regular_file,
    remove, rename, try_lock,
};
pub(crate) use poll::{RETRY_SEND_AFTER, poll, poll_all};
pub(crate) use signals::without_sigpipe;
pub(crate) use sockets::{is_connected, is_connecting, peek, receive};
pub(crate) use stderr::{StreamId, above_stdio, stderr_has_room, stderr_id};
pub(crate) use threads::{Thread, join, spawn};
