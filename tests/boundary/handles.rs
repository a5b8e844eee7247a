//! Handles that are none: closed, of the wrong kind, random; and the numbers that handles are.

use std::collections::HashSet;
use std::ptr::null_mut;

use ftp_test_server::{Script, Server};
use trueftp::abi::*;

use kit::arguments::*;
use kit::*;

/// What every call says to a handle of this kind (`None`: to no handle at all).
fn check(on: HINTERNET, kind: Option<Wants>) {
    for answer in answers(on) {
        let name = answer.name;
        match (kind, answer.wants) {
            (None, _) => assert_eq!(answer.result, Err(INVALID_HANDLE), "{name}, {on:p}"),
            (Some(_), Wants::Any) => assert_eq!(answer.result, Ok(()), "{name}, {on:p}"),
            (Some(kind), wants) if kind != wants => {
                assert_eq!(answer.result, Err(INCORRECT_HANDLE_TYPE), "{name}, {on:p}");
            }
            // The right kind: whatever happens then, the handle was not the reason.
            (Some(_), _) => {
                let handle_errors = [Err(INVALID_HANDLE), Err(INCORRECT_HANDLE_TYPE)];
                assert!(!handle_errors.contains(&answer.result), "{name}, {on:p}: {:?}", answer.result);
            }
        }
    }
}

#[test]
fn wrong_kind_and_closed() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    check(root.0, Some(Wants::Root));
    check(connection.0, Some(Wants::Connection));
    let closed = [connection.0, root.0];
    drop(connection);
    drop(root);
    for handle in closed {
        check(handle, None);
        assert_eq!(boolean(|| InternetCloseHandle(handle)), Err(INVALID_HANDLE));
    }
}

#[test]
fn a_parent_closes_its_children() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let other = Root::with_time_out(2000);
    let children: Vec<_> = (0..3).map(|_| root.connect(&server.host(), server.port(), PASSIVE)).collect();
    let stays = other.connect(&server.host(), server.port(), PASSIVE);
    assert_eq!(InternetCloseHandle(children[1].0), 1);
    check(children[1].0, None);
    check(children[0].0, Some(Wants::Connection));
    assert_eq!(InternetCloseHandle(root.0), 1);
    for child in &children {
        check(child.0, None);
    }
    check(root.0, None);
    check(stays.0, Some(Wants::Connection));
    check(other.0, Some(Wants::Root));
}

/// Numbers around a real one, and that number with more bits than a handle has.
#[test]
fn near_misses() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    for handle in [root.0.addr(), connection.0.addr()] {
        let near = [1, 2, 3].into_iter().flat_map(|step| [handle + step, handle - step]);
        let wide = [31, 32, 33, 47, 63].into_iter().map(|bit| handle | 1 << bit);
        for value in near.chain(wide).chain([!handle, handle.wrapping_neg()]) {
            check(number_as_handle(value), None);
            assert_eq!(boolean(|| InternetCloseHandle(number_as_handle(value))), Err(INVALID_HANDLE));
        }
    }
    check(root.0, Some(Wants::Root));
    check(connection.0, Some(Wants::Connection));
}

#[test]
fn random_values() {
    let root = Root::new();
    let mut values: Vec<usize> = vec![1, 2, 3, 4, 0x00CC_0004, 0x00CC_0008, 0x00CC_FFFC, 0x7FFF_FFFC];
    values.extend([0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFC, 0xFFFF_FFFF, usize::MAX, usize::MAX - 3]);
    let mut state = 0x1234_5678_9ABC_DEF1u64;
    values.extend((0..4000).map(|at| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // All widths alike, so that small numbers come as often as large ones.
        (state >> (at % 64)) as usize
    }));
    for value in values {
        // Numbers that another test of this program may hold right now.
        let may_be_real = value.is_multiple_of(4) && (0x0001_0000..0x0100_0000).contains(&value);
        if value == 0 || (may_be_real && !(0x00CC_0000..0x00CD_0000).contains(&value)) {
            continue;
        }
        check(number_as_handle(value), None);
        assert_eq!(boolean(|| InternetCloseHandle(number_as_handle(value))), Err(INVALID_HANDLE));
    }
    check(root.0, Some(Wants::Root));
}

/// 100,000 handles opened and closed, a few kept open for longer.
#[test]
fn numbers_fit_32_bits_and_do_not_come_back_soon() {
    const COUNT: usize = 100_000;
    let mut seen = HashSet::with_capacity(COUNT);
    let mut kept = Vec::new();
    for at in 0..COUNT {
        let handle = open(1, None, 0).expect("a root");
        let value = handle.addr();
        assert!(value > 0 && value < 1 << 31 && value.is_multiple_of(4), "{value:#x}");
        assert!(!(0x00CC_0000..=0x00CC_FFFF).contains(&value), "{value:#x} is one of Windows' own");
        assert!(seen.insert(value), "{value:#x} came again after {at}");
        if at % 1000 == 0 {
            kept.push(Root(handle));
        } else {
            assert_eq!(InternetCloseHandle(handle), 1);
        }
    }
    for root in kept {
        assert_eq!(query_number(root.0, OPTION_HANDLE_TYPE), 1);
    }
}

#[test]
fn a_handle_reply_belongs_to_its_connection() {
    let server = Server::start(Script::new().on_line("PASS two", "232 Second.\r\n"));
    let root = Root::with_time_out(2000);
    let first = root.connect(&server.host(), server.port(), PASSIVE);
    let second = root.try_connect(&server.host(), server.port(), Some("me"), Some("two"), PASSIVE);
    let second = second.expect("a 232 logs in as well");
    assert_eq!(handle_reply(first.0), (230, "Login successful.".into()));
    assert_eq!(handle_reply(second.0), (232, "Second.".into()));
    assert_eq!(last_reply(), (232, "Second.".into()));
    // A wrong handle leaves the outputs alone.
    let (mut code, mut length) = (9, 3);
    for wrong in [root.0, number_as_handle(0x00CC_0004)] {
        // SAFETY: both numbers are live, the text may be NULL.
        boolean(|| unsafe { TrueFtpGetHandleReplyA(wrong, &mut code, null_mut(), &mut length) })
            .expect_err("no connection");
        assert_eq!((code, length), (9, 3));
    }
}
