//! The examples as Windows programs, against real servers on this system.

use std::fs::{self, File};
use std::process::Output;

use ftp_test_server::{Script, Server};

use kit::programs::windows::{Arch, BOTH, Program, Source, windows_path};
use kit::real::{Kind, RealServer};
use kit::{Folder, bytes};

fn build(arch: Arch, file: &str) -> Option<Program> {
    let libraries = &["-ltrueftp"];
    Source { file: &format!("examples-c/{file}"), options: &[], libraries }.build(arch)
}

/// EXAMPLE -u USER -p PASSWORD ADDRESS arguments…
fn run(program: &Program, server: &RealServer, arguments: &[&str]) -> Option<(i32, String)> {
    let mut command = program.command()?;
    command.env("PASSWORD", server.password()).args(["-u", server.user(), "-p", "PASSWORD"]);
    let output = command.arg(server.addr().to_string()).args(arguments).output().expect("Wine starts");
    Some(printed(&output))
}

fn printed(output: &Output) -> (i32, String) {
    let text = [&output.stdout[..], &output.stderr].concat();
    let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
    (output.status.code().expect("no signal ended it"), text)
}

/// Runs a test with an example on every server that can run here.
fn on_each(file: &str, test: impl Fn(&Program, &RealServer) -> Option<()>) {
    for arch in BOTH {
        let Some(program) = build(arch, file) else { return };
        for kind in Kind::ALL {
            let Some(server) = RealServer::start(kind) else { continue };
            if test(&program, &server).is_none() {
                return; // a line has said so
            }
        }
    }
}

/// The transcript by its environment variable: a file that is begun, one that is full, and the standard error stream.
#[test]
fn transcripts() {
    const FULL: u64 = 16 << 20;
    for arch in BOTH {
        let Some(program) = build(arch, "put_file.c") else { return };
        let server = Server::start(Script::new());
        let folder = Folder::new();
        let local = windows_path(&folder.file("local", bytes(1000)));
        let log = folder.path().join("Grün log");
        let upload = |target: &str| {
            let mut command = program.command()?;
            command
                .env("TRUEFTP_LOG", target)
                .env("PASSWORD", "s3cret!")
                .args(["-u", "me", "-p", "PASSWORD"]);
            let output =
                command.arg(format!("{}:{}", server.host(), server.port())).args([&local, "remote"]).output();
            let output = output.expect("Wine starts");
            assert!(output.status.success(), "{output:?}");
            Some(String::from_utf8(output.stderr).expect("UTF-8"))
        };
        let read = || fs::read_to_string(&log).expect("the transcript");
        let Some(printed) = upload(&windows_path(&log)) else { return };
        assert_eq!(printed, "", "{arch:?}");
        is_transcript(&read(), 1);
        upload(&windows_path(&log));
        is_transcript(&read(), 2);

        let file = File::options().write(true).open(&log).expect("the transcript");
        file.set_len(FULL).expect("it can grow");
        upload(&windows_path(&log));
        is_transcript(&read(), 1);
        assert_eq!(fs::metadata(folder.path().join("Grün log.1")).expect("the one before").len(), FULL);

        is_transcript(&upload("stderr").expect("it ran before"), 1);
        let printed = upload(&windows_path(&folder.path().join("missing/log"))).expect("it ran before");
        assert!(printed.starts_with("trueftp: no log in Z:"), "{printed}");
    }
}

/// A transcript of so many uploads, without their password.
fn is_transcript(text: &str, uploads: usize) {
    for line in [" -- connected to ", " 1 -> PASS ****\n", " 1 -> STOR remote\n", " 1 -- closed\n"] {
        assert_eq!(text.matches(line).count(), uploads, "{line:?} in {text}");
    }
    assert!(!text.contains("s3cret"), "{text}");
}

