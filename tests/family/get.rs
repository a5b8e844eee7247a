//! FtpGetFile: TRUE only with the server's 2yz and every byte, and the local file appears only then.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use ftp_test_server::{Listen, Plan, Script, ipv6_available};
use trueftp::abi::InternetCloseHandle;

use crate::support::*;
use kit::case::{AGES, After, Case, Dead, LARGE, LONG, Usable, consistent, guarded, in_parallel};
use kit::*;

const FILE: &[u8] = b"The bytes of the file.";
const OLD: &[u8] = b"What was there before.";

/// Downloads into this file; one that hangs is cancelled.
fn get_to(case: &Case, local: &Path, flags: u32) -> Outcome {
    let outcome = guarded(&case.root, || poisoned(|| case.connection.get("remote", local, false, flags)));
    consistent(&outcome);
    outcome
}

fn target(case: &Case) -> PathBuf {
    case.folder.path().join("local")
}

/// What the server does for RETR, what comes of it, and what becomes of the connection.
struct Row {
    name: &'static str,
    script: Script,
    seen: (bool, u32, u32),
    after: After,
}

fn row(name: &'static str, plan: Plan, seen: (bool, u32, u32), after: After) -> Row {
    Row { name, script: Script::new().on("RETR", plan), seen, after }
}

/// Every row with a local file that is there and one that is not.
fn check(rows: Vec<Row>, time_out: u32) {
    let rows = rows.into_iter().flat_map(|row| {
        [true, false].map(|exists| (row.script.clone(), exists, row.name, row.seen, row.after))
    });
    in_parallel(rows, |(script, exists, name, seen, after)| {
        let case = Case::with(script, PASSIVE, time_out);
        let local = target(&case);
        if exists {
            std::fs::write(&local, OLD).unwrap();
        }
        let outcome = get_to(&case, &local, BINARY);
        assert_eq!((outcome.ok, outcome.error, outcome.code), seen, "{name}: {outcome:?}");
        let got = std::fs::read(&local).ok();
        let want = if outcome.ok { Some(FILE) } else { exists.then_some(OLD) };
        assert_eq!(got.as_deref(), want, "{name}");
        let left = if want.is_some() { vec!["local"] } else { vec![] };
        assert_eq!(names(case.folder.path()), left, "{name}");
        case.assert_after(after, name);
    });
}

const BEGUN: &str = "150 Go.\r\n";

fn begun() -> Plan {
    Plan::from(BEGUN)
}

#[test]
fn the_final_reply_decides() {
    let mut rows = Vec::new();
    for code in [200u16, 226, 250, 299] {
        let plan = Plan::download(FILE, format!("{code} Done.\r\n"));
        rows.push(row("2yz", plan, (true, 0, code.into()), Usable));
    }
    for code in [300u16, 350, 425, 426, 450, 451, 452, 500, 530, 550, 552, 553, 421] {
        let last = format!("{code} No.\r\n");
        let after = if code == 421 { Dead } else { Usable };
        let seen = (false, 12003, u32::from(code));
        rows.push(row("no after the data", Plan::download(FILE, last.clone()), seen, after));
        rows.push(row("no at once", Plan::from(last.clone()), seen, after));
        rows.push(row(
            "no before the data",
            begun().open_data().send(last.clone()).write_data(FILE).close_data(),
            seen,
            after,
        ));
        let middle = begun().write_data(&FILE[..9]).send(last.clone()).write_data(&FILE[9..]).close_data();
        rows.push(row("no in the middle", middle, seen, after));
        rows.push(row(
            "no, and a reset",
            begun().write_data(&FILE[..9]).send(last).reset_data(),
            seen,
            after,
        ));
    }
    check(rows, LONG);
}

