//! The wake descriptors of blocking calls. They are kept from call to call while a session is open, so that a call need
//! not create one.

use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Wake, Waker};

use crate::sync::lock;
use crate::sys;

/// Wakes a thread that waits in [`block_on`](super::block_on()). Without a descriptor, which may have run out, it wakes
/// nothing.
struct ThreadWaker(Option<sys::Wake>);

impl Wake for ThreadWaker {
    fn wake(self: Arc<Self>) {
        if let Some(wake) = &self.0 {
            wake.notify();
        }
    }
}

/// The wakers that no call uses now.
#[derive(Default)]
struct WakePool {
    idle: Vec<Arc<ThreadWaker>>,
    users: usize,
}

static POOL: Mutex<WakePool> = Mutex::new(WakePool { idle: Vec::new(), users: 0 });

/// Keeps the pool alive. When its last user is dropped, the idle descriptors are closed.
#[derive(Debug)]
pub struct WakePoolUser(());

impl WakePoolUser {
    /// Uses the pool until it is dropped.
    #[allow(clippy::new_without_default, reason = "it is counted, so creating one has an effect")]
    pub fn new() -> Self {
        pool().users += 1;
        Self(())
    }
}

impl Drop for WakePoolUser {
    fn drop(&mut self) {
        let mut pool = pool();
        pool.users -= 1;
        if pool.users == 0 {
            pool.idle = Vec::new();
        }
    }
}

/// A waker that one call uses. Dropping it returns it to the pool.
pub(super) struct PooledWaker(Arc<ThreadWaker>);

impl PooledWaker {
    pub(super) fn take() -> Self {
        let idle = pool().idle.pop();
        Self(idle.unwrap_or_else(|| Arc::new(ThreadWaker(sys::Wake::new().ok()))))
    }

    pub(super) fn waker(&self) -> Waker {
        Waker::from(Arc::clone(&self.0))
    }

    /// The descriptor to wait for, if there is one.
    pub(super) fn wake(&self) -> Option<&sys::Wake> {
        self.0.0.as_ref()
    }
}

impl Drop for PooledWaker {
    fn drop(&mut self) {
        let mut pool = pool();
        if pool.users > 0 && self.0.0.is_some() {
            pool.idle.push(Arc::clone(&self.0));
        }
    }
}

fn pool() -> MutexGuard<'static, WakePool> {
    lock(&POOL)
}
