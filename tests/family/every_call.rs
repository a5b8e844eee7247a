//! Every call of the family that takes a handle, with good arguments for all else.

use std::ptr::null_mut;

use trueftp::abi::*;

use kit::arguments::boolean;
use kit::arguments::handle as gives_handle;
use kit::*;

/// The kinds of handles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Root,
    Connection,
    File,
    Find,
}

/// The error of a call on a handle.
pub struct Answer {
    pub name: &'static str,
    /// The kind it wants.
    pub wants: Kind,
    pub result: Result<(), u32>,
}

type NarrowName = unsafe extern "system" fn(HINTERNET, *const std::ffi::c_char) -> BOOL;
type WideName = unsafe extern "system" fn(HINTERNET, *const u16) -> BOOL;

pub const NARROW: [(&str, NarrowName); 4] = [
    ("FtpCreateDirectoryA", FtpCreateDirectoryA),
    ("FtpRemoveDirectoryA", FtpRemoveDirectoryA),
    ("FtpSetCurrentDirectoryA", FtpSetCurrentDirectoryA),
    ("FtpDeleteFileA", FtpDeleteFileA),
];
pub const WIDE: [(&str, WideName); 4] = [
    ("FtpCreateDirectoryW", FtpCreateDirectoryW),
    ("FtpRemoveDirectoryW", FtpRemoveDirectoryW),
    ("FtpSetCurrentDirectoryW", FtpSetCurrentDirectoryW),
    ("FtpDeleteFileW", FtpDeleteFileW),
];

/// The structure for InternetReadFileEx and InternetWriteFileEx.
pub fn buffers(place: *mut u8, length: u32) -> INTERNET_BUFFERSA {
    // SAFETY: zeros are a structure of numbers and pointers.
    let mut buffers: INTERNET_BUFFERSA = unsafe { std::mem::zeroed() };
    buffers.dwStructSize = size_of::<INTERNET_BUFFERSA>() as u32;
    buffers.lpvBuffer = place.cast();
    buffers.dwBufferLength = length;
    buffers
}

/// All of them.
pub fn answers(on: HINTERNET) -> Vec<Answer> {
    answers_but(on, Kind::Root)
}

/// All that want a handle of another kind than this: those that want it would use it.
pub fn answers_but(on: HINTERNET, kind: Kind) -> Vec<Answer> {
    let all = [
        (Kind::Connection, of_connections as fn(HINTERNET) -> Vec<Answer>),
        (Kind::File, of_files),
        (Kind::Find, of_finds),
    ];
    all.into_iter().filter(|(wants, _)| *wants != kind).flat_map(|(_, calls)| calls(on)).collect()
}

fn of_connections(on: HINTERNET) -> Vec<Answer> {
    let (name, wide_name) = (c("name"), w("name"));
    let (name, wide_name) = (name.as_ptr(), wide_name.as_ptr());
    let local = Folder::new();
    let path = local.path().join("local");
    let (path, wide_path) = (c(path.as_os_str().as_encoded_bytes()), w(path.to_str().expect("UTF-8")));
    let (path, wide_path) = (path.as_ptr(), wide_path.as_ptr());
    let mut all = Vec::new();
    let mut add = |name, result| all.push(Answer { name, wants: Kind::Connection, result });
    for (called, call) in NARROW {
        // SAFETY: the text is ended by NUL.
        add(called, boolean(|| unsafe { call(on, name) }));
    }
    for (called, call) in WIDE {
        // SAFETY: the text is ended by NUL.
        add(called, boolean(|| unsafe { call(on, wide_name) }));
    }
    // SAFETY: all texts are ended by NUL, here and below.
    add("FtpRenameFileA", boolean(|| unsafe { FtpRenameFileA(on, name, name) }));
    // SAFETY: as above.
    add("FtpRenameFileW", boolean(|| unsafe { FtpRenameFileW(on, wide_name, wide_name) }));
    // SAFETY: as above.
    add("FtpGetFileA", boolean(|| unsafe { FtpGetFileA(on, name, path, 0, 0, 0, 0) }));
    // SAFETY: as above.
    add("FtpGetFileW", boolean(|| unsafe { FtpGetFileW(on, wide_name, wide_path, 0, 0, 0, 0) }));
    // SAFETY: as above.
    add("FtpGetFileEx", boolean(|| unsafe { FtpGetFileEx(on, name, wide_path, 0, 0, 0, 0) }));
    // SAFETY: as above.
    add("FtpOpenFileA", gives_handle(|| unsafe { FtpOpenFileA(on, name, GENERIC_READ, 0, 0) }).map(drop));
    // SAFETY: as above.
    add(
        "FtpOpenFileW",
        gives_handle(|| unsafe { FtpOpenFileW(on, wide_name, GENERIC_READ, 0, 0) }).map(drop),
    );
    // SAFETY: as above; there may be no structure.
    add(
        "FtpFindFirstFileA",
        gives_handle(|| unsafe { FtpFindFirstFileA(on, name, null_mut(), 0, 0) }).map(drop),
    );
    let wide_find = || {
        // SAFETY: as above.
        unsafe { FtpFindFirstFileW(on, wide_name, null_mut(), 0, 0) }
    };
    add("FtpFindFirstFileW", gives_handle(wide_find).map(drop));
    for with_data in [0, 1] {
        let mut place = null_mut();
        // SAFETY: as above, and there is room for a handle.
        let result = boolean(|| unsafe { FtpCommandA(on, with_data, ASCII, name, 0, &mut place) });
        add("FtpCommandA", result);
        // SAFETY: as above.
        let result = boolean(|| unsafe { FtpCommandW(on, with_data, ASCII, wide_name, 0, &mut place) });
        add("FtpCommandW", result);
        assert!(place.is_null(), "no handle was given");
    }
    let (mut narrow, mut wide, mut length) = ([FILLER; 8], [0x2323u16; 8], 8);
    let place = narrow.as_mut_ptr().cast();
    // SAFETY: the buffers have the length that is passed.
    add("FtpGetCurrentDirectoryA", boolean(|| unsafe { FtpGetCurrentDirectoryA(on, place, &mut length) }));
    let place = wide.as_mut_ptr();
    // SAFETY: as above.
    add("FtpGetCurrentDirectoryW", boolean(|| unsafe { FtpGetCurrentDirectoryW(on, place, &mut length) }));
    assert_eq!((narrow, wide, length), ([FILLER; 8], [0x2323; 8], 8), "what is refused writes nothing");
    assert!(crate::support::names(local.path()).is_empty());
    all
}

