//! Calls whose buffers and widths are the subject, with safe arguments.

use super::*;

/// TrueFtpGetHandleReplyA: number and text.
pub fn handle_reply(connection: HINTERNET) -> (u32, String) {
    let mut code = u32::MAX;
    let mut length = 0;
    let null = std::ptr::null_mut();
    // SAFETY: both numbers are live; NULL asks for the length.
    assert_eq!(unsafe { TrueFtpGetHandleReplyA(connection, &mut code, null, &mut length) }, 1);
    let mut text = vec![0u8; length as usize];
    let place = text.as_mut_ptr().cast();
    // SAFETY: the buffer has the length that is told.
    assert_eq!(unsafe { TrueFtpGetHandleReplyA(connection, &mut code, place, &mut length) }, 1);
    text.truncate(length as usize);
    (code, String::from_utf8_lossy(&text).into_owned())
}
