//! This side's end of a data connection: whatever gives or takes the bytes during one call.

use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;

use super::error;
use crate::protocol::{Failure, LocalFailure};
use crate::sys;

/// The most one turn moves, so that the control connection is looked at in between.
pub(super) const TURN: usize = 4 << 20;

/// The most of the caller's bytes that is handed to the system at once. Windows takes all of it into its own memory,
/// however little room the socket has: nobody could tell any more how far it has come.
const AT_ONCE: usize = if cfg!(windows) { 256 << 10 } else { TURN };

/// Why a turn is over.
#[derive(Debug, PartialEq, Eq)]
pub enum TurnEnd {
    /// The socket takes or has no more now, or the turn has moved enough.
    Paused,
    /// The caller has what it wanted for now; the data goes on at its next call.
    Satisfied,
    /// The end: all of the file was handed over, or the server ended the data.
    Ended,
    /// The data connection failed.
    DataFailed(Failure),
    /// The file could not be read or written.
    LocalFailed(LocalFailure),
}

/// Gives bytes to a data connection or takes them from it, without blocking.
pub trait LocalEnd: Send {
    /// Moves bytes until the socket is not ready, the turn is over or the end has come; tells how many.
    fn turn(&mut self, stream: &TcpStream) -> (usize, TurnEnd);

    /// How many bytes there are to send in all, where that is known.
    fn total(&self) -> Option<u64> {
        None
    }
}

/// A failure of the local file.
pub(super) fn failed(error: &io::Error) -> TurnEnd {
    TurnEnd::LocalFailed(LocalFailure::System(error.raw_os_error().unwrap_or_default()))
}

/// Nothing is to be moved in this call: the data waits for the next.
#[derive(Debug)]
pub struct NoData;

impl LocalEnd for NoData {
    fn turn(&mut self, _stream: &TcpStream) -> (usize, TurnEnd) {
        (0, TurnEnd::Satisfied)
    }
}

/// The caller has written all it wants to write.
#[derive(Debug)]
pub struct End;

impl LocalEnd for End {
    fn turn(&mut self, _stream: &TcpStream) -> (usize, TurnEnd) {
        (0, TurnEnd::Ended)
    }
}

/// The caller's buffer, to be filled.
#[derive(Debug)]
pub struct Reader<'a> {
    buffer: &'a mut [u8],
    filled: usize,
    /// Whether the buffer is filled to its end, or any bytes will do.
    whole: bool,
}

impl<'a> Reader<'a> {
    /// Fills the buffer: to its end or that of the data, or with what is there.
    pub fn new(buffer: &'a mut [u8], whole: bool) -> Self {
        Self { buffer, filled: 0, whole }
    }

    /// How many bytes it has.
    pub fn filled(&self) -> usize {
        self.filled
    }
}

impl LocalEnd for Reader<'_> {
    fn turn(&mut self, stream: &TcpStream) -> (usize, TurnEnd) {
        let before = self.filled;
        let halt = loop {
            if self.filled == self.buffer.len() {
                break TurnEnd::Satisfied;
            }
            if self.filled - before >= TURN {
                break TurnEnd::Paused;
            }
            match receive(stream, &mut self.buffer[self.filled..]) {
                // The end is told by a call of its own, with the server's final reply.
                Ok(0) if self.filled > 0 => break TurnEnd::Satisfied,
                Ok(0) => break TurnEnd::Ended,
                Ok(n) => self.filled += n,
                Err(TurnEnd::Paused) if self.filled > 0 && !self.whole => break TurnEnd::Satisfied,
                Err(halt) => break halt,
            }
        };
        (self.filled - before, halt)
    }
}

/// Finds out how many bytes are there, and leaves them.
#[derive(Debug)]
pub struct Peek {
    buffer: Vec<u8>,
    available: usize,
}

impl Peek {
    /// Looks for at most so many.
    pub fn new(most: usize) -> Self {
        Self { buffer: vec![0; most], available: 0 }
    }

    /// How many there are; 0 at the end.
    pub fn available(&self) -> usize {
        self.available
    }
}

impl LocalEnd for Peek {
    fn turn(&mut self, stream: &TcpStream) -> (usize, TurnEnd) {
        let halt = loop {
            match sys::peek(stream, &mut self.buffer) {
                Ok(0) => break TurnEnd::Ended,
                Ok(n) => {
                    self.available = n;
                    break TurnEnd::Satisfied;
                }
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => break no_data(&e),
            }
        };
        (0, halt)
    }
}

/// The caller's bytes, to be sent.
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
    fn turn(&mut self, mut stream: &TcpStream) -> (usize, TurnEnd) {
        let before = self.bytes.len();
        let halt = loop {
            if self.bytes.is_empty() {
                break TurnEnd::Satisfied;
            }
            if before - self.bytes.len() >= TURN {
                break TurnEnd::Paused;
            }
            match stream.write(&self.bytes[..self.bytes.len().min(AT_ONCE)]) {
                Ok(n) => self.bytes = &self.bytes[n..],
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if e.kind() == ErrorKind::WouldBlock => break TurnEnd::Paused,
                Err(e) => break TurnEnd::DataFailed(error::write_failure(&e)),
            }
        };
        (before - self.bytes.len(), halt)
    }
}

/// Receives what is there; 0 is the end.
pub(super) fn receive(stream: &TcpStream, buffer: &mut [u8]) -> Result<usize, TurnEnd> {
    loop {
        match sys::receive(stream, buffer) {
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            other => return other.map_err(|e| no_data(&e)),
        }
    }
}

fn no_data(error: &io::Error) -> TurnEnd {
    match error.kind() {
        ErrorKind::WouldBlock => TurnEnd::Paused,
        _ => TurnEnd::DataFailed(error::failure(error)),
    }
}
