//! Futures that are run to their end on the calling thread.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use super::job::{self, NOTHING};
use super::{error, poll, sys};

/// What wakes a thread that waits.
struct Bell(Option<sys::Wake>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        if let Some(wake) = &self.0 {
            wake.notify();
        }
    }
}

thread_local! {
    /// Made by the first call of a thread that may wait. Without descriptors there is none until the next call.
    static BELL: std::cell::RefCell<Option<Arc<Bell>>> = const { std::cell::RefCell::new(None) };
}

fn bell() -> Arc<Bell> {
    let new = || Arc::new(Bell(sys::Wake::new().ok()));
    // A thread that is ending keeps nothing any more.
    BELL.try_with(|bell| {
        let mut bell = bell.borrow_mut();
        match &*bell {
            Some(bell) if bell.0.is_some() => Arc::clone(bell),
            _ => Arc::clone(bell.insert(new())),
        }
    })
    .unwrap_or_else(|_| new())
}

/// Runs a future to its end on this thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = bell();
    let waker = Waker::from(Arc::clone(&bell));
    let mut context = Context::from_waker(&waker);
    let mut waited = NOTHING;
    loop {
        job::tell(waited);
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        waited = poll::wait(&job::interest(), bell.0.as_ref()).map_err(|error| error::failure(&error));
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
