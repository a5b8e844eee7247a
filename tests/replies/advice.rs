//! TrueFtpRetryAdvice: what may have been done is never taken for what was not.

use std::ptr::null_mut;
use std::time::Duration;

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use super::calls::*;
use kit::*;

const NONE: u32 = 0;
const NOW: u32 = 1;
const LATER: u32 = 2;
const NEVER: u32 = 3;
const UNKNOWN: u32 = 4;

/// The advice of this thread and of the connection, which must be the same.
fn advised(connection: &Connection, error: u32) -> u32 {
    let advice_here = advice(null_mut(), error).expect("NULL is this thread");
    assert_eq!(advice(connection.0, error), Ok(advice_here));
    advice_here
}

/// The end of the control connection, in whatever way.
fn ends() -> [Plan; 3] {
    [Plan::new().close(), Plan::new().reset(), Plan::new().silence()]
}

fn short(script: Script) -> (Server, Root, Connection) {
    let server = Server::start(script);
    let root = Root::with_time_out(300);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    (server, root, connection)
}

#[test]
fn an_upload_without_a_final_reply_is_unknown() {
    let folder = Folder::new();
    let local = folder.file("local", bytes(1000));
    for end in ends() {
        for plan in [
            end.clone(),
            Plan::new().send("150 Go.\r\n").then(end.clone()),
            Plan::new().send("150 Go.\r\n").read(10).then(end.clone()),
            Plan::upload(end.clone()),
            Plan::upload(Plan::new().send("226 Tra").then(end.clone())),
            Plan::upload(Plan::new().send("226-Tra\r\n").then(end.clone())),
            Plan::upload(Plan::new().send("What?\r\n").then(end.clone())),
        ] {
            let (_server, _root, connection) = short(Script::new().on("STOR", plan.clone()));
            let outcome = connection.put(&local, "remote", BINARY);
            assert!(!outcome.ok && outcome.code == 0, "{outcome:?}");
            assert_eq!(advised(&connection, outcome.error), UNKNOWN, "{plan:?} {outcome:?}");
            assert_eq!((last_info().dwCode, command(&last_info())), (0, "STOR remote".into()));
            // The connection is gone now, and the next call did not come to the server.
            let next = connection.put(&local, "next", BINARY);
            assert_eq!((next.error, advised(&connection, next.error)), (12111, NOW));
        }
    }
}

#[test]
fn a_yes_that_cannot_speak_of_all_data_is_unknown() {
    let folder = Folder::new();
    let local = folder.file("local", bytes(64 << 20));
    let early = Plan::new().send("150 Go.\r\n").read(1000).send("226 Done.\r\n").silence();
    let broken = Plan::new().send("150 Go.\r\n").read(1000).reset_data().send("226 Done.\r\n");
    for plan in [early, broken] {
        let (_server, _root, connection) = connected(Script::new().on("STOR", plan).receive_buffer(4096));
        let outcome = connection.put(&local, "remote", BINARY);
        // Whichever is noticed first, the reply or the reset.
        assert!(matches!(outcome.error, 12030 | 12031) && outcome.code == 226, "{outcome:?}");
        assert_eq!(advised(&connection, outcome.error), UNKNOWN);
    }
}

#[test]
fn an_upload_before_its_command_changes_nothing() {
    let folder = Folder::new();
    let local = folder.file("local", bytes(1000));
    for (verb, [closed, _, silent]) in [("TYPE", ends()), ("PASV", ends())] {
        for (end, error, expected) in [(closed, 12030, NOW), (silent, 12002, LATER)] {
            let (_server, _root, connection) = short(Script::new().on(verb, end));
            assert_eq!(connection.put(&local, "remote", BINARY).error, error);
            assert_eq!(advised(&connection, error), expected, "{verb}");
        }
    }
}

/// A server that has no port left at the moment may have one later.
#[test]
fn a_passive_mode_that_is_refused_for_now() {
    let folder = Folder::new();
    let local = folder.file("local", b"x");
    for (pasv, epsv, expected) in [
        ("425 No port.\r\n", "425 No port.\r\n", NOW),
        ("450 No port.\r\n", "450 No port.\r\n", LATER),
        ("502 What?\r\n", "500 What?\r\n", NEVER),
        ("227 Nowhere.\r\n", "229 Nowhere.\r\n", NEVER),
    ] {
        let (_server, _root, connection) = connected(Script::new().on("PASV", pasv).on("EPSV", epsv));
        assert_eq!(connection.put(&local, "remote", BINARY).error, 12112);
        assert_eq!(advised(&connection, 12112), expected, "{epsv}");
    }
}

