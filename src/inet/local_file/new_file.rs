//! A local file that appears, or is replaced, only when all of it is there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{ERROR_ACCESS_DENIED, ERROR_FILE_EXISTS, Error, number, open_error, system};

const ATTRIBUTE_READONLY: u32 = 1;

/// A file on its way: until it is kept it has another name, and dropping it removes it.
#[derive(Debug)]
pub(in crate::inet) struct NewFile {
    /// What the caller named, with links followed: a link to a file stays a link.
    target: PathBuf,
    temporary: PathBuf,
    may_replace: bool,
    readonly: bool,
}

impl NewFile {
    /// Finds what is wrong with the target before anything is asked of the server.
    pub(in crate::inet) fn check(target: &Path, fail_if_exists: bool) -> Result<(), Error> {
        match target.symlink_metadata() {
            Ok(_) if fail_if_exists => Err(Error::LocalFile(ERROR_FILE_EXISTS)),
            Ok(_) => {
                // The open tells whether it could be replaced, and changes nothing.
                let opened = system::at_once(File::options().write(true)).open(target);
                match opened.and_then(|file| file.metadata()) {
                    Ok(metadata) if metadata.is_file() => Ok(()),
                    Ok(_) => Err(Error::LocalFile(ERROR_ACCESS_DENIED)),
                    // A link to nothing yet.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                    Err(error) => Err(Error::LocalFile(open_error(target, &error))),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && names_a_file(target) => Ok(()),
            Err(error) => Err(Error::LocalFile(open_error(target, &error))),
        }
    }

    /// Makes the file under a name of its own beside the target.
    pub(in crate::inet) fn create(
        target: &Path,
        fail_if_exists: bool,
        attributes: u32,
    ) -> Result<(Self, File), Error> {
        let target = target.canonicalize().unwrap_or_else(|_| target.to_path_buf());
        let (temporary, file) =
            create_beside(&target).map_err(|error| Error::LocalFile(open_error(&target, &error)))?;
        let readonly = attributes & ATTRIBUTE_READONLY != 0;
        let new_file = Self { target, temporary, may_replace: !fail_if_exists, readonly };
        Ok((new_file, file))
    }

    /// Gives the whole file its name.
    pub(in crate::inet) fn keep(self, file: File) -> Result<(), Error> {
        self.set_permissions(&file).and_then(|()| self.rename()).map_err(|error| {
            Error::LocalFile(match error.kind() {
                io::ErrorKind::AlreadyExists => ERROR_FILE_EXISTS,
                _ => number(&error),
            })
        })
    }

    /// A file that is replaced keeps its permissions.
    fn set_permissions(&self, file: &File) -> io::Result<()> {
        if let Ok(before) = self.target.metadata() {
            file.set_permissions(before.permissions())?;
        }
        if self.readonly {
            let mut permissions = file.metadata()?.permissions();
            permissions.set_readonly(true);
            file.set_permissions(permissions)?;
        }
        Ok(())
    }

    fn rename(&self) -> io::Result<()> {
        if self.may_replace {
            return fs::rename(&self.temporary, &self.target);
        }
        // A link, unlike a rename, never replaces what has come there meanwhile. Not every file system has links.
        match fs::hard_link(&self.temporary, &self.target) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                if self.target.symlink_metadata().is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                fs::rename(&self.temporary, &self.target)
            }
            linked => linked,
        }
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // After a rename it is gone already; where it cannot be removed, nothing better is left to do.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Whether a path ends in a name, and not in a separator.
fn names_a_file(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()))
}

/// A new file with a name nobody uses, in the directory of another.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = target.with_file_name(format!(".trueftp-{}-{count}.part", process::id()));
        match File::options().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
