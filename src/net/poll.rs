//! What jobs wait for, and one wait over {control, data, wake}.

use std::io;
use std::time::{Duration, Instant};

use super::timeouts::{after, earlier};
use crate::sys::{self, Wake, Watch};

/// What a job waits for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interest {
    /// The control connection, or whatever stands in for it.
    pub control: Option<Watch>,
    /// The data connection.
    pub data: Option<Watch>,
    /// Wake at this moment at the latest.
    pub until: Option<Instant>,
}

impl Interest {
    /// Only somebody's wake.
    pub(super) const NOTHING: Self = Self { control: None, data: None, until: None };
}

/// What is ready after a wait; an error on a descriptor counts as ready.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// The control connection is.
    pub control: bool,
    /// The data connection is.
    pub data: bool,
}

impl Ready {
    pub(super) const NOTHING: Self = Self { control: false, data: false };
}

/// How long a wait lasts without a wake, as where descriptors have run out: somebody may have cancelled it.
const WITHOUT_WAKE: Duration = Duration::from_millis(50);

/// Waits until something is ready, the moment has come, or the wake is notified.
pub(super) fn wait(interest: &Interest, wake: Option<&Wake>) -> io::Result<Ready> {
    let until = match wake {
        Some(_) => interest.until,
        None => earlier(interest.until, after(Some(WITHOUT_WAKE))),
    };
    let watches = [interest.control, interest.data, wake.map(Wake::watch)];
    let [control, data, woken] = sys::poll(watches, until)?;
    if woken && let Some(wake) = wake {
        wake.take();
    }
    Ok(Ready { control, data })
}
