//! Closing handles inside the callbacks of the call that runs on them, in each callback in turn.

use std::sync::mpsc;

use ftp_test_server::Script;
use trueftp::abi::InternetCloseHandle;

use kit::numbered::handle;
use kit::recorder::{AGES, Event, Status};
use kit::{CANCELLED, DROPPED, GENERIC_READ, GENERIC_WRITE, HANDLE_CLOSING, PASSIVE};

use crate::process::alone;
use crate::site::{Asynchronous, Call, Mode, Site, Synchronous, obliging};

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
    /// The handle that the callback is called with, or the new one that it reports.
    Reported,
    Connection,
    Root,
}

/// Makes a call, and closes a handle in its callback of this number; false if it has fewer callbacks.
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
                Closed::Reported => match event.status {
                    Status::Created(handle) => handle,
                    _ => event.handle,
                },
                Closed::Connection if connection != 0 => connection,
                Closed::Connection | Closed::Root => root,
            };
            done.send(InternetCloseHandle(handle(closed))).expect("a receiver");
        }
        callbacks += 1;
    };
    site.recorder(call).act(close);
    let end = site.make(call);
    site.recorder(call).stop_acting();
    match end.error {
        0 => assert_ne!(end.value, 0, "{what}"),
        // A close after the server's positive reply changes nothing.
        CANCELLED => assert_eq!(end.value, 0, "{what}"),
        error => panic!("{what}: {error}"),
    }
    let was_closed = closes.try_recv();
    if was_closed == Ok(1) && closed == Closed::Reported && call.access().is_some() {
        site.file.recorder.wait_for(HANDLE_CLOSING, 0);
        let next = site.make(Call::Delete).error;
        assert!(next == DROPPED || next == 0 && end.error == 0, "{what}: {next} after {end:?}");
    }
    site.close();
    was_closed.is_ok()
}

/// The same; a call that hangs fails the test.
fn guarded(mode: Mode, call: Call, closed: Closed, number: usize) -> bool {
    let (done, result) = mpsc::channel();
    let run = std::thread::spawn(move || done.send(round(mode, call, closed, number)));
    let result = result.recv_timeout(AGES);
    let result = result
        .unwrap_or_else(|_| panic!("{call:?}, {mode:?}, {closed:?}, callback {number} failed or hangs"));
    run.join().expect("no panic").expect("a receiver");
    result
}

#[test]
fn handles_are_closed_in_every_callback_of_every_call() {
    alone(|| {
        for mode in [Synchronous, Asynchronous] {
            for call in CALLS {
                for closed in [Closed::Reported, Closed::Connection, Closed::Root] {
                    let rounds = (0..40).take_while(|number| guarded(mode, call, closed, *number)).count();
                    assert!(rounds >= 2 || call == Call::Available, "{call:?}: {rounds} callbacks");
                }
            }
        }
    });
}
