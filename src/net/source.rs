//! The source of an upload: a local file.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;

use super::channel::Channel;
use super::error;
use super::local_end::{LocalEnd, TURN, TurnEnd, failed};
use crate::protocol::LocalFailure;
use crate::sys;

/// The number of bytes read at once when they are copied.
const MAX_PIECE: usize = 256 << 10;
/// Up to this size a read and a send are cheaper than sendfile with its change of the signal mask.
const SMALL: u64 = 64 << 10;

/// How the bytes are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Inside the kernel.
    Sendfile,
    /// Through a buffer, as they are.
    Copy,
    /// Through a buffer, with CR LF line ends.
    Convert,
}

/// A local file to be sent.
#[derive(Debug)]
pub struct Source {
    file: File,
    /// The length it had when it was opened.
    size: u64,
    /// Bytes that were not read yet.
    unread: u64,
    mode: Mode,
    /// Bytes read and not yet sent: `buffer[start..]`.
    buffer: Vec<u8>,
    start: usize,
    /// The size of one read.
    piece: usize,
    at_end: bool,
    /// Convert: the last byte read was a CR.
    after_cr: bool,
}

impl Source {
    /// The bytes of a file as they are. `size` is its length now.
    pub fn binary(file: File, size: u64) -> Self {
        let mode = if sys::HAS_SENDFILE && size > SMALL { Mode::Sendfile } else { Mode::Copy };
        Self::new(file, size, mode)
    }

    /// The file as text: a lone LF becomes CR LF; a CR LF is kept.
    pub fn text(file: File, size: u64) -> Self {
        Self::new(file, size, Mode::Convert)
    }

    fn new(file: File, size: u64, mode: Mode) -> Self {
        // One byte more than the file has: the first read is short then, and shows that the file has ended.
        let piece = usize::try_from(size).map_or(MAX_PIECE, |size| size.saturating_add(1).min(MAX_PIECE));
        Self {
            file,
            size,
            unread: size,
            mode,
            buffer: Vec::new(),
            start: 0,
            piece,
            at_end: false,
            after_cr: false,
        }
    }

    fn sendfile_turn(&mut self, stream: &TcpStream) -> (usize, TurnEnd) {
        let mut sent = 0;
        loop {
            match sys::sendfile(stream, &self.file, TURN) {
                Ok(0) => return (sent, self.end()),
                Ok(n) => {
                    sent += n;
                    self.unread = self.unread.saturating_sub(n as u64);
                }
                Err(e) if e.kind() == ErrorKind::WouldBlock => return (sent, TurnEnd::Paused),
                Err(e) if error::failure(&e).kind != crate::protocol::FailureKind::Other => {
                    return (sent, TurnEnd::DataFailed(error::write_failure(&e)));
                }
                Err(_) if sent > 0 => return (sent, TurnEnd::Paused), // the next turn fails at once
                Err(e) => return (0, failed(&e)),
            }
            // If the file has not ended, a short count means that the socket is full.
            if self.unread > 0 || sent >= TURN {
                return (sent, TurnEnd::Paused);
            }
        }
    }

