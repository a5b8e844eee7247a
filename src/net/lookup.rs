//! Host names to addresses.
//!
//! The system's resolver can neither be given a deadline nor be cancelled, so a name that is not an address already
//! is looked up on a thread of its own; the job that waits for it may stop waiting at any time.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error;
use super::poll::Watch;
use super::sys::{self, Wake};
use crate::protocol::Failure;

pub(super) type Found = Result<VecDeque<SocketAddr>, Failure>;

/// Whether a lookup may have to wait for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It begins at once: its caller has a thread anyway.
    Skip,
    /// A few of them are done at a time.
    Wait,
}

/// How many lookups with a [`Line::Wait`] are done at a time. One that is given up does not count any more.
const AT_A_TIME: usize = 3;

/// The lookups that wait for others, and how many are being done for callers who wait.
static DESK: Mutex<Desk> = Mutex::new(Desk { waiting: VecDeque::new(), busy: 0 });

struct Desk {
    waiting: VecDeque<Arc<Shared>>,
    busy: usize,
}

struct Shared {
    name: String,
    port: u16,
    line: Line,
    state: Mutex<State>,
    done: Wake,
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
pub(super) fn start(host: &str, port: u16, line: Line) -> Start {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Start::Found(Ok([SocketAddr::new(ip, port)].into()));
    }
    let done = match Wake::new() {
        Ok(done) => done,
        Err(error) => return Start::Found(Err(error::failure(&error))),
    };
    let state = Mutex::new(State::Waiting);
    let shared = Arc::new(Shared { name: bare.to_owned(), port, line, state, done });
    let lookup = Lookup(Arc::clone(&shared));
    if line == Line::Wait {
        let mut desk = desk();
        if desk.busy >= AT_A_TIME {
            desk.waiting.push_back(shared);
            return Start::Pending(lookup);
        }
        desk.busy += 1;
    }
    begin(&shared);
    Start::Pending(lookup)
}

/// Looks a name up on a thread; without one it is done here: late beats never.
fn begin(shared: &Arc<Shared>) {
    match &mut *lock(&shared.state) {
        State::GivenUp => return leave(shared.line),
        state => *state = State::Looking,
    }
    let theirs = Arc::clone(shared);
    if sys::spawn("trueftp-lookup", move || finish(&theirs)).is_err() {
        finish(shared);
    }
}

fn finish(shared: &Shared) {
    let found = resolve(&shared.name, shared.port);
    let before = std::mem::replace(&mut *lock(&shared.state), State::Done(Some(found)));
    if matches!(before, State::Looking) {
        shared.done.notify();
        leave(shared.line);
    }
}

/// One lookup less is being done for a caller who waits: the next may begin.
fn leave(line: Line) {
    if line == Line::Skip {
        return;
    }
    let next = {
        let mut desk = desk();
        let next = desk.waiting.pop_front();
        if next.is_none() {
            desk.busy -= 1;
        }
        next
    };
    if let Some(next) = next {
        begin(&next);
    }
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
        match &mut *lock(&self.0.state) {
            State::Done(found) => found.take(),
            _ => None,
        }
    }

    pub(super) fn watch(&self) -> Watch {
        Watch::wake(&self.0.done)
    }
}

impl Drop for Lookup {
    fn drop(&mut self) {
        let before = std::mem::replace(&mut *lock(&self.0.state), State::GivenUp);
        match before {
            State::Waiting => desk().waiting.retain(|waiting| !Arc::ptr_eq(waiting, &self.0)),
            State::Looking => leave(self.0.line),
            State::Done(_) | State::GivenUp => {}
        }
    }
}

fn desk() -> MutexGuard<'static, Desk> {
    lock(&DESK)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