#[test]
fn the_order_of_the_packets_does_not_matter() {
    let rows = vec![
        row(
            "226 before the last bytes",
            begun().write_data(&FILE[..9]).send(DONE).write_data(&FILE[9..]).close_data(),
            (true, 0, 226),
            Usable,
        ),
        row(
            "226 before all bytes",
            begun().open_data().send(DONE).write_data(FILE).close_data(),
            (true, 0, 226),
            Usable,
        ),
        row("226 before the end", begun().write_data(FILE).send(DONE).close_data(), (true, 0, 226), Usable),
        row("no 150", Plan::new().write_data(FILE).close_data().send(DONE), (true, 0, 226), Usable),
        row(
            "no 150, data later",
            Plan::new().open_data().send(DONE).write_data(FILE).close_data(),
            (true, 0, 226),
            Usable,
        ),
        row(
            "one packet",
            Plan::new().write_data(FILE).close_data().send(format!("{BEGUN}{DONE}")),
            (true, 0, 226),
            Usable,
        ),
        row(
            "one packet, data later",
            Plan::new().open_data().send(format!("{BEGUN}{DONE}")).write_data(FILE).close_data(),
            (true, 0, 226),
            Usable,
        ),
        row(
            "two preliminary replies",
            begun().send("125 Still.\r\n").write_data(FILE).close_data().send(DONE),
            (true, 0, 226),
            Usable,
        ),
        row(
            "data before 150",
            Plan::new().write_data(FILE).send(BEGUN).close_data().send(DONE),
            (true, 0, 226),
            Usable,
        ),
        row(
            "a long reply",
            Plan::download(FILE, "226-Many\r\n lines\r\n226 Done.\r\n"),
            (true, 0, 226),
            Usable,
        ),
        row("226 and more", Plan::download(FILE, format!("{DONE}{DONE}")), (true, 0, 226), Dead),
    ];
    check(rows, LONG);
}

#[test]
fn a_connection_that_ends_early() {
    let some = || begun().write_data(&FILE[..9]);
    let rows = vec![
        row("data reset, 226", some().reset_data().send(DONE), (false, 12031, 226), Usable),
        row("data reset, 426", some().reset_data().send("426 Broken.\r\n"), (false, 12003, 426), Usable),
        row(
            "data reset after all bytes, 226",
            begun().write_data(FILE).reset_data().send(DONE),
            (false, 12031, 226),
            Usable,
        ),
        row("data closed, 426", some().close_data().send("426 Broken.\r\n"), (false, 12003, 426), Usable),
        row("data closed, control closed", some().close_data().close(), (false, 12030, 0), Dead),
        row("data closed, control reset", some().close_data().reset(), (false, 12031, 0), Dead),
        row(
            "all data, control closed",
            begun().write_data(FILE).close_data().close(),
            (false, 12030, 0),
            Dead,
        ),
        row("data reset, control closed", some().reset_data().close(), (false, 12030, 0), Dead),
        row("nothing but a close", Plan::new().close(), (false, 12030, 0), Dead),
        row("150 and a close", begun().open_data().close(), (false, 12030, 0), Dead),
        row("half a reply", Plan::download(FILE, "226 Do").close(), (false, 12030, 0), Dead),
        row("an open reply", Plan::download(FILE, "226-Do\r\n").close(), (false, 12030, 0), Dead),
    ];
    check(rows, LONG);
}

#[test]
fn silence() {
    let some = || begun().write_data(&FILE[..9]);
    let rows = vec![
        row("data closed", some().close_data(), (false, 12002, 0), Dead),
        row("all data", begun().write_data(FILE).close_data(), (false, 12002, 0), Dead),
        row("a stall", some(), (false, 12002, 0), Dead),
        row("a stall and 226", some().send(DONE), (false, 12002, 226), Usable),
        row("no 150", Plan::new(), (false, 12002, 0), Dead),
        row("no data", begun().open_data(), (false, 12002, 0), Dead),
    ];
    check(rows, 400);
}

