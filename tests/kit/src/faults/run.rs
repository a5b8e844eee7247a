//! Running tests/c/faults.c over the case file.

use std::process::Command;

use ftp_test_server::Server;

use super::cases::{Case, Outcome};
use crate::{Folder, bytes};

/// Larger than what the sockets of a connection hold.
const SENT: usize = 8 << 20;

/// What a program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Linux, without Wine.
    Linux,
    /// Wine, with the DLL for x64.
    WineX64,
    /// Wine, with the DLL for x86.
    WineX86,
}

impl System {
    fn wanted(self, case: &Case) -> Outcome {
        case.under_wine.filter(|_| self != Self::Linux).unwrap_or(case.want)
    }
}

/// All cases, each with a server of its own, and a folder with the file to send.
pub struct Faults {
    /// The cases.
    pub cases: Vec<Case>,
    servers: Vec<Server>,
    /// The folder with the files to send.
    pub folder: Folder,
}

impl Faults {
    /// Starts a server for each case.
    pub fn new(cases: Vec<Case>) -> Self {
        let folder = files();
        let servers = cases.iter().map(|case| Server::start(case.script.clone())).collect();
        Self { cases, servers, folder }
    }

    /// The arguments of the program for some of the cases; `folder` is how the program calls the folder.
    pub fn arguments(&self, folder: &str, cases: std::ops::Range<usize>) -> Vec<String> {
        let mut arguments = vec!["127.0.0.1".to_owned(), folder.to_owned()];
        for (case, server) in self.cases[cases.clone()].iter().zip(&self.servers[cases]) {
            arguments.extend([server.port().to_string(), case.operation.to_owned()]);
        }
        arguments
    }

    /// Runs the program over all cases and compares.
    pub fn check(&self, system: System, program: &mut Command, folder: &str) {
        let output = program.args(self.arguments(folder, 0..self.cases.len())).output().expect("it starts");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{system:?}: {}\n{printed}{errors}", output.status);
        let outcomes: Vec<_> = printed.lines().map(outcome).collect();
        assert_eq!(outcomes.len(), self.cases.len(), "{system:?}: {printed}{errors}");
        let wrong: Vec<_> = (self.cases.iter().zip(outcomes))
            .filter(|(case, outcome)| system.wanted(case) != *outcome)
            .map(|(case, outcome)| format!("{}: {outcome:?}, not {:?}\n", case.name, system.wanted(case)))
            .collect();
        assert!(wrong.is_empty(), "{system:?}: {} of {}:\n{}", wrong.len(), self.cases.len(), wrong.concat());
        println!("{system:?}: {} fault cases", self.cases.len());
    }
}

/// A folder with the files to send.
pub fn files() -> Folder {
    let folder = Folder::new();
    folder.file("sent", bytes(SENT));
    folder.file("small", bytes(1000));
    folder
}

/// "FALSE 12003 451"
pub fn outcome(line: &str) -> Outcome {
    let mut words = line.split_whitespace();
    let ok = words.next() == Some("TRUE");
    let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("{line:?}"));
    Outcome { ok, error: number(), code: number() }
}
