//! What comes before every data command: the type, and where the two sides meet.
//!
//! Upload, download and listing share it as their first part. Order as WinINet's: TYPE, then PASV/EPSV/PORT/EPRT.

use std::net::SocketAddr;

use super::machine;
use super::{
    Action, Actions, Class, ControlFate, Method, Reason, Reply, ReplyTimer, ServerState, TransferType,
    Verdict,
};
use super::{address, name};

/// Where the data connection is to be had once the data command is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DataEndpoint {
    /// The server listens at this port.
    Dial(u16),
    /// This side listens already.
    Accept,
}

/// How far the opening has come.
pub(super) enum Progress {
    /// It waits for an event.
    Waiting,
    /// Both sides know where they meet; the data command is next.
    Agreed(DataEndpoint),
    /// It ends here.
    Failed(Action),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Type,
    Listening,
    Method,
}

/// The dialogue up to the data command.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct DataSetup {
    transfer_type: TransferType,
    step: Step,
}

impl DataSetup {
    /// Begins: sends TYPE where the server was not told it yet, else the first command of the method.
    pub(super) fn start(transfer_type: TransferType, known: &ServerState, out: &mut Actions) -> Self {
        let mut opening = Self { transfer_type, step: Step::Type };
        if known.told_type == Some(transfer_type) {
            opening.agree(known.method, out);
        } else {
            let letter = if transfer_type == TransferType::Ascii { b"A" } else { b"I" };
            machine::send(name::line(b"TYPE", Some(letter)), out);
        }
        opening
    }

    /// Whether this side is about to listen, and no command is unanswered.
    pub(super) fn is_listening(&self) -> bool {
        self.step == Step::Listening
    }

    pub(super) fn on_listening(&mut self, at: SocketAddr, known: &ServerState, out: &mut Actions) {
        if !self.is_listening() {
            return;
        }
        self.step = Step::Method;
        let line = match address::port_argument(at) {
            Some(argument) if known.method == Method::Port => name::line(b"PORT", Some(argument.as_bytes())),
            _ => name::line(b"EPRT", Some(address::eprt_argument(at).as_bytes())),
        };
        machine::send(line, out);
    }

    pub(super) fn on_reply(&mut self, reply: Reply, known: &mut ServerState, out: &mut Actions) -> Progress {
        match (self.step, reply.class()) {
            (_, Class::Preliminary) => Progress::Waiting,
            (Step::Type, Class::Completion) => {
                known.told_type = Some(self.transfer_type);
                self.agree(known.method, out);
                Progress::Waiting
            }
            (Step::Method, Class::Completion) => {
                let meeting = match known.method {
                    Method::Pasv => address::pasv_port(&reply.text()).map(DataEndpoint::Dial),
                    Method::Epsv => address::epsv_port(&reply.text()).map(DataEndpoint::Dial),
                    Method::Port | Method::Eprt => Some(DataEndpoint::Accept),
                };
                meeting.map_or_else(|| self.fall_back(reply, known, out), Progress::Agreed)
            }
            (Step::Method, Class::PermanentNegative) => self.fall_back(reply, known, out),
            (Step::Method, Class::TransientNegative) if known.method.is_passive() && reply.code() != 421 => {
                self.fall_back(reply, known, out)
            }
            // Nothing was asked, so this answers nothing.
            (Step::Listening, _) if reply.code() != 421 => {
                Progress::Failed(machine::unknown(Reason::OutOfSync))
            }
            _ => Progress::Failed(machine::refused(reply)),
        }
    }

    fn agree(&mut self, method: Method, out: &mut Actions) {
        self.step = Step::Method;
        match method {
            Method::Pasv => machine::send(name::line(b"PASV", None), out),
            Method::Epsv => machine::send(name::line(b"EPSV", None), out),
            Method::Port | Method::Eprt => {
                self.step = Step::Listening;
                out.push(Action::ReplyTimer(ReplyTimer::Off));
                out.push(Action::Listen);
            }
        }
    }

    /// The server refused the method, or its answer makes no sense.
    fn fall_back(&mut self, reply: Reply, known: &mut ServerState, out: &mut Actions) -> Progress {
        if let Some(method) = known.method.fall_back() {
            if !known.method.is_passive() {
                out.push(Action::CloseData); // the listener nobody will connect to
            }
            known.method = method;
            self.agree(method, out);
            return Progress::Waiting;
        }
        // The next transfer begins anew: a refusal may have been for the moment only.
        known.method = Method::first(known.passive, known.ipv6);
        // In active mode the server's no is the answer. A 2yz that names no usable port is none, and may even be the
        // answer to something else.
        Progress::Failed(if known.passive || !reply.is_negative() {
            let fate = if reply.is_negative() { machine::fate(&reply) } else { ControlFate::Drop };
            Action::Finish(Verdict::Incomplete { reason: Reason::NoPassiveMode, reply: Some(reply) }, fate)
        } else {
            machine::refused(reply)
        })
    }
}
