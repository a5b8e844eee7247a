//! What the server said: the last response of a thread, the last reply of a thread or a connection.

use crate::constants::errors::ERROR_INTERNET_EXTENDED_ERROR;
use crate::inet::Error;
use crate::inet::calls::response;
use crate::protocol::Reply;

use super::boundary;
use super::text::{Character, Encoding, count, read_number, write_number, write_text, write_whole};
use super::types::{BOOL, HINTERNET, LPDWORD, LPSTR, LPWSTR};

/// Gives all replies of the server to this thread's last network call, also after success.
///
/// Kept until the next call on this thread that touches the network; option calls, argument errors and a plain
/// InternetCloseHandle leave it alone.
///
/// @param lpdwError         receives 12003 when that call failed because of a reply, else 0; it is not the reply's number
///                          (TrueFtpGetLastReplyA gives that)
/// @param lpszBuffer        receives the lines as the server sent them, code included, each ended by CR LF, and a NUL; may be
///                          NULL to ask for the length
/// @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
///                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL. A buffer that is exactly as long as the text is
///                          accepted and loses the last character, as on Windows.
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a NULL where none may be), ERROR_INSUFFICIENT_BUFFER
/// @note Any thread; each has its own. At most 64 KiB are kept; the oldest lines go first.
/// Source: Microsoft, InternetGetLastResponseInfoA.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetLastResponseInfoA(
    lpdwError: LPDWORD,
    lpszBuffer: LPSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { response_info(lpdwError, lpszBuffer.cast::<u8>(), lpdwBufferLength) })
}

/// InternetGetLastResponseInfoA with 16-bit text; all lengths count characters.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetLastResponseInfoW(
    lpdwError: LPDWORD,
    lpszBuffer: LPWSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { response_info(lpdwError, lpszBuffer, lpdwBufferLength) })
}

/// Gives the server's final reply to this thread's last network call: its number and its text.
///
/// An earlier, preliminary reply (150) is never given. Cleared like the last response, and never by calls that touch no
/// network.
///
/// @param lpdwCode    receives the number (226, 451 …), or 0 when there was no final reply; may be NULL
/// @param lpszText    receives the text without the number: all lines, CR LF between them and none at the end, and a NUL; may
///                    be NULL to ask for the number alone
/// @param lpdwLength  in: the size of the buffer in characters; out: the length without NUL, or the size needed with NUL where
///                    the buffer is NULL or too small; may be NULL to ask for the number alone
/// @return TRUE; FALSE when the buffer is too small (the number is set all the same)
/// @par Errors
/// ERROR_INSUFFICIENT_BUFFER
/// @note Any thread; each has its own. An extension of trueftp; RFC 959, section 4.2.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetLastReplyA(
    lpdwCode: LPDWORD,
    lpszText: LPSTR,
    lpdwLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe {
        write_reply(response::last().final_reply(), lpdwCode, lpszText.cast::<u8>(), lpdwLength)
    })
}

/// TrueFtpGetLastReplyA with 16-bit text; all lengths count characters.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetLastReplyW(
    lpdwCode: LPDWORD,
    lpszText: LPWSTR,
    lpdwLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe {
        write_reply(response::last().final_reply(), lpdwCode, lpszText, lpdwLength)
    })
}

/// Gives the server's final reply to the last finished operation on a connection, whichever thread made it.
///
/// @param hConnect    a handle of InternetConnect
/// @param lpdwCode    as for TrueFtpGetLastReplyA
/// @param lpszText    as for TrueFtpGetLastReplyA
/// @param lpdwLength  as for TrueFtpGetLastReplyA
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. An extension of trueftp; RFC 959, section 4.2.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetHandleReplyA(
    hConnect: HINTERNET,
    lpdwCode: LPDWORD,
    lpszText: LPSTR,
    lpdwLength: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        let reply = response::of_handle(boundary::number(hConnect))?.and_then(|outcome| outcome.reply);
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { write_reply(reply.as_ref(), lpdwCode, lpszText.cast::<u8>(), lpdwLength) }
    })
}

/// TrueFtpGetHandleReplyA with 16-bit text; all lengths count characters.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetHandleReplyW(
    hConnect: HINTERNET,
    lpdwCode: LPDWORD,
    lpszText: LPWSTR,
    lpdwLength: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        let reply = response::of_handle(boundary::number(hConnect))?.and_then(|outcome| outcome.reply);
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { write_reply(reply.as_ref(), lpdwCode, lpszText, lpdwLength) }
    })
}

/// # Safety
/// `error` and `length` are NULL or point to a DWORD; `buffer` is NULL or has room for `*length` characters.
unsafe fn response_info<C: Character>(error: LPDWORD, buffer: *mut C, length: LPDWORD) -> Result<(), Error> {
    if error.is_null() || length.is_null() {
        return Err(Error::InvalidParameter);
    }
    let last = response::last();
    let text = C::encode(&last.replies, Encoding::of_text(&last.replies));
    // SAFETY: not NULL, so it points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    // Windows takes a buffer without room for the NUL, and then the last character gives way to it.
    let fitting = if room > text.len() { &text[..] } else { &text[..text.len().saturating_sub(1)] };
    if !text.is_empty() && (buffer.is_null() || room < text.len()) {
        // SAFETY: not NULL, so it points to a DWORD.
        unsafe { write_number(length, count(text.len() + 1)) };
        return Err(Error::InsufficientBuffer);
    }
    let code = if last.refused { ERROR_INTERNET_EXTENDED_ERROR } else { 0 };
    // SAFETY: both are not NULL; the buffer has room for `room` characters, which is more than `fitting` has, except
    // for an empty text in no room at all.
    unsafe {
        if !buffer.is_null() && room > 0 {
            write_text(buffer, fitting);
        }
        write_number(error, code);
        write_number(length, count(fitting.len()));
    }
    Ok(())
}

/// # Safety
/// `code` and `length` are NULL or point to a DWORD; `buffer` is NULL or has room for `*length` characters.
unsafe fn write_reply<C: Character>(
    reply: Option<&Reply>,
    code: LPDWORD,
    buffer: *mut C,
    length: LPDWORD,
) -> Result<(), Error> {
    // SAFETY: NULL or a DWORD.
    unsafe { write_number(code, reply.map_or(0, |reply| reply.code().into())) };
    if length.is_null() {
        return Ok(());
    }
    let text = reply.map(Reply::text).unwrap_or_default();
    // SAFETY: the caller's promise is passed on as it is.
    match unsafe { write_whole(&text, buffer, length) } {
        Err(Error::InsufficientBuffer) if buffer.is_null() => Ok(()),
        result => result,
    }
}