#[test]
fn the_size_that_the_server_announced() {
    let with = |name, size: &str, seen, after| Row {
        name,
        script: Script::new().on("SIZE", size).on("RETR", Plan::download(FILE, DONE)),
        seen,
        after,
    };
    let all = (true, 0, 226);
    let rows = vec![
        with("exact", "213 22\r\n", all, Usable),
        with("more than announced", "213 21\r\n", all, Usable),
        with("announced as empty", "213 0\r\n", all, Usable),
        with("spaces", "213  22 \r\n", all, Usable),
        with("no number", "213 many\r\n", all, Usable),
        with("beyond 64 bits", "213 99999999999999999999\r\n", all, Usable),
        with("500", "500 What?\r\n", all, Usable),
        with("502", "502 Not here.\r\n", all, Usable),
        with("550", "550 Not a plain file.\r\n", all, Usable),
        with("350", "350 Well?\r\n", all, Usable),
        with("421", "421 Bye.\r\n", (false, 12003, 421), Dead),
    ];
    check(rows, LONG);
}

/// More bytes than socket buffers hold: the final reply comes after them.
#[test]
fn a_file_that_is_shorter_than_announced_is_incomplete() {
    for missing in [1, 4096, 1 << 32] {
        let bytes = bytes(LARGE);
        let size = format!("213 {}\r\n", LARGE as u64 + missing);
        let script = Script::new().on("SIZE", size).on("RETR", Plan::download(&bytes, DONE));
        let case = Case::new(script);
        let outcome = get_to(&case, &target(&case), BINARY);
        assert_eq!(outcome.seen(), (false, 12030, 226, "Done."), "{missing}: {outcome:?}");
        assert!(names(case.folder.path()).is_empty());
        case.assert_after(Usable, "shorter");
    }
}

/// The server connects only after it has said everything.
#[test]
fn a_file_that_is_shorter_than_announced_is_incomplete_also_after_an_early_final_reply() {
    let plan = begun().send(DONE).open_data().write_data(FILE).close_data();
    let case = Case::with(Script::new().on("SIZE", "213 23\r\n").on("RETR", plan), 0, LONG);
    let outcome = get_to(&case, &target(&case), BINARY);
    assert_eq!(outcome.seen(), (false, 12030, 226, "Done."), "{outcome:?}");
    assert!(names(case.folder.path()).is_empty());
    case.assert_after(Usable, "shorter");
}

#[test]
fn size_is_asked_for_until_the_server_does_not_know_it() {
    for (reply, times) in [("500 What?\r\n", 1), ("502 No.\r\n", 1), ("550 No.\r\n", 3), ("213 22\r\n", 3)] {
        let case = Case::new(Script::new().on("SIZE", reply).on("RETR", Plan::download(FILE, DONE)));
        for _ in 0..3 {
            assert!(get_to(&case, &target(&case), BINARY).ok);
        }
        let sent = commands(&case);
        assert_eq!(sent.iter().filter(|line| *line == "SIZE remote").count(), times, "{reply}: {sent:?}");
    }
}

#[test]
fn what_is_sent() {
    for (flags, want) in [
        (UNKNOWN, &["TYPE I", "PASV", "SIZE remote", "RETR remote"][..]),
        (BINARY, &["TYPE I", "PASV", "SIZE remote", "RETR remote"]),
        (ASCII, &["TYPE A", "PASV", "RETR remote"]),
        (0x8000_0000 | 0x10 | ASCII, &["TYPE A", "PASV", "RETR remote"]),
    ] {
        let case = Case::new(serving(FILE));
        assert!(get_to(&case, &target(&case), flags).ok);
        assert_eq!(commands(&case), want);
    }
}

