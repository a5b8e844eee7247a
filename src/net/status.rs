//! Status events: what a job reports while it runs. `abi::callback` gives each its number and its data.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// An event that a program may want to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The name of a host is being looked up.
    ResolvingName(String),
    /// Its address was found.
    NameResolved(SocketAddr),
    /// A control connection is being established.
    Connecting(SocketAddr),
    /// It is established.
    Connected(SocketAddr),
    /// Bytes are about to be sent.
    SendingRequest,
    /// This many bytes were sent.
    RequestSent(usize),
    /// Bytes are awaited.
    ReceivingResponse,
    /// This many bytes were received.
    ResponseReceived(usize),
    /// The progress of a transfer, in bytes of the file.
    Progress {
        /// Moved since the transfer began.
        done: u64,
        /// The size of the file, if it is known.
        total: Option<u64>,
    },
}

/// Which events an observer wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusFilter {
    /// All events except progress.
    pub status: bool,
    /// Progress as well.
    pub progress: bool,
}

/// Receives the status events of a job, between its steps and on the thread that runs it.
pub trait Observer: Send + Sync {
    /// The events that are wanted; asked when a job begins.
    fn filter(&self) -> StatusFilter;
    /// Receives an event. The job may be cancelled from here.
    fn notify(&self, status: Status);
}

/// An observer that receives nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn filter(&self) -> StatusFilter {
        StatusFilter::default()
    }
    fn notify(&self, _status: Status) {}
}

/// The pause between two reports of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// Events of a step that are not delivered yet.
#[derive(Debug, Default)]
pub struct StatusQueue {
    filter: StatusFilter,
    events: Vec<Status>,
    /// When progress was added last.
    last_progress: Option<Instant>,
}

impl StatusQueue {
    pub(super) fn set_filter(&mut self, filter: StatusFilter) {
        self.filter = filter;
    }

    /// Adds an event if the observer wants it.
    pub(super) fn add(&mut self, status: impl FnOnce() -> Status) {
        if self.filter.status {
            self.events.push(status());
        }
    }

    /// Adds the progress of a transfer, unless it was added a short time ago and this is not the end.
    pub(super) fn add_progress(&mut self, done: u64, total: Option<u64>, is_end: bool) {
        if !self.filter.progress {
            return;
        }
        let now = Instant::now();
        if is_end || self.last_progress.is_none_or(|last| now.duration_since(last) >= PAUSE) {
            self.last_progress = Some(now);
            self.add(|| Status::Progress { done, total });
        }
    }

    pub(super) fn take(&mut self) -> Vec<Status> {
        std::mem::take(&mut self.events)
    }
}
