//! An FTP connection: one dialogue, used by one call at a time.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::inet::Error;
use crate::net::{
    Cancel, Control, Finished, LocalEnd, NoData, NoObserver, Operation, Timeouts, TransferReport, block_on,
    drive,
};
use crate::protocol::{
    Failure, FailureKind, FtpCommand, Machine, Reason, Reply, ServerState, SimpleCommand, Verdict,
};
use crate::sync::lock;

use super::attributes::Attributes;
use super::callback::Event;
use super::file::Access;
use super::notifier::Notifier;
use super::response::{self, Outcome};
use super::transfer::OpenFile;
use super::turn::{Busy, Turn, TurnGuard};

/// The Winsock number for a connection that was lost in an earlier call.
const WSAENOTCONN: u32 = 10057;

/// The dialogue with the server.
#[derive(Debug)]
pub(crate) struct Dialogue {
    /// `None` before the login, while a file is open, and once the dialogue is lost.
    pub(crate) control: Option<Control>,
    pub(crate) known: ServerState,
    /// The file that is open: until it is closed nothing else can be done.
    pub(crate) open: Option<OpenFile>,
}

/// What a connection handle names.
#[derive(Debug)]
pub(crate) struct Connection {
    /// The server as the caller named it, and its port where it is not the usual one.
    pub(crate) server: Vec<u8>,
    pub(crate) port: Option<u16>,
    pub(crate) passive: bool,
    pub(crate) attributes: Arc<Attributes>,
    pub(crate) texts: Texts,
    pub(crate) dialogue: Arc<Turn<Dialogue>>,
    pub(crate) stop: Cancel,
    /// Ends the finishing of a file that is being closed by itself.
    pub(crate) stop_closing: Cancel,
    /// A find handle is open.
    pub(crate) finding: AtomicBool,
    outcome: Mutex<Option<Outcome>>,
}

/// What a new connection is made of.
pub(crate) struct Origin<'a> {
    pub(crate) server: &'a [u8],
    pub(crate) port: Option<u16>,
    pub(crate) passive: bool,
    pub(crate) user: &'a [u8],
    pub(crate) password: &'a [u8],
    pub(crate) attributes: Arc<Attributes>,
}

/// The texts a program can ask for and change; what is sent at the login are those it began with.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) user: Mutex<Vec<u8>>,
    pub(crate) password: Mutex<Vec<u8>>,
    pub(crate) proxy_user: Mutex<Vec<u8>>,
    pub(crate) proxy_password: Mutex<Vec<u8>>,
}

impl Connection {
    pub(crate) fn new(origin: Origin<'_>) -> Self {
        // Which address family it is shows when the control connection stands.
        let dialogue = Dialogue { control: None, known: ServerState::new(false, false), open: None };
        Self {
            server: origin.server.to_vec(),
            port: origin.port,
            passive: origin.passive,
            attributes: origin.attributes,
            texts: Texts {
                user: Mutex::new(origin.user.to_vec()),
                password: Mutex::new(origin.password.to_vec()),
                ..Texts::default()
            },
            dialogue: Turn::new(dialogue),
            stop: Cancel::default(),
            stop_closing: Cancel::default(),
            finding: AtomicBool::new(false),
            outcome: Mutex::new(None),
        }
    }

    pub(crate) fn timeouts(&self) -> Timeouts {
        self.attributes.settings().timeouts()
    }

    pub(crate) fn outcome(&self) -> Option<Outcome> {
        lock(&self.outcome).clone()
    }

    /// Takes the dialogue. In synchronous mode that waits its turn, unless one of the two is cancelled, but not for a call
    /// that this thread is in the middle of; in asynchronous mode it never waits.
    pub(crate) fn turn(&self, stop: &Cancel) -> Result<TurnGuard<Dialogue>, Error> {
        let is_over = || stop.is_cancelled() || self.stop.is_cancelled();
        let taken = match self.dialogue.try_take() {
            Ok(taken) => taken,
            Err(Busy::Closed) => return Err(Error::Cancelled),
            Err(_) if is_over() => return Err(Error::Cancelled),
            Err(Busy::Taken { by_this_thread }) if by_this_thread || self.attributes.executor.is_some() => {
                return Err(Error::TransferInProgress);
            }
            Err(Busy::Taken { .. }) => {
                block_on(self.dialogue.take_unless(is_over)).ok_or(Error::Cancelled)?
            }
        };
        // It may have been closed while the call waited.
        if is_over() { Err(Error::Cancelled) } else { Ok(taken) }
    }

    /// Takes the dialogue, which must not be busy with an open file.
    pub(crate) fn call(self: &Arc<Self>, notifier: &Notifier) -> Result<Call, Error> {
        let dialogue = self.turn(&self.stop)?;
        if dialogue.open.is_some() {
            return Err(Error::TransferInProgress);
        }
        Ok(Call { connection: Arc::clone(self), dialogue, notifier: notifier.clone() })
    }

