//! The last error: on Windows that of the system, elsewhere a variable of each thread.

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

/// Returns the error number of the last call on this thread. It does not exist on Windows, where GetLastError returns
/// the number.
///
/// The header maps GetLastError to this function, unless `TRUEFTP_NO_LASTERROR` is defined.
///
/// # Returns
/// 0 after success, else the number of the failure. Every exported function sets it unless its own text says
/// otherwise, but InternetCloseHandle sets it only on failure. Read it right after the call that failed.
///
/// # Errors
/// None.
///
/// # Threads
/// Any thread; each thread has its own number.
///
/// # Source
/// Microsoft, GetLastError.
#[cfg(not(windows))]
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpGetLastError() -> super::DWORD {
    get()
}

/// Sets the error number that TrueFtpGetLastError returns on this thread. It does not exist on Windows, where
/// SetLastError sets the number.
///
/// The header maps SetLastError to this function, unless `TRUEFTP_NO_LASTERROR` is defined.
///
/// # Parameters
/// - `dwErrCode`: any number.
///
/// # Returns
/// Nothing.
///
/// # Errors
/// None.
///
/// # Threads
/// Any thread; each thread has its own number.
///
/// # Source
/// Microsoft, SetLastError.
#[cfg(not(windows))]
#[unsafe(no_mangle)]
pub extern "system" fn TrueFtpSetLastError(dwErrCode: super::DWORD) {
    set(dwErrCode);
}
