//! What is known about the server, and what the dialogue with it has set, kept from one operation to the next.

use super::{Class, Reply};

/// The representation type of a transfer (RFC 959, section 3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferType {
    /// `TYPE A`
    Ascii,
    /// `TYPE I`
    Image,
}

/// The command that sets up a data connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataCommand {
    /// The server listens, RFC 959.
    Pasv,
    /// The server listens, RFC 2428.
    Epsv,
    /// This side listens, RFC 959.
    Port,
    /// This side listens, RFC 2428.
    Eprt,
}

impl DataCommand {
    /// The command that is tried first.
    pub(super) fn first(passive: bool, ipv6: bool) -> Self {
        match (passive, ipv6) {
            (true, false) => Self::Pasv,
            (true, true) => Self::Epsv,
            (false, false) => Self::Port,
            (false, true) => Self::Eprt,
        }
    }

    /// The command to try when the server refuses this one.
    pub(super) fn fallback(self) -> Option<Self> {
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

/// What is known about the server of one control connection, and what the dialogue on it has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServerState {
    /// Whether the program asked for passive mode.
    pub passive: bool,
    /// Whether the control connection uses IPv6, where only EPSV and EPRT exist.
    pub ipv6: bool,
    /// The command that set up the last data connection, or the one to try first.
    pub data_command: DataCommand,
    /// Whether the server separates directories by `\`; `None` until a name needed to know.
    pub backslash_names: Option<bool>,
    /// Whether the server has refused SIZE as unknown.
    pub lacks_size: bool,
    /// Dialogue: the type set by the last TYPE; `None` before the first.
    pub current_type: Option<TransferType>,
    /// Dialogue: the caller sent REST, so the next transfer does not begin at the start of the file.
    pub restart_pending: bool,
}

impl ServerState {
    /// The state of a new connection.
    pub fn new(passive: bool, ipv6: bool) -> Self {
        Self {
            passive,
            ipv6,
            data_command: DataCommand::first(passive, ipv6),
            backslash_names: None,
            lacks_size: false,
            current_type: None,
            restart_pending: false,
        }
    }

    /// Updates the state after the final reply to a command line supplied by the caller.
    pub(super) fn apply_raw_command(&mut self, line: &[u8], reply: &Reply) {
        match &verb(line)[..] {
            b"TYPE" | b"USER" | b"REIN" => self.current_type = None,
            b"REST" => self.restart_pending = reply.class() == Class::Intermediate,
            _ => {}
        }
    }
}

/// The verb of a command line supplied by the caller, in upper case.
pub fn verb(line: &[u8]) -> Vec<u8> {
    let line = from_verb(line);
    let end = line.iter().position(is_blank).unwrap_or(line.len());
    line[..end].to_ascii_uppercase()
}

/// A command line from its verb on, without the blanks and Telnet commands (RFC 854) before it.
pub(super) fn from_verb(mut line: &[u8]) -> &[u8] {
    loop {
        line = match line {
            [0xff, 0xfb..=0xfe, _, rest @ ..] | [0xff, 0xf0..=0xfa, rest @ ..] => rest,
            [blank, rest @ ..] if is_blank(blank) => rest,
            _ => return line,
        }
    }
}

/// Whether servers treat a byte as a blank: C's `isspace`, which includes the vertical tab.
pub(super) fn is_blank(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}
