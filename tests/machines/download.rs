//! Every order of events in a download and in a listing.

use trueftp::protocol::{
    Action, Class, ControlFate, Download, Event, Failure, FailureKind, FtpCommand, Guarded, LocalFailure,
    Reason, Reply, ReplyTimer, ServerState, TransferType, Verdict,
};

use crate::walk::{Watcher, reply, run, run_random, walk_all};
use kit::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Data {
    None,
    /// Requested: the driver will report an event, at the latest when the deadline of the data connection passes.
    Listening,
    Pending,
    Open,
    Receiving,
}

/// Tracks what happened, and so what the verdict may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct DownloadWatcher {
    data: Data,
    timer: bool,
    /// A command is unanswered.
    unanswered: bool,
    /// SIZE is the unanswered command.
    sizing: bool,
    size: Option<u64>,
    /// RETR or LIST was sent.
    retrieved: bool,
    /// All data came, as far as this side can know.
    whole: bool,
    abandoned: bool,
    /// The server replied 150 once more after the data connection was closed.
    repeated_150: bool,
    /// ABOR was sent.
    aborted: bool,
    data_failed: bool,
    local_failed: bool,
    final_reply: Option<Reply>,
    out_of_sync: bool,
    cancelled: bool,
    verdict: Option<(Verdict, ControlFate)>,
}

impl DownloadWatcher {
    fn new() -> Self {
        Self {
            data: Data::None,
            timer: false,
            unanswered: false,
            sizing: false,
            size: None,
            retrieved: false,
            whole: false,
            abandoned: false,
            repeated_150: false,
            aborted: false,
            data_failed: false,
            local_failed: false,
            final_reply: None,
            out_of_sync: false,
            cancelled: false,
            verdict: None,
        }
    }

    fn reply(&mut self, reply: &Reply) {
        if reply.class() == Class::Preliminary {
            self.repeated_150 |=
                (self.abandoned || self.local_failed) && !self.aborted && reply.code() == 150;
            return;
        }
        if !self.unanswered {
            self.out_of_sync = true;
            return;
        }
        // RETR and ABOR have a reply each, unless the second 150 was the reply to RETR.
        let is_for_transfer = match reply.class() {
            Class::TransientNegative => true,
            Class::PermanentNegative => false,
            _ => !self.repeated_150,
        };
        let first_of_two = self.aborted && is_for_transfer && self.final_reply.is_none();
        self.unanswered = first_of_two && reply.code() != 421;
        if self.retrieved {
            self.final_reply = Some(reply.clone());
        } else if std::mem::take(&mut self.sizing) && reply.code() == 213 {
            self.size = String::from_utf8(reply.text()).unwrap().parse().ok();
        }
    }
}

impl Watcher for DownloadWatcher {
    fn event(&mut self, event: &Event) {
        if self.verdict.is_some() {
            return; // the machine must ignore it
        }
        match event {
            Event::Reply(reply) => self.reply(reply),
            Event::DataConnected if self.data == Data::Pending => self.data = Data::Open,
            Event::DataEnded if self.data == Data::Receiving => self.whole = true,
            Event::Abandoned if self.data == Data::Receiving => self.abandoned = true,
            Event::LocalFailed(_) if self.data == Data::Receiving => self.local_failed = true,
            // While PORT is unanswered, no connection is awaited on the listener.
            Event::DataFailed(_) if matches!(self.data, Data::Pending | Data::Open | Data::Receiving) => {
                self.data_failed = true;
            }
            Event::OutOfSync | Event::AlreadyLost(_) | Event::ControlLost(_) => self.out_of_sync = true,
            Event::Cancelled => self.cancelled = true,
            _ => {}
        }
    }

    fn action(&mut self, action: &Action) {
        assert!(self.verdict.is_none(), "after the verdict: {action:?}");
        match action {
            Action::Send(line) => {
                let abort = (self.abandoned || self.local_failed) && line == b"ABOR\r\n" && !self.aborted;
                self.aborted |= abort;
                assert!(abort || !self.unanswered, "a command before the reply to the last one: {line:?}");
                assert!(abort || !self.retrieved, "a command after RETR: {line:?}");
                assert!(line.ends_with(b"\r\n") && !line[..line.len() - 2].contains(&b'\n'));
                self.unanswered = true;
                self.sizing = line.starts_with(b"SIZE ");
                self.retrieved |= line.starts_with(b"RETR ") || line.starts_with(b"LIST");
            }
            Action::ReplyTimer(timer) => self.timer = *timer != ReplyTimer::Off,
            Action::Listen => self.data = Data::Listening,
            Action::Dial(_) => {
                assert!(self.retrieved, "connected before RETR was sent");
                self.data = Data::Pending;
            }
            Action::Accept => {
                assert_eq!(self.data, Data::Listening);
                self.data = Data::Pending;
            }
            Action::Receive(at_least) => {
                assert_eq!(self.data, Data::Open);
                assert_eq!(*at_least, self.size, "as many bytes as SIZE reported must come");
                self.data = Data::Receiving;
            }
            Action::CloseData | Action::AbortData => self.data = Data::None,
            Action::SendFile | Action::EndData | Action::ConfirmDelivery => {
                panic!("a download sends nothing: {action:?}")
            }
            Action::Finish(verdict, fate) => self.verdict = Some((verdict.clone(), *fate)),
        }
    }

