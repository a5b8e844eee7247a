//! One call that may take long: run where it was made, or in the background, after which its callback is told the end.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use crate::inet::{Error, Handle};
use crate::net::{Executor, block_on, try_now};

use super::call::Call;
use super::callback::Event;
use super::connection::Connection;
use super::file::File;
use super::file_call::FileCall;
use super::lifetime::HandleUse;
use super::notifier::Notifier;
use super::object::Object;
use super::registry::Found;
use super::transfer::Access;

/// What a call gives, as the number its callback is told.
pub(crate) trait Answer: Send + 'static {
    fn number(&self) -> usize;
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

/// A call on a handle, whose life it prolongs.
#[derive(Debug)]
pub(crate) struct PendingCall {
    notifier: Notifier,
    /// Given back last of all.
    uses: HandleUse<Object>,
}

impl PendingCall {
    /// A call that has entered a handle, with the context value its callbacks get.
    pub(crate) fn new(uses: HandleUse<Object>, notifier: Notifier) -> Self {
        Self { notifier, uses }
    }

    /// A call on a connection, which takes its turn there.
    pub(crate) fn with_dialogue(
        found: &Found,
        connection: &Arc<Connection>,
        notifier: Notifier,
    ) -> Result<(Self, Call), Error> {
        let request = Self::new(found.enter()?, notifier);
        let call = Call::new(connection, request.notifier())?;
        Ok((request, call))
    }

    /// A call on an open file, which is in the middle of it from here on: a close leaves the end of the work to it.
    pub(crate) fn with_file(
        found: &Found,
        file: &Arc<File>,
        access: Access,
    ) -> Result<(Self, FileCall), Error> {
        let uses = found.enter()?;
        let notifier = Notifier::of(uses.handle(), &file.attributes);
        let mut request = Self::new(uses, notifier);
        let entered = FileCall::new(file, access, request.notifier())?;
        request.uses.begin();
        Ok((request, entered))
    }

    pub(crate) fn notifier(&self) -> &Notifier {
        &self.notifier
    }

    /// Does the work: in asynchronous mode in the background, where somebody listens.
    pub(crate) fn run<T: Answer>(
        self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        match self.executor() {
            Some(executor) => self.spawn(&executor, work),
            None => self.run_here(work),
        }
    }

    /// The same, but work that need not wait is done at once, unless callbacks of another
    /// call are still running.
    pub(crate) fn run_eagerly<T: Answer>(
        self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let Some(executor) = self.executor() else { return self.run_here(work) };
        let mut work = Box::pin(work);
        let done = self.uses.try_callback_turn().and_then(|_callback_turn| try_now(work.as_mut()));
        done.unwrap_or_else(|| self.spawn(&executor, work))
    }

    /// Does the work on this thread.
    pub(crate) fn run_here<T>(self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        block_on(work)
    }

    fn executor(&self) -> Option<Arc<Executor>> {
        self.notifier.attributes().executor.clone().filter(|_| self.notifier.is_heard())
    }

    fn spawn<T: Answer>(
        self,
        executor: &Executor,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        executor.spawn(self.complete(work)).map_err(|_| Error::AsyncThreadFailed)?;
        Err(Error::IoPending)
    }

    async fn complete<T: Answer>(mut self, work: impl Future<Output = Result<T, Error>> + Send) {
        let _callback_turn = self.uses.callback_turn().await;
        let result = caught(work).await;
        // From here on a close finishes a file itself, and can tell what became of it.
        self.uses.rest();
        let (result, error) = match &result {
            Ok(answer) => (answer.number(), 0),
            Err(error) => (0, error.number()),
        };
        self.notifier.tell(Event::RequestComplete { result, error });
    }
}

/// The output of work; a panic is an error as at the boundary. The work is dropped before it is told.
async fn caught<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let mut work = pin!(work);
    poll_fn(|context| {
        // Unwind safe: what the work shares with others is behind locks, and it is not polled again.
        let step = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        step.unwrap_or(Poll::Ready(Err(Error::Internal)))
    })
    .await
}
