//! InternetCrackUrl, InternetCreateUrl, InternetCanonicalizeUrl, InternetCombineUrl.

use crate::constants::flags::{ICU_DECODE, ICU_ESCAPE};
use crate::inet::Error;
use crate::inet::url;

use super::boundary;
use super::structs::{LPURL_COMPONENTSA, LPURL_COMPONENTSW, UrlComponents};
use super::types::{BOOL, DWORD, LPCSTR, LPCWSTR, LPDWORD, LPSTR, LPWSTR};
use super::url_components::has_size;
use super::url_text::{Unit, read_units, write_url};

/// Takes a URL apart.
///
/// The structure tells for each part what is wanted. Pointer NULL and length 0: nothing. Pointer NULL and another length:
/// the pointer receives the part's place in lpszUrl (NULL when there is no such part), the length its length; no NUL ends
/// it there. Any other pointer: a buffer whose size in characters the length is; it receives the part and a NUL, the
/// length that of the part without NUL. nScheme and nPort are always set; nPort is that of the scheme where the URL has
/// none.
///
/// @param lpszUrl          the URL
/// @param dwUrlLength      the most characters that are read of it; it ends at a NUL before that. 0: it ends at its NUL
/// @param dwFlags          ICU_DECODE or ICU_ESCAPE: escape sequences become characters (but `%00`); every part wanted needs a
///                         buffer. ICU_REJECT_USERPWD: a URL with a user is refused. All other bits are ignored.
/// @param lpUrlComponents  dwStructSize must be its size. Extra information (from the first `?` or `#` on) is the end of
///                         the path unless it is wanted by itself. An IPv6 address keeps its brackets. In a buffer the path
///                         of `file:///C:/x` is `C:\x`.
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER, ERROR_INTERNET_UNRECOGNIZED_SCHEME (no scheme), ERROR_INTERNET_INVALID_URL (no host, or no
/// port), ERROR_INSUFFICIENT_BUFFER (the lengths of the buffers that are too small are now the sizes needed; nothing else
/// is changed)
/// @note Any thread. Source: Microsoft, InternetCrackUrlA and URL_COMPONENTSA; RFC 1738, section 3.1.
///
/// # Safety
/// Every pointer, those in the structure too, is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCrackUrlA(
    lpszUrl: LPCSTR,
    dwUrlLength: DWORD,
    dwFlags: DWORD,
    lpUrlComponents: LPURL_COMPONENTSA,
) -> BOOL {
    let place = lpUrlComponents.cast::<UrlComponents<u8>>();
    // SAFETY: the caller's promise is passed on as it is; a narrow character is a byte.
    boundary::boolean(|| unsafe { crack(lpszUrl.cast::<u8>(), dwUrlLength, dwFlags, place, true) })
}

/// InternetCrackUrlA with 16-bit text. dwStructSize is not looked at, lengths of buffers that are too small stay as they
/// are, and decoded escape sequences are UTF-8.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { crack(lpszUrl, dwUrlLength, dwFlags, lpUrlComponents, false) })
}

/// Makes a URL of its parts.
///
/// A part whose pointer is NULL is not wanted. A part whose length is 0 ends at its NUL; any other length is the most
/// characters that are read of it.
///
/// @param lpUrlComponents  the parts; dwStructSize must be its size. lpszScheme counts more than nScheme, of which
///                         INTERNET_SCHEME_DEFAULT means http. Without a host there is no user, password or port. The
///                         scheme's own port and port 0 are left out. A slash is put between host and path where there is
///                         none.
/// @param dwFlags          ICU_ESCAPE: unsafe characters of path and extra information become escape sequences;
///                         ICU_ESCAPE_AUTHORITY: those of user, password and host; ICU_ENCODE_PERCENT: with these two, percent
///                         signs too. ICU_USERNAME is obsolete and ignored, as all other bits are.
/// @param lpszUrl          receives the URL and a NUL; NULL to ask for the size
/// @param lpdwUrlLength    in: the size of the buffer in characters; out: the length without NUL, or, with
///                         ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (also: a password without user, an nScheme that is none), ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. Source: Microsoft, InternetCreateUrlA and URL_COMPONENTSA; RFC 1738, section 3.1.
///
/// # Safety
/// Every pointer, those in the structure too, is NULL or as described above.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn InternetCreateUrlA(
    lpUrlComponents: LPURL_COMPONENTSA,
    dwFlags: DWORD,
    lpszUrl: LPSTR,
    lpdwUrlLength: LPDWORD,
) -> BOOL {
    let place = lpUrlComponents.cast::<UrlComponents<u8>>();
    // SAFETY: the caller's promise is passed on as it is; a narrow character is a byte.
    boundary::boolean(|| unsafe { create(place, dwFlags, lpszUrl.cast::<u8>(), lpdwUrlLength) })
}

/// InternetCreateUrlA with 16-bit text: a length counts characters, but a size needed counts bytes. Characters outside
/// ASCII are encoded as UTF-8.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { create(lpUrlComponents, dwFlags, lpszUrl, lpdwUrlLength) })
}

