//! The time-outs of an operation. Their defaults are in `inet::handles::settings`.

use std::time::{Duration, Instant};

use crate::protocol::ReplyTimer;

/// The limit of the wait for a reply after the operation has failed.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// The limit of the wait for a reply after a time-out: a program relies on its time-outs.
const AFTER_TIMEOUT: Duration = Duration::from_millis(300);

/// One time-out for each kind of wait; `None` waits forever.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Connecting to one address, or one name lookup.
    pub connect: Option<Duration>,
    /// Sending one command line.
    pub send: Option<Duration>,
    /// One whole reply.
    pub reply: Option<Duration>,
    /// The final reply after the data.
    pub final_reply: Option<Duration>,
    /// The server's connection to this side's listener.
    pub accept: Option<Duration>,
    /// A data connection to which no byte can be sent.
    pub data_send: Option<Duration>,
    /// A data connection from which no byte is received.
    pub data_receive: Option<Duration>,
}

impl Timeouts {
    /// The same time-out for all waits.
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

    /// The time-out that a machine's timer stands for.
    pub(super) fn for_timer(&self, timer: ReplyTimer) -> Option<Duration> {
        match timer {
            ReplyTimer::Off => None,
            ReplyTimer::Reply => self.reply,
            ReplyTimer::FinalReply => self.final_reply,
            ReplyTimer::AfterFailure => {
                Some(self.reply.map_or(AFTER_FAILURE, |reply| reply.min(AFTER_FAILURE)))
            }
            ReplyTimer::AfterTimeout => {
                Some(self.reply.map_or(AFTER_TIMEOUT, |reply| reply.min(AFTER_TIMEOUT)))
            }
        }
    }
}

/// When a time-out that starts now is over; `None` if it never is.
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
