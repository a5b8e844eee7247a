//! What a root handle names.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use super::settings::Settings;

/// A session.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) settings: Mutex<Settings>,
    pub(super) context: AtomicUsize,
    /// No network at all.
    pub(super) offline: bool,
}
