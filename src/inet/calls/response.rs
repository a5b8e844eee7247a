//! What the server said last: to a thread, and on a connection.

use crate::inet::handles::registry;
use crate::inet::knowledge::retry;
use crate::inet::{Error, Handle};
use crate::protocol::Retry;

pub use crate::inet::handles::response::{Outcome, Response, last};

/// The outcome of the last call on a connection, or on the connection of a file or find; `None` before the first.
pub fn for_handle(handle: Handle) -> Result<Option<Outcome>, Error> {
    let object = registry::find(handle)?.object;
    object.connection().map(|connection| connection.outcome()).ok_or(Error::IncorrectHandleType)
}

/// Whether trying again makes sense after a call that failed with this number. The outcome's own advice counts if it has
/// the same number; otherwise the call failed before it got an outcome, or its outcome is no longer available.
pub fn retry_advice(error: u32, outcome: Option<&Outcome>) -> Retry {
    match outcome.filter(|outcome| outcome.error == error) {
        Some(outcome) => outcome.retry,
        None => retry::for_error(error),
    }
}
