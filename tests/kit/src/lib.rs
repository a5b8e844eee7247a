//! What the tests of trueftp share.
//!
//! The test programs call the C ABI, as a C program does. Here each exported function that several of them need is
//! wrapped once, in a safe function or a method of a value that closes its handle: [`Root`], [`Connection`], [`File`] and
//! [`Find`]. [`Outcome`] is everything that a caller sees after a call.
//!
//! | module | what |
//! |---|---|
//! | [`arguments`] | calls with any arguments, NULL among them |
//! | [`background`] | asynchronous sessions and their calls |
//! | [`case`] | one scripted server with one connection, and what is true of every outcome |
//! | [`faults`] | the table of what servers do wrong, for Linux and Windows alike |
//! | [`numbered`] | calls on handles that are passed on as numbers |
//! | [`programs`] | C programs: compiled, run, also under Wine |
//! | [`random`] | random numbers that are the same in every run |
//! | [`real`] | vsftpd, ProFTPD, Pure-FTPd and pyftpdlib |
//! | [`recorder`] | the status callback, and what it was called with |

pub mod arguments;
pub mod background;
pub mod case;
#[cfg(unix)]
pub mod faults;
mod files;
mod folder;
mod last_error;
pub mod numbered;
mod numbers;
mod options;
mod outcome;
#[cfg(unix)]
pub mod programs;
pub mod random;
#[cfg(target_os = "linux")]
pub mod real;
pub mod recorder;
mod session;
mod text;
mod widths;

pub use files::*;
pub use folder::*;
pub use last_error::*;
pub use numbers::*;
pub use options::*;
pub use outcome::*;
pub use session::*;
pub use text::*;
pub use widths::*;
