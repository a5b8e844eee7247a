//! Details of a call that has ended (reply, command, number of bytes), and whether to try again.

use std::ffi::c_char;
use std::time::UNIX_EPOCH;

use crate::constants::extensions::{
    TRUEFTP_COMMAND_SIZE, TRUEFTP_NO_SUBSTATUS, TRUEFTP_RETRY_LATER, TRUEFTP_RETRY_NEVER, TRUEFTP_RETRY_NONE,
    TRUEFTP_RETRY_NOW, TRUEFTP_RETRY_UNKNOWN, TRUEFTP_SIZE_UNKNOWN,
};
use crate::inet::Error;
use crate::inet::calls::response::{self, Outcome};
use crate::inet::knowledge::explain;
use crate::protocol::{Reply, Retry};

use super::boundary;
use super::structs::TRUEFTP_REPLY_INFO;
use super::text::{count, read_number, write_number};
use super::types::{BOOL, DWORD, HINTERNET, LPDWORD};

/// Returns everything that is known about the last network call and its final reply. TRUE means that the structure is
/// filled.
///
/// After a call without a final reply `dwCode` is 0, and the other fields say how far the call came. The information
/// is kept as long as the reply of TrueFtpGetLastReplyA.
///
/// # Parameters
/// - `hInternet`: NULL for the last call of this thread. A handle returned by InternetConnect stands for the last
///   operation that ended on that connection, no matter which thread started it; a file or a find stands for its
///   connection.
/// - `lpInfo`: in: `dwStructSize` is `sizeof(TRUEFTP_REPLY_INFO)`; out: all fields that this library and a structure
///   of that size have in common, and their size in `dwStructSize`.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpInfo` is NULL, or `dwStructSize` is smaller than any version of the structure.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is neither NULL nor an open handle.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hInternet` is a session.
///
/// # Threads
/// Any thread; each thread has its own last call. There is no network traffic.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2; Microsoft, The FTP status codes in IIS 7.0.
///
/// # Safety
/// `lpInfo` is NULL or points to a DWORD with a size, and to that many bytes.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpGetReplyInfo(
    hInternet: HINTERNET,
    lpInfo: *mut TRUEFTP_REPLY_INFO,
) -> BOOL {
    boundary::boolean(|| {
        if lpInfo.is_null() {
            return Err(Error::InvalidParameter);
        }
        // SAFETY: not NULL, so it points to a structure that begins with its size.
        let size = unsafe { read_number(lpInfo.cast()) } as usize;
        if size < size_of::<TRUEFTP_REPLY_INFO>() {
            return Err(Error::InvalidParameter);
        }
        let info = info(outcome(hInternet)?.as_ref());
        // SAFETY: there is room for at least this structure; C code may have it at any address.
        unsafe { lpInfo.write_unaligned(info) };
        Ok(())
    })
}

/// Returns whether it makes sense to repeat a failed call.
///
/// `TRUEFTP_RETRY_UNKNOWN` means that the program must check the server before it repeats the call, because the file
/// may be there, complete or in part. A command that changes something was sent, but its final reply was not received
/// or cannot cover all of the data; or the server refused data that APPE or STOU had already begun to store.
///
/// # Parameters
/// - `hInternet`: as for [`TrueFtpGetReplyInfo`].
/// - `dwError`: what GetLastError returned right after the call, or `dwError` of an `INTERNET_ASYNC_RESULT`. If the
///   last network call ended with another error, the failed call never reached the network or its result is not
///   available here. Then the number alone is judged, and the advice is `TRUEFTP_RETRY_UNKNOWN` if a call can fail
///   with it in the middle.
/// - `lpdwAdvice`: receives `TRUEFTP_RETRY_NONE` (nothing failed), `TRUEFTP_RETRY_NOW` (over a new connection if this
///   one is lost), `TRUEFTP_RETRY_LATER`, `TRUEFTP_RETRY_NEVER` (until something is changed) or
///   `TRUEFTP_RETRY_UNKNOWN`.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpdwAdvice` is NULL.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is neither NULL nor an open handle.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hInternet` is a session.
///
/// # Threads
/// Any thread; with NULL, the thread that made the call. The result of an asynchronous call is available in its
/// callback, with NULL, and anywhere else with the handle of its connection.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2.1.
///
/// # Safety
/// `lpdwAdvice` is NULL or points to room for a DWORD.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpRetryAdvice(
    hInternet: HINTERNET,
    dwError: DWORD,
    lpdwAdvice: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        if lpdwAdvice.is_null() {
            return Err(Error::InvalidParameter);
        }
        let advice = response::retry_advice(dwError, outcome(hInternet)?.as_ref());
        // SAFETY: not NULL, so there is room for a DWORD.
        unsafe { write_number(lpdwAdvice, number(advice)) };
        Ok(())
    })
}

/// The outcome of this thread's last call, or of the last operation on a handle's connection.
fn outcome(handle: HINTERNET) -> Result<Option<Outcome>, Error> {
    if handle.is_null() {
        Ok(response::last().outcome)
    } else {
        response::for_handle(boundary::number(handle))
    }
}

/// The constant of an advice.
fn number(advice: Retry) -> DWORD {
    match advice {
        Retry::No => TRUEFTP_RETRY_NONE,
        Retry::Now => TRUEFTP_RETRY_NOW,
        Retry::Later => TRUEFTP_RETRY_LATER,
        Retry::Never => TRUEFTP_RETRY_NEVER,
        Retry::Unknown => TRUEFTP_RETRY_UNKNOWN,
    }
}

fn info(outcome: Option<&Outcome>) -> TRUEFTP_REPLY_INFO {
    let reply = outcome.and_then(|outcome| outcome.reply.as_ref());
    let report = outcome.map(|outcome| &outcome.report);
    let (substatus, win32) =
        reply.map_or((None, None), |reply| explain::details(reply.code(), &reply.text()));
    let code = reply.map_or(0, Reply::code).into();
    let command = report.map_or(&[][..], |report| &report.command);
    let moment = report.and_then(|report| report.ended.duration_since(UNIX_EPOCH).ok());
    TRUEFTP_REPLY_INFO {
        dwStructSize: count(size_of::<TRUEFTP_REPLY_INFO>()),
        dwCode: code,
        dwClass: code / 100,
        dwGroup: code / 10 % 10,
        fTransient: BOOL::from(code / 100 == 4),
        dwIisSubstatus: substatus.unwrap_or(TRUEFTP_NO_SUBSTATUS),
        dwWin32Error: win32.unwrap_or(0),
        dwCommandLength: count(command.len()),
        ullMoment: moment.map_or(0, |moment| u64::try_from(moment.as_millis()).unwrap_or(u64::MAX)),
        ullBytesDone: report.map_or(0, |report| report.moved),
        ullBytesTotal: report.and_then(|report| report.total).unwrap_or(TRUEFTP_SIZE_UNKNOWN),
        szCommand: fixed_size(command),
    }
}

/// A text in an array of fixed size: ended by NUL, and cut if it is longer.
fn fixed_size(text: &[u8]) -> [c_char; TRUEFTP_COMMAND_SIZE] {
    let mut array = [0; TRUEFTP_COMMAND_SIZE];
    let (_, most) = array.split_last_mut().expect("there is room for a NUL");
    for (character, &byte) in most.iter_mut().zip(text) {
        *character = c_char::from_ne_bytes([byte]);
    }
    array
}
