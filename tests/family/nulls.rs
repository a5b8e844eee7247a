//! Every pointer of every call of the family NULL in turn, on good handles.

use std::ptr::{null, null_mut};

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use crate::every_call::{NARROW, WIDE, buffers};
use crate::support::*;
use kit::arguments::{INSUFFICIENT_BUFFER, INVALID_PARAMETER, boolean, handle};
use kit::case::Case;
use kit::*;

const REFUSED: Result<(), u32> = Err(INVALID_PARAMETER);

#[test]
fn names() {
    let case = Case::new(Script::new());
    let h = case.connection.0;
    let before = (last_reply(), last_response());
    for (called, call) in NARROW {
        // SAFETY: NULL is refused, here and below.
        assert_eq!(boolean(|| unsafe { call(h, null()) }), REFUSED, "{called}");
    }
    for (called, call) in WIDE {
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { call(h, null()) }), REFUSED, "{called}");
    }
    let local = case.folder.path().join("local");
    let (path, wide_path) = (c(local.as_os_str().as_encoded_bytes()), w(local.to_str().unwrap()));
    let (name, wide_name) = (c("name"), w("name"));
    for nulls in 1..4 {
        let first = nulls & 1 != 0;
        let second = nulls & 2 != 0;
        let a = if first { null() } else { name.as_ptr() };
        let b = if second { null() } else { path.as_ptr() };
        let wide_a = if first { null() } else { wide_name.as_ptr() };
        let wide_b = if second { null() } else { wide_path.as_ptr() };
        // SAFETY: NULL, or texts ended by NUL, here and below.
        assert_eq!(boolean(|| unsafe { FtpRenameFileA(h, a, b) }), REFUSED);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpRenameFileW(h, wide_a, wide_b) }), REFUSED);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpGetFileA(h, a, b, 0, 0, 0, 0) }), REFUSED);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpGetFileW(h, wide_a, wide_b, 0, 0, 0, 0) }), REFUSED);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpGetFileEx(h, a, wide_b, 0, 0, 0, 0) }), REFUSED);
    }
    // SAFETY: NULL is refused, here and below.
    assert_eq!(handle(|| unsafe { FtpOpenFileA(h, null(), GENERIC_READ, 0, 0) }).map(drop), REFUSED);
    // SAFETY: as above.
    assert_eq!(handle(|| unsafe { FtpOpenFileW(h, null(), GENERIC_WRITE, 0, 0) }).map(drop), REFUSED);
    for with_data in [0, 1] {
        let mut place = null_mut();
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpCommandA(h, with_data, 1, null(), 0, &mut place) }), REFUSED);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpCommandW(h, with_data, 1, null(), 0, &mut place) }), REFUSED);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { FtpCommandW(h, with_data, 1, null(), 0, null_mut()) }), REFUSED);
        assert!(place.is_null());
    }
    assert!(commands(&case).is_empty(), "nothing is sent");
    assert_eq!((last_reply(), last_response()), before, "a refused call keeps the last reply");
    assert!(crate::support::names(case.folder.path()).is_empty());
}

/// Without data there is no handle to be given, and no place for one is needed.
#[test]
fn places_that_may_be_null() {
    let case = Case::new(serving(b"some"));
    let h = case.connection.0;
    let (line, wide_line) = (c("NOOP"), w("NOOP"));
    // SAFETY: the text is ended by NUL.
    assert_eq!(boolean(|| unsafe { FtpCommandA(h, 0, 1, line.as_ptr(), 0, null_mut()) }), Ok(()));
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { FtpCommandW(h, 0, 1, wide_line.as_ptr(), 0, null_mut()) }), Ok(()));
    let mut length = 100;
    // SAFETY: NULL asks for the size, or is refused.
    let result = boolean(|| unsafe { FtpGetCurrentDirectoryA(h, null_mut(), &mut length) });
    assert_eq!((result, length), (Err(INSUFFICIENT_BUFFER), 2));
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { FtpGetCurrentDirectoryA(h, null_mut(), null_mut()) }), REFUSED);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { FtpGetCurrentDirectoryW(h, null_mut(), null_mut()) }), REFUSED);
    let mut place = [0x2323u16; 4];
    // SAFETY: as above.
    let result = boolean(|| unsafe { FtpGetCurrentDirectoryW(h, place.as_mut_ptr(), null_mut()) });
    assert_eq!((result, place), (REFUSED, [0x2323; 4]));
}