    /// Keeps what an operation came to, for this handle and for this thread.
    pub(crate) fn record(
        &self,
        verdict: Verdict,
        account: TransferReport,
        replies: Vec<u8>,
    ) -> Result<Reply, Error> {
        let outcome = Outcome::new(&verdict, account);
        *lock(&self.outcome) = Some(outcome.clone());
        response::record(verdict, outcome, replies)
    }

    /// Ends what runs on the connection, and whatever waits for its turn.
    pub(crate) fn cancel(&self) {
        self.stop.cancel();
        self.dialogue.wake_waiting();
    }

    /// Says goodbye and waits for the answer until a moment, unless something was running: then the dialogue is torn and
    /// simply ends.
    pub(crate) async fn quit(&self, until: Instant, notifier: &Notifier) {
        let Some(dialogue) = self.dialogue.close() else { return };
        let Some(control) = dialogue.control else { return };
        notifier.tell(Event::ClosingConnection);
        let timeouts = Timeouts::all(until.saturating_duration_since(Instant::now()));
        let quit = SimpleCommand::new(FtpCommand::Plain("QUIT"), dialogue.known);
        let mut goodbye = Operation::new(quit, control, timeouts);
        // Whatever the server says to it, the connection is over.
        drive(&mut goodbye.run(&mut NoData, timeouts), &Cancel::default(), &NoObserver).await;
        drop(goodbye);
        notifier.tell(Event::ConnectionClosed);
    }
}

/// The dialogue, in the hands of one call.
pub(crate) struct Call {
    connection: Arc<Connection>,
    dialogue: TurnGuard<Dialogue>,
    notifier: Notifier,
}

impl Call {
    /// Runs a machine to its end and records the result.
    pub(crate) async fn run<M: Machine + 'static>(
        &mut self,
        make: impl FnOnce(ServerState) -> M,
        local: &mut dyn LocalEnd,
    ) -> Result<Reply, Error> {
        let operation = self.begin(make, local).await?;
        self.end(operation)
    }

    /// Runs a machine until data can move, and leaves it there: the connection is busy with it until the file is closed. Returns the size of the
    /// remote file, if the server reported it.
    pub(crate) async fn open<M: Machine + 'static>(
        &mut self,
        make: impl FnOnce(ServerState) -> M,
        access: Access,
    ) -> Result<Option<u64>, Error> {
        let mut operation = self.begin(make, &mut NoData).await?;
        if operation.verdict().is_some() {
            // A transfer that has ended before its data began is none, whatever the server says.
            return self.end(operation).and(Err(Error::ConnectionAborted));
        }
        response::note(operation.take_replies());
        let size = operation.remote_size();
        self.dialogue.open = Some(OpenFile::Open(access, Box::new(operation)));
        Ok(size)
    }

    /// Whether the dialogue goes on.
    pub(crate) fn is_alive(&self) -> bool {
        self.dialogue.control.is_some()
    }

    /// Tells the transcript which lines of a listing are no entries.
    pub(crate) fn note_passed_over<'a>(&mut self, lines: impl Iterator<Item = &'a [u8]>) {
        if let Some(control) = &mut self.dialogue.control {
            control.note_passed_over(lines);
        }
    }

    /// Takes the file that was opened last out again: it got no handle.
    pub(crate) fn forget_open(&mut self) {
        self.dialogue.open = None;
    }

    async fn begin<M: Machine + 'static>(
        &mut self,
        make: impl FnOnce(ServerState) -> M,
        local: &mut dyn LocalEnd,
    ) -> Result<Operation, Error> {
        response::clear();
        if self.connection.stop.is_cancelled() {
            return Err(Error::Cancelled); // nothing was sent yet
        }
        let Some(control) = self.dialogue.control.take() else {
            let reason = Reason::AlreadyLost(Failure::new(FailureKind::Closed, WSAENOTCONN));
            let lost =
                self.connection.record(Verdict::Unknown { reason }, TransferReport::empty(), Vec::new());
            return lost.and(Err(Error::FtpDropped));
        };
        let settings = self.connection.attributes.settings();
        let timeouts = settings.timeouts();
        let mut operation = Operation::new(make(self.dialogue.known), control, timeouts);
        operation.set_send_buffer(settings.socket_send_buffer);
        drive(&mut operation.run(local, timeouts), &self.connection.stop, &self.notifier).await;
        Ok(operation)
    }

    fn end(&mut self, operation: Operation) -> Result<Reply, Error> {
        let Finished { server_state, control, verdict, replies, account } = operation.finish();
        self.dialogue.known = server_state.unwrap_or(self.dialogue.known);
        self.dialogue.control = control;
        self.connection.record(verdict, account, replies)
    }
}
