//! Cancelling, in every order that two threads can take their steps in.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use loom::future::block_on;
use loom::sync::atomic::{AtomicBool, Ordering};
use loom::thread;

use super::{Cancel, Interest, Job, NoObserver, Ready, StatusQueue, drive, try_now};
use crate::protocol::Failure;

/// A job that only a cancel ends.
#[derive(Default)]
pub(crate) struct Endless {
    is_cancelled: bool,
    news: StatusQueue,
}

impl Job for Endless {
    type Output = ();

    fn step(&mut self, _ready: Ready) -> Poll<()> {
        if self.is_cancelled { Poll::Ready(()) } else { Poll::Pending }
    }

    fn interest(&self) -> Interest {
        Interest::default()
    }

    fn status(&mut self) -> &mut StatusQueue {
        &mut self.news
    }

    fn cancel(&mut self) {
        self.is_cancelled = true;
    }

    fn fail(&mut self, failure: Failure) {
        panic!("{failure:?}");
    }
}

/// Cancels from so many other threads, while this one does something with the same [`Cancel`].
fn cancelled_by(others: usize, meanwhile: impl Fn(&Cancel) + Sync + Send + 'static) {
    loom::model(move || {
        let cancel = Arc::new(Cancel::default());
        let spawn = |_| {
            let cancel = Arc::clone(&cancel);
            thread::spawn(move || cancel.cancel())
        };
        let threads: Vec<_> = (0..others).map(spawn).collect();
        meanwhile(&cancel);
        threads.into_iter().for_each(|thread| thread.join().expect("it ends"));
        assert!(cancel.is_cancelled());
    });
}

/// A lost wake-up would be a thread that waits for ever, which loom reports.
#[test]
fn a_job_that_waits_is_woken() {
    for others in [1, 2] {
        cancelled_by(others, |cancel| block_on(drive(&mut Endless::default(), cancel, &NoObserver)));
    }
}

/// As a call of asynchronous mode does: it begins where it was made, and goes on elsewhere, with another waker.
#[test]
fn a_job_that_moved_is_woken() {
    cancelled_by(1, |cancel| {
        let mut job = Endless::default();
        let mut work = pin!(drive(&mut job, cancel, &NoObserver));
        if try_now(work.as_mut()).is_none() {
            block_on(work);
        }
    });
}

/// Jobs of one connection come one after the other; the second is not woken by what was left for the first.
#[test]
fn the_next_job_is_woken() {
    cancelled_by(1, |cancel| {
        let mut first = Endless::default();
        let abandoned = try_now(pin!(drive(&mut first, cancel, &NoObserver)));
        block_on(drive(&mut Endless::default(), cancel, &NoObserver));
        assert!(abandoned.is_none() || cancel.is_cancelled());
    });
}

/// A thread that sees the cancel also sees everything that happened before it.
#[test]
fn what_was_before_a_cancel_is_seen_after_it() {
    loom::model(|| {
        let shared = Arc::new((Cancel::default(), AtomicBool::new(false)));
        let theirs = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            theirs.1.store(true, Ordering::Relaxed);
            theirs.0.cancel();
        });
        block_on(drive(&mut Endless::default(), &shared.0, &NoObserver));
        assert!(shared.1.load(Ordering::Relaxed));
        thread.join().expect("it ends");
    });
}
