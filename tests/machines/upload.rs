//! Every order of events in an upload.

use trueftp::protocol::{
    Action, Class, ControlFate, Event, Failure, FailureKind, FtpCommand, Guarded, LocalFailure, Reason,
    Reply, ReplyTimer, ServerState, TransferType, Upload, Verdict,
};

use crate::random::Random;
use crate::walk::{Watcher, reply, run_random, walk_all};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Data {
    None,
    /// Asked for; the network answers by an event, its own deadline included.
    Listening,
    Pending,
    Open,
    Sending,
    Ended,
    Confirming,
}

/// Knows what was done, and so what may be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct UploadWatcher {
    data: Data,
    clock: bool,
    /// A command is unanswered.
    asked: bool,
    /// STOR went out, and its 1yz came.
    stored: bool,
    begun: bool,
    /// The whole file was handed over.
    whole: bool,
    data_failed: bool,
    source_failed: bool,
    /// The final reply to STOR, and whether it came after the end of the data.
    final_reply: Option<(Reply, bool)>,
    delivered: bool,
    out_of_step: bool,
    cancelled: bool,
    verdict: Option<(Verdict, ControlFate)>,
}

impl UploadWatcher {
    fn new() -> Self {
        Self {
            data: Data::None,
            clock: false,
            asked: false,
            stored: false,
            begun: false,
            whole: false,
            data_failed: false,
            source_failed: false,
            final_reply: None,
            delivered: false,
            out_of_step: false,
            cancelled: false,
            verdict: None,
        }
    }

    fn reply(&mut self, reply: &Reply) {
        if reply.class() == Class::Preliminary {
            self.begun |= self.stored;
            return;
        }
        if !self.asked {
            self.out_of_step = true;
            return;
        }
        self.asked = false;
        if self.stored {
            let after_the_end = self.data == Data::Ended;
            self.final_reply = Some((reply.clone(), after_the_end));
        }
    }
}

impl Watcher for UploadWatcher {
    fn event(&mut self, event: &Event) {
        if self.verdict.is_some() {
            return; // nothing may come of it
        }
        match event {
            Event::Reply(reply) => self.reply(reply),
            Event::DataConnected if self.data == Data::Pending => self.data = Data::Open,
            Event::SourceEnded if self.data == Data::Sending => self.whole = true,
            Event::LocalFailed(_) if self.data == Data::Sending => self.source_failed = true,
            // While PORT is unanswered nobody listens to the listener yet.
            Event::DataFailed(_) if self.data == Data::None || self.data == Data::Listening && self.asked => {
            }
            Event::DataFailed(_) => self.data_failed = true,
            Event::Delivered if self.data == Data::Confirming => self.delivered = true,
            Event::OutOfSync | Event::AlreadyLost(_) | Event::ControlLost(_) => self.out_of_step = true,
            Event::Cancelled => self.cancelled = true,
            _ => {}
        }
    }

    fn action(&mut self, action: &Action) {
        assert!(self.verdict.is_none(), "after the verdict: {action:?}");
        match action {
            Action::Send(line) => {
                assert!(!self.asked, "a command before the answer to the last: {line:?}");
                assert!(!self.stored, "a command after STOR: {line:?}");
                assert!(line.ends_with(b"\r\n") && !line[..line.len() - 2].contains(&b'\n'));
                self.asked = true;
                self.stored = line.starts_with(b"STOR ");
            }
            Action::ReplyTimer(clock) => self.clock = *clock != ReplyTimer::Off,
            Action::Listen => self.data = Data::Listening,
            Action::Dial(_) => {
                assert!(self.stored, "dialled before STOR was on its way");
                self.data = Data::Pending;
            }
            Action::Accept => {
                assert_eq!(self.data, Data::Listening);
                self.data = Data::Pending;
            }
            Action::SendFile => {
                assert!(self.begun && self.data == Data::Open, "data before the server was ready");
                self.data = Data::Sending;
            }
            Action::EndData => {
                assert!(self.whole, "ended before all was sent: it would look whole");
                self.data = Data::Ended;
            }
            Action::ConfirmDelivery => {
                assert_eq!(self.data, Data::Ended);
                self.data = Data::Confirming;
            }
            Action::CloseData => {
                assert!(self.data != Data::Sending || self.whole, "an orderly end of half a file");
                self.data = Data::None;
            }
            Action::Receive(_) => panic!("an upload receives nothing"),
            Action::AbortData => self.data = Data::None,
            Action::Finish(verdict, fate) => self.verdict = Some((verdict.clone(), *fate)),
        }
    }

