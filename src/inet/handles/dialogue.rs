//! The dialogue with a server, which one call uses at a time.

use crate::net::{Cancel, Control, EndOfData, Finished, LocalEnd, Observer, Timeouts, drive};
use crate::protocol::ServerState;

use super::transfer::{Access, Ended, OpenFile};

/// The dialogue with the server.
#[derive(Debug)]
pub(crate) struct Dialogue {
    /// `None` before the login, while a file is open, and once the dialogue is lost.
    pub(crate) control: Option<Control>,
    pub(crate) known: ServerState,
    /// The file that is open: until it is closed nothing else can be done.
    pub(crate) open: Option<OpenFile>,
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
        self.go_on(&mut EndOfData, timeouts, stop, observer).await
    }

    fn ended(&mut self, finished: Finished) -> Vec<u8> {
        let Finished { server_state, control, verdict, mut replies, report: account } = finished;
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
