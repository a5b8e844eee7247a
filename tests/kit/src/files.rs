//! Files, finds, directories and commands: what a program does with a connection.

use std::ffi::CString;
use std::path::Path;

use trueftp::abi::*;

use crate::*;

/// A name that may be NULL.
pub type Name<'a> = Option<&'a [u8]>;

/// NULL, or a text ended by NUL that lives as long as its value.
struct Text(Option<CString>);

impl Text {
    fn new(name: Name<'_>) -> Self {
        Self(name.map(c))
    }

    fn pointer(&self) -> *const std::ffi::c_char {
        self.0.as_ref().map_or(std::ptr::null(), |text| text.as_ptr())
    }
}

/// A file handle, closed when dropped.
#[derive(Debug)]
pub struct File(pub HINTERNET);

// SAFETY: a handle is a number; the library takes it from any thread.
unsafe impl Send for File {}
// SAFETY: as above.
unsafe impl Sync for File {}

impl File {
    /// InternetReadFile with a buffer of this size; what came, and what the caller sees.
    pub fn read(&self, size: usize) -> (Vec<u8>, Outcome) {
        let mut buffer = vec![0u8; size];
        let mut count = u32::MAX;
        // SAFETY: the buffer has the size that is passed.
        let ok = unsafe { InternetReadFile(self.0, buffer.as_mut_ptr().cast(), size as u32, &mut count) };
        let outcome = Outcome::after(ok == 1);
        buffer.truncate(count as usize);
        (buffer, outcome)
    }

    /// Reads in pieces of this size until the end or a failure.
    pub fn read_all(&self, piece: usize) -> (Vec<u8>, Outcome) {
        let mut all = Vec::new();
        loop {
            let (bytes, outcome) = self.read(piece);
            if !outcome.ok || bytes.is_empty() {
                return (all, outcome);
            }
            all.extend(bytes);
        }
    }

    /// InternetWriteFile; the count must be all or nothing.
    pub fn write(&self, bytes: &[u8]) -> Outcome {
        let mut count = u32::MAX;
        // SAFETY: the pointer and the length are those of live bytes.
        let ok = unsafe { InternetWriteFile(self.0, bytes.as_ptr().cast(), bytes.len() as u32, &mut count) };
        assert_eq!(count as usize, if ok == 1 { bytes.len() } else { 0 });
        Outcome::after(ok == 1)
    }

    /// TrueFtpFinishFile
    pub fn finish(&self) -> Outcome {
        Outcome::after(TrueFtpFinishFile(self.0) == 1)
    }

    /// InternetQueryDataAvailable
    pub fn available(&self) -> (u32, Outcome) {
        let mut count = u32::MAX;
        // SAFETY: the number is live.
        let ok = unsafe { InternetQueryDataAvailable(self.0, &mut count, 0, 0) };
        (count, Outcome::after(ok == 1))
    }

    /// FtpGetFileSize; the error number where there is none.
    pub fn size(&self) -> Result<u64, u32> {
        let mut high = u32::MAX;
        // SAFETY: the number is live.
        let low = unsafe { FtpGetFileSize(self.0, &mut high) };
        match last_error() {
            0 => Ok(u64::from(high) << 32 | u64::from(low)),
            error => {
                assert_eq!((low, high), (u32::MAX, 0));
                Err(error)
            }
        }
    }

    /// InternetCloseHandle, and what the caller sees of it.
    pub fn close(self) -> Outcome {
        Outcome::after(InternetCloseHandle(self.leave()) == 1)
    }

    /// The handle, which dropping the value no longer closes.
    pub fn leave(self) -> HINTERNET {
        let handle = self.0;
        std::mem::forget(self);
        handle
    }
}

impl Drop for File {
    fn drop(&mut self) {
        InternetCloseHandle(self.0);
    }
}

/// An entry of a find.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The name.
    pub name: Vec<u8>,
    /// FILE_ATTRIBUTE_DIRECTORY, and not FILE_ATTRIBUTE_NORMAL.
    pub is_directory: bool,
    /// The size in bytes.
    pub size: u64,
    /// The time of the last write, as a FILETIME.
    pub time: u64,
}

