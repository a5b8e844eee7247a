//! Greeting and login (RFC 959, section 5.4).
//!
//! ```text
//! Greeting ── 2yz: USER ──▶ User ── 3yz: PASS ──▶ Pass
//!    │                       │                     │
//!    │ any other: Refused    ├── 2yz: Done ────────┤
//!    ▼                       ├── 4yz, 5yz: LoginRefused
//!                            └── any other: Refused
//! ```
//!
//! Preliminary replies are ignored. A 421, and a 332 to USER, count as any other reply.

use super::guarded::{self, End, Exchange, Guarded};
use super::{Action, Actions, Class, ControlFate, Reply, ReplyTimer, Verdict, ftp_command};

/// What the server was sent last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    /// Nothing: its greeting is due.
    Greeting,
    User,
    Pass,
}

/// Reads the greeting and logs a user in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Login {
    user: Vec<u8>,
    password: Vec<u8>,
    state: State,
}

impl Login {
    /// A login with this user and password, both free of CR, LF and NUL
    /// ([`name::is_safe`](super::name::is_safe)).
    pub fn new(user: Vec<u8>, password: Vec<u8>) -> Guarded<Self> {
        Guarded::new(Self { user, password, state: State::Greeting })
    }
}

impl Exchange for Login {
    fn start(&mut self, out: &mut Actions) {
        out.push(Action::ReplyTimer(ReplyTimer::Reply));
    }

    fn on_reply(&mut self, reply: Reply, out: &mut Actions) -> Option<End> {
        let (verdict, fate) = match (self.state, reply.class()) {
            // After a 120 the server sends 220 as soon as it is ready.
            (_, Class::Preliminary) => return None,
            (State::Greeting, Class::Completion) => {
                self.state = State::User;
                guarded::send(ftp_command::line(b"USER", Some(&self.user)), out);
                return None;
            }
            // 332 asks for an account. WinINet's functions have no parameter for one.
            (State::User, Class::Intermediate) if reply.code() != 332 => {
                self.state = State::Pass;
                guarded::send(ftp_command::line(b"PASS", Some(&self.password)), out);
                return None;
            }
            (State::User | State::Pass, Class::Completion) => (Verdict::Done(reply), ControlFate::Keep),
            (State::User | State::Pass, _) if reply.is_negative() && reply.code() != 421 => {
                (Verdict::LoginRefused(reply), ControlFate::Drop)
            }
            _ => (Verdict::Refused(reply), ControlFate::Drop),
        };
        Some(End { verdict, fate })
    }
}
