//! The tables.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::clients::{self, Client, Program};
use crate::measure::Cost;
use crate::workload::Workload;

/// The most that the stripped library may have, in bytes.
const LIBRARY_LIMIT: u64 = 1 << 20;

/// The costs in the order of the columns.
const COLUMNS: [fn(&Cost) -> f64; 3] = [|cost| cost.wall, |cost| cost.cpu, |cost| cost.memory];

/// Prints for each program the median of each cost and its spread.
pub(crate) fn costs(workload: &Workload, programs: &[&Program], rounds: &[Vec<Cost>]) {
    println!("\n{}: {}; median (least - most) of {} runs", workload.name, workload.title, rounds.len());
    println!("{:<10}{:>28}{:>28}{:>28}", "", "wall [ms]", "CPU [ms]", "peak memory [KiB]");
    for (place, program) in programs.iter().enumerate() {
        let cells = COLUMNS.map(|cost| {
            let spread = Spread::of(rounds.iter().map(|round| cost(&round[place])));
            let digits = if spread.median < 1000.0 { 1 } else { 0 };
            spread.text(digits)
        });
        println!("{:<10}{:>28}{:>28}{:>28}", program.client.name(), cells[0], cells[1], cells[2]);
    }
}

/// Prints how each program compares to the workload's base: the median of the rounds' ratios, their spread, and the limit.
pub(crate) fn ratios(workload: &Workload, programs: &[&Program], rounds: &[Vec<Cost>]) {
    let Some(base) = programs.iter().position(|program| program.client == workload.base) else {
        return;
    };
    println!("\n{}, ratio to {} (median of the rounds' ratios)", workload.name, workload.base.name());
    println!("{:<10}{:>28}{:>28}{:>28}", "", "wall", "CPU", "peak memory");
    let limits = [workload.limits.wall, workload.limits.cpu, workload.limits.memory];
    let cells = limits.map(|limit| limit.map_or("-".to_owned(), |limit| format!("<= {limit:.2}")));
    println!("{:<10}{:>28}{:>28}{:>28}", "limit", cells[0], cells[1], cells[2]);
    for (place, program) in programs.iter().enumerate().filter(|(place, _)| *place != base) {
        let cells = [0, 1, 2].map(|column| {
            let cost = COLUMNS[column];
            let ratio = Spread::of(rounds.iter().map(|round| cost(&round[place]) / cost(&round[base])));
            let is_over = matches!(program.client, Client::Trueftp | Client::Logged)
                && limits[column].is_some_and(|limit| ratio.median > limit);
            format!("{}{}", if is_over { "OVER  " } else { "" }, ratio.text(2))
        });
        println!("{:<10}{:>28}{:>28}{:>28}", program.client.name(), cells[0], cells[1], cells[2]);
    }
}

/// Prints how many system calls one transfer takes each program, where that can be counted.
pub(crate) fn syscalls(workload: &Workload, programs: &[&Program], count: impl Fn(&Program) -> Result<f64>) {
    let cells: Vec<String> = programs
        .iter()
        .map(|program| match count(program) {
            Ok(calls) => format!("{} {calls:.1}", program.client.name()),
            // Tracing may be forbidden; that is not what the bench is about.
            Err(_) => format!("{} not counted", program.client.name()),
        })
        .collect();
    println!("\nsystem calls per {}: {}", workload.task.name(), cells.join(", "));
}

/// Prints the size of the stripped library, made in a folder.
pub(crate) fn library_size(folder: &Path) {
    match stripped_size(folder) {
        Ok(size) => {
            let verdict = if size > LIBRARY_LIMIT { "OVER" } else { "within" };
            println!("\nlibtrueftp.so, stripped: {size} bytes, {verdict} the limit of {LIBRARY_LIMIT}");
        }
        Err(error) => println!("\nlibtrueftp.so, stripped: not measured: {error}"),
    }
}

fn stripped_size(folder: &Path) -> Result<u64> {
    let library = clients::library_folder()?.join("libtrueftp.so");
    let stripped = folder.join("stripped.so");
    let status = Command::new("strip").arg("-o").arg(&stripped).arg(&library).status()?;
    match status.success() {
        true => Ok(fs::metadata(&stripped)?.len()),
        false => Err(format!("strip failed on {}", library.display()).into()),
    }
}

/// The middle and the ends of some numbers.
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Spread {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let median = match values.len() % 2 {
            1 => values[middle],
            _ => (values[middle - 1] + values[middle]) / 2.0,
        };
        Spread { least: values[0], median, most: values[values.len() - 1] }
    }

    fn text(&self, digits: usize) -> String {
        format!("{:.digits$} ({:.digits$} - {:.digits$})", self.median, self.least, self.most)
    }
}
