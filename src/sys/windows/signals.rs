//! Signals, of which Windows has no SIGPIPE.

/// Runs `work`.
pub(crate) fn without_sigpipe<T>(work: impl FnOnce() -> T) -> T {
    work()
}
