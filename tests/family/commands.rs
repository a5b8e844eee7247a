//! FtpCommand: the caller's command, sent unchanged, with and without data.

use std::ptr::null_mut;

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use crate::support::*;
use kit::arguments::{INCORRECT_HANDLE_TYPE, INVALID_HANDLE, INVALID_PARAMETER, boolean};
use kit::case::{After, Case, Dead, LONG, Usable, assert_time, consistent, in_parallel, timed};
use kit::*;

#[test]
fn what_reaches_the_wire() {
    let lines: [&[u8]; 12] = [
        b"NOOP",
        b"noop",
        b" noop",
        b"noop ",
        b"SITE  a  b ",
        b" ",
        b"SITE CHMOD 644 \"a b\"",
        b"gr\xfcn \xff",
        b"STAT",
        b"HELP",
        b"a\tb",
        b"-l",
    ];
    let case = Case::new(Script::new());
    for line in lines {
        // What this server does not know it refuses, but it sees it.
        assert!(matches!(error(|| case.connection.command(line)), 0 | 12003));
    }
    let seen = case.server.seen();
    let sent: Vec<&[u8]> = seen.lines[2..].iter().map(|(_, line)| &line[..]).collect();
    assert_eq!(sent, lines);

    for line in [&b""[..], b"NOOP\r\nDELE x", b"NOOP\r", b"\n"] {
        assert_eq!(error(|| case.connection.command(line)), INVALID_PARAMETER);
        assert_eq!(given(|| case.connection.command_with_data(line, ASCII)), INVALID_PARAMETER);
    }
    assert_eq!(commands(&case).len(), lines.len());
}

#[test]
fn replies() {
    let mut rows: Vec<(String, u32, After)> = Vec::new();
    rows.extend([200, 211, 226, 250, 299, 300, 331, 350].map(|code| (format!("{code} Yes.\r\n"), 0, Usable)));
    rows.extend(
        [400, 425, 426, 450, 500, 502, 530, 550].map(|code| (format!("{code} No.\r\n"), 12003, Usable)),
    );
    rows.push(("421 Bye.\r\n".into(), 12003, Dead));
    rows.push(("110 Wait.\r\n200 Yes.\r\n".into(), 0, Usable));
    rows.push(("214-Help\r\n 500 nothing\r\n214 End.\r\n".into(), 0, Usable));
    rows.push(("200 Yes.\r\n200 Again.\r\n".into(), 0, Dead));
    for (reply, want, after) in rows {
        let case = Case::new(Script::new().on("SITE", &*reply));
        let outcome = poisoned(|| case.connection.command("SITE x"));
        assert_eq!(outcome.error, want, "{outcome:?}");
        if want != 0 || outcome.code < 300 {
            consistent(&outcome);
        }
        assert!(reply.starts_with(&outcome.response) && !outcome.response.is_empty(), "{outcome:?}");
        case.assert_after(after, &reply);
    }
}

#[test]
fn no_reply() {
    in_parallel(
        [(Plan::new().close(), 12030), (Plan::new().reset(), 12031), (Plan::new(), 12002)],
        |(plan, want)| {
            let case = Case::new(Script::new().on("SITE", plan));
            set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, if want == 12002 { 300 } else { LONG });
            let (outcome, took) = timed(|| poisoned(|| case.connection.command("SITE x")));
            assert_eq!((outcome.ok, outcome.error), (false, want), "{outcome:?}");
            if want == 12002 {
                assert_time(took, 300, "the reply");
            }
            case.assert_after(Dead, "no reply");
        },
    );
}

#[test]
fn reading_data() {
    for line in ["NLST", "nlst -a", "LIST", "RETR remote", "MLSD", "SITE DUMP"] {
        for (flags, kind) in [(ASCII, "TYPE A"), (BINARY, "TYPE I"), (UNKNOWN, "TYPE I")] {
            let verb = line.split(' ').next().unwrap();
            let case = Case::new(Script::new().on(verb, Plan::download(b"a\r\nb\r\n", DONE)));
            let file = poisoned(|| case.connection.command_with_data(line, flags)).expect("data");
            assert_eq!(TrueFtpGetLastError(), 0);
            assert_eq!(query_number(file.0, OPTION_HANDLE_TYPE), 7);
            assert_eq!(error(|| case.connection.command("NOOP")), 12110);
            assert_eq!(error(|| file.write(b"x")), 5);
            assert_eq!(file.read_all(4).0, b"a\r\nb\r\n");
            assert_eq!(closed(file), 0);
            // No SIZE: only the caller's command, sent unchanged.
            assert_eq!(commands(&case), [kind, "PASV", line]);
            case.assert_after(Usable, line);
        }
    }
    let case = Case::with(Script::new().on("NLST", Plan::download(b"a\r\n", DONE)), 0, LONG);
    assert_eq!(case.connection.command_with_data("NLST", ASCII).unwrap().read_all(100).0, b"a\r\n");
    assert!(commands(&case)[1].starts_with("PORT "));
}

