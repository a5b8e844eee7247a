//! An upload: STOR or a command like it, the data, and the verdict.
//!
//! ```text
//! Starting   (transfer_start)
//!    │ data can move: SendFile
//!    ▼
//! Sending
//!    │ SourceEnded: EndData
//!    ▼
//! Ended
//!    │ 2yz: ConfirmDelivery
//!    ▼
//! Confirming ── Delivered: Done
//!            └─ DataFailed: Incomplete
//!
//! Starting, Sending, Ended ── any other final reply: Refused, or Incomplete if it is a 2yz
//!                          └─ DataFailed, LocalFailed ──▶ Failed
//! Failed ── final reply, or none in time: Refused, Incomplete or Unknown
//! ```

use super::guarded::{End, Exchange, Guarded};
use super::transfer_failure::TransferFailure;
use super::transfer_start::{StartProgress, TransferStart};
use super::{Action, Actions, Class, ControlFate, Event, Failure, FtpCommand, Reason, Reply, ReplyTimer};
use super::{ServerState, TransferType};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State {
    /// The dialogue before the data.
    Starting(TransferStart),
    /// The file is on its way.
    Sending,
    /// All data was sent: the server's final reply is due.
    Ended,
    /// The final reply is this 2yz: has all data reached the server?
    Confirming(Reply, ControlFate),
    /// Something failed on this side. The server's final reply is awaited all the same, since it may say why.
    Failed(TransferFailure),
}

/// Sends one file and finds out whether the server stored it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Upload {
    server: ServerState,
    state: State,
}

impl Upload {
    /// An upload with this command: STOR or one like it.
    pub fn new(command: FtpCommand, transfer_type: TransferType, server: ServerState) -> Guarded<Self> {
        let start = TransferStart::new(command, transfer_type, &server);
        Guarded::new(Self { server, state: State::Starting(start) })
    }

    fn on_start_progress(&mut self, progress: StartProgress, out: &mut Actions) -> Option<End> {
        match progress {
            StartProgress::Waiting => None,
            StartProgress::Ready => {
                self.state = State::Sending;
                out.push(Action::SendFile);
                None
            }
            StartProgress::Replied(reply) => Some(early_reply(reply, out)),
            StartProgress::Failed(failure) => self.fail(failure, out),
            StartProgress::Ended(end) => Some(end),
        }
    }

    fn on_data_failure(&mut self, failure: Failure, out: &mut Actions) -> Option<End> {
        match &self.state {
            State::Sending => self.fail(TransferFailure::DataLost(failure), out),
            // The timer for the final reply is running already.
            State::Ended => {
                self.state = State::Failed(TransferFailure::DataLost(failure));
                None
            }
            State::Confirming(reply, fate) => {
                Some(End::incomplete(Reason::Data(failure), reply.clone(), *fate))
            }
            State::Starting(_) | State::Failed(_) => None,
        }
    }

    /// Stops the transfer and waits for the server's final reply.
    fn fail(&mut self, failure: TransferFailure, out: &mut Actions) -> Option<End> {
        out.push(Action::AbortData);
        out.push(Action::ReplyTimer(failure.reply_timer()));
        self.state = State::Failed(failure);
        None
    }

    fn on_source_end(&mut self, out: &mut Actions) -> Option<End> {
        self.state = State::Ended;
        out.push(Action::EndData);
        out.push(Action::ReplyTimer(ReplyTimer::FinalReply));
        None
    }
}

/// The end by a final reply that came before all data was sent. A 2yz cannot confirm the whole file then.
fn early_reply(reply: Reply, out: &mut Actions) -> End {
    out.push(Action::AbortData);
    if reply.class() == Class::Completion {
        End::incomplete(Reason::Premature, reply, ControlFate::Drop)
    } else {
        End::refused(reply)
    }
}

impl Exchange for Upload {
    fn start(&mut self, out: &mut Actions) {
        if let State::Starting(start) = &mut self.state {
            start.start(&self.server, out);
        }
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) -> Option<End> {
        match (&mut self.state, reply.class()) {
            (State::Starting(start), _) => {
                let progress = start.on_reply(reply, &mut self.server, out);
                self.on_start_progress(progress, out)
            }
            // The final reply came before: this one belongs to no command.
            (State::Confirming(_, fate), _) => {
                *fate = ControlFate::Drop;
                None
            }
            (_, Class::Preliminary) => None,
            (State::Ended, Class::Completion) => {
                out.push(Action::ReplyTimer(ReplyTimer::Off));
                out.push(Action::ConfirmDelivery);
                self.state = State::Confirming(reply, ControlFate::Keep);
                None
            }
            (State::Failed(failure), _) => Some(failure.end_with_reply(reply)),
            (State::Sending | State::Ended, _) => Some(early_reply(reply, out)),
        }
    }

    fn on_data_event(&mut self, event: Event, out: &mut Actions) -> Option<End> {
        match (event, &mut self.state) {
            (event, State::Starting(start)) => {
                let progress = start.on_data_event(event, &self.server, out);
                self.on_start_progress(progress, out)
            }
            (Event::DataFailed(failure), _) => self.on_data_failure(failure, out),
            (Event::SourceEnded, State::Sending) => self.on_source_end(out),
            (Event::LocalFailed(failure), State::Sending) => {
                self.fail(TransferFailure::LocalFile(failure), out)
            }
            (Event::Delivered, State::Confirming(reply, fate)) => {
                Some(End { fate: *fate, ..End::done(reply.clone()) })
            }
            _ => None,
        }
    }

    fn on_no_reply(&mut self, reason: Reason, out: &mut Actions) -> Option<End> {
        let end = match &self.state {
            // The final reply has come already.
            State::Confirming(..) if matches!(reason, Reason::Control(_)) => return None,
            State::Confirming(reply, _) => End::incomplete(reason, reply.clone(), ControlFate::Drop),
            State::Failed(failure) => failure.end_without_reply(reason),
            State::Starting(_) | State::Sending | State::Ended => End::unknown(reason),
        };
        out.push(Action::AbortData);
        Some(end)
    }

    fn server_state(&self) -> Option<ServerState> {
        Some(self.server)
    }
}
