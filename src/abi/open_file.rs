//! FtpOpenFile, FtpCommand, FtpGetFileSize and TrueFtpFinishFile.

use crate::inet::Error;
use crate::inet::calls::{command, open_file};

use super::boundary;
use super::text::{Encoding, narrow, wide, write_number};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR, LPDWORD, LPHINTERNET};

/// Opens a remote file for reading (RETR) or writing (STOR). Returns a handle when the server has started the transfer
/// and the data connection exists.
///
/// Until the file is closed, every other FTP call on the connection fails with `ERROR_FTP_TRANSFER_IN_PROGRESS`. A
/// file opened for writing is ended by TrueFtpFinishFile or InternetCloseHandle, which return whether the server has
/// stored it.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszFileName`: the name on the server; see [`FtpPutFileA`](super::FtpPutFileA) for how names are sent.
/// - `dwAccess`: `GENERIC_READ` or `GENERIC_WRITE`.
/// - `dwFlags`: `FTP_TRANSFER_TYPE_BINARY`, `FTP_TRANSFER_TYPE_UNKNOWN` (also binary) or `FTP_TRANSFER_TYPE_ASCII`
///   (`TYPE A`; the bytes are passed on as they come). All bits above the lowest two are ignored.
/// - `dwContext`: any value, kept as `INTERNET_OPTION_CONTEXT_VALUE`.
///
/// # Returns
/// A handle, which the caller closes with InternetCloseHandle; NULL on failure.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hConnect` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hConnect` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hConnect` is not a connection.
/// - `ERROR_INVALID_PARAMETER`: the name is NULL, empty, or contains CR or LF; `dwAccess` has another value; or
///   `dwFlags` asks for ASCII and binary at once.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: a file is open on the connection; or another call runs on it and this call
///   cannot wait (asynchronous mode, or inside a callback of that call).
/// - `ERROR_INTERNET_OUT_OF_HANDLES`: there is no free handle number.
/// - Errors of the network, of cancellation and of asynchronous mode: as for [`FtpPutFileA`](super::FtpPutFileA).
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpOpenFileA; RFC 959, section 4.1.3.
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

/// Like [`FtpOpenFileA`], for UTF-16 callers. The name is sent as UTF-8, on Windows in the ANSI code page unless
/// `TRUEFTP_OPTION_UTF8` is set. A name that is not valid UTF-16, or that the code page cannot express, fails with
/// `ERROR_INVALID_PARAMETER`.
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
        let name = unsafe { wide(lpszFileName, Encoding::for_handle(hConnect))? };
        open_file::open(boundary::number(hConnect), name.as_deref(), dwAccess, dwFlags, dwContext)
    })
}

/// Sends a command to the server, followed by CR LF. TRUE means that the reply's code is below 400, or, with a data
/// connection, that data can be transferred.
///
/// The text of the reply is the last response afterwards, also after success. QUIT ends the connection: later calls
/// fail with `ERROR_FTP_DROPPED`. The call never continues in the background.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `fExpectResponse`: FALSE for a command with a single final reply. TRUE for one that transfers data: a data
///   connection is made as for FtpOpenFileA. STOR, STOU and APPE write, all other commands read.
/// - `dwFlags`: `FTP_TRANSFER_TYPE_BINARY`, `FTP_TRANSFER_TYPE_UNKNOWN` or `FTP_TRANSFER_TYPE_ASCII`; ignored without
///   a data connection.
/// - `lpszCommand`: the command, which is sent unchanged.
/// - `dwContext`: the context value of the status callback, and of the handle for the data.
/// - `phFtpCommand`: receives a file handle for the data, which the caller closes with InternetCloseHandle. May be
///   NULL when `fExpectResponse` is FALSE.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: the command is NULL, empty, or contains CR or LF; `phFtpCommand` is NULL although it
///   is needed; or `dwFlags` asks for ASCII and binary at once.
/// - `ERROR_INVALID_HANDLE`: `hConnect` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hConnect` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hConnect` is not a connection.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: a file is open on the connection; or another call runs on it and this call
///   cannot wait (asynchronous mode, or inside a callback of that call).
/// - `ERROR_INTERNET_OUT_OF_HANDLES`: there is no free handle number.
/// - Errors of the network and of cancellation: as for [`FtpPutFileA`](super::FtpPutFileA).
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpCommandA; RFC 959, section 4.1.
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
        // SAFETY: the caller of this function makes the same promise.
        unsafe { command(hConnect, fExpectResponse, dwFlags, line, dwContext, phFtpCommand) }
    })
}

/// Like [`FtpCommandA`], for UTF-16 callers. The command is sent as UTF-8, on Windows in the ANSI code page unless
/// `TRUEFTP_OPTION_UTF8` is set. A command that is not valid UTF-16, or that the code page cannot express, fails with
/// `ERROR_INVALID_PARAMETER`.
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
        let line = unsafe { wide(lpszCommand, Encoding::for_handle(hConnect))? };
        // SAFETY: the caller of this function makes the same promise.
        unsafe { command(hConnect, fExpectResponse, dwFlags, line.as_deref(), dwContext, phFtpCommand) }
    })
}

/// # Safety
/// `out` is NULL or points to room for a handle.
unsafe fn command(
    handle: HINTERNET,
    expect_response: BOOL,
    flags: DWORD,
    line: Option<&[u8]>,
    context: DWORD_PTR,
    out: LPHINTERNET,
) -> Result<(), Error> {
    let with_data = expect_response != 0;
    if with_data && out.is_null() {
        return Err(Error::InvalidParameter);
    }
    let data = command::command(boundary::number(handle), line, with_data, flags, context)?;
    if let Some(data) = data {
        // SAFETY: with data it is not NULL, so it points to room for a handle; the address need not be aligned.
        unsafe { out.write_unaligned(boundary::pointer(data)) };
    }
    Ok(())
}

/// Returns the size of a remote file that is open for reading, as the server reported it when the file was opened.
///
/// # Parameters
/// - `hFile`: a handle returned by FtpOpenFile, FtpCommand or InternetOpenUrl.
/// - `lpdwFileSizeHigh`: receives the upper 32 bits of the size in bytes; may be NULL.
///
/// # Returns
/// The lower 32 bits of the size in bytes; 0xFFFFFFFF on failure. As a size can have the same lower bits, GetLastError
/// tells the two apart: it is 0 for a size.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hFile` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hFile` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hFile` is not a file, or was opened for writing.
/// - `ERROR_INTERNET_ITEM_NOT_FOUND`: the server did not report a size.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, FtpGetFileSize; RFC 3659, section 4.
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

/// Ends an upload written with InternetWriteFile. TRUE means that the server's final reply is 2yz and that every byte
/// reached the server.
///
/// It is for programs that do not check what InternetCloseHandle returns. The handle stays open until it is closed;
/// calling this function again returns the same result.
///
/// # Parameters
/// - `hFile`: a file handle opened for writing.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hFile` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hFile` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hFile` is not a file.
/// - `ERROR_ACCESS_DENIED`: the file was opened for reading.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: another call runs on the file, and this call cannot wait (asynchronous mode, or
///   inside a callback of that call).
/// - Errors of the network, of cancellation and of asynchronous mode: as for [`FtpPutFileA`](super::FtpPutFileA).
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// An extension of trueftp; RFC 959, section 4.2.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpFinishFile(hFile: HINTERNET) -> BOOL {
    boundary::boolean(|| open_file::finish(boundary::number(hFile)))
}
