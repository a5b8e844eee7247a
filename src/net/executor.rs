//! The few threads on which asynchronous calls run.
//!
//! One thread waits for the sockets of all calls that wait; a few run those that can go on. A call that blocks in a
//! callback of the program's keeps one of the few.

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
use super::job::{self, NOTHING, Waited};
use super::poll::{Interest, Ready};
use super::timeouts::{after, earlier, is_over};
use crate::sync::lock;
use crate::sys::{self, Watch};

/// How many calls go on at the same time. With the thread that waits, and three that look names up, that is eight.
const WORKERS: usize = 4;

/// How long nobody waits after waiting for all was impossible.
const PAUSE: Duration = Duration::from_millis(10);

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The threads, as long as somebody has this.
pub struct Executor {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// There is work, or the end has come.
    changed: Condvar,
    /// Wakes the thread that waits for sockets.
    wake: sys::Wake,
}

#[derive(Default)]
struct State {
    /// Calls that can go on, with what they waited for.
    ready: VecDeque<(Arc<Task>, Waited)>,
    /// Calls that wait, by the number of the wait.
    waiting: BTreeMap<u64, Waiting>,
    waits: u64,
    /// The thread that waits for sockets does so, or is about to.
    polling: bool,
    idle: usize,
    /// The one that waits, then those that work.
    threads: Vec<sys::Thread>,
    stopping: bool,
}

/// One asynchronous call that waits.
struct Waiting {
    task: Arc<Task>,
    interest: Interest,
    /// When it tries to send although nobody said that there is room.
    tries: Option<Instant>,
}

/// One asynchronous call.
struct Task {
    work: Mutex<Option<Work>>,
    /// The number of its wait, 0 while it does not wait.
    wait: AtomicU64,
    /// It was woken while it ran.
    woken: AtomicBool,
    executor: Weak<Shared>,
}

/// The one executor of the process, while somebody has it.
static CURRENT: Mutex<Weak<Executor>> = Mutex::new(Weak::new());

impl Executor {
    /// The executor, made where there is none.
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

    /// Runs a future on one of the threads; an error where none can be started.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        self.shared.start_threads()?;
        let task = Arc::new(Task {
            work: Mutex::new(Some(Box::pin(work))),
            wait: AtomicU64::new(0),
            woken: AtomicBool::new(false),
            executor: Arc::downgrade(&self.shared),
        });
        self.shared.make_ready(&mut self.shared.lock(), task, NOTHING);
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
        // One of the threads themselves ends by itself.
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

    /// The thread that waits for sockets, and one that works.
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

    /// Gives a task to a worker: one that is idle, or a new one while there are few.
    fn make_ready(self: &Arc<Self>, state: &mut State, task: Arc<Task>, waited: Waited) {
        state.ready.push_back((task, waited));
        if state.idle < state.ready.len() && state.threads.len() <= WORKERS && !state.stopping {
            // Where no further thread can be had, those there are do it.
            let _ = self.start_worker(state);
        }
        self.changed.notify_one();
    }

    /// Runs what can go on, until the end.
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

    /// Goes on with a task until it waits or ends.
    fn step(&self, task: &Arc<Task>, waited: Waited) {
        let mut work = lock(&task.work);
        let Some(future) = work.as_mut() else { return };
        let waker = Waker::from(Arc::clone(task));
        job::tell(waited);
        let mut context = Context::from_waker(&waker);
        // Unwind safe: what panicked is not polled again, and a panic ends the task, not the thread.
        let step = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context).is_pending()));
        if !step.unwrap_or(false) {
            *work = None;
            return;
        }
        drop(work);
        let interest = job::interest();
        let mut state = self.lock();
        if task.woken.swap(false, Ordering::Relaxed) {
            state.ready.push_back((Arc::clone(task), NOTHING));
            return; // this thread looks for work next
        }
        state.waits += 1;
        let wait = state.waits;
        task.wait.store(wait, Ordering::Relaxed);
        let waits_for_room = interest.data.is_some_and(|data| data.is_for_room());
        let tries = after(sys::RETRY_SEND_AFTER.filter(|_| waits_for_room));
        state.waiting.insert(wait, Waiting { task: Arc::clone(task), interest, tries });
        if state.polling {
            self.wake.notify();
        }
    }

    /// Waits for the sockets and moments of all waiting tasks, until the end.
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
                // It is tried again, but not without a pause: memory may be short.
                thread::sleep(PAUSE);
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

    /// The numbers of all waits, what they wait for behind the wake, and the first moment.
    fn watches(&self, state: &State) -> (Vec<u64>, Vec<Option<Watch>>, Option<Instant>) {
        let mut watches = vec![Some(self.wake.watch())];
        let mut until = None;
        for Waiting { interest, tries, .. } in state.waiting.values() {
            watches.extend([interest.control, interest.data]);
            until = earlier(until, earlier(interest.until, *tries));
        }
        (state.waiting.keys().copied().collect(), watches, until)
    }

    /// Lets a task go on if what it waits for has come, and it still waits.
    fn end_wait(self: &Arc<Self>, state: &mut State, wait: u64, mut ready: Ready) {
        let Some(Waiting { interest, tries, .. }) = state.waiting.get(&wait) else { return };
        ready.data |= is_over(*tries);
        if ready != Ready::NOTHING || is_over(interest.until) {
            self.go_on(state, wait, Ok(ready));
        }
    }

    fn go_on(self: &Arc<Self>, state: &mut State, wait: u64, waited: Waited) {
        if let Some(Waiting { task, .. }) = state.waiting.remove(&wait) {
            task.wait.store(0, Ordering::Relaxed);
            self.make_ready(state, task, waited);
            // The system keeps a socket that is being waited for open, whoever closes it meanwhile.
            if state.polling {
                self.wake.notify();
            }
        }
    }

    /// Waiting for all was impossible. Those with which it is impossible alone are told; a socket that was closed
    /// meanwhile may have been the reason as well.
    fn fail_waits(self: &Arc<Self>, state: &mut State) {
        let now = Instant::now();
        let failure = |interest: &Interest| sys::poll([interest.control, interest.data], Some(now)).err();
        let bad: Vec<(u64, io::Error)> = (state.waiting.iter())
            .filter_map(|(wait, waiting)| failure(&waiting.interest).map(|error| (*wait, error)))
            .collect();
        for (wait, error) in bad {
            self.go_on(state, wait, Err(error::failure(&error)));
        }
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let Some(shared) = self.executor.upgrade() else { return };
        let mut state = shared.lock();
        match self.wait.load(Ordering::Relaxed) {
            0 => self.woken.store(true, Ordering::Relaxed),
            wait => shared.go_on(&mut state, wait, NOTHING),
        }
    }
}
