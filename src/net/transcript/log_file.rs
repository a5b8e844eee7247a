//! The file a transcript is written to. Other processes may write to it as well.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::sys;

/// A file of this size is renamed, and another begun.
const FULL: u64 = 16 << 20;
/// How often the path is opened anew: another process, or a program that turns logs over, may have renamed the file.
const STALE: Duration = Duration::from_secs(1);

/// A file that grows up to a size and then begins anew; the one before is kept with `.1` behind its name.
pub(super) struct LogFile {
    path: PathBuf,
    file: File,
    /// The size when it was opened, and what was written here since.
    size: u64,
    opened: Instant,
}

impl LogFile {
    /// Opens or creates it. The program may change its directory later.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Self::open_at(std::path::absolute(path)?)
    }

    /// Writes whole lines, all at once: what others write stands before or behind them.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        let size = lines.len() as u64;
        if self.size + size > FULL {
            self.turn_over(size)?;
        } else if self.opened.elapsed() >= STALE {
            match Self::open_at(self.path.clone()) {
                Ok(file) => *self = file,
                // As long as descriptors are short, say, the file at hand is good enough.
                Err(_) => self.opened = Instant::now(),
            }
        }
        self.size += size;
        self.file.write_all(lines)
    }

    /// Goes on in a file that has room for so many bytes. Where another process makes it this very moment, or holds the lock
    /// for whatever reason, these go into the one there is.
    fn turn_over(&mut self, size: u64) -> io::Result<()> {
        *self = Self::open_at(self.path.clone())?;
        if self.size + size > FULL && sys::try_lock(&self.file) {
            rename_full(&self.path, size)?;
            // The lock ends with the file that is replaced here.
            *self = Self::open_at(self.path.clone())?;
        }
        Ok(())
    }

    fn open_at(path: PathBuf) -> io::Result<Self> {
        let file = sys::append_options().create(true).open(&path)?;
        // A pipe may have no reader, a directory no lines, and neither can be renamed when it is full. Of a device Windows
        // knows nothing at all.
        let metadata = file.metadata().ok().filter(Metadata::is_file).ok_or(ErrorKind::PermissionDenied)?;
        Ok(Self { path, file, size: metadata.len(), opened: Instant::now() })
    }
}

/// Renames a file that has no room for so many bytes, unless another process did so before this one had the lock.
fn rename_full(path: &Path, size: u64) -> io::Result<()> {
    if fs::metadata(path).map_or(0, |metadata| metadata.len()) + size <= FULL {
        return Ok(());
    }
    let mut before = path.as_os_str().to_owned();
    before.push(".1");
    // In a directory where nothing may be renamed, the lines so far are given up: the size is a promise.
    fs::rename(path, before).or_else(|_| File::options().write(true).truncate(true).open(path).map(drop))
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;
    use crate::temporary::folder;

    #[test]
    fn what_is_no_file() {
        let device = if cfg!(windows) { "NUL" } else { "/dev/null" };
        let Err(error) = LogFile::open(Path::new(device)) else { panic!("a device") };
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    }

    fn size(path: &Path) -> u64 {
        fs::metadata(path).map_or(0, |metadata| metadata.len())
    }

    /// Who is not the one that turns the file over leaves it where it is, and waits for nobody.
    #[test]
    fn turned_over_by_another() {
        let folder = folder("another");
        let [path, before] = ["log", "log.1"].map(|name| folder.join(name));
        File::create(&path).and_then(|file| file.set_len(FULL)).expect("ours");
        let [mut log, other] = [(); 2].map(|()| LogFile::open(&path).expect("it is there"));
        assert!(sys::try_lock(&other.file));
        log.write(b"line\n").expect("it can be written");
        assert_eq!((size(&path), before.exists()), (FULL + 5, false));
        drop(other);
        log.write(b"line\n").expect("it can be written");
        assert_eq!((size(&path), size(&before)), (5, FULL + 5));
        drop(log);
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    /// Everyone finds the file full at once: it is renamed once.
    #[test]
    fn turned_over_by_many() {
        const MANY: usize = 8;
        let folder = folder("many");
        let [path, before] = ["log", "log.1"].map(|name| folder.join(name));
        for round in 0..30 {
            File::create(&path).and_then(|file| file.set_len(FULL)).expect("ours");
            let together = Barrier::new(MANY);
            thread::scope(|scope| {
                for _ in 0..MANY {
                    scope.spawn(|| {
                        let mut log = LogFile::open(&path).expect("it is there");
                        together.wait();
                        log.write(b"line\n").expect("it can be written");
                    });
                }
            });
            assert!(size(&before) >= FULL, "round {round}: {} {}", size(&before), size(&path));
            // Under Wine, lines that are added at the same moment may lie upon each other.
            let lines = if cfg!(windows) { 1 } else { MANY as u64 };
            assert!(size(&before) + size(&path) >= FULL + 5 * lines, "round {round}");
        }
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
