//! What becomes of handles that are closed while they are in use.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::inet::Handle;
use crate::net::{block_on, on_executor_thread};

use super::callback::Event;
use super::lifetime::{Ending, HandleLifetime};
use super::notifier::Notifier;
use super::object::Object;
use super::registry;

/// How long a close waits for the replies to QUIT.
pub(crate) const QUIT_TIMEOUT: Duration = Duration::from_millis(250);

/// Closes a handle whose own call has failed. What it names ends with the last use.
pub(crate) fn discard(handle: Handle) {
    for (object, lifetime) in registry::remove(handle) {
        if let Some(object) = lifetime.close(object) {
            object.end_later(lifetime);
        }
    }
}

impl Ending for Object {
    /// On this thread, or, if this thread must not wait, in the background.
    fn end_later(self, lifetime: Arc<HandleLifetime<Self>>) {
        let executor = self.attributes().executor.clone().filter(|_| on_executor_thread());
        let end = end(self, lifetime, Instant::now() + QUIT_TIMEOUT);
        match executor {
            // This is one of the executor's threads, so it is running.
            Some(executor) => drop(executor.spawn(end)),
            None => block_on(end),
        }
    }
}

/// Ends the object, reports the close, then does the same for the parent if this was its last use.
pub(crate) async fn end(object: Object, lifetime: Arc<HandleLifetime<Object>>, deadline: Instant) {
    let mut next = Some((object, lifetime));
    while let Some((object, lifetime)) = next {
        let notifier = Notifier::for_handle(lifetime.handle, object.attributes());
        if let Object::File(file) = &object {
            // A file that a call is using is ended by that call, which has its own result; the result here belongs to none.
            drop(file.close().await);
            file.notify_progress(&notifier);
        }
        if let Some(connection) = object.owned_connection() {
            connection.quit(deadline, &notifier).await;
        }
        notifier.send(Event::HandleClosing(lifetime.handle));
        drop(object);
        next = lifetime.leave_parent();
    }
}
