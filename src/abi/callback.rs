//! InternetSetStatusCallback.

use crate::inet::callback::{self, Callback};

use super::boundary;
use super::types::{HINTERNET, INTERNET_STATUS_CALLBACK};

/// Sets the status callback of a handle. Handles opened below it later begin with it; those that are open keep theirs.
///
/// This version keeps the callback and tells it (INTERNET_OPTION_CALLBACK), but does not call it yet.
///
/// @param hInternet             any handle
/// @param lpfnInternetCallback  the function; NULL for none
/// @return the callback before, NULL for none; INTERNET_INVALID_STATUS_CALLBACK on failure
/// @par Errors
/// ERROR_INVALID_HANDLE, ERROR_INTERNET_NOT_INITIALIZED
/// @note Any thread. Source: Microsoft, InternetSetStatusCallbackA.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallbackA(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, false)
}

/// InternetSetStatusCallbackA for a callback that takes 16-bit text.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallbackW(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, true)
}

/// InternetSetStatusCallbackA.
#[unsafe(no_mangle)]
pub extern "system" fn InternetSetStatusCallback(
    hInternet: HINTERNET,
    lpfnInternetCallback: INTERNET_STATUS_CALLBACK,
) -> INTERNET_STATUS_CALLBACK {
    set(hInternet, lpfnInternetCallback, false)
}

fn set(handle: HINTERNET, function: INTERNET_STATUS_CALLBACK, wide: bool) -> INTERNET_STATUS_CALLBACK {
    let new = Callback { function: function.expose_provenance(), wide };
    let before = boundary::value(usize::MAX, || {
        callback::set(boundary::number(handle), new).map(|before| before.function)
    });
    std::ptr::with_exposed_provenance_mut(before)
}
