//! Closing handles: while nothing runs on them, and while something does.

use std::path::Path;
use std::time::Duration;

use ftp_test_server::{ControlEnd, DataEnd, Plan, Script, Seen, Server};
use trueftp::abi::InternetCloseHandle;

use kit::case::*;
use kit::*;

/// How soon a cancelled call must be back.
const PROMPT: Duration = Duration::from_millis(500);

/// A call that waits when it is cancelled.
struct Wait {
    name: &'static str,
    script: Script,
    flags: u32,
    waiting: fn(&Seen) -> bool,
}

fn has_stor(seen: &Seen) -> bool {
    seen.has("STOR")
}

fn has_data(seen: &Seen) -> bool {
    seen.data.first().is_some_and(|data| data.received >= 1000)
}

fn waits() -> Vec<Wait> {
    let silent = |verb: &str| Script::new().on(verb, Plan::new());
    let storing = |plan: Plan| Script::new().on("STOR", plan);
    let begun = || Plan::from("150 Go.\r\n");
    vec![
        Wait { name: "TYPE", script: silent("TYPE"), flags: PASSIVE, waiting: |seen| seen.has("TYPE") },
        Wait { name: "PASV", script: silent("PASV"), flags: PASSIVE, waiting: |seen| seen.has("PASV") },
        Wait { name: "PORT", script: silent("PORT"), flags: 0, waiting: |seen| seen.has("PORT") },
        Wait { name: "150", script: silent("STOR"), flags: PASSIVE, waiting: has_stor },
        Wait { name: "accept", script: storing(begun()), flags: 0, waiting: has_stor },
        Wait { name: "data", script: storing(begun().read(1000)), flags: PASSIVE, waiting: has_data },
        Wait {
            name: "final reply",
            script: storing(begun().read_to_end()),
            flags: PASSIVE,
            waiting: |seen| seen.data.first().is_some_and(|data| data.end.is_some()),
        },
    ]
}

/// Uploads, closes `handle` when the call waits, and returns the outcome.
fn cancelled(case: &Case, local: &Path, waiting: fn(&Seen) -> bool, handle: usize, what: &str) -> Outcome {
    std::thread::scope(|scope| {
        let call = scope.spawn(|| case.connection.put(local, "remote", BINARY));
        assert!(case.server.wait_until(waiting, AGES), "{what}: never waited");
        let (outcome, took) = timed(|| {
            let closed = InternetCloseHandle(std::ptr::without_provenance_mut(handle));
            assert_eq!(closed, 1, "{what}");
            call.join().unwrap()
        });
        assert!(took < PROMPT, "{what}: {took:?}");
        outcome
    })
}

#[test]
fn a_call_that_waits_is_cancelled() {
    let folder = Folder::new();
    let (small, large) = (folder.file("small", b"x"), folder.file("large", bytes(LARGE)));
    for close_root in [false, true] {
        in_parallel(waits(), |wait| {
            let case = Case::with(wait.script, wait.flags, LONG);
            let handle = if close_root { case.root.0 } else { case.connection.0 };
            let local = if wait.name == "data" { &large } else { &small };
            let outcome = cancelled(&case, local, wait.waiting, handle.addr(), wait.name);
            assert_eq!(outcome.seen(), (false, 12017, 0, ""), "{}: {outcome:?}", wait.name);
            assert_eq!(outcome.socket_error, 0, "{}", wait.name);
            // The handles are gone, and so is the dialogue, without another word.
            assert_eq!(case.connection.put(local, "remote", BINARY).error, 6, "{}", wait.name);
            assert_eq!(InternetCloseHandle(case.connection.0), 0);
            assert_eq!(trueftp::abi::TrueFtpGetLastError(), 6);
            assert_eq!(
                case.root.try_connect("127.0.0.1", 1, None, None, 0).unwrap_err().error,
                if close_root { 6 } else { 12029 }
            );
            assert!(case.server.wait_until(|seen| seen.serving == 0, AGES), "{}", wait.name);
            let seen = case.server.seen();
            assert!(!seen.has("QUIT") && !seen.has("ABOR"), "{}: {:?}", wait.name, seen.commands());
            assert!(seen.controls[0].unfinished.is_empty(), "{}", wait.name);
        });
    }
}

#[test]
fn a_cancelled_file_does_not_look_whole() {
    let case = Case::new(Script::new().count_only());
    let local = sparse(&case.folder, "huge", 1 << 40);
    let moving = |seen: &Seen| seen.data.first().is_some_and(|data| data.received > 1 << 20);
    let outcome = cancelled(&case, &local, moving, case.connection.0.addr(), "moving");
    assert_eq!(outcome.seen(), (false, 12017, 0, ""));
    assert!(case.server.wait_until(|seen| seen.data[0].end.is_some(), AGES));
    assert_eq!(case.server.seen().data[0].end, Some(DataEnd::Rst));
}

