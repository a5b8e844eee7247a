//! What becomes of handles that are closed while they are in use.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::inet::Handle;
use crate::net::{block_on, on_executor_thread};

use super::callback::Event;
use super::lifetime::HandleLifetime;
use super::notifier::Notifier;
use super::registry::{self, Object};

/// How long a close waits for the servers' goodbyes.
pub(crate) const GOODBYE: Duration = Duration::from_millis(250);

/// Takes a handle out of use that its own call gives up; its uses end it.
pub(crate) fn give_up(handle: Handle) {
    for (object, lifetime) in registry::remove(handle) {
        if let Some(object) = lifetime.close(object) {
            end_later(object, lifetime);
        }
    }
}

/// Ends a closed handle whose last use is over: here, or where this is a thread that must not wait, by itself.
pub(crate) fn end_later(object: Object, lifetime: Arc<HandleLifetime>) {
    let executor = object.attributes().executor.clone().filter(|_| on_executor_thread());
    let end = end(object, lifetime, Instant::now() + GOODBYE);
    match executor {
        // Its threads are running: this is one of them.
        Some(executor) => drop(executor.spawn(end)),
        None => block_on(end),
    }
}

/// Ends what a handle names, then the handle, then the one above where this was its last use.
pub(crate) async fn end(object: Object, lifetime: Arc<HandleLifetime>, goodbye: Instant) {
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
