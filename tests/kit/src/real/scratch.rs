//! Temporary folders and files.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Kind;

/// A temporary folder that is removed, with all that is in it, when this is dropped.
#[derive(Debug)]
pub struct ScratchDir {
    path: PathBuf,
}

impl ScratchDir {
    /// Makes the private folder of a server.
    pub fn new(kind: Kind) -> ScratchDir {
        Self::named(&format!("{kind:?}").to_lowercase())
    }

    /// Makes a folder whose name says what it is for.
    pub fn named(purpose: &str) -> ScratchDir {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("trueftp-{purpose}-{}-{count}", process::id());
        let path = env::temp_dir().join(name);
        // Process ids are reused: the folder may be left from a process that was killed.
        let _ = fs::remove_dir_all(&path);
        make_readable_folder(&path);
        ScratchDir { path }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a folder in it.
    pub fn subfolder(&self, name: &str) -> PathBuf {
        let path = self.path.join(name);
        make_readable_folder(&path);
        path
    }
}

impl Drop for ScratchDir {
    fn drop(&mut self) {
        // A server that was just killed may still finish the write it was in, and so make a
        // folder "not empty" again. A folder that stays is not worth a failed test.
        for _ in 0..10 {
            if fs::remove_dir_all(&self.path).is_ok() || !self.path.exists() {
                return;
            }
        }
    }
}

/// A file elsewhere that is removed when this is dropped.
#[derive(Debug)]
pub struct ScratchFile {
    path: PathBuf,
}

impl ScratchFile {
    /// Owns a file that is about to be written.
    pub fn at(path: PathBuf) -> ScratchFile {
        ScratchFile { path }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for ScratchFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Readable whatever the umask: the servers change to another user. Not writable for others, as
/// ProFTPD refuses user files in such folders.
fn make_readable_folder(path: &Path) {
    fs::create_dir(path).expect("a new temporary folder");
    fs::set_permissions(path, Permissions::from_mode(0o755)).expect("our own folder");
}
