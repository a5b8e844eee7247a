//! How the body of an exported function ends: errors and panics become the last error and a return value.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::inet::{Error, Handle};

use super::last_error;
use super::types::{BOOL, DWORD, HINTERNET};

/// Runs the body of an export that returns BOOL. The last error is 0 after success.
pub(super) fn boolean(body: impl FnOnce() -> Result<(), Error>) -> BOOL {
    BOOL::from(value(false, || body().map(|()| true)))
}

/// Like [`boolean`], but success leaves the last error as it was.
pub(super) fn quiet_boolean(body: impl FnOnce() -> Result<(), Error>) -> BOOL {
    // On Windows the functions of the system change it too.
    let before = last_error::get();
    let result = caught(body);
    last_error::set(result.err().map_or(before, Error::number));
    BOOL::from(result.is_ok())
}

/// Runs the body of an export that returns a handle.
pub(super) fn handle(body: impl FnOnce() -> Result<Handle, Error>) -> HINTERNET {
    pointer(value(0, body))
}

/// A handle for C.
pub(super) fn pointer(handle: Handle) -> HINTERNET {
    std::ptr::without_provenance_mut(handle as usize)
}

/// Runs the body of an export that returns whether something is true. FALSE is not a failure.
pub(super) fn condition(body: impl FnOnce() -> Result<bool, Error>) -> BOOL {
    BOOL::from(value(false, body))
}

/// Runs the body of an export that returns a value, or `failure`.
pub(super) fn value<T>(failure: T, body: impl FnOnce() -> Result<T, Error>) -> T {
    let result = caught(body);
    last_error::set(result.as_ref().err().map_or(0, |error| error.number()));
    result.unwrap_or(failure)
}

/// Runs the body of an export that returns an error number.
pub(super) fn error_number(body: impl FnOnce() -> Result<(), Error>) -> DWORD {
    let number = caught(body).err().map_or(0, Error::number);
    last_error::set(number);
    number
}

/// The number of a handle from C. A value that is too large becomes a number that is never used.
pub(super) fn number(handle: HINTERNET) -> Handle {
    Handle::try_from(handle.addr()).unwrap_or(Handle::MAX)
}

fn caught<T>(body: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // Unwind safe: what a body shares with other threads is protected by locks, and consistent at any time.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(Err(Error::Internal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_the_internal_error() {
        assert_eq!(boolean(|| panic!("stopped at the boundary")), 0);
        assert_eq!(last_error::get(), 12004);
        assert!(handle(|| panic!("stopped at the boundary")).is_null());
        assert_eq!(last_error::get(), 12004);
        last_error::set(0);
        assert_eq!(quiet_boolean(|| panic!("stopped at the boundary")), 0);
        assert_eq!(last_error::get(), 12004);
        assert_eq!(error_number(|| panic!("stopped at the boundary")), 12004);
    }

    #[test]
    fn the_last_error_after_success() {
        last_error::set(5);
        assert_eq!(quiet_boolean(|| Ok(())), 1);
        assert_eq!(last_error::get(), 5);
        assert_eq!(boolean(|| Ok(())), 1);
        assert_eq!(last_error::get(), 0);
    }

    #[test]
    fn handles_outside_the_numbers_are_no_handle() {
        assert_eq!(number(std::ptr::null_mut()), 0);
        assert_eq!(number(std::ptr::without_provenance_mut(usize::MAX)), Handle::MAX);
    }
}