#[test]
fn a_connect_that_waits_is_cancelled() {
    for (name, script, waiting) in [
        (
            "greeting",
            Script::new().greeting(Plan::new()),
            (|seen| !seen.controls.is_empty()) as fn(&Seen) -> bool,
        ),
        ("220 after 120", Script::new().greeting("120 Soon.\r\n"), |seen| !seen.controls.is_empty()),
        ("USER", Script::new().on("USER", Plan::new()), |seen| seen.has("USER")),
        ("PASS", Script::new().on("PASS", Plan::new()), |seen| seen.has("PASS")),
    ] {
        let server = Server::start(script);
        let root = Root::with_time_out(LONG);
        let (host, port) = (server.host(), server.port());
        let outcome = std::thread::scope(|scope| {
            let call = scope.spawn(|| root.try_connect(&host, port, None, None, 0).unwrap_err());
            assert!(server.wait_until(waiting, AGES), "{name}");
            let (outcome, took) = timed(|| {
                assert_eq!(InternetCloseHandle(root.0), 1);
                call.join().unwrap()
            });
            assert!(took < PROMPT, "{name}: {took:?}");
            outcome
        });
        assert_eq!(outcome.seen(), (false, 12017, 0, ""), "{name}");
        assert!(server.wait_until(|seen| seen.serving == 0, AGES), "{name}");
        assert!(!server.seen().has("QUIT"), "{name}");
    }
}

#[test]
fn calls_that_wait_for_their_turn_are_cancelled_too() {
    let case = Case::new(Script::new().on("STOR", Plan::new()));
    let local = case.folder.file("local", b"x");
    let errors: Vec<u32> = std::thread::scope(|scope| {
        let calls: Vec<_> =
            (0..4).map(|_| scope.spawn(|| case.connection.put(&local, "remote", BINARY).error)).collect();
        assert!(case.server.wait_until(has_stor, AGES));
        let (errors, took) = timed(|| {
            assert_eq!(InternetCloseHandle(case.connection.0), 1);
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        });
        assert!(took < PROMPT, "{took:?}");
        errors
    });
    assert!(errors.contains(&12017), "{errors:?}");
    // A call that had not begun when the handle was closed found none.
    assert!(errors.iter().all(|error| matches!(error, 12017 | 6)), "{errors:?}");
    assert_eq!(case.server.seen().commands().iter().filter(|line| line.starts_with("STOR")).count(), 1);
}

#[test]
fn calls_wait_for_their_turn() {
    let case = Case::new(Script::new());
    let local = case.folder.file("local", bytes(300_000));
    std::thread::scope(|scope| {
        for n in 0..8 {
            let (case, local) = (&case, &local);
            scope.spawn(move || {
                let outcome = case.connection.put(local, format!("file {n}"), BINARY);
                assert_eq!(outcome.seen(), (true, 0, 226, "Transfer complete."));
            });
        }
    });
    let seen = case.server.seen();
    assert!((0..8).all(|n| seen.file(format!("file {n}")) == Some(&bytes(300_000)[..])));
}

#[test]
fn an_idle_connection_says_goodbye() {
    for close_root in [false, true] {
        let case = Case::new(Script::new());
        assert!(case.put(b"some bytes").ok);
        let handle = if close_root { case.root.0 } else { case.connection.0 };
        assert_eq!(InternetCloseHandle(handle), 1);
        assert!(case.server.wait_until(|seen| seen.serving == 0, AGES));
        let seen = case.server.seen();
        assert_eq!(seen.commands().last().unwrap(), "QUIT");
        assert_ne!(seen.controls[0].end, Some(ControlEnd::Rst));
        assert_eq!(InternetCloseHandle(handle), 0);
        assert_eq!(case.connection.put(Path::new("x"), "x", BINARY).error, 6);
    }
}

#[test]
fn a_goodbye_that_is_not_answered_is_not_waited_for() {
    let endless = Plan::new().endless("150 Wait.\r\n", Duration::from_millis(5));
    for quit in [Plan::new(), Plan::from("221-Good"), "500 No.\r\n".into(), Plan::new().reset(), endless] {
        let case = Case::new(Script::new().on("QUIT", quit.clone()));
        let (closed, took) = timed(|| InternetCloseHandle(case.connection.0));
        assert_eq!(closed, 1, "{quit:?}");
        assert!(took < Duration::from_millis(750), "{quit:?}: {took:?}");
        assert!(case.server.wait_until(|seen| seen.open == 0, AGES), "{quit:?}");
        assert!(case.server.seen().has("QUIT"));
    }
}

#[test]
fn all_goodbyes_together_take_one_moment() {
    let server = Server::start(Script::new().on("QUIT", Plan::new()));
    let root = Root::with_time_out(LONG);
    let connections: Vec<_> = (0..8).map(|_| root.connect(&server.host(), server.port(), PASSIVE)).collect();
    let (closed, took) = timed(|| InternetCloseHandle(root.0));
    assert_eq!(closed, 1);
    assert!(took < Duration::from_millis(1000), "{took:?}");
    assert!(server.wait_until(|seen| seen.open == 0, AGES));
    let quits = server.seen().commands().iter().filter(|line| *line == "QUIT").count();
    assert_eq!(quits, connections.len());
}

#[test]
fn a_dead_connection_says_nothing() {
    let case = Case::storing(Plan::upload("226 Done.\r\n226 Stray.\r\n"));
    assert!(case.put(b"x").ok);
    assert_eq!(case.put(b"x").error, 12111);
    let (closed, took) = timed(|| InternetCloseHandle(case.connection.0));
    assert_eq!(closed, 1);
    assert!(took < Duration::from_millis(200), "{took:?}");
    assert!(case.server.wait_until(|seen| seen.open == 0, AGES));
    assert!(!case.server.seen().has("QUIT"));
}
