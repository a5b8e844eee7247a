//! The control connection: command lines out, replies in.

use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use socket2::{SockRef, TcpKeepalive};

use super::channel::{Channel, Intent};
use super::error;
use super::route::Route;
use super::timeouts;
use super::transcript::Transcript;
use crate::protocol::{Failure, Item, Reply, ReplyReader};
use crate::sys::Watch;

/// The control connection is idle during long transfers; keep-alive stops middleboxes from dropping it.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(60);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(30);

/// A control connection and what was read from it.
#[derive(Debug)]
pub struct Control {
    channel: Channel,
    route: Route,
    local: SocketAddr,
    reader: ReplyReader,
    /// The part of the last command line that is not sent yet.
    unsent: Vec<u8>,
    send_deadline: Option<Instant>,
    ended: Option<Failure>,
    /// The last read in this step found, or left, nothing in the channel.
    drained: bool,
    transcript: Transcript,
}

/// What had arrived before a command, when nothing should have.
pub(super) enum Unsolicited {
    Nothing,
    /// A 421, which may come at any time.
    ServiceClosing(Reply),
    /// Anything else: the dialogue is out of sync.
    Stray,
    /// The connection has ended.
    Lost(Failure),
}

impl Control {
    /// Takes over a connected channel. The route continues with the address that the system has connected to, which is not
    /// always the requested one: 0.0.0.0 means this host.
    pub(super) fn new(channel: Channel, route: Route) -> io::Result<Self> {
        let socket = channel.socket();
        socket.set_nodelay(true)?;
        let keepalive = TcpKeepalive::new().with_time(KEEPALIVE_IDLE).with_interval(KEEPALIVE_INTERVAL);
        SockRef::from(socket).set_tcp_keepalive(&keepalive)?;
        let route = route.to_address(socket.peer_addr()?);
        let local = socket.local_addr()?;
        let mut transcript = Transcript::new();
        transcript.connected(route.address());
        Ok(Self {
            channel,
            route,
            local,
            reader: ReplyReader::new(),
            unsent: Vec::new(),
            send_deadline: None,
            ended: None,
            drained: false,
            transcript,
        })
    }

    /// The way to the server, which data connections use as well.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// This side's address.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// Hides a text in the transcript: the password of the login that follows.
    pub fn conceal(&mut self, secret: &[u8]) {
        self.transcript.conceal(secret);
    }

    /// Adds the lines of a listing that were skipped to the transcript.
    pub fn note_skipped_lines<'a>(&mut self, lines: impl Iterator<Item = &'a [u8]>) {
        self.transcript.skipped_lines(lines);
    }

    /// The transcript of the connection.
    pub(super) fn transcript(&mut self) -> &mut Transcript {
        &mut self.transcript
    }

    /// When the transcript must be written at the latest.
    pub(super) fn transcript_due(&self) -> Option<Instant> {
        self.transcript.due()
    }

    /// Reads once what has arrived, and remembers the end of the connection. Returns false if nothing had arrived.
    pub(super) fn receive(&mut self) -> bool {
        let mut buffer = [0; 4096];
        while self.ended.is_none() {
            match self.channel.read(&mut buffer) {
                Ok(0) => self.ended = Some(error::CLOSED),
                Ok(n) => {
                    self.drained = n < buffer.len();
                    if self.reader.feed(&buffer[..n]).is_err() {
                        self.ended = Some(error::REPLY_TOO_LONG);
                    }
                    return true;
                }
                Err(e) if e.kind() == ErrorKind::WouldBlock => {
                    self.drained = true;
                    return false;
                }
                Err(e) => self.ended = Some(error::failure(&e)),
            }
        }
        false
    }

    /// Time has passed since the last read: more may have arrived.
    pub(super) fn expect_more(&mut self) {
        self.drained = false;
    }

    /// The next reply, or the next line that belongs to no reply.
    pub(super) fn next_item(&mut self) -> Option<Item> {
        self.reader.next_item().inspect(|item| self.transcript.item(item))
    }

    /// How the connection ended, if it has.
    pub(super) fn ended(&self) -> Option<Failure> {
        self.ended
    }

    /// Reads what arrived without having been asked for, and removes it.
    pub(super) fn take_unsolicited(&mut self) -> Unsolicited {
        if !self.drained {
            self.receive();
        }
        match self.next_item() {
            Some(Item::Reply(reply)) if reply.code() == 421 => return Unsolicited::ServiceClosing(reply),
            Some(_) => return Unsolicited::Stray,
            None => {}
        }
        match self.ended {
            Some(failure) => Unsolicited::Lost(failure),
            None if self.reader.is_empty() => Unsolicited::Nothing,
            None => Unsolicited::Stray,
        }
    }

    /// Begins to send a command line. Almost always all of it is sent at once.
    pub(super) fn send(&mut self, line: Vec<u8>, time: Option<Duration>) -> Result<(), Failure> {
        self.transcript.command(&line);
        self.unsent = line;
        self.flush()?;
        self.send_deadline = if self.is_sending() { timeouts::after(time) } else { None };
        Ok(())
    }

    /// Sends the rest of the command line as far as there is room.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        while !self.unsent.is_empty() {
            match self.channel.write(&self.unsent) {
                Ok(n) => drop(self.unsent.drain(..n)),
                Err(e) if e.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(e) => return Err(error::failure(&e)),
            }
        }
        self.send_deadline = None;
        Ok(())
    }

    /// Whether a part of the command line is not sent yet.
    pub(super) fn is_sending(&self) -> bool {
        !self.unsent.is_empty()
    }

    /// When the command line must have been sent.
    pub(super) fn send_deadline(&self) -> Option<Instant> {
        self.send_deadline
    }

    /// What to wait for: a reply, and room for the rest of the command line.
    pub(super) fn watch(&self) -> Option<Watch> {
        let intent = if self.is_sending() { Intent::ReadAndWrite } else { Intent::Read };
        self.ended.is_none().then(|| self.channel.watch(intent))
    }
}