    fn copy_turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        let mut sent = 0;
        while sent < TURN {
            match self.copy_piece(channel) {
                Ok(0) => return (sent, self.end()),
                Ok(n) => sent += n,
                Err(end) => return (sent, end),
            }
        }
        (sent, TurnEnd::Paused)
    }

    /// Judges the end of the file: it must not have become shorter.
    fn end(&self) -> TurnEnd {
        if self.unread > 0 { TurnEnd::LocalFailed(LocalFailure::Shrank) } else { TurnEnd::Ended }
    }

    /// Makes one write. Returns 0 at the end of the file.
    fn copy_piece(&mut self, channel: &mut Channel) -> Result<usize, TurnEnd> {
        if self.start == self.buffer.len() {
            self.refill().map_err(|e| failed(&e))?;
        }
        if self.start == self.buffer.len() {
            return Ok(0);
        }
        match channel.write(&self.buffer[self.start..]) {
            Ok(n) => {
                self.start += n;
                Ok(n)
            }
            Err(e) if e.kind() == ErrorKind::WouldBlock => Err(TurnEnd::Paused),
            Err(e) => Err(TurnEnd::DataFailed(error::write_failure(&e))),
        }
    }

    /// Reads the next piece. If the buffer is empty afterwards, the file has ended.
    fn refill(&mut self) -> io::Result<()> {
        self.buffer.clear();
        self.start = 0;
        if self.at_end {
            return Ok(());
        }
        self.buffer.resize(self.piece, 0);
        let read = loop {
            match self.file.read(&mut self.buffer) {
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(*read.as_ref().unwrap_or(&0));
        let length = read?;
        self.unread = self.unread.saturating_sub(length as u64);
        // Some file systems return less than was asked for before the end of the file.
        self.at_end = length == 0 || length < self.piece && self.unread == 0;
        if self.mode == Mode::Convert {
            self.buffer = with_crlf(&self.buffer, &mut self.after_cr);
        }
        Ok(())
    }
}

impl LocalEnd for Source {
    fn turn(&mut self, channel: &mut Channel) -> (usize, TurnEnd) {
        if self.mode == Mode::Sendfile {
            // A broken connection raises SIGPIPE, even if sendfile returns a number of bytes that it moved before.
            match channel.raw().map(|socket| sys::without_sigpipe(|| self.sendfile_turn(socket))) {
                // Bytes that must be encrypted are copied. So is a file that sendfile does not support; if it cannot be
                // read at all, copying reports that.
                None | Some((0, TurnEnd::LocalFailed(_))) => self.mode = Mode::Copy,
                Some(turn) => return turn,
            }
        }
        self.copy_turn(channel)
    }

    /// The size of converted text is not known in advance.
    fn total(&self) -> Option<u64> {
        (self.mode != Mode::Convert).then_some(self.size)
    }
}

/// Puts a CR before every LF that has none. `after_cr` is carried over from piece to piece.
fn with_crlf(text: &[u8], after_cr: &mut bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive(|&b| b == b'\n') {
        match line.split_last() {
            Some((b'\n', rest)) if !rest.last().map_or(*after_cr, |&b| b == b'\r') => {
                out.extend_from_slice(rest);
                out.extend_from_slice(b"\r\n");
            }
            _ => out.extend_from_slice(line),
        }
        *after_cr = line.ends_with(b"\r");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_converted_however_the_text_is_split() {
        let text = b"a\nb\r\nc\r\rd\n\n\r\n\r";
        let want = b"a\r\nb\r\nc\r\rd\r\n\r\n\r\n\r";
        for piece in 1..=text.len() {
            let mut after_cr = false;
            let got: Vec<u8> = text.chunks(piece).flat_map(|p| with_crlf(p, &mut after_cr)).collect();
            assert_eq!(got, want, "pieces of {piece}");
        }
    }
    /// A pipe returns what is available, as some file systems do. A short read is not the end of the file.
    #[test]
    fn a_short_read_is_not_the_end_of_the_file() {
        let (pipe, mut writer) = io::pipe().expect("a pipe");
        #[cfg(unix)]
        let file = File::from(std::os::fd::OwnedFd::from(pipe));
        #[cfg(windows)]
        let file = File::from(std::os::windows::io::OwnedHandle::from(pipe));
        let mut source = Source::text(file, 6);
        for (piece, at_end) in [("ab", false), ("c\n", false), ("de", true)] {
            writer.write_all(piece.as_bytes()).expect("a pipe takes a few bytes");
            source.refill().expect("a pipe can be read");
            assert_eq!(source.buffer, piece.replace('\n', "\r\n").as_bytes());
            assert_eq!(source.at_end, at_end, "{piece}");
        }
        assert_eq!(source.end(), TurnEnd::Ended);
    }
}
