//! Work that makes progress without blocking, and the future that drives it.
//!
//! A future that waits tells what for, and learns what became ready, through its thread: whoever polls it ([`block_on`]
//! or the executor) reads the one after the poll and leaves the other before it.
//!
//! [`block_on`]: super::block_on()

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::task::Poll;

use super::cancel::Cancel;
use super::status::{Observer, StatusQueue};
use crate::protocol::Failure;

pub use super::poll::{Interest, Ready};

/// Work in steps. A step never blocks; between steps the job says what it waits for.
pub trait Job: Send {
    /// What it comes to.
    type Output;

    /// Does what can be done now. After [`Poll::Ready`] it is not called again.
    fn step(&mut self, ready: Ready) -> Poll<Self::Output>;

    /// What the next step waits for.
    fn interest(&self) -> Interest;

    /// What happened and was not told yet.
    fn status(&mut self) -> &mut StatusQueue;

    /// The caller gave up: the next step is the last.
    fn cancel(&mut self);

    /// Waiting is impossible: the next step is the last.
    fn fail(&mut self, failure: Failure);
}

thread_local! {
    static INTEREST: Cell<Interest> = const { Cell::new(Interest::NOTHING) };
    static READY: Cell<Waited> = const { Cell::new(NOTHING) };
}

/// What a wait came to: what is ready, or why waiting is impossible.
pub(super) type Waited = Result<Ready, Failure>;

/// Nothing was waited for yet.
pub(super) const NOTHING: Waited = Ok(Ready::NOTHING);

/// Runs a job to its end, or until it is cancelled, and tells an observer what happens.
pub fn drive<'a, J: Job>(
    job: &'a mut J,
    cancel: &'a Cancel,
    observer: &'a dyn Observer,
) -> impl Future<Output = J::Output> + Send + 'a {
    job.status().want(observer.wanted());
    poll_fn(move |context| {
        let mut ready = match READY.replace(NOTHING) {
            Ok(ready) => ready,
            Err(failure) => {
                job.fail(failure);
                Ready::NOTHING
            }
        };
        loop {
            if cancel.is_cancelled() {
                job.cancel();
            }
            let step = job.step(ready);
            job.status().take().into_iter().for_each(|status| observer.notify(status));
            if step.is_ready() {
                return step;
            }
            if cancel.wake_later(context.waker()) {
                INTEREST.set(job.interest());
                return Poll::Pending;
            }
            ready = Ready::NOTHING;
        }
    })
}

/// Before a future is polled: what it waited for has come.
pub(super) fn tell(waited: Waited) {
    READY.set(waited);
}

/// After a future was polled and is not ready: what it waits for, beside its waker.
pub(super) fn interest() -> Interest {
    READY.set(NOTHING);
    INTEREST.take()
}
