//! Descriptors and threads: after everything was closed there are as many as before.
//!
//! A program of its own with one test, because both are counted for the whole process.

use std::time::{Duration, Instant};

use ftp_test_server::{Listen, Plan, Script, Server};
use kit::*;

fn count(of: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{of}")).expect("a process knows itself").count()
}

fn script() -> Script {
    Script::new()
        .on_line("STOR refused", Plan::upload("451 No.\r\n"))
        .on_line("STOR early", "553 No.\r\n")
        .on_line("STOR reset", Plan::new().send("150 Go.\r\n").read(1000).reset_data().send("426 Gone.\r\n"))
        .on_line("STOR lost", Plan::new().send("150 Go.\r\n").read(1000).close())
        .on_line("STOR garbled", Plan::from("what?\r\n").silence())
        .on_line("STOR late", Plan::new().send("150 Go.\r\n").read_to_end().close_data().silence())
        .on_line("PASS wrong", "530 No.\r\n")
        .on_line("PASS gone", Plan::new().reset())
}

/// Every way for a call to end that has its own resources to free.
fn use_everything(server: &Server) {
    let folder = Folder::new();
    let small = folder.file("small", bytes(1000));
    let large = folder.file("large", bytes(1 << 20));
    let root = Root::with_time_out(200);
    for flags in [PASSIVE, 0] {
        for name in ["kept", "refused", "early", "reset", "lost", "garbled", "late"] {
            for local in [&small, &large] {
                let connection = root.connect(&server.host(), server.port(), flags);
                let outcome = connection.put(local, name, BINARY);
                assert_eq!(outcome.ok, name == "kept", "{name}: {outcome:?}");
            }
        }
    }
    for password in ["wrong", "gone"] {
        let login = root.try_connect(&server.host(), server.port(), Some("me"), Some(password), PASSIVE);
        login.expect_err("the login is refused");
    }
    root.try_connect("127.0.0.1", 1, None, None, PASSIVE).expect_err("no server listens there");
    // A name is looked up on a thread of its own.
    root.try_connect("localhost", server.port(), None, None, PASSIVE).expect("the system knows its own name");
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let missing = connection.put(&folder.path().join("missing"), "x", BINARY);
    assert_eq!(missing.error, 2);
    // The root takes an open connection along.
    std::mem::forget(connection);
}

/// A server that promises a data port and never listens there, and one that never comes to ours.
fn use_without_data() {
    let script = Script::new()
        .on("PASV", Plan::passive(Listen::Refused, "227 Here ({host},{hi},{lo}).\r\n"))
        .on_line("STOR never", Plan::from("150 Coming.\r\n").silence());
    let server = Server::start(script);
    let folder = Folder::new();
    let local = folder.file("a", bytes(1000));
    let root = Root::with_time_out(200);
    for flags in [PASSIVE, 0] {
        let connection = root.connect(&server.host(), server.port(), flags);
        assert!(!connection.put(&local, "never", BINARY).ok);
    }
}

#[test]
fn descriptors_and_threads_return_to_the_start() {
    let all = || {
        let server = Server::start(script());
        use_everything(&server);
        use_without_data();
    };
    all(); // what is made once, by the library or the system, is made now
    let descriptors = count("fd");
    let threads = count("task");
    for _ in 0..2 {
        all();
    }
    // A lookup's thread may be on its last steps, with its descriptor; it ends by itself.
    let begin = Instant::now();
    while (count("fd"), count("task")) != (descriptors, threads) && begin.elapsed() < Duration::from_secs(10)
    {
        std::thread::yield_now();
    }
    assert_eq!((count("fd"), count("task")), (descriptors, threads));

    let _root = Root::new();
    let idle = count("fd");
    let roots: Vec<_> = (0..100).map(|_| Root::new()).collect();
    assert_eq!(count("fd"), idle, "a session alone needs no descriptor");
    drop(roots);
}
