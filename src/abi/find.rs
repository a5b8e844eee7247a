//! FtpFindFirstFile and InternetFindNextFile.

use crate::constants::windows::MAX_PATH;
use crate::constants::windows::{FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_NORMAL};
use crate::inet::calls::find;
use crate::inet::{Error, Handle};
use crate::protocol::listing::Entry;

use super::boundary;
use super::out_pointer::OutPointer;
use super::structs::{FILETIME, FindData, LPWIN32_FIND_DATAA, LPWIN32_FIND_DATAW};
use super::text::{Character, Encoding, narrow, wide};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR, LPVOID};

/// Lists a directory (LIST) and returns its first entry. InternetFindNextFile returns the others.
///
/// Times in the FILETIME fields are those that the server printed, without a time zone. Lines that are not entries,
/// names that contain `/`, `\` or NUL, and names that do not fit into `cFileName` are skipped. While the handle is
/// open, a second find on the connection fails with `ERROR_FTP_TRANSFER_IN_PROGRESS`; all other calls work.
///
/// # Parameters
/// - `hConnect`: a handle returned by InternetConnect.
/// - `lpszSearchFile`: NULL or "" lists the current directory. A plain name is sent with LIST, and the server decides
///   what it means. A name whose last part contains `*` or `?` is a directory and a pattern, which is matched by the
///   rules of DOS, without regard to the case of ASCII letters; `*.*` matches every name.
/// - `lpFindFileData`: receives the first entry; may be NULL.
/// - `dwFlags`: cache flags, which are ignored because there is no cache.
/// - `dwContext`: any value, kept as `INTERNET_OPTION_CONTEXT_VALUE`.
///
/// # Returns
/// A handle, which the caller closes with InternetCloseHandle; NULL on failure.
///
/// # Errors
/// - `ERROR_INVALID_HANDLE`: `hConnect` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hConnect` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hConnect` is not a connection.
/// - `ERROR_INVALID_PARAMETER`: the name contains CR or LF.
/// - `ERROR_FTP_TRANSFER_IN_PROGRESS`: a file or a find is open on the connection; or another call runs on it and this
///   call cannot wait (asynchronous mode, or inside a callback of that call).
/// - `ERROR_NO_MORE_FILES`: the directory is empty, or no entry matches.
/// - `ERROR_INTERNET_EXTENDED_ERROR`: the server refused, or listed nothing for a plain name, or the directory part
///   contains a wildcard.
/// - `ERROR_OUTOFMEMORY`: the listing is longer than 256 MiB.
/// - `ERROR_INTERNET_OUT_OF_HANDLES`: there is no free handle number.
/// - Errors of the network, of cancellation and of asynchronous mode: as for [`FtpGetFileA`](super::FtpGetFileA).
///
/// # Threads
/// Any thread. A second call on the same connection waits for the first; in asynchronous mode it fails.
///
/// # Source
/// Microsoft, FtpFindFirstFileA; RFC 959, section 4.1.3.
///
/// # Safety
/// The text is NULL or ended by NUL; `lpFindFileData` is NULL or points to room for the structure.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpFindFirstFileA(
    hConnect: HINTERNET,
    lpszSearchFile: LPCSTR,
    lpFindFileData: LPWIN32_FIND_DATAA,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    let _ = dwFlags;
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let text = unsafe { narrow(lpszSearchFile) }.unwrap_or_default();
        // SAFETY: the caller of this function makes the same promise.
        unsafe { first(hConnect, text, lpFindFileData, Encoding::Utf8, dwContext) }
    })
}

/// Like [`FtpFindFirstFileA`], for UTF-16 callers; fills a `WIN32_FIND_DATAW`. Names are sent and read as UTF-8, on
/// Windows in the ANSI code page unless `TRUEFTP_OPTION_UTF8` is set. A name that is not valid UTF-16, or that the
/// code page cannot express, fails with `ERROR_INVALID_PARAMETER`.
///
/// # Safety
/// As for FtpFindFirstFileA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn FtpFindFirstFileW(
    hConnect: HINTERNET,
    lpszSearchFile: LPCWSTR,
    lpFindFileData: LPWIN32_FIND_DATAW,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    let _ = dwFlags;
    boundary::handle(|| {
        let encoding = Encoding::for_handle(hConnect);
        // SAFETY: the caller promises NULL or text ended by NUL.
        let text = unsafe { wide(lpszSearchFile, encoding)? }.unwrap_or_default();
        // SAFETY: the caller of this function makes the same promise.
        unsafe { first(hConnect, &text, lpFindFileData, encoding, dwContext) }
    })
}

