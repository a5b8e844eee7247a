//! InternetAttemptConnect, InternetCheckConnection, InternetGetConnectedState and InternetErrorDlg.

use std::ptr::null_mut;

use crate::inet::Error;
use crate::inet::calls::connectivity;

use super::boundary;
use super::text::{Character, Encoding, narrow, wide, write_number, write_text};
use super::types::{BOOL, DWORD, HINTERNET, HWND, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPVOID, LPWSTR};

/// Checks whether this system can use a network at all.
///
/// # Parameters
/// - `dwReserved`: must be 0.
///
/// # Returns
/// `ERROR_SUCCESS` (0), or one of the errors below, which is also the last error.
///
/// # Errors
/// - `ERROR_INTERNET_TCPIP_NOT_INSTALLED`: the system cannot make Internet sockets.
/// - `ERROR_INVALID_PARAMETER`: `dwReserved` is not 0.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetAttemptConnect.
#[unsafe(no_mangle)]
pub extern "system" fn InternetAttemptConnect(dwReserved: DWORD) -> DWORD {
    boundary::error_number(|| connectivity::attempt_connect(dwReserved))
}

/// Checks whether there is a network, or whether a server can be reached. TRUE means yes.
///
/// # Parameters
/// - `lpszUrl`: the URL of the server; NULL asks about the network alone.
/// - `dwFlags`: `FLAG_ICC_FORCE_CONNECTION` connects to the host and port of the URL, and closes the connection.
///   Without it only the network is checked.
/// - `dwReserved`: must be 0.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `dwReserved` is not 0.
/// - `ERROR_NOT_CONNECTED`: there is no network.
/// - `ERROR_INTERNET_UNRECOGNIZED_SCHEME`: the URL has no scheme.
/// - `ERROR_INTERNET_INVALID_URL`: the URL has no host, or no valid port.
/// - `ERROR_INTERNET_NAME_NOT_RESOLVED`: the host name has no address.
/// - `ERROR_INTERNET_CANNOT_CONNECT`: no address accepted the connection.
/// - `ERROR_INTERNET_SOURCE_PORT_IN_USE`: there is no free local port.
/// - `ERROR_INTERNET_TIMEOUT`: connecting took longer than `INTERNET_OPTION_CONNECT_TIMEOUT`.
///
/// # Threads
/// Any thread. The call blocks until it has connected or failed.
///
/// # Source
/// Microsoft, InternetCheckConnectionA.
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

/// Like [`InternetCheckConnectionA`], for UTF-16 callers. A URL that is not valid UTF-16 or, on Windows, that the code
/// page cannot express fails with `ERROR_INVALID_PARAMETER`.
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
        let url = unsafe { wide(lpszUrl, Encoding::for_handle(null_mut()))? };
        connectivity::check_connection(url.as_deref(), dwFlags, dwReserved)
    })
}

/// Returns whether there is a network, and of what kind.
///
/// # Parameters
/// - `lpdwFlags`: receives `INTERNET_CONNECTION_LAN` or `INTERNET_CONNECTION_OFFLINE`, and `INTERNET_RAS_INSTALLED`;
///   may be NULL.
/// - `dwReserved`: must be 0.
///
/// # Returns
/// TRUE if there is a network. FALSE if there is none; the last error is 0 then.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `dwReserved` is not 0.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetGetConnectedState.
///
/// # Safety
/// `lpdwFlags` is NULL or points to a DWORD.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetGetConnectedState(lpdwFlags: LPDWORD, dwReserved: DWORD) -> BOOL {
    // SAFETY: the caller of this function makes the same promise, and there is no buffer for a name.
    boundary::condition(|| unsafe { connected_state::<u8>(lpdwFlags, std::ptr::null_mut(), 0, dwReserved) })
}

/// The same function as [`InternetGetConnectedStateExA`].
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
    // SAFETY: the caller of this function makes the same promise.
    boundary::condition(|| unsafe {
        connected_state(lpdwFlags, lpszConnectionName.cast::<u8>(), dwNameLen, dwReserved)
    })
}

/// Like [`InternetGetConnectedState`], and also returns the name of the connection.
///
/// # Parameters
/// - `lpdwFlags`: as for [`InternetGetConnectedState`].
/// - `lpszConnectionName`: receives the name and a NUL, cut if it does not fit; may be NULL.
/// - `dwNameLen`: the size of the buffer in characters; with 0 the buffer is unchanged.
/// - `dwReserved`: must be 0.
///
/// # Returns
/// As for [`InternetGetConnectedState`].
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `dwReserved` is not 0.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetGetConnectedStateExA.
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
    // SAFETY: the caller of this function makes the same promise.
    boundary::condition(|| unsafe {
        connected_state(lpdwFlags, lpszConnectionName.cast::<u8>(), dwNameLen, dwReserved)
    })
}

/// Like [`InternetGetConnectedStateExA`], for UTF-16 callers.
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
    // SAFETY: the caller of this function makes the same promise.
    boundary::condition(|| unsafe { connected_state(lpdwFlags, lpszConnectionName, dwNameLen, dwReserved) })
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

/// Always fails: this library shows no dialogs, and none of Windows' dialogs concerns FTP.
///
/// # Parameters
/// - `hWnd`: not used.
/// - `hRequest`: any handle.
/// - `dwError`: not used.
/// - `dwFlags`: not used.
/// - `lppvData`: not used.
///
/// # Returns
/// One of the errors below, which is also the last error.
///
/// # Errors
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hRequest` is an open handle, but not of an HTTP request.
/// - `ERROR_INVALID_HANDLE`: `hRequest` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hRequest` is NULL, and no session has been opened yet.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetErrorDlg.
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