/// The caller's REST makes the next download a part, and only that.
#[test]
fn rest_by_ftp_command() {
    let script = Script::new()
        .first(1, "RETR", Plan::download(&FILE[9..], DONE))
        .on("REST", "350 From there.\r\n")
        .on("SIZE", "213 22\r\n")
        .on("RETR", Plan::download(FILE, DONE));
    let case = Case::new(script);
    assert!(case.connection.command("REST 9").ok);
    let outcome = get_to(&case, &target(&case), BINARY);
    assert!(outcome.ok, "{outcome:?}");
    assert_eq!(std::fs::read(target(&case)).unwrap(), &FILE[9..]);
    assert!(get_to(&case, &target(&case), BINARY).ok);
    let sent = commands(&case);
    assert_eq!(sent, ["REST 9", "TYPE I", "PASV", "RETR remote", "PASV", "SIZE remote", "RETR remote"]);

    // A REST that was refused restarts nothing.
    let case = Case::new(serving(FILE).on("REST", "501 No.\r\n"));
    assert_eq!(error(|| case.connection.command("REST 9")), 12003);
    assert!(get_to(&case, &target(&case), BINARY).ok);
    assert!(case.server.seen().has("SIZE"));
}

/// Off Windows CR LF becomes LF, wherever a packet ends.
#[test]
fn ascii_in_every_split() {
    let text = b"\r\na\r\nb\nc\r\r\nd\r";
    let want: &[u8] = b"\na\nb\nc\r\nd\r";
    in_parallel(0..=text.len(), |at| {
        let plan =
            begun().write_data(&text[..at]).hold("seen").write_data(&text[at..]).close_data().send(DONE);
        let case = Case::new(Script::new().on("RETR", plan));
        std::thread::scope(|scope| {
            let call = scope.spawn(|| get_to(&case, &target(&case), ASCII));
            // The first part is on its way; whether it was read alone hardly depends on chance.
            assert!(case.server.wait_until(|seen| !seen.data.is_empty(), AGES));
            std::thread::yield_now();
            case.server.release("seen");
            assert!(call.join().unwrap().ok);
        });
        assert_eq!(std::fs::read(target(&case)).unwrap(), want, "split at {at}");
    });
}

#[test]
fn active_passive_and_ipv6() {
    let large = bytes(LARGE);
    let mut rows = vec![(false, 0, "PORT"), (false, PASSIVE, "PASV")];
    if ipv6_available() {
        rows.extend([(true, 0, "EPRT"), (true, PASSIVE, "EPSV")]);
    }
    in_parallel(rows, |(ipv6, flags, verb)| {
        let script = if ipv6 { serving(&large).ipv6() } else { serving(&large) };
        let case = Case::with(script, flags, LONG);
        let outcome = get_to(&case, &target(&case), BINARY);
        assert!(outcome.ok, "{verb}: {outcome:?}");
        assert!(std::fs::read(target(&case)).unwrap() == large, "{verb}");
        assert!(case.server.seen().has(verb), "{verb}");
        let empty = Script::new().on("RETR", Plan::download(b"", DONE));
        let case = Case::with(if ipv6 { empty.ipv6() } else { empty }, flags, LONG);
        assert!(get_to(&case, &target(&case), BINARY).ok, "{verb}, empty");
        assert_eq!(std::fs::read(target(&case)).unwrap(), b"", "{verb}");
    });
}

#[test]
fn the_data_connection_cannot_be_made() {
    let row = |name, script: Script, seen, after| Row { name, script, seen, after };
    let refused = || Plan::passive(Listen::Refused, "227 Entering ({host},{hi},{lo}).\r\n");
    let rows = vec![
        row(
            "refused, 425",
            Script::new().first(1, "PASV", refused()).on("RETR", "425 No way.\r\n"),
            (false, 12003, 425),
            Usable,
        ),
        row(
            "no passive mode",
            Script::new().first(1, "PASV", "502 No.\r\n").first(1, "EPSV", "502 No.\r\n"),
            (false, 12112, 502),
            Usable,
        ),
        row("TYPE refused", Script::new().first(1, "TYPE", "504 No.\r\n"), (false, 12003, 504), Usable),
        row("TYPE 421", Script::new().first(1, "TYPE", "421 No.\r\n"), (false, 12003, 421), Dead),
    ];
    check(rows, LONG);
}

