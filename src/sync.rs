//! What threads meet at, where the order of their steps matters: the system's, or in models loom's, which tries all
//! orders.

#[cfg(not(loom))]
pub(crate) use std::{
    sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, atomic::AtomicBool},
    thread,
};

#[cfg(loom)]
pub(crate) use loom::{
    sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, atomic::AtomicBool},
    thread,
};
