//! What the standard library and socket2 do not have, or not everywhere: one file for each system, with the same
//! names in it.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::*;
#[cfg(windows)]
pub use windows::*;
