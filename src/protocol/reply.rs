//! A reply of the server: its code and its lines (RFC 959, section 4.2).

/// The class of a reply, given by its first digit (RFC 959, section 4.2.1; 6yz: RFC 2228).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// 1yz: the action has begun, another reply follows.
    Preliminary,
    /// 2yz: done.
    Completion,
    /// 3yz: the server needs another command.
    Intermediate,
    /// 4yz: refused, but may work later.
    TransientNegative,
    /// 5yz: refused.
    PermanentNegative,
    /// 6yz: a protected reply (RFC 2228). This library never asks for one.
    Protected,
}

impl Class {
    /// The class of a code from 100 to 699.
    pub fn from_code(code: u16) -> Self {
        match code / 100 {
            1 => Self::Preliminary,
            2 => Self::Completion,
            3 => Self::Intermediate,
            4 => Self::TransientNegative,
            5 => Self::PermanentNegative,
            _ => Self::Protected,
        }
    }
}

/// A complete reply. Its bytes are kept as they arrived; only line ends are normalized.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    code: u16,
    raw: Vec<u8>,
}

impl Reply {
    /// A reply with this code and these lines, each ended by CR LF.
    ///
    /// # Panics
    /// If the code is not between 100 and 699. The reader accepts no other.
    pub fn new(code: u16, raw: Vec<u8>) -> Self {
        assert!((100..700).contains(&code), "not a reply code: {code}");
        Self { code, raw }
    }

    /// The three digits as a number.
    pub fn code(&self) -> u16 {
        self.code
    }

    /// The class, given by the first digit.
    pub fn class(&self) -> Class {
        Class::from_code(self.code)
    }

    /// 4yz or 5yz.
    pub fn is_negative(&self) -> bool {
        matches!(self.class(), Class::TransientNegative | Class::PermanentNegative)
    }

    /// All lines as the server sent them, code included, each ended by CR LF.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The text alone: all lines with CR LF between them but not at the end, without the reply's own code where a line
    /// starts with it.
    pub fn text(&self) -> Vec<u8> {
        let digits = self.code.to_string();
        let lines = self.raw.strip_suffix(b"\r\n").unwrap_or(&self.raw);
        let mut text = Vec::with_capacity(lines.len());
        for (i, line) in lines.split(|&b| b == b'\n').enumerate() {
            if i > 0 {
                text.extend_from_slice(b"\r\n");
            }
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            text.extend_from_slice(match line.strip_prefix(digits.as_bytes()) {
                Some([]) => b"",
                Some([b' ' | b'-', rest @ ..]) => rest,
                _ => line,
            });
        }
        text
    }
}
