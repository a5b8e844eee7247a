//! FtpOpenFile for writing: the verdict of an upload that is written piece by piece is never lost.

use ftp_test_server::{DataEnd, Plan, Script, ipv6_available};
use trueftp::abi::*;

use crate::support::*;
use kit::arguments::{INCORRECT_HANDLE_TYPE, INVALID_HANDLE, INVALID_PARAMETER, boolean, number_as_handle};
use kit::case::{AGES, Case, Dead, LARGE, LONG, Usable, assert_time, in_parallel, timed};
use kit::*;

const PROGRESS: u32 = 12110;

fn open(case: &Case) -> File {
    poisoned(|| case.connection.open("remote", GENERIC_WRITE, BINARY)).expect("a file")
}

/// Closes it, and returns everything that a caller sees.
fn close_all(file: File) -> (HINTERNET, Outcome) {
    let handle = file.0;
    (handle, file.close())
}

#[test]
fn pieces_of_all_sizes() {
    for (size, piece) in [(1000, 1), (10_001, 7), (300_000, 64 << 10), (LARGE + 1, LARGE), (0, 1)] {
        for finish in [false, true] {
            let want = bytes(size);
            let case = Case::new(Script::new());
            let file = open(&case);
            for piece in want.chunks(piece) {
                assert_eq!(error(|| file.write(piece)), 0);
                assert_eq!(error(|| file.write(b"")), 0);
            }
            if finish {
                let outcome = poisoned(|| file.finish());
                assert_eq!(outcome.seen(), (true, 0, 226, "Transfer complete."));
                assert_eq!(error(|| file.finish()), 0, "it stays so");
                assert!(case.received().unwrap() == want, "all is there before the close");
                assert_eq!(error(|| file.write(b"x")), 12019);
                assert_eq!(error(|| case.connection.command("NOOP")), PROGRESS, "until it is closed");
            }
            let (_, outcome) = close_all(file);
            assert!(outcome.ok, "{outcome:?}");
            assert_eq!((outcome.code, &outcome.text[..]), (226, "Transfer complete."));
            assert!(outcome.response.ends_with("226 Transfer complete.\r\n"), "{outcome:?}");
            assert!(case.received().unwrap() == want, "{size} bytes in pieces of {piece}");
            case.assert_after(Usable, "written");
        }
    }
}

#[test]
fn ways_and_families() {
    let mut rows = vec![(false, 0), (false, PASSIVE)];
    if ipv6_available() {
        rows.extend([(true, 0), (true, PASSIVE)]);
    }
    for (ipv6, flags) in rows {
        let script = if ipv6 { Script::new().ipv6() } else { Script::new() };
        let case = Case::with(script, flags, LONG);
        let file = open(&case);
        assert!(file.write(b"some ").ok && file.write(b"bytes").ok);
        assert_eq!(closed(file), 0);
        assert_eq!(case.received().unwrap(), b"some bytes");
    }
}

#[test]
fn what_is_sent() {
    for (flags, want) in [(ASCII, "TYPE A"), (BINARY, "TYPE I"), (UNKNOWN, "TYPE I")] {
        let case = Case::new(Script::new());
        let file = case.connection.open("remote", GENERIC_WRITE, flags).unwrap();
        assert!(file.write(b"a\nb\r\n").ok);
        assert_eq!(query_number(file.0, OPTION_HANDLE_TYPE), 7);
        assert_eq!(closed(file), 0);
        assert_eq!(commands(&case), [want, "PASV", "STOR remote"]);
        assert_eq!(case.received().unwrap(), b"a\nb\r\n", "bytes are sent as they are");
    }
}

#[test]
fn refused_at_once() {
    let rows = [
        (Plan::from("553 No.\r\n"), 12003, 553, Usable),
        ("421 Bye.\r\n".into(), 12003, 421, Dead),
        (Plan::new().open_data().send("425 No data.\r\n"), 12003, 425, Usable),
        (Plan::new().close(), 12030, 0, Dead),
        (Plan::new().open_data().send("226 Done.\r\n"), 12030, 226, Dead),
    ];
    for (plan, error, code, after) in rows {
        let case = Case::storing(plan);
        let outcome =
            poisoned(|| case.connection.open("remote", GENERIC_WRITE, BINARY)).expect_err("refused");
        assert_eq!((outcome.error, outcome.code), (error, code), "{outcome:?}");
        case.assert_after(after, "refused");
    }
}

