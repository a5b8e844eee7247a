//! InternetCloseHandle, and what becomes of handles that are closed while they are in use.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::net::{block_on, on_executor_thread};

use super::callback::{Event, Notifier};
use super::connection::Connection;
use super::lifetime::HandleLifetime;
use super::registry::{self, Object};
use super::{Error, Handle, response};

/// How long a close waits for the servers' goodbyes.
pub(super) const GOODBYE: Duration = Duration::from_millis(250);

/// Closes a handle and all below it, and cancels what runs on them. A file that is open for writing and at rest is
/// finished; fails with its verdict then, and the handles are closed all the same.
pub fn close(handle: Handle) -> Result<(), Error> {
    let removed = registry::remove(handle);
    if removed.is_empty() {
        return Err(Error::InvalidHandle);
    }
    cancel(&removed);
    let result = finish(&removed);
    let moment = Instant::now() + GOODBYE;
    for (object, lifetime) in removed {
        if let Some(object) = lifetime.close(object) {
            block_on(end(object, lifetime, moment));
        }
    }
    result
}

/// First everything is cancelled, then the files are finished, then the goodbyes are said: a moment for all of them
/// together.
fn cancel(removed: &[(Object, Arc<HandleLifetime>)]) {
    let files = || {
        removed.iter().filter_map(|(object, _)| match object {
            Object::File(file) => Some(file),
            _ => None,
        })
    };
    let connections: Vec<_> = removed.iter().flat_map(|(object, _)| connections(object)).collect();
    connections.iter().for_each(|connection| connection.cancel());
    files().for_each(|file| file.cancel());
    // What another thread is closing has no handle any more; the files that rest here are still to be finished.
    let rests = |connection: &&Arc<Connection>| files().any(|file| Arc::ptr_eq(&file.connection, connection));
    connections
        .iter()
        .filter(|connection| !rests(connection))
        .for_each(|connection| connection.stop_closing.cancel());
}

/// The connections that end with an object.
fn connections(object: &Object) -> Vec<Arc<Connection>> {
    match object {
        Object::Root(root) => root.connections(),
        _ => object.owned_connection().cloned().into_iter().collect(),
    }
}

/// Finishes all files; the first failure is told, with what the server said to it. Those that a call is in the middle of
/// are left to that call: a close never waits for a callback of the program's.
fn finish(removed: &[(Object, Arc<HandleLifetime>)]) -> Result<(), Error> {
    let mut failure = None;
    for (object, lifetime) in removed {
        let Object::File(file) = object else { continue };
        let result = if lifetime.is_running() { file.give_up() } else { block_on(file.close()) };
        if let Err(error) = result
            && failure.is_none()
        {
            failure = Some((error, response::last()));
        }
    }
    let Some((error, response)) = failure else { return Ok(()) };
    response::put_back(response);
    Err(error)
}

/// Takes a handle out of use that its own call gives up; its uses end it.
pub(super) fn give_up(handle: Handle) {
    for (object, lifetime) in registry::remove(handle) {
        if let Some(object) = lifetime.close(object) {
            end_later(object, lifetime);
        }
    }
}

/// Ends a closed handle whose last use is over: here, or where this is a thread that must not wait, by itself.
pub(super) fn end_later(object: Object, lifetime: Arc<HandleLifetime>) {
    let executor = object.attributes().executor.clone().filter(|_| on_executor_thread());
    let end = end(object, lifetime, Instant::now() + GOODBYE);
    match executor {
        // Its threads are running: this is one of them.
        Some(executor) => drop(executor.spawn(end)),
        None => block_on(end),
    }
}

/// Ends what a handle names, then the handle, then the one above where this was its last use.
async fn end(object: Object, lifetime: Arc<HandleLifetime>, goodbye: Instant) {
    let mut next = Some((object, lifetime));
    while let Some((object, lifetime)) = next {
        let notifier = Notifier::of(lifetime.handle, object.attributes());
        if let Object::File(file) = &object {
            // Whoever was in the middle of a call was told of it.
            let _ = file.close().await;
            file.tell_progress(&notifier);
        }
        if let Some(connection) = object.owned_connection() {
            connection.quit(goodbye, &notifier).await;
        }
        notifier.tell(Event::HandleClosing(lifetime.handle));
        drop(object);
        next = lifetime.leave_parent();
    }
}
