//! InternetOpenUrl.

use crate::inet::calls::open_url::open_url;

use super::boundary;
use super::text::{Encoding, narrow, wide};
use super::types::{DWORD, DWORD_PTR, HINTERNET, LPCSTR, LPCWSTR};

/// Opens a file or directory by its ftp: URL. Returns a handle with a connection of its own, which ends with the
/// handle.
///
/// The path is relative to the login directory; a leading `%2F` makes it absolute. The URL names a directory if the
/// path is empty, ends with `/` or `;type=d`, or if the server refuses to send it as a file but accepts it as a
/// directory. InternetReadFile reads a directory as HTML; with `INTERNET_FLAG_RAW_DATA`, InternetFindNextFile returns
/// its entries instead.
///
/// # Parameters
/// - `hInternet`: a handle returned by InternetOpen.
/// - `lpszUrl`: `ftp://[user[:password]@]host[:port]/path[;type=a|i|d]`; without a user the login is anonymous.
/// - `lpszHeaders`: ignored for FTP.
/// - `dwHeadersLength`: ignored for FTP.
/// - `dwFlags`: `INTERNET_FLAG_PASSIVE`, `INTERNET_FLAG_RAW_DATA`, `FTP_TRANSFER_TYPE_ASCII` or
///   `FTP_TRANSFER_TYPE_BINARY`; the type in the URL takes precedence. All other bits are ignored.
/// - `dwContext`: any value, kept as `INTERNET_OPTION_CONTEXT_VALUE`.
///
/// # Returns
/// A handle, which the caller closes with InternetCloseHandle; NULL on failure, and when the call continues in the
/// background.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpszUrl` is NULL, or `dwFlags` asks for ASCII and binary at once.
/// - `ERROR_INVALID_HANDLE`: `hInternet` is not an open handle.
/// - `ERROR_INTERNET_NOT_INITIALIZED`: `hInternet` is NULL, and no session has been opened yet.
/// - `ERROR_INTERNET_INCORRECT_HANDLE_TYPE`: `hInternet` is not a session.
/// - `ERROR_INTERNET_UNRECOGNIZED_SCHEME`: the URL has no scheme, or a scheme other than ftp.
/// - `ERROR_INTERNET_INVALID_URL`: the URL is not valid.
/// - Others: as for [`InternetConnectA`](super::InternetConnectA), FtpOpenFileA (a file) and FtpFindFirstFileA (a
///   directory).
///
/// # Threads
/// Any thread. The call blocks until the file or directory is open, unless it continues in the background.
///
/// # Source
/// Microsoft, InternetOpenUrlA; RFC 1738, section 3.2.
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

/// Like [`InternetOpenUrlA`], for UTF-16 callers. The URL's texts are sent as UTF-8, on Windows in the ANSI code page
/// unless `TRUEFTP_OPTION_UTF8` is set. A URL that is not valid UTF-16, or that the code page cannot express, fails
/// with `ERROR_INVALID_PARAMETER`.
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
        let url = unsafe { wide(lpszUrl, Encoding::for_handle(hInternet))? };
        open_url(boundary::number(hInternet), url.as_deref(), dwFlags, dwContext)
    })
}
