//! FLOOR 1: FTP itself, with no I/O at all.
//!
//! [`ReplyReader`] turns the bytes of the control connection into [`Reply`]s. Each job is a [`Machine`]: it is fed
//! [`Event`]s and answers with [`Action`]s, the last of which is its [`Verdict`]. A machine knows no socket, no clock,
//! no file and no thread, so every order of events can be tried by a plain test.
#![forbid(unsafe_code)]

pub mod address;
mod advice;
pub mod codes;
mod data_setup;
mod download;
mod event;
mod failure;
mod ftp_command;
pub mod iis;
pub mod listing;
mod login;
mod machine;
pub mod meaning;
pub mod name;
pub mod pattern;
mod reader;
mod reply;
mod secret;
mod server_state;
mod simple_command;
mod transfer_failure;
mod transfer_start;
mod upload;
mod verdict;

pub use advice::advice;
pub use download::Download;
pub use event::{Action, Actions, Event, ReplyTimer};
pub use failure::{Failure, FailureKind, LocalFailure};
pub use ftp_command::FtpCommand;
pub use login::Login;
pub use machine::Machine;
pub use meaning::{Group, Retry};
pub use reader::{Item, MAX_REPLY, ReplyReader, TooLong};
pub use reply::{Class, Reply};
pub use secret::{redacted, secrets_begin};
pub use server_state::{Method, ServerState, TransferType, verb};
pub use simple_command::SimpleCommand;
pub use upload::Upload;
pub use verdict::{ControlFate, Reason, Verdict};
