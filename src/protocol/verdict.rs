//! The verdict of an operation: every result that the caller sees is derived from this one type.

use super::{Failure, LocalFailure, Reply};

/// How an operation ended. Only [`Verdict::Done`] becomes TRUE.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The server's final reply is 2yz, all data was transferred (for an upload: and acknowledged by the server's system),
    /// and nothing failed on this side.
    Done(Reply),
    /// The server's final reply refuses the command.
    Refused(Reply),
    /// The server refused the user or the password.
    LoginRefused(Reply),
    /// Something failed on this side or on the data connection. The final reply, if one came, does not decide.
    Incomplete {
        /// What failed.
        reason: Reason,
        /// The final reply, if one came.
        reply: Option<Reply>,
    },
    /// There is no final reply.
    Unknown {
        /// Why there is none.
        reason: Reason,
    },
}

impl Verdict {
    /// The final reply that the verdict is based on, never a preliminary one.
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Done(reply) | Self::Refused(reply) | Self::LoginRefused(reply) => Some(reply),
            Self::Incomplete { reply, .. } => reply.as_ref(),
            Self::Unknown { .. } => None,
        }
    }
}

/// Why the server's reply does not decide, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The control connection failed while the server owed a reply.
    Control(Failure),
    /// The control connection was already lost when the operation began.
    AlreadyLost(Failure),
    /// The server had sent something unexpected before a command, so no later reply could be trusted.
    OutOfSync,
    /// The server's reply did not come in time.
    ReplyTimeout,
    /// The server's reply did not come in time, but lines that are not part of any reply did.
    Garbled,
    /// The data connection failed, or bytes stayed unacknowledged.
    Data(Failure),
    /// The local file could not be read to its end, or the received data could not be stored.
    Local(LocalFailure),
    /// A 2yz came before all data was sent, so it cannot confirm the whole file.
    Premature,
    /// The server offers no usable passive mode.
    NoPassiveMode,
    /// The caller closed the handle.
    Cancelled,
}

/// What happens to the control connection after a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ControlFate {
    /// The dialogue is in sync: the next command may follow.
    Keep,
    /// The connection is closed, or the next reply on it could belong to an earlier command.
    Drop,
}

impl ControlFate {
    /// After a 421 the server closes the connection (RFC 959). Any other final reply leaves the dialogue in sync.
    pub(super) fn after(reply: &Reply) -> Self {
        if reply.code() == 421 { Self::Drop } else { Self::Keep }
    }
}