/// Makes a URL canonical: no white space around it, `.` and `..` of its path resolved, a path behind every host, unsafe
/// characters as escape sequences. A percent sign is not one of them.
///
/// @param lpszUrl           the URL, absolute or relative
/// @param lpszBuffer        receives the canonical URL and a NUL; must not be NULL
/// @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
///                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
/// @param dwFlags           ICU_DECODE: escape sequences become characters first (but `%00`). ICU_NO_ENCODE: nothing becomes an
///                          escape sequence. ICU_ENCODE_SPACES_ONLY: only spaces do. ICU_ENCODE_PERCENT: percent signs do too.
///                          ICU_BROWSER_MODE: what follows `?` or `#` is neither encoded nor decoded. ICU_NO_META: the path stays
///                          as it is. All other bits are ignored.
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a NULL), ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. Backslashes are slashes in http: and https: URLs; a file: URL gets them: `file:///C:/x` becomes
/// `file://C:\x`. Source: Microsoft, InternetCanonicalizeUrlA; RFC 1738, section 2.2.
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
    // SAFETY: the caller's promise is passed on as it is; a narrow character is a byte.
    boundary::boolean(|| unsafe { canonicalize(url, buffer, lpdwBufferLength, dwFlags) })
}

/// InternetCanonicalizeUrlA with 16-bit text; all lengths count characters. Characters outside ASCII are encoded as UTF-8.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe { canonicalize(lpszUrl, lpszBuffer, lpdwBufferLength, dwFlags) })
}

/// Resolves a relative URL, and makes the result canonical.
///
/// @param lpszBaseUrl       what the other is relative to
/// @param lpszRelativeUrl   a relative URL, or an absolute one, which is the result then
/// @param lpszBuffer        receives the URL and a NUL; NULL to ask for the size
/// @param lpdwBufferLength  in: the size of the buffer in characters; out: the length without NUL, or, with
///                          ERROR_INSUFFICIENT_BUFFER, the size needed with NUL
/// @param dwFlags           those of InternetCanonicalizeUrlA
/// @return TRUE or FALSE
/// @par Errors
/// ERROR_INVALID_PARAMETER (a NULL where none may be), ERROR_INSUFFICIENT_BUFFER
/// @note Any thread. `..` that leads above the root stays. Source: Microsoft, InternetCombineUrlA; RFC 1808, section 4.
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
    // SAFETY: the caller's promise is passed on as it is; a narrow character is a byte.
    boundary::boolean(|| unsafe { combine(base, relative, buffer, lpdwBufferLength, dwFlags) })
}

/// InternetCombineUrlA with 16-bit text; all lengths count characters. Characters outside ASCII are encoded as UTF-8.
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
    // SAFETY: the caller's promise is passed on as it is.
    boundary::boolean(|| unsafe {
        combine(lpszBaseUrl, lpszRelativeUrl, lpszBuffer, lpdwBufferLength, dwFlags)
    })
}

/// # Safety
/// `start` is NULL or points to a URL as `most` tells it; `place` is NULL or points to a structure whose pointers are NULL
/// or have room for as many characters as their lengths say.
unsafe fn crack<C: Unit>(
    start: *const C,
    most: DWORD,
    flags: DWORD,
    place: *mut UrlComponents<C>,
    is_narrow: bool,
) -> Result<(), Error> {
    if start.is_null() || place.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a structure that begins with its size.
    if is_narrow && unsafe { !has_size(place) } {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to the structure, at whatever address.
    let mut components = unsafe { place.read_unaligned() };
    let decode = flags & (ICU_DECODE | ICU_ESCAPE) != 0;
    if decode && !components.can_be_decoded() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a URL as `most` tells it.
    let url = unsafe { read_units(start, most) };
    let mut cracked = url::crack(&url, flags)?;
    if !components.wants_extra() {
        cracked = cracked.with_extra_in_path();
    }
    // SAFETY: `url` was read from `start`, and the buffers are as the caller promises.
    let result = unsafe { components.fill(start, &url, &cracked, decode) };
    if is_narrow || result.is_ok() {
        // SAFETY: the structure was read from there.
        unsafe { place.write_unaligned(components) };
    }
    result
}

/// # Safety
/// `place` is NULL or points to a structure whose pointers are NULL or point to as many characters as their lengths say, or
/// to fewer and a NUL; `length` is NULL or points to a DWORD; `buffer` is NULL or has room for `*length` characters.
unsafe fn create<C: Unit>(
    place: *mut UrlComponents<C>,
    flags: DWORD,
    buffer: *mut C,
    length: LPDWORD,
) -> Result<(), Error> {
    if place.is_null() || length.is_null() {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to a structure that begins with its size.
    if unsafe { !has_size(place) } {
        return Err(Error::InvalidParameter);
    }
    // SAFETY: not NULL, so it points to the structure, at whatever address.
    let mut components = unsafe { place.read_unaligned() };
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
