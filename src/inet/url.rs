//! URLs as WinINet takes them apart, puts them together, and makes them canonical.
//!
//! All text is 16-bit units: those of `W` text, or the bytes of `A` text, one a unit. So one implementation serves both,
//! and what it finds has the caller's own positions. Every function takes time and memory in proportion to its input.

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
