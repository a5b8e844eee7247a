//! The data connection of an operation: its socket, what it waits for and until when, and the events it causes.

mod delivery;
mod moving;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::net::channel::{Channel, Intent};
use crate::net::control::Control;
use crate::net::data_socket::DataSocket;
use crate::net::error;
use crate::net::local_end::LocalEnd;
use crate::net::status::StatusQueue;
use crate::net::timeouts::{Timeouts, after, is_over};
use crate::net::transcript;
use crate::protocol::{Event, Failure};
use crate::sys::Watch;

/// What the data connection waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    Nothing,
    /// The connection to be established.
    Connection,
    /// Room for more bytes of the file.
    Room,
    /// More bytes to arrive.
    Bytes,
    /// The control connection to be drained: the server is sent the end of the data only when everything that it has said
    /// so far was read.
    QuietControl,
    /// The server's system to acknowledge all bytes: when to check next, and the pause after that.
    Acknowledgement {
        next: Instant,
        pause: Duration,
    },
}

/// A data connection, from nothing to its end. It causes events, but knows nothing about the protocol.
pub(super) struct DataConnection {
    socket: DataSocket,
    wait: Wait,
    deadline: Option<Instant>,
    /// Bytes sent or received.
    moved: u64,
    /// Bytes that must be received at least.
    expected: u64,
    /// Bytes after the end of the data that were unacknowledged when that was checked last.
    draining: Option<usize>,
    send_buffer: Option<usize>,
    /// It is worth a try although no wait has reported it ready.
    eager: bool,
    /// Delivered after all that has arrived on the control connection: a reply that came before the data ended must be
    /// handled before the end of the data.
    events: VecDeque<Event>,
}

/// What the data connection needs from its operation while it moves bytes.
pub(super) struct Context<'a> {
    pub(super) control: &'a mut Control,
    pub(super) status: &'a mut StatusQueue,
    /// Delivered before all other events.
    pub(super) urgent: &'a mut VecDeque<Event>,
    pub(super) timeouts: &'a Timeouts,
    /// The number of bytes to move in total, if it is known.
    pub(super) total: Option<u64>,
}

/// Whether the operation goes on after a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    GoOn,
    /// The caller has what it asked for.
    Satisfied,
}

impl DataConnection {
    pub(super) fn new() -> Self {
        Self {
            socket: DataSocket::Closed,
            wait: Wait::Nothing,
            deadline: None,
            moved: 0,
            expected: 0,
            draining: None,
            send_buffer: None,
            eager: false,
            events: VecDeque::new(),
        }
    }

    /// Bytes of the file that were sent or received.
    pub(super) fn moved(&self) -> u64 {
        self.moved
    }

    /// Sets the size of the system's send buffer, of this socket and of one still to come.
    pub(super) fn set_send_buffer(&mut self, size: Option<usize>) {
        self.send_buffer = size;
        self.apply_send_buffer();
    }

    fn apply_send_buffer(&self) {
        if let (Some(channel), Some(size)) = (self.socket.channel(), self.send_buffer) {
            channel.set_send_buffer(size);
        }
    }

    /// Listens for the server. Returns the event that reports where.
    pub(super) fn listen(&mut self, control: &Control) -> Event {
        match DataSocket::listen(control.local(), control.route().clone()) {
            Ok((socket, at)) => {
                self.socket = socket;
                Event::Listening(at)
            }
            Err(failure) => Event::DataFailed(failure),
        }
    }

    /// Begins to connect to a port of the server.
    pub(super) fn dial(
        &mut self,
        control: &Control,
        port: u16,
        time: Option<Duration>,
    ) -> Result<(), Failure> {
        self.socket = DataSocket::dial(&control.route().to_port(port))?;
        self.await_connection(time);
        Ok(())
    }

    /// Waits for the connection to be established.
    pub(super) fn await_connection(&mut self, time: Option<Duration>) {
        self.wait = Wait::Connection;
        self.deadline = after(time);
    }

    /// A reply is awaited now. If the connection is awaited too, it may be there already.
    pub(super) fn check_connection_soon(&mut self) {
        self.eager |= self.wait == Wait::Connection;
    }

    /// Sends the local file from now on.
    pub(super) fn begin_sending(&mut self, timeouts: &Timeouts) {
        self.begin_moving(Wait::Room, timeouts);
    }

    /// Receives from now on. Less than `expected` bytes are a failure.
    pub(super) fn begin_receiving(&mut self, expected: Option<u64>, timeouts: &Timeouts) {
        self.expected = expected.unwrap_or(0);
        self.begin_moving(Wait::Bytes, timeouts);
    }

    fn begin_moving(&mut self, wait: Wait, timeouts: &Timeouts) {
        self.wait = wait;
        self.restart_stall_timer(Instant::now(), timeouts);
        self.eager = true;
    }

    /// The caller is back with a new call: its time-outs count from `now`.
    pub(super) fn resume(&mut self, now: Instant, timeouts: &Timeouts) {
        if self.is_moving() {
            self.restart_stall_timer(now, timeouts);
            self.eager = true;
        }
    }

