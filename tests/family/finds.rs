//! FtpFindFirstFile: what is asked of the server, and which entries are returned.

use std::ptr::{null, null_mut};

use ftp_test_server::{Plan, Script, ipv6_available};
use trueftp::abi::*;

use crate::support::*;
use kit::arguments::{INCORRECT_HANDLE_TYPE, INVALID_HANDLE, INVALID_PARAMETER, boolean, handle};
use kit::case::{AGES, After, Case, Dead, LONG, Usable, assert_time, consistent, in_parallel, timed};
use kit::*;

const PROGRESS: u32 = 12110;

/// A line of `ls -l` for a file of this name.
fn line(name: &[u8]) -> Vec<u8> {
    [b"-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 ", name, b"\r\n"].concat()
}

fn lines(names: &[&[u8]]) -> Vec<u8> {
    names.iter().flat_map(|name| line(name)).collect()
}

/// The names that a find returns.
fn found(case: &Case, text: Option<&[u8]>) -> Vec<Vec<u8>> {
    let (find, first) = poisoned(|| case.connection.find(text)).expect("a find");
    let mut names = vec![first.name];
    loop {
        match poisoned(|| find.next()) {
            Ok(found) => names.push(found.name),
            Err(outcome) => {
                assert_eq!((outcome.ok, outcome.error), (false, 18));
                return names;
            }
        }
    }
}

/// The argument of LIST for each kind of search text.
#[test]
fn what_is_asked_of_the_server() {
    for (text, want) in [
        (None, "LIST"),
        (Some(""), "LIST"),
        (Some("*"), "LIST"),
        (Some("*.*"), "LIST"),
        (Some("?"), "LIST"),
        (Some("w*.txt"), "LIST"),
        (Some("name"), "LIST name"),
        (Some("a b"), "LIST a b"),
        (Some("dir/"), "LIST dir/"),
        (Some("/"), "LIST /"),
        (Some("/*"), "LIST /"),
        (Some("dir/*"), "LIST dir"),
        (Some("/dir/sub/?.*"), "LIST /dir/sub"),
        (Some("dir/name"), "LIST dir/name"),
        (Some("[x]"), "LIST [x]"),
        (Some("-la"), "LIST ./-la"),
        (Some("-d/*"), "LIST ./-d"),
        (Some("dir/-la"), "LIST dir/-la"),
        (Some("."), "LIST ."),
        (Some("grün"), "LIST grün"),
        (Some("\"q\""), "LIST \"q\""),
    ] {
        let case = Case::new(listing(line(b"w.txt")));
        let result = poisoned(|| case.connection.find(text.map(str::as_bytes)));
        assert_eq!(commands(&case), ["TYPE A", "PASV", want], "{text:?}");
        assert_eq!(result.is_ok(), text != Some("?"), "{text:?}");
    }
}

#[test]
fn search_texts_that_are_refused() {
    let case = Case::new(listing(line(b"x")));
    for text in [&b"*/x"[..], b"a?/x", b"*/*", b"/*/x/y"] {
        assert_eq!(given(|| case.connection.find(Some(text))), 12003, "{}", text.escape_ascii());
    }
    for text in [&b"a\r\nDELE b"[..], b"\n", b"*\r"] {
        assert_eq!(given(|| case.connection.find(Some(text))), INVALID_PARAMETER);
    }
    assert!(commands(&case).is_empty());
    // They leave the connection free for a find.
    assert_eq!(given(|| case.connection.find(None)), 0);
}

#[test]
fn backslashes() {
    for (system, want) in [("215 UNIX\r\n", "LIST a/b"), ("215 Windows_NT\r\n", "LIST a\\b")] {
        for text in ["a\\b", "a\\b\\*"] {
            let case = Case::new(listing(line(b"x")).on("SYST", system));
            assert_eq!(given(|| case.connection.find(Some(text.as_bytes()))), 0);
            assert_eq!(given(|| case.connection.find(Some(text.as_bytes()))), 0);
            assert_eq!(commands(&case), ["SYST", "TYPE A", "PASV", want, "PASV", want]);
        }
    }
}

