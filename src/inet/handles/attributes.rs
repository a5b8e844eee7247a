//! What every handle has, whatever it names.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

use crate::net::Executor;
use crate::sync::lock;

use super::callback::Callback;
use super::settings::Settings;

/// Settings, context value and callback of a handle.
pub(crate) struct Attributes {
    pub(crate) settings: Mutex<Settings>,
    pub(crate) context: AtomicUsize,
    /// Where background calls run: the handles of an asynchronous session have it.
    pub(crate) executor: Option<Arc<Executor>>,
    callback: Mutex<Callback>,
}

impl std::fmt::Debug for Attributes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attributes").field("context", &self.context).finish_non_exhaustive()
    }
}

impl Attributes {
    /// The attributes of a handle without a parent.
    pub(crate) fn new(settings: Settings, executor: Option<Arc<Executor>>) -> Arc<Self> {
        Arc::new(Self {
            settings: Mutex::new(settings),
            context: AtomicUsize::new(0),
            executor,
            callback: Mutex::new(Callback::NONE),
        })
    }

    /// The attributes of a handle below this one: its current settings and callback, and another context value.
    pub(crate) fn child(&self, context: usize) -> Arc<Self> {
        Arc::new(Self {
            settings: Mutex::new(*lock(&self.settings)),
            context: AtomicUsize::new(context),
            executor: self.executor.clone(),
            callback: Mutex::new(self.callback()),
        })
    }

    pub(crate) fn settings(&self) -> Settings {
        *lock(&self.settings)
    }

    pub(crate) fn callback(&self) -> Callback {
        *lock(&self.callback)
    }

    /// Sets the callback and returns the previous one.
    pub(crate) fn set_callback(&self, callback: Callback) -> Callback {
        std::mem::replace(&mut *lock(&self.callback), callback)
    }
}
