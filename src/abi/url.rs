//! InternetCrackUrl, InternetCreateUrl, InternetCanonicalizeUrl, InternetCombineUrl.

use crate::constants::flags::{ICU_DECODE, ICU_ESCAPE};
use crate::inet::Error;
use crate::inet::url;

use super::boundary;
use super::structs::{LPURL_COMPONENTSA, LPURL_COMPONENTSW, UrlComponents};
use super::types::{BOOL, DWORD, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPWSTR};
use super::url_components::has_size;
use super::url_text::{Unit, read_units, write_url};

/// Splits a URL into its parts. TRUE means that all requested parts were stored.
///
/// Pointer and length of each part say what the caller requests:
///
/// - Pointer NULL, length 0: nothing.
/// - Pointer NULL, another length: the place of the part inside `lpszUrl`. The pointer receives its start (NULL if the
///   URL has no such part), the length its length. There is no NUL after it.
/// - A pointer to a buffer, whose size in characters is the length: a copy. The buffer receives the part and a NUL,
///   the length the length of the part without NUL.
///
/// `nScheme` and `nPort` are always set. If the URL has no port, `nPort` is the default port of its scheme.
///
/// # Parameters
/// - `lpszUrl`: the URL.
/// - `dwUrlLength`: the largest number of characters to read; the URL also ends at a NUL. 0 means that only the NUL
///   ends it.
/// - `dwFlags`: `ICU_DECODE` or `ICU_ESCAPE` decode escape sequences (except `%00`); then every requested part needs a
///   buffer. `ICU_REJECT_USERPWD` refuses a URL that contains a user. All other bits are ignored.
/// - `lpUrlComponents`: the parts; the caller sets `dwStructSize` to the size of the structure. The extra information
///   (from the first `?` or `#` on) is part of the path unless it is requested separately. An IPv6 address keeps its
///   brackets. A copied path of `file:///C:/x` is `C:\x`.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer is NULL, `dwStructSize` is wrong, or decoding is asked for without buffers.
/// - `ERROR_INTERNET_UNRECOGNIZED_SCHEME`: the URL has no scheme.
/// - `ERROR_INTERNET_INVALID_URL`: the host is missing, the port is not valid, or `ICU_REJECT_USERPWD` refuses the
///   URL.
/// - `ERROR_INSUFFICIENT_BUFFER`: a buffer is too small. The lengths of the buffers that are too small are now the
///   sizes needed; nothing else is changed.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetCrackUrlA and `URL_COMPONENTSA`; RFC 1738, section 3.1.
///
/// # Safety
/// Every pointer, including those in the structure, is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCrackUrlA(
    lpszUrl: LPCSTR,
    dwUrlLength: DWORD,
    dwFlags: DWORD,
    lpUrlComponents: LPURL_COMPONENTSA,
) -> BOOL {
    let structure = lpUrlComponents.cast::<UrlComponents<u8>>();
    // SAFETY: the caller of this function makes the same promise; a narrow character is a byte.
    boundary::boolean(|| unsafe { crack(lpszUrl.cast::<u8>(), dwUrlLength, dwFlags, structure, true) })
}

/// Like [`InternetCrackUrlA`], for UTF-16 callers. `dwStructSize` is not checked, the lengths of buffers that are too
/// small are unchanged, and decoded escape sequences are UTF-8.
///
/// # Safety
/// As for InternetCrackUrlA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCrackUrlW(
    lpszUrl: LPCWSTR,
    dwUrlLength: DWORD,
    dwFlags: DWORD,
    lpUrlComponents: LPURL_COMPONENTSW,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { crack(lpszUrl, dwUrlLength, dwFlags, lpUrlComponents, false) })
}

/// Builds a URL from its parts. TRUE means that the URL is in the buffer.
///
/// A part whose pointer is NULL is left out. A part whose length is 0 ends at its NUL; another length is the largest
/// number of characters to read.
///
/// # Parameters
/// - `lpUrlComponents`: the parts; the caller sets `dwStructSize` to the size of the structure. `lpszScheme` takes
///   precedence over `nScheme`; `INTERNET_SCHEME_DEFAULT` means http. Without a host, user, password and port are left
///   out. So are port 0 and the default port of the scheme. A missing slash between host and path is added.
/// - `dwFlags`: `ICU_ESCAPE` encodes unsafe characters in path and extra information, `ICU_ESCAPE_AUTHORITY` those in
///   user, password and host. With either, `ICU_ENCODE_PERCENT` also encodes percent signs. `ICU_USERNAME` is obsolete
///   and ignored, like all other bits.
/// - `lpszUrl`: receives the URL and a NUL; NULL asks for the size.
/// - `lpdwUrlLength`: in: the size of the buffer in characters; out: the length without NUL, or, with
///   `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: `lpUrlComponents` or `lpdwUrlLength` is NULL, `dwStructSize` is wrong, a password
///   comes without a user, or `nScheme` is unknown.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is NULL or too small.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetCreateUrlA and `URL_COMPONENTSA`; RFC 1738, section 3.1.
///
/// # Safety
/// Every pointer, including those in the structure, is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCreateUrlA(
    lpUrlComponents: LPURL_COMPONENTSA,
    dwFlags: DWORD,
    lpszUrl: LPSTR,
    lpdwUrlLength: LPDWORD,
) -> BOOL {
    let structure = lpUrlComponents.cast::<UrlComponents<u8>>();
    // SAFETY: the caller of this function makes the same promise; a narrow character is a byte.
    boundary::boolean(|| unsafe { create(structure, dwFlags, lpszUrl.cast::<u8>(), lpdwUrlLength) })
}

