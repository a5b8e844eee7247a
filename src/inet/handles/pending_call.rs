//! One call that may take long: it runs on the calling thread, or in the background, and reports the end to its callback.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use crate::inet::{Error, Handle};
use crate::net::{Executor, block_on, try_now};

use super::call::Call;
use super::callback::Event;
use super::completed::Completed;
use super::connection::Connection;
use super::file::File;
use super::file_call::FileCall;
use super::lifetime::HandleUse;
use super::notifier::Notifier;
use super::object::Object;
use super::registry::FoundHandle;
use super::response;
use super::transfer::Access;

/// What a call returns.
pub(crate) trait Answer: Send + 'static {
    /// The result that the callback gets with REQUEST_COMPLETE.
    fn number(&self) -> usize;

    /// What the callback gets before the call returns.
    fn announce(&self, _notifier: &Notifier) {}
}

impl Answer for () {
    fn number(&self) -> usize {
        1
    }
}

impl Answer for Handle {
    fn number(&self) -> usize {
        *self as usize
    }
}

/// A new handle below the one that was called.
impl Answer for HandleUse<Object> {
    fn number(&self) -> usize {
        self.handle() as usize
    }

    fn announce(&self, notifier: &Notifier) {
        notifier.send(Event::HandleCreated(self.handle()));
    }
}

impl<T: Answer> Answer for Option<T> {
    fn number(&self) -> usize {
        self.as_ref().map_or(1, Answer::number)
    }

    fn announce(&self, notifier: &Notifier) {
        self.iter().for_each(|answer| answer.announce(notifier));
    }
}

/// A call on a handle, which lives at least until the call has ended.
#[derive(Debug)]
pub(crate) struct PendingCall {
    notifier: Notifier,
    /// Its response is published to this connection.
    connection: Arc<Connection>,
    /// Released last of all.
    uses: HandleUse<Object>,
}

impl PendingCall {
    /// A call that has entered a handle, with the context value its callbacks get.
    pub(crate) fn new(uses: HandleUse<Object>, connection: &Arc<Connection>, notifier: Notifier) -> Self {
        Self { notifier, connection: Arc::clone(connection), uses }
    }

    /// A call on a connection, which takes its turn there.
    pub(crate) fn with_dialogue(
        found: &FoundHandle,
        connection: &Arc<Connection>,
        notifier: Notifier,
    ) -> Result<(Self, Call), Error> {
        let pending = Self::new(found.enter()?, connection, notifier);
        let call = Call::new(connection, pending.notifier())?;
        Ok((pending, call))
    }

    /// A call on an open file, which is in use from here on; a close lets the call end the transfer.
    pub(crate) fn with_file(
        found: &FoundHandle,
        file: &Arc<File>,
        access: Access,
    ) -> Result<(Self, FileCall), Error> {
        let uses = found.enter()?;
        let notifier = Notifier::for_handle(uses.handle(), &file.attributes);
        let mut pending = Self::new(uses, &file.connection, notifier);
        let call = FileCall::new(file, access, pending.notifier())?;
        pending.uses.begin_work();
        Ok((pending, call))
    }

    pub(crate) fn notifier(&self) -> &Notifier {
        &self.notifier
    }

    /// Does the work: in asynchronous mode in the background, if there is a callback to report its end to.
    pub(crate) fn run<T: Answer>(
        self,
        work: impl Future<Output = Completed<T>> + Send + 'static,
    ) -> Result<T, Error> {
        match self.executor() {
            Some(executor) => self.spawn(&executor, work),
            None => self.run_here(work),
        }
    }

    /// The same, but work that need not wait is done at once, unless callbacks of another call are still running.
    pub(crate) fn run_eagerly<T: Answer>(
        self,
        work: impl Future<Output = Completed<T>> + Send + 'static,
    ) -> Result<T, Error> {
        let Some(executor) = self.executor() else { return self.run_here(work) };
        let mut work = Box::pin(work);
        let done = self.uses.try_callback_turn().and_then(|_callback_turn| try_now(work.as_mut()));
        match done {
            Some(completed) => self.end(completed),
            None => self.spawn(&executor, work),
        }
    }

    /// Does the work on this thread.
    pub(crate) fn run_here<T: Answer>(self, work: impl Future<Output = Completed<T>>) -> Result<T, Error> {
        self.end(block_on(work))
    }

    /// Publishes the response, which a callback can read from then on.
    fn end<T: Answer>(&self, completed: Completed<T>) -> Result<T, Error> {
        let result = completed.publish(&self.connection);
        result.inspect(|answer| answer.announce(&self.notifier))
    }

    fn executor(&self) -> Option<Arc<Executor>> {
        self.notifier.attributes().executor.clone().filter(|_| self.notifier.has_callback())
    }

    fn spawn<T: Answer>(
        self,
        executor: &Executor,
        work: impl Future<Output = Completed<T>> + Send + 'static,
    ) -> Result<T, Error> {
        executor.spawn(self.complete(work)).map_err(|_| Error::AsyncThreadFailed)?;
        Err(Error::IoPending)
    }

    async fn complete<T: Answer>(mut self, work: impl Future<Output = Completed<T>> + Send) {
        let _callback_turn = self.uses.callback_turn().await;
        let completed = caught(work).await;
        if completed.response.is_none() {
            // The response that this thread has published for another call does not belong to this one.
            response::clear();
        }
        let (result, error) = match self.end(completed) {
            Ok(answer) => (answer.number(), 0),
            Err(error) => (0, error.number()),
        };
        // From here on a close finishes a file itself, and can return its verdict.
        self.uses.end_work();
        self.notifier.send(Event::RequestComplete { result, error });
    }
}

/// The output of work; a panic is an error as at the boundary. The work is dropped before the end is reported.
async fn caught<T>(work: impl Future<Output = Completed<T>>) -> Completed<T> {
    let mut work = pin!(work);
    poll_fn(|context| {
        // Unwind safe: what the work shares with other threads is protected by locks, and it is not polled again.
        let step = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        step.unwrap_or_else(|_| Poll::Ready(Completed::local(Err(Error::Internal))))
    })
    .await
}
