//! Handles that are closed at awkward points in time: nothing hangs, and no upload is TRUE that the server has not confirmed.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use ftp_test_server::{Plan, Script, Server};
use kit::background::asynchronous;
use kit::numbered::{close, connect, make_directory, open, open_for, write};
use kit::recorder::{AGES, Recorder, Status, set_callback};
use kit::*;
use trueftp::abi::*;

use crate::exclusion::shared;

fn synchronous() -> Root {
    let root = Root::new();
    set_callback(root.0, false);
    root
}

/// An upload whose final reply the server sends when the test releases it.
fn held(end: &str) -> Plan {
    Plan::new().send("150 Ok.\r\n").read_to_end().hold("end").close_data().send(end)
}

/// Waits until the server has received this many bytes in all.
fn wait_for_bytes(server: &Server, count: u64) {
    assert!(server.wait_until(|seen| seen.data.iter().map(|data| data.received).sum::<u64>() == count, AGES));
}

#[test]
fn a_new_file_can_be_closed_in_the_callback_that_reports_it() {
    let _shared = shared();
    for which in 0..3 {
        let server = Server::start(Script::new());
        let root = synchronous();
        let recorder = Recorder::new();
        let connection = connect(&root, &server, 0).unwrap();
        let above = [0, connection, root.0.addr()][which];
        let (sender, closed) = mpsc::channel();
        recorder.act(move |event| {
            if let Status::Created(file) = event.status {
                sender.send(close(if which == 0 { file } else { above })).unwrap();
            }
        });
        let file = open(connection, "name", recorder.context).unwrap();
        // The server has confirmed an empty file.
        let closed = closed.recv_timeout(AGES).unwrap();
        assert_eq!((closed, last_reply().0), (0, 226), "{which}");
        assert_eq!(server.seen().file("name"), Some(&b""[..]));
        assert_eq!(write(file, b"x"), INVALID_HANDLE);
        assert_eq!(recorder.take().last(), Some(&Status::Closing(file)));
    }
}

#[test]
fn the_next_file_does_not_get_the_reply_to_the_file_before() {
    let _shared = shared();
    let script = Script::new()
        .on_line("STOR one", held("226 Done.\r\n"))
        .on_line("STOR two", Plan::upload("451 Disk full.\r\n"));
    let server = Server::start(script);
    let root = synchronous();
    let connection = connect(&root, &server, 0).unwrap();
    for _ in 0..20 {
        let one = open(connection, "one", 0).unwrap();
        assert_eq!(write(one, b"12345"), 0);
        let closer = thread::spawn(move || close(one));
        // Another thread opens the next file as soon as that succeeds.
        let opener = thread::spawn(move || {
            loop {
                match open(connection, "two", 0) {
                    Ok(two) => return two,
                    Err(error) => assert_eq!(error, IN_PROGRESS),
                }
            }
        });
        server.release("end");
        let two = opener.join().unwrap();
        assert_eq!(closer.join().unwrap(), 0);
        assert_eq!(write(two, b"67890"), 0);
        assert_eq!((close(two), last_reply()), (EXTENDED_ERROR, (451, "Disk full.".into())));
    }
}

