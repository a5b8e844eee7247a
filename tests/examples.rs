//! The programs of examples-c, built as users build them and run against real servers: exit status, what they print,
//! and what lies on either disk.

#[path = "examples/documents.rs"]
mod documents;
#[path = "examples/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use ftp_test_server::{Plan, Script, Seen, Server};
use kit::real::{Kind, RealServer};
use kit::{Folder, bytes};
use program::{Example, Site};

/// Runs a test on every server that can run here.
fn on_each(test: impl Fn(&RealServer)) {
    for kind in Kind::ALL {
        if let Some(server) = RealServer::start(kind) {
            test(&server);
        }
    }
}

/// All files below a folder, by their path; a directory has none as content.
fn tree(root: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    fn add(directory: &Path, name: &str, found: &mut BTreeMap<String, Option<Vec<u8>>>) {
        for entry in fs::read_dir(directory).expect("a directory") {
            let entry = entry.expect("an entry");
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("a type").is_dir() {
                add(&entry.path(), &name, found);
                found.insert(name, None);
            } else {
                found.insert(name, Some(fs::read(entry.path()).expect("a file")));
            }
        }
    }
    let mut found = BTreeMap::new();
    add(root, "", &mut found);
    found
}

/// A tree with all that is awkward in trees.
fn awkward_tree() -> Folder {
    let folder = Folder::new();
    for directory in ["one", "one/two words", "one/empty"] {
        fs::create_dir(folder.path().join(directory)).expect("a directory");
    }
    folder.file("empty", b"");
    folder.file("one/large", bytes(700_000));
    folder.file("one/two words/grüße.txt", b"text\n");
    folder.file("-dash", b"a name like an option");
    folder
}

#[test]
fn a_file_there_and_back() {
    let (put, get) = (Example::build("put_file.c"), Example::build("get_file.c"));
    let folder = Folder::new();
    let file = folder.file("local", bytes(300_000));
    on_each(|server| {
        let site = Site::of(server);
        for way in [&[][..], &["-a"]] {
            let reported = put.run(&site, way, &[file.to_str().unwrap(), "remote file"]);
            assert_eq!(reported.status, 0, "{reported:?}");
            assert!(
                reported.out.starts_with("FtpPutFileA: TRUE\n  GetLastError: 0\n  final reply: 226 "),
                "{reported:?}"
            );
            assert!(fs::read(server.root().join("remote file")).unwrap() == fs::read(&file).unwrap());

            let back = folder.path().join("back");
            let reported = get.run(&site, way, &["remote file", back.to_str().unwrap()]);
            assert_eq!((reported.status, &reported.out[..], &reported.err[..]), (0, "", ""));
            assert!(fs::read(back).unwrap() == fs::read(&file).unwrap());
        }
        let reported = get.run(&site, &[], &["missing", folder.path().join("new").to_str().unwrap()]);
        assert_eq!(reported.status, 1);
        assert!(reported.err.starts_with("missing: 550 "), "{reported:?}");
        assert!(!folder.path().join("new").exists());
    });
}

#[test]
fn a_file_is_uploaded_asynchronously() {
    let put = Example::build("async_put.c");
    let folder = Folder::new();
    let file = folder.file("local", bytes(3_000_000));
    on_each(|server| {
        for way in [&[][..], &["-a"]] {
            let reported = put.run(&Site::of(server), way, &[file.to_str().unwrap(), "remote file"]);
            assert_eq!((reported.status, &reported.out[..]), (0, ""), "{reported:?}");
            let bar = format!("\r[{}] 100 %\n", "#".repeat(40));
            assert!(reported.err.ends_with(&bar), "{reported:?}");
            assert!(fs::read(server.root().join("remote file")).unwrap() == fs::read(&file).unwrap());
        }
        let reported = put.run(&Site::of(server), &[], &["no such file", "remote"]);
        assert_eq!(
            (reported.status, &reported.err[..]),
            (1, "remote: ERROR_FILE_NOT_FOUND: There is no such file. (error 2)\n")
        );
    });
    let refusing = Server::start(Script::new().on("STOR", Plan::upload("451 No room.\r\n")));
    let reported = put.run(&Site::scripted(&refusing), &[], &[file.to_str().unwrap(), "remote"]);
    assert_eq!(reported.status, 1);
    assert!(reported.err.ends_with("\nremote: 451 No room. (error 12003)\n"), "{reported:?}");
    assert!(refusing.seen().has("QUIT"), "it waits for the goodbye");
}

