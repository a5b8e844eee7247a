//! URLs as WinINet takes them apart, puts them together, and makes them canonical.
//!
//! All text is a sequence of UTF-16 units: `W` text as it is, `A` text with one byte in each unit. So one implementation
//! serves both, and positions are those in the caller's text. Time and memory of every function are linear in its input.

mod canonicalize;
mod combine;
mod crack;
mod create;
mod dots;
mod escape;
mod file_url;
mod ftp_url;
mod scheme;
mod slashes;
mod text;

pub use canonicalize::canonicalize;
pub use combine::combine;
pub use crack::{Cracked, Part, crack};
pub use create::{Components, create};
pub use escape::Units;
pub use ftp_url::{FtpUrl, ftp_target, server};
pub use scheme::Scheme;
