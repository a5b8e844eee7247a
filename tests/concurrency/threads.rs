//! Many threads: each gets the verdicts of its own calls, whichever thread opened the handle, and whichever closes it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use ftp_test_server::{Plan, Script, Server};
use kit::*;
use trueftp::abi::*;

use crate::exclusion::shared;

const KEPT: (bool, u32, u32) = (true, 0, 226);

/// The server's reply to the upload of a name, and what the caller must see.
struct Case {
    name: String,
    reply: String,
    want: (bool, u32, u32),
}

impl Case {
    fn new(name: String, kind: usize) -> Self {
        let (code, want) = match kind {
            1 => (451, (false, 12003, 451)),
            3 => (553, (false, 12003, 553)),
            _ => (226, KEPT),
        };
        Self { reply: format!("{code} This is about {name}.\r\n"), name, want }
    }

    /// The server keeps it, or refuses it after or before all data.
    fn script(&self, script: Script) -> Script {
        let plan =
            if self.want.2 == 553 { self.reply.clone().into() } else { Plan::upload(self.reply.clone()) };
        script.on_line(format!("STOR {}", self.name), plan)
    }

    fn check(&self, outcome: &Outcome) {
        assert_eq!((outcome.ok, outcome.error, outcome.code), self.want, "{}: {outcome:?}", self.name);
        assert_eq!(outcome.text, format!("This is about {}.", self.name));
        assert!(outcome.response.ends_with(&self.reply), "{}: {:?}", self.name, outcome.response);
    }

    fn is_kept(&self) -> bool {
        self.want == KEPT
    }
}

#[test]
fn sixteen_threads_get_the_verdicts_of_their_own_uploads() {
    let _shared = shared();
    const THREADS: usize = 16;
    const UPLOADS: usize = 50;
    let case = |thread, at| Case::new(format!("t{thread}-{at}"), (thread + at) % 5);
    let cases: Vec<Vec<Case>> =
        (0..THREADS).map(|thread| (0..UPLOADS).map(|at| case(thread, at)).collect()).collect();
    let script = cases.iter().flatten().fold(Script::new(), |script, case| case.script(script));
    let server = Server::start(script);
    let folder = Folder::new();
    let root = Root::with_time_out(10_000);
    // Small and large: both ways to send, and contents that differ between threads.
    let size =
        |thread: usize, at: usize| if at % 10 == 9 { 200_000 + thread } else { 1000 + 16 * at + thread };
    thread::scope(|scope| {
        for (thread, cases) in cases.iter().enumerate() {
            let (server, folder, root) = (&server, &folder, &root);
            scope.spawn(move || {
                let flags = if thread % 2 == 0 { PASSIVE } else { 0 };
                let connection = root.connect(&server.host(), server.port(), flags);
                for (at, case) in cases.iter().enumerate() {
                    let local = folder.file(&case.name, bytes(size(thread, at)));
                    case.check(&connection.put(&local, &case.name, BINARY));
                }
            });
        }
    });
    let seen = server.seen();
    let stored = seen.lines.iter().filter(|(_, line)| line.starts_with(b"STOR ")).count();
    assert_eq!((stored, seen.controls.len()), (THREADS * UPLOADS, THREADS));
    for (thread, cases) in cases.iter().enumerate() {
        for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.is_kept()) {
            assert_eq!(seen.file(&case.name), Some(&bytes(size(thread, at))[..]), "{}", case.name);
        }
    }
}

