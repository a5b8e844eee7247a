//! The C structures of the interface. The header declares most of them in its hand-written part.
#![allow(missing_docs, non_camel_case_types, reason = "names and fields are those of Microsoft's pages")]

use std::ffi::{c_char, c_ulonglong};

use crate::constants::extensions::TRUEFTP_COMMAND_SIZE;
use crate::constants::windows::MAX_PATH;

use super::types::{BOOL, DWORD, DWORD_PTR, INTERNET_PORT, LPCVOID, LPVOID};

/// What TrueFtpGetReplyInfo returns about a call and its final reply. Later versions may add fields at the end.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct TRUEFTP_REPLY_INFO {
    /// In: the size of the structure in bytes. Out: the number of bytes that were written.
    pub dwStructSize: DWORD,
    /// The code of the final reply (226, 451 and so on); 0 if there was none.
    pub dwCode: DWORD,
    /// The first digit of the code, such as TRUEFTP_CLASS_COMPLETION; 0 without a reply.
    pub dwClass: DWORD,
    /// The second digit of the code, such as TRUEFTP_GROUP_CONNECTIONS; 0 without a reply.
    pub dwGroup: DWORD,
    /// TRUE if the code is 4yz: a temporary refusal.
    pub fTransient: BOOL,
    /// The substatus of IIS (0 to 55) that the reply's text names; else TRUEFTP_NO_SUBSTATUS. The texts of IIS for 27
    /// and 28 are the same: one about the data channel is reported as 27.
    pub dwIisSubstatus: DWORD,
    /// The number of the Win32 error that the reply's text names after "Win32 error:"; else 0.
    pub dwWin32Error: DWORD,
    /// The length of the command in bytes, even if it is longer than szCommand.
    pub dwCommandLength: DWORD,
    /// When the operation of the call ended, in milliseconds since 1970-01-01 UTC; 0 if there was no operation.
    pub ullMoment: c_ulonglong,
    /// The number of bytes of the file that were sent to or received from the data connection. Of the bytes that were
    /// sent, the server may have received fewer.
    pub ullBytesDone: c_ulonglong,
    /// The size of the file in bytes; TRUEFTP_SIZE_UNKNOWN if it is not known, or if the call transfers no file.
    pub ullBytesTotal: c_ulonglong,
    /// The last command with its argument, as the bytes that were sent, ended by NUL and cut if it is too long. It never
    /// contains a password: the arguments of PASS and ACCT, and of SITE commands for passwords and users, are left out.
    /// Empty if the reply is the greeting.
    pub szCommand: [c_char; TRUEFTP_COMMAND_SIZE],
}

/// A time in units of 100 nanoseconds since 1601-01-01.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct FILETIME {
    pub dwLowDateTime: DWORD,
    pub dwHighDateTime: DWORD,
}

/// An entry of a directory.
// cbindgen:ignore
pub type WIN32_FIND_DATAA = FindData<u8>;
/// An entry of a directory, with UTF-16 text.
// cbindgen:ignore
pub type WIN32_FIND_DATAW = FindData<u16>;

/// WIN32_FIND_DATA, for characters of either width.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct FindData<C> {
    pub dwFileAttributes: DWORD,
    pub ftCreationTime: FILETIME,
    pub ftLastAccessTime: FILETIME,
    pub ftLastWriteTime: FILETIME,
    pub nFileSizeHigh: DWORD,
    pub nFileSizeLow: DWORD,
    pub dwReserved0: DWORD,
    pub dwReserved1: DWORD,
    pub cFileName: [C; MAX_PATH],
    pub cAlternateFileName: [C; 14],
}

/// A pointer to a [`WIN32_FIND_DATAA`].
// cbindgen:ignore
pub type LPWIN32_FIND_DATAA = *mut WIN32_FIND_DATAA;
/// A pointer to a [`WIN32_FIND_DATAW`].
// cbindgen:ignore
pub type LPWIN32_FIND_DATAW = *mut WIN32_FIND_DATAW;

/// The data of INTERNET_STATUS_REQUEST_COMPLETE: the result of an asynchronous call.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct INTERNET_ASYNC_RESULT {
    pub dwResult: DWORD_PTR,
    pub dwError: DWORD,
}

