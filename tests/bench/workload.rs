//! What is measured, and what it may cost.

use crate::clients::Client;

/// What a client does; what exactly that is stands in `bench_main.c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Uploads of one file, each under a name of its own.
    Put,
    /// Downloads of one file to the disk.
    Get,
    /// Downloads of one file, piece by piece, to nowhere.
    Read,
    /// Listings of one directory.
    List,
}

impl Task {
    /// The name for the clients.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Task::Put => "put",
            Task::Get => "get",
            Task::Read => "read",
            Task::List => "list",
        }
    }
}

/// One task, done a number of times by each client.
pub(crate) struct Workload {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// The name in the tables.
    pub(crate) title: &'static str,
    /// What is done.
    pub(crate) task: Task,
    /// The size of the file, or the number of the directory's entries.
    pub(crate) size: u64,
    /// How often it is done in one run.
    pub(crate) count: u64,
    /// Whether the files are in memory: making many small ones measures a disk's journal. Large ones lie on a disk in
    /// life, and pages of a file in memory are no measure for those of a disk's cache.
    pub(crate) in_memory: bool,
    /// Counted runs, when the command line does not say.
    pub(crate) runs: usize,
    /// Who does it, in the order they take turns in.
    pub(crate) clients: &'static [Client],
    /// What the library is compared to.
    pub(crate) base: Client,
    /// What the library may cost at most, as parts of the base's cost.
    pub(crate) limits: Limits,
}

/// The largest allowed ratios; `None` where nothing was promised.
pub(crate) struct Limits {
    /// Wall time.
    pub(crate) wall: Option<f64>,
    /// CPU time.
    pub(crate) cpu: Option<f64>,
    /// Peak memory.
    pub(crate) memory: Option<f64>,
}

/// The library, its rival and the lower limit.
const RIVALS: &[Client] = &[Client::Libcurl, Client::Trueftp, Client::Raw];

/// Every workload. Short runs depend on where the scheduler happens to put client and server, so there are more of them.
pub(crate) static ALL: [&Workload; 6] = [
    &Workload {
        name: "put-small",
        title: "upload 400 x 4 KiB",
        task: Task::Put,
        size: 4 << 10,
        count: 400,
        in_memory: true,
        runs: 15,
        clients: RIVALS,
        base: Client::Libcurl,
        limits: Limits { wall: Some(0.90), cpu: Some(0.65), memory: None },
    },
    &Workload {
        name: "put-logged",
        title: "upload 400 x 4 KiB, without and with a transcript",
        task: Task::Put,
        size: 4 << 10,
        count: 400,
        in_memory: true,
        runs: 15,
        clients: &[Client::Trueftp, Client::Logged],
        base: Client::Trueftp,
        limits: Limits { wall: Some(1.05), cpu: None, memory: None },
    },
    &Workload {
        name: "put-large",
        title: "upload 1 x 1 GiB",
        task: Task::Put,
        size: 1 << 30,
        count: 1,
        in_memory: false,
        runs: 7,
        clients: RIVALS,
        base: Client::Libcurl,
        limits: Limits { wall: Some(0.85), cpu: Some(0.20), memory: Some(0.35) },
    },
    &Workload {
        name: "get",
        title: "download 1 x 1 GiB to disk",
        task: Task::Get,
        size: 1 << 30,
        count: 1,
        in_memory: false,
        runs: 15,
        clients: RIVALS,
        base: Client::Libcurl,
        limits: Limits { wall: Some(1.00), cpu: Some(1.00), memory: None },
    },
    &Workload {
        name: "read",
        title: "read 1 GiB in pieces of 64 KiB, thrown away",
        task: Task::Read,
        size: 1 << 30,
        count: 1,
        in_memory: false,
        runs: 9,
        clients: RIVALS,
        base: Client::Raw,
        limits: Limits { wall: Some(1.10), cpu: None, memory: None },
    },
    &Workload {
        name: "list",
        title: "10 x 10000 entries (libcurl: a wildcard, or it would not parse; raw: counts lines)",
        task: Task::List,
        size: 10_000,
        count: 10,
        in_memory: true,
        runs: 15,
        clients: RIVALS,
        base: Client::Libcurl,
        limits: Limits { wall: Some(1.00), cpu: Some(1.00), memory: None },
    },
];

impl Workload {
    /// The workload of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Workload> {
        ALL.into_iter().find(|workload| workload.name == name)
    }
}
