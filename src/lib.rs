//! WinINet's FTP functions with a C ABI, whose return value is the server's *final* reply.
//!
//! With WinINet, `FtpPutFile` can return TRUE although the server has replied `451` and has not stored the file. Here TRUE
//! means that every byte was sent and that the server's final reply is 2yz. After FALSE, the code and the text of that
//! reply can be read.
//!
//! # Where to start
//!
//! C programs include `trueftp.h` and link `libtrueftp`. The functions are those of [`abi`]; a program usually calls:
//!
//! 1. [`InternetOpenA`](abi::InternetOpenA) and [`InternetConnectA`](abi::InternetConnectA): a session and a connection;
//! 2. [`FtpPutFileA`](abi::FtpPutFileA), [`FtpGetFileA`](abi::FtpGetFileA) or
//!    [`FtpFindFirstFileA`](abi::FtpFindFirstFileA): whole files and directories; or
//!    [`FtpOpenFileA`](abi::FtpOpenFileA), to read or write a file piece by piece;
//! 3. [`TrueFtpGetLastReplyA`](abi::TrueFtpGetLastReplyA) and [`TrueFtpRetryAdvice`](abi::TrueFtpRetryAdvice) after a
//!    failure: what the server replied, and whether to try again;
//! 4. [`InternetCloseHandle`](abi::InternetCloseHandle).
//!
//! # Floors
//!
//! Each floor imports only from those below it.
//!
//! - [`abi`]: the C boundary with its raw pointers. It reads arguments and writes results.
//! - [`inet`]: the semantics of WinINet: handles, connections, options, last response, error numbers.
//! - [`net`]: connections and transfers: deadlines, cancellation, moving bytes.
//! - [`protocol`]: FTP itself, without I/O: replies and events go in, commands and a verdict come out.
//! - [`sys`]: calls of the operating system that the standard library does not have. `protocol` does not use it.
//!
//! [`constants`] has the numbers of the interface, from which the headers are generated.
//!
//! Only the functions of [`abi`] are a stable interface. The other floors are public for the project's own tests.

#![allow(
    rustdoc::private_intra_doc_links,
    reason = "the lower floors are documented for those who work on them, with --document-private-items"
)]
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
