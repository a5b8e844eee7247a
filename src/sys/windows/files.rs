//! Local files.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::ffi::OsStrExt;
use std::os::windows::fs::{MetadataExt, OpenOptionsExt};
use std::os::windows::io::AsRawHandle;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use windows_sys::Win32::Foundation::{
    ERROR_ACCESS_DENIED, ERROR_INVALID_FUNCTION, ERROR_INVALID_PARAMETER, ERROR_LOCK_VIOLATION,
    ERROR_NOT_SUPPORTED, ERROR_SHARING_VIOLATION, GENERIC_WRITE,
};
use windows_sys::Win32::Storage::FileSystem::{
    DELETE, FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_ENCRYPTED, FILE_ATTRIBUTE_HIDDEN,
    FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_SYSTEM,
    FILE_ATTRIBUTE_TEMPORARY, FILE_SHARE_DELETE, FILE_TYPE_DISK, GetFileType, LOCKFILE_EXCLUSIVE_LOCK,
    LOCKFILE_FAIL_IMMEDIATELY, LockFileEx, MoveFileExW, READ_CONTROL, WRITE_DAC,
};
use windows_sys::Win32::System::IO::{OVERLAPPED, OVERLAPPED_0_0};

use super::dacl::Dacl;
use super::errors::result_of;

/// How long another program, such as a virus scanner, may hold a file before renaming or removing it fails.
const PATIENCE: Duration = Duration::from_secs(2);
/// The pause between two tries.
const PAUSE: Duration = Duration::from_millis(20);
/// The attributes that a new file takes over: all others describe what the file system does with a file.
const KEPT: u32 = FILE_ATTRIBUTE_HIDDEN
    | FILE_ATTRIBUTE_SYSTEM
    | FILE_ATTRIBUTE_ARCHIVE
    | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED;
/// The attributes that the caller may request. FILE_ATTRIBUTE_READONLY is set last, when the file is complete.
const REQUESTED: u32 = KEPT | FILE_ATTRIBUTE_ENCRYPTED | FILE_ATTRIBUTE_OFFLINE | FILE_ATTRIBUTE_TEMPORARY;

/// Returns the options as they are: on Windows the open of a named pipe never waits for the other end.
pub(crate) fn open_at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Opens a file with the access that replacing it needs.
pub(crate) fn open_to_replace(options: &mut OpenOptions) -> &mut OpenOptions {
    options.access_mode(GENERIC_WRITE | DELETE)
}

/// The metadata of a regular file; for anything else an error (ERROR_ACCESS_DENIED).
pub(crate) fn regular_file(file: &File) -> io::Result<Metadata> {
    let metadata = if is_on_disk(file) { metadata(file)? } else { None };
    metadata
        .filter(Metadata::is_file)
        .ok_or_else(|| io::Error::from_raw_os_error(ERROR_ACCESS_DENIED.cast_signed()))
}

/// The metadata of a file or directory; `None` for a disk itself, for which Windows returns one of several errors.
fn metadata(file: &File) -> io::Result<Option<Metadata>> {
    match file.metadata() {
        Err(error) if is(&error, &[ERROR_INVALID_FUNCTION, ERROR_INVALID_PARAMETER]) => Ok(None),
        metadata => metadata.map(Some),
    }
}

/// Creates a file with the permissions and attributes of another file, and with the requested attributes. Where there is no
/// other file, the permissions are those of the directory. No other program can open the file while it is open.
pub(crate) fn create_like(path: &Path, other: &Path, requested: u32) -> io::Result<File> {
    let attributes = other.metadata().map_or(0, |other| other.file_attributes());
    let mut options = File::options();
    options
        .write(true)
        .create_new(true)
        .share_mode(FILE_SHARE_DELETE)
        .attributes(attributes & KEPT | requested & REQUESTED);
    let file = options.open(path)?;
    set_dacl(path, &file, other).inspect_err(|_| {
        // The file disappears when it is closed.
        let _ = remove(path);
    })?;
    Ok(file)
}

/// Sets the other file's DACL on the file, but does not copy its named streams, as CREATE_ALWAYS would.
fn set_dacl(path: &Path, file: &File, other: &Path) -> io::Result<()> {
    let other = match File::options().access_mode(READ_CONTROL).open(other) {
        // A program that may write a file may not always read its DACL.
        Err(error) if error.kind() == ErrorKind::NotFound || is(&error, &[ERROR_ACCESS_DENIED]) => {
            return Ok(());
        }
        other => other?,
    };
    let wanted = match Dacl::read(&other) {
        // Not every file system has permissions.
        Err(error) if is(&error, &[ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED]) => return Ok(()),
        wanted => wanted?,
    };
    // Most DACLs are inherited from the directory and need not be set. Many network shares do not allow it.
    if wanted.is_inherited() || Dacl::read(file)? == wanted {
        return Ok(());
    }
    wanted.set(&File::options().access_mode(WRITE_DAC).open(path)?)
}