#[test]
fn one_thing_at_a_time() {
    on_each("ftp.c", |ftp, server| {
        let folder = Folder::new();
        let local = windows_path(&folder.file("local", bytes(3 << 20)));
        let back = windows_path(&folder.path().join("back"));
        let done = |arguments: &[&str]| {
            let (status, printed) = run(ftp, server, arguments)?;
            assert_eq!(status, 0, "{:?}: {arguments:?}: {printed}", server.kind());
            Some(printed)
        };
        done(&["mkdir", "d"])?;
        done(&["put", &local, "d/one"])?;
        assert!(fs::read(server.root().join("d/one")).expect("stored") == bytes(3 << 20));
        assert!(done(&["ls", "d"])?.trim_end().ends_with(" one"));
        done(&["mv", "d/one", "d/two"])?;
        done(&["get", "d/two", &back])?;
        assert!(fs::read(folder.path().join("back")).expect("fetched") == bytes(3 << 20));
        done(&["rm", "d/two"])?;
        done(&["rmdir", "d"])?;
        let (status, printed) = run(ftp, server, &["rm", "d/two"])?;
        assert_eq!(status, 1);
        assert!(printed.starts_with("d/two: 550 "), "{printed}");
        Some(())
    });
}

#[test]
fn numbers_and_replies_are_explained() {
    for arch in BOTH {
        let Some(explain) = build(arch, "explain.c") else { return };
        for (argument, expected) in [
            (
                "12029",
                "Error 12029: ERROR_INTERNET_CANNOT_CONNECT: The connection to the server could not be established.\n",
            ),
            ("10060", "Error 10060: WSAETIMEDOUT: "),
            ("450", "Reply 450: The file is temporarily not available.\nClass 4yz: refused for now."),
            ("550 No. Error details: Path is too long.", "Reply 550: "),
        ] {
            let Some(mut command) = explain.command() else { return };
            let (status, printed) = printed(&command.arg(argument).output().expect("Wine starts"));
            assert_eq!(status, 0, "{arch:?} {argument}: {printed}");
            assert!(printed.starts_with(expected), "{arch:?} {argument}: {printed}");
            assert_eq!(
                printed.contains("IIS substatus 12: "),
                argument.contains("Error details"),
                "{printed}"
            );
        }
    }
}

#[test]
fn a_file_is_uploaded_asynchronously() {
    on_each("async_put.c", |put, server| {
        let folder = Folder::new();
        let local = windows_path(&folder.file("local", bytes(3 << 20)));
        let (status, printed) = run(put, server, &[&local, "remote"])?;
        assert_eq!(status, 0, "{:?}: {printed}", server.kind());
        assert!(printed.ends_with("] 100 %\n"), "{printed}");
        assert!(fs::read(server.root().join("remote")).expect("stored") == bytes(3 << 20));
        let (status, printed) = run(put, server, &[&local, "no/such/directory"])?;
        assert_eq!(status, 1, "{printed}");
        assert!(printed.contains("no/such/directory: 55"), "{printed}");
        Some(())
    });
}

#[test]
fn a_tree_is_uploaded() {
    on_each("put_tree.c", |put_tree, server| {
        let folder = Folder::new();
        fs::create_dir_all(folder.path().join("one/two words")).expect("directories");
        folder.file("one/large", bytes(700_000));
        folder.file("one/two words/text", b"text\n");
        folder.file("empty", b"");
        let (status, printed) = run(put_tree, server, &[&windows_path(folder.path()), "tree"])?;
        assert_eq!(status, 0, "{:?}: {printed}", server.kind());
        assert!(printed.ends_with("3 files, 700005 bytes, 0 failures\n"), "{printed}");
        for (name, content) in [("one/large", bytes(700_000)), ("one/two words/text", b"text\n".into())] {
            assert!(fs::read(server.root().join("tree").join(name)).expect("stored") == content, "{name}");
        }
        Some(())
    });
}

#[test]
fn a_file_is_copied_from_server_to_server() {
    for arch in BOTH {
        let (Some(from), Some(to)) = (RealServer::start(Kind::Vsftpd), RealServer::start(Kind::Pyftpdlib))
        else {
            return;
        };
        let Some(copy) = build(arch, "copy.cpp") else { return };
        fs::write(from.root().join("file"), bytes(300_000)).expect("a file");
        let Some(mut command) = copy.command() else { return };
        command.env("FROM_PASSWORD", from.password()).env("TO_PASSWORD", to.password());
        command.arg(format!("{}@{}", from.user(), from.addr())).arg("file");
        command.arg(format!("{}@{}", to.user(), to.addr())).arg("copy");
        let (status, printed) = printed(&command.output().expect("Wine starts"));
        assert_eq!((status, &printed[..]), (0, "1 files, 300000 bytes\n"), "{arch:?}");
        assert!(fs::read(to.root().join("copy")).expect("stored") == bytes(300_000));
    }
}
