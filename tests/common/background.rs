//! Calls that go on in the background.

use std::ptr::{null, null_mut};

use ftp_test_server::Server;
use trueftp::abi::*;

use super::recorder::{Recorder, set_callback};
use super::{Connection, PASSIVE, Root, SERVICE_FTP, c};

const FLAG_ASYNC: u32 = 0x1000_0000;
pub const IO_PENDING: u32 = 997;

/// An asynchronous session whose callback is that of the recorders.
pub fn asynchronous() -> Root {
    // SAFETY: every text may be NULL.
    let root = unsafe { InternetOpenA(null(), 1, null(), null(), FLAG_ASYNC) };
    assert!(!root.is_null(), "error {}", TrueFtpGetLastError());
    set_callback(root, false);
    Root(root)
}

/// InternetConnect: what it returns, and the last error.
pub fn begin_connect(root: &Root, server: &Server, context: usize) -> (HINTERNET, u32) {
    let (host, user, password) = (c(server.host()), c("me"), c("secret"));
    // SAFETY: all texts live until the call is over; in the background it has copies.
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
    (handle, TrueFtpGetLastError())
}

/// A connection of an asynchronous session, and the recorder of its context value.
pub fn connect(root: &Root, server: &Server) -> (Connection, Recorder) {
    let recorder = Recorder::new();
    assert_eq!(begin_connect(root, server, recorder.context), (null_mut(), IO_PENDING));
    let (handle, error) = recorder.complete();
    assert_eq!(error, 0);
    (Connection(handle as HINTERNET), recorder)
}

/// A call that goes on in the background.
#[track_caller]
pub fn pending(result: i32) {
    assert_eq!((result, TrueFtpGetLastError()), (0, IO_PENDING));
}
