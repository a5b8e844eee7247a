//! A local file that is created or replaced only once it is complete.

use std::collections::hash_map::RandomState;
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io;
use std::path::{Path, PathBuf};

use crate::constants::win32::ERROR_FILE_EXISTS;
use crate::constants::windows::FILE_ATTRIBUTE_READONLY;
use crate::sys;

use super::{Error, number, open_error};

/// An incomplete file. It has a temporary name until it is kept; dropping it removes the file.
#[derive(Debug)]
pub(crate) struct NewFile {
    /// The caller's path with links resolved: a link to a file stays a link.
    target: PathBuf,
    /// `None` once it has the target's name.
    temporary: Option<PathBuf>,
    may_replace: bool,
    readonly: bool,
}

impl NewFile {
    /// Checks the target before the server is asked for anything.
    pub(crate) fn check(target: &Path, fail_if_exists: bool) -> Result<(), Error> {
        match target.symlink_metadata() {
            Ok(_) if fail_if_exists => Err(Error::LocalFile(ERROR_FILE_EXISTS)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match names_a_file(target) {
                true => Ok(()),
                false => Err(Error::LocalFile(open_error(target, &error))),
            },
            // Opening the file shows whether it can be replaced, and changes nothing. On Windows this is the
            // only check for a device.
            _ => {
                let opened = sys::open_to_replace(&mut File::options()).open(target);
                match opened.and_then(|file| sys::regular_file(&file)) {
                    // A link to a file that does not exist yet.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                    Err(error) => Err(Error::LocalFile(open_error(target, &error))),
                    Ok(_) => Ok(()),
                }
            }
        }
    }

    /// Creates the file under a temporary name next to the target.
    pub(crate) fn create(
        target: &Path,
        fail_if_exists: bool,
        attributes: u32,
    ) -> Result<(Self, File), Error> {
        let failed = |error: &io::Error| Error::LocalFile(open_error(target, error));
        // The program may change its current directory in the meantime.
        let target =
            target.canonicalize().or_else(|_| std::path::absolute(target)).map_err(|e| failed(&e))?;
        let (temporary, file) = create_beside(&target, attributes).map_err(|error| failed(&error))?;
        let readonly = attributes & FILE_ATTRIBUTE_READONLY != 0;
        let temporary = Some(temporary);
        let new_file = Self { target, temporary, may_replace: !fail_if_exists, readonly };
        Ok((new_file, file))
    }

    /// Renames the complete file to the target.
    pub(crate) fn keep(mut self, file: File) -> Result<(), Error> {
        // Some file systems report a full disk only when the file is closed.
        let kept = sys::keep_permissions(&file, &self.target)
            .and_then(|()| sys::close(file))
            .and_then(|()| self.rename());
        kept.and_then(|()| self.set_readonly()).map_err(|error| {
            Error::LocalFile(match error.kind() {
                io::ErrorKind::AlreadyExists => ERROR_FILE_EXISTS,
                _ => number(&error),
            })
        })
    }

    fn set_readonly(&self) -> io::Result<()> {
        if !self.readonly {
            return Ok(());
        }
        let mut permissions = self.target.metadata()?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&self.target, permissions)
    }

    fn rename(&mut self) -> io::Result<()> {
        if let Some(temporary) = &self.temporary {
            sys::rename(temporary, &self.target, self.may_replace)?;
        }
        self.temporary = None;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // If it cannot be removed, there is nothing better to do.
            let _ = sys::remove(temporary);
        }
    }
}

/// Whether a path ends in a name, and not in a separator.
fn names_a_file(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| path.as_os_str().as_encoded_bytes().ends_with(name.as_encoded_bytes()))
}

/// A new file with an unused name in the directory of another file, with no wider permissions than that file.
fn create_beside(target: &Path, attributes: u32) -> io::Result<(PathBuf, File)> {
    loop {
        // Other processes, of other systems too, may work in the same directory.
        let random = RandomState::new().hash_one(());
        let path = target.with_file_name(format!(".trueftp-{random:016x}.part"));
        match sys::create_like(&path, target, attributes) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary::folder;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        names.map(|name| name.into_string().expect("a plain name")).collect()
    }

    #[test]
    fn kept_or_gone() {
        let folder = folder("kept");
        let target = folder.join("target");
        let (new_file, file) = NewFile::create(&target, false, 0).expect("a new file");
        assert!(names(&folder).iter().all(|name| name.starts_with(".trueftp-")));
        drop((new_file, file));
        assert!(names(&folder).is_empty());
        for may_replace in [false, true] {
            let (new_file, file) = NewFile::create(&target, !may_replace, 0).expect("a new file");
            new_file.keep(file).expect("nothing is in the way");
            assert_eq!(names(&folder), ["target"]);
        }
        let (new_file, file) = NewFile::create(&target, true, 0).expect("a new file");
        assert_eq!(new_file.keep(file), Err(Error::LocalFile(ERROR_FILE_EXISTS)));
        assert_eq!(names(&folder), ["target"]);
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    #[test]
    fn a_relative_path_is_fixed_at_the_start() {
        let new = Path::new("trueftp-unit-no-such-file");
        let (new_file, _file) = NewFile::create(new, false, 0).expect("a new file");
        assert!(new_file.target.is_absolute());
        assert!(new_file.temporary.as_ref().is_some_and(|temporary| temporary.is_absolute()));
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_never_readable_by_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder("private");
        let target = folder.join("target");
        fs::write(&target, "old").expect("a file");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).expect("it is ours");
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        let (new_file, file) = NewFile::create(&target, false, 0).expect("a new file");
        assert_eq!(mode(new_file.temporary.as_ref().expect("not kept yet")), 0o600);
        new_file.keep(file).expect("nothing is in the way");
        assert_eq!(mode(&target), 0o600);
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
