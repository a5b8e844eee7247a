//! Every order of events in simple commands.

use trueftp::protocol::{
    Action, Class, ControlFate, Event, Failure, FailureKind, FtpCommand, Machine, Reply, ServerState,
    SimpleCommand, Verdict,
};

use crate::walk::{Watcher, reply, walk_all};

/// Tracks the commands that were sent, and the final reply to the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct CommandWatcher {
    /// The line was supplied by the caller: 3yz is a success, too.
    raw: bool,
    sent: Vec<Vec<u8>>,
    answer: Option<Reply>,
    lost: bool,
    verdict: Option<(Verdict, ControlFate)>,
}

impl Watcher for CommandWatcher {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Reply(reply) if self.verdict.is_none() && reply.class() != Class::Preliminary => {
                self.answer = Some(reply.clone());
            }
            Event::ControlLost(_) | Event::AlreadyLost(_) | Event::OutOfSync | Event::Cancelled => {
                self.lost = true
            }
            _ => {}
        }
    }

    fn action(&mut self, action: &Action) {
        assert!(self.verdict.is_none(), "after the verdict: {action:?}");
        match action {
            Action::Send(line) => {
                if line.starts_with(b"RNTO") {
                    assert!(self.sent.last().is_some_and(|last| last.starts_with(b"RNFR")));
                    assert_eq!(self.answer.as_ref().map(Reply::class), Some(Class::Intermediate));
                }
                self.answer = None;
                self.sent.push(line.clone());
            }
            Action::ReplyTimer(_) => {}
            Action::Finish(verdict, fate) => self.verdict = Some((verdict.clone(), *fate)),
            other => panic!("a simple command has no data: {other:?}"),
        }
    }

    fn settled(&self) {
        let Some((verdict, fate)) = &self.verdict else { return };
        assert_eq!(verdict.reply(), self.answer.as_ref(), "{self:?}");
        if let Verdict::Done(reply) = verdict {
            let last = self.sent.last().expect("a command");
            assert!(!last.starts_with(b"SYST") && !last.starts_with(b"RNFR"), "{self:?}");
            assert!(reply.class() == Class::Completion || self.raw && reply.class() == Class::Intermediate);
        }
        let quits = self.sent.last().is_some_and(|line| line.starts_with(b"QUIT"))
            && matches!(verdict, Verdict::Done(_));
        let keep = self.answer.as_ref().is_some_and(|reply| reply.code() != 421) && !quits;
        assert_eq!(*fate == ControlFate::Keep, keep, "{self:?}");
    }

    fn is_finished(&self) -> bool {
        self.verdict.is_some()
    }
}

#[test]
fn every_state() {
    let failure = Failure::new(FailureKind::Reset, 10054);
    let mut events: Vec<Event> =
        [110, 200, 215, 250, 350, 421, 450, 550, 631].into_iter().map(|code| reply(code, "x")).collect();
    events.extend([
        reply(215, "Windows_NT"),
        Event::Unparsable,
        Event::ControlLost(failure),
        Event::AlreadyLost(failure),
        Event::OutOfSync,
        Event::DeadlinePassed,
        Event::DataConnected,
        Event::DataFailed(failure),
        Event::Cancelled,
    ]);
    let server = ServerState::new(true, false);
    let named = |name: &[u8]| SimpleCommand::new(FtpCommand::Named("MKD", name.to_vec()), server);
    for (command, raw) in [
        (named(b"a"), false),
        (named(b"a\\b"), false),
        (SimpleCommand::rename(b"a".to_vec(), b"b".to_vec(), server), false),
        (SimpleCommand::rename(b"a".to_vec(), b"b\\c".to_vec(), server), false),
        (SimpleCommand::new(FtpCommand::Plain("PWD"), server), false),
        (SimpleCommand::new(FtpCommand::Plain("QUIT"), server), false),
        (SimpleCommand::new(FtpCommand::Raw(b"REST 100".to_vec()), server), true),
        (SimpleCommand::new(FtpCommand::Raw(b"QUIT".to_vec()), server), true),
    ] {
        let watcher = CommandWatcher { raw, ..CommandWatcher::default() };
        assert!(walk_all(command, watcher, &events) > 5);
    }
}

/// Later transfers must know what WinINet's FtpCommand has changed.
#[test]
fn raw_commands_update_the_server_state() {
    let state_after = |line: &str, code: u16| {
        let mut server = ServerState::new(true, false);
        server.current_type = Some(trueftp::protocol::TransferType::Image);
        let mut command = SimpleCommand::new(FtpCommand::Raw(line.as_bytes().to_vec()), server);
        let mut actions = Vec::new();
        command.start(&mut actions);
        command.handle(reply(code, "x"), &mut actions);
        command.server_state().expect("simple commands track it")
    };
    for line in ["TYPE A", "type a", " user me", "REIN"] {
        assert_eq!(state_after(line, 200).current_type, None, "{line}");
    }
    assert!(state_after("PWD", 257).current_type.is_some());
    assert!(state_after("REST 5", 350).restart_pending);
    assert!(!state_after("REST 5", 502).restart_pending);
    assert!(!state_after("PWD", 257).restart_pending);
}
