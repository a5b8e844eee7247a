//! The control connection: command lines out, replies in.

use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use socket2::{SockRef, TcpKeepalive};

use super::error;
use super::timeouts;
use super::transcript::Transcript;
use crate::protocol::{Failure, Item, Reply, ReplyReader};
use crate::sys::{self, Watch, descriptor};

/// Long transfers leave the control connection silent; keep-alive stops middle boxes from forgetting it.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(60);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(30);

/// A control connection and what has been read of it.
#[derive(Debug)]
pub struct Control {
    stream: TcpStream,
    peer: SocketAddr,
    local: SocketAddr,
    reader: ReplyReader,
    /// What of the last command line is not sent yet.
    unsent: Vec<u8>,
    send_deadline: Option<Instant>,
    ended: Option<Failure>,
    /// The last look in this step found, or left, nothing in the socket.
    emptied: bool,
    transcript: Transcript,
}

/// What was found when nothing should have been waiting.
pub(super) enum Waiting {
    Nothing,
    /// A 421, which may come at any time.
    Goodbye(Reply),
    /// Anything else: the dialogue is out of step.
    Stray,
    /// The connection is gone.
    Lost(Failure),
}

impl Control {
    /// Takes over a connected, non-blocking socket.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        let keepalive = TcpKeepalive::new().with_time(KEEPALIVE_IDLE).with_interval(KEEPALIVE_INTERVAL);
        SockRef::from(&stream).set_tcp_keepalive(&keepalive)?;
        let peer = stream.peer_addr()?;
        let mut transcript = Transcript::new();
        transcript.connected(peer);
        Ok(Self {
            peer,
            local: stream.local_addr()?,
            stream,
            reader: ReplyReader::new(),
            unsent: Vec::new(),
            send_deadline: None,
            ended: None,
            emptied: false,
            transcript,
        })
    }

    /// The server's address.
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// This side's address.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// A text that must not appear in the transcript: the password of the login to come.
    pub fn conceal(&mut self, secret: &[u8]) {
        self.transcript.conceal(secret);
    }

    /// Tells the transcript which lines of a listing are no entries.
    pub fn note_passed_over<'a>(&mut self, lines: impl Iterator<Item = &'a [u8]>) {
        self.transcript.passed_over(lines);
    }

    /// What is told of the connection.
    pub(super) fn transcript(&mut self) -> &mut Transcript {
        &mut self.transcript
    }

    /// When it must be written at the latest.
    pub(super) fn transcript_due(&self) -> Option<Instant> {
        self.transcript.due()
    }

    /// Reads once what has arrived; the end of the connection is remembered. False when nothing had arrived.
    pub(super) fn receive(&mut self) -> bool {
        let mut buffer = [0; 4096];
        while self.ended.is_none() {
            match sys::receive(&self.stream, &mut buffer) {
                Ok(0) => self.ended = Some(error::CLOSED),
                Ok(n) => {
                    self.emptied = n < buffer.len();
                    if self.reader.feed(&buffer[..n]).is_err() {
                        self.ended = Some(error::REPLY_TOO_LONG);
                    }
                    return true;
                }
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if e.kind() == ErrorKind::WouldBlock => {
                    self.emptied = true;
                    return false;
                }
                Err(e) => self.ended = Some(error::failure(&e)),
            }
        }
        false
    }

    /// Time has passed since the last look at the socket.
    pub(super) fn expect_more(&mut self) {
        self.emptied = false;
    }

    /// The next item that was received.
    pub(super) fn next_item(&mut self) -> Option<Item> {
        self.reader.next_item().inspect(|item| self.transcript.item(item))
    }

    /// How the connection ended, if it has.
    pub(super) fn ended(&self) -> Option<Failure> {
        self.ended
    }

    /// Looks for what nobody asked for. Whatever is found is taken.
    pub(super) fn take_waiting(&mut self) -> Waiting {
        if !self.emptied {
            self.receive();
        }
        match self.next_item() {
            Some(Item::Reply(reply)) if reply.code() == 421 => return Waiting::Goodbye(reply),
            Some(_) => return Waiting::Stray,
            None => {}
        }
        match self.ended {
            Some(failure) => Waiting::Lost(failure),
            None if self.reader.is_empty() => Waiting::Nothing,
            None => Waiting::Stray,
        }
    }

    /// Begins to send a command line, all of which goes out at once almost always.
    pub(super) fn send(&mut self, line: Vec<u8>, time: Option<Duration>) -> Result<(), Failure> {
        self.transcript.command(&line);
        self.unsent = line;
        self.flush()?;
        self.send_deadline = if self.is_sending() { timeouts::after(time) } else { None };
        Ok(())
    }

    /// Sends what is left of the command line, as far as the socket takes it.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        while !self.unsent.is_empty() {
            match self.stream.write(&self.unsent) {
                Ok(n) => drop(self.unsent.drain(..n)),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if e.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(e) => return Err(error::failure(&e)),
            }
        }
        self.send_deadline = None;
        Ok(())
    }

    /// Whether a part of a command line still waits to be sent.
    pub(super) fn is_sending(&self) -> bool {
        !self.unsent.is_empty()
    }

    /// When the command line must be sent.
    pub(super) fn send_deadline(&self) -> Option<Instant> {
        self.send_deadline
    }

    pub(super) fn watch(&self) -> Option<Watch> {
        let socket = descriptor(&self.stream);
        self.ended.is_none().then_some(Watch {
            socket,
            read: true,
            write: self.is_sending(),
            connecting: false,
        })
    }
}
