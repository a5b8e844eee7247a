//! Signals of the calling thread: the host's dispositions are never touched, and it never gets one because of us.

use std::mem::MaybeUninit;

/// Runs `work` with SIGPIPE held back, and takes away the one it raised.
///
/// `sendfile` has no MSG_NOSIGNAL, and may raise SIGPIPE although it tells of bytes it moved before. The signal is sent
/// to the thread that wrote, so blocking it here and removing it before the mask is restored hides it completely; one
/// that was already waiting is left alone.
pub(in crate::net) fn without_sigpipe<T>(work: impl FnOnce() -> T) -> T {
    let pipe = set_of(&[libc::SIGPIPE]);
    let before = change_mask(libc::SIG_BLOCK, &pipe);
    let was_pending = contains(&before, libc::SIGPIPE) && is_pending(libc::SIGPIPE);
    let _restored_at_the_end = Held { pipe, before, was_pending };
    work()
}

/// SIGPIPE held back; dropped, also by a panic, it leaves the thread as it was.
struct Held {
    pipe: libc::sigset_t,
    before: libc::sigset_t,
    was_pending: bool,
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.was_pending && is_pending(libc::SIGPIPE) {
            let now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
            // SAFETY: both pointers are to live, initialised values; a NULL siginfo is allowed.
            unsafe { libc::sigtimedwait(&self.pipe, std::ptr::null_mut(), &now) };
        }
        change_mask(libc::SIG_SETMASK, &self.before);
    }
}

/// Runs `work` with every signal blocked, so that a thread made by it never runs the host's handlers.
pub(super) fn with_all_signals_blocked<T>(work: impl FnOnce() -> T) -> T {
    let mut all = MaybeUninit::uninit();
    // SAFETY: sigfillset initialises the set it is given.
    let all = unsafe {
        libc::sigfillset(all.as_mut_ptr());
        all.assume_init()
    };
    let before = change_mask(libc::SIG_BLOCK, &all);
    let result = work();
    change_mask(libc::SIG_SETMASK, &before);
    result
}

fn set_of(signals: &[libc::c_int]) -> libc::sigset_t {
    let mut set = MaybeUninit::uninit();
    // SAFETY: sigemptyset initialises the set, and sigaddset then changes an initialised set; the numbers are real.
    unsafe {
        libc::sigemptyset(set.as_mut_ptr());
        for &signal in signals {
            libc::sigaddset(set.as_mut_ptr(), signal);
        }
        set.assume_init()
    }
}

/// Changes this thread's mask and returns the one before.
fn change_mask(how: libc::c_int, set: &libc::sigset_t) -> libc::sigset_t {
    let mut before = MaybeUninit::zeroed();
    // SAFETY: `set` is initialised and `before` has room for a set; with a valid `how` the call cannot fail, and even
    // then the zeroed bytes are a valid, empty set.
    unsafe {
        libc::pthread_sigmask(how, set, before.as_mut_ptr());
        before.assume_init()
    }
}

fn is_pending(signal: libc::c_int) -> bool {
    let mut pending = MaybeUninit::zeroed();
    // SAFETY: sigpending fills the set it is given; zeroed bytes are a valid, empty set in any case.
    let pending = unsafe {
        libc::sigpending(pending.as_mut_ptr());
        pending.assume_init()
    };
    contains(&pending, signal)
}

fn contains(set: &libc::sigset_t, signal: libc::c_int) -> bool {
    // SAFETY: the set is initialised and the signal number is a real one.
    unsafe { libc::sigismember(set, signal) == 1 }
}
