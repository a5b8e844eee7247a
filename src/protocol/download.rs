//! A download or a listing: RETR, LIST or a command like them, the data, and the verdict.
//!
//! ```text
//! Starting ── 2yz before the data connection ──▶ RepliedBeforeData
//!    │ data can move: Receive                         │ DataConnected: Receive
//!    ▼                                                │
//! Receiving ◀─────────────────────────────────────────┘
//!    │ DataEnded
//!    ├── the final reply is here already: Done or Refused
//!    ▼
//! Ended ── 2yz: Done
//!       └─ any other: Refused
//!
//! Starting, Receiving ── DataFailed ──▶ Failed ── final reply, or none in time: Refused, Incomplete or Unknown
//!
//! Receiving ── LocalFailed, Abandoned ──▶ DataClosed ── final reply: Incomplete
//!                                             │ none in time, or 150 again: ABOR
//!                                             ▼
//!                                          Aborting ── all replies that are due: Incomplete
//! ```
//!
//! After the final reply, a failure ends the download at once.

use super::guarded::{self, End, Exchange, Guarded};
use super::transfer_failure::TransferFailure;
use super::transfer_start::{StartProgress, TransferStart};
use super::{Action, Actions, Class, ControlFate, Event, FtpCommand, Reason, Reply, ReplyTimer};
use super::{ServerState, TransferType, Verdict, ftp_command};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State {
    /// The dialogue before the data.
    Starting(TransferStart),
    /// The final reply, a 2yz, came before the data connection. The server may have sent the data all the same: the
    /// connection can be waiting in the listener.
    RepliedBeforeData(Reply, ControlFate),
    /// The data is on its way. The final reply can come before its last bytes.
    Receiving(Option<(Reply, ControlFate)>),
    /// All data is here: the server's final reply is due.
    Ended,
    /// Something failed on this side. The server's final reply is awaited all the same, since it may say why.
    Failed(TransferFailure),
    /// The data connection was closed for this reason, before the end of the data. The server's final reply is awaited, to
    /// keep the dialogue in sync.
    DataClosed(Reason),
    /// ABOR was sent, since the server did not reply to the closed data connection.
    Aborting { reason: Reason, due: RepliesDue },
}

/// The final replies that the server owes after ABOR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum RepliesDue {
    /// One to the transfer and one to ABOR.
    TransferAndAbor,
    /// One to ABOR, as it seems; but a 4yz is still the reply to the transfer.
    ProbablyAbor,
    /// One to ABOR: the transfer has its reply.
    Abor,
}

/// Receives one file or listing and finds out whether it is complete.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Download {
    server: ServerState,
    /// The caller reads the data while it comes: what the server sent before refusing is delivered first.
    streaming: bool,
    state: State,
    size: Option<u64>,
    /// The size according to SIZE: with fewer bytes the download is incomplete.
    at_least: Option<u64>,
}

impl Download {
    /// A download with this command: RETR, LIST or one like them.
    pub fn new(command: FtpCommand, transfer_type: TransferType, server: ServerState) -> Guarded<Self> {
        Self::with(command, transfer_type, server, false)
    }

    /// A download whose data the caller reads while it comes.
    pub fn streaming(command: FtpCommand, transfer_type: TransferType, server: ServerState) -> Guarded<Self> {
        Self::with(command, transfer_type, server, true)
    }

    fn with(
        command: FtpCommand,
        transfer_type: TransferType,
        server: ServerState,
        streaming: bool,
    ) -> Guarded<Self> {
        let state = State::Starting(TransferStart::new(command, transfer_type, &server));
        Guarded::new(Self { server, streaming, state, size: None, at_least: None })
    }

    fn on_start_progress(&mut self, progress: StartProgress, out: &mut Actions) -> Option<End> {
        if let State::Starting(start) = &self.state {
            (self.size, self.at_least) = (start.any_size(), start.size());
        }
        match progress {
            StartProgress::Waiting => None,
            StartProgress::Ready => self.receive(None, out),
            StartProgress::Replied(reply) => self.on_reply_before_data(reply, out),
            StartProgress::Failed(failure) => self.fail(failure, out),
            StartProgress::Ended(end) => Some(end),
        }
    }

