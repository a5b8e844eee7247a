//! What the server said, and how long and in which shape it can be read.

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

const BUFFER_TOO_SMALL: u32 = 122;

/// A refused upload whose whole dialogue is known.
fn refused() -> (Case, String) {
    let script = Script::new().first(1, "STOR", Plan::upload("451-Disk\r\n full.\r\n451 Sorry.\r\n"));
    let script = script.on("TYPE", "200 Type.\r\n").on("PORT", "200 Port.\r\n");
    let case = Case::with(script, 0, LONG);
    let outcome = case.put(b"some bytes");
    let replies = "200 Type.\r\n200 Port.\r\n150 Ok to send data.\r\n451-Disk\r\n full.\r\n451 Sorry.\r\n";
    assert_eq!(outcome.response, replies);
    assert_eq!(outcome.seen(), (false, 12003, 451, "Disk\r\n full.\r\nSorry."));
    (case, replies.to_owned())
}

#[test]
fn kept_until_the_next_call_that_touches_the_network() {
    let (case, replies) = refused();
    let kept = |what: &str| {
        assert_eq!(last_response(), (12003, replies.clone()), "{what}");
        assert_eq!(last_reply(), (451, "Disk\r\n full.\r\nSorry.".into()), "{what}");
    };
    let local = case.folder.file("local", b"x");
    let host = case.server.host();
    let other = std::thread::spawn({
        let (host, port) = (host.clone(), case.server.port());
        move || {
            let root = Root::with_time_out(LONG);
            let connection = root.connect(&host, port, PASSIVE);
            assert_eq!(last_reply().0, 230, "each thread has its own");
            (root, connection)
        }
    });
    let (other_root, other) = other.join().unwrap();
    kept("another thread's call");
    assert_eq!(handle_reply(other.0).0, 230);
    assert_eq!(handle_reply(case.connection.0).0, 451);
    for flags in [3, BINARY] {
        assert!(!case.connection.put(&case.folder.path().join("missing"), "a", flags).ok);
        kept("a missing local file");
    }
    assert_eq!(case.connection.put(&local, "a\r\nb", BINARY).error, 87);
    kept("a bad name");
    assert_eq!(case.connection.put(&local, "a", 3).error, 87);
    kept("bad flags");
    assert!(other_root.try_connect(&host, 1, None, Some("secret"), 0).is_err());
    kept("a bad user");
    set_number(other_root.0, OPTION_RECEIVE_TIMEOUT, LONG);
    query_number(other.0, OPTION_RECEIVE_TIMEOUT);
    kept("options");
    drop((other, other_root));
    kept("plain closes");
    drop(Root::new());
    kept("a new root");

    let Case { connection, root, server, folder: _folder } = case;
    trueftp::abi::TrueFtpSetLastError(12003);
    drop(connection);
    assert_eq!(trueftp::abi::TrueFtpGetLastError(), 12003, "nor does a close touch the error");
    kept("the connection is closed");
    trueftp::abi::TrueFtpSetLastError(12003);
    drop(root);
    assert_eq!(trueftp::abi::TrueFtpGetLastError(), 12003, "nor does a close touch the error");
    kept("everything is closed");
    assert!(server.wait_until(|seen| seen.open == 0, AGES));
    assert_eq!(server.seen().commands().iter().filter(|line| *line == "QUIT").count(), 2);
    kept("the goodbyes were said");

    drop(server);
    let outcome = Root::with_time_out(LONG).try_connect(&host, 1, None, None, PASSIVE).unwrap_err();
    assert_eq!((outcome.error, outcome.code, &*outcome.response), (12029, 0, ""), "a new network call");
}

#[test]
fn a_thread_without_a_call_has_no_response() {
    assert_eq!((last_response(), last_reply(), socket_error()), ((0, String::new()), (0, String::new()), 0));
    for filled in [response_a(Err(0)), response_a(Err(9)), response_a(Ok(0)), response_a(Ok(5))] {
        assert!(filled.ok, "{filled:?}");
        assert_eq!((filled.number, filled.length), (0, 0));
        let first = filled.buffer.first().copied();
        assert_eq!(first.unwrap_or(FILLER), if filled.buffer.len() > 1 { 0 } else { FILLER });
    }
    let filled = reply_a(Ok(0));
    assert_eq!((filled.ok, filled.error, filled.number, filled.length), (false, BUFFER_TOO_SMALL, 0, 1));
    let filled = reply_w(Ok(1));
    assert_eq!((filled.ok, filled.number, filled.length, filled.buffer[0]), (true, 0, 0, 0));
    assert_eq!((reply_number(), reply_text()), (0, vec![]));
}