/// A refusal after the data: the close is FALSE, and the handle is gone all the same.
#[test]
fn refused_at_the_end() {
    for code in [451u32, 426, 452, 550, 552, 553, 350, 421] {
        let after = if code == 421 { Dead } else { Usable };
        for finish in [false, true] {
            let case = Case::storing(Plan::upload(format!("{code} No.\r\n")));
            let file = open(&case);
            assert!(file.write(b"some").ok);
            if finish {
                for _ in 0..2 {
                    assert_eq!(poisoned(|| file.finish()).seen(), (false, 12003, code, "No."));
                }
            }
            let (handle, outcome) = close_all(file);
            assert_eq!(outcome.seen(), (false, 12003, code, "No."), "{outcome:?}");
            assert_eq!(outcome.response_error, 12003);
            assert_eq!(handle_reply(case.connection.0), (code, "No.".into()));
            assert_eq!(close(handle), INVALID_HANDLE);
            // A close that finds nothing to close says nothing about replies.
            assert_eq!(last_reply(), (code, "No.".into()));
            case.assert_after(after, "refused");
        }
    }
}

#[test]
fn the_text_of_a_refusal_is_in_the_response_of_the_close() {
    let case = Case::storing(Plan::upload("451-Why\r\n not\r\n451 No.\r\n"));
    let file = open(&case);
    assert!(file.write(b"some").ok);
    let (_, outcome) = close_all(file);
    assert_eq!(outcome.response, "451-Why\r\n not\r\n451 No.\r\n");
}

/// A refusal during the upload is returned by the next write, and by every call after it.
#[test]
fn refused_in_the_middle() {
    let rows = [
        ("reads on", Plan::from("150 Go.\r\n").read(1000).send("552 Quota.\r\n").read_to_end()),
        ("closes", Plan::from("150 Go.\r\n").read(1000).send("552 Quota.\r\n").close_data()),
        ("resets", Plan::from("150 Go.\r\n").read(1000).send("552 Quota.\r\n").reset_data()),
        ("resets first", Plan::from("150 Go.\r\n").read(1000).reset_data().send("552 Quota.\r\n")),
    ];
    for (name, plan) in rows {
        let case = Case::storing(plan);
        let file = open(&case);
        assert!(file.write(&bytes(1000)).ok);
        let mut outcome = file.write(b"x");
        // The reply may be on its way for a while; a program would go on writing as well.
        let end = std::time::Instant::now() + AGES;
        while outcome.ok && std::time::Instant::now() < end {
            outcome = file.write(b"x");
        }
        assert_eq!(outcome.seen(), (false, 12003, 552, "Quota."), "{name}: {outcome:?}");
        assert_eq!(file.write(b"x").seen(), (false, 12003, 552, "Quota."), "{name}");
        assert_eq!(file.finish().seen(), (false, 12003, 552, "Quota."), "{name}");
        assert_eq!(close_all(file).1.seen(), (false, 12003, 552, "Quota."), "{name}");
        case.assert_after(Usable, name);
    }
}

/// A 2yz that comes before the end of the data cannot be about all of it.
#[test]
fn accepted_too_early() {
    let case = Case::storing(Plan::from("150 Go.\r\n").read(4).send(DONE).read_to_end());
    let file = open(&case);
    let mut outcome = file.write(b"some");
    let end = std::time::Instant::now() + AGES;
    while outcome.ok && std::time::Instant::now() < end {
        outcome = file.write(b"x");
    }
    assert_eq!(outcome.seen(), (false, 12030, 226, "Done."), "{outcome:?}");
    assert_eq!(close_all(file).1.seen(), (false, 12030, 226, "Done."));
    case.assert_after(Dead, "too early");
}

