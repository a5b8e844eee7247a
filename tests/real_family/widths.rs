//! The calls in both widths under one name: the same test goes through A and W.

use std::ffi::c_char;
use std::path::Path;
use std::ptr::null_mut;

use trueftp::abi::*;

use kit::arguments::{boolean, handle};
use kit::*;

/// A connection that is spoken to in one width.
#[derive(Clone, Copy)]
pub struct Calls<'a> {
    pub connection: &'a Connection,
    pub is_wide: bool,
}

type Narrow = unsafe extern "system" fn(HINTERNET, *const c_char) -> BOOL;
type Wide = unsafe extern "system" fn(HINTERNET, *const u16) -> BOOL;

/// A BOOL call that neither leaves the last error as it was, nor disagrees with it.
fn outcome(call: impl FnOnce() -> BOOL) -> Outcome {
    Outcome::after(boolean(call).is_ok())
}

/// The same for a call that returns a handle.
fn given(call: impl FnOnce() -> HINTERNET) -> Result<HINTERNET, Outcome> {
    handle(call).map_err(|_| Outcome::after(false))
}

/// A path in UTF-8 as 16-bit text.
fn wide_path(path: &Path) -> Vec<u16> {
    w(path.to_str().expect("a path in UTF-8"))
}

impl Calls<'_> {
    fn one_name(&self, narrow: Narrow, wide: Wide, name: &str) -> Outcome {
        let (a, w) = (c(name), w(name));
        // SAFETY: both texts are ended by NUL and live until the call is over.
        outcome(|| unsafe {
            match self.is_wide {
                true => wide(self.connection.0, w.as_ptr()),
                false => narrow(self.connection.0, a.as_ptr()),
            }
        })
    }

    pub fn create_directory(&self, name: &str) -> Outcome {
        self.one_name(FtpCreateDirectoryA, FtpCreateDirectoryW, name)
    }

    pub fn remove_directory(&self, name: &str) -> Outcome {
        self.one_name(FtpRemoveDirectoryA, FtpRemoveDirectoryW, name)
    }

    pub fn set_directory(&self, name: &str) -> Outcome {
        self.one_name(FtpSetCurrentDirectoryA, FtpSetCurrentDirectoryW, name)
    }

    pub fn delete(&self, name: &str) -> Outcome {
        self.one_name(FtpDeleteFileA, FtpDeleteFileW, name)
    }

    pub fn rename(&self, from: &str, to: &str) -> Outcome {
        let h = self.connection.0;
        let (from_w, to_w) = (w(from), w(to));
        if self.is_wide {
            // SAFETY: both texts are ended by NUL and live until the call is over.
            return outcome(|| unsafe { FtpRenameFileW(h, from_w.as_ptr(), to_w.as_ptr()) });
        }
        self.connection.rename(from, to)
    }

    pub fn directory(&self) -> Result<String, Outcome> {
        if !self.is_wide {
            return self.connection.directory().map(|name| String::from_utf8(name).expect("UTF-8"));
        }
        let mut buffer = [0u16; 1024];
        let mut length = buffer.len() as u32;
        let h = self.connection.0;
        // SAFETY: the buffer has the length that is passed.
        let printed = outcome(|| unsafe { FtpGetCurrentDirectoryW(h, buffer.as_mut_ptr(), &mut length) });
        let name = &buffer[..length as usize];
        if printed.ok { Ok(String::from_utf16(name).expect("UTF-16")) } else { Err(printed) }
    }

    pub fn put(&self, local: &Path, remote: &str) -> Outcome {
        if !self.is_wide {
            return self.connection.put(local, remote, BINARY);
        }
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        put_w(self.connection, &units(local.to_str().expect("UTF-8")), &units(remote), BINARY)
    }

    pub fn get(&self, remote: &str, local: &Path) -> Outcome {
        if !self.is_wide {
            return self.connection.get(remote, local, false, BINARY);
        }
        let (remote, local) = (w(remote), wide_path(local));
        let h = self.connection.0;
        // SAFETY: both texts are ended by NUL and live until the call is over.
        outcome(|| unsafe { FtpGetFileW(h, remote.as_ptr(), local.as_ptr(), 0, NORMAL, BINARY, 0) })
    }

    pub fn open(&self, name: &str, access: u32) -> Result<File, Outcome> {
        if !self.is_wide {
            return self.connection.open(name, access, BINARY);
        }
        let name = w(name);
        // SAFETY: the text is ended by NUL and lives until the call is over.
        given(|| unsafe { FtpOpenFileW(self.connection.0, name.as_ptr(), access, BINARY, 0) }).map(File)
    }

    /// FtpCommand without data.
    pub fn command(&self, line: &str) -> Outcome {
        if !self.is_wide {
            return self.connection.command(line);
        }
        let line = w(line);
        let h = self.connection.0;
        // SAFETY: the text is ended by NUL and lives until the call is over; without data the place may be NULL.
        outcome(|| unsafe { FtpCommandW(h, 0, ASCII, line.as_ptr(), 0, null_mut()) })
    }

    pub fn command_with_data(&self, line: &str, flags: u32) -> Result<File, Outcome> {
        if !self.is_wide {
            return self.connection.command_with_data(line, flags);
        }
        let line = w(line);
        let mut place = null_mut();
        let h = self.connection.0;
        // SAFETY: the text is ended by NUL and lives until the call is over; there is room for a handle.
        let printed = outcome(|| unsafe { FtpCommandW(h, 1, flags, line.as_ptr(), 0, &mut place) });
        if printed.ok { Ok(File(place)) } else { Err(printed) }
    }

    /// The entries of a find without `.` and `..`, sorted by name.
    pub fn list(&self, text: &str) -> Result<Vec<Listed>, Outcome> {
        if self.is_wide {
            return self.list_w(text);
        }
        let found = self.connection.list(Some(text.as_bytes()))?;
        let listed = |found: Found| Listed {
            name: String::from_utf8(found.name).expect("UTF-8"),
            is_directory: found.is_directory,
            size: found.size,
        };
        Ok(found.into_iter().map(listed).collect())
    }

    fn list_w(&self, text: &str) -> Result<Vec<Listed>, Outcome> {
        let text = w(text);
        let mut data = no_data();
        let h = self.connection.0;
        // SAFETY: the text is ended by NUL and lives until the call is over; there is room for the structure.
        let find = match given(|| unsafe { FtpFindFirstFileW(h, text.as_ptr(), &mut data, 0, 0) }) {
            Ok(find) => Find(find),
            Err(printed) if printed.error == NO_MORE_FILES => return Ok(Vec::new()),
            Err(printed) => return Err(printed),
        };
        let mut all = vec![Listed::new(&data)];
        let end = loop {
            // SAFETY: as above.
            match boolean(|| unsafe { InternetFindNextFileW(find.0, (&raw mut data).cast()) }) {
                Ok(()) => all.push(Listed::new(&data)),
                Err(error) => break error,
            }
        };
        assert_eq!(end, NO_MORE_FILES);
        all.retain(|listed| listed.name != "." && listed.name != "..");
        all.sort();
        Ok(all)
    }
}

