//! FtpPutFile.

use std::path::Path;

use crate::inet::Error;
use crate::inet::calls::put;

use super::boundary;
use super::text::{Encoding, narrow, narrow_path, wide, wide_path};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR};

/// Uploads a file. TRUE means that the server's final reply is 2yz and that every byte reached it.
///
/// After FALSE with ERROR_INTERNET_EXTENDED_ERROR the server's reply tells why: TrueFtpGetLastReplyA gives its number and
/// text, InternetGetLastResponseInfoA the whole dialogue.
///
/// @param hConnect            a handle of InternetConnect
/// @param lpszLocalFile       the path of a regular file
/// @param lpszNewRemoteFile   the name on the server, sent as it is; but where it has `\` and no `/`, and the server is no
///                            Windows or DOS, `\` is sent as `/`. CR and LF are refused.
/// @param dwFlags             FTP_TRANSFER_TYPE_BINARY or …_UNKNOWN: the bytes as they are. FTP_TRANSFER_TYPE_ASCII: `TYPE A`;
///                            off Windows each LF without CR becomes CR LF. All bits above the lowest two are ignored.
/// @param dwContext           the context value of the callbacks; see InternetSetStatusCallbackA
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED;
/// of the local file: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED (also for what is no regular file),
/// ERROR_HANDLE_EOF (it became shorter meanwhile) and others;
/// ERROR_INTERNET_EXTENDED_ERROR (the server said no, at whatever point), ERROR_INTERNET_TIMEOUT,
/// ERROR_INTERNET_CONNECTION_ABORTED and …_RESET (no final reply, or the data did not reach the server),
/// ERROR_INTERNET_CANNOT_CONNECT (data connection), ERROR_INTERNET_SOURCE_PORT_IN_USE, ERROR_FTP_NO_PASSIVE_MODE,
/// ERROR_INTERNET_INTERNAL_ERROR (the replies are none), ERROR_FTP_DROPPED (the connection was lost before: connect anew),
/// ERROR_INTERNET_OPERATION_CANCELLED (the handle was closed meanwhile)
/// @note Any thread; a second call on the same connection waits for the first. Source: Microsoft, FtpPutFileA; RFC 959.
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

/// FtpPutFileA with 16-bit text; the remote name is sent as UTF-8 off Windows.
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
            unsafe { (wide_path(lpszLocalFile)?, wide(lpszNewRemoteFile, Encoding::of(hConnect))?) };
        put_file(hConnect, local.as_deref(), remote.as_deref(), dwFlags, dwContext)
    })
}

/// FtpPutFileA with a 16-bit local path and a narrow remote name.
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

/// What the three have in common: no text may be NULL, and that is found before the handle is looked at.
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
