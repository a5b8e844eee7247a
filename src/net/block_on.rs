//! Running a future to its end on the calling thread.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use super::job::{self, NOT_WAITED};
use super::wake_pool::PooledWaker;
use super::{error, poll};

/// Runs a future to its end on this thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let pooled = PooledWaker::take();
    let waker = pooled.waker();
    let mut context = Context::from_waker(&waker);
    let mut waited = NOT_WAITED;
    loop {
        job::set_ready(waited);
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        waited = poll::wait(&job::take_interest(), pooled.wake()).map_err(|error| error::failure(&error));
    }
}

/// The output of a future that need not wait. If it has to wait, it must be polled again elsewhere.
pub fn try_now<F: Future + ?Sized>(future: Pin<&mut F>) -> Option<F::Output> {
    job::set_ready(NOT_WAITED);
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => {
            job::take_interest();
            None
        }
    }
}