    fn settled(&self) {
        let Some((verdict, fate)) = &self.verdict else {
            let waiting =
                matches!(self.data, Data::Listening | Data::Pending | Data::Sending | Data::Confirming);
            return assert!(self.clock || waiting, "nothing will ever happen: {self:?}");
        };
        // TRUE: all bytes, then the end, then a 2yz, then the acknowledgement, and no failure anywhere.
        if let Verdict::Done(reply) = verdict {
            let (last, after_the_end) = self.final_reply.as_ref().expect("a TRUE without a final reply");
            assert_eq!(reply, last);
            assert_eq!(reply.class(), Class::Completion);
            assert!(*after_the_end && self.whole && self.delivered, "a wrong TRUE: {self:?}");
            assert!(!self.data_failed && !self.source_failed && !self.cancelled, "a wrong TRUE: {self:?}");
        }
        // The server's no to STOR is the answer, whatever else failed (but a file that could not be read).
        if let Some((reply, _)) = &self.final_reply
            && reply.class() != Class::Completion
            && !self.source_failed
        {
            assert_eq!(*verdict, Verdict::Refused(reply.clone()));
        }
        // A failure on this side has its own reason, whatever the server says.
        if self.source_failed && !self.cancelled {
            assert!(matches!(verdict, Verdict::Incomplete { reason: Reason::Local(_), .. }), "{self:?}");
        }
        if let Verdict::Refused(reply) = verdict {
            assert_ne!(reply.class(), Class::Completion, "a 2yz is no refusal");
        }
        // What the caller is shown as the final reply is one: no preliminary and no stray reply.
        if let Some(reply) = verdict.reply() {
            assert_ne!(reply.class(), Class::Preliminary);
            if let Some((last, _)) = &self.final_reply {
                assert_eq!(reply, last);
            }
        }
        if *fate == ControlFate::Keep {
            assert!(!self.asked && !self.out_of_step || self.data_only(), "kept out of step: {self:?}");
            assert!(verdict.reply().is_none_or(|reply| reply.code() != 421), "kept after 421");
            assert!(!matches!(verdict, Verdict::Unknown { .. }));
        }
        if let Verdict::Incomplete { reason: Reason::Premature, .. } = verdict {
            assert_eq!(*fate, ControlFate::Drop);
        }
    }

    fn is_finished(&self) -> bool {
        self.verdict.is_some()
    }
}

impl UploadWatcher {
    /// The control connection was lost after the final reply: the next operation finds that out by itself.
    fn data_only(&self) -> bool {
        !self.asked && self.final_reply.is_some()
    }
}

fn events() -> Vec<Event> {
    let codes = [110, 150, 200, 215, 226, 250, 350, 421, 425, 426, 451, 500, 552, 631];
    let failures = [
        Failure::new(FailureKind::Reset, 10054),
        Failure::new(FailureKind::Refused, 10061),
        Failure::new(FailureKind::TimedOut, 10060),
    ];
    let mut events: Vec<Event> = codes.into_iter().map(|code| reply(code, "x")).collect();
    events.extend([
        reply(215, "Windows_NT"),
        reply(227, "Entering Passive Mode (127,0,0,1,4,1)"),
        reply(227, "Entering nonsense"),
        reply(229, "Entering Extended Passive Mode (|||1025|)"),
        Event::Unparsable,
        Event::ControlLost(failures[0]),
        Event::AlreadyLost(failures[0]),
        Event::OutOfSync,
        Event::DeadlinePassed,
        Event::Listening("127.0.0.1:1025".parse().unwrap()),
        Event::Listening("[::1]:1025".parse().unwrap()),
        Event::DataConnected,
        Event::SourceEnded,
        Event::LocalFailed(LocalFailure::System(5)),
        Event::Delivered,
        Event::Cancelled,
    ]);
    events.extend(failures.map(Event::DataFailed));
    events
}

/// All kinds of beginnings: name, type told before or not, mode, address family.
fn uploads() -> Vec<(Guarded<Upload>, UploadWatcher)> {
    let mut uploads = Vec::new();
    for name in [&b"a.txt"[..], b"a\\b.txt"] {
        for told in [None, Some(TransferType::Image), Some(TransferType::Ascii)] {
            for (passive, ipv6) in [(false, false), (false, true), (true, false), (true, true)] {
                let mut known = ServerState::new(passive, ipv6);
                known.current_type = told;
                let upload =
                    Upload::new(FtpCommand::Named("STOR", name.to_vec()), TransferType::Image, known);
                uploads.push((upload, UploadWatcher::new()));
            }
        }
    }
    uploads
}

#[test]
fn every_state() {
    let events = events();
    let states: usize =
        uploads().into_iter().map(|(upload, watcher)| walk_all(upload, watcher, &events)).sum();
    assert!(states > 5_000, "only {states} states");
}

#[test]
fn random_runs() {
    let (events, uploads, mut random) = (events(), uploads(), Random(2));
    for _ in 0..200_000 {
        let (upload, watcher) = uploads[random.below(uploads.len())].clone();
        run_random(upload, watcher, &events, 40, &mut random);
    }
}

/// Random events seldom get far: these runs follow the good way, with one wrong turn at a random place.
#[test]
fn random_runs_near_the_good_way() {
    let (events, mut random) = (events(), Random(3));
    let good = [
        reply(200, "x"),
        reply(227, "Entering Passive Mode (127,0,0,1,4,1)"),
        reply(150, "x"),
        Event::DataConnected,
        Event::SourceEnded,
        reply(226, "x"),
        Event::Delivered,
    ];
    for _ in 0..100_000 {
        let mut run = good.to_vec();
        for _ in 0..random.below(3) {
            let at = random.below(run.len() + 1);
            run.insert(at, events[random.below(events.len())].clone());
        }
        if random.below(2) == 0 {
            let (a, b) = (random.below(run.len()), random.below(run.len()));
            run.swap(a, b);
        }
        let mut known = ServerState::new(true, false);
        known.current_type = (random.below(2) == 0).then_some(TransferType::Image);
        let upload = Upload::new(FtpCommand::Named("STOR", b"a.txt".to_vec()), TransferType::Image, known);
        crate::walk::run(upload, UploadWatcher::new(), &run);
    }
}
