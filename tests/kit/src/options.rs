//! Options whose value is a DWORD.

use std::ffi::c_void;

use trueftp::abi::*;

use crate::last_error;

/// InternetQueryOption of a DWORD.
pub fn query_number(handle: HINTERNET, option: u32) -> u32 {
    let mut value = 0u32;
    let mut length = 4;
    // SAFETY: the buffer has the length that is passed.
    let ok = unsafe { InternetQueryOptionA(handle, option, (&raw mut value).cast(), &mut length) };
    assert_eq!((ok, length), (1, 4), "option {option}: error {}", last_error());
    value
}

/// InternetSetOption of a DWORD.
pub fn set_number(handle: HINTERNET, option: u32, mut value: u32) {
    let value: *mut c_void = (&raw mut value).cast();
    // SAFETY: the value has four bytes.
    assert_eq!(unsafe { InternetSetOptionA(handle, option, value, 4) }, 1, "option {option}");
}
