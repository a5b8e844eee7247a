//! Futures that are run to their end on the calling thread.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Wake, Waker};

use super::job::{self, NOTHING};
use super::{error, poll};
use crate::sync::lock;
use crate::sys;

/// What wakes a thread that waits. Without descriptors it is none.
struct Bell(Option<sys::Wake>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        if let Some(wake) = &self.0 {
            wake.notify();
        }
    }
}

/// The bells that nobody needs now, as long as somebody keeps them.
#[derive(Default)]
struct Idle {
    bells: Vec<Arc<Bell>>,
    keepers: usize,
}

static IDLE: Mutex<Idle> = Mutex::new(Idle { bells: Vec::new(), keepers: 0 });

/// Keeps what calls wait with from call to call: they need not make it anew. With the last of its kind all of it goes.
#[derive(Debug)]
pub struct WakePoolUser(());

impl WakePoolUser {
    /// From here on.
    #[allow(clippy::new_without_default, reason = "it is no value, but counted")]
    pub fn new() -> Self {
        idle().keepers += 1;
        Self(())
    }
}

impl Drop for WakePoolUser {
    fn drop(&mut self) {
        let mut idle = idle();
        idle.keepers -= 1;
        if idle.keepers == 0 {
            idle.bells = Vec::new();
        }
    }
}

/// A bell, in the hands of one call.
struct Taken(Arc<Bell>);

impl Taken {
    fn new() -> Self {
        let idle = idle().bells.pop();
        Self(idle.unwrap_or_else(|| Arc::new(Bell(sys::Wake::new().ok()))))
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut idle = idle();
        if idle.keepers > 0 && self.0.0.is_some() {
            idle.bells.push(Arc::clone(&self.0));
        }
    }
}

fn idle() -> MutexGuard<'static, Idle> {
    lock(&IDLE)
}

/// Runs a future to its end on this thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Taken::new();
    let waker = Waker::from(Arc::clone(&bell.0));
    let mut context = Context::from_waker(&waker);
    let mut waited = NOTHING;
    loop {
        job::tell(waited);
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        waited = poll::wait(&job::interest(), bell.0.0.as_ref()).map_err(|error| error::failure(&error));
    }
}

/// The output of a future that need not wait. One that waits is to be polled again by whoever runs it.
pub fn try_now<F: Future + ?Sized>(future: Pin<&mut F>) -> Option<F::Output> {
    job::tell(NOTHING);
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => {
            job::interest();
            None
        }
    }
}
