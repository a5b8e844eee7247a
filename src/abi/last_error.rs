//! The last error: the system's on Windows, one per thread of our own elsewhere.

#[cfg(not(windows))]
mod own {
    use std::cell::Cell;

    use crate::abi::types::DWORD;

    thread_local! {
        static LAST_ERROR: Cell<DWORD> = const { Cell::new(0) };
    }

    pub(in crate::abi) fn set(number: DWORD) {
        LAST_ERROR.set(number);
    }

    pub(in crate::abi) fn get() -> DWORD {
        LAST_ERROR.get()
    }
}

#[cfg(windows)]
mod own {
    use windows_sys::Win32::Foundation::{GetLastError, SetLastError};

    use crate::abi::types::DWORD;

    pub(in crate::abi) fn set(number: DWORD) {
        // SAFETY: it takes any number, and cannot fail.
        unsafe { SetLastError(number) }
    }

    pub(in crate::abi) fn get() -> DWORD {
        // SAFETY: it takes nothing, and cannot fail.
        unsafe { GetLastError() }
    }
}

pub(super) use own::{get, set};

/// Tells the error number of the last call on this thread; not on Windows, where GetLastError does.
///
/// The header maps GetLastError to it, unless TRUEFTP_NO_LASTERROR is defined.
///
/// @return 0 after success, else the number of the failure (ERROR_INTERNET_… and others). Every exported function sets
/// it, but InternetCloseHandle only when it fails: read it right after the call that failed.
/// @note Any thread; each thread has its own number. Source: Microsoft, GetLastError.
#[cfg(not(windows))]
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpGetLastError() -> super::DWORD {
    get()
}

/// Sets the error number that TrueFtpGetLastError tells on this thread; not on Windows, where SetLastError does.
///
/// The header maps SetLastError to it, unless TRUEFTP_NO_LASTERROR is defined.
///
/// @param dwErrCode  any number
/// @note Any thread. Source: Microsoft, SetLastError.
#[cfg(not(windows))]
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpSetLastError(dwErrCode: super::DWORD) {
    set(dwErrCode);
}
