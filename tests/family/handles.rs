//! Handles of the wrong kind, closed ones, and numbers that never were any.

use std::ptr::null_mut;

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use crate::every_call::{Kind, answers, answers_but};
use crate::support::*;
use kit::arguments::{INCORRECT_HANDLE_TYPE, INVALID_HANDLE, number_as_handle};
use kit::case::Case;
use kit::*;

fn listed() -> Script {
    listing("-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 a\r\n")
}

/// Every call that wants another kind says so, and sends nothing.
fn check_kind(case: &Case, on: HINTERNET, kind: Kind) {
    let before = case.server.seen().lines.len();
    for answer in answers_but(on, kind) {
        assert_eq!(answer.result, Err(INCORRECT_HANDLE_TYPE), "{} on a {kind:?}", answer.name);
    }
    assert_eq!(case.server.seen().lines.len(), before, "nothing is sent");
}

fn check_none(on: HINTERNET) {
    for answer in answers(on) {
        assert_eq!(answer.result, Err(INVALID_HANDLE), "{}, {on:p}", answer.name);
    }
    assert_eq!(close(on), INVALID_HANDLE);
    TrueFtpSetLastError(77);
    assert_eq!(InternetSetFilePointer(on, 0, null_mut(), 0, 0), u32::MAX);
    assert_eq!(TrueFtpGetLastError(), INVALID_HANDLE);
}

#[test]
fn of_the_wrong_kind() {
    let case = Case::new(listed());
    check_kind(&case, case.root.0, Kind::Root);
    check_kind(&case, case.connection.0, Kind::Connection);
    let (find, _) = case.connection.find(None).unwrap();
    check_kind(&case, find.0, Kind::Find);
}

/// A connection whose file is open refuses with 12110 what it would do, and all else by its kind.
#[test]
fn a_busy_connection_and_its_file() {
    let case = Case::new(listed().on("STOR", Plan::upload("226 Done.\r\n")));
    let file = case.connection.open("remote", GENERIC_WRITE, BINARY).unwrap();
    let before = case.server.seen().lines.len();
    for answer in answers(case.connection.0) {
        let want = if answer.wants == Kind::Connection { 12110 } else { INCORRECT_HANDLE_TYPE };
        assert_eq!(answer.result, Err(want), "{}", answer.name);
    }
    assert_eq!(case.server.seen().lines.len(), before, "nothing is sent");
    check_kind(&case, file.0, Kind::File);
    assert!(file.write(b"some").ok);
    assert_eq!(closed(file), 0);
    assert_eq!(case.received().unwrap(), b"some");
}

#[test]
fn closed_ones() {
    let case = Case::new(listed().on("RETR", Plan::download(b"some", DONE)));
    let (find, _) = case.connection.find(None).unwrap();
    let found = find.0;
    drop(find);
    check_none(found);
    let file = case.connection.open("remote", GENERIC_READ, BINARY).unwrap();
    let opened = file.0;
    assert_eq!(closed(file), 0);
    check_none(opened);
    let file = case.connection.open("remote", GENERIC_READ, BINARY).unwrap();
    assert_eq!(close(case.connection.0), 0);
    for gone in [file.leave(), case.connection.0] {
        check_none(gone);
    }
    let root = case.root.0;
    assert_eq!(close(root), 0);
    check_none(root);
}

#[test]
fn that_never_were_any() {
    let case = Case::new(listed());
    check_none(null_mut());
    let h = case.connection.0.addr();
    let mut values = vec![1, 2, 3, h + 1, h - 1, h | 1 << 31, !h, usize::MAX, 0x00CC_0004, 0x7FFF_FFFC];
    #[cfg(target_pointer_width = "64")]
    values.extend([h | 1 << 32, h | 1 << 47, h | 1 << 63]);
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    values.extend((0..100).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // No handle has its lowest bits set.
        state as usize | 2
    }));
    for value in values {
        check_none(number_as_handle(value));
    }
    assert_eq!(commands(&case).len(), 0, "nothing is sent");
    assert_eq!(given(|| case.connection.find(None)), 0);
}

#[test]
fn locks_and_pointers() {
    for value in [0, 4, 0x1234_5678] {
        TrueFtpSetLastError(77);
        assert_eq!(InternetUnlockRequestFile(number_as_handle(value)), 0);
        assert_eq!(TrueFtpGetLastError(), INVALID_HANDLE);
    }
    let case = Case::new(listed());
    for on in [case.root.0, case.connection.0] {
        TrueFtpSetLastError(77);
        assert_eq!(InternetSetFilePointer(on, 5, null_mut(), 1, 0), u32::MAX);
        assert!(matches!(TrueFtpGetLastError(), 12016 | INCORRECT_HANDLE_TYPE));
    }
}

/// Handles are looked for, never followed: threads may close them at any time.
#[test]
fn closed_by_others_while_they_are_used() {
    let case = Case::new(listed());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let Ok((find, _)) = case.connection.find(None) else { continue };
                    let value = find.0.addr();
                    std::thread::scope(|inner| {
                        inner.spawn(move || close(number_as_handle(value)));
                        let error = find.next().unwrap_err().error;
                        assert!(matches!(error, 18 | INVALID_HANDLE), "{error}");
                    });
                }
            });
        }
    });
    assert_eq!(given(|| case.connection.find(None)), 0);
}
