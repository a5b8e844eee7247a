//! The exported functions with any arguments, NULL among them. Before each call the last error is set to a number that no
//! call leaves.

use std::ffi::{CStr, c_void};
use std::ptr::{null, null_mut};

use trueftp::abi::*;

pub use crate::{INCORRECT_HANDLE_TYPE, INSUFFICIENT_BUFFER, INVALID_HANDLE, INVALID_PARAMETER};
use crate::{OPTION_CONNECT_TIMEOUT, OPTION_HANDLE_TYPE, PASSIVE, SERVICE_FTP, last_error, set_last_error};

/// What the last error is before a call.
pub const POISON: u32 = 0xDEAD_BEEF;

/// A call that returns BOOL: `Ok` for TRUE, else its error number. The last error is 0 after success.
pub fn boolean(call: impl FnOnce() -> BOOL) -> Result<(), u32> {
    set_last_error(POISON);
    let result = call();
    let error = last_error();
    match result {
        1 => {
            assert_eq!(error, 0, "the last error after success");
            Ok(())
        }
        0 => {
            assert!(error != 0 && error != POISON, "no error number was set: {error}");
            Err(error)
        }
        other => panic!("a BOOL of {other}"),
    }
}

/// A call that returns a handle: the handle, or its error number.
pub fn handle(call: impl FnOnce() -> HINTERNET) -> Result<HINTERNET, u32> {
    let mut returned = null_mut();
    boolean(|| {
        returned = call();
        BOOL::from(!returned.is_null())
    })
    .map(|()| returned)
}

/// The handle with a number, which need not exist.
pub fn number_as_handle(number: usize) -> HINTERNET {
    std::ptr::without_provenance_mut(number)
}

/// Narrow text, or NULL.
pub fn text(text: Option<&CStr>) -> *const std::ffi::c_char {
    text.map_or(null(), CStr::as_ptr)
}

/// UTF-16 text, which must end with its NUL, or NULL.
pub fn wide(text: Option<&[u16]>) -> *const u16 {
    assert!(text.is_none_or(|text| text.last() == Some(&0)));
    text.map_or(null(), <[u16]>::as_ptr)
}

/// InternetOpenA
pub fn open(access_type: u32, proxy: Option<&CStr>, flags: u32) -> Result<HINTERNET, u32> {
    // SAFETY: every text is NULL or ended by NUL.
    handle(|| unsafe { InternetOpenA(null(), access_type, text(proxy), null(), flags) })
}

/// InternetOpenW
pub fn open_w(access_type: u32, proxy: Option<&[u16]>, flags: u32) -> Result<HINTERNET, u32> {
    // SAFETY: every text is NULL or ended by NUL.
    handle(|| unsafe { InternetOpenW(null(), access_type, wide(proxy), null(), flags) })
}

/// The arguments of InternetConnect that differ between tests.
#[derive(Clone, Copy)]
pub struct Connect<'a> {
    /// hInternet
    pub root: HINTERNET,
    /// lpszServerName
    pub server: Option<&'a CStr>,
    /// nServerPort
    pub port: u16,
    /// lpszUserName
    pub user: Option<&'a CStr>,
    /// lpszPassword
    pub password: Option<&'a CStr>,
    /// dwService
    pub service: u32,
}

impl<'a> Connect<'a> {
    /// To a port on which no server listens: a call that gets that far fails with 12029.
    pub fn nowhere(root: HINTERNET) -> Self {
        let (user, password) = (Some(c"me"), Some(c"secret"));
        Self { root, server: Some(c"127.0.0.1"), port: 1, user, password, service: SERVICE_FTP }
    }

    /// InternetConnectA
    pub fn a(&self) -> Result<HINTERNET, u32> {
        let (server, user, password) = (text(self.server), text(self.user), text(self.password));
        handle(|| {
            // SAFETY: every text is NULL or ended by NUL.
            unsafe {
                InternetConnectA(self.root, server, self.port, user, password, self.service, PASSIVE, 0)
            }
        })
    }

    /// InternetConnectW
    pub fn w(&self) -> Result<HINTERNET, u32> {
        let wider = |text: Option<&CStr>| text.map(|text| crate::w(text.to_str().expect("UTF-8")));
        let (server, user, password) = (wider(self.server), wider(self.user), wider(self.password));
        let (server, user, password) =
            (wide(server.as_deref()), wide(user.as_deref()), wide(password.as_deref()));
        handle(|| {
            // SAFETY: every text is NULL or ended by NUL.
            unsafe {
                InternetConnectW(self.root, server, self.port, user, password, self.service, PASSIVE, 0)
            }
        })
    }

    /// The error of both functions, which must fail alike.
    pub fn refused(&self) -> u32 {
        let errors = (self.a().expect_err("A refuses"), self.w().expect_err("W refuses"));
        assert_eq!(errors.0, errors.1, "A and W disagree");
        errors.0
    }
}

/// FtpPutFileA
pub fn put_a(
    connection: HINTERNET,
    local: Option<&CStr>,
    remote: Option<&CStr>,
    flags: u32,
) -> Result<(), u32> {
    // SAFETY: every text is NULL or ended by NUL.
    boolean(|| unsafe { FtpPutFileA(connection, text(local), text(remote), flags, 0) })
}

