//! Calls that take turns on one connection, and handles that many threads use.

use std::sync::mpsc;

use ftp_test_server::{Plan, Script};
use kit::numbered::handle;
use kit::recorder::{AGES, Event, Status};
use kit::*;
use trueftp::abi::*;

use crate::exclusion::shared;
use crate::site::{Asynchronous, Call, Mode, Site, Synchronous, obliging};

/// A server that does what it is asked; deleting "held" waits until the test releases it.
fn script() -> Script {
    obliging(Script::new().on_line("DELE held", Plan::new().hold("go").send("250 Gone.\r\n")))
}

/// All calls on a connection that talk to its server.
const CALLS: [Call; 7] = [
    Call::Put(5),
    Call::Get,
    Call::Delete,
    Call::Rename,
    Call::Find,
    Call::Open(GENERIC_READ),
    Call::Open(GENERIC_WRITE),
];

/// A site with a connection.
fn connected(mode: Mode) -> Site {
    let mut site = Site::new(mode, script(), PASSIVE);
    site.prepare(Call::Delete);
    site
}

/// How many calls have ended.
fn completed(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event.status, Status::Complete(..))).count()
}

#[test]
fn calls_fail_while_another_is_pending_on_the_connection() {
    let _shared = shared();
    let mut site = connected(Asynchronous);
    site.name = "held".to_owned();
    let before = site.connection.recorder.events().len();
    assert_eq!((site.begin(Call::Delete), TrueFtpGetLastError()), (0, IO_PENDING));
    assert!(site.server.wait_until(|seen| seen.has("DELE"), AGES));
    site.name = "remote".to_owned();
    site.connection.recorder.wait_for(RECEIVING_RESPONSE, 3); // after the greeting, USER and PASS
    let events = site.connection.recorder.events().len();
    for call in CALLS {
        assert_eq!((site.begin(call), TrueFtpGetLastError()), (0, IN_PROGRESS), "{call:?}");
    }
    // Nor can a call that would not continue in the background, because it has no context value.
    let own = std::mem::take(&mut site.connection.context);
    assert_eq!((site.begin(Call::Put(5)), TrueFtpGetLastError()), (0, IN_PROGRESS));
    site.connection.context = own;
    // A call that needs no server succeeds all the same, and calls that fail call no callback.
    assert_eq!(query_number(handle(site.connection.handle), OPTION_HANDLE_TYPE), 2);
    assert_eq!(site.connection.recorder.events().len(), events);
    site.server.release("go");
    let complete = site.connection.recorder.wait_for(REQUEST_COMPLETE, 1);
    assert_eq!(complete.status, Status::Complete(1, 0));
    assert_eq!(completed(&site.connection.recorder.events()[before..]), 1);
    let sent = site.server.seen().commands().into_iter().skip(2).collect::<Vec<_>>();
    assert_eq!(sent, ["DELE held"], "the login and this");
    for call in [Call::Put(5), Call::Get, Call::Delete, Call::Rename] {
        assert_eq!(site.make(call).error, 0, "{call:?}");
    }
    site.close();
}

#[test]
fn calls_fail_while_a_read_is_pending() {
    let _shared = shared();
    let stalled = Script::new().on("SIZE", "213 5\r\n").on("RETR", Plan::from("150 Go.\r\n").open_data());
    let mut site = Site::new(Asynchronous, stalled, PASSIVE);
    site.prepare(Call::Read);
    assert_eq!((site.begin(Call::Read), TrueFtpGetLastError()), (0, IO_PENDING));
    for call in [Call::Read, Call::Available].into_iter().chain(CALLS) {
        assert_eq!((site.begin(call), TrueFtpGetLastError()), (0, IN_PROGRESS), "{call:?}");
    }
    site.close();
}

