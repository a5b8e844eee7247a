//! InternetOpenUrl.

use crate::inet::calls::open_url::open_url;

use super::boundary;
use super::text::{Encoding, narrow, wide};
use super::types::{DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR};

/// Opens a file or directory by its ftp: URL, over a connection of its own, which ends with the handle.
///
/// The path is relative to the login directory; a leading `%2F` makes it absolute. It names a directory when it is
/// empty, ends in `/` or `;type=d`, or when the server refuses it as a file and takes it as a directory. A directory
/// comes as HTML for InternetReadFile, or with INTERNET_FLAG_RAW_DATA entry by entry for InternetFindNextFile.
///
/// @param hInternet         a handle of InternetOpen
/// @param lpszUrl           ftp://[user[:password]@]host[:port]/path[;type=a|i|d]; without a user anonymous
/// @param lpszHeaders       ignored for FTP
/// @param dwHeadersLength   ignored for FTP
/// @param dwFlags           INTERNET_FLAG_PASSIVE, INTERNET_FLAG_RAW_DATA, FTP_TRANSFER_TYPE_ASCII or ...BINARY (the URL's
///                          type wins); all others are ignored
/// @param dwContext         any value; kept as INTERNET_OPTION_CONTEXT_VALUE
/// @return the handle, to be closed with InternetCloseHandle; NULL on failure
/// @par Errors
/// ERROR_INVALID_PARAMETER (lpszUrl is NULL), ERROR_INVALID_HANDLE, ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
/// ERROR_INTERNET_NOT_INITIALIZED, ERROR_INTERNET_UNRECOGNIZED_SCHEME (no scheme, or another than ftp),
/// ERROR_INTERNET_INVALID_URL, those of InternetConnectA and of FtpOpenFileA
/// @note Any thread. Source: Microsoft, InternetOpenUrlA; RFC 1738, section 3.2.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetOpenUrlA(
    hInternet: HINTERNET,
    lpszUrl: LPCSTR,
    lpszHeaders: LPCSTR,
    dwHeadersLength: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    let _ = (lpszHeaders, dwHeadersLength);
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let url = unsafe { narrow(lpszUrl) };
        open_url(boundary::number(hInternet), url, dwFlags, dwContext)
    })
}

/// InternetOpenUrlA with 16-bit text, which is sent as UTF-8 off Windows.
///
/// # Safety
/// Every text is NULL or ended by NUL.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetOpenUrlW(
    hInternet: HINTERNET,
    lpszUrl: LPCWSTR,
    lpszHeaders: LPCWSTR,
    dwHeadersLength: DWORD,
    dwFlags: DWORD,
    dwContext: DWORD_PTR,
) -> HINTERNET {
    let _ = (lpszHeaders, dwHeadersLength);
    boundary::handle(|| {
        // SAFETY: the caller promises NULL or text ended by NUL.
        let url = unsafe { wide(lpszUrl, Encoding::of(hInternet))? };
        open_url(boundary::number(hInternet), url.as_deref(), dwFlags, dwContext)
    })
}