/// The error of FtpPutFileA, W and Ex, which must fail alike.
pub fn put_refused(connection: HINTERNET, local: Option<&CStr>, remote: Option<&CStr>, flags: u32) -> u32 {
    let wider = |text: Option<&CStr>| text.map(|text| crate::w(text.to_str().expect("UTF-8")));
    let (wide_local, wide_remote) = (wider(local), wider(remote));
    let (wide_local, wide_remote) = (wide(wide_local.as_deref()), wide(wide_remote.as_deref()));
    let error = put_a(connection, local, remote, flags).expect_err("A refuses");
    // SAFETY: every text is NULL or ended by NUL.
    let w = boolean(|| unsafe { FtpPutFileW(connection, wide_local, wide_remote, flags, 0) });
    // SAFETY: every text is NULL or ended by NUL.
    let ex = boolean(|| unsafe { FtpPutFileEx(connection, wide_local, text(remote), flags, 0) });
    assert_eq!((w, ex), (Err(error), Err(error)), "A, W and Ex disagree");
    error
}

/// InternetQueryOptionA or W.
pub type QueryCall = unsafe extern "system" fn(HINTERNET, u32, *mut c_void, *mut u32) -> BOOL;
/// InternetSetOptionA or W.
pub type SetCall = unsafe extern "system" fn(HINTERNET, u32, *mut c_void, u32) -> BOOL;

/// Both of them.
pub const QUERIES: [QueryCall; 2] = [InternetQueryOptionA, InternetQueryOptionW];
/// Both of them.
pub const SETS: [SetCall; 2] = [InternetSetOptionA, InternetSetOptionW];

/// Sets an option to these bytes, or to NULL, with any length.
pub fn set(call: SetCall, on: HINTERNET, option: u32, value: Option<&[u8]>, length: u32) -> Result<(), u32> {
    let value = value.map_or(null_mut(), |value| value.as_ptr().cast_mut().cast());
    // SAFETY: the bytes are only read, and no test passes a length that is accepted and exceeds theirs.
    boolean(|| unsafe { call(on, option, value, length) })
}

/// Asks for an option with a NULL buffer: the error, and the length that it sets.
pub fn query_size(call: QueryCall, on: HINTERNET, option: u32) -> (Result<(), u32>, u32) {
    let mut length = 0;
    // SAFETY: the buffer is NULL, the length is live.
    let result = boolean(|| unsafe { call(on, option, null_mut(), &mut length) });
    (result, length)
}

/// What a function that takes a handle does with one; all its other arguments are valid.
pub struct Answer {
    /// The function.
    pub name: &'static str,
    /// Its error.
    pub result: Result<(), u32>,
    /// The kind of handle that it takes.
    pub wants: Wants,
}

/// The kind of handle that a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// A session.
    Root,
    /// A connection.
    Connection,
    /// Any handle.
    Any,
}

/// Every exported function that takes a handle, except InternetCloseHandle, called on this one. No server is reached: there is
/// none on the port, and no such file.
pub fn answers(on: HINTERNET) -> Vec<Answer> {
    let connect = Connect::nowhere(on);
    let missing = c"/nowhere/at/all";
    let wide_missing = crate::w("/nowhere/at/all");
    let mut code = 0;
    let limit = 60_000u32.to_ne_bytes();
    let (no_text, no_wide, no_length) = (null_mut(), null_mut(), null_mut());
    let mut answers = Vec::new();
    let mut add = |name, wants, result| answers.push(Answer { name, result, wants });
    add("InternetConnectA", Wants::Root, connect.a().map(drop));
    add("InternetConnectW", Wants::Root, connect.w().map(drop));
    add("FtpPutFileA", Wants::Connection, put_a(on, Some(missing), Some(c"x"), 2));
    let (local, remote) = (wide(Some(&wide_missing)), wide(Some(&[120, 0])));
    // SAFETY: every text is ended by NUL.
    add("FtpPutFileW", Wants::Connection, boolean(|| unsafe { FtpPutFileW(on, local, remote, 2, 0) }));
    let remote = c"x".as_ptr();
    // SAFETY: every text is ended by NUL.
    add("FtpPutFileEx", Wants::Connection, boolean(|| unsafe { FtpPutFileEx(on, local, remote, 2, 0) }));
    // SAFETY: the number is live, the others may be NULL.
    let reply = boolean(|| unsafe { TrueFtpGetHandleReplyA(on, &mut code, no_text, no_length) });
    add("TrueFtpGetHandleReplyA", Wants::Connection, reply);
    // SAFETY: the number is live, the others may be NULL.
    let reply = boolean(|| unsafe { TrueFtpGetHandleReplyW(on, &mut code, no_wide, no_length) });
    add("TrueFtpGetHandleReplyW", Wants::Connection, reply);
    for call in QUERIES {
        let mut length = 4;
        // SAFETY: the number has the four bytes that are passed.
        let query = boolean(|| unsafe { call(on, OPTION_HANDLE_TYPE, (&raw mut code).cast(), &mut length) });
        add("InternetQueryOption", Wants::Any, query);
    }
    for call in SETS {
        add("InternetSetOption", Wants::Any, set(call, on, OPTION_CONNECT_TIMEOUT, Some(&limit), 4));
    }
    answers
}
