//! InternetOpen, InternetConnect, InternetCloseHandle.

use std::ptr::null_mut;

use crate::inet::Error;
use crate::inet::calls::close::close;
use crate::inet::calls::connect::{Target, connect};
use crate::inet::calls::session::{self, Proxy};

use super::boundary;
use super::text::{Encoding, narrow, wide};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, INTERNET_PORT, LPCSTR, LPCWSTR};

/// Opens a session, the root of all other handles. No network is touched.
///
/// @param lpszAgent      the name of the program; may be NULL; FTP does not send it (INTERNET_OPTION_USER_AGENT)
/// @param dwAccessType   INTERNET_OPEN_TYPE_PRECONFIG, …_DIRECT, …_PROXY or …_PRECONFIG_WITH_NO_AUTOPROXY
/// @param lpszProxy      a proxy list, needed for INTERNET_OPEN_TYPE_PROXY; accepted and not used: FTP goes directly
/// @param lpszProxyBypass  may be NULL; not used
/// @param dwFlags        0; INTERNET_FLAG_OFFLINE (every network call fails); INTERNET_FLAG_ASYNC: calls on handles below that
///                        have a callback and a context value other than 0 go on in the background. They return FALSE or
///                        NULL with ERROR_IO_PENDING, and their end is told by INTERNET_STATUS_REQUEST_COMPLETE; until then
///                        whatever they write to must stay valid. One such call at a time on a connection.
/// @return the handle, to be closed with InternetCloseHandle; NULL on failure
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_INTERNET_ASYNC_THREAD_FAILED, ERROR_INTERNET_OUT_OF_HANDLES
/// @note Any thread. Source: Microsoft, InternetOpenA.
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

/// InternetOpenA with 16-bit text.
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
        let text = |text| unsafe { wide(text, Encoding::of(null_mut())) };
        let [agent, list, bypass] = [text(lpszAgent)?, text(lpszProxy)?, text(lpszProxyBypass)?];
        let proxy = Proxy { access_type: dwAccessType, list, bypass };
        session::open(agent.unwrap_or_default(), proxy, dwFlags)
    })
}

/// Connects to an FTP server and logs in. Blocks until both are done.
///
/// What the server said (greeting, login messages) is the last response afterwards, also after success.
///
/// @param hInternet       a handle of InternetOpen
/// @param lpszServerName  a host name, an IPv4 address, or an IPv6 address with or without brackets
/// @param nServerPort     the port; 0 for 21
/// @param lpszUserName    NULL or "" for anonymous
/// @param lpszPassword    NULL or "" for none (anonymous: `anonymous@`); a password without a user is an error
/// @param dwService       INTERNET_SERVICE_FTP
/// @param dwFlags         INTERNET_FLAG_PASSIVE: the server listens for data connections. Without it this side listens,
///                        and passive mode is tried only when the server refuses PORT. All other bits are ignored.
/// @param dwContext       any value, for the status callback; kept as INTERNET_OPTION_CONTEXT_VALUE
/// @return the handle, to be closed with InternetCloseHandle; NULL on failure, or where it goes on in the background
///         (ERROR_IO_PENDING)
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_INVALID_OPERATION
/// (another service), ERROR_INTERNET_NOT_INITIALIZED, ERROR_INTERNET_NAME_NOT_RESOLVED, ERROR_INTERNET_CANNOT_CONNECT,
/// ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_LOGIN_FAILURE (the server refused user or password),
/// ERROR_INTERNET_EXTENDED_ERROR (it said no otherwise), ERROR_INTERNET_CONNECTION_ABORTED, …_RESET,
/// ERROR_INTERNET_INTERNAL_ERROR (its replies are none), ERROR_INTERNET_OPERATION_CANCELLED (a handle above was closed)
/// @note Any thread. Source: Microsoft, InternetConnectA; RFC 959, section 5.4.
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
        let target = Target {
            server: server.ok_or(Error::InvalidParameter)?,
            port: nServerPort,
            user: user.unwrap_or_default(),
            password: password.unwrap_or_default(),
            service: dwService,
            flags: dwFlags,
            context: dwContext,
        };
        connect(boundary::number(hInternet), &target)
    })
}

/// InternetConnectA with 16-bit text, which is sent as UTF-8 off Windows.
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
        let text = |text| unsafe { wide(text, Encoding::of(hInternet)) };
        let (server, user, password) = (text(lpszServerName)?, text(lpszUserName)?, text(lpszPassword)?);
        let target = Target {
            server: &server.ok_or(Error::InvalidParameter)?,
            port: nServerPort,
            user: &user.unwrap_or_default(),
            password: &password.unwrap_or_default(),
            service: dwService,
            flags: dwFlags,
            context: dwContext,
        };
        connect(boundary::number(hInternet), &target)
    })
}

/// Closes a handle and all handles below it. What runs on them, in other threads or in the background, ends with
/// ERROR_INTERNET_OPERATION_CANCELLED; this does not wait for that, and the last that the callback of each handle is told
/// is INTERNET_STATUS_HANDLE_CLOSING. Idle connections say QUIT; the wait for the goodbyes is a quarter of a second
/// at most, however many they are.
///
/// A file that is open for writing ends here: the upload is finished, and when the server refuses it, this fails with
/// the verdict, although the handle is closed. That is so too when the handle of the connection or the session is closed.
/// A file that is open for reading and was not read to its end is given up; the connection can be used again. A file that a
/// call is in the middle of writing is given up too: this fails with ERROR_INTERNET_OPERATION_CANCELLED, as nobody will ever
/// tell that the file is whole.
///
/// Success changes neither the last error nor, unless a file was written, the last response, so both can still be read
/// after cleaning up.
///
/// @param hInternet  any handle
/// @return TRUE; FALSE when there is no such handle, or a file was not kept by the server
/// @par Errors
/// ERROR_INVALID_HANDLE; for a file opened for writing ERROR_INTERNET_EXTENDED_ERROR and others, as for FtpPutFileA; for a
/// file whose data was all read the failure of the download, where no InternetReadFile has told it
/// @note Any thread, also while the handle is in use, and inside its callbacks. Source: Microsoft, InternetCloseHandle.
#[unsafe(no_mangle)]
pub extern "system" fn InternetCloseHandle(hInternet: HINTERNET) -> BOOL {
    boundary::quiet_boolean(|| close(boundary::number(hInternet)))
}