impl Found {
    fn new(data: &WIN32_FIND_DATAA) -> Self {
        let end = data.cFileName.iter().position(|&b| b == 0).expect("the name ends");
        let time = data.ftLastWriteTime;
        assert!(matches!(data.dwFileAttributes, 0x10 | 0x80));
        Self {
            name: data.cFileName[..end].to_vec(),
            is_directory: data.dwFileAttributes == 0x10,
            size: u64::from(data.nFileSizeHigh) << 32 | u64::from(data.nFileSizeLow),
            time: u64::from(time.dwHighDateTime) << 32 | u64::from(time.dwLowDateTime),
        }
    }
}

/// A find handle, closed when dropped.
#[derive(Debug)]
pub struct Find(pub HINTERNET);

impl Find {
    /// InternetFindNextFileA
    pub fn next(&self) -> Result<Found, Outcome> {
        let mut data = std::mem::MaybeUninit::<WIN32_FIND_DATAA>::zeroed();
        // SAFETY: there is room for the structure, and zeros are one.
        let ok = unsafe { InternetFindNextFileA(self.0, data.as_mut_ptr().cast()) };
        if ok == 0 {
            return Err(Outcome::after(false));
        }
        // SAFETY: as above.
        Ok(Found::new(unsafe { data.assume_init_ref() }))
    }
}

impl Drop for Find {
    fn drop(&mut self) {
        InternetCloseHandle(self.0);
    }
}

type OneName = unsafe extern "system" fn(HINTERNET, *const std::ffi::c_char) -> i32;

impl Connection {
    fn one_name(&self, call: OneName, name: Name<'_>) -> Outcome {
        let name = Text::new(name);
        // SAFETY: NULL or a text ended by NUL that lives until the call is over.
        Outcome::after(unsafe { call(self.0, name.pointer()) } == 1)
    }

    /// FtpCreateDirectoryA
    pub fn create_directory(&self, name: impl AsRef<[u8]>) -> Outcome {
        self.one_name(FtpCreateDirectoryA, Some(name.as_ref()))
    }

    /// FtpRemoveDirectoryA
    pub fn remove_directory(&self, name: impl AsRef<[u8]>) -> Outcome {
        self.one_name(FtpRemoveDirectoryA, Some(name.as_ref()))
    }

    /// FtpSetCurrentDirectoryA
    pub fn set_directory(&self, name: impl AsRef<[u8]>) -> Outcome {
        self.one_name(FtpSetCurrentDirectoryA, Some(name.as_ref()))
    }

    /// FtpDeleteFileA
    pub fn delete(&self, name: impl AsRef<[u8]>) -> Outcome {
        self.one_name(FtpDeleteFileA, Some(name.as_ref()))
    }

