//! InternetOpen, InternetConnect, InternetCloseHandle.

use std::ptr::null_mut;

use crate::inet::Error;
use crate::inet::calls::close::close;
use crate::inet::calls::connect::{Arguments, connect};
use crate::inet::calls::session::{self, Proxy};

use super::boundary;
use super::text::{Encoding, narrow, wide};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, INTERNET_PORT, LPCSTR, LPCWSTR};

/// Opens a session, the root of all other handles. Returns NULL on failure. No network traffic takes place.
///
/// A session opened with `INTERNET_FLAG_ASYNC` runs calls in the background: those on its handles that have a status
/// callback and a context value other than 0. Such a call returns FALSE or NULL with `ERROR_IO_PENDING`, and
/// `INTERNET_STATUS_REQUEST_COMPLETE` reports its result. Until then, everything the call writes to must stay valid.
/// Only one such call can run on a connection at a time.
///
/// # Parameters
/// - `lpszAgent`: the name of the program, kept as `INTERNET_OPTION_USER_AGENT`; may be NULL. FTP does not send it.
/// - `dwAccessType`: `INTERNET_OPEN_TYPE_PRECONFIG`, `INTERNET_OPEN_TYPE_DIRECT`, `INTERNET_OPEN_TYPE_PROXY` or
///   `INTERNET_OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY`.
/// - `lpszProxy`: a list of proxies. `INTERNET_OPEN_TYPE_PROXY` needs one, but it is not used: FTP connects directly.
/// - `lpszProxyBypass`: not used; may be NULL.
/// - `dwFlags`: 0, or `INTERNET_FLAG_OFFLINE` (InternetConnect and InternetOpenUrl fail), `INTERNET_FLAG_ASYNC` (see
///   above). All other bits are ignored.
///
/// # Returns
/// A handle, which the caller closes with InternetCloseHandle; NULL on failure.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `dwAccessType` is not one of those values, or `lpszProxy` is missing.
/// - `ERROR_INTERNET_ASYNC_THREAD_FAILED`: no thread for asynchronous calls could be started.
/// - `ERROR_INTERNET_OUT_OF_HANDLES`: there is no free handle number.
///
/// # Threads
/// Any thread.
///
/// # Source
/// Microsoft, InternetOpenA.
///
/// # Safety
/// Every pointer is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetOpenA(
    lpszAgent: LPCSTR,
    dwAccessType: DWORD,
    lpszProxy: LPCSTR,
    lpszProxyBypass: LPCSTR,
    dwFlags: DWORD,
) -> HINTERNET {
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for each of the three.
        let [agent, list, bypass] =
            unsafe { [narrow(lpszAgent), narrow(lpszProxy), narrow(lpszProxyBypass)] };
        let proxy = Proxy {
            access_type: dwAccessType,
            list: list.map(<[u8]>::to_vec),
            bypass: bypass.map(<[u8]>::to_vec),
        };
        session::open(agent.unwrap_or_default().to_vec(), proxy, dwFlags)
    })
}

/// Like [`InternetOpenA`], for UTF-16 callers. Text that is not valid UTF-16 or, on Windows, that the code page cannot
/// express fails with `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// Every pointer is NULL or as described for InternetOpenA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetOpenW(
    lpszAgent: LPCWSTR,
    dwAccessType: DWORD,
    lpszProxy: LPCWSTR,
    lpszProxyBypass: LPCWSTR,
    dwFlags: DWORD,
) -> HINTERNET {
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for each of the three that this is used for.
        let text = |text| unsafe { wide(text, Encoding::for_handle(null_mut())) };
        let [agent, list, bypass] = [text(lpszAgent)?, text(lpszProxy)?, text(lpszProxyBypass)?];
        let proxy = Proxy { access_type: dwAccessType, list, bypass };
        session::open(agent.unwrap_or_default(), proxy, dwFlags)
    })
}

