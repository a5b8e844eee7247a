//! Closing handles inside the callbacks of the very call that runs on them: at every one of them in turn.

use std::sync::mpsc;

use ftp_test_server::Script;
use trueftp::abi::InternetCloseHandle;

use crate::calls::{Asynchronous, Call, Mode, Site, Synchronous, handle, obliging};
use crate::common::{GENERIC_READ, GENERIC_WRITE, PASSIVE};
use crate::process::alone;
use crate::recorder::{self, AGES, Event, HANDLE_CREATED};
use crate::{CANCELLED, DROPPED};

const CALLS: [Call; 14] = [
    Call::Connect,
    Call::OpenUrl,
    Call::Put(5),
    Call::Put(3 << 20),
    Call::Get,
    Call::Delete,
    Call::Rename,
    Call::Find,
    Call::Open(GENERIC_READ),
    Call::Open(GENERIC_WRITE),
    Call::Read,
    Call::Available,
    Call::Write(100_000),
    Call::Finish,
];

/// What a callback closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    /// The handle it is called with, or is told of.
    Told,
    Connection,
    Root,
}

/// Makes a call in whose callback of this number a handle is closed; false when there was none of that number.
fn round(mode: Mode, call: Call, closed: Closed, number: usize) -> bool {
    let what = format!("{call:?}, {mode:?}, {closed:?} closed in callback {number}");
    let mut site = Site::new(mode, obliging(Script::new()), PASSIVE);
    site.prepare(call);
    let (root, connection) = (site.root, site.connection.handle);
    let (done, closes) = mpsc::channel();
    let mut callbacks = 0;
    let close = move |event: &Event| {
        if callbacks == number {
            let closed = match closed {
                Closed::Told if event.status == HANDLE_CREATED => event.value,
                Closed::Told => event.handle,
                Closed::Connection if connection != 0 => connection,
                Closed::Connection | Closed::Root => root,
            };
            done.send(InternetCloseHandle(handle(closed))).expect("somebody listens");
        }
        callbacks += 1;
    };
    recorder::hook(site.context(call), close);
    let end = site.make(call);
    recorder::unhook(site.context(call));
    match end.error {
        0 => assert_ne!(end.value, 0, "{what}"),
        // A close that came when the server had said yes changes nothing any more.
        CANCELLED => assert_eq!(end.value, 0, "{what}"),
        error => panic!("{what}: {error}"),
    }
    let was_closed = closes.try_recv();
    if was_closed == Ok(1) && closed == Closed::Told && call.access().is_some() {
        recorder::wait(site.file.context, recorder::HANDLE_CLOSING, 0);
        let next = site.make(Call::Delete).error;
        assert!(next == DROPPED || next == 0 && end.error == 0, "{what}: {next} after {end:?}");
    }
    site.close();
    was_closed.is_ok()
}

/// A call that hangs fails the test.
fn guarded(mode: Mode, call: Call, closed: Closed, number: usize) -> bool {
    let (done, result) = mpsc::channel();
    let run = std::thread::spawn(move || done.send(round(mode, call, closed, number)));
    let result = result.recv_timeout(AGES);
    let result = result
        .unwrap_or_else(|_| panic!("{call:?}, {mode:?}, {closed:?}, callback {number} failed or hangs"));
    run.join().expect("no panic").expect("somebody listens");
    result
}

#[test]
fn in_every_callback() {
    alone(|| {
        for mode in [Synchronous, Asynchronous] {
            for call in CALLS {
                for closed in [Closed::Told, Closed::Connection, Closed::Root] {
                    let rounds = (0..40).take_while(|number| guarded(mode, call, closed, *number)).count();
                    assert!(rounds >= 2 || call == Call::Available, "{call:?}: {rounds} callbacks");
                    recorder::forget();
                }
            }
        }
    });
}
