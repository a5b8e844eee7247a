//! The file that a transcript is written to. Other processes may write to the same file.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::sys;

/// A file of this size is renamed, and a new one is started.
const MAX_SIZE: u64 = 16 << 20;
/// How often the path is opened again: another process or a log rotation tool may have renamed the file.
const REOPEN_AFTER: Duration = Duration::from_secs(1);

/// A file that grows to a maximum size. Then it is renamed to its name with `.1` appended, and a new one is started.
pub(super) struct LogFile {
    path: PathBuf,
    file: File,
    /// Its size when it was opened, plus what this process has written since.
    size: u64,
    opened: Instant,
}

impl LogFile {
    /// Opens or creates the file. A relative path is resolved now: the program may change its directory later.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Self::open_at(std::path::absolute(path)?)
    }

    /// Writes whole lines in one call, so that lines of other processes come before or after them.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        let size = lines.len() as u64;
        if self.size + size > MAX_SIZE {
            self.rotate(size)?;
        } else if self.opened.elapsed() >= REOPEN_AFTER {
            match Self::open_at(self.path.clone()) {
                Ok(file) => *self = file,
                // For example, no descriptor is left. The open file still serves.
                Err(_) => self.opened = Instant::now(),
            }
        }
        self.size += size;
        self.file.write_all(lines)
    }

    /// Continues in a file that has room for `size` more bytes. If another process holds the lock, for example because it is
    /// rotating the file now, the lines go into the current file.
    fn rotate(&mut self, size: u64) -> io::Result<()> {
        *self = Self::open_at(self.path.clone())?;
        if self.size + size > MAX_SIZE && sys::try_lock(&self.file) {
            rename_full(&self.path, size)?;
            // This closes the locked file, which releases the lock.
            *self = Self::open_at(self.path.clone())?;
        }
        Ok(())
    }

    fn open_at(path: PathBuf) -> io::Result<Self> {
        let file = sys::append_options().create(true).open(&path)?;
        // Only a regular file can be rotated, and a pipe may have no reader. Windows returns no metadata for a device.
        let metadata = file.metadata().ok().filter(Metadata::is_file).ok_or(ErrorKind::PermissionDenied)?;
        Ok(Self { path, file, size: metadata.len(), opened: Instant::now() })
    }
}

/// Renames the file if it has no room for `size` more bytes. Another process may have done so before this one got the lock.
fn rename_full(path: &Path, size: u64) -> io::Result<()> {
    if fs::metadata(path).map_or(0, |metadata| metadata.len()) + size <= MAX_SIZE {
        return Ok(());
    }
    let mut old = path.as_os_str().to_owned();
    old.push(".1");
    // The maximum size is promised: if the file cannot be renamed, its lines are discarded.
    fs::rename(path, old).or_else(|_| File::options().write(true).truncate(true).open(path).map(drop))
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;
    use crate::temporary::folder;

    #[test]
    fn a_device_is_refused() {
        let device = if cfg!(windows) { "NUL" } else { "/dev/null" };
        let Err(error) = LogFile::open(Path::new(device)) else { panic!("a device") };
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    }

    fn size(path: &Path) -> u64 {
        fs::metadata(path).map_or(0, |metadata| metadata.len())
    }

    /// A process that loses the race for the rotation keeps writing and does not wait.
    #[test]
    fn a_rotation_by_another_process_is_not_waited_for() {
        let folder = folder("another");
        let [path, before] = ["log", "log.1"].map(|name| folder.join(name));
        File::create(&path).and_then(|file| file.set_len(MAX_SIZE)).expect("a new file");
        let [mut log, other] = [(); 2].map(|()| LogFile::open(&path).expect("the file exists"));
        assert!(sys::try_lock(&other.file));
        log.write(b"line\n").expect("a line is written");
        assert_eq!((size(&path), before.exists()), (MAX_SIZE + 5, false));
        drop(other);
        log.write(b"line\n").expect("a line is written");
        assert_eq!((size(&path), size(&before)), (5, MAX_SIZE + 5));
        drop(log);
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    /// All writers find the file full at the same time, and it is renamed once.
    #[test]
    fn writers_that_rotate_at_the_same_time_rename_the_file_once() {
        const MANY: usize = 8;
        let folder = folder("many");
        let [path, before] = ["log", "log.1"].map(|name| folder.join(name));
        for round in 0..30 {
            File::create(&path).and_then(|file| file.set_len(MAX_SIZE)).expect("a new file");
            let together = Barrier::new(MANY);
            thread::scope(|scope| {
                for _ in 0..MANY {
                    scope.spawn(|| {
                        let mut log = LogFile::open(&path).expect("the file exists");
                        together.wait();
                        log.write(b"line\n").expect("a line is written");
                    });
                }
            });
            assert!(size(&before) >= MAX_SIZE, "round {round}: {} {}", size(&before), size(&path));
            // Under Wine, lines that are appended at the same time may overwrite each other.
            let lines = if cfg!(windows) { 1 } else { MANY as u64 };
            assert!(size(&before) + size(&path) >= MAX_SIZE + 5 * lines, "round {round}");
        }
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