/// Does nothing: `create_like` has already copied all permissions.
pub(crate) fn keep_permissions(_file: &File, _replaced: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file within its directory, and replaces an existing file only if it may.
pub(crate) fn rename(from: &Path, to: &Path, may_replace: bool) -> io::Result<()> {
    patiently(|| match to.file_name() {
        Some(name) if !may_replace => rename_new(from, name),
        _ => fs::rename(from, to),
    })
}

/// Removes a file.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_file(path))
}

/// Repeats work that fails because another program holds the file.
fn patiently(work: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        match work() {
            Err(error)
                if is(&error, &[ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION])
                    && Instant::now() < end =>
            {
                thread::sleep(PAUSE);
            }
            result => return result,
        }
    }
}

fn is(error: &io::Error, numbers: &[u32]) -> bool {
    error.raw_os_error().is_some_and(|number| numbers.contains(&number.cast_unsigned()))
}

/// Whether a file is on a local or network disk, and not a pipe or a device.
fn is_on_disk(file: &File) -> bool {
    // SAFETY: the handle is open while `file` is borrowed.
    unsafe { GetFileType(file.as_raw_handle()) == FILE_TYPE_DISK }
}

/// Renames a file within its directory; an error when that name exists.
fn rename_new(file: &Path, name: &OsStr) -> io::Result<()> {
    // A path that is too long for MoveFileExW works in its canonical form, which not every driver can provide.
    let old = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let new = old.with_file_name(name);
    let [old, new] = [old, new].map(|path| path.as_os_str().encode_wide().chain([0]).collect::<Vec<u16>>());
    // SAFETY: both strings end with NUL and live until the call returns.
    result_of(unsafe { MoveFileExW(old.as_ptr(), new.as_ptr(), 0) })
}

/// Closes a file. Windows reports only on a flush that cached data could not be written; some file systems have no flush.
pub(crate) fn close(file: File) -> io::Result<()> {
    file.sync_all().or_else(|error| {
        if is(&error, &[ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED]) { Ok(()) } else { Err(error) }
    })
}

/// How a log file is opened: for appending, and for reading, without which Windows refuses to lock it.
pub(crate) fn append_options() -> OpenOptions {
    let mut options = File::options();
    options.read(true).append(true);
    options
}