/// Returns the next entry of a listing. FALSE with `ERROR_NO_MORE_FILES` means that there are no more entries.
///
/// # Parameters
/// - `hFind`: a handle returned by FtpFindFirstFile, or by InternetOpenUrl for a directory with
///   `INTERNET_FLAG_RAW_DATA`.
/// - `lpvFindData`: receives the entry: a `WIN32_FIND_DATAA`.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpvFindData` is NULL.
/// - `ERROR_INVALID_HANDLE`: `hFind` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hFind` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hFind` is not a find.
/// - `ERROR_NO_MORE_FILES`: there are no more entries.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetFindNextFileA.
///
/// # Safety
/// `lpvFindData` is NULL or points to room for the structure.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetFindNextFileA(hFind: HINTERNET, lpvFindData: LPVOID) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { next::<u8>(hFind, lpvFindData.cast(), Encoding::Utf8) })
}

/// Like [`InternetFindNextFileA`], for UTF-16 callers; fills a `WIN32_FIND_DATAW`. A find may be started by the A
/// function and continued by the W function, and the other way round.
///
/// # Safety
/// As for InternetFindNextFileA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetFindNextFileW(hFind: HINTERNET, lpvFindData: LPVOID) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { next::<u16>(hFind, lpvFindData.cast(), Encoding::for_handle(hFind)) })
}

/// # Safety
/// `out` is NULL or points to room for the structure until the call has ended.
unsafe fn first<C: Character + Send + 'static>(
    handle: HINTERNET,
    text: &[u8],
    out: *mut FindData<C>,
    encoding: Encoding,
    context: DWORD_PTR,
) -> Result<Handle, Error> {
    // SAFETY: as promised by the caller.
    let out = unsafe { OutPointer::new(out) };
    let deliver = move |entry: &Entry| data(entry, encoding).map(|data| out.write(data)).is_some();
    find::first(boundary::number(handle), text, context, deliver)
}

/// # Safety
/// `out` is NULL or points to room for the structure.
unsafe fn next<C: Character>(
    handle: HINTERNET,
    out: *mut FindData<C>,
    encoding: Encoding,
) -> Result<(), Error> {
    if out.is_null() {
        return Err(Error::InvalidParameter);
    }
    let data = find::next(boundary::number(handle), |entry| data(entry, encoding))?;
    // SAFETY: not NULL, so there is room; the address need not be aligned.
    unsafe { out.write_unaligned(data) };
    Ok(())
}

/// An entry as a structure; `None` if its name does not fit.
fn data<C: Character>(entry: &Entry, encoding: Encoding) -> Option<FindData<C>> {
    let time = time(entry);
    Some(FindData {
        dwFileAttributes: attributes(entry),
        ftCreationTime: time,
        ftLastAccessTime: time,
        ftLastWriteTime: time,
        nFileSizeHigh: (entry.size >> 32) as DWORD,
        nFileSizeLow: entry.size as DWORD,
        dwReserved0: 0,
        dwReserved1: 0,
        cFileName: file_name(&entry.name, encoding)?,
        cAlternateFileName: [C::default(); 14],
    })
}

fn file_name<C: Character>(name: &[u8], encoding: Encoding) -> Option<[C; MAX_PATH]> {
    let text = C::encode(name, encoding);
    let mut field = [C::default(); MAX_PATH];
    if text.len() >= field.len() {
        return None;
    }
    field[..text.len()].copy_from_slice(&text);
    Some(field)
}

/// Programs compare with FILE_ATTRIBUTE_DIRECTORY, so it must be the only bit.
fn attributes(entry: &Entry) -> DWORD {
    if entry.is_directory { FILE_ATTRIBUTE_DIRECTORY } else { FILE_ATTRIBUTE_NORMAL }
}

fn time(entry: &Entry) -> FILETIME {
    let ticks = entry.modified.map_or(0, |moment| moment.ticks());
    FILETIME { dwLowDateTime: ticks as DWORD, dwHighDateTime: (ticks >> 32) as DWORD }
}
