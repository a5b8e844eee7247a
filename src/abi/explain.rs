//! What reply codes and error numbers mean, in words.

use crate::inet::knowledge::explain;

use super::boundary;
use super::text::{Encoding, narrow, wide, write_whole};
use super::types::{BOOL, DWORD, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPWSTR};

/// Tells the class of a reply, which is its first digit.
///
/// @param dwCode  a reply code, 100 to 699
/// @return TRUEFTP_CLASS_PRELIMINARY, _COMPLETION, _INTERMEDIATE, _TRANSIENT_NEGATIVE, _PERMANENT_NEGATIVE or _PROTECTED; 0
///         for a number that is no reply code
/// @note Any thread; never fails, and leaves the last error as it is. RFC 959, section 4.2.1.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpReplyClass(dwCode: DWORD) -> DWORD {
    explain::reply_code(dwCode).map_or(0, |code| DWORD::from(code / 100))
}

/// Tells whether a reply is a refusal for now: 4yz, after which the same call may work another time.
///
/// @param dwCode  a reply code
/// @return TRUE for 400 to 499, else FALSE
/// @note Any thread; never fails, and leaves the last error as it is. TrueFtpRetryAdvice judges a whole call. RFC 959,
///       section 4.2.1.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpReplyIsTransient(dwCode: DWORD) -> BOOL {
    BOOL::from(dwCode / 100 == 4)
}

/// Describes a reply in English.
///
/// The first line tells what the code means. Others follow, with CR LF between: class and group of the code; what is
/// usually behind it; the IIS substatus and the Win32 error that the reply's text names, with the usual remedy; whether
/// trying again can help. A code that no list has is described by its digits.
///
/// @param dwCode            a reply code, 100 to 699; 0 describes a reply that never came
/// @param lpszText          the text of the reply, as TrueFtpGetLastReplyA gives it or with the code on each line; may be
///                          NULL
/// @param lpszBuffer        receives the description and a NUL; may be NULL to ask for the length
/// @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
///                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (no reply code, lpdwBufferLength is NULL), ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. An extension of trueftp; RFC 959, section 4.2, RFC 2228, RFC 2428, and Microsoft, The FTP status codes
///       in IIS 7.0.
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
        // SAFETY: the caller's promise is passed on as it is.
        let text = unsafe { narrow(lpszText) }.unwrap_or_default();
        let described = explain::reply(dwCode, text)?;
        // SAFETY: as above.
        unsafe { write_whole(described.as_bytes(), lpszBuffer.cast::<u8>(), lpdwBufferLength) }
    })
}

/// TrueFtpDescribeReplyA with 16-bit text; all lengths count characters.
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
        // SAFETY: the caller's promise is passed on as it is.
        let text = unsafe { wide(lpszText, Encoding::Utf8) }?.unwrap_or_default();
        let described = explain::reply(dwCode, &text)?;
        // SAFETY: as above.
        unsafe { write_whole(described.as_bytes(), lpszBuffer, lpdwBufferLength) }
    })
}

/// Describes an error number in English: its name, a colon and a sentence.
///
/// @param dwError           a number of GetLastError or INTERNET_OPTION_EXTENDED_ERROR: WinINet's (12001 to 12175),
///                          Winsock's (10004 to 11004), and those of Windows that programs with files meet
/// @param lpszBuffer        receives the description and a NUL; may be NULL to ask for the length
/// @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
///                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INTERNET_ITEM_NOT_FOUND (the number is not known here), ERROR_INVALID_PARAMETER (lpdwBufferLength is NULL),
/// ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. An extension of trueftp; Microsoft, Error Messages (Wininet.h) and Windows Sockets Error Codes.
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
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { write_whole(described.as_bytes(), lpszBuffer.cast::<u8>(), lpdwBufferLength) }
    })
}

/// TrueFtpDescribeErrorA with 16-bit text; all lengths count characters.
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
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { write_whole(described.as_bytes(), lpszBuffer, lpdwBufferLength) }
    })
}
