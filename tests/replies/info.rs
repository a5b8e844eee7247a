//! TrueFtpGetReplyInfo after calls of every kind.

use std::ptr::null_mut;
use std::time::{SystemTime, UNIX_EPOCH};

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use super::calls::*;
use kit::*;

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis() as u64
}

/// Code, class, group, transient, bytes done, bytes in all, command.
fn essence(info: &TRUEFTP_REPLY_INFO) -> (u32, u32, u32, BOOL, u64, u64, String) {
    assert_eq!((info.dwIisSubstatus, info.dwWin32Error), (NO_SUBSTATUS, 0));
    (
        info.dwCode,
        info.dwClass,
        info.dwGroup,
        info.fTransient,
        info.ullBytesDone,
        info.ullBytesTotal,
        command(info),
    )
}

#[test]
fn nothing_before_the_first_call() {
    std::thread::spawn(|| {
        let info = last_info();
        assert_eq!(essence(&info), (0, 0, 0, 0, 0, UNKNOWN_SIZE, String::new()));
        assert_eq!(info.ullMoment, 0);
    })
    .join()
    .expect("no failure there");
}

#[test]
fn an_upload_that_is_kept_and_one_that_is_not() {
    let script = Script::new().on_line("STOR full", Plan::upload("451 Failure writing to local file.\r\n"));
    let (_server, _root, connection) = connected(script);
    let folder = Folder::new();
    let local = folder.file("local", bytes(300_000));

    let before = now();
    assert!(connection.put(&local, "a file", BINARY).ok);
    let kept = last_info();
    assert_eq!(essence(&kept), (226, 2, 2, 0, 300_000, 300_000, "STOR a file".into()));
    assert!((before..=now()).contains(&kept.ullMoment));

    assert!(!connection.put(&local, "full", BINARY).ok);
    let refused = last_info();
    assert_eq!(essence(&refused), (451, 4, 5, 1, 300_000, 300_000, "STOR full".into()));
    assert!(refused.ullMoment >= kept.ullMoment);
    // Whichever thread asks the connection; other threads have had no call.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let connection: &Connection = &connection;
            assert_eq!(essence(&info(connection.0).expect("a connection")), essence(&refused));
            assert_eq!(last_info().dwCode, 0);
        });
    });
    // What touches no network leaves it alone.
    assert_eq!(connection.put(&folder.path().join("missing"), "x", BINARY).error, 2);
    assert_eq!(last_info().ullMoment, refused.ullMoment);
}

#[test]
fn an_aborted_upload_reports_how_far_it_got() {
    let plan = Plan::new().send("150 Go.\r\n").read(1000).send("552 Too much.\r\n").silence();
    let (_server, _root, connection) = connected(Script::new().on("STOR", plan).receive_buffer(4096));
    let folder = Folder::new();
    let outcome = connection.put(&folder.file("local", bytes(64 << 20)), "large", BINARY);
    assert_eq!((outcome.error, outcome.code), (12003, 552));
    let info = last_info();
    assert!((1000..64 << 20).contains(&info.ullBytesDone), "{}", info.ullBytesDone);
    assert_eq!((info.ullBytesTotal, info.dwClass, info.dwGroup), (64 << 20, 5, 5));
}

#[test]
fn a_text_transfer_has_no_known_size() {
    let (_server, _root, connection) = connected(Script::new());
    let folder = Folder::new();
    assert!(connection.put(&folder.file("local", "a\nb\n"), "text", ASCII).ok);
    assert_eq!(essence(&last_info()), (226, 2, 2, 0, 6, UNKNOWN_SIZE, "STOR text".into()));
}

#[test]
fn a_download_and_pieces_of_one() {
    let script =
        Script::new().on("SIZE", "213 5000\r\n").on("RETR", Plan::download(bytes(5000), "226 Done.\r\n"));
    let (_server, _root, connection) = connected(script);
    let folder = Folder::new();
    assert!(connection.get("remote", &folder.path().join("local"), false, BINARY).ok);
    let whole = (226, 2, 2, 0, 5000, 5000, "RETR remote".to_owned());
    assert_eq!(essence(&last_info()), whole);

    let file = connection.open("remote", GENERIC_READ, BINARY).expect("it opens");
    let done = info(connection.0).expect("a connection");
    assert_eq!(file.read(100).0.len(), 100);
    assert_eq!(last_info().dwCode, 0, "data has moved, and nothing has ended");
    assert_eq!(info(file.0).expect("a file stands for its connection").ullMoment, done.ullMoment);
    assert_eq!(file.read_all(700).0.len(), 4900);
    assert_eq!(essence(&last_info()), whole);
    assert!(info(file.0).expect("a file").ullMoment >= done.ullMoment);
}

