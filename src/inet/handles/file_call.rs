//! One call on an open file.

use std::sync::Arc;

use crate::inet::Error;
use crate::net::{LocalEnd, Peek, Reader, Writer};
use crate::sync::lock;

use super::completed::Completed;
use super::dialogue::Dialogue;
use super::exclusive::ExclusiveGuard;
use super::file::File;
use super::notifier::Notifier;
use super::transfer::{Access, OpenFile};

/// One call on an open file, with the dialogue of its connection.
pub(crate) struct FileCall {
    file: Arc<File>,
    dialogue: ExclusiveGuard<Dialogue>,
    notifier: Notifier,
}

impl FileCall {
    /// Takes the dialogue of the connection on which the file is open.
    pub(crate) fn new(file: &Arc<File>, access: Access, notifier: &Notifier) -> Result<Self, Error> {
        if file.access != access {
            return Err(Error::AccessDenied);
        }
        let dialogue = file.connection.take_dialogue(&file.stop)?;
        if dialogue.open.is_none() {
            return Err(Error::Cancelled); // a panic has taken it
        }
        Ok(Self { file: Arc::clone(file), dialogue, notifier: notifier.clone() })
    }

    /// Fills a buffer: up to its end or the file's if it is to be `whole`, otherwise with what is there. 0 is the end of a
    /// file that was received completely.
    pub(crate) async fn read(mut self, buffer: &mut [u8], whole: bool) -> Completed<usize> {
        if buffer.is_empty() {
            return Completed::local(Ok(0));
        }
        let mut reader = Reader::new(buffer, whole);
        let lines = self.go_on(&mut reader).await;
        let filled = reader.filled();
        let mut announced = lock(&self.file.announced);
        *announced = announced.saturating_sub(filled);
        drop(announced);
        // After a partial success of a cancelled read, no later call could report that the rest is missing.
        let is_cancelled =
            matches!(&self.dialogue.open, Some(OpenFile::Ended(ended)) if ended.is_cancelled());
        if filled > 0 && !is_cancelled {
            return Completed::unfinished(Ok(filled), lines).holding(self.dialogue);
        }
        self.report(lines).map(|()| 0)
    }

    /// How many bytes can be read without waiting: waits for the first of them; 0 is the end.
    pub(crate) async fn available(mut self) -> Completed<usize> {
        let before = *lock(&self.file.announced);
        if before > 0 {
            return Completed::local(Ok(before));
        }
        let most = self.file.attributes.settings().read_buffer.max(1) as usize;
        let mut peek = Peek::new(most.min(1 << 20));
        let lines = self.go_on(&mut peek).await;
        *lock(&self.file.announced) = peek.available();
        if peek.available() > 0 {
            return Completed::unfinished(Ok(peek.available()), lines).holding(self.dialogue);
        }
        self.report(lines).map(|()| 0)
    }

    /// Sends all bytes.
    pub(crate) async fn write(mut self, bytes: &[u8]) -> Completed<()> {
        if let Some(OpenFile::Ended(_)) = &self.dialogue.open {
            return self.report(Vec::new()).and_then(|()| Err(Error::IncorrectHandleState));
        }
        let mut lines = self.go_on(&mut Writer::new(bytes)).await;
        if self.file.stop.is_cancelled() {
            // Closed at the last moment, as by a callback: the upload is aborted, not finished.
            lines.extend(self.go_on(&mut Writer::new(&[])).await);
        }
        self.report(lines)
    }

    /// Ends an upload and returns its verdict.
    pub(crate) async fn finish(mut self) -> Completed<()> {
        let file = &self.file;
        let lines = self.dialogue.conclude(file.timeouts(), &file.stop, &self.notifier).await;
        self.report(lines)
    }

    async fn go_on(&mut self, local: &mut dyn LocalEnd) -> Vec<u8> {
        let file = &self.file;
        self.dialogue.go_on(local, file.timeouts(), &file.stop, &self.notifier).await
    }

    /// Ends the call with the verdict of the file, if it has one to report; `lines` is what the server sent in the call.
    fn report(mut self, lines: Vec<u8>) -> Completed<()> {
        let reported = self.file.report(&mut self.dialogue);
        reported.unwrap_or_else(|| Completed::unfinished(Ok(()), lines)).holding(self.dialogue)
    }
}
