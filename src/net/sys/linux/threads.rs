//! Threads of the library's own.

use std::io;
use std::thread::{Builder, JoinHandle};

use super::signals::with_all_signals_blocked;

/// A thread, to be waited for.
pub type Thread = JoinHandle<()>;

/// Starts a thread on which no handler of the host ever runs.
///
/// The system keeps a library loaded as long as one of its threads lives, because of what Rust has to clean up in each.
pub(in crate::net) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<Thread> {
    with_all_signals_blocked(|| Builder::new().name(name.to_owned()).spawn(work))
}

/// Waits for the end of a thread.
pub(in crate::net) fn join(thread: Thread) {
    // One that panicked has ended as well.
    let _ = thread.join();
}
