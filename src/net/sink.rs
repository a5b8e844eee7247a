//! Where a download goes: a local file, or memory.

use std::fs::File;
use std::io::Write;

use super::channel::Channel;
use super::local_end::{LocalEnd, TURN, TurnEnd, failed, receive};
use crate::protocol::LocalFailure;

/// The most that is received at once. Larger writes are not quicker, and on some kernels far slower.
const PIECE: usize = 64 << 10;

/// A local file that takes a download.
#[derive(Debug)]
pub struct Sink {
    file: File,
    /// Kept for its memory.
    buffer: Vec<u8>,
    text: Option<Text>,
}

/// Text on its way to LF line ends.
#[derive(Debug, Default)]
struct Text {
    /// A CR has come, and what follows it has not.
    after_cr: bool,
    /// Kept for its memory.
    converted: Vec<u8>,
}

impl Sink {
    /// Takes the bytes as they are.
    pub fn binary(file: File) -> Self {
        Self { file, buffer: Vec::new(), text: None }
    }

    /// Takes text: CR LF becomes LF; a CR alone stays.
    pub fn text(file: File) -> Self {
        Self { text: Some(Text::default()), ..Self::binary(file) }
    }

    /// The file, once all is in it.
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

    /// What is left at the end.
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

/// Memory that takes a listing, up to a size.
#[derive(Debug)]
pub struct Memory {
    bytes: Vec<u8>,
    filled: usize,
    most: usize,
}

impl Memory {
    /// Takes at most so many bytes.
    pub fn new(most: usize) -> Self {
        Self { bytes: Vec::new(), filled: 0, most }
    }

    /// What has come.
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
    fn line_ends_whatever_the_pieces() {
        let text = b"a\r\nb\nc\r\r\nd\r";
        for piece in 1..=text.len() {
            let mut converter = Text::default();
            let mut got: Vec<u8> = text.chunks(piece).flat_map(|p| converter.convert(p).to_vec()).collect();
            got.extend_from_slice(converter.rest());
            assert_eq!(got, b"a\nb\nc\r\nd\r", "pieces of {piece}");
        }
    }
}
