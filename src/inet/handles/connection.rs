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
use super::exclusive::{Busy, Exclusive, ExclusiveGuard};
use super::notifier::Notifier;
use super::response::{Outcome, Response};

/// What a connection handle names.
#[derive(Debug)]
pub(crate) struct Connection {
    /// The server as the caller named it, and its port where it is not the usual one.
    pub(crate) server: Vec<u8>,
    pub(crate) port: Option<u16>,
    pub(crate) passive: bool,
    pub(crate) attributes: Arc<Attributes>,
    pub(crate) texts: Texts,
    pub(crate) dialogue: Arc<Exclusive<Dialogue>>,
    pub(crate) stop: Cancel,
    /// Cancels the end of an upload whose file handle alone is being closed.
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

/// The texts that a program can query and set. The login sends those the connection was made with.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) user: Mutex<Vec<u8>>,
    pub(crate) password: Mutex<Vec<u8>>,
    pub(crate) proxy_user: Mutex<Vec<u8>>,
    pub(crate) proxy_password: Mutex<Vec<u8>>,
}

impl Connection {
    pub(crate) fn new(origin: Origin<'_>) -> Self {
        // The address family is known once the control connection is established.
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
            dialogue: Exclusive::new(dialogue),
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

    /// Takes the dialogue. In synchronous mode it waits for its turn until `stop` or the connection is cancelled, but never
    /// for a call that is in progress on this thread; in asynchronous mode it never waits.
    pub(crate) fn take_dialogue(&self, stop: &Cancel) -> Result<ExclusiveGuard<Dialogue>, Error> {
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

    /// Stores the outcome of a call that has ended. A call that only opened a file has no outcome yet.
    pub(super) fn publish(&self, response: &Response) {
        *lock(&self.outcome) = response.outcome.clone();
    }

    /// Cancels the call that runs on the connection, and all that wait for their turn.
    pub(crate) fn cancel(&self) {
        self.stop.cancel();
        self.dialogue.wake_waiting();
    }

    /// Sends QUIT and waits for the reply until a deadline. If a call was running, the dialogue was aborted, and the
    /// connection is closed without QUIT.
    pub(crate) async fn quit(&self, deadline: Instant, notifier: &Notifier) {
        let Some(dialogue) = self.dialogue.close() else { return };
        let Some(control) = dialogue.control else { return };
        notifier.send(Event::ClosingConnection);
        let timeouts = Timeouts::all(deadline.saturating_duration_since(Instant::now()));
        let quit = SimpleCommand::new(FtpCommand::Plain("QUIT"), dialogue.server_state);
        let mut operation = Operation::new(quit, control, timeouts);
        // Whatever the server replies, the connection ends.
        drive(&mut operation.run(&mut NoData, timeouts), &Cancel::default(), &NoObserver).await;
        drop(operation);
        notifier.send(Event::ConnectionClosed);
    }
}
