//! Simple commands, without a data connection: each line is answered by one final reply.

use super::ftp_command::{self, Answer, FtpCommand};
use super::machine::{self, Machine};
use super::server_state;
use super::{Action, Actions, Class, ControlFate, Event, Reply, ServerState, Verdict};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    /// Before the start and after the end.
    Idle,
    /// SYST is on its way.
    Asking,
    /// A line is on its way.
    Sent,
}

/// Sends a command, or two that belong together, and reads the final reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SimpleCommand {
    request: FtpCommand,
    /// Sent when the first was answered 3yz.
    second: Option<FtpCommand>,
    known: ServerState,
    state: State,
    garbled: bool,
}

impl SimpleCommand {
    /// One command. Its final reply is 2yz; in the caller's own words (FtpCommand) 3yz is as good.
    pub fn new(request: FtpCommand, known: ServerState) -> Self {
        Self { request, second: None, known, state: State::Idle, garbled: false }
    }

    /// RNFR and RNTO.
    pub fn rename(from: Vec<u8>, to: Vec<u8>, known: ServerState) -> Self {
        let second = Some(FtpCommand::Named("RNTO", to));
        Self { second, ..Self::new(FtpCommand::Named("RNFR", from), known) }
    }

    fn finish(&mut self, end: Action, out: &mut Actions) {
        self.state = State::Idle;
        out.push(end);
    }

    fn send(&mut self, out: &mut Actions) {
        self.state = State::Sent;
        machine::send(self.request.line(&self.known), out);
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) {
        if self.state == State::Asking {
            return match ftp_command::learn_system(reply, &mut self.known) {
                Answer::Waiting => {}
                Answer::ServerState => self.send(out),
                Answer::Failed(end) => self.finish(end, out),
            };
        }
        if reply.class() == Class::Preliminary {
            return;
        }
        if let FtpCommand::Raw(line) = &self.request {
            self.known.heed(line, &reply);
        }
        match (reply.class(), self.second.take()) {
            (Class::Intermediate, Some(second)) => {
                self.request = second;
                self.send(out);
            }
            (Class::Completion, None) => self.done(reply, out),
            (Class::Intermediate, None) if matches!(self.request, FtpCommand::Raw(_)) => {
                self.done(reply, out)
            }
            _ => self.finish(machine::refused(reply), out),
        }
    }

    fn done(&mut self, reply: Reply, out: &mut Actions) {
        let fate = if self.is_goodbye() { ControlFate::Drop } else { machine::fate(&reply) };
        self.finish(Action::Finish(Verdict::Done(reply), fate), out);
    }

    /// Whether the server closes the connection after it.
    fn is_goodbye(&self) -> bool {
        match &self.request {
            FtpCommand::Plain(verb) => *verb == "QUIT",
            FtpCommand::Raw(line) => server_state::verb(line) == b"QUIT",
            FtpCommand::Named(..) => false,
        }
    }
}

impl Machine for SimpleCommand {
    fn start(&mut self, out: &mut Actions) {
        let requests = || [&self.request].into_iter().chain(&self.second);
        if requests().any(|request| request.needs_system(&self.known)) {
            self.state = State::Asking;
            ftp_command::ask_system(out);
        } else {
            self.send(out);
        }
    }

    fn handle(&mut self, event: Event, out: &mut Actions) {
        if self.state == State::Idle {
            return;
        }
        if let Some(reason) = machine::no_reply(&event, self.garbled) {
            return self.finish(machine::unknown(reason), out);
        }
        match event {
            Event::Reply(reply) => self.on_reply(reply, out),
            Event::Unparsable => self.garbled = true,
            _ => {} // a simple command has no data connection
        }
    }

    fn server_state(&self) -> Option<ServerState> {
        Some(self.known)
    }
}
