//! FtpGetFile.

use std::path::Path;

use crate::inet::Error;
use crate::inet::calls::get::{self, Target};

use super::boundary;
use super::text::{Encoding, narrow, narrow_path, wide, wide_path};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR};

/// Downloads a file. TRUE means that the server's final reply is 2yz and that every byte is in the local file.
///
/// The data goes to a temporary file beside the local one (.trueftp-NUMBER.part), which gets its name only
/// when all is well: on failure a file that was there before is untouched, and none appears where there was none.
/// A file that is replaced keeps its mode; on Windows its DACL (one that it inherited is inherited anew) and the attributes
/// hidden, system, archive and not indexed. It is encrypted (EFS) where its directory is.
/// Unless the program sent REST before, the size is asked for (SIZE) in binary mode, and less than that is a failure.
///
/// @param hConnect               a handle of InternetConnect
/// @param lpszRemoteFile         the name on the server; see FtpPutFileA for how names are sent
/// @param lpszNewFile            the path of the local file
/// @param fFailIfExists          TRUE: a local file of that name is an error, and is never replaced
/// @param dwFlagsAndAttributes   attributes of the local file, besides those that a file which is replaced keeps: on Windows
///                               those that CreateFile takes, but no flags; elsewhere FILE_ATTRIBUTE_READONLY alone
/// @param dwFlags                FTP_TRANSFER_TYPE_BINARY or ...UNKNOWN: the bytes as they are. FTP_TRANSFER_TYPE_ASCII:
///                               `TYPE A`; off Windows CR LF becomes LF. All bits above the lowest two are ignored.
/// @param dwContext              the context value of the callbacks; see InternetSetStatusCallbackA
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED,
/// ERROR_FTP_TRANSFER_IN_PROGRESS (a file is open on the connection);
/// of the local file: ERROR_FILE_EXISTS, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED (also for what is no regular file),
/// ERROR_SHARING_VIOLATION (on Windows: a program has it open and does not share its removal), ERROR_DISK_FULL and others;
/// ERROR_INTERNET_EXTENDED_ERROR (the server said no, at whatever point), ERROR_INTERNET_TIMEOUT,
/// ERROR_INTERNET_CONNECTION_ABORTED and ...RESET (no final reply, or the data ended too early),
/// ERROR_INTERNET_CANNOT_CONNECT (data connection), ERROR_INTERNET_SOURCE_PORT_IN_USE, ERROR_FTP_NO_PASSIVE_MODE,
/// ERROR_INTERNET_INTERNAL_ERROR (the replies are none), ERROR_FTP_DROPPED (the connection was lost before: connect anew),
/// ERROR_INTERNET_OPERATION_CANCELLED (the handle was closed meanwhile)
/// @note Any thread; a second call on the same connection waits for the first. Source: Microsoft, FtpGetFileA; RFC 959.
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

/// FtpGetFileA with 16-bit text; the remote name is sent as UTF-8 off Windows.
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
            unsafe { (wide(lpszRemoteFile, Encoding::of(hConnect))?, wide_path(lpszNewFile)?) };
        let target = target(local.as_deref(), fFailIfExists, dwFlagsAndAttributes);
        get_file(hConnect, remote.as_deref(), target, dwFlags, dwContext)
    })
}

/// FtpGetFileA with a narrow remote name and a 16-bit local path.
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

/// Where the download goes; `None` for NULL.
fn target(path: Option<&Path>, fail_if_exists: BOOL, attributes: DWORD) -> Option<Target<'_>> {
    path.map(|path| Target { path, fail_if_exists: fail_if_exists != 0, attributes })
}

/// What the three have in common: no text may be NULL, and that is found before the handle is looked at.
fn get_file(
    handle: HINTERNET,
    remote: Option<&[u8]>,
    target: Option<Target<'_>>,
    flags: DWORD,
    context: DWORD_PTR,
) -> Result<(), Error> {
    let remote = remote.ok_or(Error::InvalidParameter)?;
    let target = target.ok_or(Error::InvalidParameter)?;
    get::get_file(boundary::number(handle), remote, &target, flags, context)
}