/// Like [`InternetCreateUrlA`], for UTF-16 callers. A length counts characters, but a size needed counts bytes.
/// Characters outside ASCII are encoded as UTF-8.
///
/// # Safety
/// As for InternetCreateUrlA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCreateUrlW(
    lpUrlComponents: LPURL_COMPONENTSW,
    dwFlags: DWORD,
    lpszUrl: LPWSTR,
    lpdwUrlLength: LPDWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { create(lpUrlComponents, dwFlags, lpszUrl, lpdwUrlLength) })
}

/// Makes a URL canonical. TRUE means that the canonical URL is in the buffer.
///
/// White space around the URL is removed, `.` and `..` in the path are resolved, a host is always followed by a path,
/// and unsafe characters (but not the percent sign) become escape sequences. In http: and https: URLs backslashes
/// become slashes. A file: URL gets backslashes: `file:///C:/x` becomes `file://C:\x`.
///
/// # Parameters
/// - `lpszUrl`: the URL, absolute or relative.
/// - `lpszBuffer`: receives the canonical URL and a NUL; must not be NULL.
/// - `lpdwBufferLength`: in: the size of the buffer in characters; out: the length without NUL, or, with
///   `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL.
/// - `dwFlags`: `ICU_DECODE` decodes escape sequences first (except `%00`). `ICU_NO_ENCODE` encodes nothing,
///   `ICU_ENCODE_SPACES_ONLY` only spaces. `ICU_ENCODE_PERCENT` also encodes percent signs. `ICU_BROWSER_MODE` neither
///   encodes nor decodes what follows `?` or `#`. `ICU_NO_META` does not resolve `.` and `..`. All other bits are
///   ignored.
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer is NULL.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is too small.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetCanonicalizeUrlA; RFC 1738, section 2.2.
///
/// # Safety
/// Every pointer is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCanonicalizeUrlA(
    lpszUrl: LPCSTR,
    lpszBuffer: LPSTR,
    lpdwBufferLength: LPDWORD,
    dwFlags: DWORD,
) -> BOOL {
    let (url, buffer) = (lpszUrl.cast::<u8>(), lpszBuffer.cast::<u8>());
    // SAFETY: the caller of this function makes the same promise; a narrow character is a byte.
    boundary::boolean(|| unsafe { canonicalize(url, buffer, lpdwBufferLength, dwFlags) })
}

/// Like [`InternetCanonicalizeUrlA`], for UTF-16 callers; all lengths count characters. Characters outside ASCII are
/// encoded as UTF-8.
///
/// # Safety
/// As for InternetCanonicalizeUrlA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCanonicalizeUrlW(
    lpszUrl: LPCWSTR,
    lpszBuffer: LPWSTR,
    lpdwBufferLength: LPDWORD,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe { canonicalize(lpszUrl, lpszBuffer, lpdwBufferLength, dwFlags) })
}

/// Resolves a relative URL against a base URL, and makes the result canonical. TRUE means that the result is in the
/// buffer. A `..` that leads above the root is kept.
///
/// # Parameters
/// - `lpszBaseUrl`: the base URL.
/// - `lpszRelativeUrl`: a relative URL. If it is absolute, it is the result.
/// - `lpszBuffer`: receives the URL and a NUL; NULL asks for the size.
/// - `lpdwBufferLength`: in: the size of the buffer in characters; out: the length without NUL, or, with
///   `ERROR_INSUFFICIENT_BUFFER`, the size needed with NUL.
/// - `dwFlags`: as for [`InternetCanonicalizeUrlA`].
///
/// # Returns
/// TRUE or FALSE.
///
/// # Errors
/// - `ERROR_INVALID_PARAMETER`: a pointer other than `lpszBuffer` is NULL.
/// - `ERROR_INSUFFICIENT_BUFFER`: the buffer is NULL or too small.
///
/// # Threads
/// Any thread. There is no network traffic.
///
/// # Source
/// Microsoft, InternetCombineUrlA; RFC 1808, section 4.
///
/// # Safety
/// Every pointer is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCombineUrlA(
    lpszBaseUrl: LPCSTR,
    lpszRelativeUrl: LPCSTR,
    lpszBuffer: LPSTR,
    lpdwBufferLength: LPDWORD,
    dwFlags: DWORD,
) -> BOOL {
    let (base, relative) = (lpszBaseUrl.cast::<u8>(), lpszRelativeUrl.cast::<u8>());
    let buffer = lpszBuffer.cast::<u8>();
    // SAFETY: the caller of this function makes the same promise; a narrow character is a byte.
    boundary::boolean(|| unsafe { combine(base, relative, buffer, lpdwBufferLength, dwFlags) })
}

