//! A file handle: reading and writing a remote file piece by piece.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::inet::{Error, verdict_errors};
use crate::net::{Cancel, NoObserver, Observer, Status, Timeouts, TransferReport};
use crate::sync::lock;

use super::attributes::Attributes;
use super::completed::Completed;
use super::connection::Connection;
use super::dialogue::Dialogue;
use super::notifier::Notifier;
use super::transfer::{Access, OpenFile};

/// What a file handle names.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) connection: Arc<Connection>,
    /// The connection was made for this file alone and ends with it.
    pub(crate) owns_connection: bool,
    pub(crate) access: Access,
    /// If the server reported it.
    pub(crate) size: Option<u64>,
    pub(crate) url: Vec<u8>,
    pub(crate) attributes: Arc<Attributes>,
    pub(super) stop: Cancel,
    /// It was closed while a call was in the middle of it.
    is_aborted: AtomicBool,
    /// The result of its close, after which another file may be open.
    closed: Mutex<Option<Result<(), Error>>>,
    /// How far the upload had got when its close ended it, until that is reported.
    progress: Mutex<Option<Status>>,
    /// The bytes that InternetQueryDataAvailable has reported and that were not read yet.
    pub(super) announced: Mutex<usize>,
}

/// What a new file handle is made of.
pub(crate) struct Opened {
    pub(crate) connection: Arc<Connection>,
    pub(crate) owns_connection: bool,
    pub(crate) access: Access,
    pub(crate) size: Option<u64>,
    pub(crate) url: Vec<u8>,
    pub(crate) context: usize,
}

impl File {
    pub(crate) fn new(opened: Opened) -> Self {
        let attributes = opened.connection.attributes.child(opened.context);
        Self {
            connection: opened.connection,
            owns_connection: opened.owns_connection,
            access: opened.access,
            size: opened.size,
            url: opened.url,
            attributes,
            stop: Cancel::default(),
            is_aborted: AtomicBool::new(false),
            closed: Mutex::new(None),
            progress: Mutex::new(None),
            announced: Mutex::new(0),
        }
    }

    /// The size of the system's buffer for what is sent, from now on. Waits for a call that is running.
    pub(crate) fn set_send_buffer(&self, size: usize) -> Result<(), Error> {
        if let Some(OpenFile::Open(Access::Write, upload)) =
            &mut self.connection.take_dialogue(&self.stop)?.open
        {
            upload.set_send_buffer(Some(size));
        }
        Ok(())
    }

    /// Cancels the call that runs on the file, and all that wait for their turn.
    pub(crate) fn cancel(&self) {
        self.stop.cancel();
        self.connection.dialogue.wake_waiting();
    }

    /// The file is closed while a call is in the middle of it: its transfer is aborted, and no call will ever report that
    /// an upload is whole.
    pub(crate) fn abort(&self) -> Result<(), Error> {
        self.is_aborted.store(true, Ordering::SeqCst);
        self.without_verdict()
    }

    /// Ends the transfer, after which the connection is free again. An upload's verdict is returned in any case, that of a
    /// download if all its data was read and no call has returned it yet. A second close returns the same.
    pub(crate) async fn close(self: &Arc<Self>) -> Completed<()> {
        self.stop.cancel();
        let file = Arc::clone(self);
        // Held until the result is kept: no other file can be opened before. A second close does not wait for a call that
        // uses the connection in the meantime.
        let mut dialogue = self.connection.dialogue.take_unless(move || lock(&file.closed).is_some()).await;
        if let Some(before) = *lock(&self.closed) {
            return Completed::local(before);
        }
        let completed = match &mut dialogue {
            Some(dialogue) => self.end(dialogue).await,
            None => Completed::local(self.without_verdict()),
        };
        completed.publish_to(&self.connection);
        *lock(&self.closed) = Some(completed.result);
        completed
    }

    async fn end(&self, dialogue: &mut Dialogue) -> Completed<()> {
        let was_reading = matches!(dialogue.open, Some(OpenFile::Open(Access::Read, _)));
        let was_writing = matches!(dialogue.open, Some(OpenFile::Open(Access::Write, _)));
        let is_is_aborted = self.is_aborted.load(Ordering::SeqCst);
        let stop = if is_is_aborted { &self.stop } else { &self.connection.stop_closing };
        dialogue.conclude(self.timeouts(), stop, &NoObserver).await;
        let completed = match &dialogue.open {
            Some(OpenFile::Ended(ended)) => {
                // A call that was in the middle of the file when it was closed reports that itself.
                let was_cancelled = ended.is_cancelled();
                if was_writing && !was_cancelled {
                    let TransferReport { moved: done, total, .. } = ended.report;
                    *lock(&self.progress) = Some(Status::Progress { done, total });
                }
                let is_reported = match self.access {
                    // A failure is reported again: it is the result of the close.
                    Access::Write => ended.is_reported && verdict_errors::result(&ended.verdict).is_ok(),
                    Access::Read => ended.is_reported || was_reading || was_cancelled,
                };
                if is_reported { None } else { report_verdict(dialogue) }
            }
            _ => Some(Completed::local(self.without_verdict())),
        };
        dialogue.open = None;
        completed.unwrap_or_else(|| Completed::local(Ok(())))
    }

    /// Reports how far an upload got that its close ended.
    pub(crate) fn notify_progress(&self, notifier: &Notifier) {
        let progress = lock(&self.progress).take();
        if let Some(progress) = progress.filter(|_| notifier.filter().progress) {
            notifier.notify(progress);
        }
    }

    /// If nothing is known about the transfer, an upload is not known to be whole.
    fn without_verdict(&self) -> Result<(), Error> {
        match self.access {
            Access::Write => Err(Error::Cancelled),
            Access::Read => Ok(()),
        }
    }

    pub(super) fn timeouts(&self) -> Timeouts {
        self.attributes.settings().timeouts()
    }

    /// What a call reports: nothing while data moves, then the verdict. The refusal of a download is reported once; after
    /// that the file has simply ended.
    pub(super) fn report(&self, dialogue: &mut Dialogue) -> Option<Completed<()>> {
        match &dialogue.open {
            Some(OpenFile::Ended(ended))
                if ended.is_reported
                    && self.access == Access::Read
                    && verdict_errors::result(&ended.verdict) == Err(Error::Extended) =>
            {
                None
            }
            _ => report_verdict(dialogue),
        }
    }
}

/// The verdict of the open file, if it has one yet.
fn report_verdict(dialogue: &mut Dialogue) -> Option<Completed<()>> {
    let Some(OpenFile::Ended(ended)) = &mut dialogue.open else { return None };
    ended.is_reported = true;
    Some(Completed::new(&ended.verdict, ended.report.clone(), ended.lines.clone()).map(drop))
}
