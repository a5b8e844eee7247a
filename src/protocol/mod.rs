//! FLOOR 1: FTP itself, with no I/O at all.
//!
//! [`ReplyReader`] turns the bytes of the control connection into [`Reply`]s. Each job is a [`Machine`]: it is fed
//! [`Event`]s and answers with [`Action`]s, the last of which is its [`Verdict`]. A machine knows no socket, no clock,
//! no file and no thread, so every order of events can be tried by a plain test.
#![forbid(unsafe_code)]

pub mod address;
mod advice;
pub mod codes;
mod command;
mod download;
mod event;
mod failure;
pub mod iis;
mod known;
pub mod listing;
mod login;
mod machine;
pub mod meaning;
pub mod name;
mod open;
pub mod pattern;
mod reader;
mod reply;
mod request;
mod secret;
mod start;
mod trouble;
mod upload;
mod verdict;

pub use advice::advice;
pub use command::Command;
pub use download::Download;
pub use event::{Action, Actions, Clock, Event};
pub use failure::{Failure, FailureKind, LocalFailure};
pub use known::{Known, Method, TransferType, verb};
pub use login::Login;
pub use machine::Machine;
pub use meaning::{Group, Retry};
pub use reader::{Item, MAX_REPLY, ReplyReader, TooLong};
pub use reply::{Class, Reply};
pub use request::Request;
pub use secret::{secrets_begin, shown};
pub use upload::Upload;
pub use verdict::{Fate, Reason, Verdict};