#[test]
fn other_calls_that_change_the_server_are_unknown_without_an_answer() {
    let (_server, _root, connection) = connected(Script::new().on("MKD", Plan::new().close()));
    let name = c("d");
    // SAFETY: the text is ended by NUL.
    assert_eq!(unsafe { FtpCreateDirectoryA(connection.0, name.as_ptr()) }, 0);
    assert_eq!(advised(&connection, TrueFtpGetLastError()), UNKNOWN);

    let script = Script::new().on("RNFR", "350 And?\r\n").on("RNTO", Plan::new().close());
    let (_server, _root, connection) = connected(script);
    // SAFETY: as above.
    assert_eq!(unsafe { FtpRenameFileA(connection.0, name.as_ptr(), name.as_ptr()) }, 0);
    assert_eq!(advised(&connection, TrueFtpGetLastError()), UNKNOWN);

    let (_server, _root, connection) = connected(Script::new().on("RNFR", Plan::new().close()));
    // SAFETY: as above.
    assert_eq!(unsafe { FtpRenameFileA(connection.0, name.as_ptr(), name.as_ptr()) }, 0);
    assert_eq!(advised(&connection, TrueFtpGetLastError()), NOW, "RNFR alone renames nothing");
}

#[test]
fn a_download_that_broke_off_can_be_tried_at_once() {
    let plan = Plan::new().send("150 Go.\r\n").write_data("abc").close();
    let (_server, _root, connection) = connected(Script::new().on("RETR", plan));
    let folder = Folder::new();
    let outcome = connection.get("remote", &folder.path().join("local"), false, BINARY);
    assert_eq!((outcome.error, advised(&connection, outcome.error)), (12030, NOW));
}

#[test]
fn the_servers_reply_decides() {
    let folder = Folder::new();
    let local = folder.file("local", bytes(1000));
    for (reply, expected) in [
        ("226 Kept.\r\n", NONE),
        ("421 Going down.\r\n", LATER),
        ("425 No data connection.\r\n", NOW),
        ("426 Broken.\r\n", NOW),
        ("451 Failure writing to local file.\r\n", LATER),
        ("452 Full.\r\n", LATER),
        ("499 Odd.\r\n", LATER),
        ("332 Account?\r\n", NEVER),
        ("530 Who?\r\n", NEVER),
        ("550 No.\r\n", NEVER),
        ("550-No.\r\n Error details: Site is being stopped.\r\n550 End\r\n", LATER),
        ("550-No.\r\n Error details: Data channel timed out.\r\n550 End\r\n", NOW),
        ("552 Too much.\r\n", NEVER),
        ("599 Odd.\r\n", NEVER),
    ] {
        let (_server, _root, connection) = connected(Script::new().on("STOR", Plan::upload(reply)));
        let outcome = connection.put(&local, "remote", BINARY);
        assert_eq!(advised(&connection, outcome.error), expected, "{reply}");
    }
}

