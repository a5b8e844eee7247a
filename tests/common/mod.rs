//! The C ABI as tests call it: the same exported functions a C program calls, wrapped once.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::ffi::{CString, c_void};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use trueftp::abi::*;

pub mod background;
mod family;
mod raw;
pub mod recorder;
#[allow(unused_imports, reason = "each test program uses its own part")]
pub use family::*;
#[allow(unused_imports, reason = "each test program uses its own part")]
pub use raw::*;

pub const PASSIVE: u32 = 0x0800_0000;
pub const SERVICE_FTP: u32 = 1;
pub const UNKNOWN: u32 = 0;
pub const ASCII: u32 = 1;
pub const BINARY: u32 = 2;

pub const OPTION_CONNECT_TIMEOUT: u32 = 2;
pub const OPTION_CONNECT_RETRIES: u32 = 3;
pub const OPTION_SEND_TIMEOUT: u32 = 5;
pub const OPTION_RECEIVE_TIMEOUT: u32 = 6;
pub const OPTION_DATA_SEND_TIMEOUT: u32 = 7;
pub const OPTION_DATA_RECEIVE_TIMEOUT: u32 = 8;
pub const OPTION_HANDLE_TYPE: u32 = 9;
pub const OPTION_LISTEN_TIMEOUT: u32 = 11;
pub const OPTION_PARENT_HANDLE: u32 = 21;
pub const OPTION_EXTENDED_ERROR: u32 = 24;
pub const OPTION_USERNAME: u32 = 28;
pub const OPTION_PASSWORD: u32 = 29;
pub const OPTION_CONTEXT_VALUE: u32 = 45;

/// What a caller can see after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The return value.
    pub ok: bool,
    /// GetLastError.
    pub error: u32,
    /// TrueFtpGetLastReply: number and text.
    pub code: u32,
    pub text: String,
    /// InternetGetLastResponseInfo: lpdwError and text.
    pub response_error: u32,
    pub response: String,
    /// INTERNET_OPTION_EXTENDED_ERROR.
    pub socket_error: u32,
}

impl Outcome {
    /// Reads everything right after a call.
    pub fn after(ok: bool) -> Self {
        let error = TrueFtpGetLastError();
        let (code, text) = last_reply();
        let (response_error, response) = last_response();
        Self { ok, error, code, text, response_error, response, socket_error: socket_error() }
    }

    /// The essence, for comparing: return value, error, code, text.
    pub fn seen(&self) -> (bool, u32, u32, &str) {
        (self.ok, self.error, self.code, &self.text)
    }
}

pub fn c(text: impl AsRef<[u8]>) -> CString {
    CString::new(text.as_ref()).expect("no NUL inside")
}

pub fn w(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

pub fn last_reply() -> (u32, String) {
    let mut code = u32::MAX;
    let mut length = 0;
    // SAFETY: both numbers are live; NULL asks for the length.
    assert_eq!(unsafe { TrueFtpGetLastReplyA(&mut code, std::ptr::null_mut(), &mut length) }, 1);
    let mut text = vec![0u8; length as usize];
    // SAFETY: the buffer has the length that is told.
    assert_eq!(unsafe { TrueFtpGetLastReplyA(&mut code, text.as_mut_ptr().cast(), &mut length) }, 1);
    text.truncate(length as usize);
    (code, String::from_utf8_lossy(&text).into_owned())
}

pub fn last_response() -> (u32, String) {
    let mut error = u32::MAX;
    let mut length = 0;
    // SAFETY: both numbers are live; NULL asks for the length.
    unsafe { InternetGetLastResponseInfoA(&mut error, std::ptr::null_mut(), &mut length) };
    let mut text = vec![0u8; length as usize];
    // SAFETY: the buffer has the length that is told.
    let ok = unsafe { InternetGetLastResponseInfoA(&mut error, text.as_mut_ptr().cast(), &mut length) };
    assert_eq!(ok, 1);
    text.truncate(length as usize);
    (error, String::from_utf8_lossy(&text).into_owned())
}

pub fn socket_error() -> u32 {
    query_number(std::ptr::null_mut(), OPTION_EXTENDED_ERROR)
}

pub fn query_number(handle: HINTERNET, option: u32) -> u32 {
    let mut value = 0u32;
    let mut length = 4;
    // SAFETY: the buffer has the length that is told.
    let ok = unsafe { InternetQueryOptionA(handle, option, (&raw mut value).cast(), &mut length) };
    assert_eq!((ok, length), (1, 4), "option {option}: error {}", TrueFtpGetLastError());
    value
}

pub fn set_number(handle: HINTERNET, option: u32, mut value: u32) {
    let value: *mut c_void = (&raw mut value).cast();
    // SAFETY: the value has four bytes.
    assert_eq!(unsafe { InternetSetOptionA(handle, option, value, 4) }, 1, "option {option}");
}

/// A root handle, closed when dropped.
#[derive(Debug)]
pub struct Root(pub HINTERNET);

// SAFETY: a handle is a number; the library takes it from any thread.
unsafe impl Send for Root {}
// SAFETY: as above.
unsafe impl Sync for Root {}

impl Root {
    pub fn new() -> Self {
        // SAFETY: every text may be NULL.
        let root = unsafe { InternetOpenA(c"test".as_ptr(), 1, std::ptr::null(), std::ptr::null(), 0) };
        assert!(!root.is_null(), "InternetOpen: error {}", TrueFtpGetLastError());
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

/// A folder that goes away with its value.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("trueftp-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).expect("the folder is new");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).expect("the folder can be removed");
    }
}

/// Bytes that differ from place to place.
pub fn bytes(count: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect()
}
