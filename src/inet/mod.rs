//! FLOOR 3: WinINet's semantics in safe Rust.
//!
//! Handles, connections, options, the last response, error numbers. Every function takes a handle as a number and
//! gives back a value or the one [`Error`] the contract has for the case.
#![forbid(unsafe_code)]

pub mod attempt;
pub mod connect;
mod connection;
mod error;
mod local_file;
mod open;
pub mod options;
pub mod put;
mod registry;
pub mod response;
mod root;
mod settings;
mod turn;
pub mod url;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use error::Error;
pub use open::open;
pub use registry::{Handle, close};

use crate::protocol::Reply;

/// The final reply of the last finished operation on a connection.
pub fn handle_reply(handle: Handle) -> Result<Option<Reply>, Error> {
    Ok(registry::connection(handle)?.last_reply())
}

/// The value of a mutex. All values here are whole at any time, so a panic elsewhere does not spoil them.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
