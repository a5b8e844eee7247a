//! An FTP connection: one dialogue, used by one call at a time.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::inet::Error;
use crate::net::{Cancel, NoData, NoObserver, Operation, Timeouts, block_on, drive};
use crate::protocol::{FtpCommand, ServerState, SimpleCommand};
use crate::sync::lock;

use super::attributes::Attributes;
use super::callback::Event;
use super::dialogue::Dialogue;
use super::notifier::Notifier;
use super::response::{Outcome, Response};
use super::turn::{Busy, Turn, TurnGuard};

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
    /// The outcome of the last call whose operation ended.
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
        let dialogue = Dialogue { control: None, server_state: ServerState::new(false, false), open: None };
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

    /// The URL of a remote name; never with a user or password.
    pub(crate) fn url(&self, name: &[u8]) -> Vec<u8> {
        let mut url = b"ftp://".to_vec();
        if self.server.contains(&b':') && !self.server.starts_with(b"[") {
            url.extend_from_slice(&[b"[", &self.server[..], b"]"].concat());
        } else {
            url.extend_from_slice(&self.server);
        }
        if let Some(port) = self.port {
            url.extend_from_slice(format!(":{port}").as_bytes());
        }
        url.push(b'/');
        url.extend_from_slice(name);
        url
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

    /// Stores the outcome of a call that has ended. There is none while the file that the call has opened is transferred.
    pub(super) fn publish(&self, response: &Response) {
        *lock(&self.outcome) = response.outcome.clone();
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
        let quit = SimpleCommand::new(FtpCommand::Plain("QUIT"), dialogue.server_state);
        let mut goodbye = Operation::new(quit, control, timeouts);
        // Whatever the server says to it, the connection is over.
        drive(&mut goodbye.run(&mut NoData, timeouts), &Cancel::default(), &NoObserver).await;
        drop(goodbye);
        notifier.tell(Event::ConnectionClosed);
    }
}
