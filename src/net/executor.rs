//! The threads that run asynchronous calls.
//!
//! One thread waits for the sockets of all pending calls. A few workers run the calls that can continue. A call that blocks in
//! a callback of the program keeps one worker busy.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, Instant};
use std::{io, mem, thread};

use super::error;
use super::job::{self, NOT_WAITED, Waited};
use super::poll::{Interest, Ready};
use super::timeouts::{after, earlier, is_over};
use crate::sync::lock;
use crate::sys::{self, Watch};

/// How many calls run at the same time. Together with the thread that waits and three lookup threads, that is eight threads.
const WORKERS: usize = 4;

/// The pause after waiting for all sockets has failed.
const PAUSE_AFTER_ERROR: Duration = Duration::from_millis(10);

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The threads. They end when the last reference to the executor is dropped.
pub struct Executor {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// Notified when there is work, or when the threads must end.
    changed: Condvar,
    /// Wakes the thread that waits for sockets.
    wake: sys::Wake,
}

#[derive(Default)]
struct State {
    /// Calls that can continue, with the result of their wait.
    ready: VecDeque<(Arc<Task>, Waited)>,
    /// Calls that wait, by the number of their wait.
    waiting: BTreeMap<u64, Waiting>,
    waits: u64,
    /// The thread that waits for sockets is waiting or about to wait.
    polling: bool,
    idle: usize,
    /// The thread that waits for sockets, then the workers.
    threads: Vec<sys::Thread>,
    stopping: bool,
}

/// One asynchronous call that waits.
struct Waiting {
    task: Arc<Task>,
    interest: Interest,
    /// When it tries to send although no wait has reported room.
    retry_send: Option<Instant>,
}

/// One asynchronous call.
struct Task {
    work: Mutex<Option<Work>>,
    /// The number of its wait; 0 while it is not waiting.
    wait: AtomicU64,
    /// It was woken while it was running.
    woken: AtomicBool,
    executor: Weak<Shared>,
}

/// The executor of the process, if there is one.
static CURRENT: Mutex<Weak<Executor>> = Mutex::new(Weak::new());

impl Executor {
    /// The executor of the process. It is created if there is none.
    pub fn get() -> io::Result<Arc<Self>> {
        let mut current = lock(&CURRENT);
        if let Some(executor) = current.upgrade() {
            return Ok(executor);
        }
        let shared =
            Arc::new(Shared { state: Mutex::default(), changed: Condvar::new(), wake: sys::Wake::new()? });
        let executor = Arc::new(Self { shared });
        *current = Arc::downgrade(&executor);
        Ok(executor)
    }

    /// Runs a future on one of the threads. Fails if no thread can be started.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        self.shared.start_threads()?;
        let task = Arc::new(Task {
            work: Mutex::new(Some(Box::pin(work))),
            wait: AtomicU64::new(0),
            woken: AtomicBool::new(false),
            executor: Arc::downgrade(&self.shared),
        });
        self.shared.make_ready(&mut self.shared.lock(), task, NOT_WAITED);
        Ok(())
    }
}

impl Drop for Executor {
    fn drop(&mut self) {
        let threads = {
            let mut state = self.shared.lock();
            state.stopping = true;
            mem::take(&mut state.threads)
        };
        self.shared.changed.notify_all();
        self.shared.wake.notify();
        // A thread of the executor cannot wait for its own end.
        if !on_executor_thread() {
            threads.into_iter().for_each(sys::join);
        }
    }
}

