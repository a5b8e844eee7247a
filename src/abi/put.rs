//! FtpPutFile.

use std::path::Path;

use crate::inet::Error;
use crate::inet::calls::put;

use super::boundary;
use super::text::{Encoding, narrow, narrow_path, wide, wide_path};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR};

/// Uploads a file. TRUE means that the server's final reply is 2yz and that every byte reached the server.
///
/// When it fails with `ERROR_INTERNET_EXTENDED_ERROR`, the server's reply says why: TrueFtpGetLastReplyA returns its
/// code and text, InternetGetLastResponseInfoA the whole dialogue.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszLocalFile`: the path of a regular file.
/// - `lpszNewRemoteFile`: the name on the server. It is sent unchanged, with one exception: if it contains `\` but no
///   `/`, and the server does not run Windows or DOS, each `\` is sent as `/`.
/// - `dwFlags`: `FTP_TRANSFER_TYPE_BINARY` or `FTP_TRANSFER_TYPE_UNKNOWN` send the bytes unchanged.
///   `FTP_TRANSFER_TYPE_ASCII` sends `TYPE A`, and outside Windows each LF without CR becomes CR LF. All bits above
///   the lowest two are ignored.
/// - `dwContext`: the context value of the status callback; see
///   [`InternetSetStatusCallbackA`](super::InternetSetStatusCallbackA).
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a text is NULL, the remote name is empty or contains CR or LF, or `dwFlags` asks for
///   ASCII and binary at once.
/// - `ERROR_INVALID_HANDLE`: `hConnect` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hConnect` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hConnect` is not a connection.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: a file is open on the connection; or another call runs on it and this call
///   cannot wait (asynchronous mode, or inside a callback of that call).
/// - `ERROR_FILE_NOT_FOUND`, `ERROR_PATH_NOT_FOUND`: the local file does not exist.
/// - `ERROR_ACCESS_DENIED`: this process may not read the local file, or it is not a regular file.
/// - `ERROR_HANDLE_EOF`: the local file became shorter during the upload.
/// - Other error numbers of Windows: the local file could not be read.
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server refused, before, during or after the data; its reply says why.
/// - `ERROR_INTERNET_TIMEOUT`: a reply, or progress of the data, took longer than its time-out.
/// - `ERROR_INTERNET_CONNECTION_ABORTED`, `ERROR_INTERNET_CONNECTION_RESET`: there was no final reply, or not all data
///   reached the server.
/// - `ERROR_INTERNET_CANNOT_CONNECT`: the data connection could not be made.
/// - `ERROR_INTERNET_SOURCE_PORT_IN_USE`: there is no free local port for the data connection.
/// - `ERROR_FTP_NO_PASSIVE_MODE`: the server refuses passive mode.
/// - `ERROR_INTERNET_INTERNAL_ERROR`: the server's replies are not valid FTP.
/// - `ERROR_FTP_DROPPED`: the connection was lost before this call, or its replies are out of sync; reconnect.
/// - `ERROR_INTERNET_OPERATION_CANCELLED`: the connection or its session was closed while the call ran.
/// - `ERROR_IO_PENDING`: not a failure; the call continues in the background.
/// - `ERROR_INTERNET_ASYNC_THREAD_FAILED`: no thread for the background could be started.
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpPutFileA; RFC 959, section 4.1.3.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpPutFileA(
    hConnect: HINTERNET,
    lpszLocalFile: LPCSTR,
    lpszNewRemoteFile: LPCSTR,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (local, remote) = unsafe { (narrow_path(lpszLocalFile), narrow(lpszNewRemoteFile)) };
        put_file(hConnect, local.as_deref(), remote, dwFlags, dwContext)
    })
}

/// Like [`FtpPutFileA`], for UTF-16 callers. The remote name is sent as UTF-8, on Windows in the ANSI code page unless
/// `TRUEFTP_OPTION_UTF8` is set. Text that is not valid UTF-16, or that the code page cannot express, fails with
/// `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpPutFileW(
    hConnect: HINTERNET,
    lpszLocalFile: LPCWSTR,
    lpszNewRemoteFile: LPCWSTR,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (local, remote) =
            unsafe { (wide_path(lpszLocalFile)?, wide(lpszNewRemoteFile, Encoding::for_handle(hConnect))?) };
        put_file(hConnect, local.as_deref(), remote.as_deref(), dwFlags, dwContext)
    })
}

/// Like [`FtpPutFileA`], with a UTF-16 local path. The remote name is bytes, sent as for FtpPutFileA.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpPutFileEx(
    hFtpSession: HINTERNET,
    lpszLocalFile: LPCWSTR,
    lpszNewRemoteFile: LPCSTR,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (local, remote) = unsafe { (wide_path(lpszLocalFile)?, narrow(lpszNewRemoteFile)) };
        put_file(hFtpSession, local.as_deref(), remote, dwFlags, dwContext)
    })
}

/// The common part of the three functions. A NULL text is reported before the handle is checked.
fn put_file(
    handle: HINTERNET,
    local: Option<&Path>,
    remote: Option<&[u8]>,
    flags: DWORD,
    context: DWORD_PTR,
) -> Result<(), Error> {
    let local = local.ok_or(Error::InvalidParameter)?;
    let remote = remote.ok_or(Error::InvalidParameter)?;
    put::put_file(boundary::number(handle), local, remote, flags, context)
}
