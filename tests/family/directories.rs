//! Directories, deleting, renaming: one command each, and the server's final reply is the answer.

use std::ptr::null_mut;

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use crate::support::*;
use kit::arguments::{INSUFFICIENT_BUFFER, INVALID_PARAMETER, boolean};
use kit::case::{After, Case, Dead, LONG, Usable, assert_time, consistent, in_parallel, timed};
use kit::*;

type Call = fn(&Connection, &[u8]) -> Outcome;

/// The calls with one name, and what they send.
const CALLS: [(&str, Call); 4] = [
    ("MKD", |connection, name| connection.create_directory(name)),
    ("RMD", |connection, name| connection.remove_directory(name)),
    ("CWD", |connection, name| connection.set_directory(name)),
    ("DELE", |connection, name| connection.delete(name)),
];

/// A server that grants everything.
fn granting() -> Script {
    ["MKD", "RMD", "CWD", "DELE", "RNTO"]
        .into_iter()
        .fold(Script::new(), |script, verb| script.on(verb, "250 Done.\r\n"))
        .on("RNFR", "350 And?\r\n")
}

/// Replies, and what comes of them.
fn replies() -> Vec<(String, u32, After)> {
    let mut all: Vec<(String, u32, After)> = Vec::new();
    all.extend([200, 226, 250, 257, 299].map(|code| (format!("{code} Done.\r\n"), 0, Usable)));
    all.extend([300, 332, 350].map(|code| (format!("{code} And?\r\n"), 12003, Usable)));
    all.extend([400, 425, 426, 450, 451, 499].map(|code| (format!("{code} No.\r\n"), 12003, Usable)));
    all.extend([500, 502, 530, 550, 553, 599].map(|code| (format!("{code} No.\r\n"), 12003, Usable)));
    all.push(("421 Bye.\r\n".into(), 12003, Dead));
    all.push(("150 Wait.\r\n250 Done.\r\n".into(), 0, Usable));
    all.push(("550-No\r\n 250 really\r\n550 not.\r\n".into(), 12003, Usable));
    all.push(("250 Done.\r\n250 Again.\r\n".into(), 0, Dead));
    all
}

#[test]
fn the_final_reply_is_the_answer() {
    for (verb, call) in CALLS {
        for (reply, want, after) in replies() {
            let case = Case::new(Script::new().on(verb, &*reply));
            let outcome = poisoned(|| call(&case.connection, b"name"));
            consistent(&outcome);
            assert_eq!(outcome.error, want, "{verb}: {outcome:?}");
            assert!(reply.starts_with(&outcome.response) || outcome.response == reply, "{verb}: {outcome:?}");
            assert_eq!(handle_reply(case.connection.0).0, outcome.code);
            assert_eq!(commands(&case), [format!("{verb} name")]);
            case.assert_after(after, verb);
        }
    }
}

#[test]
fn no_reply() {
    let rows = [
        (Plan::new().close(), 12030),
        (Plan::new().reset(), 12031),
        (Plan::from("150 Wait.\r\n").close(), 12030),
        (Plan::from("550-N").close(), 12030),
        (Plan::new(), 12002),
        ("Hello\r\n".into(), 12004),
    ];
    in_parallel(rows, |(plan, want)| {
        for (verb, call) in CALLS {
            let case = Case::new(Script::new().on(verb, plan.clone()));
            set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, if want >= 12030 { LONG } else { 300 });
            let (outcome, took) = timed(|| poisoned(|| call(&case.connection, b"name")));
            assert_eq!((outcome.error, outcome.code), (want, 0), "{verb}: {outcome:?}");
            if want == 12002 {
                assert_time(took, 300, verb);
            }
            case.assert_after(Dead, verb);
        }
    });
}

/// Names as they reach the server.
const NAMES: [&[u8]; 12] = [
    b"a b  c",
    b" leading",
    b"trailing ",
    b"-rf",
    b"\"quoted\"",
    b"it's; $HOME `x` |%&",
    b"gr\xc3\xbcn \xe2\x82\xac",
    b"gr\xfcn",
    b"\xff\xff",
    b"a/b/../c",
    b"tab\there",
    b"*?[x]",
];

#[test]
fn names_reach_the_server_as_they_are() {
    let case = Case::new(granting());
    let mut want = Vec::new();
    for name in NAMES {
        for (verb, call) in CALLS {
            assert_eq!(error(|| call(&case.connection, name)), 0);
            want.push([verb.as_bytes(), b" ", name].concat());
        }
        assert_eq!(error(|| case.connection.rename(name, [name, b"2"].concat())), 0);
        want.push([b"RNFR ", name].concat());
        want.push([b"RNTO ", name, b"2"].concat());
    }
    let seen = case.server.seen();
    let sent: Vec<_> = seen.lines[2..].iter().map(|(_, line)| line.clone()).collect();
    assert_eq!(sent, want);
}