/// The same inside the callbacks, while the file before is still being closed.
#[test]
fn the_next_file_does_not_get_the_reply_to_the_file_before_in_asynchronous_mode() {
    let _shared = shared();
    let script = Script::new()
        .on_line(
            "STOR one",
            Plan::new().send("150 Ok.\r\n").hold("read").read_to_end().close_data().send("226 Done.\r\n"),
        )
        .on_line("STOR two", Plan::upload("451 Disk full.\r\n"));
    let server = Server::start(script.count_only());
    let root = asynchronous();
    let (connection_recorder, one, two) = (Recorder::new(), Recorder::new(), Recorder::new());
    assert_eq!(connect(&root, &server, connection_recorder.context), Err(IO_PENDING));
    let connection = connection_recorder.complete().0;
    assert_eq!(open(connection, "one", one.context), Err(IO_PENDING));
    let first = one.complete().0;
    one.take();
    let context = two.context;
    let (sender, closed) = mpsc::channel();
    let (go_on, wait) = mpsc::channel::<()>();
    one.act(move |event| {
        if matches!(event.status, Status::Complete(..)) {
            let result = close(first);
            sender.send((result, open(connection, "two", context))).unwrap();
            // The callback takes a while, and the close of the file does not end before it.
            wait.recv().unwrap();
        }
    });
    let large = bytes(20_000_000).leak();
    assert_eq!(write(first, large), IO_PENDING);
    server.release("read");
    assert_eq!(closed.recv_timeout(AGES), Ok((0, Err(IO_PENDING))));
    let second = two.complete().0;
    two.take();
    let error = write(second, b"not empty");
    if error != 0 {
        assert_eq!((error, two.complete()), (IO_PENDING, (1, 0)));
    }
    go_on.send(()).unwrap();
    one.wait(|status| *status == Status::Closing(first));
    assert_eq!((close(second), last_reply()), (EXTENDED_ERROR, (451, "Disk full.".into())));
}

/// Closing a file waits for no call that uses the connection afterwards.
#[test]
fn closing_a_file_frees_its_connection_for_the_next_call() {
    let _shared = shared();
    for asynchronous_mode in [false, true] {
        let server = Server::start(Script::new().on("MKD", Plan::new().hold("go").send("257 \"d\"\r\n")));
        let root = if asynchronous_mode { asynchronous() } else { synchronous() };
        let connection_recorder = Recorder::new();
        let connection = match connect(&root, &server, connection_recorder.context) {
            Ok(connection) => connection,
            Err(_) => connection_recorder.complete().0,
        };
        connection_recorder.take();
        let recorder = Recorder::new();
        let (sender, results) = mpsc::channel();
        let (begun, wait) = mpsc::channel::<()>();
        recorder.act(move |event| {
            if let Status::Created(file) = event.status {
                let (sender, result) = (sender.clone(), close(file));
                let next = thread::spawn(move || sender.send((result, make_directory(connection))).unwrap());
                if asynchronous_mode {
                    next.join().unwrap(); // the call is pending
                } else {
                    wait.recv().unwrap();
                }
            }
        });
        let context = recorder.context;
        let (opened, end) = mpsc::channel();
        thread::spawn(move || opened.send(open(connection, "name", context)));
        if !asynchronous_mode {
            assert!(server.wait_until(|seen| seen.has("MKD"), AGES));
            begun.send(()).unwrap();
        }
        assert!(end.recv_timeout(AGES).is_ok(), "the close waits for another call");
        recorder.wait(|status| matches!(status, Status::Closing(_)));
        server.release("go");
        let directory = if asynchronous_mode { IO_PENDING } else { 0 };
        assert_eq!(results.recv_timeout(AGES), Ok((0, directory)));
        if asynchronous_mode {
            assert_eq!(connection_recorder.complete(), (1, 0));
        }
    }
}

/// The connection and the file of an upload whose close waits for the final reply.
fn held_upload(root: &Root, server: &Server) -> (usize, usize) {
    let connection = connect(root, server, 0).unwrap();
    let file = open(connection, "one", 0).unwrap();
    assert_eq!(write(file, b"12345"), 0);
    (connection, file)
}

#[test]
fn closing_a_connection_cancels_the_close_of_its_file() {
    let _shared = shared();
    let server = Server::start(Script::new().on("STOR", held("451 Full.\r\n")));
    let root = synchronous();
    let (connection, file) = held_upload(&root, &server);
    let closer = thread::spawn(move || close(file));
    wait_for_bytes(&server, 5);
    // The file's handle is invalid once its close has begun.
    while make_directory(file) != INVALID_HANDLE {
        thread::yield_now();
    }
    assert_eq!(close(connection), 0);
    assert_eq!(closer.join().unwrap(), CANCELLED, "the upload was not confirmed");
}

