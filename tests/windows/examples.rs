//! The examples as Windows programs, against real servers on this system.

use std::fs;
use std::process::Output;

use crate::arch::{Arch, BOTH, Program, Source, windows_path};
use crate::common::{Folder, bytes};
use crate::real::{Kind, RealServer};

fn build(arch: Arch, file: &str) -> Option<Program> {
    let libraries = &["-ltrueftp"];
    Source { file: &format!("examples-c/{file}"), options: &[], libraries }.build(arch)
}

/// EXAMPLE -u USER -p PASSWORD ADDRESS arguments…
fn run(program: &Program, server: &RealServer, arguments: &[&str]) -> Option<(i32, String)> {
    let mut command = program.command()?;
    command.env("PASSWORD", server.password()).args(["-u", server.user(), "-p", "PASSWORD"]);
    let output = command.arg(server.addr().to_string()).args(arguments).output().expect("Wine starts");
    Some(told(&output))
}

fn told(output: &Output) -> (i32, String) {
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
                return; // told already
            }
        }
    }
}

#[test]
fn one_thing_at_a_time() {
    on_each("ftp.c", |ftp, server| {
        let folder = Folder::new();
        let local = windows_path(&folder.file("local", bytes(3 << 20)));
        let back = windows_path(&folder.path().join("back"));
        let done = |arguments: &[&str]| {
            let (status, told) = run(ftp, server, arguments)?;
            assert_eq!(status, 0, "{:?}: {arguments:?}: {told}", server.kind());
            Some(told)
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
        let (status, told) = run(ftp, server, &["rm", "d/two"])?;
        assert_eq!(status, 1);
        assert!(told.starts_with("d/two: the server refused (error 12003): 550 "), "{told}");
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
                "Error 12029: ERROR_INTERNET_CANNOT_CONNECT: The connection to the server could not be made.\n",
            ),
            ("10060", "Error 10060: WSAETIMEDOUT: "),
            ("450", "Reply 450: The file is not available at the moment.\nClass 4yz: refused for now."),
            ("550 No. Error details: Path is too long.", "Reply 550: "),
        ] {
            let Some(mut command) = explain.command() else { return };
            let (status, told) = told(&command.arg(argument).output().expect("Wine starts"));
            assert_eq!(status, 0, "{arch:?} {argument}: {told}");
            assert!(told.starts_with(expected), "{arch:?} {argument}: {told}");
            assert_eq!(told.contains("IIS substatus 12: "), argument.contains("Error details"), "{told}");
        }
    }
}

#[test]
fn a_tree_is_uploaded() {
    on_each("put_tree.c", |put_tree, server| {
        let folder = Folder::new();
        fs::create_dir_all(folder.path().join("one/two words")).expect("directories");
        folder.file("one/large", bytes(700_000));
        folder.file("one/two words/text", b"text\n");
        folder.file("empty", b"");
        let (status, told) = run(put_tree, server, &[&windows_path(folder.path()), "tree"])?;
        assert_eq!(status, 0, "{:?}: {told}", server.kind());
        assert!(told.ends_with("3 files, 700005 bytes, 0 failures\n"), "{told}");
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
        let (status, told) = told(&command.output().expect("Wine starts"));
        assert_eq!((status, &told[..]), (0, "1 files, 300000 bytes\n"), "{arch:?}");
        assert!(fs::read(to.root().join("copy")).expect("stored") == bytes(300_000));
    }
}