/// Connects to an FTP server and logs in. Returns a handle when the server has accepted the login.
///
/// The server's greeting and login messages are the last response afterwards, also after success.
///
/// # Parameters
/// - `hInternet`: a handle returned by InternetOpen.
/// - `lpszServerName`: a host name, an IPv4 address, or an IPv6 address with or without brackets.
/// - `nServerPort`: the port; 0 stands for 21.
/// - `lpszUserName`: NULL or "" for anonymous.
/// - `lpszPassword`: NULL or "" for no password (anonymous sends `anonymous@`). A password without a user is an error.
/// - `dwService`: `INTERNET_SERVICE_FTP`.
/// - `dwFlags`: `INTERNET_FLAG_PASSIVE` makes the server listen for data connections. Without it this side listens,
///   and passive mode is tried only when the server refuses PORT. All other bits are ignored.
/// - `dwContext`: a value for the status callback, kept as `INTERNET_OPTION_CONTEXT_VALUE`.
///
/// # Returns
/// A handle, which the caller closes with InternetCloseHandle; NULL on failure, and when the call continues in the
/// background.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpszServerName` is NULL or empty, a password comes without a user, user or password
///   contains CR or LF, or `dwService` is unknown.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hInternet` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hInternet` is not a session.
/// - `ERROR_INTERNET_INVALID_OPERATION`: `dwService` is HTTP or Gopher.
/// - `ERROR_INTERNET_NO_DIRECT_ACCESS`: the session or the process is offline.
/// - `ERROR_INTERNET_NAME_NOT_RESOLVED`: the host name has no address.
/// - `ERROR_INTERNET_CANNOT_CONNECT`: no address accepted the connection.
/// - `ERROR_INTERNET_SOURCE_PORT_IN_USE`: there is no free local port.
/// - `ERROR_INTERNET_TIMEOUT`: connecting, or a reply, took longer than its time-out.
/// - `ERROR_INTERNET_LOGIN_FAILURE`: the server refused the user or the password.
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server refused for another reason; its reply says why.
/// - `ERROR_INTERNET_CONNECTION_ABORTED`, `ERROR_INTERNET_CONNECTION_RESET`: the connection ended before the login was
///   complete.
/// - `ERROR_INTERNET_INTERNAL_ERROR`: the server's replies are not valid FTP.
/// - `ERROR_FTP_DROPPED`: the server sent a reply to no command, so its replies were out of sync.
/// - `ERROR_INTERNET_OPERATION_CANCELLED`: the session, or the new handle, was closed while the call ran.
/// - `ERROR_INTERNET_OUT_OF_HANDLES`: there is no free handle number.
/// - `ERROR_IO_PENDING`: not a failure; the call continues in the background.
/// - `ERROR_INTERNET_ASYNC_THREAD_FAILED`: no thread for the background could be started.
///
/// # Threads
/// Any thread. The call blocks until the login is complete, unless it continues in the background.
///
/// # Source
/// Microsoft, InternetConnectA; RFC 959, section 5.4.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetConnectA(
    hInternet: HINTERNET,
    lpszServerName: LPCSTR,
    nServerPort: INTERNET_PORT,
    lpszUserName: LPCSTR,
    lpszPassword: LPCSTR,
    dwService: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for each of the three.
        let (server, user, password) =
            unsafe { (narrow(lpszServerName), narrow(lpszUserName), narrow(lpszPassword)) };
        let arguments = Arguments {
            server: server.ok_or(Error::InvalidParameter)?,
            port: nServerPort,
            user: user.unwrap_or_default(),
            password: password.unwrap_or_default(),
            service: dwService,
            flags: dwFlags,
            context: dwContext,
        };
        connect(boundary::number(hInternet), &arguments)
    })
}

/// Like [`InternetConnectA`], for UTF-16 callers. User and password are sent as UTF-8, on Windows in the ANSI code
/// page unless `TRUEFTP_OPTION_UTF8` is set. Text that is not valid UTF-16, or that the code page cannot express,
/// fails with `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetConnectW(
    hInternet: HINTERNET,
    lpszServerName: LPCWSTR,
    nServerPort: INTERNET_PORT,
    lpszUserName: LPCWSTR,
    lpszPassword: LPCWSTR,
    dwService: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for each of the three that this is used for.
        let text = |text| unsafe { wide(text, Encoding::for_handle(hInternet)) };
        let (server, user, password) = (text(lpszServerName)?, text(lpszUserName)?, text(lpszPassword)?);
        let arguments = Arguments {
            server: &server.ok_or(Error::InvalidParameter)?,
            port: nServerPort,
            user: &user.unwrap_or_default(),
            password: &password.unwrap_or_default(),
            service: dwService,
            flags: dwFlags,
            context: dwContext,
        };
        connect(boundary::number(hInternet), &arguments)
    })
}

/// Closes a handle and all handles below it. TRUE means that the server has stored every file that was open for
/// writing. When it returns FALSE, the handles are closed all the same, unless the error is `ERROR_INVALID_HANDLE`.
///
/// Calls that run on these handles in other threads or in the background end with
/// `ERROR_INTERNET_OPERATION_CANCELLED`. This function does not wait for them. `INTERNET_STATUS_HANDLE_CLOSING` is the
/// last status that the callback of each handle receives. Idle connections send QUIT; the replies to it are awaited
/// for a quarter of a second in all, however many connections there are.
///
/// A file opened for writing is finished: the data connection is closed and the server's final reply is awaited. If
/// the server refuses the file, this function fails with that error. The same happens when the connection or the
/// session of the file is closed. An upload that another call is still writing is aborted, and this function fails
/// with `ERROR_INTERNET_OPERATION_CANCELLED`, because no call can report any more that the file is complete.
///
/// A file opened for reading that was not read to its end is abandoned; its connection can be used again.
///
/// After success the last error is unchanged, and so is the last response unless a file was written. Both can still be
/// read after cleaning up.
///
/// # Parameters
/// - `hInternet`: any handle.
///
/// # Returns
/// TRUE; FALSE when there is no such handle, or when the server did not keep a file.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hInternet` is not an open handle.
/// - `ERROR_INTERNET_EXTENDED_ERROR` and the network errors of FtpPutFileA: a file opened for writing was not stored.
///   For a file whose data was all read: the download failed, and no InternetReadFile has reported it yet.
/// - `ERROR_INTERNET_OPERATION_CANCELLED`: a file was closed while another call was writing to it.
///
/// # Threads
/// Any thread, also while the handle is in use, and inside its callbacks.
///
/// # Source
/// Microsoft, InternetCloseHandle.
#[unsafe(no_mangle)]
pub extern "system" fn InternetCloseHandle(hInternet: HINTERNET) -> BOOL {
    boundary::quiet_boolean(|| close(boundary::number(hInternet)))
}
