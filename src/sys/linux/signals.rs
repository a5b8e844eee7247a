//! Removing a signal that is pending.

/// Removes one pending signal of the set from this thread; does nothing when there is none.
pub(crate) fn take_pending_signal(set: &libc::sigset_t) {
    let now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `set` is initialised, `now` lives until the call returns, and a NULL siginfo is allowed.
    unsafe { libc::sigtimedwait(set, std::ptr::null_mut(), &now) };
}