#[test]
fn wildcards() {
    let names: [&[u8]; 8] =
        [b"a", b"a.b", b".a", b"README", b"readme.txt", b"gr\xc3\xbcn", b"x y.txt", b"[a]"];
    let rows: [(&[u8], &[usize]); 10] = [
        (b"*", &[0, 1, 2, 3, 4, 5, 6, 7]),
        (b"*.*", &[0, 1, 2, 3, 4, 5, 6, 7]),
        (b"?", &[0]),
        (b"a*", &[0, 1]),
        (b"*.TXT", &[4, 6]),
        (b"ReadMe*", &[3, 4]),
        (b"gr?n", &[5]),
        (b"*a", &[0, 2]),
        (b"[a*", &[7]),
        (b"dir/*.b", &[1]),
    ];
    for (pattern, want) in rows {
        let case = Case::new(listing(lines(&names)));
        let want: Vec<_> = want.iter().map(|&at| names[at].to_vec()).collect();
        assert_eq!(found(&case, Some(pattern)), want, "{}", pattern.escape_ascii());
    }
}

#[test]
fn the_ends() {
    let empty = || Plan::download("", DONE);
    let total = || Plan::download("total 0\r\n", DONE);
    for (text, plan, want) in [
        (None, empty(), 18),
        (Some("*"), empty(), 18),
        (Some("*.*"), total(), 18),
        (Some("dir/*"), empty(), 18),
        (Some("x*"), Plan::download(line(b"other"), DONE), 18),
        (Some("name"), empty(), 12003),
        (Some("name"), total(), 12003),
        (Some("name"), "550 Missing.\r\n".into(), 12003),
        (Some("name"), "450 Missing.\r\n".into(), 12003),
        (None, "550 No.\r\n".into(), 12003),
        (Some("*"), "550 No.\r\n".into(), 12003),
    ] {
        let case = Case::new(Script::new().on("LIST", plan));
        let outcome = poisoned(|| case.connection.find(text.map(str::as_bytes))).expect_err("nothing");
        assert_eq!(outcome.error, want, "{text:?}: {outcome:?}");
        // Nothing was opened.
        assert_eq!(given(|| case.connection.find(text.map(str::as_bytes))), want);
        case.assert_after(Usable, "nothing found");
    }
}

/// A find is TRUE only with the server's 2yz and the whole listing.
#[test]
fn listings_have_a_verdict() {
    let some = || Plan::from("150 Here.\r\n").write_data(line(b"a"));
    let rows: [(&str, Plan, u32, u32, After); 9] = [
        ("451 after it", some().close_data().send("451 No.\r\n"), 12003, 451, Usable),
        ("426 after it", some().close_data().send("426 No.\r\n"), 12003, 426, Usable),
        ("451 before the end", some().send("451 No.\r\n").close_data(), 12003, 451, Usable),
        ("421 after it", some().close_data().send("421 Bye.\r\n"), 12003, 421, Dead),
        ("reset, 226", some().reset_data().send(DONE), 12031, 226, Usable),
        ("closed", some().close_data().close(), 12030, 0, Dead),
        ("425", Plan::new().open_data().send("425 No.\r\n"), 12003, 425, Usable),
        ("silence", some().close_data(), 12002, 0, Dead),
        ("a stall", some(), 12002, 0, Dead),
    ];
    in_parallel(rows, |(name, plan, want, code, after)| {
        for text in [None, Some(&b"*"[..]), Some(b"a")] {
            let case = Case::with(Script::new().on("LIST", plan.clone()), PASSIVE, 500);
            let outcome = poisoned(|| case.connection.find(text)).expect_err(name);
            consistent(&outcome);
            assert_eq!((outcome.error, outcome.code), (want, code), "{name}: {outcome:?}");
            case.assert_after(after, name);
        }
    });
}

