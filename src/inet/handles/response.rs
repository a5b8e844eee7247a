//! The last response of a thread: what the server said during its last network call.
//!
//! Kept until the next call that touches the network; argument errors, option calls and plain closes leave it alone.

use std::cell::RefCell;

use crate::inet::{Error, verdict_errors};
use crate::net::{Replies, TransferReport};
use crate::protocol::{self, Class, Reply, Retry, Verdict};

/// The outcome of a call, as its thread and its connection report it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The final reply, if there was one.
    pub reply: Option<Reply>,
    /// The error number of the call, 0 for success.
    pub error: u32,
    /// Whether trying again makes sense.
    pub retry: Retry,
    /// How far the call got.
    pub report: TransferReport,
}

impl Outcome {
    fn new(verdict: &Verdict, report: TransferReport) -> Self {
        Self {
            reply: verdict.reply().cloned(),
            error: verdict_errors::result(verdict).err().map_or(0, Error::number),
            retry: protocol::advice(verdict, &report.command, report.moved),
            report,
        }
    }
}

/// What InternetGetLastResponseInfo, TrueFtpGetLastReply and TrueFtpGetReplyInfo return.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// All lines the server sent, each ended by CR LF.
    pub lines: Vec<u8>,
    /// `None` if no operation ended in the call: the file it opened is still being transferred.
    pub outcome: Option<Outcome>,
    /// Whether the call failed because of a reply.
    pub refused: bool,
    /// The underlying Winsock error number, or 0.
    pub socket_error: u32,
}

impl Response {
    pub(super) fn new(verdict: &Verdict, report: TransferReport, lines: Vec<u8>) -> Self {
        let socket_error = match verdict {
            Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } => {
                verdict_errors::socket_error(*reason)
            }
            _ => 0,
        };
        let refused = matches!(verdict, Verdict::Refused(_) | Verdict::LoginRefused(_));
        Self { lines, outcome: Some(Outcome::new(verdict, report)), refused, socket_error }
    }

    /// The response of a call that leaves its operation unfinished: what the server has said so far.
    pub(super) fn unfinished(lines: Vec<u8>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// The final reply, if there was one.
    pub fn final_reply(&self) -> Option<&Reply> {
        self.outcome.as_ref()?.reply.as_ref()
    }

    /// Whether the final reply says that the same command will be refused again (5yz).
    pub(crate) fn is_permanent_refusal(&self) -> bool {
        self.final_reply().is_some_and(|reply| reply.class() == Class::PermanentNegative)
    }
}

/// The lines of two steps of a call.
pub(super) fn joined(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut lines = Replies::default();
    lines.push(first);
    lines.push(second);
    lines.into_lines()
}

thread_local! {
    static LAST: RefCell<Response> = RefCell::default();
}

/// The last response of this thread.
pub fn last() -> Response {
    LAST.try_with(|last| last.borrow().clone()).unwrap_or_default()
}

/// Makes this the last response of this thread.
pub(crate) fn publish(response: Response) {
    // A thread that is ending has no last response any more, and no code left that could read it.
    let _ = LAST.try_with(|last| last.replace(response));
}

/// Clears the response of the earlier call.
pub(crate) fn clear() {
    publish(Response::default());
}
