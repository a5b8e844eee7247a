//! The interface between a machine and its driver. The module documentation of `protocol` describes how they work
//! together.

use super::{Actions, Event, ServerState};

/// A state machine for one job. After [`Action::Finish`](super::Action::Finish), which comes exactly once, it ignores
/// all events.
pub trait Machine: Send {
    /// Begins the job. Called once, before any event.
    fn start(&mut self, out: &mut Actions);
    /// Handles an event and appends what is to be done to `out`.
    fn handle(&mut self, event: Event, out: &mut Actions);
    /// The state of the server and the dialogue after this job, for the next one. `None` if the machine does not track
    /// it.
    fn server_state(&self) -> Option<ServerState> {
        None
    }
    /// The size of the remote file, if the server reported it.
    fn size(&self) -> Option<u64> {
        None
    }
}
