//! What a job tells while it runs.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Something that a program may want to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A host's address is being looked up.
    ResolvingName(String),
    /// It was found.
    NameResolved(SocketAddr),
    /// A control connection is being made.
    Connecting(SocketAddr),
    /// It is there.
    Connected(SocketAddr),
    /// Bytes are about to be sent.
    SendingRequest,
    /// So many were sent.
    RequestSent(usize),
    /// Bytes are awaited.
    ReceivingResponse,
    /// So many came.
    ResponseReceived(usize),
    /// So many bytes of a file have moved, of so many, where that is known.
    Progress {
        /// Since the transfer began.
        done: u64,
        /// At the end.
        total: Option<u64>,
    },
}

/// What an observer wants to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusFilter {
    /// Anything at all.
    pub status: bool,
    /// How far a transfer has come, as well.
    pub progress: bool,
}

/// Is told what a job does, between its steps and on the thread that runs it.
pub trait Observer: Send + Sync {
    /// What is worth telling; asked when a job begins.
    fn wanted(&self) -> StatusFilter;
    /// Something happened. The job may be cancelled from here.
    fn notify(&self, status: Status);
}

/// An observer that nothing is told.
#[derive(Clone, Copy, Debug)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn wanted(&self) -> StatusFilter {
        StatusFilter::default()
    }
    fn notify(&self, _status: Status) {}
}

/// The pause between two reports of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// What happened in a step and was not told yet.
#[derive(Debug, Default)]
pub struct StatusQueue {
    wanted: StatusFilter,
    list: Vec<Status>,
    /// When progress was told last.
    told: Option<Instant>,
}

impl StatusQueue {
    pub(super) fn want(&mut self, wanted: StatusFilter) {
        self.wanted = wanted;
    }

    /// Adds something, if anybody wants it.
    pub(super) fn add(&mut self, status: impl FnOnce() -> Status) {
        if self.wanted.status {
            self.list.push(status());
        }
    }

    /// Adds how far a transfer has come, unless that was told a moment ago and is not the end.
    pub(super) fn add_progress(&mut self, done: u64, total: Option<u64>, is_end: bool) {
        if !self.wanted.progress {
            return;
        }
        let now = Instant::now();
        if is_end || self.told.is_none_or(|told| now.duration_since(told) >= PAUSE) {
            self.told = Some(now);
            self.add(|| Status::Progress { done, total });
        }
    }

    pub(super) fn take(&mut self) -> Vec<Status> {
        std::mem::take(&mut self.list)
    }
}