#[test]
fn an_upload_is_cancelled_by_the_keyboard() {
    let put = Example::build("async_put.c");
    let folder = Folder::new();
    let file = folder.file("local", bytes(20_000_000));
    let go = || Plan::from("150 Go.\r\n");
    let limit = Duration::from_secs(30);
    type When = fn(&Seen) -> bool;
    let rows: [(Script, When, &str); 4] = [
        (
            Script::new().greeting(Plan::new()),
            |seen| seen.open == 1,
            "cancelled: the file is not on the server\n",
        ),
        (
            Script::new().on("PASS", Plan::new()),
            |seen| seen.has("PASS"),
            "cancelled: the file is not on the server\n",
        ),
        (
            Script::new().on("STOR", go().read(1000)),
            |seen| seen.data.first().is_some_and(|data| data.received >= 1000),
            " bytes: a part of the file may be on the server\n",
        ),
        (
            Script::new().on("STOR", go().read_to_end()),
            |seen| seen.data.first().is_some_and(|data| data.end.is_some()),
            "cancelled after all bytes were sent: the file may be on the server\n",
        ),
    ];
    for (script, when, message) in rows {
        let server = Server::start(script);
        let arguments = [file.to_str().unwrap(), "remote"];
        let reported = put.interrupted(&Site::scripted(&server), &arguments, || {
            assert!(server.wait_until(when, limit), "it never came so far");
        });
        assert_eq!((reported.status, &reported.out[..]), (130, ""), "{reported:?}");
        assert!(reported.err.ends_with(message), "{reported:?}");
        assert!(server.wait_until(|seen| seen.serving == 0, limit), "the connection is closed");
        assert!(!server.seen().has("QUIT") && !server.seen().has("ABOR"));
    }
}

#[test]
fn a_tree_is_uploaded() {
    let put_tree = Example::build("put_tree.c");
    on_each(|server| {
        let local = awkward_tree();
        let site = Site::of(server);
        let arguments = [local.path().to_str().unwrap(), "tree"];
        // The second time all of it is there.
        for _ in 0..2 {
            let reported = put_tree.run(&site, &[], &arguments);
            assert_eq!(reported.status, 0, "{:?}: {reported:?}", server.kind());
            assert!(reported.err.ends_with("4 files, 700026 bytes, 0 failures\n"), "{reported:?}");
            assert!(reported.err.contains("one/large"), "its progress is printed: {reported:?}");
            assert_eq!(tree(&server.root().join("tree")), tree(local.path()), "{:?}", server.kind());
        }
    });
}

#[test]
fn a_tree_with_a_refusal() {
    let script = Script::new().on("PWD", "257 \"/\"\r\n").on("CWD", "250 Ok.\r\n").on_containing(
        "STOR",
        "large",
        Plan::upload("451 Failure writing to local file.\r\n"),
    );
    let server = Server::start(script);
    let local = awkward_tree();
    let reported = Example::build("put_tree.c").run(
        &Site::scripted(&server),
        &[],
        &[local.path().to_str().unwrap(), "t"],
    );
    assert_eq!(reported.status, 1);
    let refusal = "t/one/large: 451 Failure writing to local file. (error 12003)\n";
    assert!(reported.err.contains(refusal), "{reported:?}");
    assert!(reported.err.ends_with("3 files, 700026 bytes, 1 failures\n"), "{reported:?}");
    assert_eq!(server.seen().file("t/one/two words/grüße.txt"), Some(&b"text\n"[..]));
}

#[test]
fn a_tree_on_a_connection_that_is_lost() {
    let script = Script::new()
        .on("PWD", "257 \"/\"\r\n")
        .on("CWD", "250 Ok.\r\n")
        .on("STOR", Plan::new().send("150 Go.\r\n").close());
    let server = Server::start(script);
    let local = awkward_tree();
    let reported = Example::build("put_tree.c").run(
        &Site::scripted(&server),
        &[],
        &[local.path().to_str().unwrap(), "t"],
    );
    assert_eq!(reported.status, 1);
    let lost = "ERROR_INTERNET_CONNECTION_ABORTED: The connection to the server was closed unexpectedly. (error 12030)\n";
    assert!(reported.err.contains(lost), "{reported:?}");
    assert!(reported.err.ends_with(" 1 failures\n"), "it stops at once: {reported:?}");
}

