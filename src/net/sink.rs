//! The destination of a download: a local file, or memory.

use std::fs::File;
use std::io::Write;

use super::channel::Channel;
use super::local_end::{LocalEnd, TURN, TurnEnd, failed, receive};
use crate::protocol::LocalFailure;

/// The number of bytes received at once. Larger writes are not faster, and much slower on some kernels.
const PIECE: usize = 64 << 10;

/// Writes a download into a local file.
#[derive(Debug)]
pub struct Sink {
    file: File,
    /// Kept for its memory.
    buffer: Vec<u8>,
    text: Option<Text>,
}

/// The conversion of text to LF line ends.
#[derive(Debug, Default)]
struct Text {
    /// The last byte was a CR, and the byte after it has not arrived.
    after_cr: bool,
    /// Kept for its memory.
    converted: Vec<u8>,
}

impl Sink {
    /// Stores the bytes as they are.
    pub fn binary(file: File) -> Self {
        Self { file, buffer: Vec::new(), text: None }
    }

    /// Stores text: CR LF becomes LF; a lone CR is kept.
    pub fn text(file: File) -> Self {
        Self { text: Some(Text::default()), ..Self::binary(file) }
    }

    /// The file, once everything is stored.
    pub fn into_file(self) -> File {
        self.file
    }
}

impl Text {
    fn convert(&mut self, piece: &[u8]) -> &[u8] {
        self.converted.clear();
        for &byte in piece {
            if self.after_cr && byte != b'\n' {
                self.converted.push(b'\r');
            }
            self.after_cr = byte == b'\r';
            if byte != b'\r' {
                self.converted.push(byte);
            }
        }
        &self.converted
    }

    /// The CR that is left at the end, if there is one.
    fn rest(&mut self) -> &'static [u8] {
        if std::mem::take(&mut self.after_cr) { b"\r" } else { b"" }
    }
}

impl LocalEnd for Sink {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        self.buffer.resize(PIECE, 0);
        let mut received = 0;
        while received < TURN {
            let n = match receive(channel, &mut self.buffer) {
                Ok(n) => n,
                Err(end) => return (received, end),
            };
            received += n;
            let bytes = match &mut self.text {
                None => &self.buffer[..n],
                Some(text) if n == 0 => text.rest(),
                Some(text) => text.convert(&self.buffer[..n]),
            };
            if let Err(error) = self.file.write_all(bytes) {
                return (received, failed(&error));
            }
            if n == 0 {
                return (received, TurnEnd::Ended);
            }
        }
        (received, TurnEnd::Paused)
    }
}

/// Stores a listing in memory, up to a size limit.
#[derive(Debug)]
pub struct Memory {
    bytes: Vec<u8>,
    filled: usize,
    most: usize,
}

impl Memory {
    /// Accepts at most this many bytes.
    pub fn new(most: usize) -> Self {
        Self { bytes: Vec::new(), filled: 0, most }
    }

    /// The received bytes.
    pub fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.filled);
        self.bytes.shrink_to_fit();
        self.bytes
    }
}

impl LocalEnd for Memory {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        const FIRST: usize = 16 << 10;
        let before = self.filled;
        let end = loop {
            if self.filled > self.most {
                break TurnEnd::LocalFailed(LocalFailure::TooLong);
            }
            if self.filled == self.bytes.len() {
                self.bytes.resize((2 * self.filled).max(FIRST).min(self.most + 1), 0);
            }
            match receive(channel, &mut self.bytes[self.filled..]) {
                Ok(0) => break TurnEnd::Ended,
                Ok(n) => self.filled += n,
                Err(end) => break end,
            }
            if self.filled - before >= TURN {
                break TurnEnd::Paused;
            }
        };
        (self.filled - before, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_converted_however_the_text_is_split() {
        let text = b"a\r\nb\nc\r\r\nd\r";
        for piece in 1..=text.len() {
            let mut converter = Text::default();
            let mut got: Vec<u8> = text.chunks(piece).flat_map(|p| converter.convert(p).to_vec()).collect();
            got.extend_from_slice(converter.rest());
            assert_eq!(got, b"a\nb\nc\r\nd\r", "pieces of {piece}");
        }
    }
}
