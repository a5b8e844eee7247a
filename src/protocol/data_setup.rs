//! The dialogue before every data command: the type, and where the data connection will be made.
//!
//! Uploads, downloads and listings share it. The order is that of WinINet: TYPE, then PASV, EPSV, PORT or EPRT.
//!
//! ```text
//! Type ── 2yz, passive mode: PASV or EPSV ──────────────────────────────▶ Command
//!      └─ 2yz, active mode ──▶ Listening ── the listener's address: PORT or EPRT ──▶ Command
//!
//! Command ── 2yz: Ready
//!         ├─ refused, or no usable port: the fallback command (PORT → PASV → EPSV, EPRT → EPSV)
//!         └─ 421, or no fallback left: Ended
//! ```
//!
//! Type is skipped if the server has this type already.

use std::net::SocketAddr;

use super::guarded::{self, End};
use super::{
    Action, Actions, Class, ControlFate, DataCommand, Reason, Reply, ReplyTimer, ServerState, TransferType,
};
use super::{address, ftp_command};

/// How the data connection is made once the data command is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DataEndpoint {
    /// The server listens on this port.
    Dial(u16),
    /// This side is listening.
    Accept,
}

/// How far the setup has come.
pub(super) enum SetupProgress {
    /// Another event is needed.
    Waiting,
    /// Both sides know the endpoint: the data command is next.
    Ready(DataEndpoint),
    /// The exchange ends here.
    Ended(End),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    /// TYPE is on its way.
    Type,
    /// This side is about to listen.
    Listening,
    /// PASV, EPSV, PORT or EPRT is on its way.
    Command,
}

/// The dialogue up to the data command.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct DataSetup {
    transfer_type: TransferType,
    step: Step,
}

impl DataSetup {
    pub(super) fn new(transfer_type: TransferType) -> Self {
        Self { transfer_type, step: Step::Type }
    }

    /// Sends TYPE, or the command after it if the server has this type already.
    pub(super) fn start(&mut self, server: &ServerState, out: &mut Actions) {
        if server.current_type == Some(self.transfer_type) {
            self.set_up(server.data_command, out);
        } else {
            let letter = if self.transfer_type == TransferType::Ascii { b"A" } else { b"I" };
            guarded::send(ftp_command::line(b"TYPE", Some(letter)), out);
        }
    }

    /// Whether this side is about to listen. No command is unanswered then.
    pub(super) fn is_listening(&self) -> bool {
        self.step == Step::Listening
    }

    pub(super) fn on_listening(&mut self, at: SocketAddr, server: &ServerState, out: &mut Actions) {
        if !self.is_listening() {
            return;
        }
        self.step = Step::Command;
        let line = match address::port_argument(at) {
            Some(argument) if server.data_command == DataCommand::Port => {
                ftp_command::line(b"PORT", Some(argument.as_bytes()))
            }
            _ => ftp_command::line(b"EPRT", Some(address::eprt_argument(at).as_bytes())),
        };
        guarded::send(line, out);
    }

    pub(super) fn on_reply(
        &mut self,
        reply: Reply,
        server: &mut ServerState,
        out: &mut Actions,
    ) -> SetupProgress {
        match (self.step, reply.class()) {
            (_, Class::Preliminary) => SetupProgress::Waiting,
            (Step::Type, Class::Completion) => {
                server.current_type = Some(self.transfer_type);
                self.set_up(server.data_command, out);
                SetupProgress::Waiting
            }
            (Step::Command, Class::Completion) => {
                let endpoint = match server.data_command {
                    DataCommand::Pasv => address::pasv_port(&reply.text()).map(DataEndpoint::Dial),
                    DataCommand::Epsv => address::epsv_port(&reply.text()).map(DataEndpoint::Dial),
                    DataCommand::Port | DataCommand::Eprt => Some(DataEndpoint::Accept),
                };
                endpoint.map_or_else(|| self.fall_back(reply, server, out), SetupProgress::Ready)
            }
            (Step::Command, Class::PermanentNegative) => self.fall_back(reply, server, out),
            (Step::Command, Class::TransientNegative)
                if server.data_command.is_passive() && reply.code() != 421 =>
            {
                self.fall_back(reply, server, out)
            }
            // No command is unanswered, so this is not the reply to any.
            (Step::Listening, _) if reply.code() != 421 => {
                SetupProgress::Ended(End::unknown(Reason::OutOfSync))
            }
            _ => SetupProgress::Ended(End::refused(reply)),
        }
    }

    fn set_up(&mut self, command: DataCommand, out: &mut Actions) {
        self.step = Step::Command;
        match command {
            DataCommand::Pasv => guarded::send(ftp_command::line(b"PASV", None), out),
            DataCommand::Epsv => guarded::send(ftp_command::line(b"EPSV", None), out),
            DataCommand::Port | DataCommand::Eprt => {
                self.step = Step::Listening;
                out.push(Action::ReplyTimer(ReplyTimer::Off));
                out.push(Action::Listen);
            }
        }
    }

    /// The server refused the command, or its reply names no usable port.
    fn fall_back(&mut self, reply: Reply, server: &mut ServerState, out: &mut Actions) -> SetupProgress {
        if let Some(command) = server.data_command.fallback() {
            if !server.data_command.is_passive() {
                out.push(Action::CloseData); // the listener, which will not be used
            }
            server.data_command = command;
            self.set_up(command, out);
            return SetupProgress::Waiting;
        }
        // The next transfer starts with the first command again: the refusal may have been temporary.
        server.data_command = DataCommand::first(server.passive, server.ipv6);
        SetupProgress::Ended(if reply.is_negative() {
            if server.passive {
                let fate = ControlFate::after(&reply);
                End::incomplete(Reason::NoPassiveMode, reply, fate)
            } else {
                End::refused(reply)
            }
        } else {
            // A 2yz without a usable port may even be the reply to something else.
            End::incomplete(Reason::NoPassiveMode, reply, ControlFate::Drop)
        })
    }
}
