//! What every handle has, whatever it names.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use super::lock;
use super::settings::Settings;

/// A status callback: a function of the caller's, as a number, and whether its texts are wide. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Callback {
    /// The address of the function.
    pub function: usize,
    /// Whether it was set by InternetSetStatusCallbackW.
    pub wide: bool,
}

/// Settings, context value and callback of a handle.
#[derive(Debug)]
pub(super) struct Attributes {
    pub(super) settings: Mutex<Settings>,
    pub(super) context: AtomicUsize,
    callback: Mutex<Callback>,
}

impl Attributes {
    /// Those of a handle without a parent.
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings: Mutex::new(settings), context: AtomicUsize::new(0), callback: Mutex::default() }
    }

    /// Those of a handle below this one: settings and callback as they are now, and a context value of its own.
    pub(super) fn child(&self, context: usize) -> Self {
        Self {
            settings: Mutex::new(*lock(&self.settings)),
            context: AtomicUsize::new(context),
            callback: Mutex::new(self.callback()),
        }
    }

    pub(super) fn settings(&self) -> Settings {
        *lock(&self.settings)
    }

    pub(super) fn callback(&self) -> Callback {
        *lock(&self.callback)
    }

    /// Sets the callback and gives the one before.
    pub(super) fn set_callback(&self, callback: Callback) -> Callback {
        std::mem::replace(&mut *lock(&self.callback), callback)
    }
}
