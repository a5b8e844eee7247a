//! Host names to addresses.
//!
//! The system's resolver can neither be given a deadline nor be cancelled, so a name that is not an address already
//! is looked up on a thread of its own; the job that waits for it may stop waiting at any time.

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
    /// It begins at once: its caller has a thread anyway.
    Immediate,
    /// A few of them are done at a time.
    Queued,
}

/// How many lookups with a [`LookupQueue::Queued`] are done at a time for callers who wait for them.
const AT_A_TIME: usize = 3;

/// The same together with those that nobody waits for any more, but that the system still does.
const AT_MOST: usize = 8;

/// The lookups with a [`LookupQueue::Queued`].
static DESK: Mutex<Desk> = Mutex::new(Desk { waiting: VecDeque::new(), busy: 0, given_up: 0 });

struct Desk {
    waiting: VecDeque<Arc<Shared>>,
    busy: usize,
    given_up: usize,
}

impl Desk {
    /// The lookup that may begin now. Whoever takes it does it.
    fn next(&mut self) -> Option<Arc<Shared>> {
        if self.busy >= AT_A_TIME || self.busy + self.given_up >= AT_MOST {
            return None;
        }
        let next = self.waiting.pop_front()?;
        *lock(&next.state) = State::Looking;
        next.news.notify(); // its time runs from now on
        self.busy += 1;
        Some(next)
    }
}

struct Shared {
    name: String,
    port: u16,
    line: LookupQueue,
    state: Mutex<State>,
    /// There is something new: it has begun, or it is done.
    news: Wake,
}

enum State {
    Waiting,
    Looking,
    Done(Option<Found>),
    /// Nobody waits for it any more.
    GivenUp,
}

/// A lookup under way.
pub(super) struct Lookup(Arc<Shared>);

/// What a host text comes to at once.
pub(super) enum Start {
    /// It is an address, or the lookup needed no thread.
    Found(Found),
    /// A thread looks it up.
    Pending(Lookup),
}

/// Begins to find the addresses of a host: a name, or an IPv4 or IPv6 address, the latter with or without brackets.
pub(super) fn start(host: &str, port: u16, line: LookupQueue) -> Start {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Start::Found(Ok([SocketAddr::new(ip, port)].into()));
    }
    let news = match Wake::new() {
        Ok(news) => news,
        Err(error) => return Start::Found(Err(error::failure(&error))),
    };
    let shared =
        |state| Arc::new(Shared { name: bare.to_owned(), port, line, state: Mutex::new(state), news });
    match line {
        LookupQueue::Immediate => {
            let shared = shared(State::Looking);
            begin(Arc::clone(&shared));
            Start::Pending(Lookup(shared))
        }
        LookupQueue::Queued => {
            let shared = shared(State::Waiting);
            let mut desk = desk();
            desk.waiting.push_back(Arc::clone(&shared));
            let next = desk.next();
            drop(desk);
            if let Some(next) = next {
                begin(next);
            }
            Start::Pending(Lookup(shared))
        }
    }
}

/// Looks a name up on a thread; without one it is done here: late beats never.
fn begin(shared: Arc<Shared>) {
    let theirs = Arc::clone(&shared);
    if sys::spawn("trueftp-lookup", move || look_up(theirs)).is_err() {
        look_up(shared);
    }
}

/// Looks a name up, and then those that wait in line.
fn look_up(first: Arc<Shared>) {
    let mut next = Some(first);
    while let Some(shared) = next {
        let found = resolve(&shared.name, shared.port);
        next = finish(&shared, found);
    }
}

/// Hands the result over; gives the lookup that may begin in the place of this one.
fn finish(shared: &Shared, found: Found) -> Option<Arc<Shared>> {
    let mut desk = desk();
    let before = std::mem::replace(&mut *lock(&shared.state), State::Done(Some(found)));
    let is_wanted = matches!(before, State::Looking);
    if is_wanted {
        shared.news.notify();
    }
    match shared.line {
        LookupQueue::Immediate => return None,
        LookupQueue::Queued if is_wanted => desk.busy -= 1,
        LookupQueue::Queued => desk.given_up -= 1,
    }
    desk.next()
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
        self.0.news.take();
        match &mut *lock(&self.0.state) {
            State::Done(found) => found.take(),
            _ => None,
        }
    }

    /// Whether it waits for others.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(*lock(&self.0.state), State::Waiting)
    }

    pub(super) fn watch(&self) -> Watch {
        self.0.news.watch()
    }
}

impl Drop for Lookup {
    fn drop(&mut self) {
        let mut desk = desk();
        let before = std::mem::replace(&mut *lock(&self.0.state), State::GivenUp);
        match (before, self.0.line) {
            (State::Waiting, _) => desk.waiting.retain(|waiting| !Arc::ptr_eq(waiting, &self.0)),
            (State::Looking, LookupQueue::Queued) => {
                desk.busy -= 1;
                desk.given_up += 1;
                let next = desk.next();
                drop(desk);
                if let Some(next) = next {
                    begin(next);
                }
            }
            _ => {}
        }
    }
}

fn desk() -> MutexGuard<'static, Desk> {
    lock(&DESK)
}