#[test]
fn no_final_reply() {
    let rows: [(&str, Plan, u32); 4] = [
        ("closed", Plan::upload(Plan::new().close()), 12030),
        ("reset", Plan::upload(Plan::new().reset()), 12031),
        ("silence", Plan::upload(Plan::new()), 12002),
        ("no sense", Plan::upload("Done!\r\n"), 12004),
    ];
    in_parallel(rows, |(name, plan, want)| {
        for finish in [false, true] {
            let case = Case::with(Script::new().first(1, "STOR", plan.clone()), PASSIVE, 400);
            let file = open(&case);
            assert!(file.write(b"some").ok);
            if finish {
                assert_eq!(poisoned(|| file.finish()).error, want, "{name}");
            }
            let (handle, outcome) = close_all(file);
            assert_eq!((outcome.ok, outcome.error, outcome.code), (false, want, 0), "{name}: {outcome:?}");
            assert_eq!(close(handle), INVALID_HANDLE);
            case.assert_after(Dead, name);
        }
    });
}

#[test]
fn data_that_breaks() {
    let case = Case::storing(Plan::from("150 Go.\r\n").read(4).reset_data().send(DONE));
    let file = open(&case);
    let mut outcome = file.write(b"some");
    let end = std::time::Instant::now() + AGES;
    while outcome.ok && std::time::Instant::now() < end {
        outcome = file.write(b"x");
    }
    // The reset or the early reply, whichever is seen first, but never success.
    assert!(matches!(outcome.error, 12030 | 12031), "{outcome:?}");
    let (_, after) = close_all(file);
    assert_eq!((after.ok, after.error), (false, outcome.error));
}

/// Closing a parent finishes the upload, and returns its verdict.
#[test]
fn a_parent_finishes_it() {
    for close_root in [false, true] {
        for (last, want) in [("226 Done.\r\n", 0), ("451 No.\r\n", 12003), ("", 12030)] {
            let last = if last.is_empty() { Plan::new().close() } else { Plan::from(last) };
            let case = Case::storing(Plan::upload(last));
            let file = open(&case);
            assert!(file.write(b"some bytes").ok);
            let parent = if close_root { case.root.0 } else { case.connection.0 };
            assert_eq!(close(parent), want);
            if want == 12003 {
                assert_eq!(last_reply(), (451, "No.".into()));
            }
            let seen = case.server.seen();
            assert_eq!(seen.file("remote"), Some(&b"some bytes"[..]), "finished, not cut off");
            assert_eq!(seen.data[0].end, Some(DataEnd::Fin));
            assert_eq!(seen.has("QUIT"), want != 12030);
            for gone in [file.leave(), case.connection.0] {
                assert_eq!(close(gone), INVALID_HANDLE);
            }
            assert_eq!(close(case.root.0), if close_root { INVALID_HANDLE } else { 0 });
        }
    }
}

#[test]
fn a_parent_with_several_connections_returns_one_failure() {
    let script = Script::new().on_line("STOR bad", Plan::upload("451 No.\r\n"));
    let case = Case::new(script);
    let other = case.root.connect(&case.server.host(), case.server.port(), PASSIVE);
    let bad = other.open("bad", GENERIC_WRITE, BINARY).unwrap();
    let good = open(&case);
    assert!(bad.write(b"some").ok && good.write(b"some").ok);
    assert_eq!(close(case.root.0), 12003);
    assert_eq!(case.received().unwrap(), b"some");
}

/// Whichever file is closed first, the failure is what the thread reports, and its reply is the last line.
#[test]
fn the_failure_is_the_outcome_of_a_close_of_several_files() {
    for bad_is_first in [true, false] {
        let script = Script::new().on_line("STOR bad", Plan::upload("451 No.\r\n"));
        let case = Case::new(script);
        let other = case.root.connect(&case.server.host(), case.server.port(), PASSIVE);
        let (first, second) = if bad_is_first { ("bad", "good") } else { ("good", "bad") };
        let first = case.connection.open(first, GENERIC_WRITE, BINARY).unwrap();
        let second = other.open(second, GENERIC_WRITE, BINARY).unwrap();
        assert!(first.write(b"some").ok && second.write(b"some").ok);
        assert_eq!(close(case.root.0), 12003);
        assert_eq!(last_reply(), (451, "No.".into()));
        let (number, lines) = last_response();
        let expected = if bad_is_first { "451 No.\r\n" } else { "226 Transfer complete.\r\n451 No.\r\n" };
        assert_eq!((number, lines.as_str()), (12003, expected));
    }
}

