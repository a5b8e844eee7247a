//! A remote file that is open: its transfer rests between the calls that read or write it.

use crate::inet::{Error, error};
use crate::net::{Cancel, End, Finished, LocalEnd, Observer, Operation, Timeouts, TransferReport, drive};
use crate::protocol::Verdict;

use super::connection::Dialogue;
use super::file::Access;

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
        error::of_verdict(&self.verdict) == Err(Error::Cancelled)
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

impl Dialogue {
    /// Goes on with the open file's transfer until it ends or `local` is satisfied; gives the lines the server sent.
    pub(crate) async fn go_on(
        &mut self,
        local: &mut dyn LocalEnd,
        timeouts: Timeouts,
        stop: &Cancel,
        observer: &dyn Observer,
    ) -> Vec<u8> {
        match self.open.take() {
            Some(OpenFile::Open(access, mut operation)) => {
                drive(&mut operation.run(local, timeouts), stop, observer).await;
                if operation.verdict().is_some() {
                    return self.ended(operation.finish());
                }
                let replies = operation.take_replies();
                self.open = Some(OpenFile::Open(access, operation));
                replies
            }
            other => {
                self.open = other;
                Vec::new()
            }
        }
    }

    /// Ends the transfer: an upload is finished, a download given up. Both get the dialogue in step again.
    pub(crate) async fn conclude(
        &mut self,
        timeouts: Timeouts,
        stop: &Cancel,
        observer: &dyn Observer,
    ) -> Vec<u8> {
        if let Some(OpenFile::Open(Access::Read, download)) = &mut self.open {
            download.abandon();
        }
        self.go_on(&mut End, timeouts, stop, observer).await
    }

    fn ended(&mut self, finished: Finished) -> Vec<u8> {
        let Finished { server_state, control, verdict, mut replies, account } = finished;
        // It may have come during an earlier call, but it is told by this one.
        if let Some(reply) = verdict.reply().filter(|reply| !replies.ends_with(reply.raw())) {
            replies.extend_from_slice(reply.raw());
        }
        self.known = server_state.unwrap_or(self.known);
        self.control = control;
        self.open = Some(OpenFile::Ended(Ended { verdict, replies: replies.clone(), account, told: false }));
        replies
    }
}
