//! The transfer of an open file, which is idle between the calls that read or write it.

use crate::inet::{Error, verdict_errors};
use crate::net::{Operation, TransferReport};
use crate::protocol::Verdict;

/// What a file was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// The transfer of the open file.
pub(crate) enum OpenFile {
    Open(Access, Box<Operation>),
    Ended(EndedTransfer),
}

/// A transfer that has ended before its handle was closed.
pub(crate) struct EndedTransfer {
    pub(crate) verdict: Verdict,
    /// What the server sent in the call in which it ended.
    pub(crate) lines: Vec<u8>,
    pub(crate) report: TransferReport,
    /// A call has returned the verdict.
    pub(crate) is_reported: bool,
}

impl EndedTransfer {
    /// Whether a close has ended it.
    pub(crate) fn is_cancelled(&self) -> bool {
        verdict_errors::result(&self.verdict) == Err(Error::Cancelled)
    }
}

impl std::fmt::Debug for OpenFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Open(access, _) => f.debug_tuple("Open").field(access).finish_non_exhaustive(),
            Self::Ended(_) => f.write_str("Ended"),
        }
    }
}
