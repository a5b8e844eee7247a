//! FLOOR 2: sockets.
//!
//! A [`Job`] is anything that makes progress without blocking: [`Dialer`] reaches a server, [`Operation`] drives one
//! protocol machine. [`drive`] makes a future of it, which a [`Cancel`] ends and an [`Observer`] watches; [`block_on`] runs
//! futures on the calling thread, the [`Executor`] runs those of asynchronous calls.

mod account;
mod block_on;
mod cancel;
mod control;
mod data;
mod dial;
mod error;
mod executor;
mod job;
mod local;
mod lookup;
#[cfg(all(test, loom))]
pub(crate) mod models;
mod news;
mod operation;
mod poll;
mod replies;
mod sink;
mod source;
mod sys;
mod timeouts;
pub mod transcript;

pub use account::Account;
#[cfg(not(loom))]
pub use block_on::block_on;
pub use block_on::{Keeper, try_now};
pub use cancel::Cancel;
pub use control::Control;
pub use dial::Dialer;
pub use executor::{Executor, is_here};
pub use job::{Interest, Job, Ready, drive};
pub use local::{End, Halt, Later, Local, Peek, Reader, Writer};
pub use lookup::Line;
pub use news::{News, Nobody, Observer, Status, Wanted};
pub use operation::{Finished, Operation, Run};
pub use sink::{Memory, Sink};
pub use source::Source;
#[cfg(windows)]
pub use sys::{Dacl, is_on_disk, rename_new};
pub use sys::{close, winsock_number};
pub use timeouts::Timeouts;

#[cfg(loom)]
pub use loom::future::block_on;
