//! InternetReadFile, InternetWriteFile, and the other calls on open files.

use std::ptr::null_mut;
use std::slice;

use crate::constants::flags::{IRF_NO_WAIT, IRF_SYNC};
use crate::inet::Error;
use crate::inet::calls::read_write::{self, Reading};

use super::boundary;
use super::out_pointer::OutPointer;
use super::structs::{InternetBuffers, LPINTERNET_BUFFERSA, LPINTERNET_BUFFERSW};
use super::text::{count, write_number};
use super::types::{BOOL, DWORD, DWORD_PTR, HANDLE, HINTERNET, LONG, LPCVOID, LPDWORD, LPHANDLE, LPVOID};

/// Reads from a remote file until the buffer is full or the file ends. TRUE with 0 bytes means that the file has
/// ended, that the server's final reply is 2yz and that nothing is missing.
///
/// A directory opened by InternetOpenUrl is read as HTML, in whole lines.
///
/// # Parameters
/// - `hFile`: a handle returned by FtpOpenFile, FtpCommand or InternetOpenUrl.
/// - `lpBuffer`: receives the bytes.
/// - `dwNumberOfBytesToRead`: the size of the buffer in bytes.
/// - `lpdwNumberOfBytesRead`: receives the number of bytes read; set to 0 before anything else happens.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer is NULL.
/// - `ERROR_INVALID_HANDLE`: `hFile` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hFile` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hFile` cannot be read.
/// - `ERROR_ACCESS_DENIED`: the file was opened for writing.
/// - `ERROR_INSUFFICIENT_BUFFER`: HTML only: the buffer is smaller than the next line.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: another call runs on the file, and this call cannot wait (asynchronous mode, or
///   inside a callback of that call).
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server's final reply is a refusal. This is reported once; the bytes read
///   before are valid.
/// - Errors of the network, of cancellation and of asynchronous mode: as for [`FtpGetFileA`](super::FtpGetFileA).
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, InternetReadFile.
///
/// # Safety
/// `lpBuffer` is NULL or has room for the bytes; `lpdwNumberOfBytesRead` is NULL or points to a DWORD. Both stay
/// valid, and are not used otherwise, until the call has ended: after `ERROR_IO_PENDING` that is when
/// `INTERNET_STATUS_REQUEST_COMPLETE` is reported.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetReadFile(
    hFile: HINTERNET,
    lpBuffer: LPVOID,
    dwNumberOfBytesToRead: DWORD,
    lpdwNumberOfBytesRead: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: NULL or a DWORD.
        unsafe { write_number(lpdwNumberOfBytesRead, 0) };
        if lpdwNumberOfBytesRead.is_null() {
            return Err(Error::InvalidParameter);
        }
        let how = Reading { whole: true, here: false };
        // SAFETY: the caller of this function makes the same promise.
        unsafe { read(hFile, lpBuffer, dwNumberOfBytesToRead, how, OutPointer::new(lpdwNumberOfBytesRead)) }
    })
}

/// Like [`InternetReadFile`], with the buffer described by a structure: reads up to `dwBufferLength` bytes into
/// `lpvBuffer` and stores the number of bytes read in `dwBufferLength`.
///
/// # Parameters
/// - `hFile`: as for [`InternetReadFile`].
/// - `lpBuffersOut`: the structure; the caller sets `dwStructSize` to its size. The other fields are not used.
/// - `dwFlags`: `IRF_NO_WAIT` returns the bytes that are there, and waits only when there are none, so that 0 always
///   means the end. `IRF_SYNC` makes the call wait also in asynchronous mode. All other bits are ignored.
/// - `dwContext`: not used; callbacks receive the context value of the handle.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer is NULL, or `dwStructSize` is wrong.
/// - Others: as for [`InternetReadFile`].
///
/// # Threads
/// Any thread, as for [`InternetReadFile`].
///
/// # Source
/// Microsoft, InternetReadFileExA.
///
/// # Safety
/// `lpBuffersOut` is NULL or points to the structure, and its buffer has room for `dwBufferLength` bytes. Both stay
/// valid, and are not used otherwise, until the call has ended, as for InternetReadFile.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetReadFileExA(
    hFile: HINTERNET,
    lpBuffersOut: LPINTERNET_BUFFERSA,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = dwContext;
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { read_ex(hFile, lpBuffersOut, dwFlags) })
}

