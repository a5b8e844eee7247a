//! Work that makes progress without blocking, and the future that drives it.
//!
//! A pending future passes what it waits for to its caller ([`block_on`] or the executor) through a thread-local value, as
//! `poll` has no other way. Before the next poll the caller leaves there which of its sockets are ready.
//!
//! [`block_on`]: super::block_on()

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::task::Poll;

use super::cancel::Cancel;
use super::status::{Observer, StatusQueue};
use crate::protocol::Failure;

pub use super::poll::{Interest, Ready};

/// Work that is done in steps. A step never blocks; between steps the job reports what it waits for.
pub trait Job: Send {
    /// The result.
    type Output;

    /// Does what can be done now. It is not called again after [`Poll::Ready`].
    fn step(&mut self, ready: Ready) -> Poll<Self::Output>;

    /// What the next step waits for.
    fn interest(&self) -> Interest;

    /// Status events that are not delivered yet.
    fn status(&mut self) -> &mut StatusQueue;

    /// Cancels the job: the next step is the last.
    fn cancel(&mut self);

    /// Waiting has failed: the next step is the last.
    fn fail(&mut self, failure: Failure);
}

thread_local! {
    static INTEREST: Cell<Interest> = const { Cell::new(Interest::NOTHING) };
    static READY: Cell<Waited> = const { Cell::new(NOT_WAITED) };
}

/// The result of a wait: what is ready, or why waiting has failed.
pub(super) type Waited = Result<Ready, Failure>;

/// Before the first wait, nothing is ready.
pub(super) const NOT_WAITED: Waited = Ok(Ready::NOTHING);

/// Runs a job to its end, or until it is cancelled, and notifies an observer of its status events.
pub fn drive<'a, J: Job>(
    job: &'a mut J,
    cancel: &'a Cancel,
    observer: &'a dyn Observer,
) -> impl Future<Output = J::Output> + Send + 'a {
    job.status().set_filter(observer.filter());
    poll_fn(move |context| {
        let mut ready = match READY.replace(NOT_WAITED) {
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
            if cancel.register(context.waker()) {
                INTEREST.set(job.interest());
                return Poll::Pending;
            }
            ready = Ready::NOTHING;
        }
    })
}

/// Passes the result of the wait to the future that is polled next.
pub(super) fn set_ready(waited: Waited) {
    READY.set(waited);
}

/// What the future waits for that was polled last and is pending, besides its waker.
pub(super) fn take_interest() -> Interest {
    READY.set(NOT_WAITED);
    INTEREST.take()
}
