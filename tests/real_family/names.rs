//! Names with blanks, quotes, dashes and bytes of all kinds: stored, listed and returned as they are, or what a server makes
//! of them instead.

use std::borrow::Cow;

use crate::site::*;
use crate::widths::*;
use kit::real::Kind;
use kit::*;

on_each_server!(files, directories, finds_by_name, raw_bytes, hidden, odd_ones, from_elsewhere);

/// Names that every server keeps as they are.
const EVERYWHERE: [&str; 16] = [
    "in side",
    "two  spaces  twice",
    "q\"uote",
    "-dash",
    "-la",
    "é",
    "日本 語",
    "e\u{301}😀",
    "[b]",
    "w?",
    "{x,y}",
    "~tilde",
    "#%41;&'`$HOME",
    "a -> b",
    "..x",
    "x,y;z=1; n",
];

/// Names that Pure-FTPd changes or returns wrongly.
const NOT_ON_PUREFTPD: [&str; 7] =
    [" leading", "  leading two", "trailing ", "trailing two  ", "\"quoted\"", "\"", "\"\""];

/// The names that this server keeps as they are.
fn names_of(kind: Kind) -> Vec<&'static str> {
    let more = if kind == Kind::Pureftpd { &[] } else { &NOT_ON_PUREFTPD[..] };
    [&EVERYWHERE, more].concat()
}

