//! FLOOR 4: the C boundary.
//!
//! The only raw pointers and the only `extern "system"` functions. Each export reads its arguments, calls one function
//! of [`crate::inet`], writes the results and sets the last error. Panics stop here.
#![allow(non_snake_case, reason = "parameters have the names of Microsoft's pages")]

mod boundary;
mod last_error;
mod options;
mod put;
mod response;
mod session;
mod text;
mod types;
mod url;
mod url_components;
mod url_text;
mod version;

#[cfg(not(windows))]
pub use last_error::{TrueFtpGetLastError, TrueFtpSetLastError};
pub use options::*;
pub use put::*;
pub use response::*;
pub use session::*;
pub use types::*;
pub use url::*;
pub use version::*;