#[test]
fn closing_a_session_cancels_the_close_of_its_connection() {
    let _shared = shared();
    let server = Server::start(Script::new().on("STOR", held("226 Done.\r\n")));
    let root = synchronous();
    let (connection, _) = held_upload(&root, &server);
    let (sender, closed) = mpsc::channel();
    thread::spawn(move || sender.send(close(connection)));
    wait_for_bytes(&server, 5);
    // The handles are invalid once the close has begun.
    while make_directory(connection) != INVALID_HANDLE {
        thread::yield_now();
    }
    drop(root);
    assert_eq!(closed.recv_timeout(AGES), Ok(CANCELLED), "the upload was not confirmed");
}

/// A server that sends replies without end prevents neither the time-out nor the cancelling of an upload.
#[test]
fn an_upload_ends_although_the_server_sends_replies_without_end() {
    let _shared = shared();
    for (time_out, error) in [(500, 12002), (60_000, CANCELLED)] {
        let talk = Plan::new().endless("150 \r\n".repeat(1 << 20), Duration::ZERO);
        let server = Server::start(Script::new().on("STOR", talk));
        let folder = Folder::new();
        let local = folder.file("local", bytes(5));
        let root = Root::with_time_out(time_out);
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        let handle = connection.0.addr();
        let (sender, ended) = mpsc::channel();
        thread::spawn(move || {
            let outcome = connection.put(&local, "x", BINARY);
            sender.send((outcome.ok, outcome.error)).unwrap();
        });
        assert!(server.wait_until(|seen| seen.has("STOR"), AGES));
        let begin = Instant::now();
        if error == CANCELLED {
            assert_eq!(close(handle), 0);
        }
        assert_eq!(ended.recv_timeout(AGES), Ok((false, error)));
        assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());
    }
}

/// The call does not return what it has read so far: the caller would not learn that the rest is missing.
#[test]
fn closing_a_file_cancels_its_read() {
    let _shared = shared();
    for asynchronous_mode in [false, true] {
        let part = Plan::new().send("150 Here.\r\n").write_data(b"12345").silence();
        let server = Server::start(Script::new().on("SIZE", "502 No.\r\n").on("RETR", part));
        let root = if asynchronous_mode { asynchronous() } else { synchronous() };
        let connection_recorder = Recorder::new();
        let connection = match connect(&root, &server, connection_recorder.context) {
            Ok(connection) => connection,
            Err(_) => connection_recorder.complete().0,
        };
        let recorder = Recorder::new();
        let file = open_for(connection, "one", GENERIC_READ, recorder.context)
            .unwrap_or_else(|_| recorder.complete().0);
        recorder.take();
        let read = thread::spawn(move || {
            let (buffer, count) = (vec![0u8; 1000].leak(), Box::leak(Box::new(0)));
            // SAFETY: the buffer and the number are never freed.
            let ok =
                unsafe { InternetReadFile(numbered::handle(file), buffer.as_mut_ptr().cast(), 1000, count) };
            if ok == 1 { Ok(*count) } else { Err(TrueFtpGetLastError()) }
        });
        recorder.wait(|status| *status == Status::Count(41, 5));
        assert_eq!(close(file), 0);
        match read.join().unwrap() {
            Err(IO_PENDING) => assert_eq!(recorder.complete(), (0, CANCELLED)),
            result => assert_eq!(result, Err(CANCELLED), "{asynchronous_mode}"),
        }
    }
}

