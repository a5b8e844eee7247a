//! FLOOR 3: WinINet's semantics in safe Rust.
//!
//! Handles, connections, options, the last response, error numbers. Every function takes a handle as a number and
//! gives back a value or the one [`Error`] the contract has for the case.
#![forbid(unsafe_code)]

mod attributes;
pub mod callback;
mod close;
pub mod connect;
mod connection;
pub mod connectivity;
pub mod directory;
mod error;
pub mod explain;
mod file;
pub mod files;
pub mod find;
pub mod get;
mod html;
mod lifetime;
mod local_file;
pub mod messages;
#[cfg(all(test, loom))]
mod models;
mod names;
mod open;
mod open_file;
mod open_url;
pub mod options;
mod pending_call;
pub mod put;
mod registry;
pub mod response;
pub mod retry;
mod root;
mod settings;
mod transfer_type;
mod turn;
pub mod url;
mod urls;
pub mod win32;
pub mod winsock;

pub use close::close;
pub use error::Error;
pub use open::open;
pub use open_url::open_url;
pub use registry::Handle;
pub use root::Proxy;

use crate::sync::lock;

use response::Outcome;

/// What came of the last finished operation on a connection, or on the connection of a file or find; `None` before the
/// first.
pub fn handle_outcome(handle: Handle) -> Result<Option<Outcome>, Error> {
    let object = registry::find(handle)?.object;
    object.connection().map(|connection| connection.outcome()).ok_or(Error::IncorrectHandleType)
}

/// Whether there is such a handle, of whatever kind.
pub fn handle_exists(handle: Handle) -> Result<(), Error> {
    registry::find(handle).map(drop)
}
