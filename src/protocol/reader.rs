//! The bytes of the control connection, turned into replies.
//!
//! Strict enough to be safe, tolerant enough to be real: a multi-line reply ends only at a line with the opening
//! line's code and a space, whatever stands between; a bare `226`, LF alone and any splitting of the bytes are
//! accepted; the size is bounded.

use std::collections::VecDeque;

use super::Reply;

/// The most bytes one reply, or a run of unparsable lines, may have.
pub const MAX_REPLY: usize = 64 * 1024;

/// The server sent more than [`MAX_REPLY`] bytes without completing a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// What the reader found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A complete reply.
    Reply(Reply),
    /// A line that belongs to no reply, without its line end.
    Unparsable(Vec<u8>),
}

/// A multi-line reply whose last line has not come yet.
#[derive(Debug)]
struct Open {
    digits: [u8; 3],
    raw: Vec<u8>,
}

/// Collects bytes and hands out replies.
#[derive(Debug, Default)]
pub struct ReplyReader {
    line: Vec<u8>,
    open: Option<Open>,
    items: VecDeque<Item>,
    /// Bytes since the last complete reply.
    pending: usize,
}

impl ReplyReader {
    /// A reader at the start of a dialogue.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes as they came from the socket.
    ///
    /// # Errors
    /// [`TooLong`] when more than [`MAX_REPLY`] bytes came without a complete reply: the dialogue cannot be saved.
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

    /// The next complete reply or unparsable line, in the order of arrival.
    pub fn next_item(&mut self) -> Option<Item> {
        self.items.pop_front()
    }

    /// Whether nothing is waiting here: no item, and no part of one.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.line.is_empty() && self.open.is_none()
    }

    fn take_line(&mut self, mut line: Vec<u8>) {
        if let Some(mut open) = self.open.take() {
            let ends = line.starts_with(&open.digits) && line.get(3) == Some(&b' ');
            open.raw.extend_from_slice(&line);
            open.raw.extend_from_slice(b"\r\n");
            if ends {
                self.complete(open.digits, open.raw);
            } else {
                self.open = Some(open);
            }
            return;
        }
        match opening(&line) {
            Some((digits, false)) => {
                line.extend_from_slice(b"\r\n");
                self.complete(digits, line);
            }
            Some((digits, true)) => {
                line.extend_from_slice(b"\r\n");
                self.open = Some(Open { digits, raw: line });
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

/// The code of a line that opens a reply, and whether more lines follow.
fn opening(line: &[u8]) -> Option<([u8; 3], bool)> {
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
    fn single_lines_in_every_real_form() {
        assert_eq!(read(b"226 Done.\r\n"), [reply(226, "226 Done.\r\n")]);
        assert_eq!(read(b"226 Done.\n"), [reply(226, "226 Done.\r\n")]);
        assert_eq!(read(b"226\r\n"), [reply(226, "226\r\n")]);
        assert_eq!(read(b"226 \r\r\n"), [reply(226, "226 \r\n")]);
        assert_eq!(read(b"150 a\r\n226 b\r\n"), [reply(150, "150 a\r\n"), reply(226, "226 b\r\n")]);
    }

    #[test]
    fn only_the_opening_code_and_a_space_end_a_multi_line_reply() {
        let bytes = b"226-a\r\n226-b\r\n226\r\n226x\r\n 226 c\r\n551 d\r\n226 e\r\n";
        assert_eq!(read(bytes), [reply(226, std::str::from_utf8(bytes).unwrap())]);
    }

    #[test]
    fn every_split_gives_the_same() {
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
    fn what_is_no_reply_is_told_apart() {
        for line in ["26 x", "2260 x", "226:x", "226\tx", "026 x", "726 x", "22a x", "-226 x", " 226 x", ""] {
            let found = read(format!("{line}\r\n").as_bytes());
            assert_eq!(found, [Item::Unparsable(line.as_bytes().to_vec())], "{line:?}");
        }
    }

    #[test]
    fn half_a_reply_is_no_reply_and_is_seen_waiting() {
        for half in ["2", "226 Done", "226 Done\r", "226-a\r\n"] {
            let mut reader = ReplyReader::new();
            reader.feed(half.as_bytes()).unwrap();
            assert_eq!(reader.next_item(), None);
            assert!(!reader.is_empty(), "{half:?}");
        }
    }

    #[test]
    fn the_size_is_bounded_however_it_grows() {
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
    fn text_leaves_the_code_out() {
        let text = |code, raw: &str| {
            let Item::Reply(reply) = reply(code, raw) else { unreachable!() };
            String::from_utf8(reply.text()).unwrap()
        };
        assert_eq!(text(451, "451 Failure writing to local file.\r\n"), "Failure writing to local file.");
        assert_eq!(text(226, "226\r\n"), "");
        assert_eq!(text(226, "226-a\r\n226-b\r\n c\r\n551 d\r\n226 e\r\n"), "a\r\nb\r\n c\r\n551 d\r\ne");
    }
}
