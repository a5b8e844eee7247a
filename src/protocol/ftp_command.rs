//! What is asked of the server: a verb, a verb with a name, or a line in the caller's own words.

use super::machine;
use super::{Action, Actions, Class, Reply, ServerState, name};

/// A command before it is a line: which separator its name needs may not be known yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FtpCommand {
    /// A verb alone.
    Plain(&'static str),
    /// A verb and a name free of CR, LF and NUL ([`name::is_safe`]).
    Named(&'static str, Vec<u8>),
    /// The caller's own line, sent as it is; free of CR, LF and NUL as well.
    Raw(Vec<u8>),
}

impl FtpCommand {
    /// Whether the server must be asked for its separator first.
    pub(super) fn needs_system(&self, known: &ServerState) -> bool {
        matches!(self, Self::Named(_, name) if name::is_backslashed(name)) && known.windows_names.is_none()
    }

    /// The command line.
    pub(super) fn line(&self, known: &ServerState) -> Vec<u8> {
        match self {
            Self::Plain(verb) => name::line(verb.as_bytes(), None),
            Self::Named(verb, name) => {
                let name = name::for_server(name, known.windows_names.unwrap_or(false));
                name::line(verb.as_bytes(), Some(&name))
            }
            Self::Raw(line) => name::line(line, None),
        }
    }
}

/// Asks for the server's system.
pub(super) fn ask_system(out: &mut Actions) {
    machine::send(name::line(b"SYST", None), out);
}

/// What the answer to SYST means.
pub(super) enum Answer {
    /// It has not come yet.
    Waiting,
    /// The separator is known.
    ServerState,
    /// It ends here.
    Failed(Action),
}

/// Learns the separator from the answer to SYST. A server that refuses to tell is taken for one with `/`.
pub(super) fn learn_system(reply: Reply, known: &mut ServerState) -> Answer {
    match reply.class() {
        Class::Preliminary => Answer::Waiting,
        _ if reply.code() == 421 => Answer::Failed(machine::refused(reply)),
        class => {
            let windows = class == Class::Completion && name::is_windows_system(&reply.text());
            known.windows_names = Some(windows);
            Answer::ServerState
        }
    }
}
