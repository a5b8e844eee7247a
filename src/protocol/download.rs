//! A download or a listing: RETR or LIST, the data, and the verdict.

use super::machine::{self, Machine, no_reply};
use super::transfer_failure::TransferFailure;
use super::transfer_start::{Started, TransferStart};
use super::{Action, Actions, Class, ControlFate, Event, Failure, Reason, Reply, ReplyTimer, ServerState};
use super::{FtpCommand, TransferType, Verdict, name};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State {
    /// Before the start and after the end.
    Idle,
    Starting(TransferStart),
    /// The server said 2yz before there was a data connection: only what it has accepted already can come.
    Late(Reply, ControlFate),
    /// The data is on its way; the final reply may be here before its last bytes.
    Receiving(Option<(Reply, ControlFate)>),
    /// All data is here: the server's final word is due.
    Ended,
    /// Something failed here: the server's word is awaited all the same, for it may tell why.
    Failed(TransferFailure),
    /// No more data is wanted, for this reason: the caller's, or that of the local file. The dialogue is to be brought in
    /// step again.
    Leaving(Reason),
    /// ABOR is on its way, for the server had nothing to say to the closed data connection.
    Aborting {
        reason: Reason,
        answers: Answers,
    },
}

/// What the server still has to say when ABOR is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Answers {
    /// One to RETR and one to ABOR.
    Both,
    /// One to ABOR; a 4yz is one to RETR all the same.
    Abort,
    /// That to ABOR alone: RETR is answered.
    Last,
}

/// Receives one file or listing and learns whether it is all of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Download {
    request: FtpCommand,
    transfer_type: TransferType,
    known: ServerState,
    /// The caller takes the data as it comes: what was sent before the server's no is given to it first.
    piecewise: bool,
    state: State,
    size: Option<u64>,
    /// By SIZE: with less than this the download is not whole.
    at_least: Option<u64>,
    garbled: bool,
}

impl Download {
    /// A download by this command, RETR, LIST or one of their kind.
    pub fn new(request: FtpCommand, transfer_type: TransferType, known: ServerState) -> Self {
        Self {
            request,
            transfer_type,
            known,
            piecewise: false,
            state: State::Idle,
            size: None,
            at_least: None,
            garbled: false,
        }
    }

    /// A download whose data the caller takes as it comes.
    pub fn piecewise(request: FtpCommand, transfer_type: TransferType, known: ServerState) -> Self {
        Self { piecewise: true, ..Self::new(request, transfer_type, known) }
    }

    fn finish(&mut self, end: Action, out: &mut Actions) {
        self.state = State::Idle;
        out.push(end);
    }

    fn incomplete(&mut self, reason: Reason, reply: Reply, fate: ControlFate, out: &mut Actions) {
        self.finish(Action::Finish(Verdict::Incomplete { reason, reply: Some(reply) }, fate), out);
    }

    fn on_started(&mut self, started: Started, out: &mut Actions) {
        if let State::Starting(start) = &self.state {
            (self.size, self.at_least) = (start.any_size(), start.size());
        }
        match started {
            Started::Waiting => {}
            Started::Moving => self.receive(None, out),
            Started::Answered(reply) => self.answered_at_start(reply, out),
            Started::TransferFailure(trouble) => self.fail(trouble, out),
            Started::Failed(end) => self.finish(end, out),
        }
    }

    /// A final reply without a preliminary one: what there is of data has been sent already.
    fn answered_at_start(&mut self, reply: Reply, out: &mut Actions) {
        match &self.state {
            State::Starting(start) if reply.class() == Class::Completion => {
                let fate = machine::fate(&reply);
                if start.is_connected() {
                    self.receive(Some((reply, fate)), out);
                } else {
                    out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
                    self.state = State::Late(reply, fate);
                }
            }
            _ => self.refused(reply, out),
        }
    }

    fn refused(&mut self, reply: Reply, out: &mut Actions) {
        out.push(Action::AbortData);
        self.finish(machine::refused(reply), out);
    }

    fn receive(&mut self, answer: Option<(Reply, ControlFate)>, out: &mut Actions) {
        if answer.is_some() {
            out.push(Action::ReplyTimer(ReplyTimer::Off));
        }
        out.push(Action::Receive(self.at_least));
        self.state = State::Receiving(answer);
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) {
        match (&mut self.state, reply.class()) {
            (State::Starting(start), _) => {
                let started = start.on_reply(reply, &mut self.known, out);
                self.on_started(started, out);
            }
            // The final reply is here; whatever follows it belongs to no command.
            (State::Late(_, fate) | State::Receiving(Some((_, fate))), _) => *fate = ControlFate::Drop,
            // Pure-FTPd, which says 150 again and no more.
            (&mut State::Leaving(reason), Class::Preliminary) if reply.code() == 150 => {
                self.abort(reason, Answers::Abort, out);
            }
            (_, Class::Preliminary) => {}
            (&mut State::Leaving(reason), _) => {
                let fate = machine::fate(&reply);
                self.incomplete(reason, reply, fate, out);
            }
            (&mut State::Aborting { reason, answers }, _) => {
                self.on_reply_to_abort(reason, answers, reply, out);
            }
            (State::Receiving(answer), class) if class == Class::Completion || self.piecewise => {
                let fate = machine::fate(&reply);
                *answer = Some((reply, fate));
            }
            (State::Ended, Class::Completion) => {
                let fate = machine::fate(&reply);
                self.finish(Action::Finish(Verdict::Done(reply), fate), out);
            }
            (&mut State::Failed(trouble), _) => self.finish(trouble.answered(reply), out),
            _ => self.refused(reply, out),
        }
    }

