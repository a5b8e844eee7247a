//! The first part of every transfer: up to the data command, its preliminary reply and the data connection.
//!
//! ```text
//! start ── the name has backslashes, the separator is unknown ──▶ Syst
//!   │                                                              │ any final reply but 421
//!   ▼                                                              │
//! Setup   (data_setup: TYPE, then PASV, EPSV, PORT or EPRT) ◀──────┘
//!   │
//!   ├── RETR of a whole file in binary ──▶ Size
//!   │                                       │ any final reply but 421
//!   ▼                                       │
//! Command ◀─────────────────────────────────┘
//!   │ 1yz and the data connection, in either order
//!   ▼
//! data can move
//! ```
//!
//! A 421 or a failed setup ends the exchange. A final reply to the data command, or a failure of the data connection after
//! it, is left to the machine.

use std::net::SocketAddr;

use super::address;
use super::data_setup::{DataEndpoint, DataSetup, SetupProgress};
use super::ftp_command::{self, FtpCommand, SystReply};
use super::guarded::{self, End};
use super::transfer_failure::TransferFailure;
use super::{
    Action, Actions, Class, ControlFate, Event, Failure, Reason, Reply, ReplyTimer, ServerState,
    TransferType, Verdict,
};

/// How far the start has come.
pub(super) enum StartProgress {
    /// Another event is needed.
    Waiting,
    /// The server has begun and the data connection is established: data can move.
    Ready,
    /// The server's final reply to the data command came first.
    Replied(Reply),
    /// Something failed on this side; the server still owes its final reply.
    Failed(TransferFailure),
    /// The exchange ends here.
    Ended(End),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Step {
    /// SYST is on its way: does the server separate directories by `\`?
    Syst,
    /// TYPE, or the command that sets up the data connection.
    Setup(DataSetup),
    /// SIZE is on its way.
    Size(DataEndpoint),
    /// The data command is on its way: both its preliminary reply and the data connection are needed.
    Command { begun: bool, connected: bool },
}

/// The dialogue from the first command until data can move.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TransferStart {
    command: FtpCommand,
    transfer_type: TransferType,
    step: Step,
    /// The size of the remote file according to SIZE.
    size: Option<u64>,
    /// The size of the remote file according to the preliminary reply.
    announced_size: Option<u64>,
}

impl TransferStart {
    pub(super) fn new(command: FtpCommand, transfer_type: TransferType, server: &ServerState) -> Self {
        let step = if command.needs_system(server) {
            Step::Syst
        } else {
            Step::Setup(DataSetup::new(transfer_type))
        };
        Self { command, transfer_type, step, size: None, announced_size: None }
    }

    /// Sends the first command.
    pub(super) fn start(&mut self, server: &ServerState, out: &mut Actions) {
        match &mut self.step {
            Step::Setup(setup) => setup.start(server, out),
            _ => ftp_command::send_syst(out),
        }
    }

    /// The size of the remote file according to SIZE: at least this many bytes must come.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// The size of the remote file from any source.
    pub(super) fn any_size(&self) -> Option<u64> {
        self.size.or(self.announced_size)
    }

    /// Whether the data connection is established.
    pub(super) fn is_connected(&self) -> bool {
        matches!(self.step, Step::Command { connected: true, .. })
    }

    pub(super) fn on_reply(
        &mut self,
        reply: Reply,
        server: &mut ServerState,
        out: &mut Actions,
    ) -> StartProgress {
        match &mut self.step {
            Step::Syst => match ftp_command::on_syst_reply(reply, server) {
                SystReply::Waiting => StartProgress::Waiting,
                SystReply::Known => {
                    let mut setup = DataSetup::new(self.transfer_type);
                    setup.start(server, out);
                    self.step = Step::Setup(setup);
                    StartProgress::Waiting
                }
                SystReply::Ended(end) => StartProgress::Ended(end),
            },
            Step::Setup(setup) => match setup.on_reply(reply, server, out) {
                SetupProgress::Waiting => StartProgress::Waiting,
                SetupProgress::Ready(endpoint) => {
                    self.send_size_or_command(endpoint, server, out);
                    StartProgress::Waiting
                }
                SetupProgress::Ended(end) => StartProgress::Ended(end),
            },
            &mut Step::Size(endpoint) => self.on_size_reply(reply, endpoint, server, out),
            &mut Step::Command { begun, connected } => match reply.class() {
                Class::Preliminary if begun => StartProgress::Waiting,
                Class::Preliminary => {
                    self.announced_size = announced_size(&reply.text());
                    self.proceed(true, connected, out)
                }
                _ => StartProgress::Replied(reply),
            },
        }
    }