#[test]
fn closing_a_file_in_the_last_callback_of_its_write_cancels_it() {
    let _shared = shared();
    for asynchronous_mode in [false, true] {
        let server = Server::start(Script::new().on("STOR", Plan::upload("226 Done.\r\n")));
        let root = if asynchronous_mode { asynchronous() } else { synchronous() };
        let connection_recorder = Recorder::new();
        let connection = match connect(&root, &server, connection_recorder.context) {
            Ok(connection) => connection,
            Err(_) => connection_recorder.complete().0,
        };
        let recorder = Recorder::new();
        let file = open(connection, "one", recorder.context).unwrap_or_else(|_| recorder.complete().0);
        recorder.take();
        let (sender, closed) = mpsc::channel();
        recorder.act(move |event| {
            if matches!(event.status, Status::Count(31, _)) {
                sender.send(close(file)).unwrap();
            }
        });
        assert_eq!(write(file, b"12345"), CANCELLED, "{asynchronous_mode}");
        assert_eq!(closed.recv_timeout(AGES), Ok(CANCELLED), "{asynchronous_mode}");
        recorder.wait(|status| *status == Status::Closing(file));
        assert!(server.wait_until(|seen| seen.serving == 0, AGES), "the connection was closed");
    }
}

#[test]
fn closing_a_connection_cancels_a_call_that_has_not_begun() {
    let _shared = shared();
    let server = Server::start(Script::new().on("MKD", "257 \"d\"\r\n"));
    let root = asynchronous();
    let recorder = Recorder::new();
    assert_eq!(connect(&root, &server, recorder.context), Err(IO_PENDING));
    let connection = recorder.complete().0;
    recorder.take();
    let mut calls = 0;
    let (sender, results) = mpsc::channel();
    recorder.act(move |event| {
        if matches!(event.status, Status::Complete(..)) {
            calls += 1;
            if calls == 1 {
                sender.send((make_directory(connection), close(connection))).unwrap();
            }
        }
    });
    assert_eq!(make_directory(connection), IO_PENDING);
    assert_eq!(results.recv_timeout(AGES), Ok((IO_PENDING, 0)));
    recorder.wait(|status| matches!(status, Status::Closing(_)));
    let statuses = recorder.take();
    let ends: Vec<_> = statuses.iter().filter(|status| matches!(status, Status::Complete(..))).collect();
    assert_eq!(ends, [&Status::Complete(1, 0), &Status::Complete(0, CANCELLED)]);
    assert_eq!(server.seen().commands_of(0), ["USER me", "PASS secret", "MKD d", "QUIT"]);
}

#[test]
fn closing_a_connection_cancels_a_call_that_waits_for_its_turn() {
    let _shared = shared();
    let server = Server::start(Script::new().on("MKD", "257 \"d\"\r\n"));
    let root = synchronous();
    let recorder = Recorder::new();
    let connection = connect(&root, &server, recorder.context).unwrap();
    let (go_on, wait) = mpsc::channel::<()>();
    let (sender, inside) = mpsc::channel();
    recorder.act(move |event| {
        if event.status == Status::Plain(30) {
            sender.send(()).unwrap();
            wait.recv().unwrap();
        }
    });
    let first = thread::spawn(move || make_directory(connection));
    inside.recv_timeout(AGES).unwrap();
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(make_directory(connection)));
    assert_eq!(close(connection), 0);
    let error = ended.recv_timeout(AGES).unwrap();
    assert!([CANCELLED, INVALID_HANDLE].contains(&error), "the call waited, or began too late: {error}");
    go_on.send(()).unwrap();
    assert_eq!(first.join().unwrap(), CANCELLED);
}

#[test]
fn a_new_connection_is_busy_with_its_login() {
    let _shared = shared();
    let server = Server::start(Script::new());
    for root in [synchronous(), asynchronous()] {
        let recorder = Recorder::new();
        let (sender, results) = mpsc::channel();
        recorder.act(move |event| {
            if let Status::Created(handle) = event.status {
                sender.send(make_directory(handle)).unwrap();
            }
        });
        let handle = connect(&root, &server, recorder.context).unwrap_or_else(|_| recorder.complete().0);
        assert_eq!(results.recv_timeout(AGES), Ok(IN_PROGRESS));
        assert_eq!(close(handle), 0);
    }
}
