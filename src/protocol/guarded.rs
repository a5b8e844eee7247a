//! What all machines have in common, written once: nothing happens before the start or after the end, and some events
//! end any wait for a reply.
//!
//! ```text
//!             start                    End returned
//! NotStarted ───────▶ Running ─────────────────────▶ Finished
//!                     │     ▲
//!                     └─────┘ events
//! ```
//!
//! A new machine implements [`Exchange`] with its own states only. Its first state is the one after `start`, and it has
//! no state for its end: it returns an [`End`].

use super::{Action, Actions, ControlFate, Event, Machine, Reason, Reply, ReplyTimer, ServerState, Verdict};

/// One exchange with the server, from the first command to the verdict: what differs from machine to machine.
///
/// A method that returns an [`End`] finishes the machine. It is not called again after that.
pub trait Exchange: Send {
    /// Sends the first command, or waits for the greeting.
    fn start(&mut self, out: &mut Actions);

    /// Handles a complete reply of any class.
    fn on_reply(&mut self, reply: Reply, out: &mut Actions) -> Option<End>;

    /// Handles an event of the data connection or of the local file. Exchanges without data ignore all of them.
    fn on_data_event(&mut self, _event: Event, _out: &mut Actions) -> Option<End> {
        None
    }

    /// The wait for a reply is over, and `reason` says why none came.
    fn on_no_reply(&mut self, reason: Reason, _out: &mut Actions) -> Option<End> {
        Some(End::unknown(reason))
    }

    /// See [`Machine::server_state`].
    fn server_state(&self) -> Option<ServerState> {
        None
    }

    /// See [`Machine::size`].
    fn size(&self) -> Option<u64> {
        None
    }
}

/// How an exchange ends: the contents of [`Action::Finish`].
pub struct End {
    pub(super) verdict: Verdict,
    pub(super) fate: ControlFate,
}

impl End {
    /// The final reply is 2yz and nothing failed.
    pub(super) fn done(reply: Reply) -> Self {
        let fate = ControlFate::after(&reply);
        Self { verdict: Verdict::Done(reply), fate }
    }

    /// The final reply is not 2yz.
    pub(super) fn refused(reply: Reply) -> Self {
        let fate = ControlFate::after(&reply);
        Self { verdict: Verdict::Refused(reply), fate }
    }

    /// Something failed on this side or on the data connection, and the final reply is known.
    pub(super) fn incomplete(reason: Reason, reply: Reply, fate: ControlFate) -> Self {
        Self { verdict: Verdict::Incomplete { reason, reply: Some(reply) }, fate }
    }

    /// There is no final reply. Whatever the server still sends could be taken for the reply to a later command, so the
    /// connection cannot be used any more.
    pub(super) fn unknown(reason: Reason) -> Self {
        Self { verdict: Verdict::Unknown { reason }, fate: ControlFate::Drop }
    }
}

/// Whether events are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    NotStarted,
    Running,
    Finished,
}

/// The [`Machine`] that runs an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guarded<E> {
    exchange: E,
    phase: Phase,
    /// Lines came that are not part of any reply: the reason to report if no reply comes in time.
    garbled: bool,
}

impl<E> Guarded<E> {
    /// A machine that has not been started.
    pub(super) fn new(exchange: E) -> Self {
        Self { exchange, phase: Phase::NotStarted, garbled: false }
    }
}

impl<E: Exchange> Guarded<E> {
    fn react(&mut self, event: Event, out: &mut Actions) -> Option<End> {
        let reason = match event {
            Event::Reply(reply) => return self.exchange.on_reply(reply, out),
            Event::Unparsable => {
                self.garbled = true;
                return None;
            }
            Event::ControlLost(failure) => Reason::Control(failure),
            Event::AlreadyLost(failure) => Reason::AlreadyLost(failure),
            Event::OutOfSync => Reason::OutOfSync,
            Event::DeadlinePassed if self.garbled => Reason::Garbled,
            Event::DeadlinePassed => Reason::ReplyTimeout,
            Event::Cancelled => Reason::Cancelled,
            Event::Listening(_)
            | Event::DataConnected
            | Event::DataFailed(_)
            | Event::SourceEnded
            | Event::LocalFailed(_)
            | Event::DataEnded
            | Event::Abandoned
            | Event::Delivered => return self.exchange.on_data_event(event, out),
        };
        self.exchange.on_no_reply(reason, out)
    }
}

impl<E: Exchange> Machine for Guarded<E> {
    fn start(&mut self, out: &mut Actions) {
        self.phase = Phase::Running;
        self.exchange.start(out);
    }

    fn handle(&mut self, event: Event, out: &mut Actions) {
        if self.phase != Phase::Running {
            return;
        }
        if let Some(End { verdict, fate }) = self.react(event, out) {
            self.phase = Phase::Finished;
            out.push(Action::Finish(verdict, fate));
        }
    }

    fn server_state(&self) -> Option<ServerState> {
        self.exchange.server_state()
    }

    fn size(&self) -> Option<u64> {
        self.exchange.size()
    }
}

/// Sends a command line and starts the timer for its reply.
pub(super) fn send(line: Vec<u8>, out: &mut Actions) {
    out.push(Action::Send(line));
    out.push(Action::ReplyTimer(ReplyTimer::Reply));
}
