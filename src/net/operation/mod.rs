//! The loop that drives a protocol machine: its actions become system calls, and their results become events.

mod data_connection;
mod run;

use std::collections::VecDeque;
use std::time::{Instant, SystemTime};

use super::control::{Control, Unsolicited};
use super::error;
use super::local_end::LocalEnd;
use super::replies::Replies;
use super::status::{Status, StatusQueue};
use super::timeouts::{Timeouts, after, is_over};
use super::trace::Trace;
use super::transfer_report::TransferReport;
use crate::protocol::{
    Action, Actions, ControlFate, Event, Failure, Item, Machine, Reason, Reply, ReplyTimer, ServerState,
    Verdict, redacted,
};
use data_connection::{Context, DataConnection, Turn};

pub use run::Run;

/// One machine on its control connection, with its data connection.
pub struct Operation {
    machine: Box<dyn Machine>,
    control: Control,
    data: DataConnection,
    /// The number of bytes to send, if it is known.
    to_send: Option<u64>,
    /// The last command that was sent, without secrets.
    command: Vec<u8>,
    timeouts: Timeouts,
    reply_deadline: Option<Instant>,
    /// When the caller came back last, and when the control connection was read last.
    resumed: Instant,
    control_read: Instant,
    /// Delivered first: the results of actions.
    events: VecDeque<Event>,
    /// Kept for its memory.
    actions: Actions,
    started: bool,
    /// The caller has what it asked for; the machine waits for its next call.
    paused: bool,
    /// Nothing was sent and nothing was received yet.
    fresh: bool,
    /// The machine knows that the control connection has ended.
    loss_reported: bool,
    replies: Replies,
    /// A reply is awaited, and the status queue has reported that.
    reply_awaited: bool,
    status: StatusQueue,
    trace: Trace,
    end: Option<(Verdict, ControlFate)>,
}

/// The result of an operation.
pub struct Finished {
    /// What the machine knows about the server, if it keeps track of that.
    pub server_state: Option<ServerState>,
    /// The control connection, unless it cannot be used any more.
    pub control: Option<Control>,
    /// The verdict.
    pub verdict: Verdict,
    /// All lines the server sent since the last [`Operation::take_replies`], each ended by CR LF.
    pub replies: Vec<u8>,
    /// How far the operation got, and when it ended.
    pub report: TransferReport,
}

