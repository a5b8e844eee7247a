//! Every number that the interface shares with its users: options, statuses, flags, limits and error numbers.
//!
//! This is their only place. The library uses them by name, and build/macros.rs writes the macros of the C headers
//! from these files. So each line is a constant `pub const NAME: type = number;`, a `//` comment that opens a group of
//! constants, or a `///` comment on one constant, and the headers contain these comments too.

#![allow(missing_docs, reason = "the names are those of WinINet, which its documentation explains")]

pub mod connection;
pub mod errors;
pub mod extensions;
pub mod flags;
pub mod option_values;
pub mod options;
pub mod schemes;
pub mod status;
pub mod win32;
pub mod windows;
pub mod winsock;