#[test]
fn reading() {
    let plan = Plan::from("150 Go.\r\n").write_data(b"some").hold("end").close_data().send(DONE);
    let case = Case::new(Script::new().on("RETR", plan));
    let file = case.connection.open("remote", GENERIC_READ, BINARY).unwrap();
    let mut buffer = [FILLER; 4];
    let place: *mut std::ffi::c_void = buffer.as_mut_ptr().cast();
    let mut count = 77;
    // SAFETY: NULL is refused, here and below.
    assert_eq!(boolean(|| unsafe { InternetReadFile(file.0, null_mut(), 4, &mut count) }), REFUSED);
    assert_eq!(count, 0, "the count is set in any case");
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetReadFile(file.0, place, 4, null_mut()) }), REFUSED);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetReadFile(file.0, null_mut(), 4, null_mut()) }), REFUSED);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetReadFileExA(file.0, null_mut(), 0, 0) }), REFUSED);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetReadFileExW(file.0, null_mut(), 0, 0) }), REFUSED);
    let mut structure = buffers(null_mut(), 4);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetReadFileExA(file.0, &mut structure, 0, 0) }), REFUSED);
    assert_eq!(buffer, [FILLER; 4]);
    // SAFETY: the place may be NULL.
    assert_eq!(boolean(|| unsafe { InternetQueryDataAvailable(file.0, null_mut(), 0, 0) }), Ok(()));
    assert_eq!(boolean(|| InternetLockRequestFile(file.0, null_mut())), Err(50));
    assert_eq!(file.read(4).0, b"some", "what is refused takes nothing");
    case.server.release("end");
    assert_eq!(file.read(4).0, b"");
}

#[test]
fn writing() {
    let case = Case::new(Script::new());
    let file = case.connection.open("remote", GENERIC_WRITE, BINARY).unwrap();
    let mut count = 77;
    let bytes = b"some".as_ptr().cast();
    // SAFETY: NULL is refused, here and below.
    assert_eq!(boolean(|| unsafe { InternetWriteFile(file.0, null(), 4, &mut count) }), REFUSED);
    assert_eq!(count, 0, "the count is set in any case");
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetWriteFile(file.0, bytes, 4, null_mut()) }), REFUSED);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetWriteFileExA(file.0, null_mut(), 0, 0) }), REFUSED);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetWriteFileExW(file.0, null_mut(), 0, 0) }), REFUSED);
    let mut structure = buffers(null_mut(), 4);
    // SAFETY: as above.
    assert_eq!(boolean(|| unsafe { InternetWriteFileExA(file.0, &mut structure, 0, 0) }), REFUSED);
    assert!(file.write(b"else").ok);
    assert_eq!(closed(file), 0);
    assert_eq!(case.received().unwrap(), b"else", "what is refused sends nothing");
}

/// Not one byte beyond the length that was passed.
#[test]
fn buffers_are_not_overrun() {
    let large = bytes(100_000);
    let case = Case::new(serving(&large));
    let file = case.connection.open("remote", GENERIC_READ, BINARY).unwrap();
    let mut at = 0;
    for size in (0..300).chain([4095, 4096, 4097, 20_000]) {
        let mut buffer = vec![FILLER; size + 64];
        let place: *mut std::ffi::c_void = buffer.as_mut_ptr().wrapping_add(32).cast();
        let mut count = 77;
        if size % 2 == 0 {
            // SAFETY: the buffer has more than the size that is passed.
            let result = boolean(|| unsafe { InternetReadFile(file.0, place, size as u32, &mut count) });
            assert_eq!(result, Ok(()));
        } else {
            let mut structure = buffers(place.cast(), size as u32);
            // SAFETY: as above.
            let result = boolean(|| unsafe { InternetReadFileExA(file.0, &mut structure, 0, 0) });
            assert_eq!(result, Ok(()));
            count = structure.dwBufferLength;
        }
        assert_eq!(count as usize, size);
        assert_eq!(&buffer[32..32 + size], &large[at..at + size]);
        assert!(buffer[..32].iter().chain(&buffer[32 + size..]).all(|&byte| byte == FILLER), "{size}");
        at += size;
    }
    drop(file);
    // A find writes its structure and nothing else, at any address.
    let case = Case::new(listing("-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 a\r\n".repeat(4)));
    let (find, _) = case.connection.find(None).unwrap();
    for (wide, size) in [(false, size_of::<WIN32_FIND_DATAA>()), (true, size_of::<WIN32_FIND_DATAW>())] {
        let mut room = vec![FILLER; size + 65];
        let place: *mut std::ffi::c_void = room.as_mut_ptr().wrapping_add(33).cast();
        let call = if wide { InternetFindNextFileW } else { InternetFindNextFileA };
        // SAFETY: there is room for the structure; it need not be aligned.
        assert_eq!(boolean(|| unsafe { call(find.0, place) }), Ok(()));
        assert!(room[..33].iter().chain(&room[33 + size..]).all(|&byte| byte == FILLER));
        assert_ne!(room[33], FILLER);
    }
}
