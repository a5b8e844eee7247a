//! One call on a connection.

use std::sync::Arc;

use crate::constants::winsock::WSAENOTCONN;
use crate::inet::Error;
use crate::net::{Finished, LocalEnd, NoData, Operation, TransferReport, drive};
use crate::protocol::{Failure, FailureKind, Machine, Reason, Reply, ServerState, Verdict};

use super::completed::Completed;
use super::connection::Connection;
use super::dialogue::Dialogue;
use super::exclusive::ExclusiveGuard;
use super::notifier::Notifier;
use super::response;
use super::transfer::{Access, OpenFile};

/// One call, with the dialogue of its connection.
pub(crate) struct Call {
    connection: Arc<Connection>,
    dialogue: ExclusiveGuard<Dialogue>,
    notifier: Notifier,
}

impl Call {
    /// Takes the dialogue, which must not be busy with an open file.
    pub(crate) fn new(connection: &Arc<Connection>, notifier: &Notifier) -> Result<Self, Error> {
        let dialogue = connection.take_dialogue(&connection.stop)?;
        if dialogue.open.is_some() {
            return Err(Error::TransferInProgress);
        }
        Ok(Self { connection: Arc::clone(connection), dialogue, notifier: notifier.clone() })
    }

    /// Runs a machine to its end.
    pub(crate) async fn run<M: Machine + 'static>(
        &mut self,
        make: impl FnOnce(ServerState) -> M,
        local: &mut dyn LocalEnd,
    ) -> Completed<Reply> {
        match self.begin(make, local).await {
            Ok(operation) => self.end(operation),
            Err(never_begun) => never_begun,
        }
    }

    /// Runs a machine until data can move, and leaves it there: the connection is busy with it until the file is closed.
    /// Returns the size of the remote file, if the server reported it.
    pub(crate) async fn open<M: Machine + 'static>(
        &mut self,
        make: impl FnOnce(ServerState) -> M,
        access: Access,
    ) -> Completed<Option<u64>> {
        let mut operation = match self.begin(make, &mut NoData).await {
            Ok(operation) => operation,
            Err(never_begun) => return never_begun.map(|_| None),
        };
        if operation.verdict().is_some() {
            // A transfer that ends before its data began has failed, whatever the server says.
            return self.end(operation).and_then(|_| Err(Error::ConnectionAborted));
        }
        let (size, lines) = (operation.remote_size(), operation.take_replies());
        self.dialogue.open = Some(OpenFile::Open(access, Box::new(operation)));
        Completed::unfinished(Ok(size), lines)
    }

    /// Ends the call. The dialogue stays locked until the response is published.
    pub(crate) fn ends<T>(self, completed: Completed<T>) -> Completed<T> {
        completed.holding(self.dialogue)
    }

    /// Whether the connection is still usable.
    pub(crate) fn is_alive(&self) -> bool {
        self.dialogue.control.is_some()
    }

    /// Adds the lines of a listing that are not entries to the transcript.
    pub(crate) fn note_skipped_lines<'a>(&mut self, lines: impl Iterator<Item = &'a [u8]>) {
        if let Some(control) = &mut self.dialogue.control {
            control.note_skipped_lines(lines);
        }
    }

    /// Drops the file that was just opened: no handle could be created for it.
    pub(crate) fn forget_open(&mut self) {
        self.dialogue.open = None;
    }

    /// Runs a machine until it ends or pauses, unless there is no connection to run it on.
    async fn begin<M: Machine + 'static>(
        &mut self,
        make: impl FnOnce(ServerState) -> M,
        local: &mut dyn LocalEnd,
    ) -> Result<Operation, Completed<Reply>> {
        response::clear();
        if self.connection.stop.is_cancelled() {
            return Err(Completed::unfinished(Err(Error::Cancelled), Vec::new())); // nothing was sent yet
        }
        let Some(control) = self.dialogue.control.take() else {
            let reason = Reason::AlreadyLost(Failure::new(FailureKind::Closed, WSAENOTCONN));
            return Err(Completed::new(&Verdict::Unknown { reason }, TransferReport::empty(), Vec::new()));
        };
        let settings = self.connection.attributes.settings();
        let timeouts = settings.timeouts();
        let mut operation = Operation::new(make(self.dialogue.server_state), control, timeouts);
        operation.set_send_buffer(settings.socket_send_buffer);
        drive(&mut operation.run(local, timeouts), &self.connection.stop, &self.notifier).await;
        Ok(operation)
    }

    fn end(&mut self, operation: Operation) -> Completed<Reply> {
        let Finished { server_state, control, verdict, replies, report } = operation.finish();
        self.dialogue.server_state = server_state.unwrap_or(self.dialogue.server_state);
        self.dialogue.control = control;
        Completed::new(&verdict, report, replies)
    }
}
