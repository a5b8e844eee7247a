//! Directories, deleting and renaming: calls without a data connection.

use crate::inet::Error;
use crate::inet::calls::directory;

use super::boundary;
use super::out_pointer::OutPointer;
use super::text::{Character, Encoding, count, narrow, read_number, wide};
use super::types::{BOOL, HINTERNET, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPWSTR};

/// Creates a directory (MKD). TRUE means that the server's final reply is 2yz.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszDirectory`: the name on the server; see [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hConnect` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hConnect` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hConnect` is not a connection.
/// - `ERROR_INVALID_PARAMETER`: the name is NULL, empty, or contains CR or LF.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: a file is open on the connection; or another call runs on it and this call
///   cannot wait (asynchronous mode, or inside a callback of that call).
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server refused; its reply says why.
/// - `ERROR_INTERNET_TIMEOUT`: sending the command, or the reply, took longer than its time-out.
/// - `ERROR_INTERNET_CONNECTION_ABORTED`, `ERROR_INTERNET_CONNECTION_RESET`: the connection was lost before the final
///   reply.
/// - `ERROR_INTERNET_INTERNAL_ERROR`: the server's reply is not valid FTP.
/// - `ERROR_FTP_DROPPED`: the connection was lost before this call, or its replies are out of sync; reconnect.
/// - `ERROR_INTERNET_OPERATION_CANCELLED`: the connection or its session was closed while the call ran.
/// - `ERROR_IO_PENDING`: not a failure; the call continues in the background.
/// - `ERROR_INTERNET_ASYNC_THREAD_FAILED`: no thread for the background could be started.
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpCreateDirectoryA; RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpCreateDirectoryA(hConnect: HINTERNET, lpszDirectory: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::create(boundary::number(hConnect), unsafe { narrow(lpszDirectory) }))
}

/// Like [`FtpCreateDirectoryA`], for UTF-16 callers. The name is sent as UTF-8, on Windows in the ANSI code page
/// unless `TRUEFTP_OPTION_UTF8` is set. A name that is not valid UTF-16, or that the code page cannot express, fails
/// with `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpCreateDirectoryW(hConnect: HINTERNET, lpszDirectory: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszDirectory, Encoding::for_handle(hConnect))? };
        directory::create(boundary::number(hConnect), name.as_deref())
    })
}

/// Removes a directory (RMD). TRUE means that the server's final reply is 2yz. Most servers remove only empty
/// directories.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszDirectory`: the name on the server; see [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// As for [`FtpCreateDirectoryA`].
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpRemoveDirectoryA; RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpRemoveDirectoryA(hConnect: HINTERNET, lpszDirectory: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::remove(boundary::number(hConnect), unsafe { narrow(lpszDirectory) }))
}

/// Like [`FtpRemoveDirectoryA`], for UTF-16 callers; see [`FtpCreateDirectoryW`] for how the name is sent.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpRemoveDirectoryW(hConnect: HINTERNET, lpszDirectory: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszDirectory, Encoding::for_handle(hConnect))? };
        directory::remove(boundary::number(hConnect), name.as_deref())
    })
}

/// Changes the current directory (CWD). TRUE means that the server's final reply is 2yz.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszDirectory`: the name on the server, absolute or relative to the current directory; see
///   [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// As for [`FtpCreateDirectoryA`].
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpSetCurrentDirectoryA; RFC 959, section 4.1.1.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpSetCurrentDirectoryA(hConnect: HINTERNET, lpszDirectory: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::set_current(boundary::number(hConnect), unsafe { narrow(lpszDirectory) }))
}

/// Like [`FtpSetCurrentDirectoryA`], for UTF-16 callers; see [`FtpCreateDirectoryW`] for how the name is sent.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpSetCurrentDirectoryW(hConnect: HINTERNET, lpszDirectory: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszDirectory, Encoding::for_handle(hConnect))? };
        directory::set_current(boundary::number(hConnect), name.as_deref())
    })
}

