//! FLOOR 1: FTP itself, with no I/O at all.
//!
//! [`ReplyReader`] turns the bytes of the control connection into [`Reply`]s. Each job is a [`Machine`]: it is fed
//! [`Event`]s and answers with [`Action`]s, the last of which is its [`Verdict`]. A machine knows no socket, no clock,
//! no file and no thread, so every order of events can be tried by a plain test.
#![forbid(unsafe_code)]

pub mod address;
mod command;
mod event;
mod failure;
mod known;
pub mod listing;
mod login;
mod machine;
pub mod name;
mod open;
pub mod pattern;
mod reader;
mod reply;
mod upload;
mod verdict;

pub use command::Command;
pub use event::{Action, Actions, Clock, Event};
pub use failure::{Failure, FailureKind, SourceFailure};
pub use known::{Known, Method, TransferType};
pub use login::Login;
pub use machine::Machine;
pub use reader::{Item, MAX_REPLY, ReplyReader, TooLong};
pub use reply::{Class, Reply};
pub use upload::Upload;
pub use verdict::{Fate, Reason, Verdict};