#[test]
fn a_second_find_waits_and_others_do_not() {
    let script = listing(lines(&[b"a", b"b", b"c"]))
        .on("RETR", Plan::download(b"bytes", DONE))
        .on("MKD", "257 \"x\"\r\n");
    let case = Case::new(script);
    let (find, _) = case.connection.find(None).unwrap();
    for text in [None, Some(&b"*"[..]), Some(b"a")] {
        assert_eq!(given(|| case.connection.find(text)), PROGRESS);
    }
    // What a loop over a directory does with its entries.
    let connection = &case.connection;
    assert_eq!(error(|| connection.get("a", &case.folder.path().join("a"), false, BINARY)), 0);
    assert_eq!(error(|| connection.put(&case.folder.file("l", b"x"), "l", BINARY)), 0);
    assert_eq!(error(|| connection.create_directory("x")), 0);
    assert_eq!(error(|| connection.command("NOOP")), 0);
    assert_eq!(given(|| connection.directory()), 0);
    let file = connection.open("a", GENERIC_READ, BINARY).unwrap();
    assert_eq!(find.next().unwrap().name, b"b", "it needs no network");
    assert_eq!(file.read_all(2).0, b"bytes");
    assert_eq!(closed(file), 0);
    // Even after the server has gone.
    case.server.hang_up();
    assert!(case.server.wait_until(|seen| seen.open == 0, AGES));
    assert_eq!(find.next().unwrap().name, b"c");
    assert_eq!(find.next().unwrap_err().error, 18);

    // Two connections have a find each.
    let case = Case::new(listing(line(b"a")));
    let other = case.root.connect(&case.server.host(), case.server.port(), PASSIVE);
    let _first = case.connection.find(None).unwrap();
    let _second = other.find(None).unwrap();
}

#[test]
fn closing() {
    let case = Case::new(listing(lines(&[b"a", b"b"])));
    let (find, _) = case.connection.find(None).unwrap();
    let stale = find.0;
    assert_eq!(query_number(stale, OPTION_HANDLE_TYPE), 5);
    let (reply, response) = (last_reply(), last_response());
    drop(find);
    assert_eq!((last_reply(), last_response()), (reply, response), "a plain close keeps the last reply");
    let stale = std::mem::ManuallyDrop::new(Find(stale));
    assert_eq!(stale.next().unwrap_err().error, INVALID_HANDLE);
    let (find, _) = case.connection.find(None).unwrap();
    assert_eq!(close(case.connection.0), 0);
    assert_eq!(find.next().unwrap_err().error, INVALID_HANDLE);
    assert_eq!(close(find.0), INVALID_HANDLE);
}

/// Names that could lead elsewhere are passed over; so are those that do not fit.
#[test]
fn names_that_are_passed_over() {
    let long = |count| vec![b'n'; count];
    let (fits, too_long, far_too_long) = (long(259), long(260), long(5000));
    let names: [&[u8]; 14] = [
        b"first",
        b"../up",
        b"/etc/passwd",
        b"a/b",
        b"a\\b",
        b"..\\up",
        b"nul\0nul",
        &fits,
        &too_long,
        &far_too_long,
        b".",
        b"..",
        b"-rf",
        b"a\x01b \xff",
    ];
    let case = Case::new(listing(lines(&names)));
    let want: [&[u8]; 6] = [b"first", &fits, b".", b"..", b"-rf", b"a\x01b \xff"];
    assert_eq!(found(&case, None), want);
    assert_eq!(found(&case, Some(b"*")), want);
    let case = Case::new(listing(lines(&[b"a/b", b"\\"])));
    assert_eq!(given(|| case.connection.find(None)), 18);
}

/// 16-bit names are measured in their own units.
#[test]
fn wide_names_at_the_limit() {
    let umlauts = |count: usize| "ü".repeat(count).into_bytes();
    let (fits, too_long) = (umlauts(259), umlauts(260));
    let case = Case::new(listing(lines(&[b"first", &fits, &too_long, b"last"])));
    let (_, first) = find_w(&case, "*").unwrap();
    assert_eq!(first.0, "first");
    let (find, _) = find_w(&case, "*").unwrap();
    assert_eq!(next_w(&find).unwrap().0, "ü".repeat(259));
    assert_eq!(next_w(&find).unwrap().0, "last");
    assert_eq!(next_w(&find), Err(18));
    drop(find);
    // 259 characters are 518 bytes: too long for the narrow structure.
    assert_eq!(found(&case, Some(b"*")), [b"first".to_vec(), b"last".to_vec()]);
}

