//! Narrow and wide functions, and calls that fill a buffer.

use std::path::Path;

use trueftp::abi::*;

use crate::*;

/// TrueFtpGetHandleReplyA: number and text.
pub fn handle_reply(connection: HINTERNET) -> (u32, String) {
    let mut code = u32::MAX;
    let mut length = 0;
    let null = std::ptr::null_mut();
    // SAFETY: both numbers are live; NULL asks for the length.
    assert_eq!(unsafe { TrueFtpGetHandleReplyA(connection, &mut code, null, &mut length) }, 1);
    let mut text = vec![0u8; length as usize];
    let place = text.as_mut_ptr().cast();
    // SAFETY: the buffer has the length that is passed.
    assert_eq!(unsafe { TrueFtpGetHandleReplyA(connection, &mut code, place, &mut length) }, 1);
    text.truncate(length as usize);
    (code, String::from_utf8_lossy(&text).into_owned())
}

/// InternetConnectW; the connection, or what the caller sees of the failure.
pub fn connect_w(
    root: &Root,
    host: &str,
    port: u16,
    user: &str,
    password: &str,
) -> Result<Connection, Outcome> {
    let (host, user, password) = (w(host), w(user), w(password));
    let texts = (host.as_ptr(), user.as_ptr(), password.as_ptr());
    // SAFETY: every text is ended by NUL and lives until the call is over.
    let handle =
        unsafe { InternetConnectW(root.0, texts.0, port, texts.1, texts.2, SERVICE_FTP, PASSIVE, 0) };
    if handle.is_null() { Err(Outcome::after(false)) } else { Ok(Connection(handle)) }
}

/// FtpPutFileW. Neither text has its NUL yet.
pub fn put_w(connection: &Connection, local: &[u16], remote: &[u16], flags: u32) -> Outcome {
    let (local, remote) = ([local, &[0]].concat(), [remote, &[0]].concat());
    // SAFETY: both texts are ended by NUL and live until the call is over.
    Outcome::after(unsafe { FtpPutFileW(connection.0, local.as_ptr(), remote.as_ptr(), flags, 0) } == 1)
}

/// FtpPutFileEx: the local path is wide, the remote name narrow.
pub fn put_ex(connection: &Connection, local: &Path, remote: impl AsRef<[u8]>, flags: u32) -> Outcome {
    let local = w(local.to_str().expect("a path in UTF-8"));
    // SAFETY: both texts are ended by NUL and live until the call is over.
    let ok = unsafe { FtpPutFileEx(connection.0, local.as_ptr(), c(remote).as_ptr(), flags, 0) };
    Outcome::after(ok == 1)
}

/// The result of a call that fills a buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled<C> {
    /// The return value.
    pub ok: bool,
    /// GetLastError.
    pub error: u32,
    /// The DWORD besides the text: lpdwError, or the reply's code; `u32::MAX` where it was not set.
    pub number: u32,
    /// The length that the call set.
    pub length: u32,
    /// The whole buffer. Where nothing was written it still holds [`FILLER`].
    pub buffer: Vec<C>,
}

/// What a buffer holds where nothing was written.
pub const FILLER: u8 = b'#';

type TextCall<C> = unsafe extern "system" fn(*mut u32, *mut C, *mut u32) -> i32;

/// Calls with a buffer of this many characters, or with NULL and this length.
fn fill<C: Copy + From<u8>, P>(call: TextCall<P>, room: Result<usize, u32>) -> Filled<C> {
    let mut number = u32::MAX;
    // One character more than the length that is passed: nothing may ever be written there.
    let mut buffer = vec![C::from(FILLER); room.map_or(0, |room| room + 1)];
    let mut length = room.map_or_else(|length| length, |room| room as u32);
    let place = if room.is_ok() { buffer.as_mut_ptr().cast() } else { std::ptr::null_mut() };
    // SAFETY: the buffer is NULL, or has the length that is passed, in characters of `call`'s width.
    let ok = unsafe { call(&mut number, place, &mut length) } == 1;
    Filled { ok, error: last_error(), number, length, buffer }
}

/// InternetGetLastResponseInfoA with a buffer of this size, or (`Err`) NULL and this length.
pub fn response_a(room: Result<usize, u32>) -> Filled<u8> {
    fill(InternetGetLastResponseInfoA, room)
}

/// The same with UTF-16 text.
pub fn response_w(room: Result<usize, u32>) -> Filled<u16> {
    fill(InternetGetLastResponseInfoW, room)
}

/// TrueFtpGetLastReplyA with a buffer of this size, or (`Err`) NULL and this length.
pub fn reply_a(room: Result<usize, u32>) -> Filled<u8> {
    fill(TrueFtpGetLastReplyA, room)
}

/// The same with UTF-16 text.
pub fn reply_w(room: Result<usize, u32>) -> Filled<u16> {
    fill(TrueFtpGetLastReplyW, room)
}

/// The code of the last reply, asked for without a buffer for the text.
pub fn reply_number() -> u32 {
    let mut code = u32::MAX;
    // SAFETY: the number is live, all else may be NULL.
    let ok = unsafe { TrueFtpGetLastReplyA(&mut code, std::ptr::null_mut(), std::ptr::null_mut()) };
    assert_eq!(ok, 1);
    code
}

/// The text of the last reply, asked for without a place for the code.
pub fn reply_text() -> Vec<u8> {
    let mut text = vec![0u8; 4096];
    let mut length = text.len() as u32;
    // SAFETY: the buffer has the length that is passed; the number may be NULL.
    let ok = unsafe { TrueFtpGetLastReplyA(std::ptr::null_mut(), text.as_mut_ptr().cast(), &mut length) };
    assert_eq!(ok, 1);
    text.truncate(length as usize);
    text
}
