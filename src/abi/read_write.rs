//! InternetReadFile, InternetWriteFile and their like.

use std::ptr::null_mut;
use std::slice;

use crate::constants::flags::{IRF_NO_WAIT, IRF_SYNC};
use crate::inet::Error;
use crate::inet::calls::read_write::{self, Reading};

use super::boundary;
use super::place::Place;
use super::structs::{InternetBuffers, LPINTERNET_BUFFERSA, LPINTERNET_BUFFERSW};
use super::text::{count, write_number};
use super::types::{BOOL, DWORD, DWORD_PTR, HANDLE, HINTERNET, LONG, LPCVOID, LPDWORD, LPHANDLE, LPVOID};

/// Reads from a remote file: fills the buffer, unless the file ends before. The end is TRUE with 0 bytes, and is told only
/// when the server's final reply to the download is 2yz and nothing is missing.
///
/// A directory opened by InternetOpenUrl comes as HTML, in whole lines.
///
/// @param hFile                   a handle of FtpOpenFile, FtpCommand or InternetOpenUrl
/// @param lpBuffer                receives the bytes
/// @param dwNumberOfBytesToRead   its size
/// @param lpdwNumberOfBytesRead   receives the number of bytes read; set to 0 before anything else
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a pointer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
/// ERROR_ACCESS_DENIED (the file was opened for writing), ERROR_INSUFFICIENT_BUFFER (HTML: no line fits),
/// ERROR_INTERNET_EXTENDED_ERROR (the server's final reply is no; told once, the bytes read before stand),
/// ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_CONNECTION_ABORTED and ...RESET, ERROR_INTERNET_OPERATION_CANCELLED
/// @note Any thread. Source: Microsoft, InternetReadFile.
///
/// # Safety
/// `lpBuffer` is NULL or has room for the bytes; `lpdwNumberOfBytesRead` is NULL or points to a DWORD. Both stay so, and are
/// not used otherwise, until the call has ended: after ERROR_IO_PENDING that is when INTERNET_STATUS_REQUEST_COMPLETE is told.
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
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { read(hFile, lpBuffer, dwNumberOfBytesToRead, how, Place::new(lpdwNumberOfBytesRead)) }
    })
}

/// InternetReadFile with its buffer in a structure: `dwBufferLength` bytes to `lpvBuffer`, and the number read goes to
/// `dwBufferLength`.
///
/// @param hFile         as for InternetReadFile
/// @param lpBuffersOut  the structure; its `dwStructSize` must be its size
/// @param dwFlags       IRF_NO_WAIT: what is there will do; where nothing is, it waits for the first bytes, so that 0 is
///                      always the end. IRF_SYNC: it waits also in asynchronous mode. All other bits are ignored.
/// @param dwContext     not used: callbacks get the handle's context value
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a NULL pointer, or another size), and those of InternetReadFile
/// @note Any thread. Source: Microsoft, InternetReadFileExA.
///
/// # Safety
/// `lpBuffersOut` is NULL or points to the structure, and its buffer has the room it tells.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetReadFileExA(
    hFile: HINTERNET,
    lpBuffersOut: LPINTERNET_BUFFERSA,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = dwContext;
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { read_ex(hFile, lpBuffersOut, dwFlags) })
}

/// InternetReadFileExA with the structure of 16-bit programs.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { read_ex(hFile, lpBuffersOut, dwFlags) })
}

/// Writes to a remote file: all bytes, or it fails. They are handed over then; whether the server keeps them is told by
/// TrueFtpFinishFile and InternetCloseHandle.
///
/// @param hFile                      a handle of FtpOpenFile or FtpCommand
/// @param lpBuffer                   the bytes
/// @param dwNumberOfBytesToWrite     how many
/// @param lpdwNumberOfBytesWritten   receives the number of bytes written; set to 0 before anything else
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a pointer is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
/// ERROR_ACCESS_DENIED (the file was opened for reading), ERROR_INTERNET_INCORRECT_HANDLE_STATE (it was finished),
/// ERROR_INTERNET_EXTENDED_ERROR (the server has said no already; every later call says so too),
/// ERROR_INTERNET_TIMEOUT, ERROR_INTERNET_CONNECTION_ABORTED and ...RESET, ERROR_INTERNET_OPERATION_CANCELLED
/// @note Any thread. Source: Microsoft, InternetWriteFile.
///
/// # Safety
/// `lpBuffer` is NULL or points to the bytes; `lpdwNumberOfBytesWritten` is NULL or points to a DWORD. Both stay so, and
/// unchanged, until the call has ended: after ERROR_IO_PENDING that is when INTERNET_STATUS_REQUEST_COMPLETE is told.
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
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { write(hFile, lpBuffer, dwNumberOfBytesToWrite, Place::new(lpdwNumberOfBytesWritten)) }
    })
}

/// InternetWriteFile with its bytes in a structure: `dwBufferLength` bytes from `lpvBuffer`.
///
/// @param hFile        as for InternetWriteFile
/// @param lpBuffersIn  the structure; its `dwStructSize` must be its size
/// @param dwFlags      not used
/// @param dwContext    not used: callbacks get the handle's context value
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a NULL pointer, or another size), and those of InternetWriteFile
/// @note Any thread. Windows exports it without documenting it; this is InternetReadFileExA the other way round.
///
/// # Safety
/// `lpBuffersIn` is NULL or points to the structure, and its buffer to the bytes.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetWriteFileExA(
    hFile: HINTERNET,
    lpBuffersIn: LPINTERNET_BUFFERSA,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> BOOL {
    let _ = (dwFlags, dwContext);
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { write_ex(hFile, lpBuffersIn) })
}

