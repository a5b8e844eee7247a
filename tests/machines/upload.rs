//! Every order of events in an upload.

use trueftp::protocol::{
    Action, Class, ControlFate, Event, Failure, FailureKind, FtpCommand, Guarded, LocalFailure, Reason,
    Reply, ReplyTimer, ServerState, TransferType, Upload, Verdict,
};

use crate::walk::{Watcher, reply, run_random, walk_all};
use kit::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Data {
    None,
    /// Requested: the driver will report an event, at the latest when the deadline of the data connection passes.
    Listening,
    Pending,
    Open,
    Sending,
    Ended,
    Confirming,
}

/// Tracks what happened, and so what the verdict may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct UploadWatcher {
    data: Data,
    timer: bool,
    /// A command is unanswered.
    unanswered: bool,
    /// STOR was sent.
    stored: bool,
    /// The 1yz to STOR came.
    begun: bool,
    /// The whole file was handed to the data connection.
    whole: bool,
    data_failed: bool,
    source_failed: bool,
    /// The final reply to STOR, and whether it came after the end of the data.
    final_reply: Option<(Reply, bool)>,
    delivered: bool,
    out_of_sync: bool,
    cancelled: bool,
    verdict: Option<(Verdict, ControlFate)>,
}

impl UploadWatcher {
    fn new() -> Self {
        Self {
            data: Data::None,
            timer: false,
            unanswered: false,
            stored: false,
            begun: false,
            whole: false,
            data_failed: false,
            source_failed: false,
            final_reply: None,
            delivered: false,
            out_of_sync: false,
            cancelled: false,
            verdict: None,
        }
    }

    fn reply(&mut self, reply: &Reply) {
        if reply.class() == Class::Preliminary {
            self.begun |= self.stored;
            return;
        }
        if !self.unanswered {
            self.out_of_sync = true;
            return;
        }
        self.unanswered = false;
        if self.stored {
            let after_end = self.data == Data::Ended;
            self.final_reply = Some((reply.clone(), after_end));
        }
    }
}

impl Watcher for UploadWatcher {
    fn event(&mut self, event: &Event) {
        if self.verdict.is_some() {
            return; // the machine must ignore it
        }
        match event {
            Event::Reply(reply) => self.reply(reply),
            Event::DataConnected if self.data == Data::Pending => self.data = Data::Open,
            Event::SourceEnded if self.data == Data::Sending => self.whole = true,
            Event::LocalFailed(_) if self.data == Data::Sending => self.source_failed = true,
            // While PORT is unanswered, no connection is awaited on the listener.
            Event::DataFailed(_)
                if self.data == Data::None || self.data == Data::Listening && self.unanswered => {}
            Event::DataFailed(_) => self.data_failed = true,
            Event::Delivered if self.data == Data::Confirming => self.delivered = true,
            Event::OutOfSync | Event::AlreadyLost(_) | Event::ControlLost(_) => self.out_of_sync = true,
            Event::Cancelled => self.cancelled = true,
            _ => {}
        }
    }

