//! Signals of the calling thread. The host's signal handlers are never changed, and this library never causes a signal
//! that the host would see.

use std::mem::MaybeUninit;

use crate::sys::take_pending_signal;

/// Runs `work` with SIGPIPE blocked, and removes the SIGPIPE that it raised.
///
/// `sendfile` has no MSG_NOSIGNAL, and may raise SIGPIPE even where it returns the number of bytes it moved before. The
/// signal goes to the thread that wrote. Blocking it here, and removing it before the mask is restored, hides it
/// completely. A SIGPIPE that was pending before stays pending.
pub(crate) fn without_sigpipe<T>(work: impl FnOnce() -> T) -> T {
    let pipe = set_of(&[libc::SIGPIPE]);
    let mask_before = change_mask(libc::SIG_BLOCK, &pipe);
    let was_pending = contains(&mask_before, libc::SIGPIPE) && is_pending(libc::SIGPIPE);
    let _restore_when_dropped = BlockedSigpipe { pipe, mask_before, was_pending };
    work()
}

/// SIGPIPE is blocked while this value exists. Its drop, also after a panic, restores the thread's mask.
struct BlockedSigpipe {
    pipe: libc::sigset_t,
    mask_before: libc::sigset_t,
    was_pending: bool,
}

impl Drop for BlockedSigpipe {
    fn drop(&mut self) {
        if !self.was_pending && is_pending(libc::SIGPIPE) {
            take_pending_signal(&self.pipe);
        }
        change_mask(libc::SIG_SETMASK, &self.mask_before);
    }
}

/// Runs `work` with every signal blocked. A thread that it starts inherits that mask, and never runs a handler of the host.
pub(super) fn with_all_signals_blocked<T>(work: impl FnOnce() -> T) -> T {
    let mut all = MaybeUninit::uninit();
    // SAFETY: sigfillset initialises the set before assume_init reads it.
    let all = unsafe {
        libc::sigfillset(all.as_mut_ptr());
        all.assume_init()
    };
    let mask_before = change_mask(libc::SIG_BLOCK, &all);
    let result = work();
    change_mask(libc::SIG_SETMASK, &mask_before);
    result
}

fn set_of(signals: &[libc::c_int]) -> libc::sigset_t {
    let mut set = MaybeUninit::uninit();
    // SAFETY: sigemptyset initialises the set before sigaddset changes it and assume_init reads it; the signal numbers
    // are valid.
    unsafe {
        libc::sigemptyset(set.as_mut_ptr());
        for &signal in signals {
            libc::sigaddset(set.as_mut_ptr(), signal);
        }
        set.assume_init()
    }
}

/// Changes this thread's mask and returns the previous one.
fn change_mask(how: libc::c_int, set: &libc::sigset_t) -> libc::sigset_t {
    let mut before = MaybeUninit::zeroed();
    // SAFETY: `set` is initialised and `before` has room for a set. The call cannot fail with a valid `how`, and even if
    // it did, the zeroed bytes would be a valid, empty set.
    unsafe {
        libc::pthread_sigmask(how, set, before.as_mut_ptr());
        before.assume_init()
    }
}

fn is_pending(signal: libc::c_int) -> bool {
    let mut pending = MaybeUninit::zeroed();
    // SAFETY: `pending` has room for the set that sigpending writes; if it wrote none, the zeroed bytes would be a valid,
    // empty set.
    let pending = unsafe {
        libc::sigpending(pending.as_mut_ptr());
        pending.assume_init()
    };
    contains(&pending, signal)
}

fn contains(set: &libc::sigset_t, signal: libc::c_int) -> bool {
    // SAFETY: the set is initialised and the signal number is valid.
    unsafe { libc::sigismember(set, signal) == 1 }
}