/// InternetWriteFileExA with the structure of 16-bit programs.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { write_ex(hFile, lpBuffersIn) })
}

/// Tells how many bytes can be read without waiting. Waits until there is one, or the end.
///
/// @param hFile                         as for InternetReadFile
/// @param lpdwNumberOfBytesAvailable    receives the number: at most INTERNET_OPTION_READ_BUFFER_SIZE, and the same until
///                                      they are read; 0 at the end; may be NULL
/// @param dwFlags                       reserved
/// @param dwContext                     reserved
/// @return TRUE or FALSE
/// @par Errors
/// those of InternetReadFile
/// @note Any thread. Source: Microsoft, InternetQueryDataAvailable.
///
/// # Safety
/// `lpdwNumberOfBytesAvailable` is NULL or points to a DWORD.
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
        let place = unsafe { Place::new(lpdwNumberOfBytesAvailable) };
        read_write::available(boundary::number(hFile), move |available| place.write(count(available)))
    })
}

/// Refused: a file of FTP is read from its beginning to its end.
///
/// @param hFile             any handle
/// @param lDistanceToMove   not used
/// @param pReserved         not used
/// @param dwMoveMethod      not used
/// @param dwContext         not used
/// @return 0xFFFFFFFF (INVALID_SET_FILE_POINTER)
/// @par Errors
/// ERROR_INTERNET_INVALID_OPERATION, ERROR_INVALID_HANDLE
/// @note Any thread. Source: Microsoft, InternetSetFilePointer.
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

/// Refused: it locks the cache file of a download, and there is no cache.
///
/// @param hInternet             a file handle
/// @param lphLockRequestInfo    would receive the lock
/// @return FALSE
/// @par Errors
/// ERROR_NOT_SUPPORTED, ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE
/// @note Any thread. Source: Microsoft, InternetLockRequestFile.
#[unsafe(no_mangle)]
pub extern "system" fn InternetLockRequestFile(hInternet: HINTERNET, lphLockRequestInfo: LPHANDLE) -> BOOL {
    let _ = lphLockRequestInfo;
    boundary::boolean(|| read_write::lock_file(boundary::number(hInternet)))
}

/// Refused: there is no lock to be undone, as InternetLockRequestFile gives none.
///
/// @param hLockRequestInfo  any value
/// @return FALSE
/// @par Errors
/// ERROR_INVALID_HANDLE
/// @note Any thread. Source: Microsoft, InternetUnlockRequestFile.
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
    place: Place<DWORD>,
) -> Result<(), Error> {
    if buffer.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, with room for so many bytes, used by nobody else until the call has ended; nothing keeps it longer.
    let buffer = unsafe { slice::from_raw_parts_mut(buffer.cast::<u8>(), length(size)) };
    read_write::read(boundary::number(handle), buffer, how, move |read| place.write(count(read)))
}

/// # Safety
/// `buffer` is NULL or points to `size` bytes until the call has ended.
unsafe fn write(handle: HINTERNET, buffer: LPCVOID, size: DWORD, place: Place<DWORD>) -> Result<(), Error> {
    if buffer.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to so many bytes, which stay unchanged until the call has ended; nothing keeps them
    // longer.
    let bytes = unsafe { slice::from_raw_parts(buffer.cast::<u8>(), length(size)) };
    read_write::write(boundary::number(handle), bytes, move || place.write(size))
}

/// No buffer is longer than half of the address space.
fn length(size: DWORD) -> usize {
    usize::try_from(size).map_or(isize::MAX as usize, |size| size.min(isize::MAX as usize))
}

/// # Safety
/// `buffers` is NULL or points to a structure whose buffer has the room it tells.
unsafe fn read_ex<C>(handle: HINTERNET, buffers: *mut InternetBuffers<C>, flags: DWORD) -> Result<(), Error> {
    // SAFETY: the caller's promise is passed on as it is.
    let copy = unsafe { buffers_of(buffers)? };
    // SAFETY: `buffers_of` found it not to be NULL, so it points to the structure, until the call has ended.
    let new_place = || unsafe { Place::new(&raw mut (*buffers).dwBufferLength) };
    let (place, on_failure) = (new_place(), new_place());
    let how = Reading { whole: flags & IRF_NO_WAIT == 0, here: flags & IRF_SYNC != 0 };
    // SAFETY: the buffer has the room the structure told.
    let result = unsafe { read(handle, copy.lpvBuffer, copy.dwBufferLength, how, place) };
    // A structure that another call works with, or this one goes on with, is left alone.
    if !matches!(result, Ok(()) | Err(Error::IoPending | Error::TransferInProgress)) {
        on_failure.write(0);
    }
    result
}

/// # Safety
/// `buffers` is NULL or points to a structure whose buffer points to the bytes it tells.
unsafe fn write_ex<C>(handle: HINTERNET, buffers: *mut InternetBuffers<C>) -> Result<(), Error> {
    // SAFETY: the caller's promise is passed on as it is.
    let buffers = unsafe { buffers_of(buffers)? };
    // SAFETY: the buffer has as many bytes as the structure told.
    unsafe { write(handle, buffers.lpvBuffer, buffers.dwBufferLength, Place::new(null_mut())) }
}

/// # Safety
/// `buffers` is NULL or points to at least a DWORD, and to the whole structure where that is its size.
unsafe fn buffers_of<C>(buffers: *mut InternetBuffers<C>) -> Result<InternetBuffers<C>, Error> {
    if buffers.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so there is a DWORD; the address need not be aligned.
    let size = unsafe { buffers.cast::<DWORD>().read_unaligned() };
    if size as usize != size_of::<InternetBuffers<C>>() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: it says that it is the whole structure.
    Ok(unsafe { buffers.read_unaligned() })
}
