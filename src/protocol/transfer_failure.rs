//! What failed on this side of a transfer while the server still owes its word.

use super::{
    Action, Class, ControlFate, Failure, FailureKind, LocalFailure, Reason, Reply, ReplyTimer, Verdict,
    machine,
};

/// What failed on this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum TransferFailure {
    /// The data connection could not be made.
    DataEndpoint(Failure),
    /// The data connection broke.
    Data(Failure),
    /// The local file could not be read or written.
    Local(LocalFailure),
}

impl TransferFailure {
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::DataEndpoint(failure) | Self::Data(failure) => Reason::Data(failure),
            Self::Local(failure) => Reason::Local(failure),
        }
    }

    /// How long the server may take to say why. A stalled server has had its time, and one that could not be reached owes
    /// little; after a broken connection it owes the reason.
    pub(super) fn clock(self) -> ReplyTimer {
        match self {
            Self::DataEndpoint(failure) | Self::Data(failure) if failure.kind == FailureKind::TimedOut => {
                ReplyTimer::AfterTimeout
            }
            Self::DataEndpoint(_) => ReplyTimer::AfterFailure,
            Self::Data(_) | Self::Local(_) => ReplyTimer::Reply,
        }
    }

    /// The end by the server's final reply: its no tells more than a broken connection, but not more than the local file.
    pub(super) fn answered(self, reply: Reply) -> Action {
        let fate = machine::fate(&reply);
        let ours = reply.class() == Class::Completion || matches!(self, Self::Local(_));
        let verdict = if ours {
            Verdict::Incomplete { reason: self.reason(), reply: Some(reply) }
        } else {
            Verdict::Refused(reply)
        };
        Action::Finish(verdict, fate)
    }

    /// The end without a final reply.
    pub(super) fn unanswered(self, reason: Reason) -> Action {
        match (self, reason) {
            (_, Reason::Cancelled) => machine::unknown(reason),
            (Self::Local(_), _) => {
                let verdict = Verdict::Incomplete { reason: self.reason(), reply: None };
                Action::Finish(verdict, ControlFate::Drop)
            }
            (Self::DataEndpoint(_), Reason::ReplyTimeout) => machine::unknown(self.reason()),
            _ => machine::unknown(reason),
        }
    }
}