/// Like [`InternetReadFileExA`], for UTF-16 callers; takes `INTERNET_BUFFERSW`.
///
/// # Safety
/// As for InternetReadFileExA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetReadFileExW(
    hFile: HINTERNET,
    lpBuffersOut: LPINTERNET_BUFFERSW,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = dwContext;
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { read_ex(hFile, lpBuffersOut, dwFlags) })
}

/// Writes to a remote file. TRUE means that all bytes were handed to the data connection; TrueFtpFinishFile and
/// InternetCloseHandle return whether the server has stored the file.
///
/// # Parameters
/// - `hFile`: a handle returned by FtpOpenFile or FtpCommand.
/// - `lpBuffer`: the bytes to write.
/// - `dwNumberOfBytesToWrite`: their number.
/// - `lpdwNumberOfBytesWritten`: receives the number of bytes written; set to 0 before anything else happens.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer is NULL.
/// - `ERROR_INVALID_HANDLE`: `hFile` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hFile` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hFile` is not a file.
/// - `ERROR_ACCESS_DENIED`: the file was opened for reading.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_STATE`: the upload was already finished.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: another call runs on the file, and this call cannot wait (asynchronous mode, or
///   inside a callback of that call).
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server has already refused the file; every later call fails in the same way.
/// - Errors of the network, of cancellation and of asynchronous mode: as for [`FtpPutFileA`](super::FtpPutFileA).
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, InternetWriteFile.
///
/// # Safety
/// `lpBuffer` is NULL or points to the bytes; `lpdwNumberOfBytesWritten` is NULL or points to a DWORD. Both stay valid
/// and unchanged until the call has ended: after `ERROR_IO_PENDING` that is when `INTERNET_STATUS_REQUEST_COMPLETE` is
/// reported.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetWriteFile(
    hFile: HINTERNET,
    lpBuffer: LPCVOID,
    dwNumberOfBytesToWrite: DWORD,
    lpdwNumberOfBytesWritten: LPDWORD,
) -> BOOL {
    boundary::boolean(|| {
        // SAFETY: NULL or a DWORD.
        unsafe { write_number(lpdwNumberOfBytesWritten, 0) };
        if lpdwNumberOfBytesWritten.is_null() {
            return Err(Error::InvalidParameter);
        }
        // SAFETY: the caller of this function makes the same promise.
        unsafe { write(hFile, lpBuffer, dwNumberOfBytesToWrite, OutPointer::new(lpdwNumberOfBytesWritten)) }
    })
}

/// Like [`InternetWriteFile`], with the bytes described by a structure: writes `dwBufferLength` bytes from
/// `lpvBuffer`.
///
/// # Parameters
/// - `hFile`: as for [`InternetWriteFile`].
/// - `lpBuffersIn`: the structure; the caller sets `dwStructSize` to its size. The other fields are not used.
/// - `dwFlags`: not used.
/// - `dwContext`: not used; callbacks receive the context value of the handle.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer is NULL, or `dwStructSize` is wrong.
/// - Others: as for [`InternetWriteFile`].
///
/// # Threads
/// Any thread, as for [`InternetWriteFile`].
///
/// # Source
/// Windows exports this function without documenting it; here it is the counterpart of InternetReadFileExA
/// (Microsoft).
///
/// # Safety
/// `lpBuffersIn` is NULL or points to the structure, and its buffer to `dwBufferLength` bytes. The bytes stay valid
/// and unchanged until the call has ended, as for InternetWriteFile.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetWriteFileExA(
    hFile: HINTERNET,
    lpBuffersIn: LPINTERNET_BUFFERSA,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = (dwFlags, dwContext);
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { write_ex(hFile, lpBuffersIn) })
}

