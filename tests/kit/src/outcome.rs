//! What a caller sees after a call.

use trueftp::abi::*;

use crate::{OPTION_EXTENDED_ERROR, last_error, query_number};

/// What a caller can see after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The return value.
    pub ok: bool,
    /// GetLastError.
    pub error: u32,
    /// TrueFtpGetLastReply: the code.
    pub code: u32,
    /// TrueFtpGetLastReply: the text.
    pub text: String,
    /// InternetGetLastResponseInfo: lpdwError.
    pub response_error: u32,
    /// InternetGetLastResponseInfo: the text.
    pub response: String,
    /// INTERNET_OPTION_EXTENDED_ERROR.
    pub socket_error: u32,
}

impl Outcome {
    /// Reads everything right after a call.
    pub fn after(ok: bool) -> Self {
        let error = last_error();
        let (code, text) = last_reply();
        let (response_error, response) = last_response();
        Self { ok, error, code, text, response_error, response, socket_error: socket_error() }
    }

    /// What most tests compare: return value, error, code, text.
    pub fn seen(&self) -> (bool, u32, u32, &str) {
        (self.ok, self.error, self.code, &self.text)
    }
}

/// TrueFtpGetLastReplyA: the code and the text.
pub fn last_reply() -> (u32, String) {
    let mut code = u32::MAX;
    let mut length = 0;
    // SAFETY: both numbers are live; NULL asks for the length.
    assert_eq!(unsafe { TrueFtpGetLastReplyA(&mut code, std::ptr::null_mut(), &mut length) }, 1);
    let mut text = vec![0u8; length as usize];
    // SAFETY: the buffer has the length that is passed.
    assert_eq!(unsafe { TrueFtpGetLastReplyA(&mut code, text.as_mut_ptr().cast(), &mut length) }, 1);
    text.truncate(length as usize);
    (code, String::from_utf8_lossy(&text).into_owned())
}

/// InternetGetLastResponseInfoA: lpdwError and the text.
pub fn last_response() -> (u32, String) {
    let mut error = u32::MAX;
    let mut length = 0;
    // SAFETY: both numbers are live; NULL asks for the length.
    unsafe { InternetGetLastResponseInfoA(&mut error, std::ptr::null_mut(), &mut length) };
    let mut text = vec![0u8; length as usize];
    // SAFETY: the buffer has the length that is passed.
    let ok = unsafe { InternetGetLastResponseInfoA(&mut error, text.as_mut_ptr().cast(), &mut length) };
    assert_eq!(ok, 1);
    text.truncate(length as usize);
    (error, String::from_utf8_lossy(&text).into_owned())
}

/// INTERNET_OPTION_EXTENDED_ERROR of this thread.
pub fn socket_error() -> u32 {
    query_number(std::ptr::null_mut(), OPTION_EXTENDED_ERROR)
}
