//! The local end of a data connection: what supplies or takes the bytes during one call.

use std::io::{self, ErrorKind, Read, Write};

use super::channel::Channel;
use super::error;
use crate::protocol::{Failure, LocalFailure};

/// The number of bytes that one turn may move: between turns the control connection is read.
pub(super) const TURN: usize = 4 << 20;

/// The number of the caller's bytes that are handed to the system at once. Windows copies all of them into its own memory,
/// however little room the socket has, and then does not report how many it has sent.
const AT_ONCE: usize = if cfg!(windows) { 256 << 10 } else { TURN };

/// Why a turn is over.
#[derive(Debug, PartialEq, Eq)]
pub enum TurnEnd {
    /// There is no room or nothing to receive at present, or the turn has moved enough.
    Paused,
    /// The caller has what it asked for; the transfer continues with its next call.
    Satisfied,
    /// The whole file was handed over, or the server ended the data.
    Ended,
    /// The data connection failed.
    DataFailed(Failure),
    /// The file could not be read or written.
    LocalFailed(LocalFailure),
}

/// Supplies bytes to a data connection or takes bytes from it, without blocking.
pub trait LocalEnd: Send {
    /// Moves bytes until the channel is not ready, the turn has moved enough, or the end is reached. Returns how many.
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd);

    /// The number of bytes to send in total, if it is known.
    fn total(&self) -> Option<u64> {
        None
    }
}

/// A failure of the local file.
pub(super) fn failed(error: &io::Error) -> TurnEnd {
    TurnEnd::LocalFailed(LocalFailure::System(error.raw_os_error().unwrap_or_default()))
}

/// Moves nothing in this call: the transfer waits for the next one.
#[derive(Debug)]
pub struct NoData;

impl LocalEnd for NoData {
    fn turn(&mut self, _channel: &mut Channel) -> (usize, TurnEnd) {
        (0, TurnEnd::Satisfied)
    }
}

/// Ends the data: the caller has nothing more to write.
#[derive(Debug)]
pub struct EndOfData;

impl LocalEnd for EndOfData {
    fn turn(&mut self, _channel: &mut Channel) -> (usize, TurnEnd) {
        (0, TurnEnd::Ended)
    }
}

/// Fills a buffer of the caller's.
#[derive(Debug)]
pub struct Reader<'a> {
    buffer: &'a mut [u8],
    filled: usize,
    /// Whether the buffer must be filled completely, or any bytes will do.
    whole: bool,
}

impl<'a> Reader<'a> {
    /// Fills the buffer until it is full or the data ends if `whole`, else with what has arrived.
    pub fn new(buffer: &'a mut [u8], whole: bool) -> Self {
        Self { buffer, filled: 0, whole }
    }

    /// How many bytes are in the buffer.
    pub fn filled(&self) -> usize {
        self.filled
    }
}

impl LocalEnd for Reader<'_> {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        let before = self.filled;
        let end = loop {
            if self.filled == self.buffer.len() {
                break TurnEnd::Satisfied;
            }
            if self.filled - before >= TURN {
                break TurnEnd::Paused;
            }
            match receive(channel, &mut self.buffer[self.filled..]) {
                // The end is reported by a call of its own, together with the server's final reply.
                Ok(0) if self.filled > 0 => break TurnEnd::Satisfied,
                Ok(0) => break TurnEnd::Ended,
                Ok(n) => self.filled += n,
                Err(TurnEnd::Paused) if self.filled > 0 && !self.whole => break TurnEnd::Satisfied,
                Err(end) => break end,
            }
        };
        (self.filled - before, end)
    }
}

/// Finds out how many bytes have arrived, and does not consume them.
#[derive(Debug)]
pub struct Peek {
    buffer: Vec<u8>,
    available: usize,
}

impl Peek {
    /// Counts at most `most` bytes.
    pub fn new(most: usize) -> Self {
        Self { buffer: vec![0; most], available: 0 }
    }

    /// How many bytes have arrived; 0 at the end of the data.
    pub fn available(&self) -> usize {
        self.available
    }
}

impl LocalEnd for Peek {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        let end = match channel.peek(&mut self.buffer) {
            Ok(0) => TurnEnd::Ended,
            Ok(n) => {
                self.available = n;
                TurnEnd::Satisfied
            }
            Err(e) => no_data(&e),
        };
        (0, end)
    }
}

/// Sends bytes of the caller's.
#[derive(Debug)]
pub struct Writer<'a> {
    bytes: &'a [u8],
}

impl<'a> Writer<'a> {
    /// Sends all of them.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }
}

impl LocalEnd for Writer<'_> {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        let before = self.bytes.len();
        let end = loop {
            if self.bytes.is_empty() {
                break TurnEnd::Satisfied;
            }
            if before - self.bytes.len() >= TURN {
                break TurnEnd::Paused;
            }
            match channel.write(&self.bytes[..self.bytes.len().min(AT_ONCE)]) {
                Ok(n) => self.bytes = &self.bytes[n..],
                Err(e) if e.kind() == ErrorKind::WouldBlock => break TurnEnd::Paused,
                Err(e) => break TurnEnd::DataFailed(error::write_failure(&e)),
            }
        };
        (before - self.bytes.len(), end)
    }
}

/// Receives what has arrived; 0 is the end of the data.
pub(super) fn receive(channel: &mut Channel, buffer: &mut [u8]) -> Result<usize, TurnEnd> {
    channel.read(buffer).map_err(|e| no_data(&e))
}

fn no_data(error: &io::Error) -> TurnEnd {
    match error.kind() {
        ErrorKind::WouldBlock => TurnEnd::Paused,
        _ => TurnEnd::DataFailed(error::failure(error)),
    }
}
