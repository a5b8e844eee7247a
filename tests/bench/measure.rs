//! Running a client and reading what it cost.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::clients::{self, Client, Program};
use crate::stage::REMOTE;
use crate::workload::Task;
use kit::real::RealServer;

/// What a client is to do.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    /// What.
    pub(crate) task: Task,
    /// The file on this side.
    pub(crate) local: &'a Path,
    /// How often.
    pub(crate) count: u64,
}

/// What one run of a client cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// How much the client says it moved: files, bytes or entries.
    pub(crate) moved: u64,
    /// From its start to its end, in milliseconds.
    pub(crate) wall: f64,
    /// User and system time of the client, in milliseconds.
    pub(crate) cpu: f64,
    /// The most memory it ever had, in KiB.
    pub(crate) memory: f64,
}

/// Runs clients against one server, through `measure.c`.
pub(crate) struct Meter<'a> {
    program: PathBuf,
    addr: SocketAddr,
    user: &'a str,
    password: &'a str,
    /// Where a client's transcript goes that has one.
    log: PathBuf,
}

impl<'a> Meter<'a> {
    /// Compiles `measure.c`.
    pub(crate) fn new(folder: &Path, server: &'a RealServer) -> Result<Meter<'a>> {
        let program = clients::compile("measure", &["measure.c"], &[], folder)?;
        let (user, password) = (server.user(), server.password());
        Ok(Meter { program, addr: server.addr(), user, password, log: folder.join("log") })
    }

    /// Runs a client and returns what that cost.
    pub(crate) fn cost(&self, program: &Program, job: Job) -> Result<Cost> {
        match self.run(&[], program, job)?[..] {
            [moved, wall, cpu, memory] => {
                Ok(Cost { moved, wall: wall as f64 / 1e3, cpu: cpu as f64 / 1e3, memory: memory as f64 })
            }
            _ => Err("a client and measure.c did not print four numbers".into()),
        }
    }

    /// Runs a client and returns how many system calls that took.
    pub(crate) fn syscalls(&self, program: &Program, job: Job) -> Result<u64> {
        match self.run(&["-s"], program, job)?[..] {
            [_moved, calls] => Ok(calls),
            _ => Err("a client and measure.c did not print two numbers".into()),
        }
    }

    fn run(&self, options: &[&str], program: &Program, job: Job) -> Result<Vec<u64>> {
        let mut command = Command::new(&self.program);
        if program.client == Client::Logged {
            command.env("TRUEFTP_LOG", &self.log);
        }
        let output = command
            .args(options)
            .arg(&program.path)
            .args([self.addr.ip().to_string(), self.addr.port().to_string()])
            .args([self.user, self.password, job.task.name()])
            .arg(job.local)
            .args([REMOTE, &job.count.to_string()])
            .output()?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            return Err(
                format!("{} failed ({}): {}", program.client.name(), output.status, errors.trim()).into()
            );
        }
        let text = String::from_utf8(output.stdout)?;
        Ok(text.split_whitespace().map(str::parse).collect::<std::result::Result<_, _>>()?)
    }
}