#[test]
fn everything_else_waits_until_it_is_closed() {
    let case = Case::new(listing("").on("RETR", Plan::download(b"", DONE)));
    let file = open(&case);
    let before = case.server.seen().lines.len();
    let local = case.folder.file("l", b"local");
    let connection = &case.connection;
    for (name, error) in [
        ("put", error(|| connection.put(&local, "x", BINARY))),
        ("get", error(|| connection.get("x", &case.folder.path().join("n"), false, BINARY))),
        ("create", error(|| connection.create_directory("x"))),
        ("remove", error(|| connection.remove_directory("x"))),
        ("set", error(|| connection.set_directory("x"))),
        ("get directory", given(|| connection.directory())),
        ("delete", error(|| connection.delete("x"))),
        ("rename", error(|| connection.rename("x", "y"))),
        ("open", given(|| connection.open("x", GENERIC_READ, BINARY))),
        ("find", given(|| connection.find(None))),
        ("command", error(|| connection.command("NOOP"))),
        ("data", given(|| connection.command_with_data("NLST", ASCII))),
    ] {
        assert_eq!(error, PROGRESS, "{name}");
    }
    assert_eq!(case.server.seen().lines.len(), before, "nothing is sent");
    assert!(file.write(b"some").ok);
    assert_eq!(closed(file), 0);
    assert_eq!(case.received().unwrap(), b"some");
}

#[test]
fn only_writing_is_done_with_it() {
    let case = Case::new(Script::new());
    let file = open(&case);
    let (bytes, outcome) = poisoned(|| file.read(10));
    assert_eq!((bytes.len(), outcome.error), (0, 5));
    let (count, outcome) = poisoned(|| file.available());
    assert_eq!((count, outcome.error), (0, 5));
    for wrong in [case.root.0, case.connection.0] {
        let wrong = std::mem::ManuallyDrop::new(File(wrong));
        assert_eq!(error(|| wrong.write(b"x")), INCORRECT_HANDLE_TYPE);
        assert_eq!(error(|| wrong.finish()), INCORRECT_HANDLE_TYPE);
        assert_eq!(poisoned(|| wrong.read(1)).1.error, INCORRECT_HANDLE_TYPE);
    }
    assert!(file.write(b"some").ok);
    assert_eq!(closed(file), 0);
    assert_eq!(case.received().unwrap(), b"some");
}

#[test]
fn write_file_ex() {
    for wide in [false, true] {
        let case = Case::new(Script::new());
        let file = open(&case);
        let mut text = *b"some bytes";
        // SAFETY: zeros are a structure of numbers and pointers.
        let mut buffers: INTERNET_BUFFERSA = unsafe { std::mem::zeroed() };
        buffers.lpvBuffer = text.as_mut_ptr().cast();
        buffers.dwBufferLength = 10;
        for (size, want) in [
            (0, Err(INVALID_PARAMETER)),
            (size_of::<INTERNET_BUFFERSA>() as u32, Ok(())),
            (size_of::<INTERNET_BUFFERSA>() as u32 + 4, Err(INVALID_PARAMETER)),
        ] {
            buffers.dwStructSize = size;
            let place = &raw mut buffers;
            let result = if wide {
                // SAFETY: the structure and its buffer are live; both structures are laid out alike.
                boolean(|| unsafe { InternetWriteFileExW(file.0, place.cast(), 0, 0) })
            } else {
                // SAFETY: the structure and its buffer are live.
                boolean(|| unsafe { InternetWriteFileExA(file.0, place, 0, 0) })
            };
            assert_eq!(result, want);
        }
        assert_eq!(closed(file), 0);
        assert_eq!(case.received().unwrap(), b"some bytes");
    }
}

