//! The demo server as a program, and the directory it writes to.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use common::{Client, open};

struct Demo {
    child: Child,
    output: BufReader<ChildStdout>,
    port: u16,
    /// The parent of the directory the server was given.
    around: PathBuf,
}

impl Demo {
    fn start(name: &str) -> Self {
        let around = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&around);
        fs::create_dir_all(around.join("files")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_demo-server"))
            .arg(around.join("files"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        let port = first.strip_prefix("PORT ").unwrap().trim_end();
        Self { port: port.parse().unwrap(), child, output, around }
    }

    fn login(&self) -> Client {
        let mut client = Client { stream: open(([127, 0, 0, 1], self.port).into()) };
        assert_eq!(client.line(), "220 Demo server ready.\r\n");
        client.ask("USER me");
        assert!(client.ask("PASS secret").starts_with("230"));
        client
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.around.join("files")).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| name(entry.unwrap())).collect()
    }

    /// Ends the server by the end of its input; gives its exit code and the rest of its output.
    fn end(mut self) -> (Option<i32>, Vec<String>) {
        drop(self.child.stdin.take());
        let lines = self.output.lines().map(Result::unwrap).collect();
        (self.child.wait().unwrap().code(), lines)
    }
}

#[test]
fn a_file_is_kept_and_one_is_refused() {
    let demo = Demo::start("kept");
    let mut client = demo.login();
    assert!(client.store("keep.txt", b"kept").1.starts_with("226"));
    let (_, last) = client.store("please-refuse.txt", b"lost");
    assert_eq!(last, "451 Failure writing to local file.\r\n");
    assert!(client.store("/keep.txt", b"again").1.starts_with("226"));
    assert_eq!(demo.files(), ["keep.txt"]);
    let kept = fs::read(demo.around.join("files/keep.txt")).unwrap();
    assert_eq!(kept, b"again");

    let port = client.stream.local_addr().unwrap().port();
    let (code, lines) = demo.end();
    assert_eq!(code, Some(0));
    let request = |command: &str| format!("FTP:Request from Port {port}, '{command}'");
    let response = |reply: &str| format!("FTP:Response to Port {port}, '{reply}'");
    for line in [
        request("PASS ****"),
        request("STOR keep.txt"),
        response("150 Ok to send data."),
        response("451 Failure writing to local file."),
    ] {
        assert!(lines.contains(&line), "{line} is not in {lines:#?}");
    }
    let data = "(Now data is sent to 127,0,0,1 with port 256x";
    assert!(lines.iter().any(|line| line.starts_with(data)));
    assert!(!lines.iter().any(|line| line.contains("secret")));
}

#[test]
fn names_cannot_lead_outside() {
    let demo = Demo::start("outside");
    let mut client = demo.login();
    for name in ["../out", "/../out", "sub/../../out", "..", "..\\out", "c:out", "/", ""] {
        client.passive();
        let reply = client.ask(&format!("STOR {name}"));
        assert_eq!(reply, "553 Could not create file.\r\n", "{name}");
    }
    assert!(demo.files().is_empty());
    assert_eq!(fs::read_dir(&demo.around).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_is_replaced_and_not_followed() {
    let demo = Demo::start("link");
    let outside = demo.around.join("outside");
    fs::write(&outside, "untouched").unwrap();
    std::os::unix::fs::symlink(&outside, demo.around.join("files/link")).unwrap();
    assert!(demo.login().store("link", b"new").1.starts_with("226"));
    assert_eq!(fs::read(&outside).unwrap(), b"untouched");
}

#[test]
fn every_promised_command_is_there() {
    let demo = Demo::start("commands");
    let mut client = demo.login();
    for (command, code) in [
        ("TYPE I", "200"),
        ("SYST", "215"),
        ("NOOP", "200"),
        ("PWD", "257"),
        ("CWD /", "250"),
        ("CWD /nowhere", "550"),
        ("EPSV", "229"),
        ("PASV", "227"),
        ("APPE x", "502"),
        ("RETR x", "502"),
    ] {
        assert!(client.ask(command).starts_with(code), "{command}");
    }
    let listener = client.active();
    client.ask("STOR active.txt");
    listener.accept().unwrap().0.write_all(b"x").unwrap();
    assert!(client.line().starts_with("226"));
    assert!(client.ask("QUIT").starts_with("221"));
    assert_eq!(demo.files(), ["active.txt"]);
}

#[test]
fn wrong_use_is_told() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demo-server"));
        command.args(arguments).output().unwrap().status.code()
    };
    assert_eq!(run(&[]), Some(2));
    assert_eq!(run(&["no/such/directory"]), Some(1));
}
