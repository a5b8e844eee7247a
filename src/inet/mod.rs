//! FLOOR 3: WinINet's semantics in safe Rust.
//!
//! Every call takes a handle as a number and returns a value or the one [`Error`] the contract has for the case.
//!
//! * [`calls`]: what a program calls, in files named like those of [`crate::abi`].
//! * `handles`: what handles name, and how long they live.
//! * [`knowledge`]: what replies and error numbers mean.
//! * `local_file`: the file on this computer that a transfer reads or makes.
//! * [`url`]: URLs, taken apart and put together.
#![forbid(unsafe_code)]

pub mod calls;
mod error;
mod handles;
pub mod knowledge;
mod local_file;
#[cfg(all(test, loom))]
mod models;
pub mod url;
mod verdict_errors;

pub use error::Error;
pub use handles::handle::Handle;