/// A write that the server does not take, ended by its time-out, and not by that of replies.
#[test]
fn a_stall() {
    let script = Script::new().receive_buffer(4096).first(1, "STOR", Plan::from("150 Go.\r\n").read(1));
    let case = Case::with(script, PASSIVE, LONG);
    let file = open(&case);
    set_number(file.0, OPTION_DATA_SEND_TIMEOUT, 400);
    set_number(file.0, OPTION_RECEIVE_TIMEOUT, 100);
    let large = bytes(4 * LARGE);
    let ((), took) = timed(|| {
        let outcome = poisoned(|| file.write(&large));
        assert_eq!((outcome.error, outcome.socket_error), (12002, 10060), "{outcome:?}");
    });
    assert_time(took, 500, "the stall, and a brief wait for the reason");
    assert_eq!(closed(file), 12002);
    case.assert_after(Dead, "a stall");
}

#[test]
fn a_write_that_waits_is_cancelled() {
    for which in 0..3 {
        let case =
            Case::new(Script::new().receive_buffer(4096).on("STOR", Plan::from("150 Go.\r\n").read(1)));
        let file = open(&case);
        let large = bytes(4 * LARGE);
        let closed = [file.0, case.connection.0, case.root.0][which].addr();
        let outcome = while_it_waits(
            || poisoned(|| file.write(&large)),
            || assert_eq!(close(number_as_handle(closed)), 12017, "it is not TRUE that the file is there"),
        );
        assert_eq!((outcome.ok, outcome.error), (false, 12017), "{which}: {outcome:?}");
        assert_eq!(file.write(b"x").error, INVALID_HANDLE);
        if which == 0 {
            case.assert_after(Dead, "torn");
        }
    }
}

/// Both widths name the same file.
#[test]
fn wide_names() {
    let case = Case::new(Script::new());
    let name = w("grün €.txt");
    // SAFETY: the text is ended by NUL.
    let handle = unsafe { FtpOpenFileW(case.connection.0, name.as_ptr(), GENERIC_WRITE, BINARY, 0) };
    assert!(!handle.is_null());
    let file = File(handle);
    assert!(file.write(b"some").ok);
    assert_eq!(closed(file), 0);
    assert_eq!(case.server.seen().file("grün €.txt"), Some(&b"some"[..]));
    let case = Case::new(Script::new());
    let file = case.connection.open(b"gr\xfcn", GENERIC_WRITE, BINARY).unwrap();
    assert_eq!(closed(file), 0);
    assert_eq!(case.server.seen().file(b"gr\xfcn"), Some(&b""[..]));
}

/// A close with nothing to report keeps the thread's last response.
#[test]
fn the_close_of_a_finished_file_says_nothing() {
    let case = Case::new(Script::new().on_containing("STOR", "refused", Plan::upload("451 No.\r\n")));
    let other = case.root.connect(&case.server.host(), case.server.port(), PASSIVE);
    let file = open(&case);
    assert_eq!(error(|| file.write(b"x")), 0);
    assert!(poisoned(|| file.finish()).ok);
    let refused = other.put(&case.folder.file("local", b"x"), "refused", BINARY);
    assert_eq!(refused.seen(), (false, 12003, 451, "No."));
    let (_, outcome) = close_all(file);
    assert!(outcome.ok, "{outcome:?}");
    assert_eq!((outcome.code, &outcome.text[..]), (451, "No."));
    assert_eq!(outcome.response, refused.response);
}

/// One thread finishes a file in its close; another, which closes the connection, ends that.
#[test]
fn a_close_that_waits_is_cancelled() {
    let case =
        Case::new(Script::new().on("STOR", Plan::from("150 Go.\r\n").open_data().read_to_end().silence()));
    let file = open(&case);
    assert_eq!(error(|| file.write(b"x")), 0);
    let connection = case.connection.0.addr();
    std::thread::scope(|scope| {
        let closing = scope.spawn(move || timed(|| closed(file)));
        assert!(case.server.wait_until(|seen| seen.data.iter().any(|data| data.end.is_some()), AGES));
        assert_eq!(close(number_as_handle(connection)), 0);
        let (_, took) = closing.join().expect("no panic");
        assert!(took < AGES / 2, "it went on for {took:?}");
    });
}
