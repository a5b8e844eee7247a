//! The dialogue with a server, which one call uses at a time.

use crate::net::{Cancel, Control, EndOfData, Finished, LocalEnd, Observer, Timeouts, drive};
use crate::protocol::ServerState;

use super::transfer::{Access, EndedTransfer, OpenFile};

/// The dialogue with the server.
#[derive(Debug)]
pub(crate) struct Dialogue {
    /// `None` before the login, while a file is open, and once the dialogue is lost.
    pub(crate) control: Option<Control>,
    pub(crate) server_state: ServerState,
    /// The file that is open: until it is closed nothing else can be done.
    pub(crate) open: Option<OpenFile>,
}

impl Dialogue {
    /// Continues the open file's transfer until it ends or `local` has what it asked for. Returns the lines the server sent.
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
                    return self.end_transfer(operation.finish());
                }
                let lines = operation.take_replies();
                self.open = Some(OpenFile::Open(access, operation));
                lines
            }
            other => {
                self.open = other;
                Vec::new()
            }
        }
    }

    /// Ends the transfer: an upload is finished, a download aborted. After both the dialogue is in sync again.
    pub(crate) async fn conclude(
        &mut self,
        timeouts: Timeouts,
        stop: &Cancel,
        observer: &dyn Observer,
    ) -> Vec<u8> {
        if let Some(OpenFile::Open(Access::Read, download)) = &mut self.open {
            download.abandon();
        }
        self.go_on(&mut EndOfData, timeouts, stop, observer).await
    }

    fn end_transfer(&mut self, finished: Finished) -> Vec<u8> {
        let Finished { server_state, control, verdict, replies: mut lines, report } = finished;
        // The final reply may have come during an earlier call, but this call is the one that reports it.
        if let Some(reply) = verdict.reply().filter(|reply| !lines.ends_with(reply.raw())) {
            lines.extend_from_slice(reply.raw());
        }
        self.server_state = server_state.unwrap_or(self.server_state);
        self.control = control;
        let ended = EndedTransfer { verdict, lines: lines.clone(), report, is_reported: false };
        self.open = Some(OpenFile::Ended(ended));
        lines
    }
}
