//! The transfer of an open file, which is idle between the calls that read or write it.

use crate::inet::{Error, verdict};
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
    Ended(Ended),
}

/// What became of a transfer that has ended before its handle was closed.
pub(crate) struct Ended {
    pub(crate) verdict: Verdict,
    pub(crate) replies: Vec<u8>,
    pub(crate) account: TransferReport,
    /// A call has told the verdict.
    pub(crate) told: bool,
}

impl Ended {
    /// Whether a close has ended it.
    pub(crate) fn is_cancelled(&self) -> bool {
        verdict::result(&self.verdict) == Err(Error::Cancelled)
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