fn wide_entry(data: &WIN32_FIND_DATAW) -> (String, u64) {
    let end = data.cFileName.iter().position(|&unit| unit == 0).expect("the name ends");
    let size = u64::from(data.nFileSizeHigh) << 32 | u64::from(data.nFileSizeLow);
    (String::from_utf16_lossy(&data.cFileName[..end]), size)
}

fn zeroed() -> WIN32_FIND_DATAW {
    // SAFETY: zeros are a structure of numbers.
    unsafe { std::mem::zeroed() }
}

/// FtpFindFirstFileW
fn find_w(case: &Case, text: &str) -> Result<(Find, (String, u64)), u32> {
    let text = w(text);
    let mut data = zeroed();
    // SAFETY: the text is ended by NUL, and there is room for the structure.
    let find = handle(|| unsafe { FtpFindFirstFileW(case.connection.0, text.as_ptr(), &mut data, 0, 0) })?;
    Ok((Find(find), wide_entry(&data)))
}

/// InternetFindNextFileW
fn next_w(find: &Find) -> Result<(String, u64), u32> {
    let mut data = zeroed();
    // SAFETY: there is room for the structure.
    boolean(|| unsafe { InternetFindNextFileW(find.0, (&raw mut data).cast()) })?;
    Ok(wide_entry(&data))
}

#[test]
fn narrow_and_wide_mixed() {
    let case = Case::new(listing(lines(&["ä".as_bytes(), "b €".as_bytes(), b"c\xff", "😀".as_bytes()])));
    let (find, first) = find_w(&case, "*").unwrap();
    assert_eq!(first, ("ä".into(), 7));
    assert_eq!(find.next().unwrap().name, "b €".as_bytes());
    // What is no UTF-8 is still shown somehow.
    assert_eq!(next_w(&find).unwrap().0.chars().next(), Some('c'));
    assert_eq!(next_w(&find).unwrap().0, "😀");
    assert_eq!((next_w(&find), find.next().unwrap_err().error), (Err(18), 18));
    drop(find);
    let (find, _) = case.connection.find(Some(b"*")).unwrap();
    assert_eq!(next_w(&find).unwrap().0, "b €");
    drop(find);
    assert_eq!(find_w(&case, "ü").map(drop), Ok(()));
    assert!(case.server.seen().commands().contains(&"LIST ü".to_owned()));
}

#[test]
fn sizes_kinds_and_dates() {
    let text = "total 12\r\n\
        -rw-r--r-- 1 ftp ftp 4294967296 Jan 02 2020 big\r\n\
        -rw-r--r-- 1 ftp ftp 18446744073709551615 Jan 02 2020 huge\r\n\
        drwxr-xr-x+ 2 1000 1000 4096 Feb 29 2024 dir with  blanks\r\n\
        lrwxrwxrwx 1 ftp ftp 7 Dec 31 1999 link -> target\r\n\
        \r\n\
        what is this?\r\n\
        01-02-20  12:30PM       <DIR>          dos dir\r\n\
        01-02-2020  12:30AM         4294967297 dos file\r\n";
    let case = Case::new(listing(text));
    let (find, first) = case.connection.find(None).unwrap();
    let mut all = vec![first];
    while let Ok(found) = find.next() {
        all.push(found);
    }
    // Days since 1601, and minutes.
    let time = |days: u64, minutes: u64| (days * 24 * 60 + minutes) * 600_000_000;
    let entry = |name: &str, is_directory, size, time| Found { name: name.into(), is_directory, size, time };
    let january = 153037;
    let want = [
        entry("big", false, 1 << 32, time(january, 0)),
        entry("huge", false, u64::MAX, time(january, 0)),
        entry("dir with  blanks", true, 4096, time(january + 1519, 0)),
        entry("link", false, 7, time(145730, 0)),
        entry("dos dir", true, 0, time(january, 750)),
        entry("dos file", false, (1 << 32) + 1, time(january, 30)),
    ];
    for (found, want) in all.iter().zip(&want) {
        assert_eq!((&found.name, found.is_directory, found.time), (&want.name, want.is_directory, want.time));
        // The size of a directory or link is whatever the server says.
        assert!(found.is_directory || found.size == want.size, "{found:?}");
    }
    assert_eq!(all.len(), want.len());
}