    fn settled(&self) {
        let Some((verdict, fate)) = &self.verdict else {
            let waiting = matches!(self.data, Data::Listening | Data::Pending | Data::Receiving);
            return assert!(self.timer || waiting, "waits for nothing: {self:?}");
        };
        // TRUE needs all bytes, a 2yz to RETR, and no failure anywhere.
        if let Verdict::Done(reply) = verdict {
            assert_eq!(Some(reply), self.final_reply.as_ref(), "a TRUE without the final reply");
            assert_eq!(reply.class(), Class::Completion);
            assert!(self.whole && !self.abandoned, "a wrong TRUE: {self:?}");
            assert!(!self.data_failed && !self.local_failed && !self.cancelled, "a wrong TRUE: {self:?}");
        }
        // A refused RETR is the verdict, whatever else failed, unless the local file did.
        if let Some(reply) = &self.final_reply
            && reply.class() != Class::Completion
            && !self.local_failed
            && !self.abandoned
            && !self.cancelled
        {
            assert_eq!(*verdict, Verdict::Refused(reply.clone()));
        }
        if self.local_failed && !self.cancelled && !self.data_failed {
            assert!(matches!(verdict, Verdict::Incomplete { reason: Reason::Local(_), .. }), "{self:?}");
        }
        if let Verdict::Refused(reply) = verdict {
            assert_ne!(reply.class(), Class::Completion, "a 2yz is not a refusal");
        }
        if let Some(reply) = verdict.reply() {
            assert_ne!(reply.class(), Class::Preliminary);
            if let Some(last) = &self.final_reply {
                assert_eq!(reply, last);
            }
        }
        if *fate == ControlFate::Keep {
            assert!(!self.unanswered, "kept with an unanswered command: {self:?}");
            assert!(!self.out_of_sync || self.final_reply.is_some(), "kept out of sync: {self:?}");
            assert!(verdict.reply().is_none_or(|reply| reply.code() != 421), "kept after 421");
            assert!(!matches!(verdict, Verdict::Unknown { .. }));
        }
    }

    fn is_finished(&self) -> bool {
        self.verdict.is_some()
    }
}

fn events() -> Vec<Event> {
    let codes = [110, 150, 200, 215, 226, 350, 421, 425, 426, 451, 500, 550, 631];
    let failures = [Failure::new(FailureKind::Reset, 10054), Failure::new(FailureKind::TimedOut, 10060)];
    let mut events: Vec<Event> = codes.into_iter().map(|code| reply(code, "x")).collect();
    events.extend([
        reply(213, "1234"),
        reply(150, "Opening (99 bytes)"),
        reply(227, "Entering Passive Mode (127,0,0,1,4,1)"),
        reply(229, "Entering Extended Passive Mode (|||1025|)"),
        Event::Unparsable,
        Event::ControlLost(failures[0]),
        Event::AlreadyLost(failures[0]),
        Event::OutOfSync,
        Event::DeadlinePassed,
        Event::Listening("127.0.0.1:1025".parse().unwrap()),
        Event::DataConnected,
        Event::DataEnded,
        Event::Abandoned,
        Event::LocalFailed(LocalFailure::System(28)),
        Event::LocalFailed(LocalFailure::TooLong),
        Event::Cancelled,
    ]);
    events.extend(failures.map(Event::DataFailed));
    events
}

fn downloads() -> Vec<(Guarded<Download>, DownloadWatcher)> {
    let mut downloads = Vec::new();
    for (command, transfer_type) in [
        (FtpCommand::Named("RETR", b"a.txt".to_vec()), TransferType::Image),
        (FtpCommand::Named("RETR", b"a\\b.txt".to_vec()), TransferType::Ascii),
        (FtpCommand::Plain("LIST"), TransferType::Ascii),
        (FtpCommand::Raw(b"RETR x".to_vec()), TransferType::Image),
    ] {
        for (current_type, passive) in
            [(None, true), (Some(TransferType::Image), false), (Some(TransferType::Ascii), true)]
        {
            let mut server = ServerState::new(passive, false);
            server.current_type = current_type;
            for make in [Download::new, Download::streaming] {
                downloads.push((make(command.clone(), transfer_type, server), DownloadWatcher::new()));
            }
        }
    }
    downloads
}

#[test]
fn every_state() {
    let events = events();
    let states: usize =
        downloads().into_iter().map(|(download, watcher)| walk_all(download, watcher, &events)).sum();
    assert!(states > 5_000, "only {states} states");
}

#[test]
fn random_runs() {
    let (events, downloads, mut random) = (events(), downloads(), Random(4));
    for _ in 0..200_000 {
        let (download, watcher) = downloads[random.below(downloads.len())].clone();
        run_random(download, watcher, &events, 40, &mut random);
    }
}

/// Random events rarely get far. These runs follow a successful download, with a few changes at random places.
#[test]
fn random_runs_close_to_success() {
    let (events, mut random) = (events(), Random(5));
    let successful = [
        reply(227, "Entering Passive Mode (127,0,0,1,4,1)"),
        reply(213, "1234"),
        reply(150, "x"),
        Event::DataConnected,
        Event::DataEnded,
        reply(226, "x"),
    ];
    for _ in 0..100_000 {
        let mut events_of_run = successful.to_vec();
        for _ in 0..random.below(3) {
            let at = random.below(events_of_run.len() + 1);
            events_of_run.insert(at, events[random.below(events.len())].clone());
        }
        if random.below(2) == 0 {
            let (a, b) = (random.below(events_of_run.len()), random.below(events_of_run.len()));
            events_of_run.swap(a, b);
        }
        let mut server = ServerState::new(true, false);
        server.current_type = Some(TransferType::Image);
        let command = FtpCommand::Named("RETR", b"a.txt".to_vec());
        run(Download::new(command, TransferType::Image, server), DownloadWatcher::new(), &events_of_run);
    }
}