    /// FtpRenameFileA
    pub fn rename(&self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Outcome {
        let (from, to) = (c(from), c(to));
        // SAFETY: both texts are ended by NUL and live until the call is over.
        Outcome::after(unsafe { FtpRenameFileA(self.0, from.as_ptr(), to.as_ptr()) } == 1)
    }

    /// FtpGetCurrentDirectoryA with a buffer of this size: the buffer as it is afterwards, the length that it sets.
    pub fn directory_in(&self, room: usize) -> (Vec<u8>, u32, Outcome) {
        let mut buffer = vec![FILLER; room + 1];
        let mut length = room as u32;
        // SAFETY: the buffer has at least the size that is passed.
        let ok = unsafe { FtpGetCurrentDirectoryA(self.0, buffer.as_mut_ptr().cast(), &mut length) };
        (buffer, length, Outcome::after(ok == 1))
    }

    /// FtpGetCurrentDirectoryA
    pub fn directory(&self) -> Result<Vec<u8>, Outcome> {
        let (mut buffer, length, outcome) = self.directory_in(4096);
        if !outcome.ok {
            return Err(outcome);
        }
        assert_eq!(buffer[length as usize], 0);
        buffer.truncate(length as usize);
        Ok(buffer)
    }

    /// FtpGetFileA
    pub fn get(&self, remote: impl AsRef<[u8]>, local: &Path, fail_if_exists: bool, flags: u32) -> Outcome {
        let (remote, local) = (c(remote), c(local.as_os_str().as_encoded_bytes()));
        // SAFETY: both texts are ended by NUL and live until the call is over.
        let ok = unsafe {
            FtpGetFileA(self.0, remote.as_ptr(), local.as_ptr(), fail_if_exists.into(), NORMAL, flags, 0)
        };
        Outcome::after(ok == 1)
    }

    /// FtpOpenFileA
    pub fn open(&self, name: impl AsRef<[u8]>, access: u32, flags: u32) -> Result<File, Outcome> {
        let name = c(name);
        // SAFETY: the text is ended by NUL and lives until the call is over.
        let handle = unsafe { FtpOpenFileA(self.0, name.as_ptr(), access, flags, 0) };
        if handle.is_null() { Err(Outcome::after(false)) } else { Ok(File(handle)) }
    }

    /// FtpCommandA without data.
    pub fn command(&self, line: impl AsRef<[u8]>) -> Outcome {
        let line = c(line);
        // SAFETY: the text is ended by NUL and lives until the call is over; without data the place may be NULL.
        Outcome::after(unsafe { FtpCommandA(self.0, 0, ASCII, line.as_ptr(), 0, std::ptr::null_mut()) } == 1)
    }

    /// FtpCommandA with data.
    pub fn command_with_data(&self, line: impl AsRef<[u8]>, flags: u32) -> Result<File, Outcome> {
        let line = c(line);
        let mut handle = std::ptr::null_mut();
        // SAFETY: the text is ended by NUL and lives until the call is over; there is room for a handle.
        let ok = unsafe { FtpCommandA(self.0, 1, flags, line.as_ptr(), 0, &mut handle) };
        if ok == 0 { Err(Outcome::after(false)) } else { Ok(File(handle)) }
    }

    /// FtpFindFirstFileA
    pub fn find(&self, text: Name<'_>) -> Result<(Find, Found), Outcome> {
        let text = Text::new(text);
        let mut data = std::mem::MaybeUninit::<WIN32_FIND_DATAA>::zeroed();
        // SAFETY: NULL or a text ended by NUL; there is room for the structure.
        let handle = unsafe { FtpFindFirstFileA(self.0, text.pointer(), data.as_mut_ptr(), 0, 0) };
        if handle.is_null() {
            return Err(Outcome::after(false));
        }
        // SAFETY: zeros are a structure, and the call has filled it.
        Ok((Find(handle), Found::new(unsafe { data.assume_init_ref() })))
    }

    /// All entries of a find, but `.` and `..`; sorted. Nothing found is no failure.
    pub fn list(&self, text: Name<'_>) -> Result<Vec<Found>, Outcome> {
        let (find, first) = match self.find(text) {
            Ok(found) => found,
            Err(outcome) if outcome.error == NO_MORE_FILES => return Ok(Vec::new()),
            Err(outcome) => return Err(outcome),
        };
        let mut all = vec![first];
        loop {
            match find.next() {
                Ok(found) => all.push(found),
                Err(outcome) => {
                    assert_eq!(outcome.error, NO_MORE_FILES);
                    break;
                }
            }
        }
        all.retain(|found| !matches!(&found.name[..], b"." | b".."));
        all.sort();
        Ok(all)
    }
}

impl Root {
    /// InternetOpenUrlA
    pub fn open_url(&self, url: impl AsRef<[u8]>, flags: u32) -> Result<File, Outcome> {
        let url = c(url);
        // SAFETY: the text is ended by NUL and lives until the call is over; there are no headers.
        let handle = unsafe { InternetOpenUrlA(self.0, url.as_ptr(), std::ptr::null(), 0, flags, 0) };
        if handle.is_null() { Err(Outcome::after(false)) } else { Ok(File(handle)) }
    }
}
