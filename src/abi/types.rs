//! The C types of the interface. The header's hand-written part declares them for C.

use std::ffi::{c_char, c_void};

/// A truth value: 1 or 0.
/// cbindgen:ignore
pub type BOOL = i32;
/// A 32-bit number.
/// cbindgen:ignore
pub type DWORD = u32;
/// A number as wide as a pointer.
/// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type DWORD_PTR = usize;
/// Where to put a number.
/// cbindgen:ignore
pub type LPDWORD = *mut u32;
/// A handle; NULL is none.
/// cbindgen:ignore
pub type HINTERNET = *mut c_void;
/// A TCP port.
/// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type INTERNET_PORT = u16;
/// Any buffer.
/// cbindgen:ignore
pub type LPVOID = *mut c_void;
/// A buffer for narrow text.
/// cbindgen:ignore
pub type LPSTR = *mut c_char;
/// Narrow text, ended by NUL.
/// cbindgen:ignore
pub type LPCSTR = *const c_char;
/// A buffer for 16-bit text.
/// cbindgen:ignore
pub type LPWSTR = *mut u16;
/// 16-bit text, ended by NUL.
/// cbindgen:ignore
pub type LPCWSTR = *const u16;
/// The parts of a URL.
/// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type URL_COMPONENTSA = UrlComponents<c_char>;
/// The parts of a URL as 16-bit text.
/// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type URL_COMPONENTSW = UrlComponents<u16>;
/// Where the parts of a URL are.
/// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type LPURL_COMPONENTSA = *mut URL_COMPONENTSA;
/// Where the parts of a URL as 16-bit text are.
/// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type LPURL_COMPONENTSW = *mut URL_COMPONENTSW;

/// URL_COMPONENTS, for characters of either width.
/// cbindgen:ignore
#[repr(C)]
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "Microsoft, URL_COMPONENTSA")]
pub struct UrlComponents<C> {
    pub dwStructSize: DWORD,
    pub lpszScheme: *mut C,
    pub dwSchemeLength: DWORD,
    pub nScheme: i32,
    pub lpszHostName: *mut C,
    pub dwHostNameLength: DWORD,
    pub nPort: INTERNET_PORT,
    pub lpszUserName: *mut C,
    pub dwUserNameLength: DWORD,
    pub lpszPassword: *mut C,
    pub dwPasswordLength: DWORD,
    pub lpszUrlPath: *mut C,
    pub dwUrlPathLength: DWORD,
    pub lpszExtraInfo: *mut C,
    pub dwExtraInfoLength: DWORD,
}

/// The layout that programs are compiled for: WinINet's packing is the natural one of either width.
const _: () = {
    use std::mem::offset_of;
    type Either = URL_COMPONENTSW;
    const OFFSETS: [usize; 16] = [
        size_of::<URL_COMPONENTSA>(),
        offset_of!(Either, dwStructSize),
        offset_of!(Either, lpszScheme),
        offset_of!(Either, dwSchemeLength),
        offset_of!(Either, nScheme),
        offset_of!(Either, lpszHostName),
        offset_of!(Either, dwHostNameLength),
        offset_of!(Either, nPort),
        offset_of!(Either, lpszUserName),
        offset_of!(Either, dwUserNameLength),
        offset_of!(Either, lpszPassword),
        offset_of!(Either, dwPasswordLength),
        offset_of!(Either, lpszUrlPath),
        offset_of!(Either, dwUrlPathLength),
        offset_of!(Either, lpszExtraInfo),
        offset_of!(Either, dwExtraInfoLength),
    ];
    const EXPECTED: [usize; 16] = if size_of::<usize>() == 8 {
        [104, 0, 8, 16, 20, 24, 32, 36, 40, 48, 56, 64, 72, 80, 88, 96]
    } else {
        [60, 0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56]
    };
    assert!(size_of::<URL_COMPONENTSW>() == EXPECTED[0]);
    let mut at = 0;
    while at < OFFSETS.len() {
        assert!(OFFSETS[at] == EXPECTED[at]);
        at += 1;
    }
};
