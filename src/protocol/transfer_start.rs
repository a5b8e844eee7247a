//! The first part of every transfer: up to the data command, its preliminary reply and the data connection.

use std::net::SocketAddr;

use super::address;
use super::data_setup::{DataEndpoint, DataSetup, Progress};
use super::ftp_command::{self, Answer, FtpCommand};
use super::machine;
use super::transfer_failure::TransferFailure;
use super::{
    Action, Actions, Class, ControlFate, Failure, Reason, Reply, ReplyTimer, ServerState, TransferType,
    Verdict,
};

/// How far the start has come.
pub(super) enum Started {
    /// It waits for an event.
    Waiting,
    /// The server has begun and the data connection is there.
    Moving,
    /// The server's final reply to the data command.
    Answered(Reply),
    /// Something failed here; the server's word is still to come.
    TransferFailure(TransferFailure),
    /// It ends here.
    Failed(Action),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Step {
    /// SYST is on its way: does a backslash separate directories there?
    Asking,
    DataSetup(DataSetup),
    /// SIZE is on its way.
    Sizing(DataEndpoint),
    /// The data command is on its way: both the preliminary reply and the data connection are needed.
    Commanded {
        begun: bool,
        connected: bool,
    },
}

/// The dialogue from its beginning until data can move.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TransferStart {
    request: FtpCommand,
    transfer_type: TransferType,
    step: Step,
    /// The size of the remote file, by SIZE.
    size: Option<u64>,
    /// The size that the preliminary reply names.
    told_size: Option<u64>,
}

impl TransferStart {
    pub(super) fn new(
        request: FtpCommand,
        transfer_type: TransferType,
        known: &ServerState,
        out: &mut Actions,
    ) -> Self {
        let step = if request.needs_system(known) {
            ftp_command::ask_system(out);
            Step::Asking
        } else {
            Step::DataSetup(DataSetup::start(transfer_type, known, out))
        };
        Self { request, transfer_type, step, size: None, told_size: None }
    }

    /// The size of the remote file as SIZE gave it for exactly these bytes.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// The size of the remote file, from whatever source.
    pub(super) fn any_size(&self) -> Option<u64> {
        self.size.or(self.told_size)
    }

    /// Whether the data connection is there.
    pub(super) fn is_connected(&self) -> bool {
        matches!(self.step, Step::Commanded { connected: true, .. })
    }

    pub(super) fn on_listening(&mut self, at: SocketAddr, known: &ServerState, out: &mut Actions) {
        if let Step::DataSetup(opening) = &mut self.step {
            opening.on_listening(at, known, out);
        }
    }

    pub(super) fn on_reply(&mut self, reply: Reply, known: &mut ServerState, out: &mut Actions) -> Started {
        match &mut self.step {
            Step::Asking => match ftp_command::learn_system(reply, known) {
                Answer::Waiting => Started::Waiting,
                Answer::ServerState => {
                    self.step = Step::DataSetup(DataSetup::start(self.transfer_type, known, out));
                    Started::Waiting
                }
                Answer::Failed(end) => Started::Failed(end),
            },
            Step::DataSetup(opening) => match opening.on_reply(reply, known, out) {
                Progress::Waiting => Started::Waiting,
                Progress::Agreed(meeting) => {
                    self.size_or_command(meeting, known, out);
                    Started::Waiting
                }
                Progress::Failed(end) => Started::Failed(end),
            },
            &mut Step::Sizing(meeting) => self.on_size(&reply, meeting, known, out),
            &mut Step::Commanded { begun, connected } => match reply.class() {
                Class::Preliminary if begun => Started::Waiting,
                Class::Preliminary => {
                    self.told_size = told_size(&reply.text());
                    self.go_on(true, connected, out)
                }
                _ => Started::Answered(reply),
            },
        }
    }

