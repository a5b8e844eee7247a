//! Running the programs of tests/c against a server.

use std::fs::File;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use ftp_test_server::Server;

use super::build::{Program, library_directory};
use super::tools;
use crate::Folder;

/// More than any of them needs, also under valgrind on a busy machine.
const LIMIT: Duration = Duration::from_secs(50);

/// What a program is run under.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// The system alone.
    None,
    /// valgrind's memcheck.
    Valgrind,
}

/// A program about to run.
pub struct Run<'a> {
    program: &'a Program,
    arguments: Vec<String>,
    folder: Folder,
}

impl<'a> Run<'a> {
    /// With the arguments that all of them take: host, port, the folder with the files to send.
    pub fn new(program: &'a Program, server: &Server, files: &Folder) -> Self {
        let files = files.path().to_str().expect("UTF-8").to_owned();
        let arguments = vec![server.host(), server.port().to_string(), files];
        Self { program, arguments, folder: Folder::new() }
    }

    /// One more argument.
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// It must end with 0.
    pub fn succeeds(self) {
        self.under(Tool::None);
    }

    /// It must end with 0 and the tool find nothing; false where there is no such tool.
    pub fn under(self, tool: Tool) -> bool {
        let mut command = Command::new(&self.program.path);
        if tool == Tool::Valgrind {
            if !tools::is_there("valgrind", "--version") {
                tools::not_run(
                    &format!("{} under valgrind", self.program.path.display()),
                    "it is not installed",
                );
                return false;
            }
            command = Command::new("valgrind");
            command.args(["--quiet", "--error-exitcode=99", "--leak-check=full", "--num-callers=30"]);
            command.args(["--errors-for-leak-kinds=definite,indirect,possible", "--fair-sched=yes"]);
            command.arg(&self.program.path);
        }
        let (status, printed) = self.finish(command);
        assert!(status.success(), "{}: {status}\n{printed}", self.program.path.display());
        true
    }

    /// However it ends.
    pub fn status(self) -> ExitStatus {
        let command = Command::new(&self.program.path);
        let (status, printed) = self.finish(command);
        if !status.success() {
            eprint!("{printed}");
        }
        status
    }

    fn finish(&self, mut command: Command) -> (ExitStatus, String) {
        // A file takes any amount of output without a reader.
        let log = self.folder.path().join("log");
        let file = File::create(&log).expect("a log");
        command.args(&self.arguments).env("LD_LIBRARY_PATH", library_directory(self.folder.path()));
        command.stdout(file.try_clone().expect("a log")).stderr(file);
        let status = wait(&mut command.spawn().expect("the program starts"));
        let printed = std::fs::read(&log).expect("the log");
        (status, String::from_utf8_lossy(&printed).into_owned())
    }
}

/// A program that hangs is ended by a signal, which its status then shows.
fn wait(child: &mut Child) -> ExitStatus {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return status;
        }
        if begin.elapsed() > LIMIT {
            child.kill().expect("a child can be ended");
            return child.wait().expect("a child can be waited for");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
