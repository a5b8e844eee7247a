//! Keeping uploads somewhere else than in memory.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// A place for uploads.
pub trait Store: Send + Sync + fmt::Debug {
    /// Begins a file; an error makes the server refuse the upload with 553.
    fn create(&self, name: &[u8]) -> io::Result<Box<dyn Incoming>>;
}

/// A file on its way in. Dropped without [`keep`](Incoming::keep), it leaves nothing behind.
pub trait Incoming: Write + Send {
    /// Makes the file permanent.
    fn keep(self: Box<Self>) -> io::Result<()>;
}

/// A store that keeps files in one directory and never writes outside of it.
#[derive(Clone, Debug)]
pub struct Directory {
    path: PathBuf,
}

impl Directory {
    /// A store in this directory, which must exist.
    pub fn new(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().canonicalize()?;
        if path.is_dir() { Ok(Self { path }) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// The place of a plain file name (one leading slash is allowed); anything that could lead
    /// elsewhere is refused, on every system alike.
    fn place(&self, name: &[u8]) -> io::Result<PathBuf> {
        let refused = || io::Error::from(io::ErrorKind::InvalidInput);
        let name = std::str::from_utf8(name).map_err(|_| refused())?;
        let name = name.strip_prefix('/').unwrap_or(name);
        let odd = |c: char| matches!(c, '/' | '\\' | ':' | '\0'..='\x1f');
        if name.is_empty() || name == "." || name == ".." || name.contains(odd) {
            return Err(refused());
        }
        Ok(self.path.join(OsStr::new(name)))
    }
}

impl Store for Directory {
    fn create(&self, name: &[u8]) -> io::Result<Box<dyn Incoming>> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let target = self.place(name)?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let part = self.path.join(format!(".{}-{count}.part", process::id()));
        // `create_new` does not follow links, and the rename at the end replaces one.
        let file = File::create_new(&part)?;
        Ok(Box::new(PartFile { file: Some(file), part, target }))
    }
}

struct PartFile {
    file: Option<File>,
    part: PathBuf,
    target: PathBuf,
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Incoming for PartFile {
    fn keep(mut self: Box<Self>) -> io::Result<()> {
        // Some errors of earlier writes are reported only here.
        if let Some(file) = self.file.take() {
            file.sync_all()?;
        }
        fs::rename(&self.part, &self.target)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        // Closed first: Windows does not remove an open file. After `keep` there is none.
        self.file = None;
        let _ = fs::remove_file(&self.part);
    }
}