/// Opened here, connected there, used by a third and closed by a fourth thread.
#[test]
fn handles_travel_between_threads() {
    let _shared = shared();
    let server = Server::start(Script::new().on("STOR", Plan::upload("452 Full.\r\n")));
    let folder = Folder::new();
    let local = folder.file("a", bytes(3000));
    let (server, local) = (&server, &local);
    thread::scope(|scope| {
        for chain in 0..16 {
            let (to_connect, roots) = mpsc::channel::<Root>();
            let (to_put, connections) = mpsc::channel::<(Root, Connection)>();
            let (to_close, used) = mpsc::channel::<(Root, Connection)>();
            scope.spawn(move || to_connect.send(Root::with_time_out(10_000)).expect("a receiver"));
            scope.spawn(move || {
                let root = roots.recv().expect("a root");
                let connection = root.connect(&server.host(), server.port(), PASSIVE);
                to_put.send((root, connection)).expect("a receiver");
            });
            scope.spawn(move || {
                let (root, connection) = connections.recv().expect("a connection");
                assert_eq!(last_reply().0, 0, "the login was another thread's call");
                let outcome = connection.put(local, "x", BINARY);
                assert_eq!(outcome.seen(), (false, 12003, 452, "Full."));
                to_close.send((root, connection)).expect("a receiver");
            });
            scope.spawn(move || {
                let (root, connection) = used.recv().expect("a connection");
                assert_eq!(handle_reply(connection.0), (452, "Full.".into()));
                assert_eq!(last_reply().0, 0, "the upload was another thread's call");
                // A parent closed first takes the child along.
                let (first, second) =
                    if chain % 2 == 0 { (connection.0, root.0) } else { (root.0, connection.0) };
                assert_eq!(InternetCloseHandle(first), 1);
                assert_eq!(InternetCloseHandle(second), i32::from(chain % 2 == 0));
            });
        }
    });
}

/// The second upload on a connection waits for the first, and each gets its own verdict.
#[test]
fn the_second_upload_on_a_connection_waits_for_the_first() {
    let _shared = shared();
    let held = Plan::new().send("150 Go.\r\n").read_to_end().close_data().hold("go").send("451 First.\r\n");
    let server = Server::start(Script::new().on_line("STOR first", held));
    let folder = Folder::new();
    let local = folder.file("a", bytes(5000));
    let root = Root::with_time_out(10_000);
    let connection = &root.connect(&server.host(), server.port(), PASSIVE);
    let (local, started) = (&local, &Barrier::new(2));
    thread::scope(|scope| {
        let first = scope.spawn(move || connection.put(local, "first", BINARY));
        assert!(server.wait_until(|seen| seen.has("STOR"), Duration::from_secs(10)));
        let second = scope.spawn(move || {
            started.wait();
            connection.put(local, "second", BINARY)
        });
        started.wait();
        server.release("go");
        assert_eq!(first.join().expect("no panic").seen(), (false, 12003, 451, "First."));
        let second = second.join().expect("no panic");
        assert_eq!((second.ok, second.error, second.code), KEPT);
    });
    assert_eq!(server.seen().file("second"), Some(&bytes(5000)[..]));
    let stored: Vec<_> =
        server.seen().commands().into_iter().filter(|line| line.starts_with("STOR")).collect();
    assert_eq!(stored, ["STOR first", "STOR second"]);
}

#[test]
fn threads_that_share_a_connection_get_their_own_verdicts() {
    let _shared = shared();
    let cases: Vec<Vec<Case>> = (0..8)
        .map(|thread| (0..20).map(|at| Case::new(format!("one{thread}-{at}"), (thread + at) % 5)).collect())
        .collect();
    let server =
        Server::start(cases.iter().flatten().fold(Script::new(), |script, case| case.script(script)));
    let folder = Folder::new();
    let local = &folder.file("a", bytes(70_000));
    let root = Root::with_time_out(10_000);
    let connection = &root.connect(&server.host(), server.port(), PASSIVE);
    thread::scope(|scope| {
        for cases in &cases {
            scope.spawn(move || {
                for case in cases {
                    case.check(&connection.put(local, &case.name, BINARY));
                }
            });
        }
    });
    let seen = server.seen();
    for case in cases.iter().flatten().filter(|case| case.is_kept()) {
        assert_eq!(seen.file(&case.name), Some(&bytes(70_000)[..]), "{}", case.name);
    }
    assert_eq!(seen.controls.len(), 1);
}