/// A date without a year is never more than a day ahead.
#[test]
fn dates_without_a_year() {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text: String =
        months.iter().map(|month| format!("-rw-r--r-- 1 ftp ftp 7 {month} 15 14:05 {month}\r\n")).collect();
    let case = Case::new(listing(text));
    let all = case.connection.list(None).unwrap();
    assert_eq!(all.len(), 12);
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let day = 24 * 60 * 60;
    for found in all {
        let seconds = found.time / 10_000_000 - 11_644_473_600;
        assert!(seconds <= since + day, "{found:?}");
        assert!(seconds + 367 * day > since, "{found:?}");
        assert_eq!(seconds % day, (14 * 60 + 5) * 60);
    }
}

#[test]
fn other_formats() {
    let eplf = "+i8388621.29609,m824255902,/,\tdev\r\n+i8388621.44468,m839956783,r,s10376,\tRFCEPLF\r\n";
    let mlsd = "type=dir;modify=20200102030405; dir\r\ntype=file;size=12;modify=20200102030405; a file\r\n";
    for (text, want) in [
        (eplf, [("dev", true, 0), ("RFCEPLF", false, 10376)]),
        (mlsd, [("dir", true, 0), ("a file", false, 12)]),
    ] {
        let case = Case::new(listing(text));
        let (find, first) = case.connection.find(None).unwrap();
        let all = [first, find.next().unwrap()];
        let seen = all.map(|found| (String::from_utf8(found.name).unwrap(), found.is_directory, found.size));
        assert_eq!(seen, want.map(|(name, is_directory, size)| (name.to_owned(), is_directory, size)));
        assert_eq!(find.next().unwrap_err().error, 18);
    }
}

#[test]
fn many_entries_and_odd_line_ends() {
    let names: Vec<Vec<u8>> = (0..10_000).map(|at| format!("file {at}").into_bytes()).collect();
    let text: Vec<u8> = names.iter().flat_map(|name| line(name)).collect();
    for flags in [PASSIVE, 0] {
        let case = Case::with(listing(&text), flags, LONG);
        assert_eq!(found(&case, None), names);
    }
    // Bare LF, and no line end at the end.
    let case =
        Case::new(listing(b"-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 a\n-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 b"));
    assert_eq!(found(&case, None), [b"a", b"b"]);
    if ipv6_available() {
        let case = Case::new(listing(line(b"a")).ipv6());
        assert_eq!(found(&case, None), [b"a"]);
    }
}

/// A listing that does not end is given up at its bound in size.
#[test]
fn an_endless_listing() {
    let piece = line(b"again and again").repeat(1 << 14);
    let plan = Plan::from("150 Here.\r\n").write_data_times(piece, 512);
    let case = Case::new(Script::new().on("LIST", plan.close_data().send(DONE)));
    let outcome = poisoned(|| case.connection.find(None)).expect_err("too long");
    assert_eq!((outcome.ok, outcome.error), (false, 14), "{outcome:?}");
    case.assert_after(Usable, "too long");
}

#[test]
fn a_listing_that_stalls() {
    let case = Case::new(Script::new().on("LIST", Plan::from("150 Here.\r\n").write_data(line(b"a"))));
    set_number(case.connection.0, OPTION_DATA_RECEIVE_TIMEOUT, 400);
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 100);
    let (outcome, took) = timed(|| poisoned(|| case.connection.find(None)).expect_err("a stall"));
    assert_eq!((outcome.error, outcome.socket_error), (12002, 10060), "{outcome:?}");
    assert_time(took, 500, "the stall, and a brief wait for the reason");
}