/// Like [`InternetWriteFileExA`], for UTF-16 callers; takes `INTERNET_BUFFERSW`.
///
/// # Safety
/// As for InternetWriteFileExA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetWriteFileExW(
    hFile: HINTERNET,
    lpBuffersIn: LPINTERNET_BUFFERSW,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = (dwFlags, dwContext);
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { write_ex(hFile, lpBuffersIn) })
}

/// Returns how many bytes can be read without waiting. Waits until there is at least one byte, or until the file ends.
///
/// # Parameters
/// - `hFile`: as for [`InternetReadFile`].
/// - `lpdwNumberOfBytesAvailable`: receives the number of bytes: for a file at most
///   `INTERNET_OPTION_READ_BUFFER_SIZE`, and 0 at the end of the file. The number stays the same until that many bytes
///   were read. May be NULL.
/// - `dwFlags`: reserved.
/// - `dwContext`: reserved.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// As for [`InternetReadFile`].
///
/// # Threads
/// Any thread, as for [`InternetReadFile`].
///
/// # Source
/// Microsoft, InternetQueryDataAvailable.
///
/// # Safety
/// `lpdwNumberOfBytesAvailable` is NULL or points to a DWORD, which stays valid until the call has ended, as for
/// InternetReadFile.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetQueryDataAvailable(
    hFile: HINTERNET,
    lpdwNumberOfBytesAvailable: LPDWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = (dwFlags, dwContext);
    boundary::boolean(|| {
        // SAFETY: NULL or a DWORD.
        unsafe { write_number(lpdwNumberOfBytesAvailable, 0) };
        // SAFETY: the caller promises NULL or a DWORD until the call has ended.
        let out = unsafe { OutPointer::new(lpdwNumberOfBytesAvailable) };
        read_write::available(boundary::number(hFile), move |available| out.write(count(available)))
    })
}

/// Always fails: an FTP file can only be read from its beginning to its end.
///
/// # Parameters
/// - `hFile`: any handle.
/// - `lDistanceToMove`: not used.
/// - `pReserved`: not used.
/// - `dwMoveMethod`: not used.
/// - `dwContext`: not used.
///
/// # Returns
/// 0xFFFFFFFF (`INVALID_SET_FILE_POINTER`).
///
/// # Errors
/// - `ERROR_INTERNET_INVALID_OPERATION`: `hFile` is an open handle.
/// - `ERROR_INVALID_HANDLE`: `hFile` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hFile` is NULL, and no session has been opened yet.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetSetFilePointer.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetFilePointer(
    hFile: HINTERNET,
    lDistanceToMove: LONG,
    pReserved: LPVOID,
    dwMoveMethod: DWORD,
    dwContext: DWORD_PTR,
) -> DWORD {
    let _ = (lDistanceToMove, pReserved, dwMoveMethod, dwContext);
    boundary::value(DWORD::MAX, || read_write::set_pointer(boundary::number(hFile)))
}

/// Always fails: it would lock the cache file of a download, but this library has no cache.
///
/// # Parameters
/// - `hInternet`: a file handle.
/// - `lphLockRequestInfo`: not used.
///
/// # Returns
/// FALSE.
///
/// # Errors
/// - `ERROR_NOT_SUPPORTED`: `hInternet` is a file.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hInternet` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hInternet` is not a file.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetLockRequestFile.
#[unsafe(no_mangle)]
pub extern "system" fn InternetLockRequestFile(hInternet: HINTERNET, lphLockRequestInfo: LPHANDLE) -> BOOL {
    let _ = lphLockRequestInfo;
    boundary::boolean(|| read_write::lock_file(boundary::number(hInternet)))
}

