//! Before the first InternetOpen of a process, NULL has an error number of its own.
//!
//! A program of its own with one test: nothing else may open a session in this process.

use std::ptr::{null, null_mut};

use kit::*;
use trueftp::abi::*;

/// The error of every call that takes a handle and finds no use for this one.
fn errors(on: HINTERNET) -> Vec<u32> {
    let local = w("/nowhere");
    let remote = w("x");
    let (mut number, mut length) = (0, 4);
    let mut errors = Vec::new();
    let mut failed = |failed: bool| {
        assert!(failed);
        errors.push(TrueFtpGetLastError());
    };
    let (host, user) = (c"127.0.0.1".as_ptr(), null());
    // SAFETY: in all calls every text is NULL or ended by NUL, and every number is live or NULL.
    unsafe {
        failed(InternetConnectA(on, host, 1, user, user, 1, 0, 0).is_null());
        failed(InternetConnectW(on, remote.as_ptr(), 1, null(), null(), 1, 0, 0).is_null());
        failed(FtpPutFileA(on, c"/nowhere".as_ptr(), c"x".as_ptr(), 2, 0) == 0);
        failed(FtpPutFileW(on, local.as_ptr(), remote.as_ptr(), 2, 0) == 0);
        failed(FtpPutFileEx(on, local.as_ptr(), c"x".as_ptr(), 2, 0) == 0);
        failed(TrueFtpGetHandleReplyA(on, &mut number, null_mut(), &mut length) == 0);
        failed(TrueFtpGetHandleReplyW(on, &mut number, null_mut(), &mut length) == 0);
    }
    errors
}

#[test]
fn null_before_and_after_the_first_session() {
    const NOT_INITIALIZED: u32 = 12172;
    let random = std::ptr::without_provenance_mut(0x00CC_0004);

    assert_eq!(errors(null_mut()), [NOT_INITIALIZED; 7]);
    assert_eq!(errors(random), [6; 7], "only NULL has the special number");
    assert_eq!(InternetCloseHandle(null_mut()), 0);
    assert_eq!(TrueFtpGetLastError(), 6);
    // SAFETY: both texts may be NULL.
    assert_eq!(unsafe { FtpPutFileA(null_mut(), null(), null(), 0, 0) }, 0);
    assert_eq!(TrueFtpGetLastError(), 87, "texts come before the handle");
    // What needs no session works without one.
    assert_eq!(InternetAttemptConnect(0), 0);
    assert_eq!(last_reply(), (0, String::new()));
    assert_eq!(last_response(), (0, String::new()));
    set_number(null_mut(), OPTION_SEND_TIMEOUT, 12_345);
    assert_eq!(query_number(null_mut(), OPTION_SEND_TIMEOUT), 12_345);

    // A session that could not be opened changes nothing.
    // SAFETY: every text may be NULL.
    assert!(unsafe { InternetOpenA(null(), 9, null(), null(), 0) }.is_null());
    assert_eq!(errors(null_mut()), [NOT_INITIALIZED; 7]);

    let root = Root::new();
    assert_eq!(
        query_number(root.0, OPTION_SEND_TIMEOUT),
        12_345,
        "a session begins with the process' options"
    );
    assert_eq!(errors(null_mut()), [6; 7]);
    drop(root);
    assert_eq!(errors(null_mut()), [6; 7], "also after the last session was closed");
}
