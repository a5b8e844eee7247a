//! What jobs wait for, and one wait over {control, data, wake}.

use std::io;
use std::time::{Duration, Instant};

use super::sys::{self, Descriptor, Wake};
use super::timeouts::{after, earlier};

/// What a socket is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The socket.
    pub socket: Descriptor,
    /// Wake when it can be read, or has ended.
    pub read: bool,
    /// Wake when it can be written.
    pub write: bool,
    /// It is being connected: wake when that fails, too.
    pub connecting: bool,
}

impl Watch {
    /// Whether it is waited for room to send alone.
    pub(super) fn is_for_room(&self) -> bool {
        self.write && !self.read && !self.connecting
    }

    /// Until somebody notifies it.
    pub(super) fn wake(wake: &Wake) -> Self {
        Self { socket: wake.descriptor(), read: true, write: false, connecting: false }
    }
}

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
    let watches = [interest.control, interest.data, wake.map(Watch::wake)];
    let [control, data, woken] = sys::poll(watches, until)?;
    if woken && let Some(wake) = wake {
        wake.take();
    }
    Ok(Ready { control, data })
}