#[test]
fn a_directory_is_listed() {
    let list = Example::build("list.c");
    on_each(|server| {
        let site = Site::of(server);
        fs::write(server.root().join("a file"), bytes(12_345)).unwrap();
        fs::create_dir(server.root().join("sub")).unwrap();
        let reported = list.run(&site, &[], &[]);
        assert_eq!((reported.status, &reported.err[..]), (0, ""), "{:?}", server.kind());
        let mut lines: Vec<_> =
            reported.out.lines().filter(|line| !line.ends_with(" .") && !line.ends_with(" ..")).collect();
        lines.sort_unstable();
        assert!(
            lines[0].starts_with("-           12345 20") && lines[0].ends_with(" a file"),
            "{reported:?}"
        );
        assert!(lines[1].starts_with("d ") && lines[1].ends_with(" sub"), "{reported:?}");
        assert_eq!(lines.len(), 2, "{reported:?}");

        let reported = list.run(&site, &[], &["a*"]);
        assert_eq!((reported.status, reported.out.lines().count()), (0, 1), "{reported:?}");
        let reported = list.run(&site, &[], &["sub"]);
        assert_eq!(reported.status, 0, "an empty one: {reported:?}");
    });
}

#[test]
fn refused_listings() {
    let script =
        Script::new().on("LIST", "550 No such directory.\r\n").on("CWD", "550 No such directory.\r\n");
    let server = Server::start(script);
    let reported = Example::build("list.c").run(&Site::scripted(&server), &[], &["gone"]);
    assert_eq!((reported.status, &reported.out[..]), (1, ""));
    assert_eq!(reported.err, "gone: 550 No such directory. (error 12003)\n");
}

#[test]
fn one_thing_at_a_time() {
    let ftp = Example::build("ftp.c");
    on_each(|server| {
        let folder = Folder::new();
        let (local, back) = (folder.file("local", bytes(100_000)), folder.path().join("back"));
        let site = Site::of(server);
        let done = |arguments: &[&str]| {
            let reported = ftp.run(&site, &[], arguments);
            assert_eq!((reported.status, &reported.err[..]), (0, ""), "{:?}: {arguments:?}", server.kind());
            reported.out
        };
        // vsftpd shows where it is on the disk.
        let root = format!("{}\n", server.root().display());
        assert!(["/\n", &root].contains(&&done(&["pwd"])[..]), "{:?}", server.kind());
        done(&["mkdir", "d"]);
        done(&["put", local.to_str().unwrap(), "d/one"]);
        assert!(done(&["ls", "d"]).ends_with(" one\n"));
        done(&["mv", "d/one", "d/two"]);
        done(&["get", "d/two", back.to_str().unwrap()]);
        assert!(fs::read(&back).unwrap() == bytes(100_000));
        fs::write(server.root().join("d/text"), "Two\nlines.\n").unwrap();
        assert_eq!(done(&["cat", "d/text"]), "Two\nlines.\n");
        assert!(done(&["quote", "SYST"]).starts_with("215 UNIX"));
        done(&["rm", "d/two"]);
        done(&["rm", "d/text"]);
        done(&["rmdir", "d"]);
        assert_eq!(tree(server.root()).len(), 0);

        let reported = ftp.run(&site, &[], &["rm", "d/two"]);
        assert_eq!(reported.status, 1);
        assert!(reported.err.starts_with("d/two: 550 "), "{reported:?}");
    });
}

#[test]
fn wrong_usage_and_failed_logins() {
    let script = Script::new().on("PASS", "530 Login incorrect.\r\n");
    let server = Server::start(script);
    for (name, arguments) in [
        ("put_file.c", &["a", "b"][..]),
        ("async_put.c", &["a", "b"]),
        ("get_file.c", &["a", "b"]),
        ("put_tree.c", &["a", "b"]),
        ("list.c", &[]),
        ("ftp.c", &["ls"]),
    ] {
        let example = Example::build(name);
        let reported = example.run(&Site::scripted(&server), &[], arguments);
        assert_eq!((reported.status, &reported.out[..]), (1, ""), "{name}");
        assert_eq!(reported.err, "127.0.0.1: 530 Login incorrect. (error 12015)\n", "{name}");

        let reported = example.run(&Site::scripted(&server), &[], &["1", "2", "3", "4"]);
        assert_eq!(reported.status, 2, "{name}");
        assert!(reported.err.starts_with("usage: "), "{reported:?}");
        assert_eq!(example.run(&Site::scripted(&server), &["-p", "NO_SUCH_VARIABLE"], arguments).status, 2);
    }
}

