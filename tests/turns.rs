//! Two calls on one connection, and handles that many threads use.
#![cfg(target_os = "linux")]

mod common;

#[allow(dead_code, reason = "shared with cancel.rs")]
#[path = "cancel/calls.rs"]
mod calls;
#[allow(dead_code, reason = "shared with cancel.rs")]
#[path = "cancel/recorder.rs"]
mod recorder;

use std::sync::mpsc;

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use calls::*;
use common::*;
use recorder::{AGES, HANDLE_CLOSING, HANDLE_CREATED, REQUEST_COMPLETE};

const IN_PROGRESS: u32 = 12110;
const RECEIVING_RESPONSE: u32 = 40;

/// A server that does all that is asked; it takes its time for what is called "held".
fn script() -> Script {
    obliging(Script::new().on_line("DELE held", Plan::new().hold("go").send("250 Gone.\r\n")))
}

/// All calls that talk to the server of a connection that is there.
const CALLS: [Call; 7] = [
    Call::Put(5),
    Call::Get,
    Call::Delete,
    Call::Rename,
    Call::Find,
    Call::Open(GENERIC_READ),
    Call::Open(GENERIC_WRITE),
];

/// A connection, and a copy of it that others can use meanwhile.
fn connected(mode: Mode) -> Site {
    let mut site = Site::new(mode, script(), PASSIVE);
    site.prepare(Call::Delete);
    site
}

#[test]
fn an_asynchronous_call_finds_another_pending() {
    let mut site = connected(Asynchronous);
    let context = site.context(Call::Delete);
    site.name = "held".to_owned();
    let before = recorder::events(context).len();
    assert_eq!((site.begin(Call::Delete), TrueFtpGetLastError()), (0, 997));
    assert!(site.server.wait_until(|seen| seen.has("DELE"), AGES));
    site.name = "remote".to_owned();
    recorder::wait(context, RECEIVING_RESPONSE, 3); // after the greeting, USER and PASS
    let told = recorder::events(context).len();
    for call in CALLS {
        assert_eq!((site.begin(call), TrueFtpGetLastError()), (0, IN_PROGRESS), "{call:?}");
    }
    // So does one that would not go on in the background, for want of a context value.
    let own = std::mem::take(&mut site.connection.context);
    assert_eq!((site.begin(Call::Put(5)), TrueFtpGetLastError()), (0, IN_PROGRESS));
    site.connection.context = own;
    // What needs no server can be done all the same, and the refusals are told to nobody.
    assert_eq!(query_number(handle(site.connection.handle), OPTION_HANDLE_TYPE), 2);
    assert_eq!(recorder::events(context).len(), told);
    site.server.release("go");
    let complete = recorder::wait(context, REQUEST_COMPLETE, 1);
    assert_eq!((complete.value, complete.error), (1, 0));
    assert_eq!(
        recorder::events(context)[before..].iter().filter(|event| event.status == REQUEST_COMPLETE).count(),
        1
    );
    let sent = site.server.seen().commands().into_iter().skip(2).collect::<Vec<_>>();
    assert_eq!(sent, ["DELE held"], "the login and this");
    for call in [Call::Put(5), Call::Get, Call::Delete, Call::Rename] {
        assert_eq!(site.make(call).error, 0, "{call:?}");
    }
    site.close();
}

#[test]
fn a_pending_read_keeps_its_file() {
    let stalled = Script::new().on("SIZE", "213 5\r\n").on("RETR", Plan::from("150 Go.\r\n").open_data());
    let mut site = Site::new(Asynchronous, stalled, PASSIVE);
    site.prepare(Call::Read);
    assert_eq!((site.begin(Call::Read), TrueFtpGetLastError()), (0, 997));
    for call in [Call::Read, Call::Available].into_iter().chain(CALLS) {
        assert_eq!((site.begin(call), TrueFtpGetLastError()), (0, IN_PROGRESS), "{call:?}");
    }
    site.close();
}

