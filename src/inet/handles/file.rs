//! A file handle: reading and writing a remote file piece by piece.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::inet::{Error, error};
use crate::net::{
    Cancel, LocalEnd, NoObserver, Observer, Peek, Reader, Status, Timeouts, TransferReport, Writer,
};
use crate::sync::lock;

use super::attributes::Attributes;
use super::connection::{Connection, Dialogue};
use super::notifier::Notifier;
use super::response;
use super::transfer::{Ended, OpenFile};
use super::turn::TurnGuard;

/// What a file was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

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
    stop: Cancel,
    /// It was closed while a call was in the middle of it.
    given_up: AtomicBool,
    /// What its close came to: another file may be open by then.
    closed: Mutex<Option<Result<(), Error>>>,
    /// How far the upload had come when its close ended it, until that is told.
    progress: Mutex<Option<Status>>,
    /// What InternetQueryDataAvailable told and was not read yet.
    announced: Mutex<usize>,
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

    /// Takes the dialogue, in which this file is the open one.
    pub(crate) fn enter(self: &Arc<Self>, access: Access, notifier: &Notifier) -> Result<Entered, Error> {
        if self.access != access {
            return Err(Error::AccessDenied);
        }
        let dialogue = self.connection.turn(&self.stop)?;
        if dialogue.open.is_none() {
            return Err(Error::Cancelled); // a panic has taken it
        }
        Ok(Entered { file: Arc::clone(self), dialogue, notifier: notifier.clone() })
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
                let verdict = error::of_verdict(&ended.verdict);
                // Whoever was in the middle of a call when the file was closed was told so; this is about the rest.
                let was_cancelled = ended.is_cancelled();
                if was_writing && !was_cancelled {
                    let TransferReport { moved: done, total, .. } = ended.account;
                    *lock(&self.progress) = Some(Status::Progress { done, total });
                }
                let is_news = match self.access {
                    // A failure is told again: it is the value of the close.
                    Access::Write => !ended.told || verdict.is_err(),
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
        if let Some(progress) = progress.filter(|_| notifier.wanted().progress) {
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

    fn timeouts(&self) -> Timeouts {
        self.attributes.settings().timeouts()
    }

    /// What the caller is told: nothing while data moves, then the verdict. The server's no to a download is told once;
    /// after that the file has simply ended.
    fn tell(&self, dialogue: &mut Dialogue) -> Result<(), Error> {
        match &dialogue.open {
            Some(OpenFile::Ended(ended))
                if ended.told
                    && self.access == Access::Read
                    && error::of_verdict(&ended.verdict) == Err(Error::Extended) =>
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

/// A file with its dialogue, in the hands of one call.
pub(crate) struct Entered {
    file: Arc<File>,
    dialogue: TurnGuard<Dialogue>,
    notifier: Notifier,
}

impl Entered {
    /// Fills a buffer: to its end or the file's, or, unless the `whole` of it is wanted, with what is there. 0 is the end
    /// of a file that came as a whole.
    pub(crate) async fn read(mut self, buffer: &mut [u8], whole: bool) -> Result<usize, Error> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let mut reader = Reader::new(buffer, whole);
        self.go_on(&mut reader).await;
        let filled = reader.filled();
        let mut announced = lock(&self.file.announced);
        *announced = announced.saturating_sub(filled);
        drop(announced);
        // Of a read that was cancelled nobody would learn that the rest is missing.
        let is_cancelled =
            matches!(&self.dialogue.open, Some(OpenFile::Ended(ended)) if ended.is_cancelled());
        if filled > 0 && !is_cancelled { Ok(filled) } else { self.tell().map(|()| 0) }
    }

    /// How many bytes can be read without waiting: waits for the first of them; 0 is the end.
    pub(crate) async fn available(mut self) -> Result<usize, Error> {
        let before = *lock(&self.file.announced);
        if before > 0 {
            return Ok(before);
        }
        let most = self.file.attributes.settings().read_buffer.max(1) as usize;
        let mut peek = Peek::new(most.min(1 << 20));
        self.go_on(&mut peek).await;
        *lock(&self.file.announced) = peek.available();
        if peek.available() > 0 { Ok(peek.available()) } else { self.tell().map(|()| 0) }
    }

    /// Sends all bytes.
    pub(crate) async fn write(mut self, bytes: &[u8]) -> Result<(), Error> {
        if let Some(OpenFile::Ended(_)) = &self.dialogue.open {
            return self.tell().and(Err(Error::IncorrectHandleState));
        }
        self.go_on(&mut Writer::new(bytes)).await;
        if self.file.stop.is_cancelled() {
            // Closed in the last moment, as by a callback: the upload is torn, not finished.
            self.go_on(&mut Writer::new(&[])).await;
        }
        self.tell()
    }

    /// Ends an upload and learns what became of it.
    pub(crate) async fn finish(mut self) -> Result<(), Error> {
        let file = &self.file;
        response::note(self.dialogue.conclude(file.timeouts(), &file.stop, &self.notifier).await);
        self.tell()
    }

    async fn go_on(&mut self, local: &mut dyn LocalEnd) {
        let file = &self.file;
        let replies = self.dialogue.go_on(local, file.timeouts(), &file.stop, &self.notifier).await;
        response::note(replies);
    }

    fn tell(&mut self) -> Result<(), Error> {
        self.file.tell(&mut self.dialogue)
    }
}
