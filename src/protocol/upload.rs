//! An upload: STOR, the data, and the verdict.

use super::machine::{self, Machine, no_reply};
use super::open::{Meeting, Opening, Progress};
use super::{Action, Actions, Class, Clock, Event, Failure, FailureKind, Fate, Known, Reason, Reply};
use super::{SourceFailure, TransferType, Verdict, name};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State {
    /// Before the start and after the end.
    Idle,
    /// SYST is on its way: does a backslash separate directories there?
    Asking,
    Opening(Opening),
    /// STOR is on its way: both the preliminary reply and the data connection are needed.
    Storing {
        begun: bool,
        connected: bool,
    },
    /// The file is on its way.
    Sending,
    /// The data is ended: the server's final word is due.
    Ended,
    /// The server said 2yz; did all bytes reach it?
    Confirming(Reply, Fate),
    /// Something failed here: the server's word is awaited all the same, for it may tell why.
    Failed(Trouble),
}

/// What failed on this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Trouble {
    /// The data connection could not be made.
    Meeting(Failure),
    /// The data connection broke.
    Data(Failure),
    /// The local file could not be read.
    Source(SourceFailure),
}

impl Trouble {
    fn reason(self) -> Reason {
        match self {
            Self::Meeting(failure) | Self::Data(failure) => Reason::Data(failure),
            Self::Source(failure) => Reason::Source(failure),
        }
    }
}

/// Sends one file and learns what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Upload {
    name: Vec<u8>,
    transfer_type: TransferType,
    known: Known,
    state: State,
    garbled: bool,
}

impl Upload {
    /// An upload under a name free of CR, LF and NUL ([`name::is_safe`]).
    pub fn new(name: Vec<u8>, transfer_type: TransferType, known: Known) -> Self {
        Self { name, transfer_type, known, state: State::Idle, garbled: false }
    }

    /// What the dialogue taught about the server; to be kept for the next operation.
    pub fn known(&self) -> Known {
        self.known
    }

    fn finish(&mut self, end: Action, out: &mut Actions) {
        self.state = State::Idle;
        out.push(end);
    }

    fn open(&mut self, out: &mut Actions) {
        self.state = State::Opening(Opening::start(self.transfer_type, &self.known, out));
    }

    /// STOR goes out first, and the data connection is dialled while it is on its way.
    fn store(&mut self, meeting: Meeting, out: &mut Actions) {
        let remote = name::for_server(&self.name, self.known.windows_names.unwrap_or(false));
        machine::send(name::line("STOR", Some(&remote)), out);
        out.push(match meeting {
            Meeting::Dial(port) => Action::Dial(port),
            Meeting::Accept => Action::Accept,
        });
        self.state = State::Storing { begun: false, connected: false };
    }

    /// Waits for whatever is still missing of the preliminary reply and the data connection, or begins to send.
    fn store_or_send(&mut self, begun: bool, connected: bool, out: &mut Actions) {
        if begun {
            // From here on the data connection has clocks of its own.
            out.push(Action::Clock(Clock::Off));
        }
        if begun && connected {
            self.state = State::Sending;
            out.push(Action::SendFile);
        } else {
            self.state = State::Storing { begun, connected };
        }
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) {
        match (&mut self.state, reply.class()) {
            (State::Asking, class) => {
                if reply.code() == 421 {
                    self.finish(machine::refused(reply), out);
                } else if class != Class::Preliminary {
                    let windows = class == Class::Completion && name::is_windows_system(&reply.text());
                    self.known.windows_names = Some(windows);
                    self.open(out);
                }
            }
            (State::Opening(opening), _) => match opening.on_reply(reply, &mut self.known, out) {
                Progress::Waiting => {}
                Progress::Agreed(meeting) => self.store(meeting, out),
                Progress::Failed(end) => self.finish(end, out),
            },
            (&mut State::Storing { begun: false, connected }, Class::Preliminary) => {
                self.store_or_send(true, connected, out);
            }
            // The final reply is here; whatever follows it belongs to no command.
            (State::Confirming(_, fate), _) => *fate = Fate::Drop,
            (_, Class::Preliminary) => {}
            (State::Storing { .. } | State::Sending, Class::Completion) => {
                out.push(Action::AbortData);
                let verdict = Verdict::Incomplete { reason: Reason::Premature, reply: Some(reply) };
                self.finish(Action::Finish(verdict, Fate::Drop), out);
            }
            (State::Ended, Class::Completion) => {
                out.push(Action::Clock(Clock::Off));
                out.push(Action::ConfirmDelivery);
                self.state = State::Confirming(reply, Fate::Keep);
            }
            (&mut State::Failed(trouble), class) => {
                let fate = machine::fate(&reply);
                let ours = class == Class::Completion || matches!(trouble, Trouble::Source(_));
                let verdict = if ours {
                    Verdict::Incomplete { reason: trouble.reason(), reply: Some(reply) }
                } else {
                    Verdict::Refused(reply)
                };
                self.finish(Action::Finish(verdict, fate), out);
            }
            _ => {
                out.push(Action::AbortData);
                self.finish(machine::refused(reply), out);
            }
        }
    }