impl Operation {
    /// An operation that has not started: a machine on a control connection.
    pub fn new<M: Machine + 'static>(machine: M, control: Control, timeouts: Timeouts) -> Self {
        let now = Instant::now();
        Self {
            machine: Box::new(machine),
            control,
            data: DataConnection::new(),
            to_send: None,
            command: Vec::new(),
            timeouts,
            reply_deadline: None,
            resumed: now,
            control_read: now,
            events: VecDeque::new(),
            actions: Vec::new(),
            started: false,
            paused: false,
            fresh: true,
            loss_reported: false,
            replies: Replies::default(),
            reply_awaited: false,
            status: StatusQueue::default(),
            trace: Trace::begin::<M>(),
            end: None,
        }
    }

    /// Sets the size of the system's send buffer for the data connection, if there is one now or later.
    pub fn set_send_buffer(&mut self, size: Option<usize>) {
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

    /// All lines the server sent since the last call, each ended by CR LF.
    pub fn take_replies(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.replies).into_lines()
    }

    /// Takes the operation apart. One that has not ended counts as cancelled.
    pub fn finish(self) -> Finished {
        let aborted = (Verdict::Unknown { reason: Reason::Cancelled }, ControlFate::Drop);
        let total = self.total();
        let (verdict, fate) = self.end.unwrap_or(aborted);
        Finished {
            server_state: self.machine.server_state(),
            control: (fate == ControlFate::Keep).then_some(self.control),
            verdict,
            replies: self.replies.into_lines(),
            report: TransferReport {
                command: self.command,
                moved: self.data.moved(),
                total,
                ended: SystemTime::now(),
            },
        }
    }

    /// The number of bytes to move in total, if it is known.
    fn total(&self) -> Option<u64> {
        self.machine.size().or(self.to_send)
    }

    fn start(&mut self) {
        self.started = true;
        let mut actions = std::mem::take(&mut self.actions);
        self.machine.start(&mut actions);
        self.trace.actions(&actions);
        self.perform(actions);
    }

    fn handle(&mut self, event: Event) {
        let mut actions = std::mem::take(&mut self.actions);
        self.trace.event(&event);
        self.machine.handle(event, &mut actions);
        self.trace.actions(&actions);
        self.perform(actions);
    }

    /// Performs the machine's actions. If a command cannot be sent, the actions after it are dropped.
    fn perform(&mut self, mut actions: Actions) {
        for action in actions.drain(..) {
            if let Err(event) = self.perform_one(action) {
                self.events.push_back(event);
                break;
            }
        }
        actions.clear();
        self.actions = actions;
    }

    /// Performs one action. Fails with the event that makes the following actions void.
    fn perform_one(&mut self, action: Action) -> Result<(), Event> {
        let mut result = None;
        match action {
            Action::Send(line) => self.send(line)?,
            Action::ReplyTimer(timer) => self.set_reply_timer(timer),
            Action::Listen => result = Some(self.data.listen(&self.control)),
            Action::Accept => self.data.await_connection(self.timeouts.accept),
            Action::Dial(port) => {
                let dialed = self.data.dial(&self.control, port, self.timeouts.connect);
                result = dialed.err().map(Event::DataFailed);
            }
            Action::SendFile => self.data.begin_sending(&self.timeouts),
            Action::Receive(expected) => self.data.begin_receiving(expected, &self.timeouts),
            Action::EndData => result = self.data.end(),
            Action::ConfirmDelivery => result = self.data.begin_confirming(),
            Action::CloseData => self.data.close(&mut self.control),
            Action::AbortData => self.data.abort(&mut self.control),
            Action::Finish(verdict, fate) => {
                self.note_end(&verdict);
                self.end = Some((verdict, fate));
            }
        }
        self.events.extend(result);
        Ok(())
    }

    fn set_reply_timer(&mut self, timer: ReplyTimer) {
        self.reply_deadline = after(self.timeouts.for_timer(timer));
        self.report_awaited(matches!(timer, ReplyTimer::Reply | ReplyTimer::FinalReply));
        self.data.check_connection_soon();
    }

    /// Adds the end of the operation to the transcript, as far as the server's replies do not explain it.
    fn note_end(&mut self, verdict: &Verdict) {
        self.data.note_end("closed", &mut self.control);
        if let Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } = verdict {
            self.control.transcript().reason(*reason);
        }
    }

    /// Sends a command line, unless something has arrived that would be taken for its reply.
    fn send(&mut self, line: Vec<u8>) -> Result<(), Event> {
        match self.control.take_unsolicited() {
            Unsolicited::Nothing => {}
            Unsolicited::ServiceClosing(reply) => return Err(self.reply(reply)),
            Unsolicited::Stray => return Err(Event::OutOfSync),
            Unsolicited::Lost(failure) if self.fresh => return Err(Event::AlreadyLost(failure)),
            Unsolicited::Lost(failure) => return Err(Event::ControlLost(failure)),
        }
        self.fresh = false;
        self.command = redacted(&line);
        let length = line.len();
        self.status.add(|| Status::SendingRequest);
        self.control.send(line, self.timeouts.send).map_err(|failure| self.unsendable(failure))?;
        self.status.add(|| Status::RequestSent(length));
        Ok(())
    }

    /// The line could not be sent. Only a 421 can explain that: any other reply cannot be the reply to it.
    fn unsendable(&mut self, failure: Failure) -> Event {
        self.control.expect_more();
        match self.control.take_unsolicited() {
            Unsolicited::ServiceClosing(reply) => self.reply(reply),
            _ => Event::ControlLost(failure),
        }
    }

    /// Reports once for each reply that it is awaited.
    fn report_awaited(&mut self, is_due: bool) {
        if is_due && !self.reply_awaited {
            self.status.add(|| Status::ReceivingResponse);
            self.reply_awaited = true;
        }
    }

    fn reply(&mut self, reply: Reply) -> Event {
        self.fresh = false;
        self.replies.push(reply.raw());
        self.report_awaited(true);
        self.reply_awaited = false;
        self.status.add(|| Status::ResponseReceived(reply.raw().len()));
        Event::Reply(reply)
    }

    /// The next event of the control connection or of the reply timer.
    fn control_event(&mut self) -> Option<Event> {
        if let Some(item) = self.control.next_item() {
            return Some(self.item(item));
        }
        if let Some(failure) = self.control.ended()
            && !self.loss_reported
        {
            self.loss_reported = true;
            return Some(Event::ControlLost(failure));
        }
        if is_over(self.control.send_deadline()) {
            return Some(Event::ControlLost(error::TIMED_OUT));
        }
        if is_over(self.reply_deadline) {
            if self.data.is_draining() {
                self.reply_deadline = after(self.timeouts.final_reply);
                return None;
            }
            self.reply_deadline = None;
            return Some(Event::DeadlinePassed);
        }
        None
    }

    fn item(&mut self, item: Item) -> Event {
        match item {
            Item::Reply(reply) if !self.control.is_sending() || reply.code() == 421 => self.reply(reply),
            Item::Reply(_) => Event::OutOfSync, // half a command line has no reply
            Item::Unparsable(mut line) => {
                line.extend_from_slice(b"\r\n");
                self.replies.push(&line);
                Event::Unparsable
            }
        }
    }

    /// The data connection, with what it needs to move bytes.
    fn data_and_context(&mut self) -> (&mut DataConnection, Context<'_>) {
        let total = self.total();
        let context = Context {
            control: &mut self.control,
            status: &mut self.status,
            urgent: &mut self.events,
            timeouts: &self.timeouts,
            total,
        };
        (&mut self.data, context)
    }

    fn turn_data(&mut self, local: &mut dyn LocalEnd) {
        let (data, mut context) = self.data_and_context();
        let turn = data.turn(local, &mut context);
        self.paused |= turn == Turn::Satisfied;
    }

    fn check_data_deadline(&mut self) {
        let (data, mut context) = self.data_and_context();
        data.check_deadline(&mut context);
    }
}
