//! Which tests run at the same time: some count what the whole process has.

#[cfg(target_os = "linux")]
use std::sync::RwLockWriteGuard;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

static RUNNING: RwLock<()> = RwLock::new(());

/// Held by tests that may run in parallel.
pub fn shared() -> RwLockReadGuard<'static, ()> {
    RUNNING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Held by a test that runs while no other test does.
#[cfg(target_os = "linux")]
pub fn exclusive() -> RwLockWriteGuard<'static, ()> {
    RUNNING.write().unwrap_or_else(PoisonError::into_inner)
}
