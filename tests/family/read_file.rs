//! FtpOpenFile for reading: every byte in its order, and an end only after the server's 2yz.

use std::ptr::null_mut;

use ftp_test_server::{Plan, Script, ipv6_available};
use trueftp::abi::*;

use crate::support::*;
use kit::arguments::{INCORRECT_HANDLE_TYPE, INVALID_HANDLE, INVALID_PARAMETER, boolean};
use kit::case::{AGES, After, Case, Dead, LARGE, LONG, Usable, assert_time, in_parallel, timed};
use kit::*;

fn open(case: &Case) -> File {
    poisoned(|| case.connection.open("remote", GENERIC_READ, BINARY)).expect("a file")
}

/// A download whose end and final reply the test releases: they cannot come before the open is over.
fn held(bytes: &[u8], last: impl Into<Plan>) -> Plan {
    Plan::from("150 Go.\r\n").write_data(bytes).hold("end").close_data().then(last)
}

fn reading(plan: Plan) -> Case {
    Case::new(Script::new().first(1, "RETR", plan))
}

/// The end: TRUE and no bytes, however often it is asked for.
fn assert_end(file: &File) {
    for size in [1, 100, 0, 64 << 10] {
        let (bytes, outcome) = poisoned(|| file.read(size));
        assert_eq!((bytes.len(), outcome.ok, outcome.error), (0, true, 0), "{outcome:?}");
    }
    let (count, outcome) = file.available();
    assert_eq!((count, outcome.ok), (0, true));
}

#[test]
fn pieces_of_all_sizes() {
    for (size, piece) in [(1000, 1), (10_001, 7), (300_000, 64 << 10), (LARGE + 1, 1 << 20), (0, 10), (5, 5)]
    {
        let want = bytes(size);
        let case = reading(Plan::download(&want, DONE));
        let file = open(&case);
        let mut got = Vec::new();
        loop {
            let (bytes, outcome) = poisoned(|| file.read(piece));
            assert_eq!((outcome.ok, outcome.error), (true, 0));
            // Whole pieces but the last.
            assert!(bytes.len() == piece || got.len() + bytes.len() == size);
            got.extend_from_slice(&bytes);
            if bytes.is_empty() {
                assert_eq!((outcome.code, &outcome.text[..]), (226, "Done."));
                break;
            }
        }
        assert!(got == want, "{size} bytes in pieces of {piece}");
        assert_end(&file);
        assert_eq!(closed(file), 0);
        case.assert_after(Usable, "read");
    }
}

/// A read goes on until its buffer is full, whatever the packets are.
#[test]
fn a_read_fills_its_buffer() {
    let plan = Plan::from("150 Go.\r\n")
        .write_data(b"abc")
        .hold("more")
        .write_data(b"defgh")
        .close_data()
        .send(DONE);
    let case = reading(plan);
    let file = open(&case);
    assert_eq!(file.read(2).0, b"ab");
    let (bytes, outcome) = while_it_waits(|| file.read(4), || case.server.release("more"));
    assert_eq!((&bytes[..], outcome.ok), (&b"cdef"[..], true));
    assert_eq!(file.read(10).0, b"gh");
    assert_end(&file);
}

#[test]
fn ways_and_families() {
    let want = bytes(LARGE);
    let mut rows = vec![(false, 0), (false, PASSIVE)];
    if ipv6_available() {
        rows.extend([(true, 0), (true, PASSIVE)]);
    }
    for (ipv6, flags) in rows {
        let script = serving(&want);
        let case = Case::with(if ipv6 { script.ipv6() } else { script }, flags, LONG);
        let file = open(&case);
        assert_eq!(file.size(), Ok(LARGE as u64));
        assert!(file.read_all(99_999).0 == want);
        assert!(file.close().ok);
        case.assert_after(Usable, "read");
    }
}

#[test]
fn what_is_sent_and_what_comes() {
    // Text is given as it comes.
    let case = Case::new(serving(b"a\r\nb\n"));
    for (flags, want) in [
        (ASCII, &["TYPE A", "PASV", "RETR remote"][..]),
        (BINARY, &["TYPE I", "PASV", "SIZE remote", "RETR remote"]),
    ] {
        let before = commands(&case).len();
        let file = case.connection.open("remote", GENERIC_READ, flags).unwrap();
        assert_eq!(file.read_all(3).0, b"a\r\nb\n");
        assert_eq!(commands(&case)[before..], *want);
        assert_eq!(query_number(file.0, OPTION_HANDLE_TYPE), 7);
    }
}