const NO_MORE_FILES: u32 = 18;

/// What a find returns about an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    pub name: String,
    pub is_directory: bool,
    pub size: u64,
}

impl Listed {
    fn new(data: &WIN32_FIND_DATAW) -> Self {
        let end = data.cFileName.iter().position(|&unit| unit == 0).expect("the name ends");
        Self {
            name: String::from_utf16(&data.cFileName[..end]).expect("UTF-16"),
            is_directory: data.dwFileAttributes == 0x10,
            size: u64::from(data.nFileSizeHigh) << 32 | u64::from(data.nFileSizeLow),
        }
    }
}

/// A directory's size is whatever the server says.
pub fn without_sizes_of_directories(mut listed: Vec<Listed>) -> Vec<Listed> {
    listed.iter_mut().filter(|entry| entry.is_directory).for_each(|entry| entry.size = 0);
    listed
}

fn no_data() -> WIN32_FIND_DATAW {
    // SAFETY: zeros are a structure of numbers.
    unsafe { std::mem::zeroed() }
}

/// FtpGetFileEx: the remote name narrow, the local path wide.
pub fn get_ex(connection: &Connection, remote: &str, local: &Path) -> Outcome {
    let (remote, local) = (c(remote), wide_path(local));
    let h = connection.0;
    // SAFETY: both texts are ended by NUL and live until the call is over.
    outcome(|| unsafe { FtpGetFileEx(h, remote.as_ptr(), local.as_ptr(), 0, NORMAL, BINARY, 0) })
}