/// Always fails: there is no lock to release, because InternetLockRequestFile never returns one.
///
/// # Parameters
/// - `hLockRequestInfo`: not used.
///
/// # Returns
/// FALSE.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: always.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetUnlockRequestFile.
#[unsafe(no_mangle)]
pub extern "system" fn InternetUnlockRequestFile(hLockRequestInfo: HANDLE) -> BOOL {
    let _ = hLockRequestInfo;
    boundary::boolean(|| Err(Error::InvalidHandle))
}

/// # Safety
/// `buffer` is NULL or has room for `size` bytes until the call has ended.
unsafe fn read(
    handle: HINTERNET,
    buffer: LPVOID,
    size: DWORD,
    how: Reading,
    out: OutPointer<DWORD>,
) -> Result<(), Error> {
    if buffer.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, with room for that many bytes, and not used otherwise until the call has ended. No reference
    // outlives it.
    let buffer = unsafe { slice::from_raw_parts_mut(buffer.cast::<u8>(), length(size)) };
    read_write::read(boundary::number(handle), buffer, how, move |read| out.write(count(read)))
}

/// # Safety
/// `buffer` is NULL or points to `size` bytes until the call has ended.
unsafe fn write(
    handle: HINTERNET,
    buffer: LPCVOID,
    size: DWORD,
    out: OutPointer<DWORD>,
) -> Result<(), Error> {
    if buffer.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to that many bytes, which stay unchanged until the call has ended. No reference
    // outlives it.
    let bytes = unsafe { slice::from_raw_parts(buffer.cast::<u8>(), length(size)) };
    read_write::write(boundary::number(handle), bytes, move || out.write(size))
}

/// A length as Rust allows it: no buffer is longer than half of the address space.
fn length(size: DWORD) -> usize {
    usize::try_from(size).map_or(isize::MAX as usize, |size| size.min(isize::MAX as usize))
}

/// # Safety
/// `buffers` is NULL or points to a structure whose buffer has room for `dwBufferLength` bytes.
unsafe fn read_ex<C>(handle: HINTERNET, buffers: *mut InternetBuffers<C>, flags: DWORD) -> Result<(), Error> {
    // SAFETY: the caller of this function makes the same promise.
    let copy = unsafe { read_buffers(buffers)? };
    // SAFETY: `read_buffers` found it not to be NULL, so it points to the structure, until the call has ended.
    let length_of_buffers = || unsafe { OutPointer::new(&raw mut (*buffers).dwBufferLength) };
    let (out, on_failure) = (length_of_buffers(), length_of_buffers());
    let how = Reading { whole: flags & IRF_NO_WAIT == 0, here: flags & IRF_SYNC != 0 };
    // SAFETY: the buffer has room for `dwBufferLength` bytes.
    let result = unsafe { read(handle, copy.lpvBuffer, copy.dwBufferLength, how, out) };
    // The structure is unchanged while another call uses it, or while this call continues in the background.
    if !matches!(result, Ok(()) | Err(Error::IoPending | Error::TransferInProgress)) {
        on_failure.write(0);
    }
    result
}

/// # Safety
/// `buffers` is NULL or points to a structure whose buffer points to `dwBufferLength` bytes.
unsafe fn write_ex<C>(handle: HINTERNET, buffers: *mut InternetBuffers<C>) -> Result<(), Error> {
    // SAFETY: the caller of this function makes the same promise.
    let buffers = unsafe { read_buffers(buffers)? };
    // SAFETY: the buffer has `dwBufferLength` bytes.
    unsafe { write(handle, buffers.lpvBuffer, buffers.dwBufferLength, OutPointer::new(null_mut())) }
}

/// # Safety
/// `buffers` is NULL or points to at least a DWORD, and to the whole structure if dwStructSize says so.
unsafe fn read_buffers<C>(buffers: *mut InternetBuffers<C>) -> Result<InternetBuffers<C>, Error> {
    if buffers.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so there is a DWORD; the address need not be aligned.
    let size = unsafe { buffers.cast::<DWORD>().read_unaligned() };
    if size as usize != size_of::<InternetBuffers<C>>() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: its size says that it is the whole structure.
    Ok(unsafe { buffers.read_unaligned() })
}
