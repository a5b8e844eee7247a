//! An upload: STOR, the data, and the verdict.

use super::machine::{self, Machine, no_reply};
use super::transfer_failure::TransferFailure;
use super::transfer_start::{Started, TransferStart};
use super::{Action, Actions, Class, ControlFate, Event, Failure, Reason, Reply, ReplyTimer, ServerState};
use super::{FtpCommand, TransferType, Verdict};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State {
    /// Before the start and after the end.
    Idle,
    Starting(TransferStart),
    /// The file is on its way.
    Sending,
    /// The data is ended: the server's final word is due.
    Ended,
    /// The server said 2yz; did all bytes reach it?
    Confirming(Reply, ControlFate),
    /// Something failed here: the server's word is awaited all the same, for it may tell why.
    Failed(TransferFailure),
}

/// Sends one file and learns what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Upload {
    request: FtpCommand,
    transfer_type: TransferType,
    known: ServerState,
    state: State,
    garbled: bool,
}

impl Upload {
    /// An upload by this command, STOR or one of its kind.
    pub fn new(request: FtpCommand, transfer_type: TransferType, known: ServerState) -> Self {
        Self { request, transfer_type, known, state: State::Idle, garbled: false }
    }

    fn finish(&mut self, end: Action, out: &mut Actions) {
        self.state = State::Idle;
        out.push(end);
    }

    fn on_started(&mut self, started: Started, out: &mut Actions) {
        match started {
            Started::Waiting => {}
            Started::Moving => {
                self.state = State::Sending;
                out.push(Action::SendFile);
            }
            Started::Answered(reply) => self.answered_early(reply, out),
            Started::TransferFailure(trouble) => self.fail(trouble, out),
            Started::Failed(end) => self.finish(end, out),
        }
    }

    /// A final reply although the data has not ended: a 2yz cannot speak of all of it.
    fn answered_early(&mut self, reply: Reply, out: &mut Actions) {
        out.push(Action::AbortData);
        let end = if reply.class() == Class::Completion {
            let verdict = Verdict::Incomplete { reason: Reason::Premature, reply: Some(reply) };
            Action::Finish(verdict, ControlFate::Drop)
        } else {
            machine::refused(reply)
        };
        self.finish(end, out);
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) {
        match (&mut self.state, reply.class()) {
            (State::Starting(start), _) => {
                let started = start.on_reply(reply, &mut self.known, out);
                self.on_started(started, out);
            }
            // The final reply is here; whatever follows it belongs to no command.
            (State::Confirming(_, fate), _) => *fate = ControlFate::Drop,
            (_, Class::Preliminary) => {}
            (State::Ended, Class::Completion) => {
                out.push(Action::ReplyTimer(ReplyTimer::Off));
                out.push(Action::ConfirmDelivery);
                self.state = State::Confirming(reply, ControlFate::Keep);
            }
            (&mut State::Failed(trouble), _) => self.finish(trouble.answered(reply), out),
            _ => self.answered_early(reply, out),
        }
    }

    fn on_data_failure(&mut self, failure: Failure, out: &mut Actions) {
        match &self.state {
            State::Starting(start) => {
                let started = start.on_data_failure(failure);
                self.on_started(started, out);
            }
            State::Sending => self.fail(TransferFailure::Data(failure), out),
            State::Ended => self.state = State::Failed(TransferFailure::Data(failure)),
            State::Confirming(reply, fate) => {
                let verdict =
                    Verdict::Incomplete { reason: Reason::Data(failure), reply: Some(reply.clone()) };
                let end = Action::Finish(verdict, *fate);
                self.finish(end, out);
            }
            State::Idle | State::Failed(_) => {}
        }
    }

    fn fail(&mut self, trouble: TransferFailure, out: &mut Actions) {
        out.push(Action::AbortData);
        out.push(Action::ReplyTimer(trouble.clock()));
        self.state = State::Failed(trouble);
    }

    fn on_source_end(&mut self, out: &mut Actions) {
        self.state = State::Ended;
        out.push(Action::EndData);
        out.push(Action::ReplyTimer(ReplyTimer::FinalReply));
    }

    /// The wait for a reply has ended without one.
    fn on_no_reply(&mut self, reason: Reason, out: &mut Actions) {
        let end = match &self.state {
            State::Confirming(..) if matches!(reason, Reason::Control(_)) => return, // the final reply is already here
            State::Confirming(reply, _) => {
                let reply = Some(reply.clone());
                Action::Finish(Verdict::Incomplete { reason, reply }, ControlFate::Drop)
            }
            State::Failed(trouble) => trouble.unanswered(reason),
            _ => machine::unknown(reason),
        };
        out.push(Action::AbortData);
        self.finish(end, out);
    }
}

impl Machine for Upload {
    fn start(&mut self, out: &mut Actions) {
        let start = TransferStart::new(self.request.clone(), self.transfer_type, &self.known, out);
        self.state = State::Starting(start);
    }

    fn handle(&mut self, event: Event, out: &mut Actions) {
        if self.state == State::Idle {
            return;
        }
        if let Some(reason) = no_reply(&event, self.garbled) {
            return self.on_no_reply(reason, out);
        }
        match (event, &mut self.state) {
            (Event::Reply(reply), _) => self.on_reply(reply, out),
            (Event::Unparsable, _) => self.garbled = true,
            (Event::Listening(at), State::Starting(start)) => start.on_listening(at, &self.known, out),
            (Event::DataConnected, State::Starting(start)) => {
                let started = start.on_connected(out);
                self.on_started(started, out);
            }
            (Event::DataFailed(failure), _) => self.on_data_failure(failure, out),
            (Event::SourceEnded, State::Sending) => self.on_source_end(out),
            (Event::LocalFailed(failure), State::Sending) => self.fail(TransferFailure::Local(failure), out),
            (Event::Delivered, State::Confirming(reply, fate)) => {
                let end = Action::Finish(Verdict::Done(reply.clone()), *fate);
                self.finish(end, out);
            }
            _ => {}
        }
    }

    fn server_state(&self) -> Option<ServerState> {
        Some(self.known)
    }
}
