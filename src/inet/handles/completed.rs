//! How a call ended.

use crate::inet::{Error, verdict_errors};
use crate::net::TransferReport;
use crate::protocol::{Reply, Verdict};

use super::connection::Connection;
use super::dialogue::Dialogue;
use super::exclusive::ExclusiveGuard;
use super::response::{self, Response, joined};

/// How a call, or one step of it, ended: its result, and what the server said to it.
///
/// The response is not visible to the program before the call publishes it at its end.
#[must_use = "a response that is not published is lost"]
pub(crate) struct Completed<T> {
    pub(crate) result: Result<T, Error>,
    /// `None` if the call has not talked to a server: the response of an earlier call stays the last one.
    pub(crate) response: Option<Response>,
    /// Held until the response is published: the next call on the connection publishes later.
    dialogue: Option<ExclusiveGuard<Dialogue>>,
}

impl Completed<Reply> {
    /// An operation that ended with a verdict.
    pub(crate) fn new(verdict: &Verdict, report: TransferReport, lines: Vec<u8>) -> Self {
        Self::with_response(verdict_errors::result(verdict), Response::new(verdict, report, lines))
    }
}

impl<T> Completed<T> {
    /// A call that has not talked to a server.
    pub(crate) fn local(result: Result<T, Error>) -> Self {
        Self { result, response: None, dialogue: None }
    }

    /// A call whose operation goes on after it.
    pub(crate) fn unfinished(result: Result<T, Error>, lines: Vec<u8>) -> Self {
        Self::with_response(result, Response::unfinished(lines))
    }

    fn with_response(result: Result<T, Error>, response: Response) -> Self {
        Self { result, response: Some(response), dialogue: None }
    }

    /// Keeps the dialogue from the next call until the response is published.
    pub(crate) fn holding(self, dialogue: ExclusiveGuard<Dialogue>) -> Self {
        Self { dialogue: Some(dialogue), ..self }
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Completed<U> {
        self.and_then(|value| Ok(change(value)))
    }

    /// What is still to be done on this side after a success.
    pub(crate) fn and_then<U>(self, next: impl FnOnce(T) -> Result<U, Error>) -> Completed<U> {
        let Self { result, response, dialogue } = self;
        Completed { result: result.and_then(next), response, dialogue }
    }

    /// The result alone, and the response with no result yet.
    pub(crate) fn split(self) -> (Result<T, Error>, Completed<()>) {
        let Self { result, response, dialogue } = self;
        (result, Completed { result: Ok(()), response, dialogue })
    }

    /// The same response with another result.
    pub(crate) fn with_result<U>(self, result: Result<U, Error>) -> Completed<U> {
        let Self { response, dialogue, .. } = self;
        Completed { result, response, dialogue }
    }

    /// Ends as a later step did; the lines of this one come first.
    pub(crate) fn then<U>(self, later: Completed<U>) -> Completed<U> {
        let Completed { result, response, dialogue } = later;
        let response = match (self.response, response) {
            (Some(first), Some(later)) => {
                Some(Response { lines: joined(&first.lines, &later.lines), ..later })
            }
            (first, later) => later.or(first),
        };
        Completed { result, response, dialogue }
    }

    /// Publishes the response to the connection and the thread, and frees the dialogue.
    pub(crate) fn publish(self, connection: &Connection) -> Result<T, Error> {
        self.publish_to(connection);
        self.publish_to_thread()
    }

    /// The connection reports the response from now on.
    pub(super) fn publish_to(&self, connection: &Connection) {
        if let Some(response) = &self.response {
            connection.publish(response);
        }
    }

    /// The calling thread reports the response from now on.
    pub(crate) fn publish_to_thread(self) -> Result<T, Error> {
        if let Some(response) = self.response {
            response::publish(response);
        }
        self.result
    }
}
