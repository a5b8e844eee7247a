//! The verdict of an operation: the one type every answer to the caller is made of.

use super::{Failure, LocalFailure, Reply};

/// What became of an operation. Only [`Verdict::Done`] is TRUE.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The server's final reply is 2yz, every byte was handed over and acknowledged, nothing failed here.
    Done(Reply),
    /// The server's final reply says no.
    Refused(Reply),
    /// The server refused the user or the password.
    LoginRefused(Reply),
    /// Something on this side or on the data connection failed; the final reply, if one came, does not decide.
    Incomplete {
        /// What failed.
        reason: Reason,
        /// The final reply, where one came.
        reply: Option<Reply>,
    },
    /// There is no final reply.
    Unknown {
        /// Why there is none.
        reason: Reason,
    },
}

impl Verdict {
    /// The final reply behind the verdict. An old preliminary reply never stands here.
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Done(reply) | Self::Refused(reply) | Self::LoginRefused(reply) => Some(reply),
            Self::Incomplete { reply, .. } => reply.as_ref(),
            Self::Unknown { .. } => None,
        }
    }
}

/// Why a verdict is not the server's reply alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The control connection failed while the server owed a reply.
    Control(Failure),
    /// The control connection was already gone when the operation began.
    Dropped(Failure),
    /// Something nobody asked for was waiting before a command, so no answer could be trusted any more.
    OutOfSync,
    /// The server's reply did not come in time.
    ReplyTimeout,
    /// In all that time only lines came that are no reply.
    Garbled,
    /// The data connection failed, or bytes stayed unacknowledged.
    Data(Failure),
    /// The local file could not be read to its end, or what came could not be kept.
    Local(LocalFailure),
    /// A 2yz came before the data had ended, so it cannot speak of all of it.
    Premature,
    /// The server offers no passive mode that makes sense.
    NoPassiveMode,
    /// The caller closed the handle.
    Cancelled,
}

/// What becomes of the control connection after a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ControlFate {
    /// In step: the next command may follow.
    Keep,
    /// Closed, or no longer to be trusted.
    Drop,
}