/// Where the verdict is not at hand, no number says "nothing was done" of a call that may have done something.
#[test]
fn another_thread_does_not_say_that_nothing_was_done() {
    let folder = Folder::new();
    let local = folder.file("local", bytes(16 << 20));
    let closed_port = {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let refuses = Script::new()
        .on(
            "PASV",
            format!("227 Entering Passive Mode (127,0,0,1,{},{}).\r\n", closed_port >> 8, closed_port & 255),
        )
        .on("STOR", Plan::new().silence());
    let shrinks =
        Script::new().on("STOR", Plan::new().send("150 Go.\r\n").hold("later").read_to_end().silence());
    let fails = Script::new().on("STOR", Plan::upload("451 Full.\r\n"));
    for (script, error, expected) in
        [(fails, 12003, LATER), (refuses, 12029, UNKNOWN), (shrinks.receive_buffer(4096), 38, UNKNOWN)]
    {
        let (server, _root, connection) = short(script);
        let outcome = std::thread::scope(|scope| {
            let call = scope.spawn(|| connection.put(&local, "remote", BINARY));
            if error == 38 {
                assert!(server.wait_until(|seen| seen.has("STOR"), Duration::from_secs(10)));
                std::fs::File::options()
                    .write(true)
                    .open(&local)
                    .and_then(|file| file.set_len(1))
                    .expect("ours");
                server.release("later");
            }
            call.join().expect("it returns")
        });
        assert_eq!(outcome.error, error);
        assert_eq!(advice(connection.0, error), Ok(expected), "{error}: the verdict of the connection");
        assert_eq!(advice(null_mut(), error), Ok(UNKNOWN), "{error}: this thread made no call");
    }
}

/// What was added before the server said no may be there: another try would add it again.
#[test]
fn an_append_that_was_refused_is_unknown() {
    for line in ["APPE log", "STOU"] {
        let verb = &line[..4];
        let refused = Plan::new().send("150 Go.\r\n").read_to_end().send("426 Broken.\r\n");
        let (_server, _root, connection) = connected(Script::new().on(verb, refused));
        let file = connection.command_with_data(line, BINARY).expect("it begins");
        assert!(file.write(b"12345").ok);
        let outcome = file.finish();
        assert_eq!((outcome.error, outcome.code, last_info().ullBytesDone), (12003, 426, 5));
        assert_eq!(advised(&connection, 12003), UNKNOWN, "{line}");
        drop(file);
        let (_server, _root, connection) = connected(Script::new().on(verb, "450 Busy.\r\n"));
        let refused = connection.command_with_data(line, BINARY).expect_err("before the data");
        assert_eq!(advised(&connection, refused.error), LATER, "{line}");
    }
}

/// The number of a call that failed on this side is not that of the verdict before it.
#[test]
fn an_old_verdict_gives_no_advice_about_a_new_failure() {
    let (_server, _root, connection) = connected(Script::new().on("STOR", Plan::upload("451 Full.\r\n")));
    let folder = Folder::new();
    let refused = connection.put(&folder.file("local", b"x"), "remote", BINARY);
    assert_eq!(advised(&connection, refused.error), LATER);
    let missing = connection.put(&folder.path().join("missing"), "remote", BINARY);
    assert_eq!((missing.error, advised(&connection, missing.error)), (2, NEVER));
    for (error, expected) in [
        (0, NONE),
        (5, NEVER),
        (4, LATER),
        (8, UNKNOWN),
        (32, LATER),
        (33, UNKNOWN),
        (38, UNKNOWN),
        (87, NEVER),
        (997, UNKNOWN),
        (1117, UNKNOWN),
        (1450, UNKNOWN),
        (12001, LATER),
        (12002, UNKNOWN),
        (12007, LATER),
        (12015, NEVER),
        (12017, UNKNOWN),
        (12018, NEVER),
        (12029, UNKNOWN),
        (12030, UNKNOWN),
        (12031, UNKNOWN),
        (12047, LATER),
        (12058, UNKNOWN),
        (12110, LATER),
        (12111, NOW),
    ] {
        assert_eq!(advised(&connection, error), expected, "{error}");
    }
}

#[test]
fn closed_ports_and_logins() {
    let port = {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let root = Root::with_time_out(2000);
    let failed = root.try_connect("127.0.0.1", port, None, None, PASSIVE).expect_err("no server listens");
    assert_eq!((failed.error, advice(null_mut(), failed.error)), (12029, Ok(LATER)));
    // ProFTPD's words.
    let too_many = "530 Sorry, the maximum number of clients (3) for this user are already connected.\r\n";
    let too_many_here =
        "530-Sorry,\r\n530 the maximum number clients (3) from your host are already\tconnected.\r\n";
    for (script, error, expected) in [
        (Script::new().on("PASS", "530 No.\r\n"), 12015, NEVER),
        (Script::new().on("PASS", "421 Too many.\r\n"), 12003, LATER),
        (Script::new().on("PASS", too_many), 12015, LATER),
        (Script::new().on("PASS", too_many_here), 12015, LATER),
        (Script::new().greeting("421 Too many.\r\n"), 12003, LATER),
        (Script::new().greeting(Plan::new().close()), 12030, NOW),
        (Script::new().on("PASS", Plan::new().close()), 12030, NOW),
    ] {
        let server = Server::start(script);
        let failed = root.try_connect(&server.host(), server.port(), Some("me"), Some("x"), PASSIVE);
        assert_eq!(failed.expect_err("no login").error, error);
        assert_eq!(advice(null_mut(), error), Ok(expected), "{error}");
    }
}
