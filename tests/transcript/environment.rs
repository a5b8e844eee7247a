//! TRUEFTP_LOG, read by a C program with the shared library.

use std::fs;
use std::process::{Command, Output, Stdio};

use ftp_test_server::{Script, Server};

use crate::build::{Build, Program, library_directory};
use crate::common::*;
use crate::kit::*;

struct Uploader {
    program: Program,
    libraries: Folder,
    server: Server,
    file: std::path::PathBuf,
}

impl Uploader {
    fn new() -> Self {
        let program = Build::of("examples-c/put_file.c").shared().expect("there is a compiler");
        let libraries = Folder::new();
        let file = libraries.file("file", bytes(1000));
        Self { program, libraries, server: Server::start(Script::new()), file }
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
    let told = String::from_utf8(uploader.run(text(&path)).stderr).expect("UTF-8");
    assert!(told.starts_with(&format!("trueftp: no log in {}: ", path.display())), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

/// A reader that has gone harms nothing: writing to it would be a SIGPIPE.
#[test]
fn a_stream_that_nobody_reads() {
    let uploader = Uploader::new();
    let mut command = uploader.command("stderr");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = command.stderr(writer).stdout(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{status}");
}
