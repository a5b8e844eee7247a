//! The files of a workload: what is transferred, where it goes, and whether it arrived.

use std::fs::{self, File, Permissions};
use std::io::{BufReader, BufWriter, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::folder::BenchFolder;
use crate::workload::{Task, Workload};

/// What the server's file or directory is called; the start of the name for uploads, which get a number.
pub(crate) const REMOTE: &str = "f";

const CHUNK: usize = 1 << 20;

/// Everything a workload needs on the disk.
pub(crate) struct Stage {
    workload: &'static Workload,
    root: PathBuf,
    source: PathBuf,
    local: PathBuf,
}

impl Stage {
    /// Makes the server's folder and whatever the workload transfers.
    pub(crate) fn set(workload: &'static Workload, folder: &BenchFolder) -> Result<Stage> {
        let root = folder.subfolder("root")?;
        let local = folder.path().join("local");
        let remote = root.join(REMOTE);
        match workload.task {
            Task::Put => create_file(&local, workload.size)?,
            Task::Get | Task::Read => create_file(&remote, workload.size)?,
            Task::List => create_directory(&remote, workload.size)?,
        }
        let source = if workload.task == Task::Put { local.clone() } else { remote };
        Ok(Stage { workload, root, source, local })
    }

    /// The folder that the server gives access to.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The file that the clients read or write.
    pub(crate) fn local(&self) -> &Path {
        &self.local
    }

    /// Checks that everything arrived, by its size or number, and if asked to by its bytes.
    pub(crate) fn check(&self, moved: u64, bytes_too: bool) -> Result<()> {
        let Workload { task, size, count, .. } = *self.workload;
        let (expected, files) = match task {
            Task::Put => (count, count),
            Task::Get => (count, 1),
            Task::Read | Task::List => (size * count, 0),
        };
        let arrived = self.arrived()?;
        if moved != expected || arrived.len() as u64 != files {
            return Err(
                format!("{moved} and {} files instead of {expected} and {files}", arrived.len()).into()
            );
        }
        for path in arrived {
            if fs::metadata(&path)?.len() != size || (bytes_too && differ(&self.source, &path)?) {
                return Err(format!("{} is not what was sent", path.display()).into());
            }
        }
        Ok(())
    }

    /// Removes what arrived, for the next client.
    pub(crate) fn clear(&self) -> Result<()> {
        for path in self.arrived()? {
            fs::remove_file(path)?;
        }
        Ok(())
    }

    /// The files that the transfers made.
    fn arrived(&self) -> Result<Vec<PathBuf>> {
        match self.workload.task {
            Task::Put => fs::read_dir(&self.root)?.map(|entry| Ok(entry?.path())).collect(),
            Task::Get => Ok(vec![self.local.clone()]),
            Task::Read | Task::List => Ok(vec![]),
        }
    }
}

/// Writes a file without holes and with nothing in it that could be compressed or shared. That leaves it in the cache.
fn create_file(path: &Path, size: u64) -> Result<()> {
    let mut file = BufWriter::with_capacity(CHUNK, File::create(path)?);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..size / 8 {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        file.write_all(&state.to_le_bytes())?;
    }
    file.flush()?;
    // The server, another user, has to read it whatever the umask is.
    fs::set_permissions(path, Permissions::from_mode(0o644))?;
    Ok(())
}

/// Makes a directory with empty files.
fn create_directory(path: &Path, entries: u64) -> Result<()> {
    fs::create_dir(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o755))?;
    for number in 0..entries {
        File::create(path.join(format!("report {number:05}.txt")))?;
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