fn of_files(on: HINTERNET) -> Vec<Answer> {
    let mut all = Vec::new();
    let mut add = |name, result| all.push(Answer { name, wants: Kind::File, result });
    let mut buffer = [FILLER; 8];
    let place = buffer.as_mut_ptr();
    let mut count = 77;
    // SAFETY: the buffer has the size that is passed, here and below.
    add("InternetReadFile", boolean(|| unsafe { InternetReadFile(on, place.cast(), 8, &mut count) }));
    assert_eq!(std::mem::replace(&mut count, 77), 0, "the count is set in any case");
    // SAFETY: as above.
    add("InternetWriteFile", boolean(|| unsafe { InternetWriteFile(on, place.cast(), 8, &mut count) }));
    assert_eq!(std::mem::replace(&mut count, 77), 0, "the count is set in any case");
    let mut structure = buffers(place, 8);
    // SAFETY: the structure and its buffer are live; both widths are laid out alike.
    add("InternetReadFileExA", boolean(|| unsafe { InternetReadFileExA(on, &mut structure, 0, 0) }));
    let mut structure = buffers(place, 8);
    let wide: *mut INTERNET_BUFFERSW = (&raw mut structure).cast();
    // SAFETY: as above.
    add("InternetReadFileExW", boolean(|| unsafe { InternetReadFileExW(on, wide, 0, 0) }));
    let mut structure = buffers(place, 8);
    // SAFETY: as above.
    add("InternetWriteFileExA", boolean(|| unsafe { InternetWriteFileExA(on, &mut structure, 0, 0) }));
    let wide: *mut INTERNET_BUFFERSW = (&raw mut structure).cast();
    // SAFETY: as above.
    add("InternetWriteFileExW", boolean(|| unsafe { InternetWriteFileExW(on, wide, 0, 0) }));
    // SAFETY: the number is live.
    let result = boolean(|| unsafe { InternetQueryDataAvailable(on, &mut count, 0, 0) });
    add("InternetQueryDataAvailable", result);
    let mut high = 77;
    let size = || {
        // SAFETY: the number is live.
        let low = unsafe { FtpGetFileSize(on, &mut high) };
        BOOL::from(TrueFtpGetLastError() == 0 && low != u32::MAX)
    };
    add("FtpGetFileSize", boolean(size));
    add("TrueFtpFinishFile", boolean(|| TrueFtpFinishFile(on)));
    let mut lock = null_mut();
    add("InternetLockRequestFile", boolean(|| InternetLockRequestFile(on, &mut lock)));
    assert!(lock.is_null());
    assert_eq!(buffer, [FILLER; 8], "what is refused writes nothing");
    all
}

fn of_finds(on: HINTERNET) -> Vec<Answer> {
    let mut data = vec![FILLER; size_of::<WIN32_FIND_DATAW>()];
    let place: *mut std::ffi::c_void = data.as_mut_ptr().cast();
    // SAFETY: there is room for either structure.
    let narrow = boolean(|| unsafe { InternetFindNextFileA(on, place) });
    // SAFETY: as above.
    let wide = boolean(|| unsafe { InternetFindNextFileW(on, place) });
    assert!(data.iter().all(|&byte| byte == FILLER), "what is refused writes nothing");
    vec![
        Answer { name: "InternetFindNextFileA", wants: Kind::Find, result: narrow },
        Answer { name: "InternetFindNextFileW", wants: Kind::Find, result: wide },
    ]
}
