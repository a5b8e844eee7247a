//! FLOOR 1: FTP itself, with no I/O at all.
//!
//! [`ReplyReader`] turns the bytes of the control connection into [`Reply`]s. Each job is a [`Machine`]: [`Login`],
//! [`SimpleCommand`], [`Upload`] or [`Download`]. A machine knows no socket, clock, file or thread. It receives [`Event`]s
//! and answers with [`Action`]s, the last of which carries the [`Verdict`]. The same events always lead to the same actions,
//! so a test can try every order of events.
//!
//! # Theory of operation
//!
//! ```text
//!                       ┌───────────────┐ start, then handle(event) ┌──────────────────────┐
//! control connection ◀─▶│    driver     │──────────────────────────▶│       Machine        │
//! data connection    ◀─▶│ net::operation│                           │ Login, SimpleCommand,│
//! local file         ◀─▶│               │◀──────────────────────────│ Upload, Download     │
//! timers                └───────────────┘  actions, at last Finish  └──────────────────────┘
//! ```
//!
//! The driver calls [`Machine::start`] once and performs the returned actions in their order. Then it calls
//! [`Machine::handle`] for each event and performs the actions again, until one of them is [`Action::Finish`].
//!
//! The driver guarantees:
//!
//! - **One event at a time.** All actions that answer an event are performed before the next event.
//! - **Replies before the end of the data.** Before [`Event::SourceEnded`] and [`Event::DataEnded`], every reply that has
//!   arrived by then is reported. A reply before `SourceEnded` may have been sent before the server had all data; a reply
//!   after it came after the last byte was handed over.
//! - **Nothing waits when a command is sent.** If something is waiting on the control connection, the driver does not send
//!   the command and drops the actions after it. It reports the reply if it is a 421, otherwise [`Event::OutOfSync`]. If
//!   the connection is lost, it reports [`Event::ControlLost`] or [`Event::AlreadyLost`].
//! - **One timer.** Only [`Action::ReplyTimer`] starts, restarts and stops it. The data connection has deadlines of its
//!   own, which end in [`Event::DataFailed`].
//! - **Answers.** [`Action::Listen`], [`Action::Accept`], [`Action::Dial`], [`Action::SendFile`], [`Action::Receive`] and
//!   [`Action::ConfirmDelivery`] each lead to an event, unless the data connection is closed or reset before. The bytes of
//!   the file never pass through the machine.
//!
//! The machine guarantees:
//!
//! - It always waits for something: until it finishes, the timer runs or an action that leads to an event is pending.
//! - [`Action::Finish`] comes exactly once and is the last action. Events before the start and after the end are ignored.
//! - [`Event::Cancelled`] finishes it at once.
//!
//! `Guarded` holds what the machines have in common. It runs an `Exchange`, which has only the states of its own job:
//! their drawings are at the top of `login`, `simple_command`, `upload` and `download`. The two kinds of transfer share
//! their first part, `transfer_start`, and within that `data_setup`.
#![forbid(unsafe_code)]

pub mod address;
mod advice;
pub mod codes;
mod data_setup;
mod download;
mod event;
mod failure;
mod ftp_command;
mod guarded;
pub mod iis;
pub mod listing;
mod login;
mod machine;
pub mod meaning;
pub mod name;
pub mod pattern;
mod reader;
mod reply;
mod retry;
mod secret;
mod server_state;
mod simple_command;
#[cfg(debug_assertions)]
pub mod trace;
mod transfer_failure;
mod transfer_start;
mod upload;
mod verdict;

pub use advice::advice;
pub use download::Download;
pub use event::{Action, Actions, Event, ReplyTimer};
pub use failure::{Failure, FailureKind, LocalFailure};
pub use ftp_command::FtpCommand;
pub use guarded::Guarded;
pub use login::Login;
pub use machine::Machine;
pub use meaning::Group;
pub use reader::{Item, MAX_REPLY, ReplyReader, TooLong};
pub use reply::{Class, Reply};
pub use retry::Retry;
pub use secret::{redacted, secret_start};
pub use server_state::{DataCommand, ServerState, TransferType, verb};
pub use simple_command::SimpleCommand;
pub use upload::Upload;
pub use verdict::{ControlFate, Reason, Verdict};