#[test]
fn refused() {
    let no = |plan: Plan| Script::new().first(1, "RETR", plan);
    let rows = [
        (no("550 No.\r\n".into()), 12003, 550, Usable),
        (no("450 Busy.\r\n".into()), 12003, 450, Usable),
        (no("421 Bye.\r\n".into()), 12003, 421, Dead),
        (no(Plan::new().open_data().send("425 No data.\r\n")), 12003, 425, Usable),
        (no(Plan::new().close()), 12030, 0, Dead),
        (no(Plan::new().reset()), 12031, 0, Dead),
        (Script::new().first(1, "TYPE", "504 No.\r\n"), 12003, 504, Usable),
    ];
    for (script, error, code, after) in rows {
        let case = Case::new(script);
        let outcome = poisoned(|| case.connection.open("remote", GENERIC_READ, BINARY)).expect_err("refused");
        assert_eq!((outcome.error, outcome.code), (error, code), "{outcome:?}");
        case.assert_after(after, "refused");
    }
}

/// A refusal at the end is reported once, with its text; then the file has simply ended.
#[test]
fn a_no_at_the_end() {
    for code in [451, 426, 550, 350, 421] {
        let after = if code == 421 { Dead } else { Usable };
        for by_asking in [false, true] {
            let case = reading(held(b"some", format!("{code} No.\r\n")));
            let file = open(&case);
            assert_eq!(file.read(4).0, b"some");
            case.server.release("end");
            let outcome = if by_asking {
                let (count, outcome) = poisoned(|| file.available());
                assert_eq!(count, 0);
                outcome
            } else {
                let (bytes, outcome) = poisoned(|| file.read(4));
                assert!(bytes.is_empty());
                outcome
            };
            assert_eq!(outcome.seen(), (false, 12003, code, "No."), "{outcome:?}");
            assert_eq!(outcome.response_error, 12003);
            assert_eq!(handle_reply(case.connection.0), (code, "No.".into()));
            assert_end(&file);
            assert_eq!(closed(file), 0);
            case.assert_after(after, "a no");
        }
    }
}

/// A caller that closes the handle without reading to the end does not get the final reply.
#[test]
fn closing_a_file_after_reading_does_not_report_a_refusal() {
    let case = reading(held(b"some", "451 No.\r\n"));
    let file = open(&case);
    assert_eq!(file.read(4).0, b"some");
    case.server.release("end");
    assert_eq!(closed(file), 0);
    case.assert_after(Usable, "closed");
}

#[test]
fn broken_transfers() {
    let some = || Plan::from("150 Go.\r\n").write_data(b"some").hold("read");
    let rows = [
        ("data reset, 226", some().reset_data().send(DONE), 12031, 226, Usable),
        ("data reset, 426", some().reset_data().send("426 No.\r\n"), 12003, 426, Usable),
        ("all closed", some().close_data().close(), 12030, 0, Dead),
        ("control closed", some().close(), 12030, 0, Dead),
        ("control reset", some().reset(), 12031, 0, Dead),
        ("no reply", some().close_data(), 12002, 0, Dead),
        ("a stall", some(), 12002, 0, Dead),
        ("a no and a stall", some().send("451 No.\r\n"), 12003, 451, Usable),
    ];
    in_parallel(rows, |(name, plan, want, code, after)| {
        let case = Case::with(Script::new().first(1, "RETR", plan), PASSIVE, 500);
        let file = open(&case);
        assert_eq!(file.read(4).0, b"some", "{name}");
        case.server.release("read");
        let (bytes, outcome) = poisoned(|| file.read(10));
        assert!(bytes.is_empty(), "{name}");
        assert_eq!((outcome.ok, outcome.error, outcome.code), (false, want, code), "{name}: {outcome:?}");
        // A failed file never becomes complete, but a refusal is reported only once.
        let (bytes, again) = file.read(10);
        assert_eq!((bytes.len(), again.ok), (0, want == 12003), "{name}: {again:?}");
        file.close();
        case.assert_after(after, name);
    });
}

/// Bytes that come before a failure are returned before it is reported.
#[test]
fn a_file_that_is_shorter_than_announced_is_incomplete() {
    let want = bytes(LARGE);
    let script =
        Script::new().on("SIZE", format!("213 {}\r\n", LARGE + 1)).on("RETR", Plan::download(&want, DONE));
    let case = Case::new(script);
    let file = open(&case);
    let (got, outcome) = file.read_all(1 << 16);
    assert!(got == want);
    assert_eq!((outcome.ok, outcome.error, outcome.code), (false, 12030, 226), "{outcome:?}");
}