/// What a call with each size of buffer must return. `wide` makes the characters, one from each byte.
fn assert_sizes<C>(call: fn(Result<usize, u32>) -> Filled<C>, text: &[C], number: u32, last_may_go: bool)
where
    C: Copy + From<u8> + PartialEq + std::fmt::Debug,
{
    let length = text.len();
    let (nul, filler) = (C::from(0), C::from(FILLER));
    // Asking with NULL.
    for reported in [0, 1, u32::MAX] {
        let asked = call(Err(reported));
        assert_eq!(asked.length as usize, length + 1, "{asked:?}");
        let expected = if last_may_go { (false, BUFFER_TOO_SMALL) } else { (true, 0) };
        assert_eq!((asked.ok, asked.error), expected);
    }
    for room in [0, 1, 2, length - 1] {
        let short = call(Ok(room));
        assert_eq!((short.ok, short.error), (false, BUFFER_TOO_SMALL), "room for {room}");
        assert_eq!(short.length as usize, length + 1);
        assert!(short.buffer[room..].iter().all(|&at| at == filler), "nothing beyond the buffer");
    }
    // Exactly the text without its NUL: the last response loses its last character, the reply does not.
    let exact = call(Ok(length));
    if last_may_go {
        assert_eq!((exact.ok, exact.error, exact.length as usize), (true, 0, length - 1));
        assert_eq!(exact.buffer, [&text[..length - 1], &[nul, filler]].concat());
    } else {
        assert_eq!((exact.ok, exact.error, exact.length as usize), (false, BUFFER_TOO_SMALL, length + 1));
        assert_eq!(exact.number, number, "the number is set all the same");
    }
    for more in [1, 2, 100] {
        let filled = call(Ok(length + more));
        assert_eq!((filled.ok, filled.error, filled.number), (true, 0, number));
        assert_eq!(filled.length as usize, length, "without the NUL");
        let rest = vec![filler; more];
        assert_eq!(filled.buffer, [text, &[nul], &rest].concat(), "one NUL, and no padding");
    }
}

#[test]
fn buffers_of_every_size() {
    let (_case, replies) = refused();
    let reply = "Disk\r\n full.\r\nSorry.";
    let wide = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    assert_sizes(response_a, replies.as_bytes(), 12003, true);
    assert_sizes(response_w, &wide(&replies), 12003, true);
    assert_sizes(reply_a, reply.as_bytes(), 451, false);
    assert_sizes(reply_w, &wide(reply), 451, false);
    assert_eq!(reply_number(), 451);
    assert_eq!(reply_text(), reply.as_bytes());
}

#[test]
fn characters() {
    for (sent, narrow, wide) in [
        (
            &b"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80"[..],
            &b"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80"[..],
            "caf\u{e9} \u{20ac} \u{1f600}",
        ),
        (b"Latin-1 \xe9", b"Latin-1 \xe9", "Latin-1 \u{fffd}"),
        (b"NUL \0 inside", b"NUL ? inside", "NUL ? inside"),
        (b"tab\tand \x7f\x1b", b"tab\tand \x7f\x1b", "tab\tand \x7f\x1b"),
    ] {
        let case = Case::storing(Plan::upload([b"451 ", sent, b"\r\n"].concat()));
        let outcome = case.put(b"x");
        assert_eq!((outcome.ok, outcome.error, outcome.code), (false, 12003, 451));
        let wide: Vec<u16> = wide.encode_utf16().collect();
        assert_sizes(reply_a, narrow, 451, false);
        assert_sizes(reply_w, &wide, 451, false);
        let full = response_a(Ok(4096));
        let line = [b"\r\n451 ", narrow, b"\r\n"].concat();
        assert!(full.buffer[..full.length as usize].ends_with(&line));
    }
}

#[test]
fn the_oldest_lines_of_a_long_dialogue_go_first() {
    let flood: String = (0..10_000).map(|n| format!("150 Line {n}.\r\n")).collect();
    let case = Case::storing(Plan::upload(flood).send("226 At last.\r\n"));
    let outcome = case.put(b"x");
    assert_eq!(outcome.seen(), (true, 0, 226, "At last."));
    let kept = outcome.response.len();
    assert!((60_000..=65_536).contains(&kept), "{kept} bytes");
    assert!(outcome.response.starts_with("150 Line "), "whole lines");
    assert!(outcome.response.ends_with("150 Line 9999.\r\n226 At last.\r\n"));
    case.assert_after(Usable, "a long dialogue");
}

#[test]
fn a_long_last_reply_is_kept_whole() {
    let lines: String = (0..3_000).map(|n| format!(" line {n} of many\r\n")).collect();
    let last = format!("226-Long\r\n{lines}226 end.\r\n");
    assert!((50_000..65_536).contains(&last.len()), "{} bytes", last.len());
    // Together with this line it is too much.
    let before = format!("150 {}\r\n", "x".repeat(30_000));
    let case = Case::storing(Plan::upload(before).send(&last));
    let outcome = case.put(b"x");
    assert_eq!((outcome.ok, outcome.code), (true, 226));
    assert_eq!(outcome.response, last);
    assert_eq!(outcome.text, format!("Long\r\n{lines}end."));
    assert_sizes(reply_a, outcome.text.as_bytes(), 226, false);
}
