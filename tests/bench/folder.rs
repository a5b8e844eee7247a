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

/// Memory is steadier than a disk. But the largest file has to fit twice: where it is sent from and where it arrives.
const MEMORY: &str = "/dev/shm";

/// Twice the largest file, and as much again so that the machine does not start to swap.
const ROOM_NEEDED: u64 = 4 << 30;

/// The start of the folder's name; the process id follows.
const PREFIX: &str = "trueftp-bench-";

/// A folder that is removed, with all that is in it, when this is dropped.
pub(crate) struct BenchFolder {
    path: PathBuf,
}

impl BenchFolder {
    /// Makes the folder.
    pub(crate) fn new() -> Result<BenchFolder> {
        let parent = match env::var_os("TRUEFTP_BENCH_DIR") {
            Some(parent) => parent.into(),
            None if has_room(Path::new(MEMORY)) => MEMORY.into(),
            None => env::temp_dir(),
        };
        remove_leftovers(&parent)?;
        let path = parent.join(format!("{PREFIX}{}", process::id()));
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
        let owner = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).and_then(|id| id.parse().ok());
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
