//! What the command line asks for.

use crate::Result;
use crate::clients::Client;
use crate::workload::{self, Workload};

/// What to run.
pub(crate) struct Options {
    /// Counted runs of each client; each workload has its own number otherwise.
    pub(crate) runs: Option<usize>,
    /// The workloads, in the order given.
    pub(crate) workloads: Vec<&'static Workload>,
    /// The clients, in the order they take turns in.
    pub(crate) clients: Vec<Client>,
}

impl Options {
    /// Reads the arguments (without the program's name).
    pub(crate) fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Options> {
        let mut options =
            Options { runs: None, workloads: workload::ALL.to_vec(), clients: Client::ALL.to_vec() };
        while let Some(name) = arguments.next() {
            // What cargo adds by itself.
            if name == "--bench" {
                continue;
            }
            let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--runs" => options.runs = Some(positive(&value)?),
                "--workloads" => options.workloads = list(&value, Workload::named)?,
                "--clients" => options.clients = list(&value, Client::named)?,
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        Ok(options)
    }
}

fn positive(value: &str) -> Result<usize> {
    match value.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("not a number of runs: {value}").into()),
    }
}

fn list<T>(value: &str, named: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    value.split(',').map(|name| named(name).ok_or_else(|| format!("there is no {name}").into())).collect()
}
