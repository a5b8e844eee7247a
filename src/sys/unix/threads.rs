//! The library's own threads. Each keeps the library loaded until the thread has ended, even if the host unloads it.

use std::io;
use std::thread::{Builder, JoinHandle};

use super::library::Library;
use super::signals::with_all_signals_blocked;

/// A thread that can be joined.
pub type Thread = JoinHandle<()>;

/// Starts a thread that never runs a signal handler of the host.
pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<Thread> {
    let library = Library::hold();
    let work = move || {
        library.release_at_thread_exit();
        work();
    };
    with_all_signals_blocked(|| Builder::new().name(name.to_owned()).spawn(work))
}

/// Waits until a thread has ended.
pub(crate) fn join(thread: Thread) {
    // A thread that panicked has ended as well.
    let _ = thread.join();
}
