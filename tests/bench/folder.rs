//! Where the files of a bench live.

use std::env;
use std::ffi::CString;
use std::fs::{self, Permissions};
use std::mem::MaybeUninit;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process;

use crate::Result;

/// Files that are in memory.
const MEMORY: &str = "/dev/shm";

/// More than the small files need, so that the machine does not start to swap.
const ROOM_NEEDED: u64 = 1 << 30;

/// The start of the folder's name; the process id and the purpose follow.
const PREFIX: &str = "trueftp-bench-";

/// A folder that is removed, with all that is in it, when this is dropped.
pub(crate) struct BenchFolder {
    path: PathBuf,
}

impl BenchFolder {
    /// A folder where files usually are.
    pub(crate) fn on_disk(purpose: &str) -> Result<BenchFolder> {
        BenchFolder::within(&chosen().unwrap_or_else(env::temp_dir), purpose)
    }

    /// A folder in memory, if there is room.
    pub(crate) fn in_memory(purpose: &str) -> Result<BenchFolder> {
        let memory = || has_room(Path::new(MEMORY)).then(|| MEMORY.into());
        BenchFolder::within(&chosen().or_else(memory).unwrap_or_else(env::temp_dir), purpose)
    }

    fn within(parent: &Path, purpose: &str) -> Result<BenchFolder> {
        remove_leftovers(parent)?;
        let path = parent.join(format!("{PREFIX}{}-{purpose}", process::id()));
        make_folder(&path)?;
        Ok(BenchFolder { path })
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a folder in it.
    pub(crate) fn subfolder(&self, name: &str) -> Result<PathBuf> {
        let path = self.path.join(name);
        make_folder(&path)?;
        Ok(path)
    }
}

/// Where the caller wants all files.
fn chosen() -> Option<PathBuf> {
    env::var_os("TRUEFTP_BENCH_DIR").map(PathBuf::from)
}

impl Drop for BenchFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Readable whatever the umask: the server changes to another user.
fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    fs::set_permissions(path, Permissions::from_mode(0o755))?;
    Ok(())
}

/// A bench that was killed dropped nothing, and its gigabytes may sit in memory.
fn remove_leftovers(parent: &Path) -> Result<()> {
    for entry in fs::read_dir(parent).map_err(|error| format!("{}: {error}", parent.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let tail = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let owner = tail.and_then(|tail| tail.split('-').next()).and_then(|id| id.parse().ok());
        if owner.is_some_and(|owner: u32| !Path::new("/proc").join(owner.to_string()).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

fn has_room(folder: &Path) -> bool {
    free_bytes(folder) >= ROOM_NEEDED && available_memory() >= ROOM_NEEDED
}

fn free_bytes(folder: &Path) -> u64 {
    let Ok(path) = CString::new(folder.as_os_str().as_bytes()) else {
        return 0;
    };
    let mut disk = MaybeUninit::<libc::statvfs>::uninit();
    // SAFETY: the path ends with a zero byte; `disk` is as large as statvfs expects, and only read when it was filled.
    unsafe {
        match libc::statvfs(path.as_ptr(), disk.as_mut_ptr()) {
            0 => {
                let disk = disk.assume_init();
                disk.f_bavail * disk.f_frsize
            }
            _ => 0,
        }
    }
}

/// A folder in memory may be allowed to grow larger than the memory that is left.
fn available_memory() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kibibytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kibibytes.unwrap_or(0) << 10
}