fn in_both_widths(site: &Site, test: impl Fn(Calls<'_>)) {
    test(Calls { connection: &site.connection, is_wide: false });
    test(Calls { connection: &site.connect_w(), is_wide: true });
    assert!(site.names("/").is_empty(), "{:?}", site.names("/"));
}

/// Like `ls`, all but pyftpdlib leave out what begins with a dot.
fn is_listed(kind: Kind, name: &str) -> bool {
    !name.starts_with('.') || kind == Kind::Pyftpdlib
}

fn files(site: &Site) {
    let content = bytes(1001);
    let source = site.folder.file("source", &content);
    let target = site.folder.path().join("target");
    in_both_widths(site, |calls| {
        for name in names_of(site.kind()) {
            assert_done(&calls.put(&source, name), 226);
            assert_eq!(site.names("/"), [name.as_bytes()]);
            assert!(site.on_disk(name) == content);
            let listed = Listed { name: name.into(), is_directory: false, size: 1001 };
            let want = if is_listed(site.kind(), name) { vec![listed] } else { vec![] };
            assert_eq!(calls.list("").expect("a listing"), want);
            assert_done(&calls.get(name, &target), 226);
            assert!(std::fs::read(&target).expect("the local file") == content);
            let file = calls.open(name, GENERIC_READ).expect(name);
            assert_eq!(file.size(), Ok(1001));
            assert!(file.read_all(100).0 == content);
            drop(file);
            assert_done(&calls.rename(name, "plain"), 250);
            assert_eq!(site.names("/"), [b"plain"]);
            assert_done(&calls.rename("plain", name), 250);
            assert_eq!(site.names("/"), [name.as_bytes()]);
            assert_done(&calls.delete(name), 250);
        }
    });
}

fn directories(site: &Site) {
    let source = site.folder.file("source", bytes(1001));
    in_both_widths(site, |calls| {
        for name in names_of(site.kind()) {
            assert_done(&calls.create_directory(name), 257);
            assert_eq!(site.names("/"), [name.as_bytes()]);
            let listed = calls.list("").expect("a listing");
            let seen: Vec<_> = listed.iter().map(|entry| (&entry.name[..], entry.is_directory)).collect();
            assert_eq!(seen, if is_listed(site.kind(), name) { vec![(name, true)] } else { vec![] });
            assert_done(&calls.set_directory(name), 250);
            let here = calls.directory().expect(name);
            assert_eq!(here, format!("/{name}"));
            assert_done(&calls.put(&source, name), 226);
            assert_eq!(site.names(name), [name.as_bytes()]);
            assert_done(&calls.set_directory("/"), 250);
            // The name that is returned can be used.
            assert_done(&calls.delete(&format!("{here}/{name}")), 250);
            assert_done(&calls.set_directory(&here), 250);
            assert_done(&calls.set_directory(".."), 250);
            assert_done(&calls.remove_directory(&here), 250);
        }
    });
}

/// What a find is given is the name of a directory with a pattern.
fn finds_by_name(site: &Site) {
    in_both_widths(site, |calls| {
        // A pattern in the directory's name is refused by the library.
        for name in names_of(site.kind()).into_iter().filter(|name| !name.contains('?')) {
            site.has_directory(name);
            site.has(format!("{name}/x"), b"seven b");
            // Pure-FTPd takes the argument of LIST for patterns, with blanks between them.
            let is_found = site.kind() != Kind::Pureftpd || !name.contains([' ', '[']);
            let entry = Listed { name: "x".into(), is_directory: false, size: 7 };
            for text in [format!("{name}/*"), format!("/{name}/x*"), format!("/{name}/?")] {
                let listed = calls.list(&text).expect("a listing");
                assert_eq!(listed, Vec::from_iter(is_found.then(|| entry.clone())), "{text:?}");
            }
            std::fs::remove_dir_all(site.path(name)).expect("it is there");
        }
    });
}

/// ProFTPD and Pure-FTPd list a file by the path that was asked for.
mod finds_by_path {
    use super::Kind;
    use crate::site::with;

    #[test]
    fn vsftpd() {
        with(Kind::Vsftpd, super::finds_by_path);
    }

    #[test]
    fn proftpd() {
        with(Kind::Proftpd, super::finds_by_path);
    }

    #[test]
    fn pureftpd() {
        with(Kind::Pureftpd, super::finds_by_path);
    }

    #[test]
    fn pyftpdlib() {
        with(Kind::Pyftpdlib, super::finds_by_path);
    }
}

fn finds_by_path(site: &Site) {
    site.has_directory("dir");
    for name in ["dir/file", "dir/-dash", "-dash"] {
        site.has(name, b"seven b");
    }
    for (connection, is_wide) in [(site.connect(PASSIVE), false), (site.connect_w(), true)] {
        let calls = Calls { connection: &connection, is_wide };
        for (text, name) in [
            ("dir/file", "file"),
            ("/dir/file", "file"),
            ("dir/-dash", "-dash"),
            ("/-dash", "-dash"),
            ("-dash", "-dash"),
        ] {
            let entry = Listed { name: name.into(), is_directory: false, size: 7 };
            assert_eq!(calls.list(text).map_err(|reported| (text, reported)), Ok(vec![entry]));
        }
    }
}

/// What is no UTF-8. pyftpdlib speaks only that, and writes U+FFFD for the rest.
fn raw_bytes(site: &Site) {
    let content = bytes(1001);
    let source = site.folder.file("source", &content);
    let target = site.folder.path().join("target");
    let connection = &site.connection;
    for name in [&b"latin\xe9"[..], b"\xe9t\xe9 \xa4", b"\x80"] {
        let kept = match site.kind() {
            Kind::Pyftpdlib => Cow::Owned(String::from_utf8_lossy(name).into_owned().into_bytes()),
            _ => Cow::Borrowed(name),
        };
        assert_done(&connection.put(&source, name, BINARY), 226);
        assert_eq!(site.names("/"), [&kept[..]]);
        let listed = connection.list(None).expect("a listing");
        assert_eq!((listed.len(), &listed[0].name, listed[0].size), (1, &kept.to_vec(), 1001));
        assert_done(&connection.get(name, &target, false, BINARY), 226);
        assert!(std::fs::read(&target).expect("the local file") == content);
        assert_done(&connection.rename(name, "plain"), 250);
        assert_done(&connection.rename("plain", name), 250);
        assert_eq!(site.names("/"), [&kept[..]]);
        assert_done(&connection.delete(name), 250);

        assert_done(&connection.create_directory(name), 257);
        assert_done(&connection.set_directory(name), 250);
        let here = connection.directory().expect("PWD");
        assert_eq!(here, [b"/", &kept[..]].concat());
        assert_done(&connection.set_directory(".."), 250);
        assert_done(&connection.remove_directory(here), 250);
    }
}

/// Names that begin with a dot can be used everywhere, and only pyftpdlib lists them.
fn hidden(site: &Site) {
    let source = site.folder.file("source", b"seven b");
    let calls = Calls { connection: &site.connection, is_wide: false };
    assert_done(&calls.put(&source, ".hidden"), 226);
    assert_eq!(calls.list("").expect("a listing").len(), usize::from(is_listed(site.kind(), ".hidden")));
    let all = calls.command_with_data("LIST -a", ASCII).expect("a listing").read_all(1000).0;
    let all = String::from_utf8(all).expect("UTF-8");
    assert!(all.contains(" .hidden\r\n"), "{all}");
    assert_done(&calls.delete(".hidden"), 250);
}

/// What a server cannot do, and what it says then.
fn odd_ones(site: &Site) {
    match site.kind() {
        Kind::Vsftpd => doubled_ff(site),
        Kind::Proftpd => not_on_proftpd(site),
        Kind::Pureftpd => changed_by_pureftpd(site),
        Kind::Pyftpdlib => {}
    }
}

/// As Telnet wants it, vsftpd doubles 0xFF in replies, but takes and lists it as it is.
fn doubled_ff(site: &Site) {
    let connection = &site.connection;
    assert_done(&connection.create_directory(b"\xff"), 257);
    assert_eq!(site.names("/"), [b"\xff"]);
    assert_eq!(connection.list(None).expect("a listing")[0].name, b"\xff");
    assert_done(&connection.set_directory(b"\xff"), 250);
    assert_eq!(connection.directory().expect("PWD"), b"/\xff\xff");
    assert_done(&connection.set_directory("/"), 250);
    assert_done(&connection.remove_directory(b"\xff"), 250);
}

fn not_on_proftpd(site: &Site) {
    let source = site.folder.file("source", b"seven b");
    let connection = &site.connection;
    assert_refused(&connection.put(&source, " ", BINARY), 500);
    assert_refused(&connection.create_directory(" "), 501);
    assert_refused(&connection.create_directory("a*b"), 550);
    assert!(site.names("/").is_empty());
    assert_done(&connection.put(&source, "a*b", BINARY), 226);
    // An argument that begins with a dot is hidden like a name.
    assert_done(&connection.create_directory("a"), 257);
    assert_done(&connection.create_directory("b"), 257);
    assert_done(&connection.set_directory("a"), 250);
    assert_refused(&connection.find(Some(b"../b/*")).expect_err("it says that there is no ../b"), 450);
    assert_eq!(connection.find(Some(b"/b/*")).expect_err("it is empty").error, 18);
}

/// It writes `_` for blanks at either end and for control characters, in what is made but not in what is looked for.
fn changed_by_pureftpd(site: &Site) {
    let source = site.folder.file("source", b"seven b");
    let connection = &site.connection;
    for (name, kept) in [(" a", "_a"), ("a  ", "a__"), (" ", "_")] {
        assert_done(&connection.put(&source, name, BINARY), 226);
        assert_eq!(site.names("/"), [kept.as_bytes()]);
        assert_refused(&connection.delete(name), 550);
        assert_done(&connection.delete(kept), 250);
        assert_done(&connection.create_directory(name), 257);
        assert_eq!(site.names("/"), [kept.as_bytes()]);
        assert_refused(&connection.set_directory(name), 550);
        assert_done(&connection.remove_directory(kept), 250);
    }
    assert_done(&connection.put(&source, "tab\there", BINARY), 226);
    assert_eq!(site.names("/"), [b"tab_here"]);
    let found = connection.find(Some(b"tab\there")).expect("here it looks for what it made").1;
    assert_eq!(found.name, b"tab_here");
}

/// Pure-FTPd does not double the quotes in its 257: `257 "/"quoted"" is your current location`.
#[test]
fn quotes_that_are_not_doubled() {
    with(Kind::Pureftpd, |site| {
        for name in ["\"quoted\"", "\"", "ends\""] {
            assert_done(&site.connection.create_directory(name), 257);
            assert_done(&site.connection.set_directory(name), 250);
            let here = site.connection.directory().map_err(|reported| (name, reported.error, reported.text));
            assert_eq!(here, Ok(format!("/{name}").into_bytes()));
            assert_done(&site.connection.set_directory("/"), 250);
        }
    });
}

/// Files whose names no FTP client chose.
fn from_elsewhere(site: &Site) {
    for name in [&b" both "[..], b"latin\xe9", "日本".as_bytes(), b"\"\"", b"a\x01b", b"tab\there"] {
        site.has(name, b"seven b");
        let listed = site.connection.list(None).expect("a listing");
        let reported: Vec<_> = listed.into_iter().map(|found| (found.name, found.size)).collect();
        let want = listed_as(site.kind(), name).map(|name| (name, 7));
        assert_eq!(reported, Vec::from_iter(want), "{}", name.escape_ascii());
        std::fs::remove_file(site.path(name)).expect("it is there");
    }
}

/// Pure-FTPd does not list names with control characters; pyftpdlib sends `?` for what is no UTF-8.
fn listed_as(kind: Kind, name: &[u8]) -> Option<Vec<u8>> {
    match kind {
        Kind::Pureftpd if name.iter().any(u8::is_ascii_control) => None,
        Kind::Pyftpdlib => Some(String::from_utf8_lossy(name).replace('\u{fffd}', "?").into_bytes()),
        _ => Some(name.to_vec()),
    }
}