    /// RFC 959: the broken transfer is answered, and then ABOR. The dialogue is in step only when both were.
    fn on_reply_to_abort(&mut self, reason: Reason, answers: Answers, reply: Reply, out: &mut Actions) {
        let of_transfer = match answers {
            Answers::Both => reply.class() != Class::PermanentNegative,
            Answers::Abort => reply.class() == Class::TransientNegative,
            Answers::Last => false,
        };
        if of_transfer && reply.code() != 421 {
            self.state = State::Aborting { reason, answers: Answers::Last };
            out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
            return;
        }
        // A server that does not know ABOR has said nothing of the transfer yet.
        let in_step = answers == Answers::Last || reply.class() == Class::Completion;
        let fate = if in_step { machine::fate(&reply) } else { ControlFate::Drop };
        self.incomplete(reason, reply, fate, out);
    }

    fn on_data_end(&mut self, out: &mut Actions) {
        out.push(Action::CloseData);
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Receiving(Some((reply, fate))) => {
                let done = reply.class() == Class::Completion;
                let verdict = if done { Verdict::Done(reply) } else { Verdict::Refused(reply) };
                self.finish(Action::Finish(verdict, fate), out);
            }
            _ => out.push(Action::ReplyTimer(ReplyTimer::FinalReply)),
        }
    }

    fn on_trouble(&mut self, trouble: TransferFailure, out: &mut Actions) {
        match std::mem::replace(&mut self.state, State::Failed(trouble)) {
            State::Late(reply, fate) | State::Receiving(Some((reply, fate))) => {
                out.push(Action::AbortData);
                match trouble {
                    TransferFailure::Local(_) => self.incomplete(trouble.reason(), reply, fate, out),
                    _ => self.finish(short_of(reply, trouble.reason(), fate), out),
                }
            }
            State::Receiving(None) => match trouble {
                TransferFailure::Local(_) => {
                    out.push(Action::AbortData);
                    self.leave(trouble.reason(), out);
                }
                _ => self.fail(trouble, out),
            },
            before => self.state = before,
        }
    }

    fn on_data_failure(&mut self, failure: Failure, out: &mut Actions) {
        if let State::Starting(start) = &self.state {
            let started = start.on_data_failure(failure);
            return self.on_started(started, out);
        }
        self.on_trouble(TransferFailure::Data(failure), out);
    }

    fn fail(&mut self, trouble: TransferFailure, out: &mut Actions) {
        out.push(Action::AbortData);
        out.push(Action::ReplyTimer(trouble.clock()));
        self.state = State::Failed(trouble);
    }

    /// The data connection is closed, which the server answers with a reply to the broken transfer.
    fn abandon(&mut self, out: &mut Actions) {
        out.push(Action::CloseData);
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Receiving(Some((reply, fate))) => {
                self.incomplete(Reason::Cancelled, reply, fate, out);
            }
            _ => self.leave(Reason::Cancelled, out),
        }
    }

    /// Waits a moment for what the server says to the closed data connection.
    fn leave(&mut self, reason: Reason, out: &mut Actions) {
        self.state = State::Leaving(reason);
        out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
    }

    fn abort(&mut self, reason: Reason, answers: Answers, out: &mut Actions) {
        self.state = State::Aborting { reason, answers };
        machine::send(name::line(b"ABOR", None), out);
        out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
    }

    /// The wait for a reply has ended without one.
    fn on_no_reply(&mut self, reason: Reason, out: &mut Actions) {
        if let State::Leaving(left) = self.state
            && matches!(reason, Reason::ReplyTimeout | Reason::Garbled)
        {
            return self.abort(left, Answers::Both, out);
        }
        let end = match &self.state {
            // The final reply is already here.
            State::Late(..) | State::Receiving(Some(_)) if matches!(reason, Reason::Control(_)) => return,
            State::Late(reply, _) | State::Receiving(Some((reply, _))) if reason == Reason::Cancelled => {
                Action::Finish(Verdict::Incomplete { reason, reply: Some(reply.clone()) }, ControlFate::Drop)
            }
            State::Late(reply, fate) | State::Receiving(Some((reply, fate))) => {
                short_of(reply.clone(), reason, *fate)
            }
            State::Failed(trouble) => trouble.unanswered(reason),
            &State::Leaving(Reason::Local(failure))
            | &State::Aborting { reason: Reason::Local(failure), .. } => {
                TransferFailure::Local(failure).unanswered(reason)
            }
            _ => machine::unknown(reason),
        };
        out.push(Action::AbortData);
        self.finish(end, out);
    }
}

/// The end after the final reply but before the end of the data: the server's no says more than what failed here.
fn short_of(reply: Reply, reason: Reason, fate: ControlFate) -> Action {
    let verdict = if reply.class() == Class::Completion {
        Verdict::Incomplete { reason, reply: Some(reply) }
    } else {
        Verdict::Refused(reply)
    };
    Action::Finish(verdict, fate)
}

impl Machine for Download {
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
            (Event::DataConnected, State::Late(reply, fate)) => {
                let answer = Some((reply.clone(), *fate));
                self.receive(answer, out);
            }
            (Event::DataFailed(failure), _) => self.on_data_failure(failure, out),
            (Event::DataEnded, State::Receiving(_)) => self.on_data_end(out),
            (Event::LocalFailed(failure), _) => self.on_trouble(TransferFailure::Local(failure), out),
            (Event::Abandoned, State::Receiving(_)) => self.abandon(out),
            _ => {}
        }
    }

    fn size(&self) -> Option<u64> {
        self.size
    }

    fn server_state(&self) -> Option<ServerState> {
        Some(self.known)
    }
}