#[test]
fn available_bytes_are_reported_until_they_are_read() {
    let plan = Plan::from("150 Go.\r\n")
        .write_data(b"hello")
        .hold("more")
        .write_data(bytes(10_000))
        .close_data()
        .send(DONE);
    let case = reading(plan);
    let file = open(&case);
    assert_eq!(file.read(1).0, b"h");
    let (count, outcome) = poisoned(|| file.available());
    assert_eq!((outcome.ok, outcome.error), (true, 0));
    // TCP may cut anywhere; this is what has come.
    assert!((1..=4).contains(&count), "{count}");
    case.server.release("more");
    for left in (1..=count).rev() {
        assert_eq!(file.available().0, left);
        assert_eq!(file.read(1).0.len(), 1);
    }
    let (rest, _) = file.read(4 - count as usize);
    assert_eq!(rest.len(), 4 - count as usize);
    // Never more than the buffer's size.
    assert!((1..=4096).contains(&file.available().0));
    // SAFETY: the place may be NULL.
    assert_eq!(boolean(|| unsafe { InternetQueryDataAvailable(file.0, null_mut(), 0, 0) }), Ok(()));
    assert_eq!(file.read_all(100).0, bytes(10_000));
    assert_end(&file);
}

fn buffers(buffer: &mut [u8]) -> INTERNET_BUFFERSA {
    // SAFETY: zeros are a structure of numbers and pointers.
    let mut buffers: INTERNET_BUFFERSA = unsafe { std::mem::zeroed() };
    buffers.dwStructSize = size_of::<INTERNET_BUFFERSA>() as u32;
    buffers.lpvBuffer = buffer.as_mut_ptr().cast();
    buffers.dwBufferLength = buffer.len() as u32;
    buffers
}

/// InternetReadFileExA or W: what came.
fn read_ex(file: &File, wide: bool, size: usize, flags: u32) -> Result<Vec<u8>, u32> {
    let mut buffer = vec![0; size];
    let mut buffers = buffers(&mut buffer);
    let place = &raw mut buffers;
    let result = if wide {
        // SAFETY: the structure and its buffer are live; both structures are laid out alike.
        boolean(|| unsafe { InternetReadFileExW(file.0, place.cast(), flags, 0) })
    } else {
        // SAFETY: the structure and its buffer are live.
        boolean(|| unsafe { InternetReadFileExA(file.0, place, flags, 0) })
    };
    let length = buffers.dwBufferLength as usize;
    result.map(|()| buffer[..length].to_vec()).inspect_err(|_| assert_eq!(length, 0))
}

#[test]
fn read_file_ex() {
    for wide in [false, true] {
        let case = reading(held(b"some bytes", "451 No.\r\n"));
        let file = open(&case);
        assert_eq!(read_ex(&file, wide, 4, 0), Ok(b"some".to_vec()));
        assert_eq!(read_ex(&file, wide, 0, 0), Ok(vec![]));
        assert_eq!(read_ex(&file, wide, 6, 4), Ok(b" bytes".to_vec()));
        case.server.release("end");
        assert_eq!(read_ex(&file, wide, 100, 0), Err(12003));
        assert_eq!(read_ex(&file, wide, 100, 0), Ok(vec![]));

        // IRF_NO_WAIT takes what is there.
        let case = reading(
            Plan::from("150 Go.\r\n")
                .write_data(b"some")
                .hold("seen")
                .write_data(b"more")
                .close_data()
                .send(DONE),
        );
        let file = open(&case);
        assert_eq!(file.read(1).0, b"s");
        let got = read_ex(&file, wide, 100, 8).unwrap();
        assert!(!got.is_empty() && b"ome".starts_with(&got), "{got:?}");
        case.server.release("seen");
        let mut rest = got;
        loop {
            match read_ex(&file, wide, 100, 8).unwrap() {
                bytes if bytes.is_empty() => break,
                bytes => rest.extend(bytes),
            }
        }
        assert_eq!(rest, b"omemore");
    }
}

