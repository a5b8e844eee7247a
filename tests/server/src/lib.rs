//! A scripted FTP server: plain data says how it misbehaves.
//!
//! It shares no code with the library it tests: whatever goes over the control connection is given
//! as raw bytes, and whatever the client did can be read back exactly.
//!
//! - [`Script`]: what the server does; `Script::new()` is a well-behaved anonymous server.
//! - [`Plan`]: the steps taken for one command: bytes to send, pauses, data to read, ends.
//! - [`Server`]: runs a script on a loopback port until it is dropped.
//! - [`Seen`]: the commands, data connections and files the server has seen.
//!
//! ```
//! use ftp_test_server::{Plan, Script, Server};
//!
//! // All the data are taken, then refused: the bug of WinINet's FtpPutFile.
//! let server = Server::start(
//!     Script::new().on("STOR", Plan::upload("451 Failure writing to local file.\r\n")),
//! );
//! // ... run the client against server.host() and server.port() ...
//! assert!(server.seen().commands().is_empty());
//! ```
//!
//! The final reply comes early, after 1000 bytes, and the data connection is reset:
//!
//! ```
//! # use ftp_test_server::{Plan, Script};
//! Script::new().on(
//!     "STOR",
//!     Plan::new().send("150 Go.\r\n").read(1000).send("552 Quota.\r\n").reset_data(),
//! );
//! ```
//!
//! The first login is turned away, and a `227` names an address that is not the server's:
//!
//! ```
//! # use ftp_test_server::{Listen, Plan, Script};
//! Script::new()
//!     .first(1, "PASS", Plan::from("421 Too busy.\r\n").close())
//!     .on("PASV", Plan::passive(Listen::Ready, "227 Entering (10,0,0,1,{hi},{lo}).\r\n"));
//! ```

mod address;
mod data;
mod log;
mod monitor;
mod plan;
mod run;
mod script;
mod seen;
mod server;
mod session;
mod store;
mod transfer;

pub use data::Listen;
pub use log::Event;
pub use plan::Plan;
pub use script::Script;
pub use seen::{Control, ControlEnd, DataConnection, DataEnd, Seen};
pub use server::{Server, ipv6_available};
pub use store::{Directory, Incoming, Store};
