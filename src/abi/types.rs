//! The C types of the interface. The header declares them in its hand-written part.

use std::ffi::{c_char, c_void};

/// A truth value: 1 or 0.
// cbindgen:ignore
pub type BOOL = i32;
/// A 32-bit number.
// cbindgen:ignore
pub type DWORD = u32;
/// A number as wide as a pointer.
// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type DWORD_PTR = usize;
/// A pointer to a number.
// cbindgen:ignore
pub type LPDWORD = *mut u32;
/// A handle; NULL is not a handle.
// cbindgen:ignore
pub type HINTERNET = *mut c_void;
/// A TCP port.
// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type INTERNET_PORT = u16;
/// Any buffer.
// cbindgen:ignore
pub type LPVOID = *mut c_void;
/// A buffer for narrow text.
// cbindgen:ignore
pub type LPSTR = *mut c_char;
/// Narrow text, ended by NUL.
// cbindgen:ignore
pub type LPCSTR = *const c_char;
/// A buffer for UTF-16 text.
// cbindgen:ignore
pub type LPWSTR = *mut u16;
/// UTF-16 text, ended by NUL.
// cbindgen:ignore
pub type LPCWSTR = *const u16;
/// Bytes that are only read.
// cbindgen:ignore
pub type LPCVOID = *const c_void;
/// A signed 32-bit number.
// cbindgen:ignore
pub type LONG = i32;
/// A handle of the operating system.
// cbindgen:ignore
pub type HANDLE = *mut c_void;
/// A pointer to a handle of the system.
// cbindgen:ignore
pub type LPHANDLE = *mut HANDLE;
/// A window.
// cbindgen:ignore
pub type HWND = *mut c_void;
/// A pointer to a handle.
// cbindgen:ignore
pub type LPHINTERNET = *mut HINTERNET;
/// The address of a callback function; NULL for none.
// cbindgen:ignore
#[allow(non_camel_case_types, reason = "the name programs know")]
pub type INTERNET_STATUS_CALLBACK = *mut c_void;
