//! FLOOR 0: calls of the operating system that neither the standard library nor socket2 offers on every system.
//!
//! Nothing here knows FTP, WinINet or any other floor. Apart from [`abi`](crate::abi), this is the only place with
//! `unsafe` code.
//!
//! | folder | what it contains |
//! |---|---|
//! | `unix` | what all Unix systems share: poll, signals, threads, files, errors, standard error |
//! | `linux` | the few functions of Unix that need a call of Linux |
//! | `windows` | everything for Windows |
//!
//! # What each system provides
//!
//! | file | items |
//! |---|---|
//! | `poll.rs` | [`poll`], [`poll_all`], [`RETRY_SEND_AFTER`] |
//! | `wake.rs` | [`Wake`] with `new`, `notify`, `take` and `watch` |
//! | `sockets.rs` | [`nonblocking_socket`], [`is_connecting`], [`is_connected`], [`receive`], [`peek`], [`unacknowledged`] |
//! | `threads.rs` | [`Thread`], [`spawn`], [`join`] |
//! | `signals.rs` | [`without_sigpipe`] |
//! | `stderr.rs` | [`StreamId`], [`stderr_id`], [`stderr_has_room`], [`above_stdio`] |
//! | `files.rs` | [`open_at_once`], [`open_to_replace`], [`regular_file`], [`create_like`], [`keep_permissions`], [`rename`], [`remove`], [`close`], [`append_options`], [`try_lock`] |
//! | `environment.rs` | [`is_environment_trusted`] |
//! | `errors.rs` | [`winsock_number`], [`win32_number`] |
//!
//! [`sendfile`] is optional: on a system without it `no_sendfile.rs` takes its place, and `net` copies through a buffer.
//!
//! # How to port
//!
//! Another Unix system, such as macOS, needs a folder next to `linux` with the items that the list of imports from
//! `linux` below names: a [`Wake`] (a pipe), [`nonblocking_socket`], [`unacknowledged`] (`SO_NWRITE`),
//! [`is_environment_trusted`] (`issetugid`) and `take_pending_signal`. Everything in `unix` is used as it is. A system
//! that is not a Unix provides the whole list, as `windows` does.

mod descriptor;
#[cfg(not(target_os = "linux"))]
mod no_sendfile;
mod watch;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

pub(crate) use descriptor::descriptor;
#[cfg(not(target_os = "linux"))]
pub(crate) use no_sendfile::{HAS_SENDFILE, sendfile};
pub(crate) use watch::Watch;

#[cfg(target_os = "linux")]
use linux::take_pending_signal;
#[cfg(target_os = "linux")]
pub(crate) use linux::{
    HAS_SENDFILE, Wake, is_environment_trusted, nonblocking_socket, sendfile, unacknowledged,
};

#[cfg(unix)]
pub use unix::winsock_number;
#[cfg(unix)]
pub(crate) use unix::{
    RETRY_SEND_AFTER, StreamId, Thread, above_stdio, append_options, close, create_like, is_connected,
    is_connecting, join, keep_permissions, open_at_once, open_to_replace, peek, poll, poll_all, receive,
    regular_file, remove, rename, spawn, stderr_has_room, stderr_id, try_lock, win32_number, without_sigpipe,
};

#[cfg(all(windows, test))]
pub(crate) use windows::is_inherited;
#[cfg(windows)]
pub use windows::winsock_number;
#[cfg(windows)]
pub(crate) use windows::{
    RETRY_SEND_AFTER, StreamId, Thread, Wake, above_stdio, append_options, close, create_like, is_connected,
    is_connecting, is_environment_trusted, join, keep_permissions, nonblocking_socket, open_at_once,
    open_to_replace, peek, poll, poll_all, receive, regular_file, remove, rename, spawn, stderr_has_room,
    stderr_id, try_lock, unacknowledged, win32_number, without_sigpipe,
};