    /// The final reply came without a preliminary one: if there is data, the server has sent it already.
    fn on_reply_before_data(&mut self, reply: Reply, out: &mut Actions) -> Option<End> {
        match &self.state {
            State::Starting(start) if reply.class() == Class::Completion => {
                let fate = ControlFate::after(&reply);
                if start.is_connected() {
                    return self.receive(Some((reply, fate)), out);
                }
                out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
                self.state = State::RepliedBeforeData(reply, fate);
                None
            }
            _ => Some(refused(reply, out)),
        }
    }

    fn receive(&mut self, final_reply: Option<(Reply, ControlFate)>, out: &mut Actions) -> Option<End> {
        if final_reply.is_some() {
            out.push(Action::ReplyTimer(ReplyTimer::Off));
        }
        out.push(Action::Receive(self.at_least));
        self.state = State::Receiving(final_reply);
        None
    }

    /// RFC 959: the server replies to the interrupted transfer first, and then to ABOR. Only after both replies the dialogue
    /// is in sync.
    fn on_reply_to_abor(
        &mut self,
        reason: Reason,
        due: RepliesDue,
        reply: Reply,
        out: &mut Actions,
    ) -> Option<End> {
        let is_for_transfer = match due {
            RepliesDue::TransferAndAbor => reply.class() != Class::PermanentNegative,
            RepliesDue::ProbablyAbor => reply.class() == Class::TransientNegative,
            RepliesDue::Abor => false,
        };
        if is_for_transfer && reply.code() != 421 {
            self.state = State::Aborting { reason, due: RepliesDue::Abor };
            out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
            return None;
        }
        // A server that refuses ABOR has not replied to the transfer yet.
        let in_sync = due == RepliesDue::Abor || reply.class() == Class::Completion;
        let fate = if in_sync { ControlFate::after(&reply) } else { ControlFate::Drop };
        Some(End::incomplete(reason, reply, fate))
    }

    fn on_data_end(&mut self, out: &mut Actions) -> Option<End> {
        out.push(Action::CloseData);
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Receiving(Some((reply, fate))) => {
                let is_done = reply.class() == Class::Completion;
                let verdict = if is_done { Verdict::Done(reply) } else { Verdict::Refused(reply) };
                Some(End { verdict, fate })
            }
            _ => {
                out.push(Action::ReplyTimer(ReplyTimer::FinalReply));
                None
            }
        }
    }

    /// The data connection or the local file failed.
    fn on_failure(&mut self, failure: TransferFailure, out: &mut Actions) -> Option<End> {
        let is_local = matches!(failure, TransferFailure::LocalFile(_));
        match &self.state {
            State::RepliedBeforeData(reply, fate) | State::Receiving(Some((reply, fate))) => {
                out.push(Action::AbortData);
                let reply = reply.clone();
                Some(if is_local {
                    End::incomplete(failure.reason(), reply, *fate)
                } else {
                    cut_short(reply, failure.reason(), *fate)
                })
            }
            State::Receiving(None) if is_local => {
                out.push(Action::AbortData);
                self.await_reply_to_close(failure.reason(), out)
            }
            State::Receiving(None) => self.fail(failure, out),
            State::Starting(_)
            | State::Ended
            | State::Failed(_)
            | State::DataClosed(_)
            | State::Aborting { .. } => None,
        }
    }

    /// Stops the transfer and waits for the server's final reply.
    fn fail(&mut self, failure: TransferFailure, out: &mut Actions) -> Option<End> {
        out.push(Action::AbortData);
        out.push(Action::ReplyTimer(failure.reply_timer()));
        self.state = State::Failed(failure);
        None
    }

    /// The caller wants no more data.
    fn abandon(&mut self, out: &mut Actions) -> Option<End> {
        out.push(Action::CloseData);
        match &self.state {
            State::Receiving(Some((reply, fate))) => {
                Some(End::incomplete(Reason::Cancelled, reply.clone(), *fate))
            }
            _ => self.await_reply_to_close(Reason::Cancelled, out),
        }
    }

    /// Waits a few seconds for the server's reply to the closed data connection.
    fn await_reply_to_close(&mut self, reason: Reason, out: &mut Actions) -> Option<End> {
        self.state = State::DataClosed(reason);
        out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
        None
    }

    fn send_abor(&mut self, reason: Reason, due: RepliesDue, out: &mut Actions) -> Option<End> {
        self.state = State::Aborting { reason, due };
        guarded::send(ftp_command::line(b"ABOR", None), out);
        out.push(Action::ReplyTimer(ReplyTimer::AfterFailure));
        None
    }
}

