//! TRUEFTP_LOG, read by a C program with the shared library.

use std::fs;
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsRawFd;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use ftp_test_server::{Plan, Script, Seen, Server};

use crate::support::*;
use kit::programs::build::{Build, Program, library_directory};
use kit::*;

struct Uploader {
    program: Program,
    libraries: Folder,
    server: Server,
    file: std::path::PathBuf,
}

impl Uploader {
    fn new() -> Self {
        Self::with(Script::new())
    }

    fn with(script: Script) -> Self {
        let program = Build::of("examples-c/put_file.c").shared().expect("there is a compiler");
        let libraries = Folder::new();
        let file = libraries.file("file", bytes(1000));
        Self { program, libraries, server: Server::start(script), file }
    }

    fn command(&self, log: &str) -> Command {
        let mut command = Command::new(&self.program.path);
        command.env("LD_LIBRARY_PATH", library_directory(self.libraries.path()));
        command.env("TRUEFTP_LOG", log).env("PASSWORD", "s3cret!").args(["-u", "me", "-p", "PASSWORD"]);
        command.arg(format!("{}:{}", self.server.host(), self.server.port())).arg(&self.file).arg("remote");
        command
    }

    /// It must succeed, whatever becomes of the log.
    fn run(&self, log: &str) -> Output {
        let output = self.command(log).output().expect("the program starts");
        assert!(output.status.success(), "{output:?}");
        output
    }
}

/// The dialogue of one upload.
fn is_whole(transcript: &str) {
    let said: Vec<String> = lines(transcript).into_iter().map(|line| line.said).collect();
    for line in ["-> USER me", "-> PASS ****", "-> STOR remote", "-- closed"] {
        assert!(said.iter().any(|said| said == line), "{line} is not in {said:#?}");
    }
    assert!(!transcript.contains("s3cret"));
}

#[test]
fn a_file_or_the_standard_error_stream() {
    let uploader = Uploader::new();
    let folder = Folder::new();
    let path = folder.path().join("log");
    let output = uploader.run(text(&path));
    assert!(output.stderr.is_empty(), "{output:?}");
    is_whole(&fs::read_to_string(&path).expect("the log"));

    let output = uploader.run("stderr");
    is_whole(&String::from_utf8(output.stderr).expect("UTF-8"));
    assert!(uploader.run("").stderr.is_empty(), "empty is off");
}

/// Several processes, one file: every line is whole.
#[test]
fn four_processes_in_one_file() {
    let uploader = Uploader::new();
    let folder = Folder::new();
    let path = folder.path().join("log");
    let start = || uploader.command(text(&path)).stdout(Stdio::null()).spawn().expect("the program starts");
    let mut children = [start(), start(), start(), start()];
    assert!(children.iter_mut().all(|child| child.wait().expect("it ends").success()));
    let all = lines(&fs::read_to_string(&path).expect("the log"));
    for child in &children {
        let own: Vec<_> = all.iter().filter(|line| line.process == child.id()).collect();
        assert!(own.iter().all(|line| line.connection == 1));
        assert_eq!(own.last().expect("it has lines").said, "-- closed");
    }
}

/// What cannot be opened is said once, and the transfer goes on.
#[test]
fn a_file_that_cannot_be_opened() {
    let uploader = Uploader::new();
    let folder = Folder::new();
    let path = folder.path().join("missing/log");
    let printed = String::from_utf8(uploader.run(text(&path)).stderr).expect("UTF-8");
    assert!(printed.starts_with(&format!("trueftp: no log in {}: ", path.display())), "{printed}");
    assert_eq!(printed.lines().count(), 1, "{printed}");
}

