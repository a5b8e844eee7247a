//! Parses the bytes of the control connection into replies.
//!
//! The parser is strict where safety needs it: a multi-line reply ends only at a line that has the code of its first line,
//! followed by a space. It tolerates what real servers send: a bare `226`, LF without CR, bytes split at any place. The
//! size of a reply is limited.

use std::collections::VecDeque;

use super::Reply;

/// The maximum size in bytes of one reply together with the unparsable lines before it.
pub const MAX_REPLY: usize = 64 * 1024;

/// The server sent more than [`MAX_REPLY`] bytes that did not complete a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// What the reader found in the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A complete reply.
    Reply(Reply),
    /// A line that is not part of any reply, without its line end.
    Unparsable(Vec<u8>),
}

/// A multi-line reply whose last line has not arrived yet.
#[derive(Debug)]
struct PartialReply {
    digits: [u8; 3],
    raw: Vec<u8>,
}

/// Collects bytes and returns replies.
#[derive(Debug, Default)]
pub struct ReplyReader {
    line: Vec<u8>,
    partial: Option<PartialReply>,
    items: VecDeque<Item>,
    /// Bytes since the last complete reply.
    pending: usize,
}

impl ReplyReader {
    /// A reader for a new control connection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes as they were read from the socket.
    ///
    /// # Errors
    /// [`TooLong`] if more than [`MAX_REPLY`] bytes have come without a complete reply. The connection cannot be used any
    /// more.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        for piece in bytes.split_inclusive(|&b| b == b'\n') {
            self.pending += piece.len();
            if self.pending > MAX_REPLY {
                return Err(TooLong);
            }
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                let mut line = std::mem::take(&mut self.line);
                while matches!(line.last(), Some(b'\r' | b'\n')) {
                    line.pop();
                }
                self.take_line(line);
            }
        }
        Ok(())
    }

    /// Removes and returns the next complete reply or unparsable line, in the order of arrival.
    pub fn next_item(&mut self) -> Option<Item> {
        self.items.pop_front()
    }

    /// Whether no item and no part of one is waiting.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.line.is_empty() && self.partial.is_none()
    }

    fn take_line(&mut self, mut line: Vec<u8>) {
        if let Some(mut reply) = self.partial.take() {
            let is_last = line.starts_with(&reply.digits) && line.get(3) == Some(&b' ');
            reply.raw.extend_from_slice(&line);
            reply.raw.extend_from_slice(b"\r\n");
            if is_last {
                self.complete(reply.digits, reply.raw);
            } else {
                self.partial = Some(reply);
            }
            return;
        }
        match first_line(&line) {
            Some((digits, false)) => {
                line.extend_from_slice(b"\r\n");
                self.complete(digits, line);
            }
            Some((digits, true)) => {
                line.extend_from_slice(b"\r\n");
                self.partial = Some(PartialReply { digits, raw: line });
            }
            None => self.items.push_back(Item::Unparsable(line)),
        }
    }

    fn complete(&mut self, digits: [u8; 3], raw: Vec<u8>) {
        let code = digits.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0'));
        self.items.push_back(Item::Reply(Reply::new(code, raw)));
        self.pending = 0;
    }
}

/// The code of a line that starts a reply, and whether more lines follow.
fn first_line(line: &[u8]) -> Option<([u8; 3], bool)> {
    let digits: [u8; 3] = line.get(..3)?.try_into().ok()?;
    if !matches!(digits[0], b'1'..=b'6') || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    match line.get(3) {
        None | Some(b' ') => Some((digits, false)),
        Some(b'-') => Some((digits, true)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Item> {
        let mut reader = ReplyReader::new();
        reader.feed(bytes).unwrap();
        std::iter::from_fn(|| reader.next_item()).collect()
    }

    fn reply(code: u16, raw: &str) -> Item {
        Item::Reply(Reply::new(code, raw.as_bytes().to_vec()))
    }

    #[test]
    fn single_line_replies_in_every_form_that_servers_send() {
        assert_eq!(read(b"226 Done.\r\n"), [reply(226, "226 Done.\r\n")]);
        assert_eq!(read(b"226 Done.\n"), [reply(226, "226 Done.\r\n")]);
        assert_eq!(read(b"226\r\n"), [reply(226, "226\r\n")]);
        assert_eq!(read(b"226 \r\r\n"), [reply(226, "226 \r\n")]);
        assert_eq!(read(b"150 a\r\n226 b\r\n"), [reply(150, "150 a\r\n"), reply(226, "226 b\r\n")]);
    }

    #[test]
    fn a_multi_line_reply_ends_only_at_its_code_and_a_space() {
        let bytes = b"226-a\r\n226-b\r\n226\r\n226x\r\n 226 c\r\n551 d\r\n226 e\r\n";
        assert_eq!(read(bytes), [reply(226, std::str::from_utf8(bytes).unwrap())]);
    }

    #[test]
    fn the_result_does_not_depend_on_how_the_bytes_are_split() {
        let bytes = b"nonsense\r\n220-Hello\r\n world\n220 Ready\r\n226\r\n";
        let whole = read(bytes);
        for cut in 0..bytes.len() {
            let mut reader = ReplyReader::new();
            reader.feed(&bytes[..cut]).unwrap();
            reader.feed(&bytes[cut..]).unwrap();
            assert_eq!(std::iter::from_fn(|| reader.next_item()).collect::<Vec<_>>(), whole);
            assert!(reader.is_empty());
        }
    }

    #[test]
    fn other_lines_are_reported_as_unparsable() {
        for line in ["26 x", "2260 x", "226:x", "226\tx", "026 x", "726 x", "22a x", "-226 x", " 226 x", ""] {
            let found = read(format!("{line}\r\n").as_bytes());
            assert_eq!(found, [Item::Unparsable(line.as_bytes().to_vec())], "{line:?}");
        }
    }

    #[test]
    fn a_partial_reply_is_not_returned_but_makes_the_reader_non_empty() {
        for half in ["2", "226 Done", "226 Done\r", "226-a\r\n"] {
            let mut reader = ReplyReader::new();
            reader.feed(half.as_bytes()).unwrap();
            assert_eq!(reader.next_item(), None);
            assert!(!reader.is_empty(), "{half:?}");
        }
    }

    #[test]
    fn the_size_is_limited_in_every_kind_of_line() {
        for piece in ["x", "x\r\n", "150-x\r\n"] {
            let mut reader = ReplyReader::new();
            let fed = (0..MAX_REPLY + 1).try_for_each(|_| reader.feed(piece.as_bytes()));
            assert_eq!(fed, Err(TooLong), "{piece:?}");
        }
        let mut reader = ReplyReader::new();
        for _ in 0..MAX_REPLY {
            reader.feed(b"150 x\r\n").unwrap();
            assert!(reader.next_item().is_some());
        }
    }

    #[test]
    fn text_omits_the_code() {
        let text = |code, raw: &str| {
            let Item::Reply(reply) = reply(code, raw) else { unreachable!() };
            String::from_utf8(reply.text()).unwrap()
        };
        assert_eq!(text(451, "451 Failure writing to local file.\r\n"), "Failure writing to local file.");
        assert_eq!(text(226, "226\r\n"), "");
        assert_eq!(text(226, "226-a\r\n226-b\r\n c\r\n551 d\r\n226 e\r\n"), "a\r\nb\r\n c\r\n551 d\r\ne");
    }
}
