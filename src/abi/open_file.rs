//! FtpOpenFile, FtpCommand, FtpGetFileSize and TrueFtpFinishFile.

use crate::inet::Error;
use crate::inet::calls::{command, open_file};

use super::boundary;
use super::text::{Encoding, narrow, wide, write_number};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR, LPDWORD, LPHINTERNET};

/// Opens a remote file for reading (RETR) or writing (STOR). Returns when the server has begun and the data connection
/// is there. Until the file is closed, every other FTP call on the connection fails with
/// ERROR_FTP_TRANSFER_IN_PROGRESS.
///
/// A file written ends with TrueFtpFinishFile or InternetCloseHandle, and its verdict is theirs.
///
/// @param hConnect      a handle of InternetConnect
/// @param lpszFileName  the name on the server; see FtpPutFileA for how names are sent
/// @param dwAccess      GENERIC_READ or GENERIC_WRITE
/// @param dwFlags       FTP_TRANSFER_TYPE_BINARY, ...ASCII (`TYPE A`; the bytes are given as they come) or ...UNKNOWN
///                      (binary). All bits above the lowest two are ignored.
/// @param dwContext     any value; kept as INTERNET_OPTION_CONTEXT_VALUE
/// @return the handle, to be closed with InternetCloseHandle; NULL on failure
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER,
/// ERROR_FTP_TRANSFER_IN_PROGRESS, and those of the network as for FtpPutFileA
/// @note Any thread. Source: Microsoft, FtpOpenFileA; RFC 959.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpOpenFileA(
    hConnect: HINTERNET,
    lpszFileName: LPCSTR,
    dwAccess: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { narrow(lpszFileName) };
        open_file::open(boundary::number(hConnect), name, dwAccess, dwFlags, dwContext)
    })
}

/// FtpOpenFileA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// The text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpOpenFileW(
    hConnect: HINTERNET,
    lpszFileName: LPCWSTR,
    dwAccess: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let name = unsafe { wide(lpszFileName, Encoding::of(hConnect))? };
        open_file::open(boundary::number(hConnect), name.as_deref(), dwAccess, dwFlags, dwContext)
    })
}

/// Sends a command as it is, with CR LF after it.
///
/// @param hConnect         a handle of InternetConnect
/// @param fExpectResponse  FALSE: the command has one final reply. TRUE: it moves data, for which a connection is made as
///                         for FtpOpenFileA; STOR, STOU and APPE write, all others read.
/// @param dwFlags          FTP_TRANSFER_TYPE_...; counts with a data connection only
/// @param lpszCommand      the command; CR and LF are refused
/// @param dwContext        the context value of the data handle
/// @param phFtpCommand     receives the handle of the data, which is to be closed like that of FtpOpenFileA; may be NULL
///                         when fExpectResponse is FALSE
/// @return TRUE when the reply is below 400 (with data: when data can move); else FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED,
/// ERROR_FTP_TRANSFER_IN_PROGRESS, and those of the network as for FtpPutFileA
/// @note Any thread. After QUIT the connection is gone (ERROR_FTP_DROPPED). The text of the reply is the last response,
/// also after success. Source: Microsoft, FtpCommandA.
///
/// # Safety
/// The text is NULL or ended by NUL; `phFtpCommand` is NULL or points to room for a handle.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpCommandA(
    hConnect: HINTERNET,
    fExpectResponse: BOOL,
    dwFlags: DWORD,
    lpszCommand: LPCSTR,
    dwContext: DWORD_PTR,
    phFtpCommand: LPHINTERNET,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let line = unsafe { narrow(lpszCommand) };
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { command(hConnect, fExpectResponse, dwFlags, line, dwContext, phFtpCommand) }
    })
}

/// FtpCommandA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// The text is NULL or ended by NUL; `phFtpCommand` is NULL or points to room for a handle.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpCommandW(
    hConnect: HINTERNET,
    fExpectResponse: BOOL,
    dwFlags: DWORD,
    lpszCommand: LPCWSTR,
    dwContext: DWORD_PTR,
    phFtpCommand: LPHINTERNET,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let line = unsafe { wide(lpszCommand, Encoding::of(hConnect))? };
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { command(hConnect, fExpectResponse, dwFlags, line.as_deref(), dwContext, phFtpCommand) }
    })
}

/// # Safety
/// `place` is NULL or points to room for a handle.
unsafe fn command(
    handle: HINTERNET,
    expect_response: BOOL,
    flags: DWORD,
    line: Option<&[u8]>,
    context: DWORD_PTR,
    place: LPHINTERNET,
) -> Result<(), Error> {
    let with_data = expect_response != 0;
    if with_data && place.is_null() {
        return Err(Error::InvalidParameter);
    }
    let data = command::command(boundary::number(handle), line, with_data, flags, context)?;
    if let Some(data) = data {
        // SAFETY: with data it is not NULL, so it points to room for a handle; the address need not be aligned.
        unsafe { place.write_unaligned(boundary::pointer(data)) };
    }
    Ok(())
}

/// Gives the size of a remote file that is open for reading, as the server told it when it was opened.
///
/// @param hFile               a handle of FtpOpenFile or InternetOpenUrl
/// @param lpdwFileSizeHigh    receives the upper 32 bits; may be NULL
/// @return the lower 32 bits; 0xFFFFFFFF on failure, which GetLastError tells from a size
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE (also for a file that is written),
/// ERROR_INTERNET_ITEM_NOT_FOUND (the server told none)
/// @note Any thread; no network. Source: Microsoft, FtpGetFileSize; RFC 3659, section 4.
///
/// # Safety
/// `lpdwFileSizeHigh` is NULL or points to a DWORD.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpGetFileSize(hFile: HINTERNET, lpdwFileSizeHigh: LPDWORD) -> DWORD {
    boundary::value(DWORD::MAX, || {
        let size = open_file::size(boundary::number(hFile));
        let high = size.map_or(0, |size| size >> 32) as DWORD;
        // SAFETY: NULL or a DWORD.
        unsafe { write_number(lpdwFileSizeHigh, high) };
        size.map(|size| size as DWORD)
    })
}

/// Ends an upload that was written with InternetWriteFile, and tells what became of it: for programs that do not look at
/// what InternetCloseHandle returns. The handle stays until it is closed; asked again, it tells the same.
///
/// @param hFile  a file handle opened for writing
/// @return TRUE when the server's final reply is 2yz and every byte reached it; else FALSE
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_ACCESS_DENIED (the file is read), and those of the
/// network as for FtpPutFileA
/// @note Any thread. An extension of trueftp.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpFinishFile(hFile: HINTERNET) -> BOOL {
    boundary::boolean(|| open_file::finish(boundary::number(hFile)))
}
