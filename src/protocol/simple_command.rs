//! Simple commands, without a data connection: each command line has one final reply.
//!
//! ```text
//! start ── SYST is needed ──▶ Syst
//!   │                          │ any final reply but 421: the command
//!   │ the command              ▼
//!   └──────────────────────▶ Command ── 2yz: Done
//!                             │   ▲ └── any other: Refused
//!                             └───┘
//!                       3yz to RNFR: RNTO
//! ```
//!
//! For a line supplied by the caller, 3yz is `Done` as well.

use super::ftp_command::{self, FtpCommand, SystReply};
use super::guarded::{self, End, Exchange, Guarded};
use super::server_state;
use super::{Actions, Class, ControlFate, Reply, ServerState, Verdict};

/// The command whose reply is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    /// SYST, to learn which separator the names in the command need.
    Syst,
    Command,
}

/// Sends a command, or two that belong together, and reads the final reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SimpleCommand {
    command: FtpCommand,
    /// Sent after a 3yz to the first command.
    second: Option<FtpCommand>,
    server: ServerState,
    state: State,
}

impl SimpleCommand {
    /// One command. It succeeds with 2yz; a line supplied by the caller ([`FtpCommand::Raw`]) also with 3yz.
    pub fn new(command: FtpCommand, server: ServerState) -> Guarded<Self> {
        Self::with_second(command, None, server)
    }

    /// RNFR and RNTO.
    pub fn rename(from: Vec<u8>, to: Vec<u8>, server: ServerState) -> Guarded<Self> {
        Self::with_second(FtpCommand::Named("RNFR", from), Some(FtpCommand::Named("RNTO", to)), server)
    }

    fn with_second(command: FtpCommand, second: Option<FtpCommand>, server: ServerState) -> Guarded<Self> {
        let needs_system = [&command].into_iter().chain(&second).any(|command| command.needs_system(&server));
        let state = if needs_system { State::Syst } else { State::Command };
        Guarded::new(Self { command, second, server, state })
    }

    fn send(&mut self, out: &mut Actions) {
        self.state = State::Command;
        guarded::send(self.command.line(&self.server), out);
    }

    fn on_final_reply(&mut self, reply: Reply, out: &mut Actions) -> Option<End> {
        if let FtpCommand::Raw(line) = &self.command {
            self.server.apply_raw_command(line, &reply);
        }
        match (reply.class(), self.second.take()) {
            (Class::Intermediate, Some(second)) => {
                self.command = second;
                self.send(out);
                None
            }
            (Class::Completion, None) => Some(self.done(reply)),
            (Class::Intermediate, None) if matches!(self.command, FtpCommand::Raw(_)) => {
                Some(self.done(reply))
            }
            _ => Some(End::refused(reply)),
        }
    }

    fn done(&self, reply: Reply) -> End {
        if self.is_quit() {
            End { verdict: Verdict::Done(reply), fate: ControlFate::Drop }
        } else {
            End::done(reply)
        }
    }

    /// Whether the server closes the connection after its reply.
    fn is_quit(&self) -> bool {
        match &self.command {
            FtpCommand::Plain(verb) => *verb == "QUIT",
            FtpCommand::Raw(line) => server_state::verb(line) == b"QUIT",
            FtpCommand::Named(..) => false,
        }
    }
}

impl Exchange for SimpleCommand {
    fn start(&mut self, out: &mut Actions) {
        match self.state {
            State::Syst => ftp_command::send_syst(out),
            State::Command => self.send(out),
        }
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) -> Option<End> {
        match self.state {
            State::Syst => match ftp_command::on_syst_reply(reply, &mut self.server) {
                SystReply::Waiting => None,
                SystReply::Known => {
                    self.send(out);
                    None
                }
                SystReply::Ended(end) => Some(end),
            },
            State::Command if reply.class() == Class::Preliminary => None,
            State::Command => self.on_final_reply(reply, out),
        }
    }

    fn server_state(&self) -> Option<ServerState> {
        Some(self.server)
    }
}
