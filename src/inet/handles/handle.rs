//! Handles as numbers.

/// A handle as a number; 0 is no handle.
pub type Handle = u32;
