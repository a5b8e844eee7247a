//! What all protocol machines have in common.

use super::{Action, Actions, ControlFate, Event, Reason, Reply, ReplyTimer, ServerState, Verdict};

/// A job of the dialogue. After [`Action::Finish`], which comes exactly once, it answers nothing any more.
pub trait Machine: Send {
    /// Begins the job.
    fn start(&mut self, out: &mut Actions);
    /// Reacts to an event.
    fn handle(&mut self, event: Event, out: &mut Actions);
    /// What the machine knows about the server by now, to be kept for the next operation. `None` for a machine that begins
    /// without such knowledge and learns nothing that lasts.
    fn server_state(&self) -> Option<ServerState> {
        None
    }
    /// The size of the remote file, if the server reported it.
    fn size(&self) -> Option<u64> {
        None
    }
}

/// Sends a command and starts the clock for its reply.
pub(super) fn send(line: Vec<u8>, out: &mut Actions) {
    out.push(Action::Send(line));
    out.push(Action::ReplyTimer(ReplyTimer::Reply));
}

/// Why the reply is missing when its time is over.
pub(super) fn overdue(garbled: bool) -> Reason {
    if garbled { Reason::Garbled } else { Reason::ReplyTimeout }
}

/// The reason of an event that ends any wait for a reply, `None` for all other events.
pub(super) fn no_reply(event: &Event, garbled: bool) -> Option<Reason> {
    match event {
        Event::ControlLost(failure) => Some(Reason::Control(*failure)),
        Event::AlreadyLost(failure) => Some(Reason::Dropped(*failure)),
        Event::OutOfSync => Some(Reason::OutOfSync),
        Event::DeadlinePassed => Some(overdue(garbled)),
        Event::Cancelled => Some(Reason::Cancelled),
        _ => None,
    }
}

/// The end without a final reply. The dialogue is lost with it.
pub(super) fn unknown(reason: Reason) -> Action {
    Action::Finish(Verdict::Unknown { reason }, ControlFate::Drop)
}

/// After a 421 the server closes the connection (RFC 959); any other final reply leaves it in step.
pub(super) fn fate(reply: &Reply) -> ControlFate {
    if reply.code() == 421 { ControlFate::Drop } else { ControlFate::Keep }
}

/// The end by the server's no.
pub(super) fn refused(reply: Reply) -> Action {
    let fate = fate(&reply);
    Action::Finish(Verdict::Refused(reply), fate)
}
