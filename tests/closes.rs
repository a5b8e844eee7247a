//! Handles that are closed at awkward moments: nothing hangs, and no upload is TRUE that the server has not confirmed.

mod common;

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use common::background::{IO_PENDING, asynchronous, begin_connect};
use common::recorder::{Recorder, Told, set_callback};
use common::*;
use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

const AGES: Duration = Duration::from_secs(20);
const EXTENDED: u32 = 12003;
const CANCELLED: u32 = 12017;
const IN_PROGRESS: u32 = 12110;

fn synchronous() -> Root {
    let root = Root::new();
    set_callback(root.0, false);
    root
}

/// InternetConnect: the handle, or the last error.
fn connect(root: &Root, server: &Server, context: usize) -> Result<usize, u32> {
    let (handle, error) = begin_connect(root, server, context);
    if handle.is_null() { Err(error) } else { Ok(handle.addr()) }
}

/// FtpOpenFile for writing.
fn open(handle: usize, name: &str, context: usize) -> Result<usize, u32> {
    open_for(handle, name, GENERIC_WRITE, context)
}

fn open_for(handle: usize, name: &str, access: u32, context: usize) -> Result<usize, u32> {
    // SAFETY: the text lives until the call is over.
    let file = unsafe { FtpOpenFileA(handle as HINTERNET, c(name).as_ptr(), access, BINARY, context) };
    if file.is_null() { Err(TrueFtpGetLastError()) } else { Ok(file.addr()) }
}

/// InternetWriteFile: its error number.
fn write(file: usize, bytes: &'static [u8]) -> u32 {
    // A call in the background writes the number when it ends.
    let count = Box::leak(Box::new(0));
    // SAFETY: the bytes and the number live for ever.
    let ok =
        unsafe { InternetWriteFile(file as HINTERNET, bytes.as_ptr().cast(), bytes.len() as u32, count) };
    if ok == 1 { 0 } else { TrueFtpGetLastError() }
}

/// A call that takes a handle and a name: its error number.
fn make_directory(handle: usize) -> u32 {
    // SAFETY: the text lives until the call is over.
    if unsafe { FtpCreateDirectoryA(handle as HINTERNET, c"d".as_ptr()) } == 1 {
        0
    } else {
        TrueFtpGetLastError()
    }
}

fn close(handle: usize) -> u32 {
    if InternetCloseHandle(handle as HINTERNET) == 1 { 0 } else { TrueFtpGetLastError() }
}

/// An upload that the server ends when it is told so.
fn held(end: &str) -> Plan {
    Plan::new().send("150 Ok.\r\n").read_to_end().hold("end").close_data().send(end)
}

/// The files on the server, whatever became of them, have these bytes in all.
fn wait_for_bytes(server: &Server, count: u64) {
    assert!(server.wait_until(|seen| seen.data.iter().map(|data| data.received).sum::<u64>() == count, AGES));
}

#[test]
fn a_new_file_in_the_callback_that_tells_of_it() {
    for which in 0..3 {
        let server = Server::start(Script::new());
        let root = synchronous();
        let recorder = Recorder::new();
        let connection = connect(&root, &server, 0).unwrap();
        let above = [0, connection, root.0.addr()][which];
        let (sender, closed) = mpsc::channel();
        recorder.act(move |event| {
            if let Told::Created(file) = event.told {
                sender.send(close(if which == 0 { file } else { above })).unwrap();
            }
        });
        let file = open(connection, "name", recorder.context).unwrap();
        // A file without contents that the server has confirmed is a file.
        let closed = closed.recv_timeout(AGES).unwrap();
        assert_eq!((closed, last_reply().0), (0, 226), "{which}");
        assert_eq!(server.seen().file("name"), Some(&b""[..]));
        assert_eq!(write(file, b"x"), 6);
        assert_eq!(recorder.take().last(), Some(&Told::Closing(file)));
    }
}

#[test]
fn the_next_file_is_another() {
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
        // As soon as it can, another thread opens the next.
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
        assert_eq!((close(two), last_reply()), (EXTENDED, (451, "Disk full.".into())));
    }
}

