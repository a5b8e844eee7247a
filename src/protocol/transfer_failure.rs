//! A failure on this side of a transfer, after which the server still owes its final reply.

use super::guarded::End;
use super::{Class, ControlFate, Failure, FailureKind, LocalFailure, Reason, Reply, ReplyTimer, Verdict};

/// What failed on this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum TransferFailure {
    /// The data connection could not be established.
    NotConnected(Failure),
    /// The data connection broke.
    DataLost(Failure),
    /// The local file could not be read or written.
    LocalFile(LocalFailure),
}

impl TransferFailure {
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::NotConnected(failure) | Self::DataLost(failure) => Reason::Data(failure),
            Self::LocalFile(failure) => Reason::Local(failure),
        }
    }

    /// How long to wait for the server's final reply. After a broken connection it is worth the usual time, since it says
    /// why. A server that could not be reached has little to say, and one that stalled has already had its time.
    pub(super) fn reply_timer(self) -> ReplyTimer {
        match self {
            Self::NotConnected(failure) | Self::DataLost(failure)
                if failure.kind == FailureKind::TimedOut =>
            {
                ReplyTimer::AfterTimeout
            }
            Self::NotConnected(_) => ReplyTimer::AfterFailure,
            Self::DataLost(_) | Self::LocalFile(_) => ReplyTimer::Reply,
        }
    }

    /// The end when the server's final reply comes. A refusal explains a broken connection, but not a failure of the local
    /// file.
    pub(super) fn end_with_reply(self, reply: Reply) -> End {
        if reply.class() == Class::Completion || matches!(self, Self::LocalFile(_)) {
            let fate = ControlFate::after(&reply);
            End::incomplete(self.reason(), reply, fate)
        } else {
            End::refused(reply)
        }
    }

    /// The end when no final reply comes, for this reason.
    pub(super) fn end_without_reply(self, reason: Reason) -> End {
        match (self, reason) {
            (_, Reason::Cancelled) => End::unknown(reason),
            (Self::LocalFile(_), _) => {
                let verdict = Verdict::Incomplete { reason: self.reason(), reply: None };
                End { verdict, fate: ControlFate::Drop }
            }
            (Self::NotConnected(_), Reason::ReplyTimeout) => End::unknown(self.reason()),
            _ => End::unknown(reason),
        }
    }
}