    pub(super) fn on_data_event(
        &mut self,
        event: Event,
        server: &ServerState,
        out: &mut Actions,
    ) -> StartProgress {
        match event {
            Event::Listening(at) => self.on_listening(at, server, out),
            Event::DataConnected => self.on_connected(out),
            Event::DataFailed(failure) => self.on_data_failure(failure),
            _ => StartProgress::Waiting, // no data moves yet
        }
    }

    fn on_listening(&mut self, at: SocketAddr, server: &ServerState, out: &mut Actions) -> StartProgress {
        if let Step::Setup(setup) = &mut self.step {
            setup.on_listening(at, server, out);
        }
        StartProgress::Waiting
    }

    fn on_connected(&mut self, out: &mut Actions) -> StartProgress {
        match self.step {
            Step::Command { begun, connected: false } => self.proceed(begun, true, out),
            _ => StartProgress::Waiting,
        }
    }

    fn on_data_failure(&self, failure: Failure) -> StartProgress {
        match &self.step {
            // No command is unanswered then, so the dialogue is in sync.
            Step::Setup(setup) if setup.is_listening() => {
                let verdict = Verdict::Incomplete { reason: Reason::Data(failure), reply: None };
                StartProgress::Ended(End { verdict, fate: ControlFate::Keep })
            }
            Step::Command { connected: false, .. } => {
                StartProgress::Failed(TransferFailure::NotConnected(failure))
            }
            Step::Command { .. } => StartProgress::Failed(TransferFailure::DataLost(failure)),
            Step::Syst | Step::Setup(_) | Step::Size(_) => StartProgress::Waiting,
        }
    }

    /// SIZE is sent before the download of a whole file in binary: fewer bytes than it reports are not the file.
    fn send_size_or_command(&mut self, endpoint: DataEndpoint, server: &mut ServerState, out: &mut Actions) {
        let is_whole = !std::mem::take(&mut server.restart_pending);
        let is_exact = is_whole && self.transfer_type == TransferType::Image;
        match &self.command {
            FtpCommand::Named("RETR", name) if is_exact && !server.lacks_size => {
                guarded::send(FtpCommand::Named("SIZE", name.clone()).line(server), out);
                self.step = Step::Size(endpoint);
            }
            _ => self.send_command(endpoint, server, out),
        }
    }

    /// Whatever the reply to SIZE is, the file is asked for next.
    fn on_size_reply(
        &mut self,
        reply: Reply,
        endpoint: DataEndpoint,
        server: &mut ServerState,
        out: &mut Actions,
    ) -> StartProgress {
        match reply.class() {
            Class::Preliminary => return StartProgress::Waiting,
            _ if reply.code() == 421 => return StartProgress::Ended(End::refused(reply)),
            Class::Completion => self.size = address::decimal(reply.text().trim_ascii()),
            _ => server.lacks_size = matches!(reply.code(), 500 | 502),
        }
        self.send_command(endpoint, server, out);
        StartProgress::Waiting
    }

    /// Sends the data command. The data connection is made while it is on its way.
    fn send_command(&mut self, endpoint: DataEndpoint, server: &ServerState, out: &mut Actions) {
        guarded::send(self.command.line(server), out);
        out.push(match endpoint {
            DataEndpoint::Dial(port) => Action::Dial(port),
            DataEndpoint::Accept => Action::Accept,
        });
        self.step = Step::Command { begun: false, connected: false };
    }

    fn proceed(&mut self, begun: bool, connected: bool, out: &mut Actions) -> StartProgress {
        if begun {
            // From here on the data connection has its own deadlines.
            out.push(Action::ReplyTimer(ReplyTimer::Off));
        }
        self.step = Step::Command { begun, connected };
        if begun && connected { StartProgress::Ready } else { StartProgress::Waiting }
    }
}

/// The size in a preliminary reply such as `Opening BINARY mode data connection for f (1234 bytes).`
fn announced_size(text: &[u8]) -> Option<u64> {
    let end = text.windows(7).rposition(|part| part.eq_ignore_ascii_case(b" bytes)"))?;
    let start = text[..end].iter().rposition(|b| !b.is_ascii_digit())? + 1;
    if text[start - 1] == b'(' { address::decimal(&text[start..end]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_in_preliminary_replies() {
        let announced = |text: &str| announced_size(text.as_bytes());
        assert_eq!(
            announced("Opening BINARY mode data connection for a (b) (4294967297 bytes)."),
            Some(1 << 32 | 1)
        );
        assert_eq!(announced("Opening BINARY mode data connection for f (0 bytes)"), Some(0));
        for text in
            ["", "(12 kbytes)", "12 bytes)", "(1,000 bytes)", "( bytes)", "(99999999999999999999 bytes)"]
        {
            assert_eq!(announced(text), None, "{text}");
        }
    }
}
