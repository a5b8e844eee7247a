//! What the server said last: to a thread, and on a connection.

use crate::inet::handles::registry;
use crate::inet::{Error, Handle};

pub use crate::inet::handles::response::{Outcome, Response, last};

/// What came of the last finished operation on a connection, or on the connection of a file or find; `None` before the
/// first.
pub fn of_handle(handle: Handle) -> Result<Option<Outcome>, Error> {
    let object = registry::find(handle)?.object;
    object.connection().map(|connection| connection.outcome()).ok_or(Error::IncorrectHandleType)
}
