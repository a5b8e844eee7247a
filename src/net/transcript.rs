//! The transcript: the commands and replies of a connection, line by line, if the user asks for it.
//!
//! A line is the time (UTC), the process, the number of the connection in it, a sign (`->` a command, `<-` a reply, `--`
//! a note) and the text. Lines are collected while a job runs, and written when it ends or has waited for a while: a write
//! for each line would slow small transfers down. While the log is off, a line costs the check of a flag.

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

/// The number of lines of one reply, and of one listing, after which the rest is only counted.
const MAX_LINES: usize = 100;
/// How many bytes are collected at most, and for how long.
const MAX_COLLECTED: usize = 32 << 10;
const MAX_DELAY: Duration = Duration::from_millis(20);

/// The transcript of one connection. Dropping it adds the line that the connection is closed.
#[derive(Debug)]
pub(super) struct Transcript {
    /// The process id when the first collected line was added: a fork may have changed it since.
    process: u32,
    /// The number of the connection in this process, from 1.
    connection: u64,
    connected: bool,
    secrets: Secrets,
    /// Lines that are not written yet, and when they must be written.
    lines: Vec<u8>,
    due: Option<Instant>,
}

impl Transcript {
    /// The transcript of a new connection.
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

    /// Adds a connection that could not be established. A caller that passes a URL as the server's name may have put a
    /// password in it.
    pub(super) fn unreached(host: &str, port: u16, reason: Reason) {
        let (login, host) = host.rsplit_once('@').map_or(("", host), |(_, host)| ("****@", host));
        let mut transcript = Self::new();
        transcript.note(format_args!("no connection to {login}{host}:{port}: {}", words::reason(reason)));
        transcript.flush();
    }

    /// Adds that the connection is established.
    pub(super) fn connected(&mut self, peer: SocketAddr) {
        self.connected = true;
        self.note(format_args!("connected to {peer}"));
    }

    /// Hides the secret of the login that follows.
    pub(super) fn conceal(&mut self, secret: &[u8]) {
        self.secrets.learn_login(secret);
    }

    /// Adds a command line that is sent. Its secrets are remembered in any case: the log may be switched on later.
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

    /// Adds a reply, or a line that belongs to no reply.
    pub(super) fn item(&mut self, item: &Item) {
        if !is_on() {
            return;
        }
        let text = match item {
            Item::Reply(reply) => reply.raw().strip_suffix(b"\r\n").unwrap_or(reply.raw()),
            Item::Unparsable(line) => line,
        };
        let mut lines = text.split(|&b| b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        for line in lines.by_ref().take(MAX_LINES) {
            self.add("<-", line);
        }
        let more = lines.count();
        if more > 0 {
            self.note(format_args!("{more} more lines of the reply"));
        }
    }

    /// Adds a note.
    pub(super) fn note(&mut self, what: fmt::Arguments<'_>) {
        if is_on() {
            self.add("--", what.to_string().as_bytes());
        }
    }

    /// Adds the lines of a listing that were skipped.
    pub(super) fn skipped_lines<'a>(&mut self, mut lines: impl Iterator<Item = &'a [u8]>) {
        if !is_on() {
            return;
        }
        for line in lines.by_ref().take(MAX_LINES) {
            self.add("--", &[b"not an entry: ", line].concat());
        }
        let more = lines.count();
        if more > 0 {
            self.note(format_args!("{more} more lines of the listing are not entries"));
        }
        self.flush();
    }

    /// Adds why an operation ended, if the server's final reply alone does not explain it.
    pub(super) fn reason(&mut self, reason: Reason) {
        self.note(format_args!("{}", words::reason(reason)));
    }

    /// When [`Transcript::flush_due`] must be called at the latest, if there are lines to write.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Writes the collected lines if they have waited long enough.
    pub(super) fn flush_due(&mut self) {
        if is_over(self.due) {
            self.flush();
        }
    }

    /// Writes the collected lines.
    pub(super) fn flush(&mut self) {
        if !self.lines.is_empty() {
            log::write(&self.lines);
            self.lines.clear();
            self.due = None;
        }
    }

    fn add(&mut self, sign: &str, text: &[u8]) {
        if self.lines.is_empty() {
            self.due = after(Some(MAX_DELAY));
            // This is a system call, so it is not made for every line.
            self.process = std::process::id();
        }
        line::begin(&mut self.lines, self.process, self.connection, sign);
        line::append(&mut self.lines, &self.secrets.mask(text));
        self.lines.push(b'\n');
        if self.lines.len() > MAX_COLLECTED {
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
