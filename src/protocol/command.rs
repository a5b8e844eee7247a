//! A simple command: one line, one final reply.

use super::machine::{self, Machine};
use super::{Action, Actions, Class, Event, Reply, Verdict, name};

/// Sends one command and reads its final reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Command {
    line: Vec<u8>,
    garbled: bool,
    finished: bool,
}

impl Command {
    /// QUIT, after which the server closes the connection.
    pub fn quit() -> Self {
        Self { line: name::line("QUIT", None), garbled: false, finished: false }
    }

    fn finish(&mut self, end: Action, out: &mut Actions) {
        self.finished = true;
        out.push(end);
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) {
        match reply.class() {
            Class::Preliminary => {}
            Class::Completion => {
                let fate = machine::fate(&reply);
                self.finish(Action::Finish(Verdict::Done(reply), fate), out);
            }
            _ => self.finish(machine::refused(reply), out),
        }
    }
}

impl Machine for Command {
    fn start(&mut self, out: &mut Actions) {
        machine::send(self.line.clone(), out);
    }

    fn handle(&mut self, event: Event, out: &mut Actions) {
        if self.finished {
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
