//! Descriptions of reply codes and error numbers.

use crate::inet::knowledge::explain;

use super::boundary;
use super::text::{Encoding, narrow, wide, write_whole};
use super::types::{BOOL, DWORD, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPWSTR};

/// Returns the class of a reply code, which is its first digit.
///
/// # Parameters
/// - `dwCode`: a reply code, 100 to 699.
///
/// # Returns
/// `TRUEFTP_CLASS_PRELIMINARY`, `TRUEFTP_CLASS_COMPLETION`, `TRUEFTP_CLASS_INTERMEDIATE`,
/// `TRUEFTP_CLASS_TRANSIENT_NEGATIVE`, `TRUEFTP_CLASS_PERMANENT_NEGATIVE` or `TRUEFTP_CLASS_PROTECTED`; 0 for a number
/// that is not a reply code.
///
/// # Errors
/// None; the last error is unchanged.
///
/// # Threads
/// Any thread.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2.1; RFC 2228.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpReplyClass(dwCode: DWORD) -> DWORD {
    explain::reply_code(dwCode).map_or(0, |code| DWORD::from(code / 100))
}

/// Returns whether a reply code is a temporary refusal (4yz), after which the same call may succeed later.
/// TrueFtpRetryAdvice judges a whole call.
///
/// # Parameters
/// - `dwCode`: a reply code.
///
/// # Returns
/// TRUE for 400 to 499, else FALSE.
///
/// # Errors
/// None; the last error is unchanged.
///
/// # Threads
/// Any thread.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2.1.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpReplyIsTransient(dwCode: DWORD) -> BOOL {
    BOOL::from(dwCode / 100 == 4)
}

/// Describes a reply in English. TRUE means that the description is in the buffer.
///
/// The first line says what the code means. The other lines, separated by CR LF, give the class and group of the code;
/// the usual cause; the IIS substatus and the Win32 error that the reply's text names, with the usual remedy; and
/// whether a retry can help. A code that is not in any list is described by its digits.
///
/// # Parameters
/// - `dwCode`: a reply code, 100 to 699; 0 describes a missing reply.
/// - `lpszText`: the text of the reply, as returned by TrueFtpGetLastReplyA or with the code on each line; may be
///   NULL.
/// - `lpszBuffer`: receives the description and a NUL; NULL asks for the size.
/// - `lpdwBufferLength`: in: the size of the buffer in characters; out: the length without NUL, or, with
///   `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `dwCode` is not a reply code, or `lpdwBufferLength` is NULL.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is NULL or too small.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2; RFC 2228; RFC 2428; Microsoft, The FTP status codes in IIS 7.0.
///
/// # Safety
/// Every pointer is NULL or points to what is described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpDescribeReplyA(
    dwCode: DWORD,
    lpszText: LPCSTR,
    lpszBuffer: LPSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller of this function makes the same promise.
        let text = unsafe { narrow(lpszText) }.unwrap_or_default();
        let described = explain::reply(dwCode, text)?;
        // SAFETY: as above.
        unsafe { write_whole(described.as_bytes(), lpszBuffer.cast::<u8>(), lpdwBufferLength) }
    })
}

/// Like [`TrueFtpDescribeReplyA`], for UTF-16 callers; all lengths count characters. Text that is not valid UTF-16
/// fails with `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// Every pointer is NULL or points to what is described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpDescribeReplyW(
    dwCode: DWORD,
    lpszText: LPCWSTR,
    lpszBuffer: LPWSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller of this function makes the same promise.
        let text = unsafe { wide(lpszText, Encoding::Utf8) }?.unwrap_or_default();
        let described = explain::reply(dwCode, &text)?;
        // SAFETY: as above.
        unsafe { write_whole(described.as_bytes(), lpszBuffer, lpdwBufferLength) }
    })
}

/// Describes an error number in English: its name, a colon and a sentence. TRUE means that the description is in the
/// buffer.
///
/// # Parameters
/// - `dwError`: a number from GetLastError or `INTERNET_OPTION_EXTENDED_ERROR`: a number of WinINet (12001 to 12175),
///   of Winsock (10004 to 11004), or of Windows, as far as programs that use files meet it.
/// - `lpszBuffer`: receives the description and a NUL; NULL asks for the size.
/// - `lpdwBufferLength`: in: the size of the buffer in characters; out: the length without NUL, or, with
///   `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INTERNET_ITEM_NOT_FOUND`: the number is not known here.
/// - `ERROR_INVALID_PARAMETER`: `lpdwBufferLength` is NULL.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is NULL or too small.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// An extension of trueftp; Microsoft, Error Messages (Wininet.h) and Windows Sockets Error Codes.
///
/// # Safety
/// Every pointer is NULL or points to what is described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpDescribeErrorA(
    dwError: DWORD,
    lpszBuffer: LPSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        let described = explain::error(dwError)?;
        // SAFETY: the caller of this function makes the same promise.
        unsafe { write_whole(described.as_bytes(), lpszBuffer.cast::<u8>(), lpdwBufferLength) }
    })
}

/// Like [`TrueFtpDescribeErrorA`], for UTF-16 callers; all lengths count characters.
///
/// # Safety
/// Every pointer is NULL or points to what is described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn TrueFtpDescribeErrorW(
    dwError: DWORD,
    lpszBuffer: LPWSTR,
    lpdwBufferLength: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        let described = explain::error(dwError)?;
        // SAFETY: the caller of this function makes the same promise.
        unsafe { write_whole(described.as_bytes(), lpszBuffer, lpdwBufferLength) }
    })
}
