//! Directories, deleting, renaming: what needs no data connection.

use crate::inet::Error;
use crate::inet::calls::directory;

use super::boundary;
use super::place::Place;
use super::text::{Character, Encoding, count, narrow, read_number, wide};
use super::types::{BOOL, HINTERNET, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPWSTR};

/// Creates a directory (MKD).
///
/// @param hConnect       a handle of InternetConnect
/// @param lpszDirectory  the name on the server; see FtpPutFileA for how names are sent
/// @return TRUE when the server's final reply is 2yz; else FALSE
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER
/// (NULL, empty, or with CR or LF), ERROR_FTP_TRANSFER_IN_PROGRESS (a file is open on the connection),
/// ERROR_INTERNET_EXTENDED_ERROR (the server said no), ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_CONNECTION_ABORTED and
/// ...RESET, ERROR_INTERNET_INTERNAL_ERROR (the reply is none), ERROR_FTP_DROPPED (connect anew),
/// ERROR_INTERNET_OPERATION_CANCELLED (the handle was closed meanwhile)
/// @note Any thread; a second call on the same connection waits for the first. Source: Microsoft, FtpCreateDirectoryA;
/// RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpCreateDirectoryA(hConnect: HINTERNET, lpszDirectory: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::create(boundary::number(hConnect), unsafe { narrow(lpszDirectory) }))
}

/// FtpCreateDirectoryA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpCreateDirectoryW(hConnect: HINTERNET, lpszDirectory: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszDirectory, Encoding::of(hConnect))? };
        directory::create(boundary::number(hConnect), name.as_deref())
    })
}

/// Removes a directory (RMD). What is in it is up to the server, most of which remove empty ones only.
///
/// @param hConnect       a handle of InternetConnect
/// @param lpszDirectory  the name on the server
/// @return TRUE when the server's final reply is 2yz; else FALSE
/// @par Errors
/// as for FtpCreateDirectoryA
/// @note Any thread. Source: Microsoft, FtpRemoveDirectoryA; RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpRemoveDirectoryA(hConnect: HINTERNET, lpszDirectory: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::remove(boundary::number(hConnect), unsafe { narrow(lpszDirectory) }))
}

/// FtpRemoveDirectoryA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpRemoveDirectoryW(hConnect: HINTERNET, lpszDirectory: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszDirectory, Encoding::of(hConnect))? };
        directory::remove(boundary::number(hConnect), name.as_deref())
    })
}

/// Changes the current directory (CWD).
///
/// @param hConnect       a handle of InternetConnect
/// @param lpszDirectory  the name on the server, absolute or relative to the current directory
/// @return TRUE when the server's final reply is 2yz; else FALSE
/// @par Errors
/// as for FtpCreateDirectoryA
/// @note Any thread. Source: Microsoft, FtpSetCurrentDirectoryA; RFC 959, section 4.1.1.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpSetCurrentDirectoryA(hConnect: HINTERNET, lpszDirectory: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::set_current(boundary::number(hConnect), unsafe { narrow(lpszDirectory) }))
}

/// FtpSetCurrentDirectoryA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpSetCurrentDirectoryW(hConnect: HINTERNET, lpszDirectory: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszDirectory, Encoding::of(hConnect))? };
        directory::set_current(boundary::number(hConnect), name.as_deref())
    })
}

/// Gives the current directory (PWD), as the server names it.
///
/// @param hConnect              a handle of InternetConnect
/// @param lpszCurrentDirectory  receives the name and a NUL; NULL to ask for the size
/// @param lpdwCurrentDirectory  in: the size of the buffer in characters; out: the length without NUL, or with
///                              ERROR_INSUFFICIENT_BUFFER the size needed with NUL
/// @return TRUE or FALSE
/// @par Errors
/// as for FtpCreateDirectoryA, and ERROR_INVALID_PARAMETER (lpdwCurrentDirectory is NULL), ERROR_INSUFFICIENT_BUFFER,
/// ERROR_INTERNET_INTERNAL_ERROR (the reply has no name in quotes)
/// @note Any thread. Source: Microsoft, FtpGetCurrentDirectoryA; RFC 959, appendix II.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetCurrentDirectoryA(
    hConnect: HINTERNET,
    lpszCurrentDirectory: LPSTR,
    lpdwCurrentDirectory: LPDWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe {
        current_directory(hConnect, lpszCurrentDirectory.cast::<u8>(), lpdwCurrentDirectory)
    })
}

/// FtpGetCurrentDirectoryA with 16-bit text; all lengths count characters.
///
/// # Safety
/// Every pointer is NULL or points to room of the size described.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetCurrentDirectoryW(
    hConnect: HINTERNET,
    lpszCurrentDirectory: LPWSTR,
    lpdwCurrentDirectory: LPDWORD,
) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { current_directory(hConnect, lpszCurrentDirectory, lpdwCurrentDirectory) })
}

/// # Safety
/// `length` is NULL or points to a DWORD; `buffer` is NULL or has room for `*length` characters.
unsafe fn current_directory<C: Character + 'static>(
    handle: HINTERNET,
    buffer: *mut C,
    length: LPDWORD,
) -> Result<(), Error> {
    let (handle, encoding) = (boundary::number(handle), Encoding::of(handle));
    directory::check(handle)?;
    if length.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    // SAFETY: the caller promises both until the call has ended.
    let (text, length) = unsafe { (Place::new(buffer), Place::new(length)) };
    directory::current(handle, move |name| {
        let name = C::encode(&name, encoding);
        let fits = !text.is_null() && room > name.len();
        let told = if fits { name.len() } else { name.len() + 1 };
        length.write(count(told));
        if !fits {
            return Err(Error::InsufficientBuffer);
        }
        // SAFETY: the buffer is not NULL and has room for more than the name.
        unsafe { text.write_text(&name) };
        Ok(())
    })
}

/// Deletes a file (DELE).
///
/// @param hConnect      a handle of InternetConnect
/// @param lpszFileName  the name on the server
/// @return TRUE when the server's final reply is 2yz; else FALSE
/// @par Errors
/// as for FtpCreateDirectoryA
/// @note Any thread. Source: Microsoft, FtpDeleteFileA; RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpDeleteFileA(hConnect: HINTERNET, lpszFileName: LPCSTR) -> BOOL {
    // SAFETY: the caller promises NULL or text ended by NUL.
    boundary::boolean(|| directory::delete_file(boundary::number(hConnect), unsafe { narrow(lpszFileName) }))
}

/// FtpDeleteFileA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpDeleteFileW(hConnect: HINTERNET, lpszFileName: LPCWSTR) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszFileName, Encoding::of(hConnect))? };
        directory::delete_file(boundary::number(hConnect), name.as_deref())
    })
}

/// Renames or moves a file or directory (RNFR, and on its 3yz RNTO).
///
/// @param hConnect      a handle of InternetConnect
/// @param lpszExisting  the name it has
/// @param lpszNew       the name it gets; what happens to a file of that name is up to the server
/// @return TRUE when the server's final reply is 2yz; else FALSE
/// @par Errors
/// as for FtpCreateDirectoryA
/// @note Any thread. Source: Microsoft, FtpRenameFileA; RFC 959, section 4.1.3.
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

/// FtpRenameFileA with 16-bit text, which is sent as UTF-8 off Windows.
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
        let (from, to) =
            unsafe { (wide(lpszExisting, Encoding::of(hConnect))?, wide(lpszNew, Encoding::of(hConnect))?) };
        directory::rename_file(boundary::number(hConnect), from.as_deref(), to.as_deref())
    })
}
