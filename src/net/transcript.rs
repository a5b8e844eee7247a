//! The transcript: what a connection and its server say to each other, line by line, where somebody wants to read it.
//!
//! A line is the time (UTC), the process, the number of the connection in it, a sign (`->` a command, `<-` a reply, `--`
//! what happened) and the text. Lines are collected while a job runs and written when it ends or has to wait for long: a
//! write for each would cost small transfers time. While the log is off, a line costs one look at a flag.

mod line;
mod log;
mod log_file;
mod secrets;
mod stderr;
mod words;

use std::fmt;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::protocol::{Item, Reason};

use super::timeouts::{after, is_over};
use secrets::Secrets;

pub(super) use log::is_on;
pub use log::{set, target};

/// The most lines of one reply, and of one listing.
const MOST_LINES: usize = 100;
/// How much is collected at most, and for how long.
const COLLECTED: usize = 32 << 10;
const SOON: Duration = Duration::from_millis(20);

/// One connection's part of the transcript. Dropped, it tells that the connection is closed.
#[derive(Debug)]
pub(super) struct Transcript {
    /// This process, asked for when the first of the lines came: it may be a child by now.
    process: u32,
    /// Its number in this process, from 1.
    connection: u64,
    connected: bool,
    secrets: Secrets,
    /// Lines that are not written yet, and when they must be.
    lines: Vec<u8>,
    due: Option<Instant>,
}

impl Transcript {
    /// That of a new connection.
    pub(super) fn new() -> Self {
        static CONNECTIONS: AtomicU64 = AtomicU64::new(1);
        log::start();
        let connection = CONNECTIONS.fetch_add(1, Ordering::Relaxed);
        Self {
            process: 0, // until there are lines
            connection,
            connected: false,
            secrets: Secrets::default(),
            lines: Vec::new(),
            due: None,
        }
    }

    /// Tells of a connection that did not come about. Who takes a URL for the name of a server may have a password in it.
    pub(super) fn unreached(host: &str, port: u16, reason: Reason) {
        let (login, host) = host.rsplit_once('@').map_or(("", host), |(_, host)| ("****@", host));
        let mut transcript = Self::new();
        transcript.note(format_args!("no connection to {login}{host}:{port}: {}", words::of_reason(reason)));
        transcript.flush();
    }

    /// The connection is there.
    pub(super) fn connected(&mut self, peer: SocketAddr) {
        self.connected = true;
        self.note(format_args!("connected to {peer}"));
    }

    /// The secret of the login to come.
    pub(super) fn conceal(&mut self, secret: &[u8]) {
        self.secrets.learn_login(secret);
    }

    /// A command line that is sent. Its secrets are learned in any case: the log may be switched on later.
    pub(super) fn command(&mut self, line: &[u8]) {
        let line = line.strip_suffix(b"\r\n").unwrap_or(line);
        let secret = self.secrets.learn_from(line);
        if is_on() {
            match secret {
                Some(at) => self.add("->", &[&line[..at], secrets::MASK].concat()),
                None => self.add("->", line),
            }
        }
    }

    /// What the server sent.
    pub(super) fn item(&mut self, item: &Item) {
        if !is_on() {
            return;
        }
        let text = match item {
            Item::Reply(reply) => reply.raw().strip_suffix(b"\r\n").unwrap_or(reply.raw()),
            Item::Unparsable(line) => line,
        };
        let mut lines = text.split(|&b| b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        for line in lines.by_ref().take(MOST_LINES) {
            self.add("<-", line);
        }
        let more = lines.count();
        if more > 0 {
            self.note(format_args!("{more} more lines of the reply"));
        }
    }

    /// Something that happened.
    pub(super) fn note(&mut self, what: fmt::Arguments<'_>) {
        if is_on() {
            self.add("--", what.to_string().as_bytes());
        }
    }

    /// Lines of a listing that are no entries.
    pub(super) fn skipped_lines<'a>(&mut self, mut lines: impl Iterator<Item = &'a [u8]>) {
        if !is_on() {
            return;
        }
        for line in lines.by_ref().take(MOST_LINES) {
            self.add("--", &[b"no entry: ", line].concat());
        }
        let more = lines.count();
        if more > 0 {
            self.note(format_args!("{more} more lines of the listing are no entries"));
        }
        self.flush();
    }

    /// Why an operation or a connect did not end with the server's word alone.
    pub(super) fn reason(&mut self, reason: Reason) {
        self.note(format_args!("{}", words::of_reason(reason)));
    }

    /// When [`Transcript::flush_due`] has something to write, at the latest.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Writes what has been collected for long enough.
    pub(super) fn flush_due(&mut self) {
        if is_over(self.due) {
            self.flush();
        }
    }

    /// Writes what was collected.
    pub(super) fn flush(&mut self) {
        if !self.lines.is_empty() {
            log::write(&self.lines);
            self.lines.clear();
            self.due = None;
        }
    }

    fn add(&mut self, sign: &str, text: &[u8]) {
        if self.lines.is_empty() {
            self.due = after(Some(SOON));
            // A system call, so not for every line.
            self.process = std::process::id();
        }
        line::begin(&mut self.lines, self.process, self.connection, sign);
        line::append(&mut self.lines, &self.secrets.mask(text));
        self.lines.push(b'\n');
        if self.lines.len() > COLLECTED {
            self.flush();
        }
    }
}

impl Drop for Transcript {
    fn drop(&mut self) {
        if self.connected {
            self.note(format_args!("closed"));
            self.flush();
        }
    }
}
