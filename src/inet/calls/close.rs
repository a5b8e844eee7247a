//! InternetCloseHandle.

use std::sync::Arc;
use std::time::Instant;

use crate::inet::handles::closing::{self, QUIT_TIMEOUT};
use crate::inet::handles::completed::Completed;
use crate::inet::handles::connection::Connection;
use crate::inet::handles::lifetime::HandleLifetime;
use crate::inet::handles::object::Object;
use crate::inet::handles::registry;
use crate::inet::{Error, Handle};
use crate::net::block_on;

/// Closes a handle and all handles below it, and cancels the calls that run on them. An upload that is idle between calls
/// is finished first; if that fails, its error is the result, and the handles are closed all the same.
///
/// First everything is cancelled, then the files are finished, then QUIT is sent on all connections, which share one
/// time-out.
pub fn close(handle: Handle) -> Result<(), Error> {
    let removed = registry::remove(handle);
    if removed.is_empty() {
        return Err(Error::InvalidHandle);
    }
    cancel(&removed);
    // Before the callbacks, so that they can read the response.
    let result = finish(&removed).publish_to_thread();
    let deadline = Instant::now() + QUIT_TIMEOUT;
    for (object, lifetime) in removed {
        if let Some(object) = lifetime.close(object) {
            block_on(closing::end(object, lifetime, deadline));
        }
    }
    result
}

/// Cancels what runs on the handles, but not the end of the files that [`finish`] ends.
fn cancel(removed: &[(Object, Arc<HandleLifetime<Object>>)]) {
    let files = || {
        removed.iter().filter_map(|(object, _)| match object {
            Object::File(file) => Some(file),
            _ => None,
        })
    };
    let connections: Vec<_> = removed.iter().flat_map(|(object, _)| connections(object)).collect();
    connections.iter().for_each(|connection| connection.cancel());
    files().for_each(|file| file.cancel());
    // A connection that another thread is closing has no handle any more; the idle files here are still to be finished.
    let has_file =
        |connection: &&Arc<Connection>| files().any(|file| Arc::ptr_eq(&file.connection, connection));
    connections
        .iter()
        .filter(|connection| !has_file(connection))
        .for_each(|connection| connection.stop_closing.cancel());
}

/// The connections that end with an object.
fn connections(object: &Object) -> Vec<Arc<Connection>> {
    match object {
        Object::Session(session) => session.connections(),
        _ => object.owned_connection().cloned().into_iter().collect(),
    }
}

/// Finishes all files. The first failure is the result, with what the server said to it. A file that a call is using
/// is ended by that call: a close never waits for a callback of the program.
fn finish(removed: &[(Object, Arc<HandleLifetime<Object>>)]) -> Completed<()> {
    let mut completed = Completed::local(Ok(()));
    for (object, lifetime) in removed {
        let Object::File(file) = object else { continue };
        let closed = match lifetime.is_running() {
            true => Completed::local(file.abort()),
            false => block_on(file.close()),
        };
        if completed.result.is_ok() {
            completed = completed.then(closed);
        }
    }
    completed
}
