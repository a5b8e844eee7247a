//! FLOOR 4: the C boundary.
//!
//! The exported functions. Each one reads its arguments, calls one function of [`crate::inet`], writes the results and sets
//! the last error. All raw pointers of the interface stay in this module, and no panic leaves it.
//!
//! The names of parameters, structures and types are those of WinINet.
#![allow(non_snake_case, reason = "parameters have the names of Microsoft's pages")]

mod boundary;
mod callback;
mod connectivity;
mod directory;
mod explain;
mod find;
mod get;
mod last_error;
mod open_file;
mod open_url;
mod options;
mod out_pointer;
mod put;
mod read_write;
mod reply_info;
mod response;
mod session;
mod structs;
mod text;
mod types;
mod url;
mod url_components;
mod url_text;
mod version;

pub use callback::*;
pub use connectivity::*;
pub use directory::*;
pub use explain::*;
pub use find::*;
pub use get::*;
#[cfg(not(windows))]
pub use last_error::{TrueFtpGetLastError, TrueFtpSetLastError};
pub use open_file::*;
pub use open_url::*;
pub use options::*;
pub use put::*;
pub use read_write::*;
pub use reply_info::*;
pub use response::*;
pub use session::*;
pub use structs::*;
pub use types::*;
pub use url::*;
pub use version::*;