thread_local! {
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this is one of the threads.
pub fn on_executor_thread() -> bool {
    IS_HERE.get()
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Starts the thread that waits for sockets, and a worker.
    fn start_threads(self: &Arc<Self>) -> io::Result<()> {
        let mut state = self.lock();
        if state.threads.is_empty() {
            self.start(&mut state, "trueftp-poll", Self::wait_for_sockets)?;
        }
        if state.threads.len() == 1 {
            self.start_worker(&mut state)?;
        }
        Ok(())
    }

    fn start_worker(self: &Arc<Self>, state: &mut State) -> io::Result<()> {
        self.start(state, "trueftp-work", Self::work)
    }

    fn start(self: &Arc<Self>, state: &mut State, name: &str, work: fn(&Arc<Self>)) -> io::Result<()> {
        let shared = Arc::clone(self);
        let thread = sys::spawn(name, move || {
            IS_HERE.set(true);
            work(&shared);
        })?;
        state.threads.push(thread);
        Ok(())
    }

    /// Hands a task to an idle worker, or to a new one if there are few.
    fn make_ready(self: &Arc<Self>, state: &mut State, task: Arc<Task>, waited: Waited) {
        state.ready.push_back((task, waited));
        if state.idle < state.ready.len() && state.threads.len() <= WORKERS && !state.stopping {
            // If no further thread can be started, the existing workers do the work.
            let _ = self.start_worker(state);
        }
        self.changed.notify_one();
    }

    /// Runs the tasks that can continue, until the executor ends.
    fn work(self: &Arc<Self>) {
        loop {
            let (task, waited) = {
                let mut state = self.lock();
                loop {
                    if let Some(ready) = state.ready.pop_front() {
                        break ready;
                    }
                    if state.stopping {
                        return;
                    }
                    state.idle += 1;
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                    state.idle -= 1;
                }
            };
            self.step(&task, waited);
        }
    }

    /// Runs a task until it waits or ends.
    fn step(&self, task: &Arc<Task>, waited: Waited) {
        let mut work = lock(&task.work);
        let Some(future) = work.as_mut() else { return };
        let waker = Waker::from(Arc::clone(task));
        job::set_ready(waited);
        let mut context = Context::from_waker(&waker);
        // Unwind safe: a task that panicked is not polled again. The panic ends the task, not the thread.
        let step = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context).is_pending()));
        if !step.unwrap_or(false) {
            *work = None;
            return;
        }
        drop(work);
        let interest = job::take_interest();
        let mut state = self.lock();
        if task.woken.swap(false, Ordering::Relaxed) {
            state.ready.push_back((Arc::clone(task), NOT_WAITED));
            return; // this thread looks for work next
        }
        state.waits += 1;
        let wait = state.waits;
        task.wait.store(wait, Ordering::Relaxed);
        let waits_for_room = interest.data.is_some_and(|data| data.is_for_room());
        let retry_send = after(sys::RETRY_SEND_AFTER.filter(|_| waits_for_room));
        state.waiting.insert(wait, Waiting { task: Arc::clone(task), interest, retry_send });
        if state.polling {
            self.wake.notify();
        }
    }

    /// Waits for the sockets and deadlines of all waiting tasks, until the executor ends.
    fn wait_for_sockets(self: &Arc<Self>) {
        loop {
            let (waits, watches, until) = {
                let mut state = self.lock();
                if state.stopping {
                    return;
                }
                state.polling = true;
                self.watches(&state)
            };
            let ready = sys::poll_all(&watches, until);
            if ready.is_err() {
                // Memory may be short, so the next attempt comes after a pause.
                thread::sleep(PAUSE_AFTER_ERROR);
            }
            let mut state = self.lock();
            state.polling = false;
            self.wake.take();
            match ready {
                Ok(ready) => {
                    for (at, wait) in waits.into_iter().enumerate() {
                        let ready = Ready { control: ready[2 * at + 1], data: ready[2 * at + 2] };
                        self.end_wait(&mut state, wait, ready);
                    }
                }
                Err(_) => self.fail_waits(&mut state),
            }
        }
    }

    /// The numbers of all waits, the wake and then the sockets that they wait for, and the earliest deadline.
    fn watches(&self, state: &State) -> (Vec<u64>, Vec<Option<Watch>>, Option<Instant>) {
        let mut watches = vec![Some(self.wake.watch())];
        let mut until = None;
        for Waiting { interest, retry_send, .. } in state.waiting.values() {
            watches.extend([interest.control, interest.data]);
            until = earlier(until, earlier(interest.until, *retry_send));
        }
        (state.waiting.keys().copied().collect(), watches, until)
    }

    /// Lets a task continue if it still waits, and what it waits for is ready.
    fn end_wait(self: &Arc<Self>, state: &mut State, wait: u64, mut ready: Ready) {
        let Some(Waiting { interest, retry_send, .. }) = state.waiting.get(&wait) else { return };
        ready.data |= is_over(*retry_send);
        if ready != Ready::NOTHING || is_over(interest.until) {
            self.resume(state, wait, Ok(ready));
        }
    }

    fn resume(self: &Arc<Self>, state: &mut State, wait: u64, waited: Waited) {
        if let Some(Waiting { task, .. }) = state.waiting.remove(&wait) {
            task.wait.store(0, Ordering::Relaxed);
            self.make_ready(state, task, waited);
            // The poll keeps a socket open even if the task closes it, so it must be started again.
            if state.polling {
                self.wake.notify();
            }
        }
    }

    /// Waiting for all sockets together has failed. Each task whose own wait fails is notified. There may be none: the cause may
    /// have been a socket that is closed by now.
    fn fail_waits(self: &Arc<Self>, state: &mut State) {
        let now = Instant::now();
        let failure = |interest: &Interest| sys::poll([interest.control, interest.data], Some(now)).err();
        let bad: Vec<(u64, io::Error)> = (state.waiting.iter())
            .filter_map(|(wait, waiting)| failure(&waiting.interest).map(|error| (*wait, error)))
            .collect();
        for (wait, error) in bad {
            self.resume(state, wait, Err(error::failure(&error)));
        }
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let Some(shared) = self.executor.upgrade() else { return };
        let mut state = shared.lock();
        match self.wait.load(Ordering::Relaxed) {
            0 => self.woken.store(true, Ordering::Relaxed),
            wait => shared.resume(&mut state, wait, NOT_WAITED),
        }
    }
}
