//! Every order of events in a login.

use trueftp::protocol::{
    Action, ControlFate, Event, Failure, FailureKind, Guarded, Login, Reply, ReplyTimer, Verdict,
};

use crate::walk::{Watcher, reply, run_random, walk_all};
use kit::random::Random;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct LoginWatcher {
    /// The last command; empty while the greeting is due.
    sent: Vec<u8>,
    timer: bool,
    last: Option<Reply>,
    verdict: Option<(Verdict, ControlFate)>,
}

impl Watcher for LoginWatcher {
    fn event(&mut self, event: &Event) {
        if self.verdict.is_some() {
            return; // the machine must ignore it
        }
        self.last = match event {
            Event::Reply(reply) => Some(reply.clone()),
            _ => None,
        };
    }

    fn action(&mut self, action: &Action) {
        assert!(self.verdict.is_none(), "after the verdict: {action:?}");
        match action {
            Action::Send(line) => {
                let last = self.last.as_ref().expect("each command follows a reply").code();
                match &line[..] {
                    b"USER me\r\n" => assert!(self.sent.is_empty() && last / 100 == 2),
                    b"PASS secret\r\n" => {
                        assert!(self.sent == b"USER me\r\n" && last / 100 == 3 && last != 332)
                    }
                    other => panic!("{other:?}"),
                }
                self.sent.clone_from(line);
            }
            Action::ReplyTimer(timer) => self.timer = *timer != ReplyTimer::Off,
            Action::Finish(verdict, fate) => self.verdict = Some((verdict.clone(), *fate)),
            other => panic!("a login does not {other:?}"),
        }
    }

    fn settled(&self) {
        let Some((verdict, fate)) = &self.verdict else {
            return assert!(self.timer, "waits for nothing: {self:?}");
        };
        assert_eq!(verdict.reply(), self.last.as_ref(), "the verdict has the reply that ended the login");
        let code = self.last.as_ref().map_or(0, Reply::code);
        let logged_in = !self.sent.is_empty() && code / 100 == 2;
        assert_eq!(matches!(verdict, Verdict::Done(_)), logged_in);
        assert_eq!(*fate == ControlFate::Keep, logged_in);
        let refused = !self.sent.is_empty() && matches!(code / 100, 4 | 5) && code != 421;
        assert_eq!(matches!(verdict, Verdict::LoginRefused(_)), refused);
        assert_eq!(matches!(verdict, Verdict::Unknown { .. }), code == 0);
    }

    fn is_finished(&self) -> bool {
        self.verdict.is_some()
    }
}

fn events() -> Vec<Event> {
    let codes = [110, 120, 150, 200, 202, 220, 226, 230, 331, 332, 336, 350, 421, 425, 450, 500, 530, 631];
    let reset = Failure::new(FailureKind::Reset, 10054);
    let others = [
        Event::Unparsable,
        Event::ControlLost(reset),
        Event::AlreadyLost(reset),
        Event::OutOfSync,
        Event::DeadlinePassed,
        Event::DataConnected,
        Event::DataFailed(reset),
        Event::SourceEnded,
        Event::Delivered,
        Event::Cancelled,
    ];
    codes.into_iter().map(|code| reply(code, "x")).chain(others).collect()
}

fn login() -> Guarded<Login> {
    Login::new(b"me".to_vec(), b"secret".to_vec())
}

#[test]
fn every_state() {
    let states = walk_all(login(), LoginWatcher::default(), &events());
    assert!(states > 50, "only {states} states");
}

#[test]
fn random_runs() {
    let (events, mut random) = (events(), Random(1));
    for _ in 0..100_000 {
        run_random(login(), LoginWatcher::default(), &events, 20, &mut random);
    }
}
