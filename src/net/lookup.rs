//! Host names to addresses.
//!
//! The system's resolver accepts no deadline and cannot be cancelled, so a name that is not an address already is looked
//! up on a thread of its own. The job that waits for the result may stop waiting at any time.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard};

use super::error;
use crate::protocol::Failure;
use crate::sync::lock;
use crate::sys::{self, Wake, Watch};

pub(super) type Found = Result<VecDeque<SocketAddr>, Failure>;

/// Whether a lookup may have to wait for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupQueue {
    /// It starts at once: its caller blocks a thread anyway.
    Immediate,
    /// It is queued, so that all asynchronous calls together use only a few threads.
    Queued,
}

/// How many queued lookups run at a time for callers that wait for them.
const MAX_WANTED: usize = 3;

/// The limit for these together with abandoned lookups, which the system still carries out.
const MAX_RUNNING: usize = 8;

/// The lookups in the queue, and how many of them are running.
static SCHEDULER: Mutex<Scheduler> =
    Mutex::new(Scheduler { queue: VecDeque::new(), wanted: 0, abandoned: 0 });

struct Scheduler {
    queue: VecDeque<Arc<Shared>>,
    wanted: usize,
    abandoned: usize,
}

impl Scheduler {
    /// Takes the next lookup that may start now. The caller must carry it out.
    fn next(&mut self) -> Option<Arc<Shared>> {
        if self.wanted >= MAX_WANTED || self.wanted + self.abandoned >= MAX_RUNNING {
            return None;
        }
        let next = self.queue.pop_front()?;
        *lock(&next.state) = State::Running;
        next.changed.notify(); // its time-out runs from now on
        self.wanted += 1;
        Some(next)
    }
}

struct Shared {
    name: String,
    port: u16,
    queue: LookupQueue,
    state: Mutex<State>,
    /// Notified when the lookup has started, and when it is done.
    changed: Wake,
}

enum State {
    Queued,
    Running,
    Done(Option<Found>),
    /// The job that waited for it has stopped waiting.
    Abandoned,
}

/// A lookup that a job waits for. Dropping it abandons the lookup.
pub(super) struct Lookup(Arc<Shared>);

/// The immediate result of [`start`].
pub(super) enum Start {
    /// The host is an address, or the lookup failed at once.
    Found(Found),
    /// A thread looks the name up.
    Pending(Lookup),
}

/// Begins to find the addresses of a host: a name, or an IPv4 or IPv6 address, the latter with or without brackets.
pub(super) fn start(host: &str, port: u16, queue: LookupQueue) -> Start {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Start::Found(Ok([SocketAddr::new(ip, port)].into()));
    }
    let changed = match Wake::new() {
        Ok(wake) => wake,
        Err(error) => return Start::Found(Err(error::failure(&error))),
    };
    let state = match queue {
        LookupQueue::Immediate => State::Running,
        LookupQueue::Queued => State::Queued,
    };
    let shared = Arc::new(Shared { name: bare.to_owned(), port, queue, state: Mutex::new(state), changed });
    match queue {
        LookupQueue::Immediate => spawn(Arc::clone(&shared)),
        LookupQueue::Queued => {
            let mut scheduler = scheduler();
            scheduler.queue.push_back(Arc::clone(&shared));
            let next = scheduler.next();
            drop(scheduler);
            next.into_iter().for_each(spawn);
        }
    }
    Start::Pending(Lookup(shared))
}

/// Carries a lookup out on a thread of its own, or on this thread if none can be started: late is better than never.
fn spawn(shared: Arc<Shared>) {
    let on_thread = Arc::clone(&shared);
    if sys::spawn("trueftp-lookup", move || run(on_thread)).is_err() {
        run(shared);
    }
}

/// Looks a name up, and then the names that wait in the queue.
fn run(first: Arc<Shared>) {
    let mut next = Some(first);
    while let Some(shared) = next {
        let found = resolve(&shared.name, shared.port);
        next = finish(&shared, found);
    }
}

/// Delivers the result. Returns the queued lookup that may start in place of this one.
fn finish(shared: &Shared, found: Found) -> Option<Arc<Shared>> {
    let mut scheduler = scheduler();
    let before = std::mem::replace(&mut *lock(&shared.state), State::Done(Some(found)));
    let is_wanted = matches!(before, State::Running);
    if is_wanted {
        shared.changed.notify();
    }
    match shared.queue {
        LookupQueue::Immediate => return None,
        LookupQueue::Queued if is_wanted => scheduler.wanted -= 1,
        LookupQueue::Queued => scheduler.abandoned -= 1,
    }
    scheduler.next()
}

fn resolve(name: &str, port: u16) -> Found {
    match (name, port).to_socket_addrs() {
        Ok(addresses) => {
            let addresses: VecDeque<_> = addresses.collect();
            if addresses.is_empty() { Err(error::NAME_NOT_FOUND) } else { Ok(addresses) }
        }
        Err(_) => Err(error::NAME_NOT_FOUND),
    }
}

impl Lookup {
    /// The result, once it is there.
    pub(super) fn take(&self) -> Option<Found> {
        self.0.changed.take();
        match &mut *lock(&self.0.state) {
            State::Done(found) => found.take(),
            _ => None,
        }
    }

    /// Whether it waits for other lookups to end.
    pub(super) fn is_queued(&self) -> bool {
        matches!(*lock(&self.0.state), State::Queued)
    }

    pub(super) fn watch(&self) -> Watch {
        self.0.changed.watch()
    }
}

impl Drop for Lookup {
    fn drop(&mut self) {
        let mut scheduler = scheduler();
        let before = std::mem::replace(&mut *lock(&self.0.state), State::Abandoned);
        match (before, self.0.queue) {
            (State::Queued, _) => scheduler.queue.retain(|queued| !Arc::ptr_eq(queued, &self.0)),
            (State::Running, LookupQueue::Queued) => {
                scheduler.wanted -= 1;
                scheduler.abandoned += 1;
                let next = scheduler.next();
                drop(scheduler);
                next.into_iter().for_each(spawn);
            }
            _ => {}
        }
    }
}

fn scheduler() -> MutexGuard<'static, Scheduler> {
    lock(&SCHEDULER)
}
