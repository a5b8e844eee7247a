//! The last response of a thread: what the server said during its last network call.
//!
//! Kept until the next call that touches the network; argument errors, option calls and plain closes leave it alone.

use std::cell::RefCell;

use crate::inet::{Error, verdict};
use crate::net::TransferReport;
use crate::protocol::{self, Class, Reply, Retry, Verdict};

/// What came of an operation, for a thread and for a connection.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The final reply, where one came.
    pub reply: Option<Reply>,
    /// The number the call failed with, 0 for success.
    pub error: u32,
    /// Whether trying again makes sense.
    pub retry: Retry,
    /// How far it came.
    pub account: TransferReport,
}

impl Outcome {
    pub(crate) fn new(verdict: &Verdict, account: TransferReport) -> Self {
        Self {
            reply: verdict.reply().cloned(),
            error: verdict::result(verdict).err().map_or(0, Error::number),
            retry: protocol::advice(verdict, &account.command, account.moved),
            account,
        }
    }
}

/// What InternetGetLastResponseInfo, TrueFtpGetLastReply and TrueFtpGetReplyInfo tell.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// All lines the server sent, each ended by CR LF.
    pub replies: Vec<u8>,
    /// What came of it; `None` where nothing has ended.
    pub outcome: Option<Outcome>,
    /// Whether the call failed because of a reply.
    pub refused: bool,
    /// The Winsock number beneath the failure, or 0.
    pub socket_error: u32,
}

impl Response {
    /// The final reply, where one came.
    pub fn final_reply(&self) -> Option<&Reply> {
        self.outcome.as_ref()?.reply.as_ref()
    }
}

thread_local! {
    static LAST: RefCell<Response> = RefCell::default();
}

/// The last response of this thread.
pub fn last() -> Response {
    LAST.try_with(|last| last.borrow().clone()).unwrap_or_default()
}

/// Whether the last reply was a permanent no.
pub(crate) fn is_permanent() -> bool {
    last().final_reply().is_some_and(|reply| reply.class() == Class::PermanentNegative)
}

/// Makes an earlier response the last one again.
pub(crate) fn put_back(response: Response) {
    set(response);
}

/// Begins a call that touches the network.
pub(crate) fn clear() {
    set(Response::default());
}

/// Keeps what came of a call on this thread, and gives its error number.
pub(crate) fn record(verdict: Verdict, outcome: Outcome, replies: Vec<u8>) -> Result<Reply, Error> {
    let result = verdict::result(&verdict);
    let socket_error = match &verdict {
        Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } => verdict::socket_error(*reason),
        _ => 0,
    };
    let refused = matches!(verdict, Verdict::Refused(_) | Verdict::LoginRefused(_));
    set(Response { replies, outcome: Some(outcome), refused, socket_error });
    result
}

/// Keeps what the server said so far in a call that leaves its operation unfinished.
pub(crate) fn note(replies: Vec<u8>) {
    set(Response { replies, ..Response::default() });
}

fn set(response: Response) {
    // A thread that is ending has no last response any more, and nobody left to read it.
    let _ = LAST.try_with(|last| last.replace(response));
}
