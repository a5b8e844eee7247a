//! Work that makes progress without blocking, and the loop that runs it on the calling thread.

use std::task::Poll;

use super::cancel::Cancel;
use super::error;
use super::poll;
use super::sys::without_sigpipe;
use crate::protocol::Failure;

pub use super::poll::{Interest, Ready};

/// Work in steps. A step never blocks; between steps the job says what it waits for.
pub trait Job {
    /// What it comes to.
    type Output;

    /// Does what can be done now. After [`Poll::Ready`] it is not called again.
    fn step(&mut self, ready: Ready) -> Poll<Self::Output>;

    /// What the next step waits for.
    fn interest(&self) -> Interest;

    /// Whether a step may raise SIGPIPE: it must then run on a thread that has it blocked.
    fn may_raise_sigpipe(&self) -> bool {
        false
    }

    /// The caller gave up: the next step is the last.
    fn cancel(&mut self);

    /// Waiting is impossible: the next step is the last.
    fn fail(&mut self, failure: Failure);
}

/// Runs a job to its end on this thread.
pub fn block_on<J: Job>(job: &mut J, cancel: &Cancel) -> J::Output {
    if job.may_raise_sigpipe() { without_sigpipe(|| run(job, cancel)) } else { run(job, cancel) }
}

fn run<J: Job>(job: &mut J, cancel: &Cancel) -> J::Output {
    let mut ready = Ready::default();
    loop {
        if cancel.is_cancelled() {
            job.cancel();
        }
        if let Poll::Ready(output) = job.step(ready) {
            return output;
        }
        match poll::wait(&job.interest(), cancel.wake().ok()) {
            Ok(now) => ready = now,
            Err(error) => job.fail(error::failure(&error)),
        }
    }
}
