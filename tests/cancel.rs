//! Closing a handle ends what runs on it, soon, whatever that waits for and wherever the close comes from.

mod common;

#[path = "cancel/callbacks.rs"]
mod callbacks;
#[path = "cancel/calls.rs"]
mod calls;
#[path = "cancel/full.rs"]
mod full;
#[path = "cancel/hang.rs"]
mod hang;
#[path = "cancel/process.rs"]
mod process;
#[path = "cancel/recorder.rs"]
mod recorder;
#[allow(dead_code, reason = "shared with stalls.rs")]
#[path = "cancel/waits.rs"]
mod waits;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use trueftp::abi::*;

use calls::*;
use process::alone;
use recorder::{AGES, HANDLE_CLOSING, HANDLE_CREATED};
use waits::{Host, Wait};

const CANCELLED: u32 = 12017;
const INVALID_HANDLE: u32 = 6;
const DROPPED: u32 = 12111;

/// What is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    /// The handle that the call is made on, or that it is about to give.
    Own,
    /// The connection of an open file.
    Connection,
    Root,
}

const ALL: [Closed; 3] = [Closed::Own, Closed::Connection, Closed::Root];

impl Closed {
    /// Whether it is another one's handle for this call, or none any more.
    fn is_none(self, call: Call) -> bool {
        match self {
            Self::Own => call == Call::Close,
            Self::Connection => call.access().is_none(),
            Self::Root => false,
        }
    }

    fn handle(self, site: &Site, call: Call) -> usize {
        match self {
            Self::Root => site.root,
            Self::Own if call.access().is_some() => site.file.handle,
            Self::Own if call.connects() => recorder::wait(site.connection.context, HANDLE_CREATED, 0).value,
            Self::Own | Self::Connection => site.connection.handle,
        }
    }
}

/// Where a close comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Thread,
    /// A callback of another connection.
    Callback,
}

/// A connection to another server, in whose callbacks something can be done.
struct Bystander(Site);

impl Bystander {
    fn new() -> Self {
        let script = ftp_test_server::Script::new().on("DELE", "250 Gone.\r\n");
        let mut site = Site::new(Synchronous, script, 0);
        site.prepare(Call::Delete);
        Self(site)
    }

    /// Closes a handle in a callback; the moment it began, and what it came to.
    fn close(&self, closed: usize) -> (Instant, u32) {
        let (done, moment) = mpsc::channel();
        recorder::hook(self.0.connection.context, move |_| {
            let now = Instant::now();
            match close(closed) {
                INVALID_HANDLE => {} // by the callback before
                error => done.send((now, error)).expect("somebody listens"),
            }
        });
        assert_eq!(self.0.make(Call::Delete).error, 0);
        moment.recv_timeout(AGES).expect("it was closed")
    }
}

/// InternetCloseHandle: its error number.
fn close(handle: usize) -> u32 {
    if InternetCloseHandle(calls::handle(handle)) == 1 { 0 } else { TrueFtpGetLastError() }
}

/// Cancels a call that waits; how long it took, from the close to the end of the call.
fn cancel(wait: &Wait, mode: Mode, closed: Closed, from: From) -> Duration {
    let what = format!("{}, {mode:?}, {closed:?} closed by {from:?}", wait.name);
    let bystander = (from == From::Callback).then(Bystander::new);
    let mut site = Site::new(mode, wait.script.clone(), wait.flags);
    site.prepare(wait.call);
    let full = (wait.host == Host::Full).then(full::port);
    if let Some((_, address)) = &full {
        site.port = address.port();
    }
    if wait.host == Host::Hanging {
        site.host = "name.hang".to_owned();
    }
    let fillers = full.as_ref().map_or(0, |(_, address)| full::dialling(address.port()));
    let hanging = hang::inside();
    let (end, begin) = std::thread::scope(|scope| {
        let site = &site;
        let (caller, thread) = mpsc::channel();
        let call = scope.spawn(move || {
            caller.send(process::this_thread()).expect("somebody listens");
            site.make(wait.call)
        });
        let handle = closed.handle(site, wait.call);
        match wait.host {
            Host::Server => assert!(site.server.wait_until(wait.waits, AGES), "{what}: never waited"),
            Host::Hanging => hang::wait_for(hanging + 1),
            Host::Full => {
                let start = Instant::now();
                while full::dialling(site.port) <= fillers {
                    assert!(start.elapsed() < AGES, "{what}: nobody connects");
                    std::thread::yield_now();
                }
            }
        }
        // In asynchronous mode it waits for the end of the call.
        process::wait_for_sleep(&thread.recv().expect("it has begun"));
        let now = Instant::now();
        let (begin, error) = match &bystander {
            Some(bystander) => bystander.close(handle),
            None => (now, close(handle)),
        };
        // An upload that is given up is not TRUE.
        let gives_up = matches!(wait.call, Call::Write(_) | Call::Finish);
        assert_eq!(error, if gives_up { CANCELLED } else { 0 }, "{what}");
        (call.join().expect("no panic"), begin)
    });
    assert_eq!((end.value, end.error), (0, CANCELLED), "{what}");
    if wait.host == Host::Server {
        assert!(site.server.wait_until(|seen| seen.serving == 0, AGES), "{what}: the connection stays");
    }
    if closed == Closed::Own && wait.call.access().is_some() {
        // There still is a handle of the connection, but no connection.
        recorder::wait(site.file.context, HANDLE_CLOSING, 0);
        assert_eq!(site.make(Call::Delete).error, DROPPED, "{what}");
    }
    let seen = site.server.seen();
    assert!(!seen.has("QUIT") && !seen.has("ABOR") && !seen.has("DELE") | (wait.name == "DELE"), "{what}");
    assert!(seen.controls.len() <= 1 && seen.controls.iter().all(|control| control.unfinished.is_empty()));
    Some(site).into_iter().chain(bystander.map(|bystander| bystander.0)).for_each(Site::close);
    end.at.duration_since(begin)
}

/// Half of them end within 100 ms, and all within a second.
fn assert_prompt(mut times: Vec<Duration>) {
    times.sort_unstable();
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{} calls cancelled: median {median:?}, longest {longest:?}", times.len());
    assert!(median <= Duration::from_millis(100), "{median:?}");
    assert!(longest <= Duration::from_secs(1), "{longest:?}");
}

fn cancel_all(from: From) -> Vec<Duration> {
    let mut times = Vec::new();
    for wait in waits::all() {
        for mode in [Synchronous, Asynchronous] {
            for closed in ALL.into_iter().filter(|closed| !closed.is_none(wait.call)) {
                times.push(cancel(&wait, mode, closed, from));
            }
        }
        hang::release();
        recorder::forget();
    }
    times
}

#[test]
fn whatever_it_waits_for() {
    alone(|| assert_prompt((0..4).flat_map(|_| cancel_all(From::Thread)).collect()));
}

#[test]
fn from_a_callback_of_another_connection() {
    alone(|| assert_prompt(cancel_all(From::Callback)));
}