/// Every call inside a callback of a call on the same connection.
#[test]
fn calls_inside_a_callback_fail_on_the_connection_that_is_in_use() {
    let _shared = shared();
    for mode in [Synchronous, Asynchronous] {
        for outer in [Call::Connect, Call::Delete, Call::Put(5), Call::Open(GENERIC_READ)] {
            let mut site = Site::new(mode, script(), PASSIVE);
            site.prepare(outer);
            let (sender, results) = mpsc::channel();
            let connection = site.connection.handle;
            site.recorder(outer).act(move |event| {
                if !matches!(event.status, Status::Complete(..) | Status::Closing(_)) {
                    let connection = if connection == 0 { event.handle } else { connection };
                    let name = c("inner");
                    // SAFETY: the name is ended by NUL and lives until the call has returned.
                    let done = unsafe { FtpDeleteFileA(handle(connection), name.as_ptr()) };
                    sender.send((event.status.clone(), done, TrueFtpGetLastError())).expect("a receiver");
                }
            });
            let end = site.make(outer);
            assert_eq!(end.error, 0, "{mode:?} {outer:?}");
            site.recorder(outer).stop_acting();
            let results: Vec<_> = results.try_iter().collect();
            assert!(results.len() >= 4, "{results:?}");
            for (status, done, error) in results {
                assert_eq!((done, error), (0, IN_PROGRESS), "{mode:?} {outer:?}: {status:?}");
            }
            assert!(!site.server.seen().commands().contains(&"DELE inner".to_owned()));
            site.close();
        }
    }
}

/// When a call has ended its connection is free, also inside the callback that reports the end.
#[test]
fn the_next_call_may_begin_inside_the_callback_that_reports_the_end_of_the_last() {
    let _shared = shared();
    let site = connected(Asynchronous);
    let connection = site.connection.handle;
    let (sender, results) = mpsc::channel();
    let mut left = 20;
    site.connection.recorder.act(move |event| {
        let Status::Complete(_, error) = event.status else { return };
        assert_eq!(error, 0);
        left -= 1;
        let name = c(format!("number {left}"));
        if left > 0 {
            // SAFETY: the name is ended by NUL and lives until the call has returned.
            let done = unsafe { FtpDeleteFileA(handle(connection), name.as_ptr()) };
            sender.send((done, TrueFtpGetLastError())).expect("a receiver");
        }
    });
    assert_eq!(site.make(Call::Delete).error, 0);
    // The connection's own end was the first.
    site.connection.recorder.wait_for(REQUEST_COMPLETE, 20);
    site.connection.recorder.stop_acting();
    assert_eq!(results.try_iter().collect::<Vec<_>>(), [(0, IO_PENDING); 19]);
    let sent = site.server.seen().commands();
    assert_eq!(sent.iter().filter(|line| line.starts_with("DELE number")).count(), 19);
    site.close();
}

/// A connection made by one thread, used by a second, opened a file on by a third, which a fourth reads and a fifth closes.
#[test]
fn any_thread_may_use_any_handle() {
    let _shared = shared();
    for mode in [Synchronous, Asynchronous] {
        let mut site = connected(mode);
        fn elsewhere<T: Send>(work: impl FnOnce() -> T + Send) -> T {
            std::thread::scope(|scope| scope.spawn(work).join().expect("no panic"))
        }
        for _ in 0..3 {
            assert_eq!(elsewhere(|| site.make(Call::Put(5))).error, 0);
            assert_eq!(elsewhere(|| site.make(Call::Delete)).error, 0);
            let opened = site.file.recorder.count(HANDLE_CREATED);
            site.file.handle = elsewhere(|| site.make(Call::Open(GENERIC_READ))).value;
            let created = site.file.recorder.wait_for(HANDLE_CREATED, opened);
            assert_eq!(created.status, Status::Created(site.file.handle));
            assert_eq!(elsewhere(|| site.make(Call::Read)).error, 0);
            assert_eq!(elsewhere(|| site.make(Call::Close)).value, 1);
        }
        elsewhere(|| site.close());
    }
}
