//! Closing a handle soon ends the call that runs on it, whatever it waits for and wherever the close comes from.

mod callbacks;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use kit::numbered::close;
use kit::recorder::{AGES, Status};
use kit::{CANCELLED, DROPPED, HANDLE_CLOSING, HANDLE_CREATED, INVALID_HANDLE};

use crate::process::alone;
use crate::site::{Asynchronous, Call, Mode, Site, Synchronous};
use crate::waits::{Host, Wait};
use crate::{full_port, hanging_lookups, process, waits};

/// What is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    /// The handle that the call is made on, or that it is about to return.
    Own,
    /// The connection of an open file.
    Connection,
    Root,
}

const ALL: [Closed; 3] = [Closed::Own, Closed::Connection, Closed::Root];

impl Closed {
    /// Whether the call has no such handle, or it is the same as another one.
    fn is_redundant(self, call: Call) -> bool {
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
            Self::Own if call.connects() => created(site),
            Self::Own | Self::Connection => site.connection.handle,
        }
    }
}

/// The connection that a call is about to return.
fn created(site: &Site) -> usize {
    match site.connection.recorder.wait_for(HANDLE_CREATED, 0).status {
        Status::Created(handle) => handle,
        other => unreachable!("{other:?}"),
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

    /// Closes a handle in a callback; when that began, and its error number.
    fn close(&self, closed: usize) -> (Instant, u32) {
        let (done, moment) = mpsc::channel();
        self.0.connection.recorder.act(move |_| {
            let now = Instant::now();
            match close(closed) {
                INVALID_HANDLE => {} // already closed by an earlier callback
                error => done.send((now, error)).expect("a receiver"),
            }
        });
        assert_eq!(self.0.make(Call::Delete).error, 0);
        moment.recv_timeout(AGES).expect("it was closed")
    }
}

/// Cancels a call that waits; how long it took, from the close to the end of the call.
fn cancel(wait: &Wait, mode: Mode, closed: Closed, from: From) -> Duration {
    let what = format!("{}, {mode:?}, {closed:?} closed by {from:?}", wait.name);
    let bystander = (from == From::Callback).then(Bystander::new);
    let mut site = Site::new(mode, wait.script.clone(), wait.flags);
    site.prepare(wait.call);
    let full = (wait.host == Host::Full).then(full_port::port);
    if let Some((_, address)) = &full {
        site.port = address.port();
    }
    if wait.host == Host::Hanging {
        site.host = "name.hang".to_owned();
    }
    let fillers = full.as_ref().map_or(0, |(_, address)| full_port::connecting(address.port()));
    let hanging = hanging_lookups::inside();
    let (end, begin) = std::thread::scope(|scope| {
        let site = &site;
        let (caller, thread) = mpsc::channel();
        let call = scope.spawn(move || {
            caller.send(process::this_thread()).expect("a receiver");
            site.make(wait.call)
        });
        let handle = closed.handle(site, wait.call);
        match wait.host {
            Host::Server => assert!(site.server.wait_until(wait.waits, AGES), "{what}: never waited"),
            Host::Hanging => hanging_lookups::wait_for(hanging + 1),
            Host::Full => {
                let start = Instant::now();
                while full_port::connecting(site.port) <= fillers {
                    assert!(start.elapsed() < AGES, "{what}: no connect begins");
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
        // A close that abandons an upload is not TRUE.
        let abandons_upload = matches!(wait.call, Call::Write(_) | Call::Finish);
        assert_eq!(error, if abandons_upload { CANCELLED } else { 0 }, "{what}");
        (call.join().expect("no panic"), begin)
    });
    assert_eq!((end.value, end.error), (0, CANCELLED), "{what}");
    if wait.host == Host::Server {
        assert!(site.server.wait_until(|seen| seen.serving == 0, AGES), "{what}: the connection stays");
    }
    if closed == Closed::Own && wait.call.access().is_some() {
        // There still is a handle of the connection, but no connection.
        site.file.recorder.wait_for(HANDLE_CLOSING, 0);
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
            for closed in ALL.into_iter().filter(|closed| !closed.is_redundant(wait.call)) {
                times.push(cancel(&wait, mode, closed, from));
            }
        }
        hanging_lookups::release();
    }
    times
}

#[test]
fn closing_ends_a_call_whatever_it_waits_for() {
    alone(|| assert_prompt((0..4).flat_map(|_| cancel_all(From::Thread)).collect()));
}

#[test]
fn closing_in_a_callback_of_another_connection_ends_a_call() {
    alone(|| assert_prompt(cancel_all(From::Callback)));
}