/// Every call inside a callback of a call on the same connection.
#[test]
fn inside_a_callback() {
    for mode in [Synchronous, Asynchronous] {
        for outer in [Call::Connect, Call::Delete, Call::Put(5), Call::Open(GENERIC_READ)] {
            let mut site = Site::new(mode, script(), PASSIVE);
            site.prepare(outer);
            let (sender, results) = mpsc::channel();
            let connection = site.connection.handle;
            recorder::hook(site.context(outer), move |event| {
                if !matches!(event.status, REQUEST_COMPLETE | HANDLE_CLOSING) {
                    let connection = if connection == 0 { event.handle } else { connection };
                    let name = c("inner");
                    // SAFETY: the name is ended by NUL and lives until the call has returned.
                    let done = unsafe { FtpDeleteFileA(handle(connection), name.as_ptr()) };
                    sender.send((event.status, done, TrueFtpGetLastError())).expect("somebody listens");
                }
            });
            let end = site.make(outer);
            assert_eq!(end.error, 0, "{mode:?} {outer:?}");
            recorder::unhook(site.context(outer));
            let results: Vec<_> = results.try_iter().collect();
            assert!(results.len() >= 4, "{results:?}");
            for (status, done, error) in results {
                assert_eq!((done, error), (0, IN_PROGRESS), "{mode:?} {outer:?}: {status}");
            }
            assert!(!site.server.seen().commands().contains(&"DELE inner".to_owned()));
            site.close();
        }
    }
}

/// When a call has ended its connection is free, also for who is told so.
#[test]
fn the_next_call_may_begin_where_the_end_of_the_last_is_told() {
    let site = connected(Asynchronous);
    let context = site.context(Call::Delete);
    let connection = site.connection.handle;
    let (sender, results) = mpsc::channel();
    let mut left = 20;
    recorder::hook(context, move |event| {
        if event.status != REQUEST_COMPLETE {
            return;
        }
        assert_eq!(event.error, 0);
        left -= 1;
        let name = c(format!("number {left}"));
        if left > 0 {
            // SAFETY: the name is ended by NUL and lives until the call has returned.
            let done = unsafe { FtpDeleteFileA(handle(connection), name.as_ptr()) };
            sender.send((done, TrueFtpGetLastError())).expect("somebody listens");
        }
    });
    assert_eq!(site.make(Call::Delete).error, 0);
    // The connection's own end was the first.
    recorder::wait(context, REQUEST_COMPLETE, 20);
    recorder::unhook(context);
    assert_eq!(results.try_iter().collect::<Vec<_>>(), [(0, 997); 19]);
    let sent = site.server.seen().commands();
    assert_eq!(sent.iter().filter(|line| line.starts_with("DELE number")).count(), 19);
    site.close();
}

/// A connection made by one thread, used by a second, opened a file on by a third, which a fourth reads and a fifth closes.
#[test]
fn any_handle_on_any_thread() {
    for mode in [Synchronous, Asynchronous] {
        let mut site = connected(mode);
        fn elsewhere<T: Send>(work: impl FnOnce() -> T + Send) -> T {
            std::thread::scope(|scope| scope.spawn(work).join().expect("no panic"))
        }
        for _ in 0..3 {
            assert_eq!(elsewhere(|| site.make(Call::Put(5))).error, 0);
            assert_eq!(elsewhere(|| site.make(Call::Delete)).error, 0);
            let opened = recorder::count(site.file.context, HANDLE_CREATED);
            site.file.handle = elsewhere(|| site.make(Call::Open(GENERIC_READ))).value;
            assert_eq!(recorder::wait(site.file.context, HANDLE_CREATED, opened).value, site.file.handle);
            assert_eq!(elsewhere(|| site.make(Call::Read)).error, 0);
            assert_eq!(elsewhere(|| site.make(Call::Close)).value, 1);
        }
        elsewhere(|| site.close());
    }
}