#[test]
fn read_file_ex_checks_its_structure() {
    let case = reading(Plan::download(b"some", DONE));
    let file = open(&case);
    for size in
        [0, 4, size_of::<INTERNET_BUFFERSA>() as u32 - 1, size_of::<INTERNET_BUFFERSA>() as u32 + 1, u32::MAX]
    {
        let mut buffer = [0; 4];
        let mut buffers = buffers(&mut buffer);
        buffers.dwStructSize = size;
        // Before the handle is looked at.
        for on in [file.0, null_mut(), case.connection.0] {
            // SAFETY: the structure is whole, whatever it says.
            let a = boolean(|| unsafe { InternetReadFileExA(on, &mut buffers, 0, 0) });
            // SAFETY: as above; both are laid out alike.
            let w = boolean(|| unsafe { InternetReadFileExW(on, (&raw mut buffers).cast(), 0, 0) });
            assert_eq!((a, w), (Err(INVALID_PARAMETER), Err(INVALID_PARAMETER)), "{size}");
        }
        assert_eq!(buffers.dwBufferLength, 4, "what is refused stays as it is");
    }
    let mut buffer = [0; 4];
    for (on, want) in [
        (null_mut(), INVALID_HANDLE),
        (case.connection.0, INCORRECT_HANDLE_TYPE),
        (case.root.0, INCORRECT_HANDLE_TYPE),
    ] {
        // SAFETY: the structure and its buffer are live.
        let result = boolean(|| unsafe { InternetReadFileExA(on, &mut buffers(&mut buffer), 0, 0) });
        assert_eq!(result, Err(want));
    }
    assert_eq!(file.read_all(4).0, b"some");
}

/// The server connects only after it has said everything.
#[test]
fn a_size_that_is_known_when_the_final_reply_is_first() {
    let plan = Plan::from(format!("150 Go.\r\n{DONE}")).write_data(b"some").close_data();
    let case = Case::with(Script::new().on("SIZE", "213 4\r\n").on("RETR", plan), 0, LONG);
    let file = open(&case);
    assert_eq!(file.size(), Ok(4));
    assert_eq!(file.read_all(3).0, b"some");
}

#[test]
fn the_final_reply_is_in_the_response_of_the_call_that_returns_it() {
    let begun = Plan::from("150 Go.\r\n").write_data(b"some");
    let case = reading(begun.send(DONE).write_data(b"more!").hold("end").close_data());
    let file = open(&case);
    assert_eq!(file.read(8).0, b"somemore");
    // The reply was sent before these bytes, so this call has received it.
    assert_eq!(file.read(1).0, b"!");
    case.server.release("end");
    let (bytes, outcome) = file.read(1);
    assert_eq!((bytes.len(), outcome.seen()), (0, (true, 0, 226, "Done.")));
    assert!(outcome.response.ends_with(DONE), "{outcome:?}");
}

#[test]
fn sizes() {
    let reported = |size: &str, begun: &str| {
        let plan = Plan::new().send(begun).write_data(b"x").hold("end").close_data().send(DONE);
        let case = Case::new(Script::new().on("SIZE", size).on("RETR", plan));
        let file = poisoned(|| case.connection.open("remote", GENERIC_READ, BINARY)).unwrap();
        let size = poisoned(|| file.size());
        // Without a pointer for the high half only the low half is returned.
        // SAFETY: the place may be NULL.
        let low = unsafe { FtpGetFileSize(file.0, null_mut()) };
        assert_eq!(low, size.map_or(u32::MAX, |size| size as u32));
        case.server.release("end");
        size
    };
    let go = "150 Go.\r\n";
    assert_eq!(reported("213 1\r\n", go), Ok(1));
    assert_eq!(reported("213 4294967297\r\n", go), Ok((1 << 32) + 1));
    assert_eq!(reported("213 4294967295\r\n", go), Ok(u64::from(u32::MAX)));
    assert_eq!(reported("213 0\r\n", go), Ok(0));
    assert_eq!(reported("550 No.\r\n", go), Err(12028));
    assert_eq!(reported("502 No.\r\n", "150 Opening for x (4294967298 bytes).\r\n"), Ok((1 << 32) + 2));
    assert_eq!(reported("213 1\r\n", "150 Opening for x (2 bytes).\r\n"), Ok(1));
    assert_eq!(reported("213 x\r\n", "150 Opening for x (2 kbytes).\r\n"), Err(12028));

    // The handle of a connection, none, and a file that is written.
    let case = Case::new(Script::new());
    let file = case.connection.open("w", GENERIC_WRITE, BINARY).unwrap();
    assert_eq!(file_size(case.connection.0), Err(12018));
    assert_eq!(file_size(null_mut()), Err(6));
    assert_eq!(poisoned(|| file.size()), Err(12018));
}

/// FtpGetFileSize of a handle that this test does not close.
fn file_size(handle: HINTERNET) -> Result<u64, u32> {
    let file = File(handle);
    let size = poisoned(|| file.size());
    file.leave();
    size
}