/// A reader that has gone harms nothing: writing to it would be a SIGPIPE.
#[test]
fn a_log_stream_whose_reader_is_gone_does_no_harm() {
    let uploader = Uploader::new();
    let mut command = uploader.command("stderr");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = command.stderr(writer).stdout(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{status}");
}

/// A pipe without room for another byte.
fn full_pipe() -> (PipeReader, PipeWriter, usize) {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    // SAFETY: the descriptor is that of a pipe.
    let room = unsafe { libc::fcntl(writer.as_raw_fd(), libc::F_GETPIPE_SZ) } as usize;
    (&writer).write_all(&vec![b'x'; room]).expect("there is room");
    (reader, writer, room)
}

/// A reader that does not read blocks nothing; the log says later what is missing.
#[test]
fn a_stream_that_is_read_later() {
    let plan = Plan::new().send("150 Go.\r\n").read_to_end().hold("later").send("226 Kept.\r\n");
    let uploader = Uploader::with(Script::new().on("STOR", plan));
    let (mut reader, writer, room) = full_pipe();
    let mut command = uploader.command("stderr");
    let mut child = command.stderr(writer).stdout(Stdio::null()).spawn().expect("the program starts");
    drop(command); // and with it the writer
    let has_come = |seen: &Seen| seen.has("STOR");
    assert!(uploader.server.wait_until(has_come, Duration::from_secs(20)), "the upload began");
    reader.read_exact(&mut vec![0; room]).expect("it was full");
    uploader.server.release("later");
    let mut printed = String::new();
    reader.read_to_string(&mut printed).expect("UTF-8");
    assert!(child.wait().expect("it ends").success());
    let (first, rest) = printed.split_once('\n').expect("a line");
    assert!(first.starts_with("trueftp: ") && first.ends_with(" lines are missing here"), "{printed}");
    let said: Vec<String> = lines(rest).into_iter().map(|line| line.said).collect();
    assert!(said.ends_with(&["<- 221 Goodbye.".to_owned(), "-- closed".to_owned()]), "{said:#?}");
}

#[test]
fn a_stream_that_is_never_read() {
    let uploader = Uploader::new();
    let (reader, writer, _) = full_pipe();
    let status = uploader.command("stderr").stderr(writer).stdout(Stdio::null()).status();
    assert!(status.expect("the program starts").success());
    drop(reader);
}

/// Where the program has closed its streams, the next descriptor is a connection of ours.
#[test]
fn a_stream_that_is_closed() {
    let uploader = Uploader::new();
    let folder = Folder::new();
    for log in ["stderr", text(&folder.path().join("missing/log"))] {
        let inner = uploader.command(log);
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" >&- 2>&-"]).arg(inner.get_program()).args(inner.get_args());
        command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let before = uploader.server.seen().commands().len();
        assert!(command.status().expect("the program starts").success());
        let seen = uploader.server.seen();
        let verbs = seen.commands()[before..].iter().map(|line| line[..4].to_owned()).collect::<Vec<_>>();
        assert_eq!(verbs, ["USER", "PASS", "TYPE", "PASV", "STOR", "QUIT"], "{log}");
        assert_eq!(seen.file("remote"), Some(&bytes(1000)[..]));
    }
}

/// A program of tests/c, started with a server, a folder with a file `local`, and a log.
fn run_with_log(name: &str, folder: &Folder, log: &str) -> Output {
    let program = Build::new(name).shared().expect("there is a compiler");
    let (server, libraries) = (Server::start(Script::new()), Folder::new());
    folder.file("local", bytes(1000));
    let mut command = Command::new(&program.path);
    command.env("LD_LIBRARY_PATH", library_directory(libraries.path())).env("TRUEFTP_LOG", log);
    command.args([&server.host(), &server.port().to_string(), text(folder.path())]);
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{output:?}");
    output
}

/// Another file that has its number now gets nothing.
#[test]
fn a_stream_that_is_another_file() {
    let folder = Folder::new();
    let printed = String::from_utf8(run_with_log("other_stderr", &folder, "").stderr).expect("UTF-8");
    assert_eq!(lines(&printed).last().expect("the login").said, "<- 230 Login successful.");
    assert_eq!(fs::read(folder.path().join("data")).expect("the file"), b"");
}

/// A child that was forked goes on with a connection under its own number.
#[test]
fn lines_of_a_child() {
    let folder = Folder::new();
    let path = folder.path().join("log");
    let child = String::from_utf8(run_with_log("forked", &folder, text(&path)).stdout).expect("a number");
    let all = lines(&fs::read_to_string(&path).expect("the log"));
    let command = all.iter().find(|line| line.said == "-> NOOP").expect("the child's");
    assert_eq!(command.process.to_string(), child);
}