    fn on_data_failure(&mut self, failure: Failure, out: &mut Actions) {
        match &self.state {
            // No command is unanswered then, so the dialogue is whole.
            State::Opening(opening) if opening.is_listening() => {
                let verdict = Verdict::Incomplete { reason: Reason::Data(failure), reply: None };
                self.finish(Action::Finish(verdict, Fate::Keep), out);
            }
            State::Storing { connected: false, .. } => {
                self.fail(Trouble::Meeting(failure), Action::CloseData, Clock::Brief, out);
            }
            // A stalled server has had its time; after a broken connection it owes the reason.
            State::Storing { .. } | State::Sending => {
                let clock = if failure.kind == FailureKind::TimedOut { Clock::Brief } else { Clock::Reply };
                self.fail(Trouble::Data(failure), Action::AbortData, clock, out);
            }
            State::Ended => self.state = State::Failed(Trouble::Data(failure)),
            State::Confirming(reply, fate) => {
                let verdict =
                    Verdict::Incomplete { reason: Reason::Data(failure), reply: Some(reply.clone()) };
                let end = Action::Finish(verdict, *fate);
                self.finish(end, out);
            }
            State::Idle | State::Asking | State::Opening(_) | State::Failed(_) => {}
        }
    }

    fn fail(&mut self, trouble: Trouble, data: Action, clock: Clock, out: &mut Actions) {
        out.push(data);
        out.push(Action::Clock(clock));
        self.state = State::Failed(trouble);
    }

    fn on_source_end(&mut self, out: &mut Actions) {
        if self.state != State::Sending {
            return;
        }
        self.state = State::Ended;
        out.push(Action::EndData);
        out.push(Action::Clock(Clock::Final));
    }

    /// The wait for a reply has ended without one.
    fn on_no_reply(&mut self, reason: Reason, out: &mut Actions) {
        let end = match (&self.state, reason) {
            (State::Confirming(..), Reason::Control(_)) => return, // the final reply is already here
            (State::Confirming(reply, _), _) => {
                let reply = Some(reply.clone());
                Action::Finish(Verdict::Incomplete { reason, reply }, Fate::Drop)
            }
            (_, Reason::Cancelled) => machine::unknown(reason),
            (&State::Failed(trouble @ Trouble::Source(_)), _) => {
                let verdict = Verdict::Incomplete { reason: trouble.reason(), reply: None };
                Action::Finish(verdict, Fate::Drop)
            }
            (&State::Failed(trouble @ Trouble::Meeting(_)), Reason::ReplyTimeout) => {
                machine::unknown(trouble.reason())
            }
            _ => machine::unknown(reason),
        };
        out.push(Action::AbortData);
        self.finish(end, out);
    }
}

impl Machine for Upload {
    fn start(&mut self, out: &mut Actions) {
        if name::is_backslashed(&self.name) && self.known.windows_names.is_none() {
            self.state = State::Asking;
            machine::send(name::line("SYST", None), out);
        } else {
            self.open(out);
        }
    }

    fn handle(&mut self, event: Event, out: &mut Actions) {
        if self.state == State::Idle {
            return;
        }
        if let Some(reason) = no_reply(&event, self.garbled) {
            return self.on_no_reply(reason, out);
        }
        match event {
            Event::Reply(reply) => self.on_reply(reply, out),
            Event::Unparsable => self.garbled = true,
            Event::Listening(at) => {
                if let State::Opening(opening) = &mut self.state {
                    opening.on_listening(at, &self.known, out);
                }
            }
            Event::DataConnected => {
                if let State::Storing { begun, connected: false } = self.state {
                    self.store_or_send(begun, true, out);
                }
            }
            Event::DataFailed(failure) => self.on_data_failure(failure, out),
            Event::SourceEnded => self.on_source_end(out),
            Event::SourceFailed(failure) if self.state == State::Sending => {
                self.fail(Trouble::Source(failure), Action::AbortData, Clock::Reply, out);
            }
            Event::Delivered => {
                if let State::Confirming(reply, fate) = &self.state {
                    let end = Action::Finish(Verdict::Done(reply.clone()), *fate);
                    self.finish(end, out);
                }
            }
            _ => {}
        }
    }
}