#[test]
fn names_that_would_end_the_command() {
    let case = Case::new(granting());
    for name in [&b""[..], b"a\r\nDELE b", b"a\rb", b"\n", b"a\n"] {
        for (verb, call) in CALLS {
            assert_eq!(error(|| call(&case.connection, name)), INVALID_PARAMETER, "{verb}");
        }
        assert_eq!(error(|| case.connection.rename(name, "x")), INVALID_PARAMETER);
        assert_eq!(error(|| case.connection.rename("x", name)), INVALID_PARAMETER);
    }
    assert!(commands(&case).is_empty());
}

/// A server is asked once for its separator, and only where a name makes a difference.
#[test]
fn backslashes() {
    for (system, translated) in [
        ("215 UNIX Type: L8\r\n", true),
        ("215 Windows_NT\r\n", false),
        ("215 Windows2000\r\n", false),
        ("502 What?\r\n", true),
    ] {
        let case = Case::new(granting().on("SYST", system));
        assert_eq!(error(|| case.connection.create_directory("plain/name")), 0);
        for (_, call) in CALLS {
            assert_eq!(error(|| call(&case.connection, b"a\\b\\c")), 0);
            assert_eq!(error(|| call(&case.connection, b"a\\b/c")), 0);
        }
        assert_eq!(error(|| case.connection.rename("\\old", "\\new")), 0);
        let path = if translated { "a/b/c" } else { "a\\b\\c" };
        let mut want = vec!["MKD plain/name".to_owned(), "SYST".to_owned()];
        for (verb, _) in CALLS {
            want.extend([format!("{verb} {path}"), format!("{verb} a\\b/c")]);
        }
        want.extend(
            if translated { ["RNFR /old", "RNTO /new"] } else { ["RNFR \\old", "RNTO \\new"] }
                .map(Into::into),
        );
        assert_eq!(commands(&case), want, "{system}");
    }
    let case = Case::new(granting().on("SYST", "421 Bye.\r\n"));
    assert_eq!(error(|| case.connection.delete("a\\b")), 12003);
    case.assert_after(Dead, "421 to SYST");
}

#[test]
fn renaming() {
    let script = |from: &str, to: &str| Script::new().on("RNFR", from).on("RNTO", to);
    let rows = [
        ("350 And?\r\n", "250 Done.\r\n", 0, 250, 2, Usable),
        ("300 And?\r\n", "200 Done.\r\n", 0, 200, 2, Usable),
        ("550 Missing.\r\n", "", 12003, 550, 1, Usable),
        ("450 Busy.\r\n", "", 12003, 450, 1, Usable),
        ("421 Bye.\r\n", "", 12003, 421, 1, Dead),
        ("350 And?\r\n", "553 No.\r\n", 12003, 553, 2, Usable),
        ("350 And?\r\n", "350 And?\r\n", 12003, 350, 2, Usable),
        ("350 And?\r\n", "421 Bye.\r\n", 12003, 421, 2, Dead),
    ];
    for (from, to, want, code, sent, after) in rows {
        let case = Case::new(script(from, to));
        let outcome = poisoned(|| case.connection.rename("old name", "new name"));
        consistent(&outcome);
        assert_eq!((outcome.error, outcome.code), (want, code), "{outcome:?}");
        assert_eq!(commands(&case), &["RNFR old name", "RNTO new name"][..sent]);
        assert_eq!(outcome.response.lines().count(), sent, "all replies of the call: {outcome:?}");
        case.assert_after(after, from);
    }
    // 2yz to RNFR: the server has not asked for the second name, so nothing was renamed.
    let case = Case::new(script("250 Done.\r\n", "250 Done.\r\n"));
    let outcome = poisoned(|| case.connection.rename("a", "b"));
    assert_eq!((outcome.ok, outcome.error), (false, 12003), "{outcome:?}");
    assert_eq!(commands(&case), ["RNFR a"]);
}

fn current(reply: &str) -> Result<Vec<u8>, Outcome> {
    let case = Case::new(Script::new().on("PWD", reply));
    let result = poisoned(|| case.connection.directory());
    assert_eq!(commands(&case), ["PWD"]);
    result
}

