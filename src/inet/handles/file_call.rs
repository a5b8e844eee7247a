//! One call on an open file.

use std::sync::Arc;

use crate::inet::Error;
use crate::net::{LocalEnd, Peek, Reader, Writer};
use crate::sync::lock;

use super::dialogue::Dialogue;
use super::file::File;
use super::notifier::Notifier;
use super::response;
use super::transfer::{Access, OpenFile};
use super::turn::TurnGuard;

/// A file with its dialogue, in the hands of one call.
pub(crate) struct FileCall {
    file: Arc<File>,
    dialogue: TurnGuard<Dialogue>,
    notifier: Notifier,
}

impl FileCall {
    /// Takes the dialogue, in which this file is the open one.
    pub(crate) fn new(file: &Arc<File>, access: Access, notifier: &Notifier) -> Result<Self, Error> {
        if file.access != access {
            return Err(Error::AccessDenied);
        }
        let dialogue = file.connection.turn(&file.stop)?;
        if dialogue.open.is_none() {
            return Err(Error::Cancelled); // a panic has taken it
        }
        Ok(Self { file: Arc::clone(file), dialogue, notifier: notifier.clone() })
    }

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
