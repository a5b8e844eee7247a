//! Simple commands, without a data connection: each line is answered by one final reply.

use super::known;
use super::machine::{self, Machine};
use super::request::{self, Answer, Request};
use super::{Action, Actions, Class, Event, Fate, Known, Reply, Verdict};

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
pub struct Command {
    request: Request,
    /// Sent when the first was answered 3yz.
    second: Option<Request>,
    known: Known,
    state: State,
    garbled: bool,
}

impl Command {
    /// One command. Its final reply is 2yz; in the caller's own words (FtpCommand) 3yz is as good.
    pub fn new(request: Request, known: Known) -> Self {
        Self { request, second: None, known, state: State::Idle, garbled: false }
    }

    /// RNFR and RNTO.
    pub fn rename(from: Vec<u8>, to: Vec<u8>, known: Known) -> Self {
        let second = Some(Request::Named("RNTO", to));
        Self { second, ..Self::new(Request::Named("RNFR", from), known) }
    }

    /// What the dialogue taught about the server; to be kept for the next operation.
    pub fn known(&self) -> Known {
        self.known
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
            return match request::learn_system(reply, &mut self.known) {
                Answer::Waiting => {}
                Answer::Known => self.send(out),
                Answer::Failed(end) => self.finish(end, out),
            };
        }
        if reply.class() == Class::Preliminary {
            return;
        }
        if let Request::Raw(line) = &self.request {
            self.known.heed(line, &reply);
        }
        match (reply.class(), self.second.take()) {
            (Class::Intermediate, Some(second)) => {
                self.request = second;
                self.send(out);
            }
            (Class::Completion, None) => self.done(reply, out),
            (Class::Intermediate, None) if matches!(self.request, Request::Raw(_)) => self.done(reply, out),
            _ => self.finish(machine::refused(reply), out),
        }
    }

    fn done(&mut self, reply: Reply, out: &mut Actions) {
        let fate = if self.is_goodbye() { Fate::Drop } else { machine::fate(&reply) };
        self.finish(Action::Finish(Verdict::Done(reply), fate), out);
    }

    /// Whether the server closes the connection after it.
    fn is_goodbye(&self) -> bool {
        match &self.request {
            Request::Plain(verb) => *verb == "QUIT",
            Request::Raw(line) => known::verb(line) == b"QUIT",
            Request::Named(..) => false,
        }
    }
}

impl Machine for Command {
    fn start(&mut self, out: &mut Actions) {
        let requests = || [&self.request].into_iter().chain(&self.second);
        if requests().any(|request| request.needs_system(&self.known)) {
            self.state = State::Asking;
            request::ask_system(out);
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
}
