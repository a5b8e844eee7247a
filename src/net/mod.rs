//! FLOOR 2: sockets.
//!
//! A [`Job`] makes progress in steps that never block: the [`Connector`] reaches a server, an [`Operation`] drives one
//! protocol machine. [`drive`] turns a job into a future that a [`Cancel`] ends and an [`Observer`] watches. [`block_on()`]
//! runs a future on the calling thread; the [`Executor`] runs the futures of asynchronous calls.
//!
//! The bytes of both connections go through a [`Channel`]. A [`Route`] says which server they lead to. `dial` makes
//! them, and `data_socket` accepts those of active mode.
#![forbid(unsafe_code)]

mod block_on;
mod cancel;
mod channel;
mod connect;
mod control;
mod data_socket;
mod dial;
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
mod route;
mod sink;
mod source;
mod status;
mod timeouts;
mod trace;
pub mod transcript;
mod transfer_report;
mod wake_pool;

#[cfg(not(loom))]
pub use block_on::block_on;
pub use block_on::try_now;
pub use cancel::Cancel;
pub use channel::Channel;
pub use connect::Connector;
pub use control::Control;
pub use executor::{Executor, on_executor_thread};
pub use job::{Interest, Job, Ready, drive};
pub use local_end::{EndOfData, LocalEnd, NoData, Peek, Reader, TurnEnd, Writer};
pub use lookup::LookupQueue;
pub use network::has_network;
pub use operation::{Finished, Operation, Run};
pub use replies::Replies;
pub use route::{Route, Server};
pub use sink::{Memory, Sink};
pub use source::Source;
pub use status::{NoObserver, Observer, Status, StatusFilter, StatusQueue};
pub use timeouts::Timeouts;
pub use transfer_report::TransferReport;
pub use wake_pool::WakePoolUser;

#[cfg(loom)]
pub use loom::future::block_on;
