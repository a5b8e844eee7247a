//! What jobs wait for, and the one wait for control connection, data connection and wake-up.

use std::io;
use std::time::{Duration, Instant};

use super::timeouts::{after, earlier};
use crate::sys::{self, Wake, Watch};

/// What a job waits for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interest {
    /// The control connection, or the connect or name lookup before it.
    pub control: Option<Watch>,
    /// The data connection.
    pub data: Option<Watch>,
    /// When the wait ends at the latest.
    pub until: Option<Instant>,
}

impl Interest {
    /// Nothing but a wake-up.
    pub(super) const NOTHING: Self = Self { control: None, data: None, until: None };
}

/// What is ready after a wait. A socket with an error counts as ready.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// The control connection is ready.
    pub control: bool,
    /// The data connection is ready.
    pub data: bool,
}

impl Ready {
    pub(super) const NOTHING: Self = Self { control: false, data: false };
}

/// How long a wait lasts that cannot be woken because descriptors have run out: it may have been cancelled.
const MAX_UNWAKEABLE: Duration = Duration::from_millis(50);

/// Waits until a connection is ready, the deadline has passed, or the wake is notified.
pub(super) fn wait(interest: &Interest, wake: Option<&Wake>) -> io::Result<Ready> {
    let until = match wake {
        Some(_) => interest.until,
        None => earlier(interest.until, after(Some(MAX_UNWAKEABLE))),
    };
    let watches = [interest.control, interest.data, wake.map(Wake::watch)];
    let [control, data, woken] = sys::poll(watches, until)?;
    if woken && let Some(wake) = wake {
        wake.take();
    }
    Ok(Ready { control, data })
}