#[test]
fn the_current_directory() {
    for (reply, want) in [
        ("257 \"/\" is the current directory\r\n", &b"/"[..]),
        ("257 \"/pub\"\r\n", b"/pub"),
        ("257 \"/a \"\"b\"\" c\" is current \"not this\"\r\n", b"/a \"b\" c"),
        ("257 \"\"\"\"\r\n", b"\""),
        ("257 \"\"\r\n", b""),
        ("257 You are in \"C:\\x y\".\r\n", b"C:\\x y"),
        ("250 \"/pub\" it is\r\n", b"/pub"),
        ("257 \"gr\u{fc}n\"\r\n", "grün".as_bytes()),
    ] {
        assert_eq!(current(reply).expect(reply), want, "{reply}");
    }
    for (reply, want) in [
        ("550 No.\r\n", 12003),
        ("350 What?\r\n", 12003),
        ("421 Bye.\r\n", 12003),
        ("257 /pub\r\n", 12004),
        ("257 \"/pub\r\n", 12004),
    ] {
        let outcome = current(reply).expect_err(reply);
        assert_eq!((outcome.ok, outcome.error), (false, want), "{reply}");
    }
}

/// Every size around the needed one; what is beyond the name and its NUL is not touched.
#[test]
fn buffers_for_the_current_directory() {
    let case = Case::new(Script::new().on("PWD", "257 \"/gr\u{fc}n\" it is\r\n"));
    let narrow = "/grün".as_bytes();
    let units: Vec<u16> = "/grün".encode_utf16().collect();
    for room in 0..12 {
        let (buffer, length, outcome) = poisoned(|| case.connection.directory_in(room));
        let fits = room > narrow.len();
        assert_eq!((outcome.ok, outcome.error), (fits, if fits { 0 } else { INSUFFICIENT_BUFFER }));
        assert_eq!(length as usize, if fits { narrow.len() } else { narrow.len() + 1 });
        let written = if fits { [narrow, &[0]].concat() } else { vec![] };
        assert!(buffer.starts_with(&written));
        assert!(buffer[written.len()..].iter().all(|&byte| byte == FILLER), "{room}: {buffer:?}");

        let mut buffer = vec![0x2323u16; room + 1];
        let mut length = room as u32;
        let h = case.connection.0;
        // SAFETY: the buffer has at least the length that is passed, in characters.
        let result = boolean(|| unsafe { FtpGetCurrentDirectoryW(h, buffer.as_mut_ptr(), &mut length) });
        let fits = room > units.len();
        assert_eq!(result, if fits { Ok(()) } else { Err(INSUFFICIENT_BUFFER) });
        assert_eq!(length as usize, if fits { units.len() } else { units.len() + 1 });
        let written = if fits { [&units[..], &[0]].concat() } else { vec![] };
        assert!(buffer.starts_with(&written));
        assert!(buffer[written.len()..].iter().all(|&unit| unit == 0x2323), "{room}: {buffer:?}");
    }
    for reported in [0, 5, 100] {
        let (mut narrow_length, mut wide_length) = (reported, reported);
        let h = case.connection.0;
        // SAFETY: the buffer may be NULL.
        let a = boolean(|| unsafe { FtpGetCurrentDirectoryA(h, null_mut(), &mut narrow_length) });
        // SAFETY: as above.
        let w = boolean(|| unsafe { FtpGetCurrentDirectoryW(h, null_mut(), &mut wide_length) });
        assert_eq!((a, w), (Err(INSUFFICIENT_BUFFER), Err(INSUFFICIENT_BUFFER)));
        assert_eq!((narrow_length as usize, wide_length as usize), (narrow.len() + 1, units.len() + 1));
    }
}

#[test]
fn wide_names() {
    let case = Case::new(granting());
    let name = w("grün €");
    let h = case.connection.0;
    type Wide = unsafe extern "system" fn(HINTERNET, *const u16) -> BOOL;
    let calls: [Wide; 4] =
        [FtpCreateDirectoryW, FtpRemoveDirectoryW, FtpSetCurrentDirectoryW, FtpDeleteFileW];
    for call in calls {
        // SAFETY: the text is ended by NUL.
        assert_eq!(boolean(|| unsafe { call(h, name.as_ptr()) }), Ok(()));
        // Half a character is no name.
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { call(h, [0xD83D, 0].as_ptr()) }), Err(INVALID_PARAMETER));
    }
    // SAFETY: both texts are ended by NUL.
    assert_eq!(boolean(|| unsafe { FtpRenameFileW(h, name.as_ptr(), w("b").as_ptr()) }), Ok(()));
    assert_eq!(
        commands(&case),
        ["MKD grün €", "RMD grün €", "CWD grün €", "DELE grün €", "RNFR grün €", "RNTO b"]
    );
}
