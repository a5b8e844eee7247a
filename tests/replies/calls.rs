//! The calls, with what a C program gets from them.

use std::ffi::CString;
use std::mem::MaybeUninit;
use std::ptr::null_mut;

use trueftp::abi::*;

use kit::*;

pub const NO_SUBSTATUS: u32 = 0xFFFF_FFFF;
pub const UNKNOWN_SIZE: u64 = u64::MAX;

/// The last error of a call that failed.
fn result(ok: BOOL) -> Result<(), u32> {
    let error = TrueFtpGetLastError();
    assert_eq!(ok == 1, error == 0);
    if ok == 1 { Ok(()) } else { Err(error) }
}

/// A text asked for twice: for its length, and for itself.
fn text(call: impl Fn(*mut std::ffi::c_char, *mut u32) -> BOOL) -> Result<String, u32> {
    let mut length = 0;
    assert_eq!(call(null_mut(), &mut length), 0);
    match TrueFtpGetLastError() {
        122 => {}
        error => return Err(error),
    }
    let mut text = vec![0u8; length as usize];
    result(call(text.as_mut_ptr().cast(), &mut length))?;
    assert_eq!((text.pop(), text.len()), (Some(0), length as usize));
    Ok(String::from_utf8(text).expect("descriptions are ASCII"))
}

/// TrueFtpDescribeReplyA
pub fn describe(code: u32, reply: Option<&[u8]>) -> Result<String, u32> {
    let reply = reply.map(|reply| CString::new(reply).expect("no NUL"));
    let reply = reply.as_ref().map_or(std::ptr::null(), |reply| reply.as_ptr());
    // SAFETY: the text is NULL or ended by NUL, and the buffer has the length that is passed.
    text(|place, length| unsafe { TrueFtpDescribeReplyA(code, reply, place, length) })
}

/// TrueFtpDescribeErrorA
pub fn describe_error(number: u32) -> Result<String, u32> {
    // SAFETY: the buffer has the length that is passed.
    text(|place, length| unsafe { TrueFtpDescribeErrorA(number, place, length) })
}

/// TrueFtpGetReplyInfo
pub fn info(handle: HINTERNET) -> Result<TRUEFTP_REPLY_INFO, u32> {
    let mut info = MaybeUninit::<TRUEFTP_REPLY_INFO>::zeroed();
    // SAFETY: zeros are a structure of numbers; its size is that of the room.
    result(unsafe {
        (*info.as_mut_ptr()).dwStructSize = size_of::<TRUEFTP_REPLY_INFO>() as u32;
        TrueFtpGetReplyInfo(handle, info.as_mut_ptr())
    })?;
    // SAFETY: as above.
    let info = unsafe { info.assume_init() };
    assert_eq!(info.dwStructSize as usize, size_of::<TRUEFTP_REPLY_INFO>());
    Ok(info)
}

/// The info of this thread's last call.
pub fn last_info() -> TRUEFTP_REPLY_INFO {
    info(null_mut()).expect("NULL is this thread")
}

/// The command in an info, which must be as long as it says.
pub fn command(info: &TRUEFTP_REPLY_INFO) -> String {
    let end = info.szCommand.iter().position(|&c| c == 0).expect("it ends");
    let text: Vec<u8> = info.szCommand[..end].iter().map(|c| c.to_ne_bytes()[0]).collect();
    assert_eq!(text.len(), (info.dwCommandLength as usize).min(1023));
    assert!(info.szCommand[end..].iter().all(|&c| c == 0), "nothing after the NUL");
    String::from_utf8_lossy(&text).into_owned()
}

/// TrueFtpRetryAdvice
pub fn advice(handle: HINTERNET, error: u32) -> Result<u32, u32> {
    let mut advice = u32::MAX;
    // SAFETY: the number is live.
    result(unsafe { TrueFtpRetryAdvice(handle, error, &mut advice) })?;
    Ok(advice)
}

/// What the functions that leave the last error alone say of a code.
pub fn class_and_transience(code: u32) -> (u32, BOOL) {
    TrueFtpSetLastError(77);
    let printed = (TrueFtpReplyClass(code), TrueFtpReplyIsTransient(code));
    assert_eq!(TrueFtpGetLastError(), 77);
    printed
}

/// A connection to a server with this script, under short time-outs.
pub fn connected(script: ftp_test_server::Script) -> (ftp_test_server::Server, Root, Connection) {
    let server = ftp_test_server::Server::start(script);
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    (server, root, connection)
}