#[test]
fn writing_data() {
    for line in ["STOR remote", "stor remote", "APPE remote", "STOU remote"] {
        let case = Case::new(Script::new().on("STOU", Plan::upload(DONE)));
        let file = poisoned(|| case.connection.command_with_data(line, BINARY)).expect("data");
        assert_eq!(file.read(1).1.error, 5);
        assert!(file.write(b"some ").ok && file.write(b"bytes").ok);
        assert_eq!(closed(file), 0);
        assert_eq!(commands(&case), ["TYPE I", "PASV", line]);
        assert_eq!(case.server.seen().data[0].received, 10);
        case.assert_after(Usable, line);

        // It has a verdict like every other upload.
        let verb = &line[..4];
        let case = Case::new(Script::new().first(1, verb, Plan::upload("452 Full.\r\n")));
        let file = case.connection.command_with_data(line, BINARY).unwrap();
        assert!(file.write(b"some").ok);
        let outcome = file.close();
        assert_eq!(outcome.seen(), (false, 12003, 452, "Full."), "{line}: {outcome:?}");
        case.assert_after(Usable, line);
    }
}

/// FtpCommandA with data: the error and what is in the place of the handle.
fn with_data(on: HINTERNET, flags: u32, line: &str, before: HINTERNET) -> (Result<(), u32>, HINTERNET) {
    let line = c(line);
    let mut place = before;
    // SAFETY: the text is ended by NUL, and there is room for a handle.
    let result = boolean(|| unsafe { FtpCommandA(on, 1, flags, line.as_ptr(), 0, &mut place) });
    (result, place)
}

#[test]
fn data_that_is_refused() {
    let row = |plan: Plan| Script::new().first(1, "NLST", plan);
    let rows = [
        (row("550 No.\r\n".into()), 12003, 550, Usable),
        (row("450 No.\r\n".into()), 12003, 450, Usable),
        (row("421 Bye.\r\n".into()), 12003, 421, Dead),
        (row(Plan::new().open_data().send("425 No.\r\n")), 12003, 425, Usable),
        (row(Plan::new().close()), 12030, 0, Dead),
        (Script::new().first(1, "TYPE", "504 No.\r\n"), 12003, 504, Usable),
        (Script::new().first(1, "PASV", "421 Bye.\r\n"), 12003, 421, Dead),
    ];
    for (script, want, code, after) in rows {
        let case = Case::new(script);
        let (result, _) = with_data(case.connection.0, ASCII, "NLST", null_mut());
        assert_eq!((result, last_reply().0), (Err(want), code));
        case.assert_after(after, "refused");
    }
}

#[test]
fn arguments_of_data() {
    let case = Case::new(Script::new().on("NLST", Plan::download(b"", DONE)));
    let h = case.connection.0;
    let line = c("NLST");
    // SAFETY: the text is ended by NUL; no place is refused.
    let result = boolean(|| unsafe { FtpCommandA(h, 1, ASCII, line.as_ptr(), 0, null_mut()) });
    assert_eq!(result, Err(INVALID_PARAMETER));
    let wide = w("NLST");
    // SAFETY: as above.
    let result = boolean(|| unsafe { FtpCommandW(h, 1, ASCII, wide.as_ptr(), 0, null_mut()) });
    assert_eq!(result, Err(INVALID_PARAMETER));
    assert_eq!(with_data(h, ASCII | BINARY, "NLST", null_mut()).0, Err(INVALID_PARAMETER));
    assert_eq!(with_data(null_mut(), ASCII, "NLST", null_mut()).0, Err(INVALID_HANDLE));
    assert_eq!(with_data(case.root.0, ASCII, "NLST", null_mut()).0, Err(INCORRECT_HANDLE_TYPE));
    assert!(commands(&case).is_empty());

    // Any other number than 0 is TRUE.
    let mut place = null_mut();
    // SAFETY: the text is ended by NUL, and there is room for a handle.
    let result = boolean(|| unsafe { FtpCommandW(h, -1, ASCII, wide.as_ptr(), 77, &mut place) });
    assert_eq!(result, Ok(()));
    let file = File(place);
    let mut context = 0usize;
    let mut length = size_of::<usize>() as u32;
    let value = (&raw mut context).cast();
    // SAFETY: the value has the length that is passed.
    let result =
        boolean(|| unsafe { InternetQueryOptionA(file.0, OPTION_CONTEXT_VALUE, value, &mut length) });
    assert_eq!((result, context), (Ok(()), 77));
}