/// A thread closes connections and their roots at random while others log in and upload: each call ends soon, with the
/// server's reply or with one of the two errors that a closed handle has. Every third upload is never answered, so
/// that only the close can end it, however the threads are scheduled.
#[test]
fn calls_end_when_their_handle_is_closed_at_random() {
    let _shared = shared();
    const THREADS: usize = 6;
    const ROUNDS: usize = 60;
    let held = Plan::new().send("150 Go.\r\n").open_data().silence();
    let server = Server::start(Script::new().count_only().on_line("STOR held", held));
    let folder = Folder::new();
    let local = &folder.file("a", bytes(600_000));
    let (server, kept, ended) = (&server, &AtomicUsize::new(0), &AtomicUsize::new(0));
    let begin = Instant::now();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (to_close, handles) = mpsc::channel::<(Root, bool)>();
            let (to_hurry, hurried) = mpsc::channel::<Connection>();
            scope.spawn(move || {
                let mut state = 0x5DEE_CE66_u64 + thread as u64;
                while let Ok((root, whole)) = handles.recv() {
                    // From at once to after a whole upload, without a clock.
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    for _ in 0..(state >> 33) % 3000 {
                        thread::yield_now();
                    }
                    if whole {
                        drop(root);
                    } else {
                        drop(hurried.recv());
                        drop(root);
                    }
                }
            });
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let (whole, held) = (round % 2 == 0, round % 3 == 0);
                    let root = Root::with_time_out(10_000);
                    let alias = std::mem::ManuallyDrop::new(Root(root.0));
                    // Every second round closes the root, perhaps during the login; the others close the connection, in
                    // the upload.
                    let connection = if whole {
                        to_close.send((root, true)).expect("a receiver");
                        alias.try_connect(&server.host(), server.port(), Some("me"), Some("secret"), PASSIVE)
                    } else {
                        let connection = alias.connect(&server.host(), server.port(), PASSIVE);
                        let second = Connection(connection.0);
                        to_hurry.send(connection).expect("a receiver");
                        to_close.send((root, false)).expect("a receiver");
                        Ok(second)
                    };
                    let outcome = match connection {
                        Ok(connection) => std::mem::ManuallyDrop::new(connection).put(
                            local,
                            if held { "held" } else { "x" },
                            BINARY,
                        ),
                        Err(outcome) => outcome,
                    };
                    match (outcome.ok, outcome.error) {
                        (true, 0) => {
                            assert_eq!((outcome.code, held), (226, false));
                            kept.fetch_add(1, Ordering::Relaxed);
                        }
                        (false, CANCELLED | INVALID_HANDLE) => {
                            ended.fetch_add(1, Ordering::Relaxed);
                        }
                        _ => panic!("round {round}: {outcome:?}"),
                    }
                }
            });
        }
    });
    let (kept, ended) = (kept.load(Ordering::Relaxed), ended.load(Ordering::Relaxed));
    assert_eq!(kept + ended, THREADS * ROUNDS);
    assert!(ended >= THREADS * ROUNDS / 3, "{kept} kept, {ended} ended");
    assert!(begin.elapsed() < Duration::from_secs(50), "something hung");
    let done = server.wait_until(|seen| seen.open == 0, Duration::from_secs(10));
    assert!(done, "every connection was closed");
}

/// The documented way to end a call that waits. Otherwise the time-out would end it, much later.
#[test]
fn closing_ends_a_call_that_waits() {
    let _shared = shared();
    for (verb, flags) in [("USER", PASSIVE), ("PASV", PASSIVE), ("STOR", PASSIVE), ("STOR", 0)] {
        let server = Server::start(Script::new().on(verb, Plan::new().silence()));
        let folder = Folder::new();
        let local = folder.file("a", bytes(100_000));
        let root = Root::with_time_out(20_000);
        let handle = root.0;
        let outcome = thread::scope(|scope| {
            let (root, server, local) = (&root, &server, &local);
            let call = scope.spawn(move || {
                match root.try_connect(&server.host(), server.port(), Some("me"), Some("x"), flags) {
                    Ok(connection) => connection.put(local, "x", BINARY),
                    Err(outcome) => outcome,
                }
            });
            assert!(server.wait_until(|seen| seen.has(verb), Duration::from_secs(10)), "{verb}");
            let begin = Instant::now();
            assert_eq!(InternetCloseHandle(handle), 1);
            let outcome = call.join().expect("no panic");
            assert!(begin.elapsed() < Duration::from_secs(5), "{verb}: {:?}", begin.elapsed());
            outcome
        });
        assert_eq!((outcome.ok, outcome.error, outcome.code), (false, CANCELLED, 0), "{verb} {flags:#x}");
    }
}
