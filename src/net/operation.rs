//! The one loop that drives a protocol machine: its actions become system calls, what comes back becomes events.

mod data_side;
mod run;

use std::collections::VecDeque;
use std::time::{Duration, Instant, SystemTime};

use super::control::{Control, Waiting};
use super::data::Data;
use super::error;
use super::replies::Replies;
use super::status::{Status, StatusQueue};
use super::timeouts::{Timeouts, after, is_over};
use super::transfer_report::TransferReport;
use crate::protocol::{
    Action, Actions, ControlFate, Event, Failure, Item, Machine, Reason, Reply, ReplyTimer, ServerState,
    Verdict, redacted,
};

pub use run::Run;

/// What the data connection is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DataWait {
    Nothing,
    /// That it comes into being.
    Connection,
    /// That it takes more of the file.
    Room,
    /// That it brings more.
    Bytes,
    /// That all the server has said so far is heard: only then is it told the end of the data.
    Silence,
    /// That its bytes are acknowledged: the next look, and the pause after it.
    Acknowledgement {
        next: Instant,
        pause: Duration,
    },
}

/// One machine on its control connection, with its data connection.
pub struct Operation {
    machine: Box<dyn Machine>,
    control: Control,
    data: Data,
    data_wait: DataWait,
    data_deadline: Option<Instant>,
    /// Bytes sent or received, and how many must be received at least.
    moved: u64,
    expected: u64,
    /// Bytes to be sent, where that is known.
    to_send: Option<u64>,
    /// The last command that was sent, as it may be shown.
    command: Vec<u8>,
    /// After the end of the data: how much of it was unacknowledged when that was looked at last.
    draining: Option<usize>,
    send_buffer: Option<usize>,
    timeouts: Timeouts,
    clock: Option<Instant>,
    /// When the caller came back last, and when the control connection was looked at last.
    resumed: Instant,
    looked: Instant,
    /// Told first: what became of an action.
    events: VecDeque<Event>,
    /// Told after all that has arrived on the control connection: a reply that came before the data ended must be
    /// heard before its end.
    data_events: VecDeque<Event>,
    /// The data connection is worth a try although nobody said that it is ready.
    data_eager: bool,
    /// Kept for its memory.
    actions: Actions,
    started: bool,
    /// The caller has what it wanted; the machine waits for its next call.
    paused: bool,
    /// Nothing was sent and nothing came yet.
    fresh: bool,
    /// The machine knows that the control connection has ended.
    told_lost: bool,
    replies: Replies,
    /// A reply is awaited, and that was told.
    awaiting: bool,
    news: StatusQueue,
    end: Option<(Verdict, ControlFate)>,
}

/// What is left of an operation.
pub struct Finished {
    /// What the machine knows about the server, if it keeps track of that.
    pub server_state: Option<ServerState>,
    /// The control connection, unless it cannot be used any more.
    pub control: Option<Control>,
    /// What it came to.
    pub verdict: Verdict,
    /// All lines the server sent since [`Operation::take_replies`], each ended by CR LF.
    pub replies: Vec<u8>,
    /// How far it came.
    pub account: TransferReport,
}

impl Operation {
    /// A machine that has not been started, on a connection.
    pub fn new(machine: impl Machine + 'static, control: Control, timeouts: Timeouts) -> Self {
        let now = Instant::now();
        Self {
            machine: Box::new(machine),
            control,
            data: Data::Closed,
            data_wait: DataWait::Nothing,
            data_deadline: None,
            moved: 0,
            expected: 0,
            to_send: None,
            command: Vec::new(),
            draining: None,
            send_buffer: None,
            timeouts,
            clock: None,
            resumed: now,
            looked: now,
            events: VecDeque::new(),
            data_events: VecDeque::new(),
            data_eager: false,
            actions: Vec::new(),
            started: false,
            paused: false,
            fresh: true,
            told_lost: false,
            replies: Replies::default(),
            awaiting: false,
            news: StatusQueue::default(),
            end: None,
        }
    }

    /// Takes the operation apart. One that has not ended is torn.
    pub fn finish(self) -> Finished {
        let torn = (Verdict::Unknown { reason: Reason::Cancelled }, ControlFate::Drop);
        let total = self.total();
        let (verdict, fate) = self.end.unwrap_or(torn);
        Finished {
            server_state: self.machine.server_state(),
            control: (fate == ControlFate::Keep).then_some(self.control),
            verdict,
            replies: self.replies.into_lines(),
            account: TransferReport {
                command: self.command,
                moved: self.moved,
                total,
                ended: SystemTime::now(),
            },
        }
    }

    /// How many bytes there are to move in all, where that is known.
    fn total(&self) -> Option<u64> {
        self.machine.size().or(self.to_send)
    }

    fn start(&mut self) {
        self.started = true;
        let mut actions = std::mem::take(&mut self.actions);
        self.machine.start(&mut actions);
        self.perform(actions);
    }

    fn tell(&mut self, event: Event) {
        let mut actions = std::mem::take(&mut self.actions);
        self.machine.handle(event, &mut actions);
        self.perform(actions);
    }