#[test]
fn an_upload_in_pieces() {
    let (_server, _root, connection) = connected(Script::new());
    let file = connection.open("remote", GENERIC_WRITE, BINARY).expect("it opens");
    assert!(file.write(&bytes(1000)).ok && file.write(&bytes(234)).ok);
    assert!(file.close().ok);
    assert_eq!(essence(&last_info()), (226, 2, 2, 0, 1234, UNKNOWN_SIZE, "STOR remote".into()));
}

#[test]
fn the_command_that_was_answered() {
    let script = Script::new()
        .on_line("PASV", "500 No.\r\n")
        .on("EPSV", "502 No.\r\n")
        .on("MKD", "550 No.\r\n")
        .on("RNFR", "350 And?\r\n")
        .on("RNTO", "553 No.\r\n");
    let (_server, _root, connection) = connected(script);
    assert_eq!(essence(&last_info()).6, "PASS", "the login's last word");
    let folder = Folder::new();
    let local = folder.file("local", b"x");
    assert_eq!(connection.put(&local, "remote", BINARY).error, 12112);
    assert_eq!(command(&last_info()), "EPSV");
    for (line, code, shown) in [
        (&b"MKD a b"[..], 550, "MKD a b"),
        (b"rnfr x", 350, "rnfr x"),
        (b"ACCT top secret", 230, "ACCT"),
        (b" pass secret", 502, " pass"),
        (b"PASSsecret", 502, "PASS"),
        (b"\xff\xf1PASS secret", 502, "\u{fffd}\u{fffd}PASS"),
        (b"SITE PSWD old secret", 200, "SITE PSWD"),
        (b"SITE CHMOD 600 a b", 200, "SITE CHMOD 600 a b"),
    ] {
        let (_server, _root, connection) = connected(
            Script::new()
                .on("MKD", "550 No.\r\n")
                .on("RNFR", "350 And?\r\n")
                .on("ACCT", "230 Yes.\r\n")
                .on("PASS", "230 Yes.\r\n")
                .on("SITE", "200 Yes.\r\n"),
        );
        let line = c(line);
        // SAFETY: the text is ended by NUL, and no handle is wanted.
        unsafe { FtpCommandA(connection.0, 0, BINARY, line.as_ptr(), 0, null_mut()) };
        let info = last_info();
        assert_eq!((info.dwCode, &command(&info)[..]), (code, shown), "{line:?}");
        assert!(!String::from_utf8_lossy(&info.szCommand.map(|c| c.to_ne_bytes()[0])).contains("secret"));
    }
}

#[test]
fn logins_and_greetings() {
    for (script, error, code, shown) in [
        (Script::new().greeting("421 Full.\r\n"), 12003, 421, ""),
        (Script::new().on("USER", "530 No.\r\n"), 12015, 530, "USER me"),
        (Script::new().on("PASS", "530 No.\r\n"), 12015, 530, "PASS"),
        (Script::new().on("PASS", Plan::new().close()), 12030, 0, "PASS"),
    ] {
        let server = Server::start(script);
        let root = Root::with_time_out(2000);
        let failed = root.try_connect(&server.host(), server.port(), Some("me"), Some("secret"), PASSIVE);
        assert_eq!(failed.expect_err("no login").error, error);
        let info = last_info();
        assert_eq!((info.dwCode, &command(&info)[..]), (code, shown));
        assert!(info.ullMoment > 0);
    }
}

#[test]
fn a_command_that_is_longer_than_its_room() {
    let (_server, _root, connection) = connected(Script::new().on("MKD", "257 Made.\r\n"));
    for length in [1022, 1023, 1024, 3000] {
        let line = format!("MKD {}", "x".repeat(length - 4));
        let text = c(&line);
        // SAFETY: the text is ended by NUL, and no handle is wanted.
        unsafe { FtpCommandA(connection.0, 0, BINARY, text.as_ptr(), 0, null_mut()) };
        let info = last_info();
        assert_eq!(info.dwCommandLength as usize, length);
        assert_eq!(command(&info), line[..length.min(1023)]);
    }
}
