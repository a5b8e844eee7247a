//! Remote and local names, narrow and wide.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use ftp_test_server::Script;

use kit::case::*;
use kit::*;

/// The argument of the last STOR.
fn stored(case: &Case) -> Vec<u8> {
    let lines = case.server.seen().lines;
    let stor = lines.iter().rev().find_map(|(_, line)| line.strip_prefix(b"STOR "));
    stor.expect("a STOR").to_vec()
}

#[test]
fn names_go_out_as_they_are() {
    let case = Case::new(Script::new());
    let local = case.folder.file("local", b"x");
    for name in [
        &b"a"[..],
        b"a b",
        b" leading and trailing ",
        b"-rf",
        b"--",
        b"*?[]{}",
        b"%41%0d%0a",
        b"\"quoted\" 'name'",
        b"/abs/../path/./x",
        b"a/b\\c",
        b"~user",
        b"tab\tbell\x07\x7f\x1b",
        b"na\xc3\xafve \xe2\x82\xac \xf0\x9f\x98\x80",
        b"Latin-1 \xe9\xfc",
        b"\xff",
        b"\xff\xff\xf4\xf2 telnet",
        b"\x80\x81",
    ] {
        assert_eq!(case.connection.put(&local, name, BINARY).seen(), (true, 0, 226, "Transfer complete."));
        assert_eq!(stored(&case), name);
        assert_eq!(case.server.seen().file(name), Some(&b"x"[..]));
    }
    let long = "n".repeat(10_000);
    assert!(case.connection.put(&local, &long, BINARY).ok);
    assert_eq!(stored(&case), long.as_bytes());
    assert!(!case.server.seen().has("SYST"), "no SYST was needed");
}

#[test]
fn names_that_would_be_commands_are_refused() {
    let case = Case::new(Script::new());
    let local = case.folder.file("local", b"x");
    for name in ["", "a\r\nDELE b", "a\nb", "a\rb", "\r", "\n", "a\r\n", "a\n"] {
        let narrow = case.connection.put(&local, name, BINARY);
        assert_eq!((narrow.ok, narrow.error), (false, 87), "{name:?}");
        let wide_local: Vec<u16> = local.to_str().unwrap().encode_utf16().collect();
        let wide_name: Vec<u16> = name.encode_utf16().collect();
        assert_eq!(put_w(&case.connection, &wide_local, &wide_name, BINARY).error, 87, "{name:?}");
        assert_eq!(put_ex(&case.connection, &local, name, BINARY).error, 87, "{name:?}");
    }
    assert_eq!(case.server.seen().commands(), ["USER me", "PASS secret"]);
    case.assert_after(Usable, "refused names");
}

#[test]
fn wide_names_become_utf_8() {
    let case = Case::new(Script::new());
    let local = case.folder.file("lok\u{e4}l \u{20ac} \u{1f600}", b"wide");
    let wide_local: Vec<u16> = local.to_str().unwrap().encode_utf16().collect();
    for name in ["plain", "na\u{ef}ve \u{20ac} \u{1f600}", "\u{feff}bom", "\u{ff}"] {
        let wide_name: Vec<u16> = name.encode_utf16().collect();
        let outcome = put_w(&case.connection, &wide_local, &wide_name, BINARY);
        assert_eq!(outcome.seen(), (true, 0, 226, "Transfer complete."), "{name}");
        assert_eq!(stored(&case), name.as_bytes());
        assert_eq!(case.server.seen().file(name), Some(&b"wide"[..]));
    }
    // Half of a pair is no text.
    let before = case.server.seen().lines.len();
    for lone in [&[0xD83D][..], &[0xDE00], &[0x61, 0xD800, 0x62], &[0xDE00, 0xD83D]] {
        assert_eq!(put_w(&case.connection, &wide_local, lone, BINARY).error, 87, "{lone:x?}");
        assert_eq!(put_w(&case.connection, lone, &[0x61], BINARY).error, 87, "{lone:x?}");
    }
    assert_eq!(case.server.seen().lines.len(), before);
}

#[test]
fn wide_local_and_narrow_remote() {
    let case = Case::new(Script::new());
    let local = case.folder.file("\u{20ac}", b"both");
    let outcome = put_ex(&case.connection, &local, b"Latin-1 \xe9", BINARY);
    assert_eq!(outcome.seen(), (true, 0, 226, "Transfer complete."));
    assert_eq!(case.server.seen().file(b"Latin-1 \xe9"), Some(&b"both"[..]));
}

#[test]
fn a_local_name_in_any_bytes() {
    let case = Case::new(Script::new());
    let local = case.folder.path().join(OsStr::from_bytes(b"caf\xe9 \xff"));
    std::fs::write(&local, b"bytes").unwrap();
    assert!(case.put_file(&local).ok);
    assert_eq!(case.received().unwrap(), b"bytes");
}

#[test]
fn backslashes() {
    let unix: &[(&[u8], &[u8])] = &[
        (b"a\\b", b"a/b"),
        (b"\\a\\b\\", b"/a/b/"),
        (b"a\\b/c", b"a\\b/c"),
        (b"a/b", b"a/b"),
        (b"ab", b"ab"),
    ];
    let windows: &[(&[u8], &[u8])] =
        &[(b"a\\b", b"a\\b"), (b"\\a\\b\\", b"\\a\\b\\"), (b"a\\b/c", b"a\\b/c"), (b"a/b", b"a/b")];
    for (system, names) in [
        ("215 UNIX Type: L8\r\n", unix),
        ("215-UNIX\r\n215 Type: L8\r\n", unix),
        ("150 Wait.\r\n215 VMS V5.5\r\n", unix),
        ("500 What?\r\n", unix),
        ("502 Not here.\r\n", unix),
        ("530 Windows_NT is no answer in a refusal.\r\n", unix),
        ("215 Windows_NT\r\n", windows),
        ("215 windows_ce version 5\r\n", windows),
        ("215 MSDOS\r\n", windows),
        ("215 OS/2\r\n", windows),
    ] {
        let case = Case::new(Script::new().on("SYST", system));
        let local = case.folder.file("local", b"x");
        for (name, sent) in names {
            assert!(case.connection.put(&local, name, BINARY).ok, "{system}");
            assert_eq!(stored(&case), *sent, "{system}");
        }
        let commands = case.server.seen().commands();
        assert_eq!(commands[2], "SYST", "asked before all else, {system}");
        assert_eq!(commands.iter().filter(|line| *line == "SYST").count(), 1, "asked once, {system}");
    }
}