/// The data of TRUEFTP_STATUS_PROGRESS: how many bytes were transferred, and how many there are.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct TRUEFTP_PROGRESS {
    pub ullDone: c_ulonglong,
    pub ullTotal: c_ulonglong,
}

/// A buffer and its size. The fields for HTTP are not used.
// cbindgen:ignore
pub type INTERNET_BUFFERSA = InternetBuffers<c_char>;
/// [`INTERNET_BUFFERSA`] for UTF-16 callers.
// cbindgen:ignore
pub type INTERNET_BUFFERSW = InternetBuffers<u16>;

/// INTERNET_BUFFERS, for characters of either width.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct InternetBuffers<C> {
    pub dwStructSize: DWORD,
    pub Next: *mut InternetBuffers<C>,
    pub lpcszHeader: *const C,
    pub dwHeadersLength: DWORD,
    pub dwHeadersTotal: DWORD,
    pub lpvBuffer: LPVOID,
    pub dwBufferLength: DWORD,
    pub dwBufferTotal: DWORD,
    pub dwOffsetLow: DWORD,
    pub dwOffsetHigh: DWORD,
}

/// A pointer to an [`INTERNET_BUFFERSA`].
// cbindgen:ignore
pub type LPINTERNET_BUFFERSA = *mut INTERNET_BUFFERSA;
/// A pointer to an [`INTERNET_BUFFERSW`].
// cbindgen:ignore
pub type LPINTERNET_BUFFERSW = *mut INTERNET_BUFFERSW;

/// The value of INTERNET_OPTION_VERSION.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct INTERNET_VERSION_INFO {
    pub dwMajorVersion: DWORD,
    pub dwMinorVersion: DWORD,
}

/// The value of INTERNET_OPTION_CONNECTED_STATE when it is set.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct INTERNET_CONNECTED_INFO {
    pub dwConnectedState: DWORD,
    pub dwFlags: DWORD,
}

/// The value of INTERNET_OPTION_PROXY. Its texts are bytes or UTF-16, as the function requires.
// cbindgen:ignore
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct INTERNET_PROXY_INFO {
    pub dwAccessType: DWORD,
    pub lpszProxy: LPCVOID,
    pub lpszProxyBypass: LPCVOID,
}

/// The sizes and offsets are those of Windows' headers.
const _: () = {
    use std::mem::offset_of;
    let pointer = size_of::<usize>();
    assert!(size_of::<WIN32_FIND_DATAA>() == 320 && offset_of!(WIN32_FIND_DATAA, cAlternateFileName) == 304);
    assert!(size_of::<WIN32_FIND_DATAW>() == 592 && offset_of!(WIN32_FIND_DATAW, cAlternateFileName) == 564);
    assert!(
        offset_of!(WIN32_FIND_DATAW, nFileSizeHigh) == 28 && offset_of!(WIN32_FIND_DATAW, cFileName) == 44
    );
    assert!(size_of::<INTERNET_BUFFERSA>() == if pointer == 8 { 56 } else { 40 });
    assert!(offset_of!(INTERNET_BUFFERSA, lpvBuffer) == if pointer == 8 { 32 } else { 20 });
    assert!(offset_of!(INTERNET_BUFFERSA, dwBufferLength) == if pointer == 8 { 40 } else { 24 });
    assert!(size_of::<INTERNET_PROXY_INFO>() == 3 * pointer);
};

/// The parts of a URL.
// cbindgen:ignore
pub type URL_COMPONENTSA = UrlComponents<c_char>;
/// The parts of a URL as UTF-16 text.
// cbindgen:ignore
pub type URL_COMPONENTSW = UrlComponents<u16>;
/// A pointer to a [`URL_COMPONENTSA`].
// cbindgen:ignore
pub type LPURL_COMPONENTSA = *mut URL_COMPONENTSA;
/// A pointer to a [`URL_COMPONENTSW`].
// cbindgen:ignore
pub type LPURL_COMPONENTSW = *mut URL_COMPONENTSW;

/// URL_COMPONENTS, for characters of either width.
// cbindgen:ignore
#[repr(C)]
#[derive(Clone, Copy, Debug)]
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

/// The sizes and offsets are those of Windows' headers: WinINet uses the natural alignment of each pointer size.
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