/// The structure for InternetReadFileEx and InternetWriteFileEx; both widths are laid out alike.
fn buffers(place: *mut u8, length: usize) -> INTERNET_BUFFERSA {
    // SAFETY: zeros are a structure of numbers and pointers.
    let mut buffers: INTERNET_BUFFERSA = unsafe { std::mem::zeroed() };
    buffers.dwStructSize = size_of::<INTERNET_BUFFERSA>() as u32;
    buffers.lpvBuffer = place.cast();
    buffers.dwBufferLength = length as u32;
    buffers
}

/// InternetReadFileExA or W.
pub fn read_ex(file: &File, is_wide: bool, size: usize) -> Vec<u8> {
    let mut bytes = vec![0u8; size];
    let mut buffers = buffers(bytes.as_mut_ptr(), size);
    // SAFETY: the structure and its buffer are live.
    let printed = outcome(|| unsafe {
        match is_wide {
            true => InternetReadFileExW(file.0, (&raw mut buffers).cast(), 0, 0),
            false => InternetReadFileExA(file.0, &mut buffers, 0, 0),
        }
    });
    assert!(printed.ok, "{printed:?}");
    bytes.truncate(buffers.dwBufferLength as usize);
    bytes
}

/// InternetWriteFileExA or W.
pub fn write_ex(file: &File, is_wide: bool, bytes: &[u8]) -> Outcome {
    let mut buffers = buffers(bytes.as_ptr().cast_mut(), bytes.len());
    // SAFETY: the structure and its buffer, which is only read, are live.
    outcome(|| unsafe {
        match is_wide {
            true => InternetWriteFileExW(file.0, (&raw mut buffers).cast(), 0, 0),
            false => InternetWriteFileExA(file.0, &mut buffers, 0, 0),
        }
    })
}

/// InternetOpenUrlA or W.
pub fn open_url(root: &Root, is_wide: bool, url: &str, flags: u32) -> Result<File, Outcome> {
    if !is_wide {
        return root.open_url(url, flags);
    }
    let url = w(url);
    // SAFETY: the text is ended by NUL and lives until the call is over; there are no headers.
    given(|| unsafe { InternetOpenUrlW(root.0, url.as_ptr(), std::ptr::null(), 0, flags, 0) }).map(File)
}

/// InternetCheckConnectionA or W.
pub fn check_connection(is_wide: bool, url: &str) -> Result<(), u32> {
    const FORCE: u32 = 1;
    let (a, w) = (c(url), w(url));
    // SAFETY: both texts are ended by NUL and live until the call is over.
    boolean(|| unsafe {
        match is_wide {
            true => InternetCheckConnectionW(w.as_ptr(), FORCE, 0),
            false => InternetCheckConnectionA(a.as_ptr(), FORCE, 0),
        }
    })
}

/// InternetOpenW
pub fn root_w() -> Root {
    let agent = w("tést");
    let null = std::ptr::null;
    // SAFETY: the agent is ended by NUL, the other texts may be NULL.
    let root = given(|| unsafe { InternetOpenW(agent.as_ptr(), 1, null(), null(), 0) });
    Root(root.expect("a root"))
}

/// TrueFtpGetHandleReplyW: number and text.
pub fn handle_reply_w(connection: &Connection) -> (u32, String) {
    let mut text = [0u16; 10_000];
    let (mut code, mut length) = (0, text.len() as u32);
    let h = connection.0;
    // SAFETY: the buffer has the length that is passed.
    let printed = boolean(|| unsafe { TrueFtpGetHandleReplyW(h, &mut code, text.as_mut_ptr(), &mut length) });
    assert_eq!(printed, Ok(()));
    (code, String::from_utf16(&text[..length as usize]).expect("UTF-16"))
}