/// Like [`InternetCombineUrlA`], for UTF-16 callers; all lengths count characters. Characters outside ASCII are
/// encoded as UTF-8.
///
/// # Safety
/// As for InternetCombineUrlA.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCombineUrlW(
    lpszBaseUrl: LPCWSTR,
    lpszRelativeUrl: LPCWSTR,
    lpszBuffer: LPWSTR,
    lpdwBufferLength: LPDWORD,
    dwFlags: DWORD,
) -> BOOL {
    // SAFETY: the caller of this function makes the same promise.
    boundary::boolean(|| unsafe {
        combine(lpszBaseUrl, lpszRelativeUrl, lpszBuffer, lpdwBufferLength, dwFlags)
    })
}

/// # Safety
/// `start` is NULL or points to a URL of at most `most` characters (0: ended by a NUL). `structure` is NULL or points to a
/// structure whose pointers are NULL or have room for as many characters as their lengths say.
unsafe fn crack<C: Unit>(
    start: *const C,
    most: DWORD,
    flags: DWORD,
    structure: *mut UrlComponents<C>,
    is_narrow: bool,
) -> Result<(), Error> {
    if start.is_null() || structure.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a structure that begins with its size.
    if is_narrow && unsafe { !has_size(structure) } {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to the structure, at whatever address.
    let mut components = unsafe { structure.read_unaligned() };
    let decode = flags & (ICU_DECODE | ICU_ESCAPE) != 0;
    if decode && !components.can_be_decoded() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a URL of at most `most` characters (0: ended by a NUL).
    let url = unsafe { read_units(start, most) };
    let mut cracked = url::crack(&url, flags)?;
    if !components.wants_extra() {
        cracked = cracked.with_extra_in_path();
    }
    // SAFETY: `url` was read from `start`, and the buffers are as the caller promises.
    let result = unsafe { components.fill(start, &url, &cracked, decode) };
    if is_narrow || result.is_ok() {
        // SAFETY: the structure was read from there.
        unsafe { structure.write_unaligned(components) };
    }
    result
}

/// # Safety
/// `structure` is NULL or points to a structure whose pointers are NULL or point to as many characters as their lengths
/// say, or to fewer and a NUL. `length` is NULL or points to a DWORD. `buffer` is NULL or has room for `*length` characters.
unsafe fn create<C: Unit>(
    structure: *mut UrlComponents<C>,
    flags: DWORD,
    buffer: *mut C,
    length: LPDWORD,
) -> Result<(), Error> {
    if structure.is_null() || length.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a structure that begins with its size.
    if unsafe { !has_size(structure) } {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to the structure, at whatever address.
    let mut components = unsafe { structure.read_unaligned() };
    // SAFETY: the pointers of the structure are as the caller promises.
    let parts = unsafe { components.parts() };
    let url = url::create(&parts, flags, C::UNITS)?;
    // SAFETY: `length` is not NULL, and the buffer is as the caller promises.
    unsafe { write_url(&url, buffer, length, size_of::<C>()) }
}

/// # Safety
/// `url` is NULL or ended by a NUL; `length` is NULL or points to a DWORD; `buffer` is NULL or has room for `*length`
/// characters.
unsafe fn canonicalize<C: Unit>(
    url: *const C,
    buffer: *mut C,
    length: LPDWORD,
    flags: DWORD,
) -> Result<(), Error> {
    if url.is_null() || buffer.is_null() || length.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it is ended by a NUL.
    let url = unsafe { read_units(url, 0) };
    // SAFETY: `length` is not NULL, and the buffer is as the caller promises.
    unsafe { write_url(&url::canonicalize(&url, flags, C::UNITS), buffer, length, 1) }
}

/// # Safety
/// `base` and `relative` are NULL or ended by a NUL; `length` is NULL or points to a DWORD; `buffer` is NULL or has room for
/// `*length` characters.
unsafe fn combine<C: Unit>(
    base: *const C,
    relative: *const C,
    buffer: *mut C,
    length: LPDWORD,
    flags: DWORD,
) -> Result<(), Error> {
    if base.is_null() || relative.is_null() || length.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: neither is NULL, so both are ended by a NUL.
    let (base, relative) = unsafe { (read_units(base, 0), read_units(relative, 0)) };
    // SAFETY: `length` is not NULL, and the buffer is as the caller promises.
    unsafe { write_url(&url::combine(&base, &relative, flags, C::UNITS), buffer, length, 1) }
}
