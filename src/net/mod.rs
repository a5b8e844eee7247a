//! FLOOR 2: sockets.
//!
//! A [`Job`] is anything that makes progress without blocking: [`Dialer`] reaches a server, [`Operation`] drives one
//! protocol machine. [`block_on`] runs a job on the calling thread until it is done or a [`Cancel`] ends it.

mod account;
mod cancel;
mod control;
mod data;
mod dial;
mod error;
mod job;
mod local;
mod lookup;
mod operation;
mod poll;
mod replies;
mod sink;
mod source;
mod sys;
mod timeouts;

pub use account::Account;
pub use cancel::Cancel;
pub use control::Control;
pub use dial::Dialer;
pub use job::{Interest, Job, Ready, block_on};
pub use local::{End, Halt, Later, Local, Peek, Reader, Writer};
pub use operation::{Finished, Operation, Run};
pub use sink::{Memory, Sink};
pub use source::Source;
pub use sys::{close, winsock_number};
pub use timeouts::Timeouts;