fn refused(reply: Reply, out: &mut Actions) -> End {
    out.push(Action::AbortData);
    End::refused(reply)
}

/// The end after the final reply, but before the end of the data. A refusal says more than the failure on this side.
fn cut_short(reply: Reply, reason: Reason, fate: ControlFate) -> End {
    if reply.class() == Class::Completion {
        End::incomplete(reason, reply, fate)
    } else {
        End { verdict: Verdict::Refused(reply), fate }
    }
}

impl Exchange for Download {
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
            (State::RepliedBeforeData(_, fate) | State::Receiving(Some((_, fate))), _) => {
                *fate = ControlFate::Drop;
                None
            }
            // Pure-FTPd replies 150 once more, and nothing after that.
            (&mut State::DataClosed(reason), Class::Preliminary) if reply.code() == 150 => {
                self.send_abor(reason, RepliesDue::ProbablyAbor, out)
            }
            (_, Class::Preliminary) => None,
            (&mut State::DataClosed(reason), _) => {
                let fate = ControlFate::after(&reply);
                Some(End::incomplete(reason, reply, fate))
            }
            (&mut State::Aborting { reason, due }, _) => self.on_reply_to_abor(reason, due, reply, out),
            (State::Receiving(final_reply), class) if class == Class::Completion || self.streaming => {
                let fate = ControlFate::after(&reply);
                *final_reply = Some((reply, fate));
                None
            }
            (State::Ended, Class::Completion) => Some(End::done(reply)),
            (State::Failed(failure), _) => Some(failure.end_with_reply(reply)),
            (State::Receiving(None) | State::Ended, _) => Some(refused(reply, out)),
        }
    }

    fn on_data_event(&mut self, event: Event, out: &mut Actions) -> Option<End> {
        match (event, &mut self.state) {
            (event, State::Starting(start)) => {
                let progress = start.on_data_event(event, &self.server, out);
                self.on_start_progress(progress, out)
            }
            (Event::DataConnected, State::RepliedBeforeData(reply, fate)) => {
                let final_reply = Some((reply.clone(), *fate));
                self.receive(final_reply, out)
            }
            (Event::DataFailed(failure), _) => self.on_failure(TransferFailure::DataLost(failure), out),
            (Event::LocalFailed(failure), _) => self.on_failure(TransferFailure::LocalFile(failure), out),
            (Event::DataEnded, State::Receiving(_)) => self.on_data_end(out),
            (Event::Abandoned, State::Receiving(_)) => self.abandon(out),
            _ => None,
        }
    }

    fn on_no_reply(&mut self, reason: Reason, out: &mut Actions) -> Option<End> {
        let end = match &self.state {
            // The final reply has come already.
            State::RepliedBeforeData(..) | State::Receiving(Some(_))
                if matches!(reason, Reason::Control(_)) =>
            {
                return None;
            }
            State::RepliedBeforeData(reply, fate) | State::Receiving(Some((reply, fate))) => {
                if reason == Reason::Cancelled {
                    End::incomplete(reason, reply.clone(), ControlFate::Drop)
                } else {
                    cut_short(reply.clone(), reason, *fate)
                }
            }
            &State::DataClosed(closed) if matches!(reason, Reason::ReplyTimeout | Reason::Garbled) => {
                return self.send_abor(closed, RepliesDue::TransferAndAbor, out);
            }
            State::Failed(failure) => failure.end_without_reply(reason),
            &State::DataClosed(Reason::Local(failure))
            | &State::Aborting { reason: Reason::Local(failure), .. } => {
                TransferFailure::LocalFile(failure).end_without_reply(reason)
            }
            State::Starting(_)
            | State::Receiving(None)
            | State::Ended
            | State::DataClosed(_)
            | State::Aborting { .. } => End::unknown(reason),
        };
        out.push(Action::AbortData);
        Some(end)
    }

    fn server_state(&self) -> Option<ServerState> {
        Some(self.server)
    }

    fn size(&self) -> Option<u64> {
        self.size
    }
}
