//! Greeting and login (RFC 959, section 5.4): `220`, USER, PASS.

use super::machine::{self, Machine};
use super::{Action, Actions, Class, ControlFate, Event, Reply, ReplyTimer, Verdict, name};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    Greeting,
    User,
    Pass,
    Finished,
}

/// Reads the greeting and logs a user in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Login {
    user: Vec<u8>,
    password: Vec<u8>,
    state: State,
    garbled: bool,
}

impl Login {
    /// A login with these texts, both free of CR, LF and NUL ([`name::is_safe`]).
    pub fn new(user: Vec<u8>, password: Vec<u8>) -> Self {
        Self { user, password, state: State::Greeting, garbled: false }
    }

    fn finish(&mut self, end: Action, out: &mut Actions) {
        self.state = State::Finished;
        out.push(end);
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) {
        match (self.state, reply.class()) {
            // 120: the server will be ready later, and says so with a 220.
            (_, Class::Preliminary) => {}
            (State::Greeting, Class::Completion) => {
                self.state = State::User;
                machine::send(name::line(b"USER", Some(&self.user)), out);
            }
            (State::User | State::Pass, Class::Completion) => {
                self.finish(Action::Finish(Verdict::Done(reply), ControlFate::Keep), out);
            }
            // 332 asks for an account, which WinINet's functions have no way to give.
            (State::User, Class::Intermediate) if reply.code() != 332 => {
                self.state = State::Pass;
                machine::send(name::line(b"PASS", Some(&self.password)), out);
            }
            (State::User | State::Pass, _) if reply.is_negative() && reply.code() != 421 => {
                self.finish(Action::Finish(Verdict::LoginRefused(reply), ControlFate::Drop), out);
            }
            _ => self.finish(Action::Finish(Verdict::Refused(reply), ControlFate::Drop), out),
        }
    }
}

impl Machine for Login {
    fn start(&mut self, out: &mut Actions) {
        out.push(Action::ReplyTimer(ReplyTimer::Reply));
    }

    fn handle(&mut self, event: Event, out: &mut Actions) {
        if self.state == State::Finished {
            return;
        }
        if let Some(reason) = machine::no_reply(&event, self.garbled) {
            return self.finish(machine::unknown(reason), out);
        }
        match event {
            Event::Reply(reply) => self.on_reply(reply, out),
            Event::Unparsable => self.garbled = true,
            _ => {} // a login has no data connection
        }
    }
}
