//! Where the caller wants a result, which may come on another thread.

use super::text::{Character, write_text};

/// Room for a value that is written when the call ends.
#[derive(Debug)]
pub(super) struct Place<T>(*mut T);

// SAFETY: whoever made it promised that the room is the call's alone until that has ended, on whatever thread.
unsafe impl<T> Send for Place<T> {}

impl<T> Place<T> {
    /// # Safety
    /// `pointer` is NULL or points to room for the value, at any address, until the call has ended: in asynchronous mode
    /// that is when its callback is told so.
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
    /// There is room for them, and the place is not NULL.
    pub(super) unsafe fn write_text(&self, text: &[T])
    where
        T: Character,
    {
        // SAFETY: the caller's promise is passed on as it is.
        unsafe { write_text(self.0, text) };
    }

    /// Writes the value, unless the caller wants none.
    pub(super) fn write(&self, value: T) {
        if !self.0.is_null() {
            // SAFETY: not NULL, so there is room, as promised when this was made.
            unsafe { self.0.write_unaligned(value) };
        }
    }
}
