//! What threads meet at, where the order of their steps matters: the system's, or in models loom's, which tries all
//! orders.

#[cfg(not(loom))]
pub(crate) use std::sync::{
    Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, atomic::AtomicBool,
};

#[cfg(loom)]
pub(crate) use loom::sync::{
    Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, atomic::AtomicBool,
};

/// The value of a mutex of the system's. All values here are whole at any time, so a panic elsewhere does not spoil them.
pub(crate) fn lock<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Tells threads apart while they live. Unlike what the standard library knows of a thread, it allocates nothing, so that
/// nothing is left in the threads of a program.
#[cfg(not(loom))]
pub(crate) fn this_thread() -> ThreadMark {
    thread_local! {
        static PLACE: u8 = const { 0 };
    }
    PLACE.with(|place| std::ptr::from_ref(place).addr())
}

#[cfg(loom)]
pub(crate) fn this_thread() -> ThreadMark {
    loom::thread::current().id()
}

#[cfg(not(loom))]
pub(crate) type ThreadMark = usize;
#[cfg(loom)]
pub(crate) type ThreadMark = loom::thread::ThreadId;
