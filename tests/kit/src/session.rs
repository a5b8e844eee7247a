//! Sessions and connections, as values that close their handle.

use std::ffi::CString;
use std::path::Path;

use trueftp::abi::*;

use crate::{
    OPTION_CONNECT_TIMEOUT, OPTION_DATA_RECEIVE_TIMEOUT, OPTION_DATA_SEND_TIMEOUT, OPTION_RECEIVE_TIMEOUT,
    OPTION_SEND_TIMEOUT, Outcome, SERVICE_FTP, c, last_error, set_number,
};

/// A root handle, closed when dropped.
#[derive(Debug)]
pub struct Root(pub HINTERNET);

// SAFETY: a handle is a number; the library takes it from any thread.
unsafe impl Send for Root {}
// SAFETY: as above.
unsafe impl Sync for Root {}

impl Root {
    /// A synchronous session.
    #[expect(clippy::new_without_default, reason = "a session is opened, it has no default")]
    pub fn new() -> Self {
        // SAFETY: every text may be NULL.
        let root = unsafe { InternetOpenA(c"test".as_ptr(), 1, std::ptr::null(), std::ptr::null(), 0) };
        assert!(!root.is_null(), "InternetOpen: error {}", last_error());
        Self(root)
    }

    /// A root whose connections wait at most so long for anything.
    pub fn with_time_out(milliseconds: u32) -> Self {
        let root = Self::new();
        for option in [
            OPTION_CONNECT_TIMEOUT,
            OPTION_SEND_TIMEOUT,
            OPTION_RECEIVE_TIMEOUT,
            OPTION_DATA_SEND_TIMEOUT,
            OPTION_DATA_RECEIVE_TIMEOUT,
        ] {
            set_number(root.0, option, milliseconds);
        }
        root
    }

    /// InternetConnectA; the connection, or what the caller sees of the failure.
    pub fn try_connect(
        &self,
        host: &str,
        port: u16,
        user: Option<&str>,
        password: Option<&str>,
        flags: u32,
    ) -> Result<Connection, Outcome> {
        let (user, password) = (user.map(c), password.map(c));
        let pointer = |text: &Option<CString>| text.as_ref().map_or(std::ptr::null(), |text| text.as_ptr());
        // SAFETY: every text is NULL or ended by NUL and lives until the call is over.
        let handle = unsafe {
            InternetConnectA(
                self.0,
                c(host).as_ptr(),
                port,
                pointer(&user),
                pointer(&password),
                SERVICE_FTP,
                flags,
                0,
            )
        };
        if handle.is_null() { Err(Outcome::after(false)) } else { Ok(Connection(handle)) }
    }

    /// A connection that must come about.
    pub fn connect(&self, host: &str, port: u16, flags: u32) -> Connection {
        self.try_connect(host, port, Some("me"), Some("secret"), flags).expect("the login succeeds")
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        InternetCloseHandle(self.0);
    }
}

/// A connection handle, closed when dropped.
#[derive(Debug)]
pub struct Connection(pub HINTERNET);

// SAFETY: a handle is a number; the library takes it from any thread.
unsafe impl Send for Connection {}
// SAFETY: as above.
unsafe impl Sync for Connection {}

impl Connection {
    /// FtpPutFileA, and everything a caller can see of it.
    pub fn put(&self, local: &Path, remote: impl AsRef<[u8]>, flags: u32) -> Outcome {
        let local = c(local.as_os_str().as_encoded_bytes());
        // SAFETY: both texts are ended by NUL and live until the call is over.
        let ok = unsafe { FtpPutFileA(self.0, local.as_ptr(), c(remote).as_ptr(), flags, 0) };
        assert!(ok == 0 || ok == 1);
        Outcome::after(ok == 1)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        InternetCloseHandle(self.0);
    }
}