/// Returns the current directory (PWD), as the server names it. TRUE means that the name is in the buffer.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszCurrentDirectory`: receives the name and a NUL; NULL asks for the size.
/// - `lpdwCurrentDirectory`: in: the size of the buffer in characters; out: the length of the name without NUL, or,
///   with `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpdwCurrentDirectory` is NULL.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is NULL or too small.
/// - `ERROR_INTERNET_INTERNAL_ERROR`: the reply contains no name in quotes, or is not valid FTP.
/// - Others: as for [`FtpCreateDirectoryA`].
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpGetCurrentDirectoryA; RFC 959, appendix II.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described, which stays valid until the call has ended: after
/// `ERROR_IO_PENDING` that is when `INTERNET_STATUS_REQUEST_COMPLETE` is reported.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetCurrentDirectoryA(
    hConnect: HINTERNET,
    lpszCurrentDirectory: LPSTR,
    lpdwCurrentDirectory: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe {
        current_directory(hConnect, lpszCurrentDirectory.cast::<u8>(), lpdwCurrentDirectory)
    })
}

/// Like [`FtpGetCurrentDirectoryA`], for UTF-16 callers; all lengths count characters. The name is read as UTF-8, on
/// Windows in the ANSI code page unless `TRUEFTP_OPTION_UTF8` is set.
///
/// # Safety
/// As for FtpGetCurrentDirectoryA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetCurrentDirectoryW(
    hConnect: HINTERNET,
    lpszCurrentDirectory: LPWSTR,
    lpdwCurrentDirectory: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { current_directory(hConnect, lpszCurrentDirectory, lpdwCurrentDirectory) })
}

/// # Safety
/// `length` is NULL or points to a DWORD; `buffer` is NULL or has room for `*length` characters.
unsafe fn current_directory<C: Character + 'static>(
    handle: HINTERNET,
    buffer: *mut C,
    length: LPDWORD,
) -> Result<(), Error> {
    let (handle, encoding) = (boundary::number(handle), Encoding::for_handle(handle));
    directory::check(handle)?;
    if length.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    // SAFETY: the caller promises both until the call has ended.
    let (text, length) = unsafe { (OutPointer::new(buffer), OutPointer::new(length)) };
    directory::current(handle, move |name| {
        let name = C::encode(&name, encoding);
        let fits = !text.is_null() && room > name.len();
        length.write(count(if fits { name.len() } else { name.len() + 1 }));
        if !fits {
            return Err(Error::InsufficientBuffer);
        }
        // SAFETY: the buffer is not NULL and has room for more than the name.
        unsafe { text.write_text(&name) };
        Ok(())
    })
}

/// Deletes a file (DELE). TRUE means that the server's final reply is 2yz.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszFileName`: the name on the server; see [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// As for [`FtpCreateDirectoryA`].
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpDeleteFileA; RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpDeleteFileA(hConnect: HINTERNET, lpszFileName: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::delete_file(boundary::number(hConnect), unsafe { narrow(lpszFileName) }))
}

/// Like [`FtpDeleteFileA`], for UTF-16 callers; see [`FtpCreateDirectoryW`] for how the name is sent.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpDeleteFileW(hConnect: HINTERNET, lpszFileName: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszFileName, Encoding::for_handle(hConnect))? };
        directory::delete_file(boundary::number(hConnect), name.as_deref())
    })
}

/// Renames or moves a file or directory (RNFR, and after a 3yz reply RNTO). TRUE means that the server's final reply
/// is 2yz.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszExisting`: the current name on the server; see [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
/// - `lpszNew`: the new name. The server decides what happens to a file that already has it.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// As for [`FtpCreateDirectoryA`].
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpRenameFileA; RFC 959, section 4.1.3.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpRenameFileA(
    hConnect: HINTERNET,
    lpszExisting: LPCSTR,
    lpszNew: LPCSTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (from, to) = unsafe { (narrow(lpszExisting), narrow(lpszNew)) };
        directory::rename_file(boundary::number(hConnect), from, to)
    })
}

/// Like [`FtpRenameFileA`], for UTF-16 callers; see [`FtpCreateDirectoryW`] for how the names are sent.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpRenameFileW(
    hConnect: HINTERNET,
    lpszExisting: LPCWSTR,
    lpszNew: LPCWSTR,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL for both.
        let (from, to) = unsafe {
            (
                wide(lpszExisting, Encoding::for_handle(hConnect))?,
                wide(lpszNew, Encoding::for_handle(hConnect))?,
            )
        };
        directory::rename_file(boundary::number(hConnect), from.as_deref(), to.as_deref())
    })
}