    pub(super) fn on_connected(&mut self, out: &mut Actions) -> Started {
        match self.step {
            Step::Commanded { begun, connected: false } => self.go_on(begun, true, out),
            _ => Started::Waiting,
        }
    }

    pub(super) fn on_data_failure(&self, failure: Failure) -> Started {
        match &self.step {
            // No command is unanswered then, so the dialogue is whole.
            Step::DataSetup(opening) if opening.is_listening() => {
                let verdict = Verdict::Incomplete { reason: Reason::Data(failure), reply: None };
                Started::Failed(Action::Finish(verdict, ControlFate::Keep))
            }
            Step::Commanded { connected: false, .. } => {
                Started::TransferFailure(TransferFailure::DataEndpoint(failure))
            }
            Step::Commanded { .. } => Started::TransferFailure(TransferFailure::Data(failure)),
            Step::Asking | Step::DataSetup(_) | Step::Sizing(_) => Started::Waiting,
        }
    }

    /// The size is asked for where bytes come as they are: what is shorter then is not the file.
    fn size_or_command(&mut self, meeting: DataEndpoint, known: &mut ServerState, out: &mut Actions) {
        let whole = !std::mem::take(&mut known.restart);
        let asks = whole && !known.no_size && self.transfer_type == TransferType::Image;
        match &self.request {
            FtpCommand::Named("RETR", name) if asks => {
                machine::send(FtpCommand::Named("SIZE", name.clone()).line(known), out);
                self.step = Step::Sizing(meeting);
            }
            _ => self.command(meeting, known, out),
        }
    }

    /// A server that knows no size, or not of this file, is asked for the file all the same.
    fn on_size(
        &mut self,
        reply: &Reply,
        meeting: DataEndpoint,
        known: &mut ServerState,
        out: &mut Actions,
    ) -> Started {
        match reply.class() {
            Class::Preliminary => return Started::Waiting,
            _ if reply.code() == 421 => return Started::Failed(machine::refused(reply.clone())),
            Class::Completion => self.size = address::decimal(reply.text().trim_ascii()),
            _ => known.no_size = matches!(reply.code(), 500 | 502),
        }
        self.command(meeting, known, out);
        Started::Waiting
    }

    /// The data command goes out first, and the data connection is dialled while it is on its way.
    fn command(&mut self, meeting: DataEndpoint, known: &ServerState, out: &mut Actions) {
        machine::send(self.request.line(known), out);
        out.push(match meeting {
            DataEndpoint::Dial(port) => Action::Dial(port),
            DataEndpoint::Accept => Action::Accept,
        });
        self.step = Step::Commanded { begun: false, connected: false };
    }

    fn go_on(&mut self, begun: bool, connected: bool, out: &mut Actions) -> Started {
        if begun {
            // From here on the data connection has clocks of its own.
            out.push(Action::ReplyTimer(ReplyTimer::Off));
        }
        self.step = Step::Commanded { begun, connected };
        if begun && connected { Started::Moving } else { Started::Waiting }
    }
}

/// The size in a preliminary reply such as `DataSetup BINARY mode data connection for f (1234 bytes).`
fn told_size(text: &[u8]) -> Option<u64> {
    let end = text.windows(7).rposition(|part| part.eq_ignore_ascii_case(b" bytes)"))?;
    let start = text[..end].iter().rposition(|b| !b.is_ascii_digit())? + 1;
    if text[start - 1] == b'(' { address::decimal(&text[start..end]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_in_preliminary_replies() {
        let told = |text: &str| told_size(text.as_bytes());
        assert_eq!(
            told("DataSetup BINARY mode data connection for a (b) (4294967297 bytes)."),
            Some(1 << 32 | 1)
        );
        assert_eq!(told("DataSetup BINARY mode data connection for f (0 bytes)"), Some(0));
        for text in
            ["", "(12 kbytes)", "12 bytes)", "(1,000 bytes)", "( bytes)", "(99999999999999999999 bytes)"]
        {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