#[test]
fn permissions_are_kept_and_obeyed() {
    let case = Case::new(serving(FILE));
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o7777;
    for bits in [0o600, 0o644, 0o640, 0o755, 0o666] {
        let local = case.folder.file("local", OLD);
        std::fs::set_permissions(&local, PermissionsExt::from_mode(bits)).unwrap();
        assert!(get_to(&case, &local, BINARY).ok);
        assert_eq!((mode(&local), std::fs::read(&local).unwrap()), (bits, FILE.to_vec()));
    }
    std::fs::remove_file(target(&case)).unwrap();

    // FILE_ATTRIBUTE_READONLY
    let call = |attributes| {
        let (remote, local) = (c("remote"), c(target(&case).as_os_str().as_encoded_bytes()));
        // SAFETY: both texts are ended by NUL.
        kit::arguments::boolean(|| unsafe {
            trueftp::abi::FtpGetFileA(case.connection.0, remote.as_ptr(), local.as_ptr(), 0, attributes, 0, 0)
        })
    };
    assert_eq!(call(NORMAL | 1), Ok(()));
    assert_eq!(mode(&target(&case)) & 0o222, 0);
}

/// Root may write anything: the thread becomes another user for the file system.
#[cfg(target_os = "linux")]
#[test]
fn without_permission() {
    let case = Case::new(serving(FILE));
    let mode = |path: &Path, bits| std::fs::set_permissions(path, PermissionsExt::from_mode(bits)).unwrap();
    let read_only = case.folder.file("local", OLD);
    mode(&read_only, 0o444);
    mode(case.folder.path(), 0o777);
    let closed = case.folder.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    mode(&closed, 0o555);
    let before = case.server.seen().lines.len();
    let get_as_nobody = |local: &Path| {
        std::thread::scope(|scope| {
            let call = scope.spawn(|| {
                // SAFETY: it concerns this thread alone, which ends soon.
                unsafe { libc::setfsuid(65534) };
                error(|| case.connection.get("remote", local, false, BINARY))
            });
            call.join().unwrap()
        })
    };
    assert_eq!(get_as_nobody(&read_only), 5);
    assert_eq!(get_as_nobody(&closed.join("local")), 5);
    assert_eq!(case.server.seen().lines.len(), before);
    assert_eq!(std::fs::read(&read_only).unwrap(), OLD);
    assert_eq!(get_as_nobody(&case.folder.path().join("new")), 0);
}

#[test]
fn a_full_disk() {
    let Some(disk) = kit::real::small_tmpfs() else { return };
    let large = bytes(LARGE);
    for code in [226, 451] {
        // More than all buffers hold: the server says nothing before the disk is full.
        let plan = Plan::new().send("150 Here it comes.\r\n").open_data().write_data_times(&large, 8);
        let plan = plan.close_data().send(format!("{code} Over.\r\n"));
        let case = Case::new(Script::new().on("RETR", plan));
        let local = disk.path().join("local");
        std::fs::write(&local, OLD).unwrap();
        let outcome = get_to(&case, &local, BINARY);
        assert_eq!((outcome.ok, outcome.error), (false, 112), "{outcome:?}");
        assert_eq!(std::fs::read(&local).unwrap(), OLD);
        assert_eq!(names(disk.path()), ["local"]);
        case.assert_after(Usable, "the disk is ours, not the server's");
        // What fits comes.
        let case = Case::new(serving(FILE));
        assert!(get_to(&case, &local, BINARY).ok);
        assert_eq!(std::fs::read(&local).unwrap(), FILE);
    }
}