    fn action(&mut self, action: &Action) {
        assert!(self.verdict.is_none(), "after the verdict: {action:?}");
        match action {
            Action::Send(line) => {
                assert!(!self.unanswered, "a command before the reply to the last one: {line:?}");
                assert!(!self.stored, "a command after STOR: {line:?}");
                assert!(line.ends_with(b"\r\n") && !line[..line.len() - 2].contains(&b'\n'));
                self.unanswered = true;
                self.stored = line.starts_with(b"STOR ");
            }
            Action::ReplyTimer(timer) => self.timer = *timer != ReplyTimer::Off,
            Action::Listen => self.data = Data::Listening,
            Action::Dial(_) => {
                assert!(self.stored, "connected before STOR was sent");
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
                assert!(self.whole, "ended before all data was sent: the file would look complete");
                self.data = Data::Ended;
            }
            Action::ConfirmDelivery => {
                assert_eq!(self.data, Data::Ended);
                self.data = Data::Confirming;
            }
            Action::CloseData => {
                assert!(self.data != Data::Sending || self.whole, "an orderly end of a partial file");
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
            return assert!(self.timer || waiting, "waits for nothing: {self:?}");
        };
        // TRUE needs all bytes, then the end of the data, a 2yz, the acknowledgement, and no failure anywhere.
        if let Verdict::Done(reply) = verdict {
            let (last, after_end) = self.final_reply.as_ref().expect("a TRUE without a final reply");
            assert_eq!(reply, last);
            assert_eq!(reply.class(), Class::Completion);
            assert!(*after_end && self.whole && self.delivered, "a wrong TRUE: {self:?}");
            assert!(!self.data_failed && !self.source_failed && !self.cancelled, "a wrong TRUE: {self:?}");
        }
        // A refused STOR is the verdict, whatever else failed, unless the file could not be read.
        if let Some((reply, _)) = &self.final_reply
            && reply.class() != Class::Completion
            && !self.source_failed
        {
            assert_eq!(*verdict, Verdict::Refused(reply.clone()));
        }
        // A failure of the local file is the reason, whatever the server replies.
        if self.source_failed && !self.cancelled {
            assert!(matches!(verdict, Verdict::Incomplete { reason: Reason::Local(_), .. }), "{self:?}");
        }
        if let Verdict::Refused(reply) = verdict {
            assert_ne!(reply.class(), Class::Completion, "a 2yz is not a refusal");
        }
        // What the caller gets as the final reply is neither a preliminary nor a stray reply.
        if let Some(reply) = verdict.reply() {
            assert_ne!(reply.class(), Class::Preliminary);
            if let Some((last, _)) = &self.final_reply {
                assert_eq!(reply, last);
            }
        }
        if *fate == ControlFate::Keep {
            assert!(
                !self.unanswered && !self.out_of_sync || self.lost_after_final_reply(),
                "kept out of sync: {self:?}"
            );
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
    /// Whether the control connection was lost only after the final reply: the next operation will notice that.
    fn lost_after_final_reply(&self) -> bool {
        !self.unanswered && self.final_reply.is_some()
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

/// Uploads from all kinds of starting points: name, current type, mode, address family.
fn uploads() -> Vec<(Guarded<Upload>, UploadWatcher)> {
    let mut uploads = Vec::new();
    for name in [&b"a.txt"[..], b"a\\b.txt"] {
        for current_type in [None, Some(TransferType::Image), Some(TransferType::Ascii)] {
            for (passive, ipv6) in [(false, false), (false, true), (true, false), (true, true)] {
                let mut server = ServerState::new(passive, ipv6);
                server.current_type = current_type;
                let upload =
                    Upload::new(FtpCommand::Named("STOR", name.to_vec()), TransferType::Image, server);
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

/// Random events rarely get far. These runs follow a successful upload, with a few changes at random places.
#[test]
fn random_runs_close_to_success() {
    let (events, mut random) = (events(), Random(3));
    let successful = [
        reply(200, "x"),
        reply(227, "Entering Passive Mode (127,0,0,1,4,1)"),
        reply(150, "x"),
        Event::DataConnected,
        Event::SourceEnded,
        reply(226, "x"),
        Event::Delivered,
    ];
    for _ in 0..100_000 {
        let mut run = successful.to_vec();
        for _ in 0..random.below(3) {
            let at = random.below(run.len() + 1);
            run.insert(at, events[random.below(events.len())].clone());
        }
        if random.below(2) == 0 {
            let (a, b) = (random.below(run.len()), random.below(run.len()));
            run.swap(a, b);
        }
        let mut server = ServerState::new(true, false);
        server.current_type = (random.below(2) == 0).then_some(TransferType::Image);
        let upload = Upload::new(FtpCommand::Named("STOR", b"a.txt".to_vec()), TransferType::Image, server);
        crate::walk::run(upload, UploadWatcher::new(), &run);
    }
}
