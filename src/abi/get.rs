//! FtpGetFile.

use std::path::Path;

use crate::inet::Error;
use crate::inet::calls::get::{self, LocalTarget};

use super::boundary;
use super::text::{Encoding, narrow, narrow_path, wide, wide_path};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR};

/// Downloads a file. TRUE means that the server's final reply is 2yz and that every byte is in the local file.
///
/// The data is written to a temporary file next to the local one (`.trueftp-NUMBER.part`), which gets the final name
/// only after success. After a failure, a file that was there before is unchanged, and no new file exists.
///
/// A file that is replaced passes its mode on to the new one. On Windows it passes on its DACL (an inherited DACL is
/// inherited from the directory again) and the attributes hidden, system, archive and not indexed. EFS encryption
/// follows the directory.
///
/// In binary mode the library asks for the size first (SIZE), unless the program has sent REST; a download that is
/// shorter than this size fails.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszRemoteFile`: the name on the server; see [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
/// - `lpszNewFile`: the path of the local file.
/// - `fFailIfExists`: TRUE makes an existing local file an error; it is never replaced.
/// - `dwFlagsAndAttributes`: attributes of the local file, in addition to those that a replaced file passes on. On
///   Windows: the attributes of CreateFile, but no flags. Elsewhere: only `FILE_ATTRIBUTE_READONLY` has an effect.
/// - `dwFlags`: `FTP_TRANSFER_TYPE_BINARY` or `FTP_TRANSFER_TYPE_UNKNOWN` store the bytes unchanged.
///   `FTP_TRANSFER_TYPE_ASCII` sends `TYPE A`, and outside Windows CR LF becomes LF. All bits above the lowest two are
///   ignored.
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
/// - `ERROR_FILE_EXISTS`: the local file exists, and `fFailIfExists` is TRUE.
/// - `ERROR_PATH_NOT_FOUND`: the directory of the local file does not exist.
/// - `ERROR_ACCESS_DENIED`: this process may not write the local file, or it is not a regular file.
/// - `ERROR_SHARING_VIOLATION`: on Windows, another program has the local file open and does not allow its removal.
/// - `ERROR_DISK_FULL` and other error numbers of Windows: the local file could not be written.
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server refused, before, during or after the data; its reply says why.
/// - `ERROR_INTERNET_TIMEOUT`: a reply, or progress of the data, took longer than its time-out.
/// - `ERROR_INTERNET_CONNECTION_ABORTED`, `ERROR_INTERNET_CONNECTION_RESET`: there was no final reply, or the data
///   ended too early.
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
/// Microsoft, FtpGetFileA; RFC 959, section 4.1.3.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetFileA(
    hConnect: HINTERNET,
    lpszRemoteFile: LPCSTR,
    lpszNewFile: LPCSTR,
    fFailIfExists: BOOL,
    dwFlagsAndAttributes: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (remote, local) = unsafe { (narrow(lpszRemoteFile), narrow_path(lpszNewFile)) };
        let target = target(local.as_deref(), fFailIfExists, dwFlagsAndAttributes);
        get_file(hConnect, remote, target, dwFlags, dwContext)
    })
}

/// Like [`FtpGetFileA`], for UTF-16 callers. The remote name is sent as UTF-8, on Windows in the ANSI code page unless
/// `TRUEFTP_OPTION_UTF8` is set. Text that is not valid UTF-16, or that the code page cannot express, fails with
/// `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetFileW(
    hConnect: HINTERNET,
    lpszRemoteFile: LPCWSTR,
    lpszNewFile: LPCWSTR,
    fFailIfExists: BOOL,
    dwFlagsAndAttributes: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (remote, local) =
            unsafe { (wide(lpszRemoteFile, Encoding::for_handle(hConnect))?, wide_path(lpszNewFile)?) };
        let target = target(local.as_deref(), fFailIfExists, dwFlagsAndAttributes);
        get_file(hConnect, remote.as_deref(), target, dwFlags, dwContext)
    })
}

/// Like [`FtpGetFileA`], with a UTF-16 local path. The remote name is bytes, sent as for FtpGetFileA.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetFileEx(
    hFtpSession: HINTERNET,
    lpszRemoteFile: LPCSTR,
    lpszNewFile: LPCWSTR,
    fFailIfExists: BOOL,
    dwFlagsAndAttributes: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (remote, local) = unsafe { (narrow(lpszRemoteFile), wide_path(lpszNewFile)?) };
        let target = target(local.as_deref(), fFailIfExists, dwFlagsAndAttributes);
        get_file(hFtpSession, remote, target, dwFlags, dwContext)
    })
}

/// The local file of a download; `None` for NULL.
fn target(path: Option<&Path>, fail_if_exists: BOOL, attributes: DWORD) -> Option<LocalTarget<'_>> {
    path.map(|path| LocalTarget { path, fail_if_exists: fail_if_exists != 0, attributes })
}

/// The common part of the three functions. A NULL text is reported before the handle is checked.
fn get_file(
    handle: HINTERNET,
    remote: Option<&[u8]>,
    target: Option<LocalTarget<'_>>,
    flags: DWORD,
    context: DWORD_PTR,
) -> Result<(), Error> {
    let remote = remote.ok_or(Error::InvalidParameter)?;
    let target = target.ok_or(Error::InvalidParameter)?;
    get::get_file(boundary::number(handle), remote, &target, flags, context)
}
