//! The version of the library.

use super::types::DWORD;

const fn part(digits: &str) -> DWORD {
    match DWORD::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => panic!("the package's version has a part that is no number"),
    }
}

/// Tells the version of the library that is loaded.
///
/// @return major × 65536 + minor × 256 + patch: compare it with TRUEFTP_VERSION_NUMBER, the version of the header.
/// @note Any thread; never fails, and leaves the last error as it is.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpVersion() -> DWORD {
    const {
        (part(env!("CARGO_PKG_VERSION_MAJOR")) << 16)
            | (part(env!("CARGO_PKG_VERSION_MINOR")) << 8)
            | part(env!("CARGO_PKG_VERSION_PATCH"))
    }
}
