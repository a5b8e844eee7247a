//! Running an example against a server.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use ftp_test_server::Server;

use kit::Folder;
use kit::programs::build::{Build, Program, library_directory};
use kit::real::RealServer;

/// Where an example connects to, and as whom.
pub struct Site {
    address: String,
    user: String,
    password: String,
}

impl Site {
    pub fn of(server: &RealServer) -> Self {
        let (address, user, password) = (server.addr().to_string(), server.user(), server.password());
        Self { address, user: user.to_owned(), password: password.to_owned() }
    }

    pub fn scripted(server: &Server) -> Self {
        let address = format!("{}:{}", server.host(), server.port());
        Self { address, user: "me".to_owned(), password: "secret".to_owned() }
    }
}

/// How a program ended, and what it printed.
#[derive(Debug)]
pub struct Status {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A program of examples-c.
pub struct Example {
    program: Program,
    libraries: Folder,
}

impl Example {
    pub fn build(name: &str) -> Self {
        let program = Build::of(&format!("examples-c/{name}")).shared().expect("there is a compiler");
        Self { program, libraries: Folder::new() }
    }

    /// EXAMPLE -u USER -p PASSWORD options… ADDRESS arguments…
    pub fn run(&self, site: &Site, options: &[&str], arguments: &[&str]) -> Status {
        Self::printed(&self.on(site, options, arguments).output().expect("the program starts"))
    }

    /// The same, but Ctrl-C is typed when it is time.
    pub fn interrupted(&self, site: &Site, arguments: &[&str], wait: impl FnOnce()) -> Status {
        let mut command = self.on(site, &[], arguments);
        let child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        wait();
        let id = libc::pid_t::try_from(child.id()).expect("a process id");
        // SAFETY: it takes two numbers; the process is this one's child and was not waited for yet.
        assert_eq!(unsafe { libc::kill(id, libc::SIGINT) }, 0);
        Self::printed(&child.wait_with_output().expect("the program ends"))
    }

    fn on(&self, site: &Site, options: &[&str], arguments: &[&str]) -> Command {
        let mut command = self.command();
        command.env("PASSWORD", &site.password).args(["-u", &site.user, "-p", "PASSWORD"]);
        command.args(options).arg(&site.address).args(arguments);
        command
    }

    /// EXAMPLE arguments… < input
    pub fn run_alone(&self, arguments: &[&str], input: &str) -> Status {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // It need not read all of it.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        Self::printed(&child.wait_with_output().expect("it ends"))
    }

    /// copy FROM NAME TO NAME
    pub fn copies(&self, from: &RealServer, source: &str, to: &RealServer, target: &str) -> Status {
        let mut command = self.command();
        command.env("FROM_PASSWORD", from.password()).env("TO_PASSWORD", to.password());
        command.arg(format!("{}@{}", from.user(), from.addr())).arg(source);
        command.arg(format!("{}@{}", to.user(), to.addr())).arg(target);
        Self::printed(&command.output().expect("the program starts"))
    }

    fn command(&self) -> Command {
        let directory = library_directory(self.libraries.path());
        let mut command = Command::new(Path::new(&self.program.path));
        command.env("LD_LIBRARY_PATH", directory);
        command
    }

    fn printed(output: &Output) -> Status {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let status = output.status.code().expect("no signal ended it");
        Status { status, out: text(&output.stdout), err: text(&output.stderr) }
    }
}
