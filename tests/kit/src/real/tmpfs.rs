//! A disk that is easily full: the way to a server's real 451 or 452.

use std::ffi::CString;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::provisioned;
use super::scratch::ScratchDir;

/// The size of the disk.
const MIB: usize = 1024 * 1024;

/// A file system in memory, for [`super::RealServer::start_in`]; unmounted when dropped.
#[derive(Debug)]
pub struct Mounted {
    folder: ScratchDir,
}

impl Mounted {
    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Mounts a disk of one MiB without a free byte: a new file can be made on it, but stays empty.
///
/// `None` as with [`small_tmpfs`].
pub fn full_tmpfs() -> Option<Mounted> {
    let disk = small_tmpfs()?;
    fs::write(disk.path().join("filler"), vec![0; MIB]).expect("a filler that just fits");
    Some(disk)
}

/// Mounts an empty disk of one MiB.
///
/// `None`, with one line on standard error, when this process may not mount; where `CI=true` that
/// is a panic.
pub fn small_tmpfs() -> Option<Mounted> {
    let folder = ScratchDir::named("tmpfs");
    match mount(folder.path()) {
        Ok(()) => Some(Mounted { folder }),
        Err(error) => {
            assert!(!provisioned::is_ci(), "no tmpfs can be mounted: {error}");
            eprintln!("nothing is tried on a full disk: no tmpfs can be mounted: {error}");
            None
        }
    }
}

fn mount(folder: &Path) -> io::Result<()> {
    let target = c_path(folder);
    // SAFETY: the strings end with a zero byte and outlive the call.
    let result = unsafe {
        libc::mount(
            c"tmpfs".as_ptr(),
            target.as_ptr(),
            c"tmpfs".as_ptr(),
            libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC,
            c"size=1m,mode=755".as_ptr().cast(),
        )
    };
    match result {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let target = c_path(self.folder.path());
        // Detached, so that a process that still has a file open there cannot prevent it.
        // SAFETY: the string ends with a zero byte and outlives the call.
        unsafe { libc::umount2(target.as_ptr(), libc::MNT_DETACH) };
    }
}

fn c_path(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).expect("a path without zero bytes")
}
