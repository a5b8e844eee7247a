//! What is known of the server and the state of its dialogue, kept from one operation to the next.

use super::{Class, Reply};

/// The representation type of a transfer (RFC 959, section 3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferType {
    /// `TYPE A`
    Ascii,
    /// `TYPE I`
    Image,
}

/// How the two sides agree on a data connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The server listens, RFC 959.
    Pasv,
    /// The server listens, RFC 2428.
    Epsv,
    /// This side listens, RFC 959.
    Port,
    /// This side listens, RFC 2428.
    Eprt,
}

impl Method {
    /// The method a connection begins with.
    pub(super) fn first(passive: bool, ipv6: bool) -> Self {
        match (passive, ipv6) {
            (true, false) => Self::Pasv,
            (true, true) => Self::Epsv,
            (false, false) => Self::Port,
            (false, true) => Self::Eprt,
        }
    }

    /// The method to try when the server refuses this one.
    pub(super) fn fall_back(self) -> Option<Self> {
        match self {
            Self::Port => Some(Self::Pasv),
            Self::Pasv | Self::Eprt => Some(Self::Epsv),
            Self::Epsv => None,
        }
    }

    /// Whether the server is the side that listens.
    pub(super) fn is_passive(self) -> bool {
        matches!(self, Self::Pasv | Self::Epsv)
    }
}

/// What is known of one connection's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServerState {
    /// Whether the program asked for passive mode.
    pub passive: bool,
    /// Whether the control connection runs over IPv6, where only EPSV and EPRT exist.
    pub ipv6: bool,
    /// The method that worked last, or the one to begin with.
    pub method: Method,
    /// The type the server was last told; `None` before the first TYPE.
    pub told_type: Option<TransferType>,
    /// Whether the server's own separator is `\`; `None` as long as nobody had to ask.
    pub windows_names: Option<bool>,
    /// The server does not know SIZE.
    pub no_size: bool,
    /// The caller sent REST: the next download is not the whole file.
    pub restart: bool,
}

impl ServerState {
    /// What is known of a fresh connection.
    pub fn new(passive: bool, ipv6: bool) -> Self {
        Self {
            passive,
            ipv6,
            method: Method::first(passive, ipv6),
            told_type: None,
            windows_names: None,
            no_size: false,
            restart: false,
        }
    }

    /// What a command in the caller's own words changes, whose final reply this is.
    pub(super) fn heed(&mut self, line: &[u8], reply: &Reply) {
        match &verb(line)[..] {
            b"TYPE" | b"USER" | b"REIN" => self.told_type = None,
            b"REST" => self.restart = reply.class() == Class::Intermediate,
            _ => {}
        }
    }
}

/// The verb of a line in the caller's own words, in capitals.
pub fn verb(line: &[u8]) -> Vec<u8> {
    let line = without_lead(line);
    let end = line.iter().position(is_blank).unwrap_or(line.len());
    line[..end].to_ascii_uppercase()
}

/// A line without blanks and Telnet commands (RFC 854) before its verb.
pub(super) fn without_lead(mut line: &[u8]) -> &[u8] {
    loop {
        line = match line {
            [0xff, 0xfb..=0xfe, _, rest @ ..] | [0xff, 0xf0..=0xfa, rest @ ..] => rest,
            [blank, rest @ ..] if is_blank(blank) => rest,
            _ => return line,
        }
    }
}

/// What servers take for a blank: what C's isspace does, with the vertical tab.
pub(super) fn is_blank(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}
