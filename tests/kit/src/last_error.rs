//! The last error of the calling thread.

#[cfg(windows)]
mod system {
    #[link(name = "kernel32")]
    unsafe extern "system" {
        pub safe fn GetLastError() -> u32;
        pub safe fn SetLastError(error: u32);
    }
}

#[cfg(not(windows))]
mod system {
    pub use trueftp::abi::{TrueFtpGetLastError as GetLastError, TrueFtpSetLastError as SetLastError};
}

/// GetLastError
pub fn last_error() -> u32 {
    system::GetLastError()
}

/// SetLastError
pub fn set_last_error(error: u32) {
    system::SetLastError(error);
}
