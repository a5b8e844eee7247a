//! An FTP connection: one dialogue, used by one call at a time.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

use crate::net::{Cancel, Control, Finished, Operation, Source, Timeouts, block_on};
use crate::protocol::{Command, Failure, FailureKind, Known, Machine, Reason, Reply, Verdict};

use super::settings::Settings;
use super::turn::Turn;
use super::{Error, lock, response};

/// The Winsock number for a connection that was lost in an earlier call.
const WSAENOTCONN: u32 = 10057;

/// The dialogue with the server.
#[derive(Debug)]
pub(super) struct Dialogue {
    /// `None` before the login, and once the dialogue is lost.
    pub(super) control: Option<Control>,
    pub(super) known: Known,
}

/// What a connection handle names.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) settings: Mutex<Settings>,
    pub(super) context: AtomicUsize,
    pub(super) user: Mutex<Vec<u8>>,
    pub(super) password: Mutex<Vec<u8>>,
    pub(super) dialogue: Turn<Dialogue>,
    pub(super) stop: Cancel,
    last_reply: Mutex<Option<Reply>>,
}

impl Connection {
    pub(super) fn new(settings: Settings, context: usize, user: Vec<u8>, password: Vec<u8>) -> Self {
        // Which address family it is shows when the control connection stands.
        let dialogue = Dialogue { control: None, known: Known::new(false, false) };
        Self {
            settings: Mutex::new(settings),
            context: AtomicUsize::new(context),
            user: Mutex::new(user),
            password: Mutex::new(password),
            dialogue: Turn::new(dialogue),
            stop: Cancel::default(),
            last_reply: Mutex::new(None),
        }
    }

    pub(super) fn timeouts(&self) -> Timeouts {
        lock(&self.settings).timeouts()
    }

    pub(super) fn last_reply(&self) -> Option<Reply> {
        lock(&self.last_reply).clone()
    }

    /// Waits its turn, runs a machine on the dialogue and keeps what it came to. `learned` tells what the machine
    /// found out about the server.
    pub(super) fn run<M: Machine>(
        &self,
        make: impl FnOnce(Known) -> M,
        source: Option<Source>,
        learned: impl FnOnce(&M) -> Known,
    ) -> Result<(), Error> {
        response::clear();
        let mut dialogue = self.dialogue.take().ok_or(Error::Cancelled)?;
        if self.stop.is_cancelled() {
            return Err(Error::Cancelled); // closed while the call waited for its turn
        }
        let Some(control) = dialogue.control.take() else {
            let reason = Reason::Dropped(Failure::new(FailureKind::Closed, WSAENOTCONN));
            return self.record(Verdict::Unknown { reason }, Vec::new());
        };
        let mut operation = Operation::new(make(dialogue.known), control, source, self.timeouts());
        let verdict = block_on(&mut operation, &self.stop);
        let Finished { machine, control, replies } = operation.finish();
        dialogue.known = learned(&machine);
        dialogue.control = control;
        self.record(verdict, replies)
    }

    /// Keeps what an operation came to, for this handle and for this thread.
    pub(super) fn record(&self, verdict: Verdict, replies: Vec<u8>) -> Result<(), Error> {
        *lock(&self.last_reply) = verdict.reply().cloned();
        response::record(verdict, replies)
    }

    /// Ends what runs on the connection, and whatever waits for its turn.
    pub(super) fn cancel(&self) {
        self.stop.cancel();
    }

    /// Says goodbye and waits for the answer until a moment, unless something was running: then the dialogue is torn and
    /// simply ends.
    pub(super) fn quit(&self, until: Instant) {
        let Some(control) = self.dialogue.close().and_then(|dialogue| dialogue.control) else { return };
        let left = until.saturating_duration_since(Instant::now());
        let mut goodbye = Operation::new(Command::quit(), control, None, Timeouts::all(left));
        // Whatever the server says to it, the connection is over.
        block_on(&mut goodbye, &Cancel::default());
    }
}
