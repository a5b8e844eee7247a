//! Files of Windows, whose errors have the right numbers already.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use windows_sys::Win32::Foundation::{
    ERROR_ACCESS_DENIED, ERROR_ALREADY_EXISTS, ERROR_INVALID_FUNCTION, ERROR_INVALID_PARAMETER,
    ERROR_LOCK_VIOLATION, ERROR_NOT_SUPPORTED, ERROR_SHARING_VIOLATION, GENERIC_WRITE,
};
use windows_sys::Win32::Storage::FileSystem::{
    DELETE, FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_ENCRYPTED, FILE_ATTRIBUTE_HIDDEN,
    FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_SYSTEM,
    FILE_ATTRIBUTE_TEMPORARY, FILE_SHARE_DELETE, READ_CONTROL, WRITE_DAC,
};

use crate::net::{self, Dacl};

use super::ERROR_FILE_EXISTS;

/// How long somebody else, such as a virus scanner, may hold a file that is to be renamed or removed.
const PATIENCE: Duration = Duration::from_secs(2);
/// The attributes that any file may be made with: others stand for what a file system does.
const KEPT: u32 = FILE_ATTRIBUTE_HIDDEN
    | FILE_ATTRIBUTE_SYSTEM
    | FILE_ATTRIBUTE_ARCHIVE
    | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED;
/// Those that the caller may ask for. A file that cannot be written gets that last.
const GIVEN: u32 = KEPT | FILE_ATTRIBUTE_ENCRYPTED | FILE_ATTRIBUTE_OFFLINE | FILE_ATTRIBUTE_TEMPORARY;
const STEP: Duration = Duration::from_millis(20);

/// The open of a pipe never waits for its other end.
pub(super) fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Asks for all that it takes to replace a file.
pub(super) fn to_replace(options: &mut OpenOptions) -> &mut OpenOptions {
    options.access_mode(GENERIC_WRITE | DELETE)
}

/// What is known of a regular file; anything else is refused.
pub(super) fn regular(file: &File) -> io::Result<Metadata> {
    let metadata = if net::is_on_disk(file) { metadata(file)? } else { None };
    metadata
        .filter(Metadata::is_file)
        .ok_or_else(|| io::Error::from_raw_os_error(ERROR_ACCESS_DENIED.cast_signed()))
}

/// What is known of something on a disk; `None` of a disk itself, which Windows tells in several ways.
fn metadata(file: &File) -> io::Result<Option<Metadata>> {
    match file.metadata() {
        Err(error) if is(&error, &[ERROR_INVALID_FUNCTION, ERROR_INVALID_PARAMETER]) => Ok(None),
        metadata => metadata.map(Some),
    }
}

/// Makes a file with the permissions of another, or those of its directory where there is no other, with its attributes
/// and with more. Nobody else can open it as long as it is open.
pub(super) fn create_like(path: &Path, other: &Path, more: u32) -> io::Result<File> {
    let attributes = other.metadata().map_or(0, |other| other.file_attributes());
    let mut options = File::options();
    options
        .write(true)
        .create_new(true)
        .share_mode(FILE_SHARE_DELETE)
        .attributes(attributes & KEPT | more & GIVEN);
    let file = options.open(path)?;
    set_dacl(path, &file, other).inspect_err(|_| {
        // It goes when it is closed.
        let _ = remove(path);
    })?;
    Ok(file)
}

/// As CREATE_ALWAYS would, the file gets the other's DACL and not its named streams.
fn set_dacl(path: &Path, file: &File, other: &Path) -> io::Result<()> {
    let other = match File::options().access_mode(READ_CONTROL).open(other) {
        // Who may write it may not always know more.
        Err(error) if error.kind() == ErrorKind::NotFound || is(&error, &[ERROR_ACCESS_DENIED]) => {
            return Ok(());
        }
        other => other?,
    };
    let wanted = match Dacl::of(&other) {
        // Not every file system has permissions.
        Err(error) if is(&error, &[ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED]) => return Ok(()),
        wanted => wanted?,
    };
    // Mostly it is its directory's, with somebody else as the owner; and many a share lets nobody set it.
    if wanted.is_inherited() || Dacl::of(file)? == wanted {
        return Ok(());
    }
    wanted.set(&File::options().access_mode(WRITE_DAC).open(path)?)
}

/// A new file was made with all that it keeps of the one it replaces.
pub(super) fn keep_permissions(_file: &File, _replaced: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a file another name in its directory. What is there already is replaced, or not.
pub(super) fn rename(from: &Path, to: &Path, may_replace: bool) -> io::Result<()> {
    patiently(|| match to.file_name() {
        Some(name) if !may_replace => net::rename_new(from, name),
        _ => fs::rename(from, to),
    })
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_file(path))
}

/// Does again what fails because somebody holds the file.
fn patiently(work: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        match work() {
            Err(error)
                if is(&error, &[ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION])
                    && Instant::now() < end =>
            {
                thread::sleep(STEP);
            }
            result => return result,
        }
    }
}

