//! The version of the library.

use super::types::DWORD;

const fn part(digits: &str) -> DWORD {
    match DWORD::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => panic!("the package's version has a part that is not a number"),
    }
}

/// Returns the version of the library that is loaded.
///
/// # Returns
/// major × 65536 + minor × 256 + patch. The header's own version is `TRUEFTP_VERSION_NUMBER`.
///
/// # Errors
/// None; the last error is unchanged.
///
/// # Threads
/// Any thread.
///
/// # Source
/// An extension of trueftp.
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpVersion() -> DWORD {
    const {
        (part(env!("CARGO_PKG_VERSION_MAJOR")) << 16)
            | (part(env!("CARGO_PKG_VERSION_MINOR")) << 8)
            | part(env!("CARGO_PKG_VERSION_PATCH"))
    }
}