#[test]
fn only_reading_is_done_with_it() {
    let case = reading(Plan::download(b"some", DONE));
    let file = open(&case);
    assert_eq!(error(|| file.write(b"x")), 5);
    assert_eq!(error(|| file.finish()), 5);
    TrueFtpSetLastError(77);
    assert_eq!(InternetSetFilePointer(file.0, 0, null_mut(), 0, 0), u32::MAX);
    assert_eq!(TrueFtpGetLastError(), 12016);
    let mut lock = null_mut();
    assert_eq!(boolean(|| InternetLockRequestFile(file.0, &mut lock)), Err(50));
    assert!(lock.is_null());
    assert_eq!(file.read_all(3).0, b"some");
}

#[test]
fn closed_before_the_end() {
    let large = bytes(LARGE);
    let rows: [(&str, Plan, After); 7] = [
        ("426", Plan::download(&large, "426 Aborted.\r\n"), Usable),
        ("451", Plan::download(&large, "451 Aborted.\r\n"), Usable),
        ("226", Plan::download(&large, DONE), Usable),
        ("426 and 226", Plan::download(&large, "426 Aborted.\r\n226 Closed.\r\n"), Dead),
        ("421", Plan::download(&large, "421 Bye.\r\n").close(), Dead),
        ("nothing", Plan::download(&large, Plan::new()), Dead),
        ("the end of the connection", Plan::download(&large, Plan::new().close()), Dead),
    ];
    in_parallel(rows, |(name, plan, after)| {
        for read in [0, 10] {
            let case = Case::with(Script::new().first(1, "RETR", plan.clone()), PASSIVE, LONG);
            set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, if name == "nothing" { 400 } else { LONG });
            let file = open(&case);
            assert_eq!(file.read(read).0.len(), read);
            let handle = file.0;
            let (error, took) = timed(|| closed(file));
            assert_eq!(error, 0, "{name}");
            if name == "nothing" {
                assert_time(took, 400, name);
            }
            assert_eq!(close(handle), INVALID_HANDLE);
            case.assert_after(after, name);
        }
    });
}

#[test]
fn a_parent_closes_it() {
    for close_root in [false, true] {
        let case = reading(Plan::download(bytes(LARGE), "426 Aborted.\r\n"));
        let file = open(&case);
        assert_eq!(file.read(5).0.len(), 5);
        let parent = if close_root { case.root.0 } else { case.connection.0 };
        assert_eq!(close(parent), 0);
        assert_eq!(file.read(5).1.error, INVALID_HANDLE);
        assert_eq!(closed(file), INVALID_HANDLE);
        assert!(case.server.wait_until(|seen| seen.open == 0, AGES));
    }
}

#[test]
fn a_read_that_waits_is_cancelled() {
    for which in 0..3 {
        let case = reading(Plan::from("150 Go.\r\n").write_data(b"some"));
        let file = open(&case);
        assert_eq!(file.read(2).0, b"so");
        let parent = [file.0, case.connection.0, case.root.0][which];
        let parent = parent.addr();
        let (bytes, outcome) = while_it_waits(
            || poisoned(|| file.read(10)),
            || assert_eq!(close(kit::arguments::number_as_handle(parent)), 0),
        );
        // What has been received may be returned; then the next call returns the failure.
        if outcome.ok {
            assert_eq!(bytes, b"me", "{which}: {outcome:?}");
        } else {
            assert_eq!((outcome.error, bytes.len()), (12017, 0), "{which}: {outcome:?}");
        }
        assert_eq!(file.read(1).1.error, INVALID_HANDLE);
        if which == 0 {
            case.assert_after(Dead, "torn");
        }
    }
}

#[test]
fn a_stall_ends_with_its_own_time_out() {
    let case = reading(Plan::from("150 Go.\r\n").write_data(b"some"));
    let file = open(&case);
    assert_eq!(file.read(4).0, b"some");
    // The file's own value counts, and it is no reply's.
    set_number(case.connection.0, OPTION_DATA_RECEIVE_TIMEOUT, 10);
    set_number(file.0, OPTION_DATA_RECEIVE_TIMEOUT, 400);
    set_number(file.0, OPTION_RECEIVE_TIMEOUT, 100);
    let ((_, outcome), took) = timed(|| poisoned(|| file.read(1)));
    assert_eq!((outcome.error, outcome.socket_error), (12002, 10060), "{outcome:?}");
    assert_time(took, 500, "the stall, and a brief wait for the reason");
    let case = reading(Plan::from("150 Go.\r\n").open_data());
    let file = open(&case);
    set_number(file.0, OPTION_DATA_RECEIVE_TIMEOUT, 300);
    set_number(file.0, OPTION_RECEIVE_TIMEOUT, 0);
    let ((_, outcome), took) = timed(|| file.available());
    assert_eq!(outcome.error, 12002, "{outcome:?}");
    assert_time(took, 300, "the stall");
}