#[test]
fn numbers_and_replies_are_explained() {
    let explain = Example::build("explain.c");
    let reported = |argument: &str| {
        let reported = explain.run_alone(&[argument], "");
        assert_eq!((reported.status, &reported.err[..]), (0, ""), "{argument}");
        reported.out
    };
    assert!(
        reported("550")
            .starts_with("Reply 550: The file or directory is not available.\nClass 5yz: refused.")
    );
    assert_eq!(reported("12002"), "Error 12002: ERROR_INTERNET_TIMEOUT: The request timed out.\n");
    assert_eq!(
        reported("10061"),
        "Error 10061: WSAECONNREFUSED: The connection was refused: no server is listening on that port.\n"
    );
    let both = reported("120");
    assert!(both.starts_with("Reply 120: ") && both.contains("\nError 120: ERROR_CALL_NOT_IMPLEMENTED: "));
    assert!(reported("551 No.").starts_with("Reply 551: The page type is unknown"));

    let pasted = "220 Hello.\r\n530-User cannot log in.\r\n Win32 error:   Access is denied.\r\n \
                  Error details: SSL policy requires SSL for credentials.\r\n530 End\r\n";
    for text in
        [pasted.to_owned(), pasted.replace('\r', ""), format!("{}150-Odd", pasted.replace("530 End\r\n", ""))]
    {
        let reported = explain.run_alone(&[], &text);
        assert_eq!((reported.status, &reported.err[..]), (0, ""));
        assert!(reported.out.starts_with("Reply 530: "), "{reported:?}");
        assert!(
            reported.out.contains("\nIIS substatus 26: The site requires TLS for user names and passwords.")
        );
        assert!(
            reported.out.contains("\nWin32 error 5: ERROR_ACCESS_DENIED: Access is denied.\n"),
            "{reported:?}"
        );
    }
    // Of several replies the last one, and nothing of those before.
    for last in ["226 Kept.", "226-Kept.\r\n550 is no code here.\r\n226 End", "550 No.\r\n", "226"] {
        let reported = explain.run_alone(&[], &format!("{pasted}{last}"));
        assert!(reported.out.starts_with(&format!("Reply {}: ", &last[..3])), "{reported:?}");
        assert!(!reported.out.contains("IIS substatus") && !reported.out.contains("Win32"), "{reported:?}");
    }
    let long = explain.run_alone(&[], &format!("550-{}\n550 End\n", "x".repeat(300_000)));
    assert!(long.out.starts_with("Reply 550: "), "what does not fit is left out: {long:?}");

    for (argument, text) in
        [("12000", ""), ("99", ""), ("700", ""), ("55", ""), ("5501 No.", ""), ("No.", "")]
    {
        let reported = explain.run_alone(&[argument], text);
        assert_eq!((reported.status, &reported.out[..]), (1, ""), "{argument}");
        assert_eq!(reported.err, "this is neither a reply nor a known number\n");
    }
    assert_eq!(explain.run_alone(&[], "").status, 1);
    assert_eq!(explain.run_alone(&["550", "551"], "").status, 2);
    assert!(explain.run_alone(&["-h"], "").err.starts_with("usage: explain"));
}

#[test]
fn a_tree_is_copied_from_server_to_server() {
    let copy = Example::build("copy.cpp");
    let (Some(from), Some(to)) = (RealServer::start(Kind::Vsftpd), RealServer::start(Kind::Pyftpdlib)) else {
        return;
    };
    let local = awkward_tree();
    let reported =
        Example::build("put_tree.c").run(&Site::of(&from), &[], &[local.path().to_str().unwrap(), "tree"]);
    assert_eq!(reported.status, 0, "{reported:?}");
    let reported = copy.copies(&from, "tree", &to, "copy");
    assert_eq!((reported.status, &reported.out[..], &reported.err[..]), (0, "4 files, 700026 bytes\n", ""));
    assert_eq!(tree(&to.root().join("copy")), tree(local.path()));

    let reported = copy.copies(&from, "tree", &to, "copy");
    assert_eq!(reported.status, 1);
    assert!(
        reported.err.starts_with(
            "copy: make directory \"copy\": the server refused the request; see its reply (error 12003): 550 "
        ),
        "{reported:?}"
    );
    let reported = copy.copies(&from, "missing", &to, "x");
    assert_eq!(reported.status, 1);
    assert!(
        reported.err.starts_with(
            "copy: read \"missing\": the server refused the request; see its reply (error 12003): 550 "
        ),
        "{reported:?}"
    );
    assert!(!to.root().join("x").exists());
}
