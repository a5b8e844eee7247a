//! FtpFindFirstFile and InternetFindNextFile.

use crate::constants::windows::MAX_PATH;
use crate::constants::windows::{FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_NORMAL};
use crate::inet::calls::find;
use crate::inet::{Error, Handle};
use crate::protocol::listing::Entry;

use super::boundary;
use super::place::Place;
use super::structs::{FILETIME, FindData, LPWIN32_FIND_DATAA, LPWIN32_FIND_DATAW};
use super::text::{Character, Encoding, narrow, wide};
use super::types::{BOOL, DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR, LPVOID};

/// Lists a directory (LIST) and gives its first entry; InternetFindNextFile gives the others.
///
/// Times are those the server printed, in no time zone, in the FILETIME fields. Lines that are no entry, names with
/// `/`, `\\` or NUL in them and names that do not fit into cFileName are passed over. While the handle is open a
/// second find on the connection fails with ERROR_FTP_TRANSFER_IN_PROGRESS; everything else can be done.
///
/// @param hConnect         a handle of InternetConnect
/// @param lpszSearchFile   NULL or "": the current directory. A plain name is sent with LIST, and the server decides what it
///                         means; a name whose last part has `*` or `?` is a directory and a pattern: DOS rules, without
///                         regard to the case of ASCII letters, and `*.*` is every name
/// @param lpFindFileData   receives the first entry; may be NULL
/// @param dwFlags          cache flags: ignored, there is no cache
/// @param dwContext        any value; kept as INTERNET_OPTION_CONTEXT_VALUE
/// @return the handle, to be closed with InternetCloseHandle; NULL on failure
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_INTERNET_NOT_INITIALIZED, ERROR_INVALID_PARAMETER (CR
/// or LF), ERROR_FTP_TRANSFER_IN_PROGRESS, ERROR_NO_MORE_FILES (nothing there, or nothing that matches),
/// ERROR_INTERNET_EXTENDED_ERROR (the server said no, or listed nothing for a plain name, or a wildcard stands in the
/// directory part), ERROR_OUTOFMEMORY (a listing of more than 256 MiB), and those of the network as for FtpGetFileA
/// @note Any thread. Source: Microsoft, FtpFindFirstFileA; RFC 959, section 4.1.3.
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
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { first(hConnect, text, lpFindFileData, Encoding::Utf8, dwContext) }
    })
}

/// FtpFindFirstFileA with 16-bit text; names are read as UTF-8 off Windows.
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
        let encoding = Encoding::of(hConnect);
        // SAFETY: the caller promises NULL or text ended by NUL.
        let text = unsafe { wide(lpszSearchFile, encoding)? }.unwrap_or_default();
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { first(hConnect, &text, lpFindFileData, encoding, dwContext) }
    })
}

/// Gives the next entry of a listing.
///
/// @param hFind         a handle of FtpFindFirstFile, or of InternetOpenUrl for a directory with INTERNET_FLAG_RAW_DATA
/// @param lpvFindData   receives the entry: a WIN32_FIND_DATAA
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE, ERROR_NO_MORE_FILES
/// @note Any thread; no network. Source: Microsoft, InternetFindNextFileA.
///
/// # Safety
/// `lpvFindData` is NULL or points to room for the structure.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetFindNextFileA(hFind: HINTERNET, lpvFindData: LPVOID) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { next::<u8>(hFind, lpvFindData.cast(), Encoding::Utf8) })
}

/// InternetFindNextFileA for a WIN32_FIND_DATAW. A find may be begun with one and gone on with by the other.
///
/// # Safety
/// As for InternetFindNextFileA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetFindNextFileW(hFind: HINTERNET, lpvFindData: LPVOID) -> BOOL {
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { next::<u16>(hFind, lpvFindData.cast(), Encoding::of(hFind)) })
}

/// # Safety
/// `place` is NULL or points to room for the structure until the call has ended.
unsafe fn first<C: Character + Send + 'static>(
    handle: HINTERNET,
    text: &[u8],
    place: *mut FindData<C>,
    encoding: Encoding,
    context: DWORD_PTR,
) -> Result<Handle, Error> {
    // SAFETY: as promised by the caller.
    let place = unsafe { Place::new(place) };
    let deliver = move |entry: &Entry| data(entry, encoding).map(|data| place.write(data)).is_some();
    find::first(boundary::number(handle), text, context, deliver)
}

/// # Safety
/// `place` is NULL or points to room for the structure.
unsafe fn next<C: Character>(
    handle: HINTERNET,
    place: *mut FindData<C>,
    encoding: Encoding,
) -> Result<(), Error> {
    if place.is_null() {
        return Err(Error::InvalidParameter);
    }
    let data = find::next(boundary::number(handle), |entry| data(entry, encoding))?;
    // SAFETY: not NULL, so there is room; the address need not be aligned.
    unsafe { place.write_unaligned(data) };
    Ok(())
}

/// An entry as a structure; `None` where its name does not fit.
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

/// Programs compare with FILE_ATTRIBUTE_DIRECTORY, so no other bit may be set beside it.
fn attributes(entry: &Entry) -> DWORD {
    if entry.is_directory { FILE_ATTRIBUTE_DIRECTORY } else { FILE_ATTRIBUTE_NORMAL }
}

fn time(entry: &Entry) -> FILETIME {
    let ticks = entry.modified.map_or(0, |moment| moment.ticks());
    FILETIME { dwLowDateTime: ticks as DWORD, dwHighDateTime: (ticks >> 32) as DWORD }
}
