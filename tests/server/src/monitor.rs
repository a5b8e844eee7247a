//! What all threads of a server share: what was seen, and how to wait and to be woken.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::io::Write;
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::plan::Plan;
use crate::script::Script;
use crate::seen::{Control, ControlEnd, Seen};

#[derive(Default)]
pub(crate) struct Monitor {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    seen: Seen,
    stopping: bool,
    /// How often each rule of the script was used.
    uses: Vec<usize>,
    released: HashSet<String>,
    /// One for each control connection.
    inboxes: Vec<Inbox>,
    /// What a thread may be blocked in, so that it can be woken.
    blockers: BTreeMap<u64, (usize, Blocker)>,
    next_ticket: u64,
}

#[derive(Default)]
struct Inbox {
    waiting: VecDeque<Vec<u8>>,
    ended_by_server: bool,
}

/// Something a thread can be blocked in.
#[derive(Clone)]
pub(crate) enum Blocker {
    Control(Arc<TcpStream>),
    Data(Arc<TcpStream>),
    /// Woken by a connection: shutting a listener down does not end `accept` on every system.
    Listener(SocketAddr),
}

/// The client has left or the server is being stopped.
#[derive(Debug)]
pub(crate) struct Gone;

/// Keeps a blocker known to the monitor while it lives.
pub(crate) struct Ticket {
    monitor: Arc<Monitor>,
    number: u64,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.monitor.lock().blockers.remove(&self.number);
    }
}

impl State {
    fn is_gone(&self, control: usize) -> bool {
        self.stopping || self.seen.controls[control].end.is_some()
    }
}

/// What is seen and chosen.
impl Monitor {
    pub(crate) fn seen(&self) -> Seen {
        self.lock().seen.clone()
    }

    pub(crate) fn record(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock().seen);
        self.changed.notify_all();
    }

    pub(crate) fn control_opened(&self, peer: SocketAddr) -> usize {
        let mut state = self.lock();
        state.inboxes.push(Inbox::default());
        let seen = &mut state.seen;
        seen.controls.push(Control { peer, end: None, unfinished: Vec::new() });
        seen.open += 1;
        seen.serving += 1;
        seen.peak = seen.peak.max(seen.open);
        let index = seen.controls.len() - 1;
        drop(state);
        self.changed.notify_all();
        index
    }

    pub(crate) fn command_came(&self, control: usize, line: Vec<u8>) {
        let mut state = self.lock();
        state.seen.lines.push((control, line.clone()));
        state.inboxes[control].waiting.push_back(line);
        drop(state);
        self.changed.notify_all();
    }

    /// From now on the end of this control connection is the server's doing.
    pub(crate) fn ending(&self, control: usize) {
        self.lock().inboxes[control].ended_by_server = true;
    }

    pub(crate) fn control_ended(&self, control: usize, end: ControlEnd, unfinished: Vec<u8>) {
        let mut state = self.lock();
        let by_server = state.inboxes[control].ended_by_server;
        let seen = &mut state.seen;
        seen.controls[control].end = Some(if by_server { ControlEnd::ByServer } else { end });
        seen.controls[control].unfinished = unfinished;
        seen.open -= 1;
        let own = state.blockers.values().filter(|(owner, _)| *owner == control);
        let woken: Vec<Blocker> = own.map(|(_, blocker)| blocker.clone()).collect();
        drop(state);
        self.changed.notify_all();
        for blocker in woken {
            // Data that are still on their way are read to their own end.
            if matches!(blocker, Blocker::Listener(_)) {
                blocker.wake();
            }
        }
    }

    pub(crate) fn plan_for(&self, script: &Script, line: Option<&[u8]>) -> Plan {
        script.plan_for(line, &mut self.lock().uses)
    }
}

/// Waiting.
impl Monitor {
    /// The next command line; those that came before the client left are still given.
    pub(crate) fn next_command(&self, control: usize) -> Result<Vec<u8>, Gone> {
        let mut state = self.lock();
        loop {
            if state.stopping {
                return Err(Gone);
            }
            if let Some(line) = state.inboxes[control].waiting.pop_front() {
                return Ok(line);
            }
            if state.is_gone(control) {
                return Err(Gone);
            }
            state = self.wait(state);
        }
    }

    pub(crate) fn pause(&self, control: usize, time: Duration) -> Result<(), Gone> {
        let state = self.lock();
        let waited = self.changed.wait_timeout_while(state, time, |state| !state.is_gone(control));
        let (_state, result) = waited.unwrap_or_else(PoisonError::into_inner);
        if result.timed_out() { Ok(()) } else { Err(Gone) }
    }

    pub(crate) fn wait_release(&self, control: usize, name: &str) -> Result<(), Gone> {
        let mut state = self.lock();
        loop {
            if state.is_gone(control) {
                return Err(Gone);
            }
            if state.released.contains(name) {
                return Ok(());
            }
            state = self.wait(state);
        }
    }

    pub(crate) fn wait_gone(&self, control: usize) -> Gone {
        let mut state = self.lock();
        while !state.is_gone(control) {
            state = self.wait(state);
        }
        Gone
    }

    pub(crate) fn wait_until(&self, done: impl Fn(&Seen) -> bool, timeout: Duration) -> bool {
        let deadline = Instant::now() + timeout;
        let mut state = self.lock();
        loop {
            if done(&state.seen) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Fails when the client has left already, because the client's thread would not wake the blocker any more.
    pub(crate) fn track(self: &Arc<Self>, control: usize, blocker: Blocker) -> Result<Ticket, Gone> {
        let mut state = self.lock();
        if state.is_gone(control) {
            return Err(Gone);
        }
        let number = state.next_ticket;
        state.next_ticket += 1;
        state.blockers.insert(number, (control, blocker));
        Ok(Ticket { monitor: Arc::clone(self), number })
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        let waited = self.changed.wait(state);
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    /// A panic in a test's condition must not turn the server's end into a second panic.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the test does from outside.
impl Monitor {
    pub(crate) fn release(&self, name: &str) {
        self.lock().released.insert(name.to_owned());
        self.changed.notify_all();
    }

    pub(crate) fn inject(&self, bytes: &[u8]) {
        for (_, control) in self.controls() {
            // A client that has just left is no error.
            let _ = (&*control).write_all(bytes);
        }
    }

    pub(crate) fn hang_up(&self) {
        for (index, control) in self.controls() {
            self.ending(index);
            let _ = control.shutdown(Shutdown::Both);
        }
    }

    pub(crate) fn stop(&self) {
        let mut state = self.lock();
        state.stopping = true;
        let all: Vec<Blocker> = state.blockers.values().map(|(_, b)| b.clone()).collect();
        drop(state);
        self.changed.notify_all();
        all.iter().for_each(Blocker::wake);
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.lock().stopping
    }

    fn controls(&self) -> Vec<(usize, Arc<TcpStream>)> {
        let state = self.lock();
        let control = |(index, blocker): &(usize, Blocker)| match blocker {
            Blocker::Control(stream) => Some((*index, Arc::clone(stream))),
            _ => None,
        };
        state.blockers.values().filter_map(control).collect()
    }
}

impl Blocker {
    fn wake(&self) {
        // Errors mean that the blocked thread no longer waits.
        match self {
            Blocker::Control(stream) | Blocker::Data(stream) => {
                let _ = stream.shutdown(Shutdown::Both);
            }
            Blocker::Listener(address) => wake_listener(*address),
        }
    }
}

/// Ends a blocked `accept`.
pub(crate) fn wake_listener(address: SocketAddr) {
    let _ = TcpStream::connect_timeout(&address, Duration::from_secs(1));
}