    fn is_moving(&self) -> bool {
        matches!(self.wait, Wait::Room | Wait::Bytes)
    }

    /// Whether bytes are being received.
    pub(super) fn is_receiving(&self) -> bool {
        self.wait == Wait::Bytes
    }

    fn restart_stall_timer(&mut self, now: Instant, timeouts: &Timeouts) {
        let span = if self.is_receiving() { timeouts.data_receive } else { timeouts.data_send };
        self.deadline = span.and_then(|span| now.checked_add(span));
    }

    /// Ends this side's data. The socket is kept.
    pub(super) fn end(&mut self) -> Option<Event> {
        self.stop_waiting();
        match self.socket.channel_mut().map_or(Ok(()), Channel::end) {
            Ok(()) => {
                self.draining = Some(usize::MAX);
                None
            }
            Err(error) => Some(Event::DataFailed(error::write_failure(&error))),
        }
    }

    /// Closes the socket. Events that it still had to report do not matter any more.
    pub(super) fn close(&mut self, control: &mut Control) {
        self.note_end("closed", control);
        self.forget_events();
        self.socket = DataSocket::Closed;
    }

    /// Resets the connection.
    pub(super) fn abort(&mut self, control: &mut Control) {
        self.note_end("reset", control);
        self.forget_events();
        self.socket.abort();
    }

    fn forget_events(&mut self) {
        self.stop_waiting();
        self.events.clear();
    }

    fn stop_waiting(&mut self) {
        self.wait = Wait::Nothing;
        self.deadline = None;
    }

    /// Adds the end of an established connection to the transcript.
    pub(super) fn note_end(&self, how: &str, control: &mut Control) {
        if self.socket.channel().is_some() {
            let bytes = self.moved;
            control.transcript().note(format_args!("data connection {how} after {bytes} bytes"));
        }
    }

    /// The next event that must wait until the control connection was read.
    pub(super) fn next_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Whether a turn is due although no wait has reported the socket ready.
    pub(super) fn take_eager(&mut self) -> bool {
        std::mem::take(&mut self.eager)
    }

    /// Whether the end of the data only waits for the control connection to be drained.
    pub(super) fn awaits_quiet_control(&self) -> bool {
        self.wait == Wait::QuietControl
    }

    /// Does what the socket is ready for.
    pub(super) fn turn(&mut self, local: &mut dyn LocalEnd, context: &mut Context<'_>) -> Turn {
        match self.wait {
            Wait::Nothing => {}
            Wait::Connection => self.connect(context.control),
            Wait::Room | Wait::Bytes => return self.move_data(local, context),
            Wait::QuietControl => self.end_file(context.control),
            Wait::Acknowledgement { pause, .. } => context.urgent.extend(self.confirm_delivery(pause)),
        }
        Turn::GoOn
    }

    /// Checks the acknowledgements when it is time, and fails when a wait has lasted too long.
    pub(super) fn check_deadline(&mut self, context: &mut Context<'_>) {
        if let Wait::Acknowledgement { next, pause } = self.wait
            && Instant::now() >= next
        {
            context.urgent.extend(self.confirm_delivery(pause));
        } else if is_over(self.deadline) {
            // The connection may have been established long ago, with no wait to report it.
            if self.wait == Wait::Connection {
                self.connect(context.control);
            }
            if self.deadline.is_some() {
                self.fail(error::TIMED_OUT);
            }
        }
    }

    fn connect(&mut self, control: &mut Control) {
        match self.socket.connect() {
            Ok(true) => {
                self.apply_send_buffer();
                self.stop_waiting();
                self.note_connection(control);
                self.events.push_back(Event::DataConnected);
            }
            Ok(false) => {}
            Err(failure) => self.fail(failure),
        }
    }

    fn note_connection(&self, control: &mut Control) {
        // A socket that has lost its peer already reports that when it is used.
        if transcript::is_on()
            && let Some(Ok(peer)) = self.socket.channel().map(|channel| channel.socket().peer_addr())
        {
            control.transcript().note(format_args!("data connection with {peer}"));
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.stop_waiting();
        self.events.push_back(Event::DataFailed(failure));
    }

    /// What to wait for. If `reply_is_due`, a reply is awaited as well: then only the failure of a connect is
    /// urgent, which saves a wake-up.
    pub(super) fn watch(&self, reply_is_due: bool) -> Option<Watch> {
        match self.wait {
            Wait::Connection => self.socket.watch_connect(!reply_is_due),
            Wait::Room => self.socket.watch(Intent::Write),
            Wait::Bytes => self.socket.watch(Intent::Read),
            Wait::Nothing | Wait::QuietControl | Wait::Acknowledgement { .. } => None,
        }
    }

    /// When the next turn is due at the latest, if the socket does not become ready.
    pub(super) fn next_turn(&self, now: Instant) -> Option<Instant> {
        match self.wait {
            Wait::Acknowledgement { next, .. } => Some(next),
            Wait::QuietControl => Some(now),
            _ => self.deadline,
        }
    }
}
