//! A file handle: reading and writing a remote file piece by piece.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::inet::{Error, verdict};
use crate::net::{Cancel, NoObserver, Observer, Status, Timeouts, TransferReport};
use crate::sync::lock;

use super::attributes::Attributes;
use super::connection::Connection;
use super::dialogue::Dialogue;
use super::notifier::Notifier;
use super::transfer::{Access, Ended, OpenFile};

/// What a file handle names.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) connection: Arc<Connection>,
    /// The connection was made for this file alone and ends with it.
    pub(crate) owns_connection: bool,
    pub(crate) access: Access,
    /// Where the server told it.
    pub(crate) size: Option<u64>,
    pub(crate) url: Vec<u8>,
    pub(crate) attributes: Arc<Attributes>,
    pub(super) stop: Cancel,
    /// It was closed while a call was in the middle of it.
    given_up: AtomicBool,
    /// What its close came to: another file may be open by then.
    closed: Mutex<Option<Result<(), Error>>>,
    /// How far the upload had come when its close ended it, until that is told.
    progress: Mutex<Option<Status>>,
    /// What InternetQueryDataAvailable told and was not read yet.
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
            given_up: AtomicBool::new(false),
            closed: Mutex::new(None),
            progress: Mutex::new(None),
            announced: Mutex::new(0),
        }
    }

    /// The size of the system's buffer for what is sent, from now on. Waits for a call that is running.
    pub(crate) fn set_send_buffer(&self, size: usize) -> Result<(), Error> {
        if let Some(OpenFile::Open(Access::Write, upload)) = &mut self.connection.turn(&self.stop)?.open {
            upload.set_send_buffer(Some(size));
        }
        Ok(())
    }

    /// Ends what runs on the file, and whatever waits for its turn.
    pub(crate) fn cancel(&self) {
        self.stop.cancel();
        self.connection.dialogue.wake_waiting();
    }

    /// The file is closed while a call is in the middle of it: its transfer is torn. Of an upload nobody will ever tell
    /// that it is whole.
    pub(crate) fn give_up(&self) -> Result<(), Error> {
        self.given_up.store(true, Ordering::SeqCst);
        self.without_verdict()
    }

    /// Ends the transfer; the connection is free again. The verdict of an upload is told in any case, that of a download
    /// where all its data was read and nobody was told yet. Closed once more, it tells the same.
    pub(crate) async fn close(self: &Arc<Self>) -> Result<(), Error> {
        self.stop.cancel();
        let file = Arc::clone(self);
        // Had until the result is kept: nobody can open another file before. Whoever finds it closed does not wait for
        // what the connection does by now.
        let mut dialogue = self.connection.dialogue.take_unless(move || lock(&file.closed).is_some()).await;
        if let Some(before) = *lock(&self.closed) {
            return before;
        }
        let result = match &mut dialogue {
            Some(dialogue) => self.end(dialogue).await,
            None => self.without_verdict(),
        };
        *lock(&self.closed) = Some(result);
        result
    }

    async fn end(&self, dialogue: &mut Dialogue) -> Result<(), Error> {
        let was_reading = matches!(dialogue.open, Some(OpenFile::Open(Access::Read, _)));
        let was_writing = matches!(dialogue.open, Some(OpenFile::Open(Access::Write, _)));
        let is_given_up = self.given_up.load(Ordering::SeqCst);
        let stop = if is_given_up { &self.stop } else { &self.connection.stop_closing };
        dialogue.conclude(self.timeouts(), stop, &NoObserver).await;
        let result = match &dialogue.open {
            Some(OpenFile::Ended(ended)) => {
                let result = verdict::result(&ended.verdict);
                // Whoever was in the middle of a call when the file was closed was told so; this is about the rest.
                let was_cancelled = ended.is_cancelled();
                if was_writing && !was_cancelled {
                    let TransferReport { moved: done, total, .. } = ended.account;
                    *lock(&self.progress) = Some(Status::Progress { done, total });
                }
                let is_news = match self.access {
                    // A failure is told again: it is the value of the close.
                    Access::Write => !ended.told || result.is_err(),
                    Access::Read => !ended.told && !was_reading && !was_cancelled,
                };
                if is_news { self.tell_failure(dialogue) } else { Ok(()) }
            }
            _ => self.without_verdict(),
        };
        dialogue.open = None;
        result
    }

    /// Tells how far an upload came that its close ended.
    pub(crate) fn tell_progress(&self, notifier: &Notifier) {
        let progress = lock(&self.progress).take();
        if let Some(progress) = progress.filter(|_| notifier.filter().progress) {
            notifier.notify(progress);
        }
    }

    /// Where nothing is known of the transfer, an upload is not known to be whole.
    fn without_verdict(&self) -> Result<(), Error> {
        match self.access {
            Access::Write => Err(Error::Cancelled),
            Access::Read => Ok(()),
        }
    }

    pub(super) fn timeouts(&self) -> Timeouts {
        self.attributes.settings().timeouts()
    }

    /// What the caller is told: nothing while data moves, then the verdict. The server's no to a download is told once;
    /// after that the file has simply ended.
    pub(super) fn tell(&self, dialogue: &mut Dialogue) -> Result<(), Error> {
        match &dialogue.open {
            Some(OpenFile::Ended(ended))
                if ended.told
                    && self.access == Access::Read
                    && verdict::result(&ended.verdict) == Err(Error::Extended) =>
            {
                Ok(())
            }
            _ => self.tell_failure(dialogue),
        }
    }

    fn tell_failure(&self, dialogue: &mut Dialogue) -> Result<(), Error> {
        let Some(OpenFile::Ended(ended)) = &mut dialogue.open else { return Ok(()) };
        ended.told = true;
        let Ended { verdict, replies, account, .. } = ended;
        self.connection.record(verdict.clone(), account.clone(), replies.clone()).map(drop)
    }
}
