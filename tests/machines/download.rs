//! Every order of events in a download and in a listing.

use trueftp::protocol::{
    Action, Class, ControlFate, Download, Event, Failure, FailureKind, FtpCommand, Guarded, LocalFailure,
    Reason, Reply, ReplyTimer, ServerState, TransferType, Verdict,
};

use crate::random::Random;
use crate::walk::{Watcher, reply, run, run_random, walk_all};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Data {
    None,
    /// Asked for; the network answers by an event, its own deadline included.
    Listening,
    Pending,
    Open,
    Receiving,
}

/// Knows what was done, and so what may be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct DownloadWatcher {
    data: Data,
    clock: bool,
    /// A command is unanswered.
    asked: bool,
    /// SIZE is the unanswered command.
    sizing: bool,
    size: Option<u64>,
    /// RETR or LIST went out.
    retrieved: bool,
    /// All data came, as far as this side can tell.
    whole: bool,
    abandoned: bool,
    /// 150 was said once more after the data connection was closed.
    told_again: bool,
    /// ABOR went out.
    aborted: bool,
    data_failed: bool,
    local_failed: bool,
    final_reply: Option<Reply>,
    out_of_step: bool,
    cancelled: bool,
    verdict: Option<(Verdict, ControlFate)>,
}

impl DownloadWatcher {
    fn new() -> Self {
        Self {
            data: Data::None,
            clock: false,
            asked: false,
            sizing: false,
            size: None,
            retrieved: false,
            whole: false,
            abandoned: false,
            told_again: false,
            aborted: false,
            data_failed: false,
            local_failed: false,
            final_reply: None,
            out_of_step: false,
            cancelled: false,
            verdict: None,
        }
    }

    fn reply(&mut self, reply: &Reply) {
        if reply.class() == Class::Preliminary {
            self.told_again |= (self.abandoned || self.local_failed) && !self.aborted && reply.code() == 150;
            return;
        }
        if !self.asked {
            self.out_of_step = true;
            return;
        }
        // RETR and ABOR have an answer each, unless the second 150 was that to RETR.
        let of_transfer = match reply.class() {
            Class::TransientNegative => true,
            Class::PermanentNegative => false,
            _ => !self.told_again,
        };
        let first_of_two = self.aborted && of_transfer && self.final_reply.is_none();
        self.asked = first_of_two && reply.code() != 421;
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
            return; // nothing may come of it
        }
        match event {
            Event::Reply(reply) => self.reply(reply),
            Event::DataConnected if self.data == Data::Pending => self.data = Data::Open,
            Event::DataEnded if self.data == Data::Receiving => self.whole = true,
            Event::Abandoned if self.data == Data::Receiving => self.abandoned = true,
            Event::LocalFailed(_) if self.data == Data::Receiving => self.local_failed = true,
            // While PORT is unanswered nobody listens to the listener yet.
            Event::DataFailed(_) if matches!(self.data, Data::Pending | Data::Open | Data::Receiving) => {
                self.data_failed = true;
            }
            Event::OutOfSync | Event::AlreadyLost(_) | Event::ControlLost(_) => self.out_of_step = true,
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
                assert!(abort || !self.asked, "a command before the answer to the last: {line:?}");
                assert!(abort || !self.retrieved, "a command after RETR: {line:?}");
                assert!(line.ends_with(b"\r\n") && !line[..line.len() - 2].contains(&b'\n'));
                self.asked = true;
                self.sizing = line.starts_with(b"SIZE ");
                self.retrieved |= line.starts_with(b"RETR ") || line.starts_with(b"LIST");
            }
            Action::ReplyTimer(clock) => self.clock = *clock != ReplyTimer::Off,
            Action::Listen => self.data = Data::Listening,
            Action::Dial(_) => {
                assert!(self.retrieved, "dialled before RETR was on its way");
                self.data = Data::Pending;
            }
            Action::Accept => {
                assert_eq!(self.data, Data::Listening);
                self.data = Data::Pending;
            }
            Action::Receive(at_least) => {
                assert_eq!(self.data, Data::Open);
                assert_eq!(*at_least, self.size, "what SIZE told is what must come");
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
            return assert!(self.clock || waiting, "nothing will ever happen: {self:?}");
        };
        // TRUE: all bytes, a 2yz to RETR, and no failure anywhere.
        if let Verdict::Done(reply) = verdict {
            assert_eq!(Some(reply), self.final_reply.as_ref(), "a TRUE without the final reply");
            assert_eq!(reply.class(), Class::Completion);
            assert!(self.whole && !self.abandoned, "a wrong TRUE: {self:?}");
            assert!(!self.data_failed && !self.local_failed && !self.cancelled, "a wrong TRUE: {self:?}");
        }
        // The server's no to RETR is the answer, whatever else failed (but the local file).
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
            assert_ne!(reply.class(), Class::Completion, "a 2yz is no refusal");
        }
        if let Some(reply) = verdict.reply() {
            assert_ne!(reply.class(), Class::Preliminary);
            if let Some(last) = &self.final_reply {
                assert_eq!(reply, last);
            }
        }
        if *fate == ControlFate::Keep {
            assert!(!self.asked, "kept with an unanswered command: {self:?}");
            assert!(!self.out_of_step || self.final_reply.is_some(), "kept out of step: {self:?}");
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
        reply(150, "DataSetup (99 bytes)"),
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
    for (request, transfer_type) in [
        (FtpCommand::Named("RETR", b"a.txt".to_vec()), TransferType::Image),
        (FtpCommand::Named("RETR", b"a\\b.txt".to_vec()), TransferType::Ascii),
        (FtpCommand::Plain("LIST"), TransferType::Ascii),
        (FtpCommand::Raw(b"RETR x".to_vec()), TransferType::Image),
    ] {
        for (told, passive) in
            [(None, true), (Some(TransferType::Image), false), (Some(TransferType::Ascii), true)]
        {
            let mut known = ServerState::new(passive, false);
            known.current_type = told;
            for make in [Download::new, Download::streaming] {
                downloads.push((make(request.clone(), transfer_type, known), DownloadWatcher::new()));
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

/// Random events seldom get far: these runs follow a good way, with wrong turns at random places.
#[test]
fn random_runs_near_the_good_way() {
    let (events, mut random) = (events(), Random(5));
    let good = [
        reply(227, "Entering Passive Mode (127,0,0,1,4,1)"),
        reply(213, "1234"),
        reply(150, "x"),
        Event::DataConnected,
        Event::DataEnded,
        reply(226, "x"),
    ];
    for _ in 0..100_000 {
        let mut turns = good.to_vec();
        for _ in 0..random.below(3) {
            let at = random.below(turns.len() + 1);
            turns.insert(at, events[random.below(events.len())].clone());
        }
        if random.below(2) == 0 {
            let (a, b) = (random.below(turns.len()), random.below(turns.len()));
            turns.swap(a, b);
        }
        let mut known = ServerState::new(true, false);
        known.current_type = Some(TransferType::Image);
        let request = FtpCommand::Named("RETR", b"a.txt".to_vec());
        run(Download::new(request, TransferType::Image, known), DownloadWatcher::new(), &turns);
    }
}