/// The same from the callbacks, in which the file before is not over yet.
#[test]
fn the_next_file_is_another_in_asynchronous_mode() {
    let script = Script::new()
        .on_line(
            "STOR one",
            Plan::new().send("150 Ok.\r\n").hold("read").read_to_end().close_data().send("226 Done.\r\n"),
        )
        .on_line("STOR two", Plan::upload("451 Disk full.\r\n"));
    let server = Server::start(script.count_only());
    let root = asynchronous();
    let (of_connection, one, two) = (Recorder::new(), Recorder::new(), Recorder::new());
    assert_eq!(connect(&root, &server, of_connection.context), Err(IO_PENDING));
    let connection = of_connection.complete().0;
    assert_eq!(open(connection, "one", one.context), Err(IO_PENDING));
    let first = one.complete().0;
    one.take();
    let context = two.context;
    let (sender, closed) = mpsc::channel();
    let (go_on, wait) = mpsc::channel::<()>();
    one.act(move |event| {
        if matches!(event.told, Told::Complete(..)) {
            let result = close(first);
            sender.send((result, open(connection, "two", context))).unwrap();
            // The program is busy for a while, and the file is not over before.
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
    one.wait(|told| *told == Told::Closing(first));
    assert_eq!((close(second), last_reply()), (EXTENDED, (451, "Disk full.".into())));
}

/// The end of a closed file waits for no other call, whoever uses the connection by then.
#[test]
fn a_file_whose_connection_is_used_again_before_it_is_over() {
    for asynchronous_mode in [false, true] {
        let server = Server::start(Script::new().on("MKD", Plan::new().hold("go").send("257 \"d\"\r\n")));
        let root = if asynchronous_mode { asynchronous() } else { synchronous() };
        let of_connection = Recorder::new();
        let connection = match connect(&root, &server, of_connection.context) {
            Ok(connection) => connection,
            Err(_) => of_connection.complete().0,
        };
        of_connection.take();
        let recorder = Recorder::new();
        let (sender, results) = mpsc::channel();
        let (begun, wait) = mpsc::channel::<()>();
        recorder.act(move |event| {
            if let Told::Created(file) = event.told {
                let (sender, result) = (sender.clone(), close(file));
                let next = thread::spawn(move || sender.send((result, make_directory(connection))).unwrap());
                if asynchronous_mode {
                    next.join().unwrap(); // it is pending
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
        assert!(end.recv_timeout(AGES).is_ok(), "it waits for another call");
        recorder.wait(|told| matches!(told, Told::Closing(_)));
        server.release("go");
        let directory = if asynchronous_mode { IO_PENDING } else { 0 };
        assert_eq!(results.recv_timeout(AGES), Ok((0, directory)));
        if asynchronous_mode {
            assert_eq!(of_connection.complete(), (1, 0));
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
fn a_connection_while_its_file_is_being_closed() {
    let server = Server::start(Script::new().on("STOR", held("451 Full.\r\n")));
    let root = synchronous();
    let (connection, file) = held_upload(&root, &server);
    let closer = thread::spawn(move || close(file));
    wait_for_bytes(&server, 5);
    // The handle of the file is gone when its close has begun.
    while make_directory(file) != 6 {
        thread::yield_now();
    }
    assert_eq!(close(connection), 0);
    assert_eq!(closer.join().unwrap(), CANCELLED, "nobody has heard of the file");
}

#[test]
fn a_session_while_its_connection_is_being_closed() {
    let server = Server::start(Script::new().on("STOR", held("226 Done.\r\n")));
    let root = synchronous();
    let (connection, _) = held_upload(&root, &server);
    let (sender, closed) = mpsc::channel();
    thread::spawn(move || sender.send(close(connection)));
    wait_for_bytes(&server, 5);
    // The handles are gone when the close has begun.
    while make_directory(connection) != 6 {
        thread::yield_now();
    }
    drop(root);
    assert_eq!(closed.recv_timeout(AGES), Ok(CANCELLED), "nobody has heard of the file");
}

/// A server that never stops talking keeps an upload neither from its time-out nor from its cancelling.
#[test]
fn an_upload_to_a_server_that_never_stops_talking() {
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

/// What was read before is no answer: nobody would learn that the rest is missing.
#[test]
fn a_file_in_the_middle_of_a_read() {
    for asynchronous_mode in [false, true] {
        let part = Plan::new().send("150 Here.\r\n").write_data(b"12345").silence();
        let server = Server::start(Script::new().on("SIZE", "502 No.\r\n").on("RETR", part));
        let root = if asynchronous_mode { asynchronous() } else { synchronous() };
        let of_connection = Recorder::new();
        let connection = match connect(&root, &server, of_connection.context) {
            Ok(connection) => connection,
            Err(_) => of_connection.complete().0,
        };
        let recorder = Recorder::new();
        let file = open_for(connection, "one", GENERIC_READ, recorder.context)
            .unwrap_or_else(|_| recorder.complete().0);
        recorder.take();
        let read = thread::spawn(move || {
            let (buffer, count) = (vec![0u8; 1000].leak(), Box::leak(Box::new(0)));
            // SAFETY: the buffer and the number live for ever.
            let ok = unsafe { InternetReadFile(file as HINTERNET, buffer.as_mut_ptr().cast(), 1000, count) };
            if ok == 1 { Ok(*count) } else { Err(TrueFtpGetLastError()) }
        });
        recorder.wait(|told| *told == Told::Count(41, 5));
        assert_eq!(close(file), 0);
        match read.join().unwrap() {
            Err(IO_PENDING) => assert_eq!(recorder.complete(), (0, CANCELLED)),
            result => assert_eq!(result, Err(CANCELLED), "{asynchronous_mode}"),
        }
    }
}

#[test]
fn a_file_in_the_last_callback_of_its_write() {
    for asynchronous_mode in [false, true] {
        let server = Server::start(Script::new().on("STOR", Plan::upload("226 Done.\r\n")));
        let root = if asynchronous_mode { asynchronous() } else { synchronous() };
        let of_connection = Recorder::new();
        let connection = match connect(&root, &server, of_connection.context) {
            Ok(connection) => connection,
            Err(_) => of_connection.complete().0,
        };
        let recorder = Recorder::new();
        let file = open(connection, "one", recorder.context).unwrap_or_else(|_| recorder.complete().0);
        recorder.take();
        let (sender, closed) = mpsc::channel();
        recorder.act(move |event| {
            if matches!(event.told, Told::Count(31, _)) {
                sender.send(close(file)).unwrap();
            }
        });
        assert_eq!(write(file, b"12345"), CANCELLED, "{asynchronous_mode}");
        assert_eq!(closed.recv_timeout(AGES), Ok(CANCELLED), "{asynchronous_mode}");
        recorder.wait(|told| *told == Told::Closing(file));
        assert!(server.wait_until(|seen| seen.serving == 0, AGES), "it was torn");
    }
}

#[test]
fn a_call_that_has_not_begun() {
    let server = Server::start(Script::new().on("MKD", "257 \"d\"\r\n"));
    let root = asynchronous();
    let recorder = Recorder::new();
    assert_eq!(connect(&root, &server, recorder.context), Err(IO_PENDING));
    let connection = recorder.complete().0;
    recorder.take();
    let mut calls = 0;
    let (sender, results) = mpsc::channel();
    recorder.act(move |event| {
        if matches!(event.told, Told::Complete(..)) {
            calls += 1;
            if calls == 1 {
                sender.send((make_directory(connection), close(connection))).unwrap();
            }
        }
    });
    assert_eq!(make_directory(connection), IO_PENDING);
    assert_eq!(results.recv_timeout(AGES), Ok((IO_PENDING, 0)));
    recorder.wait(|told| matches!(told, Told::Closing(_)));
    let told = recorder.take();
    let ends: Vec<_> = told.iter().filter(|told| matches!(told, Told::Complete(..))).collect();
    assert_eq!(ends, [&Told::Complete(1, 0), &Told::Complete(0, CANCELLED)]);
    assert_eq!(server.seen().commands_of(0), ["USER me", "PASS secret", "MKD d", "QUIT"]);
}

#[test]
fn a_connection_for_which_somebody_waits() {
    let server = Server::start(Script::new().on("MKD", "257 \"d\"\r\n"));
    let root = synchronous();
    let recorder = Recorder::new();
    let connection = connect(&root, &server, recorder.context).unwrap();
    let (go_on, wait) = mpsc::channel::<()>();
    let (sender, inside) = mpsc::channel();
    recorder.act(move |event| {
        if event.told == Told::Plain(30) {
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
    assert!([CANCELLED, 6].contains(&error), "it has waited, or came too late: {error}");
    go_on.send(()).unwrap();
    assert_eq!(first.join().unwrap(), CANCELLED);
}

#[test]
fn a_new_connection_is_busy_with_its_login() {
    let server = Server::start(Script::new());
    for root in [synchronous(), asynchronous()] {
        let recorder = Recorder::new();
        let (sender, results) = mpsc::channel();
        recorder.act(move |event| {
            if let Told::Created(handle) = event.told {
                sender.send(make_directory(handle)).unwrap();
            }
        });
        let handle = connect(&root, &server, recorder.context).unwrap_or_else(|_| recorder.complete().0);
        assert_eq!(results.recv_timeout(AGES), Ok(IN_PROGRESS));
        assert_eq!(close(handle), 0);
    }
}
