//! Running a client and reading what it cost.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::clients::{self, Program};
use crate::real::RealServer;
use crate::workload::REMOTE_PREFIX;

/// What one run of a client cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
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
}

impl<'a> Meter<'a> {
    /// Compiles `measure.c`.
    pub(crate) fn new(folder: &Path, server: &'a RealServer) -> Result<Meter<'a>> {
        let program = clients::compile("measure", &[], folder)?;
        Ok(Meter { program, addr: server.addr(), user: server.user(), password: server.password() })
    }

    /// Uploads a file `count` times and returns what that cost.
    pub(crate) fn cost(&self, program: &Program, file: &Path, count: usize) -> Result<Cost> {
        match self.run(&[], program, file, count)?[..] {
            [wall, cpu, memory] => Ok(Cost { wall: wall / 1e3, cpu: cpu / 1e3, memory }),
            _ => Err("measure.c did not print three numbers".into()),
        }
    }

    /// Uploads a file `count` times and returns how many system calls that took.
    pub(crate) fn syscalls(&self, program: &Program, file: &Path, count: usize) -> Result<f64> {
        match self.run(&["-s"], program, file, count)?[..] {
            [calls] => Ok(calls),
            _ => Err("measure.c did not print one number".into()),
        }
    }

    fn run(&self, options: &[&str], program: &Program, file: &Path, count: usize) -> Result<Vec<f64>> {
        let output = Command::new(&self.program)
            .args(options)
            .arg(&program.path)
            .args([self.addr.ip().to_string(), self.addr.port().to_string()])
            .args([self.user, self.password])
            .arg(file)
            .args([REMOTE_PREFIX, &count.to_string()])
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