#[test]
fn pointers_and_handles() {
    let case = Case::new(listing(lines(&[b"a", b"b"])));
    let h = case.connection.0;
    // SAFETY: both pointers may be NULL.
    let find = handle(|| unsafe { FtpFindFirstFileA(h, null(), null_mut(), 0, 0) });
    let find = Find(find.expect("NULL asks for no structure"));
    // SAFETY: NULL is refused.
    assert_eq!(boolean(|| unsafe { InternetFindNextFileA(find.0, null_mut()) }), Err(INVALID_PARAMETER));
    // SAFETY: NULL is refused.
    assert_eq!(boolean(|| unsafe { InternetFindNextFileW(find.0, null_mut()) }), Err(INVALID_PARAMETER));
    assert_eq!(find.next().unwrap().name, b"b", "what is refused takes nothing");
    drop(find);
    // SAFETY: both pointers may be NULL.
    let find = handle(|| unsafe { FtpFindFirstFileW(h, null(), null_mut(), 0, 0) });
    let find = Find(find.expect("NULL asks for no structure"));
    let mut data = zeroed();
    for wrong in [h, case.root.0] {
        // SAFETY: there is room for the structure.
        let result = boolean(|| unsafe { InternetFindNextFileW(wrong, (&raw mut data).cast()) });
        assert_eq!(result, Err(INCORRECT_HANDLE_TYPE));
    }
    // The cache's flags mean nothing here.
    drop(find);
    for flags in [0x8000_0000, 0x0400_0000, 0x800, u32::MAX] {
        // SAFETY: both pointers may be NULL.
        let find = handle(|| unsafe { FtpFindFirstFileA(h, null(), null_mut(), flags, 0) });
        drop(Find(find.expect("a find")));
    }
}

/// What begins with the path that was asked for is the file itself; other names with a slash are skipped.
#[test]
fn a_file_that_is_listed_with_its_path() {
    let rows = [
        ("dir/file", vec!["dir/file"], "file"),
        ("/dir/file", vec!["/dir/file", "/etc/passwd"], "file"),
        ("-dash", vec!["./-dash"], "-dash"),
        ("dir/file", vec!["dir/../file", "dir/", "x"], "x"),
        ("file", vec!["./file", "file"], "file"),
    ];
    for (text, listed, name) in rows {
        let listed: Vec<u8> = listed.iter().flat_map(|name| line(name.as_bytes())).collect();
        let case = Case::new(listing(listed));
        assert_eq!(found(&case, Some(text.as_bytes())), [name.as_bytes()], "{text}");
    }
}

/// A second look, for names that some servers take for several, never hides what the server said to the first.
#[test]
fn the_first_refusal_is_the_one_that_is_reported() {
    let gone = Script::new().on("LIST", Plan::new().send("421 Going down.\r\n").close());
    let case = Case::new(gone);
    let outcome = poisoned(|| case.connection.find(Some(b"a b"))).expect_err("no find");
    assert_eq!(outcome.seen(), (false, 12003, 421, "Going down."));
    case.assert_after(Dead, "421");

    let refused =
        Script::new().on_line("LIST a b", "550 No such file.\r\n").on("LIST", "425 No data connection.\r\n");
    let case = Case::new(refused);
    let outcome = poisoned(|| case.connection.find(Some(b"a b"))).expect_err("no find");
    assert_eq!(outcome.seen(), (false, 12003, 550, "No such file."));
    case.assert_after(Usable, "425");
}

/// One call has one outcome, however often it asked the server: its thread and its connection report the same reply.
#[test]
fn a_name_that_neither_listing_has() {
    let elsewhere = Plan::download(line(b"other"), DONE);
    let script = Script::new().on_line("LIST a b", "550 No such file.\r\n").on("LIST", elsewhere);
    let case = Case::new(script);
    let outcome = poisoned(|| case.connection.find(Some(b"a b"))).expect_err("no find");
    assert_eq!(commands(&case).iter().filter(|line| line.starts_with("LIST")).count(), 2);
    assert_eq!(outcome.seen(), (false, 12003, 550, "No such file."));
    assert_eq!(handle_reply(case.connection.0), (550, "No such file.".into()));
    assert!(outcome.response.ends_with("550 No such file.\r\n"), "the last line is the refusal: {outcome:?}");

    // The second listing has it: then that one's reply is the outcome.
    let script = Script::new().on_line("LIST a b", "550 No such file.\r\n");
    let case = Case::new(script.on("LIST", Plan::download(line(b"a b"), DONE)));
    let (find, entry) = case.connection.find(Some(b"a b")).expect("it is there");
    assert_eq!(&entry.name[..], b"a b");
    assert_eq!(last_reply(), (226, "Done.".into()));
    assert_eq!(handle_reply(find.0), last_reply());
    let response = last_response().1;
    assert!(response.contains("550 No such file.\r\n") && response.ends_with(DONE), "{response}");
}
