//! The C programs of the tests as Windows programs, against the same servers as on this system.

use ftp_test_server::{Plan, Script, Server};

use crate::arch::{BOTH, Source, windows_path};
use crate::cases;
use crate::common::{Folder, bytes};
use crate::run::Faults;

/// A program that links trueftp.dll.
fn linked(file: &str) -> Source<'_> {
    Source { file, options: &[], libraries: &["-ltrueftp"] }
}

/// A server that keeps or refuses, by name, and has one file and one listing.
fn script() -> Script {
    let go = || Plan::new().send("150 Go.\r\n");
    let file = b"The bytes of the file.";
    let list = "-rw-r--r-- 1 u g 4294967298 May 17 2024 big\r\ndrwxr-xr-x 2 u g 4096 May 17 2024 d\r\n";
    Script::new()
        .on_line("USER nobody", "530 Not you.\r\n")
        .on_containing("STOR", "refused", Plan::upload("451 Failure writing to local file.\r\n"))
        .on_line("STOR reset", go().read(1000).reset_data().send("426 Gone.\r\n"))
        .on_line("STOR lost", go().read(1000).close())
        .on_line("STOR silent", go().open_data().silence())
        .on_line("RETR missing", "550 No such file.\r\n")
        .on("SIZE", "213 22\r\n")
        .on("RETR", Plan::download(file, "226 Done.\r\n"))
        .on("LIST", Plan::download(list, "226 Done.\r\n"))
        .on("NLST", Plan::download("big\r\nd\r\n", "226 Done.\r\n"))
        .on("PWD", "257 \"/pub\" is the current directory.\r\n")
        .on("MKD", "257 \"/pub/d\" created.\r\n")
        .on("RMD", "250 Removed.\r\n")
        .on("DELE", "250 Deleted.\r\n")
        .on("RNFR", "350 And now?\r\n")
        .on("RNTO", "250 Renamed.\r\n")
        .on("NOOP", "200 Zzz.\r\n")
}

/// Runs a program for both, each with a server and a folder of its own, and looks at what the server got.
fn check(file: &str, look: impl Fn(&Server)) {
    for arch in BOTH {
        let Some(program) = linked(file).build(arch) else { return };
        let server = Server::start(script());
        let folder = Folder::new();
        folder.file("small", bytes(20_000));
        folder.file("large", bytes(300_000));
        let port = server.port().to_string();
        program
            .succeeds(&format!("{file}, {arch:?}"), &[&server.host(), &port, &windows_path(folder.path())]);
        look(&server);
    }
}

#[test]
fn all_calls() {
    check("tests/c/all_calls.c", |server| {
        let seen = server.seen();
        // Text has CR LF in files of Windows already: "c" is sent as it is, too.
        for (name, size) in [("a", 20_000), ("b", 300_000), ("c", 300_000), ("d", 20_000), ("e", 20_000)] {
            assert!(seen.file(name) == Some(&bytes(size)), "{name}");
        }
    });
}

#[test]
fn the_family() {
    check("tests/c/family.c", |server| assert_eq!(server.seen().file("kept"), Some(&[b'x'; 30][..])));
}

#[test]
fn the_cpp_header() {
    check("tests/c/hpp.cpp", |server| assert_eq!(server.seen().file("pieces"), Some(&b"one, two"[..])));
}

#[test]
fn threads() {
    check("tests/c/threads.c", |server| {
        let seen = server.seen();
        let stored = seen.lines.iter().filter(|(_, line)| line.starts_with(b"STOR kept")).count();
        assert_eq!(stored, 6 * 6 * 2 * 2 / 3);
    });
}

#[test]
fn fault_cases() {
    for arch in BOTH {
        let Some(program) = linked("tests/c/faults.c").build(arch) else { return };
        let Some(mut command) = program.command() else { return };
        let faults = Faults::new(cases::cases());
        let folder = windows_path(faults.folder.path());
        faults.check(arch.name(), &mut command, &folder);
    }
}
