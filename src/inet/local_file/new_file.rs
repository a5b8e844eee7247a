//! A local file that appears, or is replaced, only when all of it is there.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, Metadata};
use std::hash::BuildHasher;
use std::io;
use std::path::{Path, PathBuf};

use crate::net;

use super::{ERROR_ACCESS_DENIED, ERROR_FILE_EXISTS, Error, number, open_error, system};

const ATTRIBUTE_READONLY: u32 = 1;

/// A file on its way: until it is kept it has another name, and dropping it removes it.
#[derive(Debug)]
pub(in crate::inet) struct NewFile {
    /// What the caller named, with links followed: a link to a file stays a link.
    target: PathBuf,
    /// `None` once it has the target's name.
    temporary: Option<PathBuf>,
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
        let failed = |error: &io::Error| Error::LocalFile(open_error(target, error));
        // The program may change its directory meanwhile.
        let target =
            target.canonicalize().or_else(|_| std::path::absolute(target)).map_err(|e| failed(&e))?;
        let (temporary, file) = create_beside(&target).map_err(|error| failed(&error))?;
        let readonly = attributes & ATTRIBUTE_READONLY != 0;
        let temporary = Some(temporary);
        let new_file = Self { target, temporary, may_replace: !fail_if_exists, readonly };
        Ok((new_file, file))
    }

    /// Gives the whole file its name.
    pub(in crate::inet) fn keep(mut self, file: File) -> Result<(), Error> {
        // Some file systems tell of a full disk only when the file is closed.
        let kept = self.set_permissions(&file).and_then(|()| net::close(file)).and_then(|()| self.rename());
        kept.map_err(|error| {
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

    fn rename(&mut self) -> io::Result<()> {
        let Some(temporary) = &self.temporary else { return Ok(()) };
        if !self.may_replace {
            // A link, unlike a rename, never replaces what has come there meanwhile. Not every file system has links.
            match fs::hard_link(temporary, &self.target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    if self.target.symlink_metadata().is_ok() {
                        return Err(io::ErrorKind::AlreadyExists.into());
                    }
                }
                linked => return linked,
            }
        }
        fs::rename(temporary, &self.target)?;
        self.temporary = None;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // Where it cannot be removed, nothing better is left to do.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Whether a path ends in a name, and not in a separator.
fn names_a_file(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()))
}

/// A new file with a name nobody uses, in the directory of another, which nobody may read who may not read that.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let before: Option<Metadata> = target.metadata().ok();
    loop {
        // Other processes, of other systems too, may work in the same directory.
        let random = RandomState::new().hash_one(());
        let path = target.with_file_name(format!(".trueftp-{random:016x}.part"));
        let mut options = File::options();
        options.write(true).create_new(true);
        match system::protected_as(&mut options, before.as_ref()).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
