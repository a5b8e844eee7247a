//! FLOOR 2: sockets.
//!
//! A [`Job`] is anything that makes progress without blocking: [`Connector`] reaches a server, [`Operation`] drives one
//! protocol machine. [`drive`] makes a future of it, which a [`Cancel`] ends and an [`Observer`] watches; [`block_on`] runs
//! futures on the calling thread, the [`Executor`] runs those of asynchronous calls.
#![forbid(unsafe_code)]

mod block_on;
mod cancel;
mod connect;
mod control;
mod data;
mod error;
mod executor;
#[cfg(all(test, windows))]
mod inherited_sockets;
mod job;
mod local_end;
mod lookup;
#[cfg(all(test, loom))]
pub(crate) mod models;
mod network;
mod operation;
mod poll;
mod replies;
mod sink;
mod source;
mod status;
mod timeouts;
pub mod transcript;
mod transfer_report;

#[cfg(not(loom))]
pub use block_on::block_on;
pub use block_on::{WakePoolUser, try_now};
pub use cancel::Cancel;
pub use connect::Connector;
pub use control::Control;
pub use executor::{Executor, on_executor_thread};
pub use job::{Interest, Job, Ready, drive};
pub use local_end::{End, LocalEnd, NoData, Peek, Reader, TurnEnd, Writer};
pub use lookup::LookupQueue;
pub use network::has_network;
pub use operation::{Finished, Operation, Run};
pub use sink::{Memory, Sink};
pub use source::Source;
pub use status::{NoObserver, Observer, Status, StatusFilter, StatusQueue};
pub use timeouts::Timeouts;
pub use transfer_report::TransferReport;

#[cfg(loom)]
pub use loom::future::block_on;
