//! The server's replies: the last response of a thread, the last reply to a thread or on a connection.

use crate::constants::errors::ERROR_INTERNET_EXTENDED_ERROR;
use crate::inet::Error;
use crate::inet::calls::response;
use crate::protocol::Reply;

use super::boundary;
use super::text::{Character, Encoding, count, read_number, write_number, write_text, write_whole};
use super::types::{BOOL, HINTERNET, LPDWORD, LPSTR, LPWSTR};

/// Returns the replies that the server sent during this thread's last network call, also after success. The last one is
/// the reply that decided the call.
///
/// They are kept until the next call on this thread that touches the network. Option calls, argument errors and
/// InternetCloseHandle leave them unchanged, except when it closes a file opened for writing.
///
/// # Parameters
/// - `lpdwError`: receives `ERROR_INTERNET_EXTENDED_ERROR` (12003) if that call failed because of a reply, else 0. It
///   is not the code of the reply; TrueFtpGetLastReplyA returns that.
/// - `lpszBuffer`: receives the lines as the server sent them, with their codes, each ended by CR LF, and a NUL; NULL
///   asks for the size.
/// - `lpdwBufferLength`: in: the size of the buffer in characters; out: the length without NUL, or, with
///   `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL. As on Windows, a buffer exactly as long as the text
///   without NUL is accepted, and the last character is lost.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpdwError` or `lpdwBufferLength` is NULL.
/// - `ERROR_INSUFFICIENT_BUFFER`: there is a text, and the buffer is NULL or too small.
///
/// # Threads
/// Any thread; each thread has its own last response, of at most 64 KiB: the oldest lines are dropped first. There is
/// no network traffic.
///
/// # Source
/// Microsoft, InternetGetLastResponseInfoA.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetLastResponseInfoA(
    lpdwError: LPDWORD,
    lpszBuffer: LPSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { response_info(lpdwError, lpszBuffer.cast::<u8>(), lpdwBufferLength) })
}

/// Like [`InternetGetLastResponseInfoA`], for UTF-16 callers; all lengths count characters. A text that is not UTF-8
/// is read in the ANSI code page on Windows.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetLastResponseInfoW(
    lpdwError: LPDWORD,
    lpszBuffer: LPWSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { response_info(lpdwError, lpszBuffer, lpdwBufferLength) })
}

/// Returns the server's final reply to this thread's last network call: its code and its text.
///
/// A preliminary reply such as 150 is never returned. The reply is kept until the next call on this thread that
/// touches the network.
///
/// # Parameters
/// - `lpdwCode`: receives the code (226, 451 and so on), or 0 if there was no final reply; may be NULL.
/// - `lpszText`: receives the text without the code and a NUL. Several lines are separated by CR LF; there is none
///   after the last. NULL asks for the code or the size alone.
/// - `lpdwLength`: in: the size of the buffer in characters; out: the length of the text without NUL, or the size
///   needed with NUL if the buffer is NULL or too small. NULL asks for the code alone.
///
/// # Returns
/// TRUE; FALSE if the buffer is too small, but `lpdwCode` is set even then.
///
/// # Errors
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is too small.
///
/// # Threads
/// Any thread; each thread has its own last reply. There is no network traffic.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetLastReplyA(
    lpdwCode: LPDWORD,
    lpszText: LPSTR,
    lpdwLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe {
        write_reply(response::last().final_reply(), lpdwCode, lpszText.cast::<u8>(), lpdwLength)
    })
}

/// Like [`TrueFtpGetLastReplyA`], for UTF-16 callers; all lengths count characters. A text that is not UTF-8 is read
/// in the ANSI code page on Windows.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetLastReplyW(
    lpdwCode: LPDWORD,
    lpszText: LPWSTR,
    lpdwLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe {
        write_reply(response::last().final_reply(), lpdwCode, lpszText, lpdwLength)
    })
}

/// Returns the server's final reply to the last network call on a connection, no matter which thread made it.
///
/// It is the reply that TrueFtpGetLastReplyA returns on the thread of that call. There is none while a file that the call
/// has opened is still being read or written.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect; a file or a find stands for its connection.
/// - `lpdwCode`: as for [`TrueFtpGetLastReplyA`].
/// - `lpszText`: as for [`TrueFtpGetLastReplyA`].
/// - `lpdwLength`: as for [`TrueFtpGetLastReplyA`].
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hConnect` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hConnect` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hConnect` is a session.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is too small; `lpdwCode` is set even then.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2.
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
        let reply = response::for_handle(boundary::number(hConnect))?.and_then(|outcome| outcome.reply);
        // SAFETY: the caller of this function makes the same promise.
        unsafe { write_reply(reply.as_ref(), lpdwCode, lpszText.cast::<u8>(), lpdwLength) }
    })
}

/// Like [`TrueFtpGetHandleReplyA`], for UTF-16 callers; all lengths count characters. A text that is not UTF-8 is read
/// in the ANSI code page on Windows.
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
        let reply = response::for_handle(boundary::number(hConnect))?.and_then(|outcome| outcome.reply);
        // SAFETY: the caller of this function makes the same promise.
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
    let text = C::encode(&last.lines, Encoding::for_text(&last.lines));
    // SAFETY: not NULL, so it points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    // Windows accepts a buffer without room for the NUL, which then replaces the last character.
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
    // SAFETY: the caller of this function makes the same promise.
    match unsafe { write_whole(&text, buffer, length) } {
        Err(Error::InsufficientBuffer) if buffer.is_null() => Ok(()),
        result => result,
    }
}
