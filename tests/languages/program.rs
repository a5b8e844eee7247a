//! Running a program that uploads a file.

use std::process::Command;

use ftp_test_server::{Plan, Script, Server};

use kit::programs::build::library_directory;
use kit::{Folder, bytes};

/// Runs it for an upload that is kept, one that is refused after its data, and a login that is refused: checks what it
/// prints and what the server got. To its own arguments come host, port, user, password, local, remote.
pub fn uploads(program: &[&str]) {
    let content = bytes(100_000);
    let folder = Folder::new();
    let local = folder.file("größe", &content);
    for (user, remote, status, printed) in [
        ("Jürgen", "grüße", 0, "TRUE\nGetLastError: 0\nfinal reply: 226 Kept, größer.\n"),
        ("Jürgen", "voll", 1, "FALSE\nGetLastError: 12003\nfinal reply: 451 Plötzlich voll.\n"),
        ("nobody", "none", 1, "FALSE\nGetLastError: 12015\nfinal reply: 530 Not you.\n"),
    ] {
        let script = Script::new()
            .on_line("USER nobody", "530 Not you.\r\n")
            .on_line("STOR grüße", Plan::upload("226 Kept, größer.\r\n"))
            .on_line("STOR voll", Plan::upload("451 Plötzlich voll.\r\n"));
        let server = Server::start(script);
        let mut run = Command::new(program[0]);
        run.env("LD_LIBRARY_PATH", library_directory(folder.path())).env("LC_ALL", "C.UTF-8");
        run.args(&program[1..]).args([&server.host(), &server.port().to_string(), user, "Größe7"]);
        let output = run.arg(&local).arg(remote).output().expect("it starts");
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let printed = format!("FtpPutFile: {printed}");
        assert_eq!((text(&output.stdout), text(&output.stderr)), (printed, String::new()), "{run:?}");
        assert_eq!(output.status.code(), Some(status), "{run:?}");

        let seen = server.seen();
        assert_eq!(seen.commands()[0], format!("USER {user}"), "{run:?}");
        if user == "nobody" {
            assert!(!seen.has("STOR"), "{run:?}");
        } else {
            assert_eq!(seen.commands()[1], "PASS Größe7", "{run:?}");
            assert!(seen.file(remote) == Some(&content[..]), "{run:?}");
        }
    }
}
