//! What is uploaded, and whether it arrived.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use crate::Result;

/// The clients upload as `f0`, `f1`, …
pub(crate) const REMOTE_PREFIX: &str = "f";

const CHUNK: usize = 1 << 20;

/// One file, uploaded a number of times by each client.
pub(crate) struct Workload {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// The name in the tables.
    pub(crate) title: &'static str,
    /// The size of the file.
    pub(crate) size: u64,
    /// How often it is uploaded in one run.
    pub(crate) count: usize,
    /// Whether the files are in memory: making many small ones measures a disk's journal. Large ones lie on a disk in
    /// life, and pages of a file in memory are no measure for those of a disk's cache.
    pub(crate) in_memory: bool,
    /// Counted runs, when the command line does not say.
    pub(crate) runs: usize,
    /// What the library may cost at most, as parts of libcurl's cost.
    pub(crate) limits: Limits,
}

/// The largest allowed ratios to libcurl; `None` where nothing was promised.
pub(crate) struct Limits {
    /// Wall time.
    pub(crate) wall: Option<f64>,
    /// CPU time.
    pub(crate) cpu: Option<f64>,
    /// Peak memory.
    pub(crate) memory: Option<f64>,
}

/// Every workload. Short runs depend on where the scheduler happens to put client and server, so there are more of them.
pub(crate) static ALL: [&Workload; 2] = [
    &Workload {
        name: "small",
        title: "400 x 4 KiB",
        size: 4 << 10,
        count: 400,
        in_memory: true,
        runs: 15,
        limits: Limits { wall: Some(0.90), cpu: Some(0.65), memory: None },
    },
    &Workload {
        name: "large",
        title: "1 x 1 GiB",
        size: 1 << 30,
        count: 1,
        in_memory: false,
        runs: 7,
        limits: Limits { wall: Some(0.85), cpu: Some(0.20), memory: Some(0.35) },
    },
];

impl Workload {
    /// The workload of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Workload> {
        ALL.into_iter().find(|workload| workload.name == name)
    }

    /// Writes the file to upload: no holes, nothing that could be compressed or shared.
    pub(crate) fn create_source(&self, path: &Path) -> Result<()> {
        let mut file = BufWriter::with_capacity(CHUNK, File::create(path)?);
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..self.size / 8 {
            // xorshift64
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            file.write_all(&state.to_le_bytes())?;
        }
        file.flush()?;
        Ok(())
    }

    /// Checks number, names and sizes of the uploaded files, and their bytes if there is something to compare with.
    pub(crate) fn check_uploads(&self, root: &Path, source: Option<&Path>) -> Result<()> {
        let found = fs::read_dir(root)?.count();
        if found != self.count {
            return Err(format!("{found} files arrived instead of {}", self.count).into());
        }
        for number in 0..self.count {
            let path = root.join(format!("{REMOTE_PREFIX}{number}"));
            let size = fs::metadata(&path)?.len();
            let differs = size != self.size || source.map_or(Ok(false), |source| differ(source, &path))?;
            if differs {
                return Err(format!("{} ({size} bytes) is not what was sent", path.display()).into());
            }
        }
        Ok(())
    }
}

/// Empties the server's folder.
pub(crate) fn remove_uploads(root: &Path) -> Result<()> {
    for entry in fs::read_dir(root)? {
        fs::remove_file(entry?.path())?;
    }
    Ok(())
}

/// Whether two files of the same size differ.
fn differ(one: &Path, other: &Path) -> Result<bool> {
    let mut one = BufReader::with_capacity(CHUNK, File::open(one)?);
    let mut other = File::open(other)?;
    let mut buffer = vec![0; CHUNK];
    loop {
        let size = one.read(&mut buffer)?;
        if size == 0 {
            return Ok(false);
        }
        let mut expected = vec![0; size];
        other.read_exact(&mut expected)?;
        if expected != buffer[..size] {
            return Ok(true);
        }
    }
}