#[test]
fn the_response_is_there_after_success_too() {
    let case = Case::new(Script::new().on("SIZE", "213 12345\r\n"));
    let outcome = poisoned(|| case.connection.command("SIZE f"));
    assert_eq!(outcome.seen(), (true, 0, 213, "12345"));
    assert_eq!((outcome.response_error, &outcome.response[..]), (0, "213 12345\r\n"));
}

/// TYPE is sent when it differs from the last TYPE, also one that the caller sent as a raw command.
#[test]
fn what_forgets_the_type() {
    let rows = [
        ("NOOP", false),
        ("TYPE A", true),
        ("type i", true),
        (" TYPE I", true),
        ("USER other", true),
        ("user other", true),
        ("REIN", true),
        ("CWD x", false),
        ("SITE TYPE A", false),
        ("TYPEX", false),
    ];
    for (line, forgets) in rows {
        let case = Case::new(Script::new().on("REIN", "220 Anew.\r\n"));
        assert!(case.put(b"x").ok);
        assert!(case.put(b"x").ok);
        case.connection.command(line);
        assert!(case.put(b"x").ok);
        let sent = commands(&case);
        assert_eq!(&sent[..5], ["TYPE I", "PASV", "STOR remote", "PASV", "STOR remote"]);
        assert_eq!(sent[5], line);
        assert_eq!(sent[6], if forgets { "TYPE I" } else { "PASV" }, "{line}");
    }
    // A listing is text, and the transfer after it sends its own TYPE again.
    let case = Case::new(listing(""));
    assert_eq!(given(|| case.connection.find(None)), 18);
    assert!(case.put(b"x").ok);
    assert_eq!(given(|| case.connection.find(None)), 18);
    let types: Vec<_> = commands(&case).into_iter().filter(|line| line.starts_with("TYPE")).collect();
    assert_eq!(types, ["TYPE A", "TYPE I", "TYPE A"]);
    // A TYPE that was refused has no effect.
    let case = Case::new(Script::new().first(1, "TYPE", "500 Not now.\r\n"));
    assert_eq!(case.put(b"x").error, 12003);
    assert!(case.put(b"x").ok);
    assert_eq!(commands(&case)[..2], ["TYPE I", "TYPE I"]);
}

#[test]
fn quit_is_the_end() {
    for line in ["QUIT", "quit", " QUIT"] {
        for plan in [Plan::from("221 Bye.\r\n").close(), "221 Bye.\r\n".into(), "200 Bye.\r\n".into()] {
            let case = Case::new(Script::new().on_line(line, plan));
            let outcome = poisoned(|| case.connection.command(line));
            assert_eq!((outcome.ok, outcome.error), (true, 0), "{line}: {outcome:?}");
            case.assert_after(Dead, line);
            assert_eq!(error(|| case.connection.command("NOOP")), 12111);
            assert_eq!(given(|| case.connection.find(None)), 12111);
            assert_eq!(given(|| case.connection.open("x", GENERIC_READ, BINARY)), 12111);
            assert_eq!(given(|| case.connection.directory()), 12111);
            assert_eq!(commands(&case).len(), 1);
        }
    }
}

#[test]
fn raw_commands_change_the_state_of_the_session() {
    let script = Script::new().first(1, "PWD", "257 \"/\"\r\n").on("PWD", "257 \"/pub\"\r\n");
    let case = Case::new(script);
    assert_eq!(case.connection.directory().unwrap(), b"/");
    assert!(case.connection.command("CWD pub/").ok);
    assert_eq!(case.connection.directory().unwrap(), b"/pub");
    // A data connection of the caller's own is not used for the next transfer.
    assert!(case.connection.command("PASV").ok);
    assert!(case.put(b"x").ok);
    let sent = commands(&case);
    assert_eq!(sent[3..], ["PASV", "TYPE I", "PASV", "STOR remote"]);
}
