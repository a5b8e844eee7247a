//! `make bench`: transfers and listings by the library, by libcurl and by a raw client, side by side.
//!
//! The three are C programs with the same arguments (`bench_main.c` with `bench_trueftp.c`, `bench_libcurl.c` or
//! `bench_raw.c`), compiled here; the library also runs against itself with a transcript (`put-logged`). They do the same with the same vsftpd in turns, A B C A B C …, so that whatever
//! else the machine does hits all of them. Printed are medians with their spread, and ratios to libcurl or to the
//! raw client: for each round the ratio of the runs next to each other, of these the median.
//!
//! ```text
//! cargo bench --bench transfers -- [--runs N] [--workloads put-small,get] [--clients libcurl,trueftp,logged,raw]
//! ```
//!
//! | variable | meaning | when not set |
//! |---|---|---|
//! | `TRUEFTP_LIB_DIR` | where `libtrueftp.so` is | where cargo put it |
//! | `TRUEFTP_INCLUDE_DIR` | where `trueftp.h` is | `include` of this checkout |
//! | `TRUEFTP_BENCH_DIR` | where files are sent from and arrive | many files in `/dev/shm`, large ones on disk |
//! | `CC` | the C compiler | `cc` |
//!
//! On a machine whose congestion control is not the usual cubic (or reno, equal to it on loopback), a network of
//! its own gives comparable numbers without touching the machine's:
//!
//! ```text
//! bash tests/bench/in_namespace.sh cargo bench --bench transfers
//! ```
//!
//! A bench is no test: the exit code says whether everything ran, not how fast.

mod clients;
mod folder;
mod measure;
mod options;
mod report;
mod stage;
mod workload;

use std::error::Error;
use std::process::ExitCode;

use clients::{Client, Program};
use folder::BenchFolder;
use kit::real::{Kind, RealServer};
use measure::{Cost, Job, Meter};
use options::Options;
use stage::Stage;
use workload::Workload;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How many transfers the system calls are counted over, after as many that warm up.
const COUNTED: u64 = 25;

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
        let programs: Vec<&Program> =
            programs.iter().filter(|program| workload.clients.contains(&program.client)).collect();
        if programs.is_empty() {
            continue;
        }
        let stage = Stage::set(workload, &folder)?;
        let server =
            RealServer::start_in(Kind::Vsftpd, stage.root()).ok_or("there is no vsftpd to talk to")?;
        let meter = Meter::new(folder.path(), &server)?;
        println!(
            "\n{:?} on loopback, congestion control {}; files in {}",
            server.kind(),
            congestion_control(),
            folder.path().display()
        );
        let bench = Bench { workload, stage: &stage, meter: &meter };
        let rounds = bench.rounds(&programs, options.runs.unwrap_or(workload.runs))?;
        report::costs(workload, &programs, &rounds);
        report::ratios(workload, &programs, &rounds);
        if workload.count > 1 {
            report::syscalls(workload, &programs, |program| bench.syscalls(program));
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
struct Bench<'a> {
    workload: &'static Workload,
    stage: &'a Stage,
    meter: &'a Meter<'a>,
}

impl Bench<'_> {
    fn job(&self, count: u64) -> Job<'_> {
        Job { task: self.workload.task, local: self.stage.local(), count }
    }

    /// Lets the programs do their work in turns; returns for each round what each program cost.
    fn rounds(&self, programs: &[&Program], runs: usize) -> Result<Vec<Vec<Cost>>> {
        let mut rounds = Vec::new();
        for round in 0..=runs {
            let is_warm_up = round == 0;
            let mut costs = Vec::new();
            for program in programs {
                let cost = self.meter.cost(program, self.job(self.workload.count))?;
                // Comparing bytes takes longer than sending them: once is enough.
                self.stage
                    .check(cost.moved, is_warm_up)
                    .map_err(|error| format!("{}: {error}", program.client.name()))?;
                self.stage.clear()?;
                costs.push(cost);
            }
            if !is_warm_up {
                rounds.push(costs);
            }
        }
        Ok(rounds)
    }

    /// How many system calls one more transfer takes.
    fn syscalls(&self, program: &Program) -> Result<f64> {
        let few = self.meter.syscalls(program, self.job(COUNTED))?;
        self.stage.clear()?;
        let many = self.meter.syscalls(program, self.job(2 * COUNTED))?;
        self.stage.clear()?;
        Ok((many as f64 - few as f64) / COUNTED as f64)
    }
}
