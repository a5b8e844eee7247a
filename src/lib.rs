//! WinINet's FTP functions with a C ABI, whose return value is the server's *final* reply.
//!
//! C programs include `trueftp.h` and link `libtrueftp`; the functions are those of [`abi`]. The crate has five
//! floors, and imports only go down:
//!
//! * [`abi`]: the C boundary, the only raw pointers: arguments in, results out.
//! * [`inet`]: WinINet's semantics: handles, connections, options, last response, error numbers.
//! * [`net`]: sockets: dialling, polling with deadlines and cancellation, moving bytes.
//! * [`protocol`]: FTP itself with no I/O: replies and events in, commands and a verdict out.
//! * [`sys`]: calls of the operating system, one folder for each system. `protocol` does not use it.
//!
//! Only the functions of [`abi`] are a promised interface; the other floors are public for the project's own tests.

#![cfg_attr(loom, allow(dead_code, reason = "models run futures in loom's way"))]

pub mod abi;
pub mod constants;
pub mod inet;
pub mod net;
pub mod protocol;
mod sync;
pub mod sys;
#[cfg(test)]
mod temporary;