/// Locks a file until it is closed; false when another process holds the lock. On a file system without locks it
/// succeeds.
pub(crate) fn try_lock(file: &File) -> bool {
    // The locked byte is far beyond the end of every file, so that other processes can continue to write.
    let mut place = OVERLAPPED::default();
    place.Anonymous.Anonymous = OVERLAPPED_0_0 { Offset: u32::MAX - 1, OffsetHigh: i32::MAX as u32 };
    let flags = LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY;
    // SAFETY: the handle is open while `file` is borrowed. It was opened for synchronous use, so that the system does not
    // touch `place` after the call has returned.
    let result = unsafe { LockFileEx(file.as_raw_handle(), flags, 0, 1, 0, &mut place) };
    result != 0 || !is(&io::Error::last_os_error(), &[ERROR_LOCK_VIOLATION])
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use windows_sys::Win32::Foundation::ERROR_ALREADY_EXISTS;
    use windows_sys::Win32::Storage::FileSystem::{FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_REPARSE_POINT};

    use super::*;
    use crate::temporary::folder;

    /// How often work is tried that fails so many times, and its result.
    fn tries(failures: u32, number: u32) -> (u32, io::Result<()>) {
        let tries = Cell::new(0);
        let result = patiently(|| {
            tries.set(tries.get() + 1);
            if tries.get() <= failures { Err(error(number)) } else { Ok(()) }
        });
        (tries.get(), result)
    }

    fn error(number: u32) -> io::Error {
        io::Error::from_raw_os_error(number.cast_signed())
    }

    #[test]
    fn only_work_on_a_file_that_is_held_is_repeated() {
        assert!(matches!(tries(1, ERROR_ALREADY_EXISTS), (1, Err(_))));
        for held in [ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION] {
            assert!(matches!(tries(3, held), (4, Ok(()))), "{held}");
        }
        let start = Instant::now();
        assert!(tries(u32::MAX, ERROR_SHARING_VIOLATION).1.is_err());
        assert!(start.elapsed() >= PATIENCE);
    }

    /// Opens a file without sharing it, as another program would, and closes it shortly afterwards.
    fn hold(path: &Path) {
        let holder = File::options().read(true).share_mode(0).open(path).expect("a file that is not open");
        thread::spawn(move || {
            thread::sleep(PAUSE * 5);
            drop(holder);
        });
    }

    #[test]
    fn rename_and_remove_wait_for_a_file_that_is_held() {
        let folder = folder("held");
        let [from, to] = ["from", "to"].map(|name| folder.join(name));
        for held in [&from, &to] {
            fs::write(&from, "new").expect("a file");
            fs::write(&to, "old").expect("a file");
            hold(held);
            rename(&from, &to, true).expect("the file is released in time");
            assert_eq!(fs::read(&to).expect("a file"), b"new");
        }
        hold(&to);
        remove(&to).expect("the file is released in time");
        fs::remove_dir(folder).expect("nothing is left");
    }

    #[test]
    fn a_file_is_replaced_only_if_it_may_be() {
        let folder = folder("new");
        // This path is too long for MoveFileExW in its usual form.
        let deep = folder.join("directory".repeat(20)).join("directory".repeat(20));
        fs::create_dir_all(&deep).expect("a new folder");
        let [from, to] = ["from", "to"].map(|name| deep.join(name));
        fs::write(&from, "new").expect("a file");
        fs::write(&to, "old").expect("a file");
        let error = rename(&from, &to, false).expect_err("the name exists");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&to).expect("a file"), b"old");
        fs::remove_file(&to).expect("own file");
        rename(&from, &to, false).expect("nothing is in the way");
        assert_eq!(fs::read(&to).expect("a file"), b"new");
        assert!(!from.exists());
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    #[test]
    fn devices_are_not_regular_files() {
        for options in [File::options().read(true), open_to_replace(&mut File::options())] {
            let file = options.open("NUL").expect("NUL always exists");
            let refused = regular_file(&file).expect_err("a device");
            assert_eq!(refused.raw_os_error(), error(ERROR_ACCESS_DENIED).raw_os_error());
        }
    }

    /// GetFileType calls a disk itself a disk file. A user who may not open a disk skips this test.
    #[test]
    fn disks_are_not_regular_files() {
        for name in [r"\\.\C:", r"\\.\PhysicalDrive0"] {
            if let Ok(disk) = File::options().read(true).open(name) {
                let refused = regular_file(&disk).expect_err("a disk");
                assert_eq!(refused.raw_os_error(), error(ERROR_ACCESS_DENIED).raw_os_error(), "{name}");
            }
        }
    }

    #[test]
    fn a_new_file_has_the_dacl_of_the_old_one_from_the_start() {
        let folder = folder("protected");
        let [old, new] = ["old", "new"].map(|name| folder.join(name));
        fs::write(&old, "").expect("a file");
        let mut permissions = old.metadata().expect("a file").permissions();
        // Under Wine this changes the DACL.
        permissions.set_readonly(true);
        fs::set_permissions(&old, permissions.clone()).expect("own file");
        let file = create_like(&new, &old, 0).expect("a new file");
        let dacl = |file| Dacl::read(file).expect("it can be read");
        let other = File::options().access_mode(READ_CONTROL).open(&old).expect("a file");
        assert!(dacl(&file) == dacl(&other));
        assert!(!dacl(&file).is_inherited(), "the entries were set explicitly");
        let refused = File::open(&new).expect_err("the file is not shared");
        assert_eq!(refused.raw_os_error(), error(ERROR_SHARING_VIOLATION).raw_os_error());
        drop((file, other));
        permissions.set_readonly(false);
        for path in [old, new] {
            fs::set_permissions(path, permissions.clone()).expect("own file");
        }
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    /// Attributes that describe the kind of file, or what the file system does with it, are not copied.
    #[test]
    fn a_new_file_has_the_attributes_of_the_old_one() {
        let folder = folder("attributes");
        let [old, new] = ["old", "new"].map(|name| folder.join(name));
        let hidden = FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_ARCHIVE;
        File::options().write(true).create_new(true).attributes(hidden).open(&old).expect("a new file");
        let attributes = |path: &Path| path.metadata().expect("a file").file_attributes();
        drop(create_like(&new, &old, 0).expect("a new file"));
        assert_eq!(attributes(&new), attributes(&old));
        for not_kept in [FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_TEMPORARY, FILE_ATTRIBUTE_REPARSE_POINT] {
            assert_eq!(KEPT & not_kept, 0);
        }
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