    /// Does what the machine asked for. A command that cannot be sent voids what follows it.
    fn perform(&mut self, mut actions: Actions) {
        for action in actions.drain(..) {
            match action {
                Action::Send(line) => {
                    if let Err(event) = self.send(line) {
                        self.events.push_back(event);
                        break;
                    }
                }
                Action::ReplyTimer(clock) => {
                    self.clock = after(self.timeouts.of(clock));
                    self.await_reply(matches!(clock, ReplyTimer::Reply | ReplyTimer::FinalReply));
                    self.data_eager |= self.data_wait == DataWait::Connection;
                }
                Action::Listen => self.listen(),
                Action::Accept => self.await_connection(self.timeouts.accept),
                Action::Dial(port) => self.dial(port),
                Action::SendFile => self.await_data(DataWait::Room),
                Action::Receive(at_least) => {
                    self.expected = at_least.unwrap_or(0);
                    self.await_data(DataWait::Bytes);
                }
                Action::EndData => self.end_data(),
                Action::ConfirmDelivery => self.begin_confirming(),
                Action::CloseData => self.close_data(),
                Action::AbortData => self.abort_data(),
                Action::Finish(verdict, fate) => {
                    self.note_end(&verdict);
                    self.end = Some((verdict, fate));
                }
            }
        }
        actions.clear();
        self.actions = actions;
    }

    /// What the transcript tells of the end, beside the server's word.
    fn note_end(&mut self, verdict: &Verdict) {
        self.note_data_end("closed");
        if let Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } = verdict {
            self.control.transcript().reason(*reason);
        }
    }

    /// Sends a command line, unless something is waiting that would be taken for its answer.
    fn send(&mut self, line: Vec<u8>) -> Result<(), Event> {
        match self.control.take_waiting() {
            Waiting::Nothing => {}
            Waiting::Goodbye(reply) => return Err(self.reply(reply)),
            Waiting::Stray => return Err(Event::OutOfSync),
            Waiting::Lost(failure) if self.fresh => return Err(Event::AlreadyLost(failure)),
            Waiting::Lost(failure) => return Err(Event::ControlLost(failure)),
        }
        self.fresh = false;
        self.command = redacted(&line);
        let length = line.len();
        self.news.add(|| Status::SendingRequest);
        self.control.send(line, self.timeouts.send).map_err(|failure| self.unsendable(failure))?;
        self.news.add(|| Status::RequestSent(length));
        Ok(())
    }

    /// Tells that a reply is awaited, once for each.
    fn await_reply(&mut self, is_due: bool) {
        if is_due && !self.awaiting {
            self.news.add(|| Status::ReceivingResponse);
            self.awaiting = true;
        }
    }

    /// The line could not be sent: only a 421 can be the reason, for nothing else can be its answer.
    fn unsendable(&mut self, failure: Failure) -> Event {
        self.control.expect_more();
        match self.control.take_waiting() {
            Waiting::Goodbye(reply) => self.reply(reply),
            _ => Event::ControlLost(failure),
        }
    }

    fn reply(&mut self, reply: Reply) -> Event {
        self.fresh = false;
        self.replies.push(reply.raw());
        self.await_reply(true);
        self.awaiting = false;
        self.news.add(|| Status::ResponseReceived(reply.raw().len()));
        Event::Reply(reply)
    }

    /// What the control connection or its clock has to say.
    fn control_event(&mut self) -> Option<Event> {
        if let Some(item) = self.control.next_item() {
            return Some(match item {
                Item::Reply(reply) if !self.control.is_sending() || reply.code() == 421 => self.reply(reply),
                Item::Reply(_) => Event::OutOfSync, // an answer to half a line answers nothing
                Item::Unparsable(mut line) => {
                    line.extend_from_slice(b"\r\n");
                    self.replies.push(&line);
                    Event::Unparsable
                }
            });
        }
        if let Some(failure) = self.control.ended()
            && !self.told_lost
        {
            self.told_lost = true;
            return Some(Event::ControlLost(failure));
        }
        if is_over(self.control.send_deadline()) {
            return Some(Event::ControlLost(error::TIMED_OUT));
        }
        if is_over(self.clock) {
            if self.is_draining() {
                self.clock = after(self.timeouts.final_reply);
                return None;
            }
            self.clock = None;
            return Some(Event::DeadlinePassed);
        }
        None
    }
}

impl Operation {
    /// The size of the system's buffer for what is sent over the data connection, now and for one still to come.
    pub fn set_send_buffer(&mut self, size: Option<usize>) {
        self.send_buffer = size;
        self.data.set_send_buffer(size);
    }

    /// The size of the remote file, if the server reported it.
    pub fn remote_size(&self) -> Option<u64> {
        self.machine.size()
    }

    /// Tells the machine that the caller wants no more data.
    pub fn abandon(&mut self) {
        self.events.push_back(Event::Abandoned);
    }

    /// The verdict, once there is one.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.end.as_ref().map(|(verdict, _)| verdict)
    }

    /// All lines the server sent since this was asked last, each ended by CR LF.
    pub fn take_replies(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.replies).into_lines()
    }
}