#[test]
fn targets_that_are_no_plain_files() {
    let case = Case::new(serving(FILE));
    let folder = case.folder.path();
    let before = case.server.seen().lines.len();
    let refused = |local: &Path, fail: bool| error(|| case.connection.get("remote", local, fail, BINARY));
    std::fs::create_dir(folder.join("directory")).unwrap();
    let fifo = folder.join("fifo");
    // SAFETY: the path is ended by NUL.
    assert_eq!(unsafe { libc::mkfifo(c(fifo.as_os_str().as_encoded_bytes()).as_ptr(), 0o600) }, 0);
    assert_eq!(refused(&folder.join("directory"), false), 5);
    assert_eq!(refused(&fifo, false), 5);
    assert_eq!(refused(Path::new("/dev/null"), false), 5);
    assert_eq!(refused(&folder.join("missing").join("local"), false), 3);
    assert_eq!(refused(&case.folder.file("plain", b"").join("local"), false), 3);
    for there in ["directory", "fifo", "plain"] {
        assert_eq!(refused(&folder.join(there), true), 80);
    }
    assert_eq!(refused(Path::new(""), false), 3);
    assert_eq!(refused(&folder.join("n".repeat(300)), false), 206);
    assert_eq!(case.server.seen().lines.len(), before, "nothing is asked of the server");
    assert_eq!(names(folder), ["directory", "fifo", "plain"]);
}

#[test]
fn links_stay_links() {
    let case = Case::new(serving(FILE));
    let folder = case.folder.path();
    let real = case.folder.file("real", OLD);
    symlink("real", folder.join("link")).unwrap();
    symlink("not yet", folder.join("dangling")).unwrap();
    assert!(get_to(&case, &folder.join("link"), BINARY).ok);
    assert!(folder.join("link").symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read(&real).unwrap(), FILE);
    // A link to nothing exists all the same.
    let dangling = folder.join("dangling");
    assert_eq!(error(|| case.connection.get("remote", &dangling, true, BINARY)), 80);
    assert!(get_to(&case, &dangling, BINARY).ok);
    assert_eq!(std::fs::read(&dangling).unwrap(), FILE);
    let left: Vec<_> = names(folder).into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// fFailIfExists holds until the end: what comes into being during the transfer is not replaced.
#[test]
fn a_file_that_appears_during_the_transfer() {
    for fail_if_exists in [true, false] {
        let plan =
            begun().write_data(&FILE[..9]).hold("appeared").write_data(&FILE[9..]).close_data().send(DONE);
        let case = Case::new(Script::new().on("RETR", plan));
        let local = target(&case);
        std::thread::scope(|scope| {
            let call =
                scope.spawn(|| poisoned(|| case.connection.get("remote", &local, fail_if_exists, BINARY)));
            assert!(case.server.wait_until(|seen| !seen.data.is_empty(), AGES));
            assert!(!local.exists(), "nothing is there before the end");
            std::fs::write(&local, OLD).unwrap();
            case.server.release("appeared");
            let outcome = call.join().unwrap();
            assert_eq!(outcome.error, if fail_if_exists { 80 } else { 0 }, "{outcome:?}");
            assert_eq!(outcome.code, 226, "the server has sent all of it");
        });
        assert_eq!(std::fs::read(&local).unwrap(), if fail_if_exists { OLD } else { FILE });
        assert_eq!(names(case.folder.path()), ["local"]);
        case.assert_after(Usable, "the local file is no reason to leave");
    }
}

/// Closing the connection from another thread ends the call and leaves no file.
#[test]
fn cancelling() {
    let case = Case::new(Script::new().on("RETR", begun().write_data(&FILE[..9])));
    let local = case.folder.file("local", OLD);
    std::thread::scope(|scope| {
        let call = scope.spawn(|| poisoned(|| case.connection.get("remote", &local, false, BINARY)));
        assert!(case.server.wait_until(|seen| !seen.data.is_empty(), AGES));
        assert_eq!(InternetCloseHandle(case.connection.0), 1);
        let outcome = call.join().unwrap();
        assert_eq!((outcome.ok, outcome.error), (false, 12017), "{outcome:?}");
    });
    assert_eq!(std::fs::read(&local).unwrap(), OLD);
    assert_eq!(names(case.folder.path()), ["local"]);
}
