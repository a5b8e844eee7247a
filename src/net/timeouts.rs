//! How long each wait of an operation may last.

use std::time::{Duration, Instant};

use crate::protocol::ReplyTimer;

/// The longest wait when an operation has failed anyhow.
const BRIEF: Duration = Duration::from_secs(5);

/// The longest wait after a time-out: a program counts on that.
const MOMENT: Duration = Duration::from_millis(300);

/// One span for each kind of wait; `None` waits for ever.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Connecting to one address, or one name lookup.
    pub connect: Option<Duration>,
    /// Handing one command line to the control connection.
    pub send: Option<Duration>,
    /// One whole reply.
    pub reply: Option<Duration>,
    /// The final reply after the data.
    pub final_reply: Option<Duration>,
    /// The server's connection to this side's listener.
    pub accept: Option<Duration>,
    /// The data connection takes no byte.
    pub data_send: Option<Duration>,
    /// The data connection brings no byte.
    pub data_receive: Option<Duration>,
}

impl Timeouts {
    /// All waits alike.
    pub fn all(span: Duration) -> Self {
        let span = Some(span);
        Self {
            connect: span,
            send: span,
            reply: span,
            final_reply: span,
            accept: span,
            data_send: span,
            data_receive: span,
        }
    }

    /// The span behind a machine's clock.
    pub(super) fn of(&self, clock: ReplyTimer) -> Option<Duration> {
        match clock {
            ReplyTimer::Off => None,
            ReplyTimer::Reply => self.reply,
            ReplyTimer::FinalReply => self.final_reply,
            ReplyTimer::AfterFailure => Some(self.reply.map_or(BRIEF, |reply| reply.min(BRIEF))),
            ReplyTimer::AfterTimeout => Some(self.reply.map_or(MOMENT, |reply| reply.min(MOMENT))),
        }
    }
}

/// The moment a span from now ends; `None` where it never does.
pub(super) fn after(span: Option<Duration>) -> Option<Instant> {
    Instant::now().checked_add(span?)
}

/// Whether a deadline has passed.
pub(super) fn is_over(deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| Instant::now() >= deadline)
}

/// The earlier of two deadlines.
pub(super) fn earlier(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
