//! The lines that a server sent during an operation or a call, up to a limit.

/// How many bytes are kept.
const MAX_KEPT: usize = 64 * 1024;

/// Lines in the order of their arrival, each ended by CR LF. If there are too many, the oldest are dropped.
#[derive(Debug, Default)]
pub struct Replies {
    lines: Vec<u8>,
    /// Where the last reply or line begins, which is never dropped.
    last: usize,
}

impl Replies {
    /// Adds one reply or line, ended by CR LF.
    pub fn push(&mut self, lines: &[u8]) {
        if self.lines.len() > 2 * MAX_KEPT {
            self.trim(); // not for every line, as it moves all lines that are kept
        }
        self.last = self.lines.len();
        self.lines.extend_from_slice(lines);
    }

    /// The lines that are kept.
    pub fn into_lines(mut self) -> Vec<u8> {
        self.trim();
        self.lines
    }

    fn trim(&mut self) {
        let excess = self.lines.len().saturating_sub(MAX_KEPT).min(self.last);
        if excess == 0 {
            return;
        }
        let line_end = self.lines[excess - 1..].iter().position(|&b| b == b'\n');
        let cut = line_end.map_or(self.last, |at| excess + at).min(self.last);
        self.lines.drain(..cut);
        self.last -= cut;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_lines_are_dropped_and_the_last_reply_is_kept() {
        let mut replies = Replies::default();
        for n in 0..100_000 {
            replies.push(format!("150 {n}\r\n").as_bytes());
        }
        let lines = replies.into_lines();
        assert!(lines.len() <= MAX_KEPT && lines.len() > MAX_KEPT - 20);
        assert!(lines.starts_with(b"150 "));
        assert!(lines.ends_with(b"\r\n150 99999\r\n"));

        let mut replies = Replies::default();
        replies.push(b"150 a\r\n");
        let huge = [b"226-".to_vec(), vec![b'x'; 2 * MAX_KEPT], b"\r\n226 b\r\n".to_vec()].concat();
        replies.push(&huge);
        assert_eq!(replies.into_lines(), huge);
    }
}
