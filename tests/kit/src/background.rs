//! Asynchronous sessions, and calls that continue in the background.

use std::ptr::{null, null_mut};

use ftp_test_server::Server;
use trueftp::abi::*;

pub use crate::IO_PENDING;
use crate::recorder::{Recorder, set_callback};
use crate::{Connection, FLAG_ASYNC, PASSIVE, Root, SERVICE_FTP, c, last_error};

/// An asynchronous session with the recorders' callback.
pub fn asynchronous() -> Root {
    // SAFETY: every text may be NULL.
    let root = unsafe { InternetOpenA(null(), 1, null(), null(), FLAG_ASYNC) };
    assert!(!root.is_null(), "error {}", last_error());
    set_callback(root, false);
    Root(root)
}

/// InternetConnect: the handle that it returns, and the last error.
pub fn begin_connect(root: &Root, server: &Server, context: usize) -> (HINTERNET, u32) {
    let (host, user, password) = (c(server.host()), c("me"), c("secret"));
    // SAFETY: all texts live until the call returns; what continues in the background uses copies.
    let handle = unsafe {
        InternetConnectA(
            root.0,
            host.as_ptr(),
            server.port(),
            user.as_ptr(),
            password.as_ptr(),
            SERVICE_FTP,
            PASSIVE,
            context,
        )
    };
    (handle, last_error())
}

/// A connection of an asynchronous session, and the recorder of its context value.
pub fn connect(root: &Root, server: &Server) -> (Connection, Recorder) {
    let recorder = Recorder::new();
    assert_eq!(begin_connect(root, server, recorder.context), (null_mut(), IO_PENDING));
    let (handle, error) = recorder.complete();
    assert_eq!(error, 0);
    (Connection(handle as HINTERNET), recorder)
}

/// Asserts that a call continues in the background.
#[track_caller]
pub fn pending(result: i32) {
    assert_eq!((result, last_error()), (0, IO_PENDING));
}
