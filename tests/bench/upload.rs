//! `make bench`: uploads by the library, by libcurl and by a raw client, side by side.
//!
//! The three are C programs with the same arguments (`put_trueftp.c`, `put_libcurl.c`, `put_raw.c`), compiled
//! here. They upload the same file to the same vsftpd in turns, A B C A B C …, so that whatever else the machine
//! does hits all of them. Printed are medians with their spread, and ratios to libcurl: for each round the ratio of
//! the runs next to each other, of these the median.
//!
//! ```text
//! cargo bench --bench upload -- [--runs N] [--workloads small,large] [--clients libcurl,trueftp,raw]
//! ```
//!
//! | variable | meaning | when not set |
//! |---|---|---|
//! | `TRUEFTP_LIB_DIR` | where `libtrueftp.so` is | where cargo put it |
//! | `TRUEFTP_INCLUDE_DIR` | where `trueftp.h` is | `include` of this checkout |
//! | `TRUEFTP_BENCH_DIR` | where files are sent from and arrive | small files in `/dev/shm`, large ones on disk |
//! | `CC` | the C compiler | `cc` |
//!
//! On a machine whose congestion control is not the usual cubic (or reno, equal to it on loopback), a network of
//! its own gives comparable numbers without touching the machine's:
//!
//! ```text
//! bash tests/bench/in_namespace.sh cargo bench --bench upload
//! ```
//!
//! A bench is no test: the exit code says whether everything ran, not how fast.

mod clients;
mod folder;
mod measure;
mod options;
mod report;
mod workload;

#[path = "../real/mod.rs"]
#[allow(unreachable_pub, reason = "written for tests, which see it the same way")]
mod real;

use std::error::Error;
use std::process::ExitCode;

use clients::{Client, Program};
use folder::BenchFolder;
use measure::{Cost, Meter};
use options::Options;
use real::{Kind, RealServer};
use workload::Workload;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many uploads the system calls are counted over, after as many that warm up.
const COUNTED_UPLOADS: usize = 25;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let options = Options::from_arguments(std::env::args().skip(1))?;
    let tools = BenchFolder::on_disk("tools")?;
    let (programs, missing) = clients::build_all(&options.clients, tools.path());
    if programs.is_empty() {
        return Err(missing.join("\n").into());
    }
    for workload in options.workloads {
        let folder = match workload.in_memory {
            true => BenchFolder::in_memory(workload.name)?,
            false => BenchFolder::on_disk(workload.name)?,
        };
        let root = folder.subfolder("root")?;
        let server = RealServer::start_in(Kind::Vsftpd, &root).ok_or("there is no vsftpd to upload to")?;
        let meter = Meter::new(folder.path(), &server)?;
        println!(
            "\n{:?} on loopback, congestion control {}; files in {}",
            server.kind(),
            congestion_control(),
            folder.path().display()
        );
        let runs = options.runs.unwrap_or(workload.runs);
        let source = folder.path().join("source");
        workload.create_source(&source)?;
        let uploads = Uploads { workload, source: &source, root: &root, meter: &meter };
        let rounds = uploads.rounds(&programs, runs)?;
        report::costs(workload, &programs, &rounds);
        report::ratios(workload, &programs, &rounds);
        if workload.count > 1 {
            report::syscalls(&programs, |program| uploads.syscalls(program));
        }
    }
    if options.clients.contains(&Client::Trueftp) {
        report::library_size(tools.path());
    }
    match missing.is_empty() {
        true => Ok(()),
        false => Err(missing.join("\n").into()),
    }
}

/// How the kernel paces senders: bbr does so even on loopback, and then not always to the same end for a client that uses
/// sendfile and one that copies. Printed, so that tables made under different ones are not compared.
fn congestion_control() -> String {
    let name = std::fs::read_to_string("/proc/sys/net/ipv4/tcp_congestion_control");
    name.map_or("unknown".to_owned(), |name| name.trim().to_owned())
}

/// One workload on one server.
struct Uploads<'a> {
    workload: &'static Workload,
    source: &'a std::path::Path,
    root: &'a std::path::Path,
    meter: &'a Meter<'a>,
}

impl Uploads<'_> {
    /// Lets the programs upload in turns; returns for each round what each program cost.
    fn rounds(&self, programs: &[Program], runs: usize) -> Result<Vec<Vec<Cost>>> {
        let mut rounds = Vec::new();
        for round in 0..=runs {
            let is_warm_up = round == 0;
            let mut costs = Vec::new();
            for program in programs {
                costs.push(self.meter.cost(program, self.source, self.workload.count)?);
                // Comparing bytes takes longer than sending them: once is enough.
                self.workload.check_uploads(self.root, is_warm_up.then_some(self.source))?;
                workload::remove_uploads(self.root)?;
            }
            if !is_warm_up {
                rounds.push(costs);
            }
        }
        Ok(rounds)
    }

    /// How many system calls one more upload takes.
    fn syscalls(&self, program: &Program) -> Result<f64> {
        let few = self.meter.syscalls(program, self.source, COUNTED_UPLOADS)?;
        workload::remove_uploads(self.root)?;
        let many = self.meter.syscalls(program, self.source, 2 * COUNTED_UPLOADS)?;
        workload::remove_uploads(self.root)?;
        Ok((many - few) / COUNTED_UPLOADS as f64)
    }
}
