//! The local file: what cannot be sent, what changes during the upload, text and size.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

#[test]
fn what_cannot_be_sent() {
    let case = Case::new(Script::new());
    let folder = case.folder.path();
    let fifo = folder.join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    let present = case.folder.file("present", b"x");
    let (missing, lost) = (folder.join("missing"), folder.join("missing/file"));
    let below_file = present.join("file");
    let long = folder.join("x".repeat(300));
    let rows: [(&Path, u32, u32); 13] = [
        (&missing, BINARY, 2),
        (&missing, 3, 2),
        (&missing, 5, 2),
        (&missing, u32::MAX, 2),
        (&lost, BINARY, 3),
        (&below_file, BINARY, 3),
        (&long, BINARY, 206),
        (Path::new(""), BINARY, 3),
        (folder, BINARY, 5),
        (&fifo, BINARY, 5),
        (Path::new("/dev/null"), BINARY, 5),
        (&present, 3, 87),
        (&present, u32::MAX, 87),
    ];
    let before = last_response();
    for (local, flags, error) in rows {
        let outcome = case.connection.put(local, "remote", flags);
        assert_eq!((outcome.ok, outcome.error), (false, error), "{} {flags:#x}", local.display());
        assert_eq!((outcome.response_error, outcome.response), before, "no network, so no new response");
    }
    assert_eq!(case.server.seen().commands(), ["USER me", "PASS secret"], "nothing was sent");
    case.assert_after(Usable, "refused files");
}

/// A large file whose upload is stuck after its first byte.
fn stuck(plan: Plan, change: impl FnOnce(&Path), flags: u32, byte: u8) -> (Outcome, Case) {
    let stor = Plan::from("150 Go.\r\n").read(1).hold("changed").then(plan);
    let script = Script::new().receive_buffer(4096).first(1, "STOR", stor);
    let case = Case::with(script, PASSIVE, LONG);
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 500);
    let local = match byte {
        0 => sparse(&case.folder, "changing", 4 * LARGE as u64),
        _ => case.folder.file("changing", vec![byte; 4 * LARGE]),
    };
    let outcome = std::thread::scope(|scope| {
        let outcome = scope.spawn(|| case.connection.put(&local, "remote", flags));
        assert!(case.server.wait_until(|seen| seen.data.first().is_some_and(|data| data.received > 0), AGES));
        change(&local);
        case.server.release("changed");
        outcome.join().unwrap()
    });
    consistent(&outcome);
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, LONG);
    (outcome, case)
}

fn cut(local: &Path) {
    OpenOptions::new().write(true).open(local).unwrap().set_len(2 * LARGE as u64).unwrap();
}

#[test]
fn a_file_that_shrinks() {
    for (flags, byte) in [(BINARY, 0), (ASCII, 0), (ASCII, b'\n')] {
        for (name, plan, code, after) in [
            ("confirmed", Plan::new().read_to_end().send(reply(226)), 226, Usable),
            ("refused", Plan::new().read_to_end().send(reply(426)), 426, Usable),
            ("no answer", Plan::new().read_to_end(), 0, Dead),
        ] {
            let what = format!("{name}, flags {flags}, bytes {byte:#x}");
            let (outcome, case) = stuck(plan, cut, flags, byte);
            assert_eq!((outcome.ok, outcome.error, outcome.code), (false, 38, code), "{what}");
            case.assert_after(after, &what);
        }
    }
}

#[test]
fn a_small_file_that_shrinks_before_it_is_read() {
    let case = Case::storing(Plan::new().hold("cut").send("150 Go.\r\n").read_to_end().send(reply(226)));
    let local = case.folder.file("changing", b"some bytes");
    let outcome = std::thread::scope(|scope| {
        let outcome = scope.spawn(|| case.put_file(&local));
        assert!(case.server.wait_until(|seen| seen.has("STOR"), AGES));
        File::create(&local).unwrap().write_all(b"some").unwrap();
        case.server.release("cut");
        outcome.join().unwrap()
    });
    assert_eq!((outcome.ok, outcome.error, outcome.code), (false, 38, 226));
    case.assert_after(Usable, "shrunk");
}

#[test]
fn a_file_that_grows() {
    let more = |local: &Path| {
        OpenOptions::new().append(true).open(local).unwrap().write_all(b"more").unwrap();
    };
    let (outcome, case) = stuck(Plan::new().read_to_end().send(reply(226)), more, BINARY, 0);
    assert_eq!(outcome.seen(), (true, 0, 226, &*text(226)));
    let received = case.received().unwrap();
    assert!(received.starts_with(&[0; 1000]) && received.len() >= 4 * LARGE, "{}", received.len());
}

#[test]
fn every_byte_arrives() {
    for flags in [PASSIVE, 0] {
        let case = Case::with(Script::new(), flags, LONG);
        // Around the sizes at which the library changes how it moves bytes.
        for size in [0, 1, 2, 1460, 65_535, 65_536, 65_537, 262_143, 262_144, 262_145, 3 << 20, LARGE + 1] {
            let sent = bytes(size);
            assert_eq!(case.put(&sent).seen(), (true, 0, 226, "Transfer complete."), "{size}");
            assert!(case.received().unwrap() == sent, "{size} bytes");
        }
    }
}

/// What text becomes on the wire.
fn with_crlf(text: &[u8]) -> Vec<u8> {
    let mut wanted = Vec::new();
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'\n' && (at == 0 || text[at - 1] != b'\r') {
            wanted.push(b'\r');
        }
        wanted.push(byte);
    }
    wanted
}

#[test]
fn line_ends_of_text() {
    const PIECE: usize = 256 << 10;
    let case = Case::new(Script::new());
    let mut texts: Vec<Vec<u8>> =
        [&b""[..], b"\n", b"\r", b"\r\n", b"\n\r", b"a\nb\r\nc\rd\n\n\r\n\r\r\n", b"\0\xff\n"]
            .map(<[u8]>::to_vec)
            .into();
    // A CR LF, and each half of it alone, across the edge of a piece.
    for edge in [PIECE - 2, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1] {
        for mark in [&b"\r\n"[..], b"\n", b"\r", b"\n\n"] {
            texts.push([&vec![b'x'; edge], mark, b"end"].concat());
        }
    }
    texts.push(vec![b'\n'; 3 * PIECE + 1]);
    texts.push(b"line\n".repeat(200_000));
    texts.push(b"line\r\n".repeat(200_000));
    for text in texts {
        let local = case.folder.file("local", &text);
        for flags in [ASCII, 5, 0x8000_0001] {
            assert!(case.connection.put(&local, "remote", flags).ok);
            assert!(case.received().unwrap() == with_crlf(&text), "{} bytes", text.len());
        }
        for flags in [BINARY, UNKNOWN, 4, 6] {
            assert!(case.connection.put(&local, "remote", flags).ok);
            assert!(case.received().unwrap() == text, "{} bytes", text.len());
        }
    }
}

#[test]
fn more_than_four_gibibytes() {
    const SIZE: u64 = (4 << 30) + 5;
    let case = Case::new(Script::new().count_only());
    let local: PathBuf = sparse(&case.folder, "huge", SIZE);
    assert_eq!(case.put_file(&local).seen(), (true, 0, 226, "Transfer complete."));
    assert_eq!(case.received_bytes(), SIZE);
}