fn is(error: &io::Error, numbers: &[u32]) -> bool {
    error.raw_os_error().is_some_and(|number| numbers.contains(&number.cast_unsigned()))
}

/// The Win32 number of a system error of a file.
pub(crate) fn win32_error(os_error: i32) -> u32 {
    match os_error.cast_unsigned() {
        // Which of the two it is depends on the call that failed.
        ERROR_ALREADY_EXISTS => ERROR_FILE_EXISTS,
        number => number,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use windows_sys::Win32::Storage::FileSystem::{FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_REPARSE_POINT};

    use super::*;
    use crate::temporary::folder;

    /// How often a work is done that fails so often, and what comes of it.
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
    fn only_what_is_held_is_tried_again() {
        assert!(matches!(tries(1, ERROR_ALREADY_EXISTS), (1, Err(_))));
        for held in [ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION] {
            assert!(matches!(tries(3, held), (4, Ok(()))), "{held}");
        }
        let start = Instant::now();
        assert!(tries(u32::MAX, ERROR_SHARING_VIOLATION).1.is_err());
        assert!(start.elapsed() >= PATIENCE);
    }

    /// What a program has open, and shares with nobody, until a moment later.
    fn hold(path: &Path) {
        let holder = File::options().read(true).share_mode(0).open(path).expect("nobody else has it");
        thread::spawn(move || {
            thread::sleep(STEP * 5);
            drop(holder);
        });
    }

    #[test]
    fn a_file_that_is_held_is_waited_for() {
        let folder = folder("held");
        let [from, to] = ["from", "to"].map(|name| folder.join(name));
        for held in [&from, &to] {
            fs::write(&from, "new").expect("a file");
            fs::write(&to, "old").expect("a file");
            hold(held);
            rename(&from, &to, true).expect("it is waited for");
            assert_eq!(fs::read(&to).expect("a file"), b"new");
        }
        hold(&to);
        remove(&to).expect("it is waited for");
        fs::remove_dir(folder).expect("nothing is left");
    }

    #[test]
    fn nothing_is_replaced_unless_it_may_be() {
        let folder = folder("new");
        // Too long for MoveFile, as it is.
        let deep = folder.join("directory".repeat(20)).join("directory".repeat(20));
        fs::create_dir_all(&deep).expect("a new folder");
        let [from, to] = ["from", "to"].map(|name| deep.join(name));
        fs::write(&from, "new").expect("a file");
        fs::write(&to, "old").expect("a file");
        let error = rename(&from, &to, false).expect_err("it is there");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&to).expect("a file"), b"old");
        fs::remove_file(&to).expect("it is ours");
        rename(&from, &to, false).expect("nothing is in the way");
        assert_eq!(fs::read(&to).expect("a file"), b"new");
        assert!(!from.exists());
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    #[test]
    fn devices_are_no_files() {
        for options in [File::options().read(true), to_replace(&mut File::options())] {
            let file = options.open("NUL").expect("it is always there");
            let refused = regular(&file).expect_err("a device");
            assert_eq!(refused.raw_os_error(), error(ERROR_ACCESS_DENIED).raw_os_error());
        }
    }

    /// A disk is on a disk, and yet no file. Who may not open it sees none.
    #[test]
    fn disks_are_no_files() {
        for name in [r"\\.\C:", r"\\.\PhysicalDrive0"] {
            if let Ok(disk) = File::options().read(true).open(name) {
                let refused = regular(&disk).expect_err("a disk");
                assert_eq!(refused.raw_os_error(), error(ERROR_ACCESS_DENIED).raw_os_error(), "{name}");
            }
        }
    }

    #[test]
    fn a_new_file_is_protected_as_the_old_one_from_the_start() {
        let folder = folder("protected");
        let [old, new] = ["old", "new"].map(|name| folder.join(name));
        fs::write(&old, "").expect("a file");
        let mut permissions = old.metadata().expect("a file").permissions();
        // Under Wine this is a matter of the DACL.
        permissions.set_readonly(true);
        fs::set_permissions(&old, permissions.clone()).expect("it is ours");
        let file = create_like(&new, &old, 0).expect("a new file");
        let dacl = |file| Dacl::of(file).expect("it can be read");
        let other = File::options().access_mode(READ_CONTROL).open(&old).expect("a file");
        assert!(dacl(&file) == dacl(&other));
        assert!(!dacl(&file).is_inherited(), "it was set by itself");
        let refused = File::open(&new).expect_err("it is not shared");
        assert_eq!(refused.raw_os_error(), error(ERROR_SHARING_VIOLATION).raw_os_error());
        drop((file, other));
        permissions.set_readonly(false);
        for path in [old, new] {
            fs::set_permissions(path, permissions.clone()).expect("it is ours");
        }
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    /// What a file is, and what a file system does with it, no other file is made with.
    #[test]
    fn attributes_of_the_old_one() {
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
