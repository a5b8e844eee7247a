//! A command for the server: a verb, a verb with a name, or a line supplied by the caller.

use super::guarded::{self, End};
use super::{Actions, Class, Reply, ServerState, name};

/// A command that is not a line yet: which separator its name needs may still be unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FtpCommand {
    /// A verb alone.
    Plain(&'static str),
    /// A verb and a name free of CR, LF and NUL ([`name::is_safe`]).
    Named(&'static str, Vec<u8>),
    /// A line supplied by the caller of WinINet's `FtpCommand`, sent as it is; free of CR, LF and NUL as well.
    Raw(Vec<u8>),
}

impl FtpCommand {
    /// Whether SYST must be sent first, to learn which separator the server uses.
    pub(super) fn needs_system(&self, server: &ServerState) -> bool {
        matches!(self, Self::Named(_, name) if name::uses_backslashes(name))
            && server.backslash_names.is_none()
    }

    /// The command line.
    pub(super) fn line(&self, server: &ServerState) -> Vec<u8> {
        match self {
            Self::Plain(verb) => line(verb.as_bytes(), None),
            Self::Named(verb, name) => {
                let name = name::for_server(name, server.backslash_names.unwrap_or(false));
                line(verb.as_bytes(), Some(&name))
            }
            Self::Raw(text) => line(text, None),
        }
    }
}

/// A command line: the verb, a space and the argument if there is one, CR LF.
pub(super) fn line(verb: &[u8], argument: Option<&[u8]>) -> Vec<u8> {
    let mut line = Vec::with_capacity(verb.len() + argument.map_or(0, <[u8]>::len) + 3);
    line.extend_from_slice(verb);
    if let Some(argument) = argument {
        line.push(b' ');
        line.extend_from_slice(argument);
    }
    line.extend_from_slice(b"\r\n");
    line
}

/// Sends SYST.
pub(super) fn send_syst(out: &mut Actions) {
    guarded::send(line(b"SYST", None), out);
}

/// What a reply to SYST leads to.
pub(super) enum SystReply {
    /// The final reply is still due.
    Waiting,
    /// The server's separator is known.
    Known,
    /// The exchange ends here.
    Ended(End),
}

/// Learns the server's separator from a reply to SYST. A server that refuses SYST is assumed to use `/`.
pub(super) fn on_syst_reply(reply: Reply, server: &mut ServerState) -> SystReply {
    match reply.class() {
        Class::Preliminary => SystReply::Waiting,
        _ if reply.code() == 421 => SystReply::Ended(End::refused(reply)),
        class => {
            let is_windows = class == Class::Completion && name::is_windows_system(&reply.text());
            server.backslash_names = Some(is_windows);
            SystReply::Known
        }
    }
}
