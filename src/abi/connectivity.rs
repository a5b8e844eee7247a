//! InternetAttemptConnect, InternetCheckConnection, InternetGetConnectedState and InternetErrorDlg.

use std::ptr::null_mut;

use crate::inet::Error;
use crate::inet::calls::connectivity;

use super::boundary;
use super::text::{Character, Encoding, narrow, wide, write_number, write_text};
use super::types::{BOOL, DWORD, HINTERNET, HWND, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPVOID, LPWSTR};

/// Tells whether this system can reach a network at all.
///
/// @param dwReserved  must be 0
/// @return ERROR_SUCCESS (0), ERROR_INTERNET_TCPIP_NOT_INSTALLED, or ERROR_INVALID_PARAMETER
/// @note Any thread. Source: Microsoft, InternetAttemptConnect.
#[unsafe(no_mangle)]
pub extern "system" fn InternetAttemptConnect(dwReserved: DWORD) -> DWORD {
    boundary::error_number(|| connectivity::attempt_connect(dwReserved))
}

/// Tells whether a network is there, or a server can be reached.
///
/// @param lpszUrl     the URL of the server; NULL to ask about the network alone
/// @param dwFlags     FLAG_ICC_FORCE_CONNECTION: connects to the URL's host and port, and closes the connection
/// @param dwReserved  must be 0
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_NOT_CONNECTED, ERROR_INTERNET_UNRECOGNIZED_SCHEME, ERROR_INTERNET_INVALID_URL,
/// ERROR_INTERNET_NAME_NOT_RESOLVED, ERROR_INTERNET_CANNOT_CONNECT, ERROR_INTERNET_TIMEOUT
/// @note Any thread. Source: Microsoft, InternetCheckConnectionA.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCheckConnectionA(
    lpszUrl: LPCSTR,
    dwFlags: DWORD,
    dwReserved: DWORD,
) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| connectivity::check_connection(unsafe { narrow(lpszUrl) }, dwFlags, dwReserved))
}

/// InternetCheckConnectionA with 16-bit text.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCheckConnectionW(
    lpszUrl: LPCWSTR,
    dwFlags: DWORD,
    dwReserved: DWORD,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let url = unsafe { wide(lpszUrl, Encoding::of(null_mut()))? };
        connectivity::check_connection(url.as_deref(), dwFlags, dwReserved)
    })
}

/// Tells whether there is a network, and of what kind.
///
/// @param lpdwFlags   receives INTERNET_CONNECTION_LAN or ..._OFFLINE, and INTERNET_RAS_INSTALLED; may be NULL
/// @param dwReserved  must be 0
/// @return TRUE; FALSE without a network (the last error is 0 then)
/// @par Errors
/// ERROR_INVALID_PARAMETER
/// @note Any thread. Source: Microsoft, InternetGetConnectedState.
///
/// # Safety
/// `lpdwFlags` is NULL or points to a DWORD.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetConnectedState(lpdwFlags: LPDWORD, dwReserved: DWORD) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is; there is no room for a name.
    boundary::answer(|| unsafe { connected_state::<u8>(lpdwFlags, std::ptr::null_mut(), 0, dwReserved) })
}

/// InternetGetConnectedStateExA.
///
/// # Safety
/// As for InternetGetConnectedStateExA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetConnectedStateEx(
    lpdwFlags: LPDWORD,
    lpszConnectionName: LPSTR,
    dwNameLen: DWORD,
    dwReserved: DWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::answer(|| unsafe {
        connected_state(lpdwFlags, lpszConnectionName.cast::<u8>(), dwNameLen, dwReserved)
    })
}

/// InternetGetConnectedState, and the name of the connection.
///
/// @param lpdwFlags            as for InternetGetConnectedState
/// @param lpszConnectionName   receives the name, cut to fit, and a NUL; may be NULL
/// @param dwNameLen            the size of the buffer in characters; with 0 it is left alone
/// @param dwReserved           must be 0
/// @return as for InternetGetConnectedState
/// @par Errors
/// ERROR_INVALID_PARAMETER
/// @note Any thread. Source: Microsoft, InternetGetConnectedStateExA.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetConnectedStateExA(
    lpdwFlags: LPDWORD,
    lpszConnectionName: LPSTR,
    dwNameLen: DWORD,
    dwReserved: DWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::answer(|| unsafe {
        connected_state(lpdwFlags, lpszConnectionName.cast::<u8>(), dwNameLen, dwReserved)
    })
}

/// InternetGetConnectedStateExA with 16-bit text.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetConnectedStateExW(
    lpdwFlags: LPDWORD,
    lpszConnectionName: LPWSTR,
    dwNameLen: DWORD,
    dwReserved: DWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::answer(|| unsafe { connected_state(lpdwFlags, lpszConnectionName, dwNameLen, dwReserved) })
}

/// # Safety
/// `flags` is NULL or points to a DWORD; `name` is NULL or has room for `room` characters.
unsafe fn connected_state<C: Character>(
    flags: LPDWORD,
    name: *mut C,
    room: DWORD,
    reserved: DWORD,
) -> Result<bool, Error> {
    let (state, online) = connectivity::connected_state(reserved)?;
    // SAFETY: NULL or a DWORD.
    unsafe { write_number(flags, state) };
    if !name.is_null() && room > 0 {
        let text = C::encode(if online { b"Local Area Connection" } else { b"" }, Encoding::Utf8);
        let fitting = &text[..text.len().min(room as usize - 1)];
        // SAFETY: not NULL, and with room for one character more than fits.
        unsafe { write_text(name, fitting) };
    }
    Ok(online)
}

/// Shows no dialog: this library never does, and none of Windows' dialogs is about FTP.
///
/// @param hWnd       not used
/// @param hRequest   any handle
/// @param dwError    not used
/// @param dwFlags    not used
/// @param lppvData   not used
/// @return ERROR_INTERNET_INCORRECT_HANDLE_TYPE, as no handle here is a request of HTTP, or ERROR_INVALID_HANDLE
/// @note Any thread. Source: Microsoft, InternetErrorDlg.
#[unsafe(no_mangle)]
pub extern "system" fn InternetErrorDlg(
    hWnd: HWND,
    hRequest: HINTERNET,
    dwError: DWORD,
    dwFlags: DWORD,
    lppvData: *mut LPVOID,
) -> DWORD {
    let _ = (hWnd, dwError, dwFlags, lppvData);
    boundary::error_number(|| connectivity::error_dialog(boundary::number(hRequest)))
}
