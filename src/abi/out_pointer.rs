//! Pointers to the caller's variables that receive results, possibly on another thread.

use super::text::{Character, write_text};

/// A pointer through which a result is written when the call ends; NULL if the caller wants no result.
#[derive(Debug)]
pub(super) struct OutPointer<T>(*mut T);

// SAFETY: the code that created it promised that only this call uses the memory until it has ended, on any thread.
unsafe impl<T> Send for OutPointer<T> {}

impl<T> OutPointer<T> {
    /// # Safety
    /// `pointer` is NULL or points to room for the value, at any address, until the call has ended. In asynchronous mode
    /// that is when INTERNET_STATUS_REQUEST_COMPLETE is reported.
    pub(super) unsafe fn new(pointer: *mut T) -> Self {
        Self(pointer)
    }

    /// Whether the caller wants no result.
    pub(super) fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Writes characters and a NUL.
    ///
    /// # Safety
    /// The pointer is not NULL, and there is room for them.
    pub(super) unsafe fn write_text(&self, text: &[T])
    where
        T: Character,
    {
        // SAFETY: the caller of this function makes the same promise.
        unsafe { write_text(self.0, text) };
    }

    /// Writes the value, unless the pointer is NULL.
    pub(super) fn write(&self, value: T) {
        if !self.0.is_null() {
            // SAFETY: not NULL, so there is room, as promised to `new`.
            unsafe { self.0.write_unaligned(value) };
        }
    }
}
