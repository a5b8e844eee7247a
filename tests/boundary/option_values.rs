//! Options set and read back, and what is inherited.

use std::ptr::null_mut;

use ftp_test_server::{Script, Server};
use trueftp::abi::HINTERNET;

use kit::arguments::*;
use kit::*;

const TIMES: [u32; 6] = [
    OPTION_CONNECT_TIMEOUT,
    OPTION_SEND_TIMEOUT,
    OPTION_RECEIVE_TIMEOUT,
    OPTION_DATA_SEND_TIMEOUT,
    OPTION_DATA_RECEIVE_TIMEOUT,
    OPTION_LISTEN_TIMEOUT,
];

fn text_option(on: HINTERNET, option: u32) -> (Vec<u8>, String) {
    let (mut narrow, mut length) = (vec![0u8; 200], 200);
    // SAFETY: the buffer has the length that is passed.
    let result = boolean(|| unsafe { QUERIES[0](on, option, narrow.as_mut_ptr().cast(), &mut length) });
    assert_eq!(result, Ok(()));
    narrow.truncate(length as usize);
    let (mut units, mut length) = (vec![0u16; 100], 200);
    // SAFETY: as above.
    let result = boolean(|| unsafe { QUERIES[1](on, option, units.as_mut_ptr().cast(), &mut length) });
    assert_eq!(result, Ok(()));
    (narrow, String::from_utf16_lossy(&units[..length as usize]))
}

fn units(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_ne_bytes).collect()
}

#[test]
fn numbers_read_back_and_inherit_by_value() {
    let server = Server::start(Script::new());
    let root = Root::new();
    let other = Root::new();
    let other_before = TIMES.map(|option| query_number(other.0, option));
    for (at, option) in TIMES.into_iter().enumerate() {
        for value in [0, 1, u32::MAX, 20_000 + at as u32] {
            set_number(root.0, option, value);
            assert_eq!(query_number(root.0, option), value, "option {option}");
        }
    }
    set_number(root.0, OPTION_CONNECT_RETRIES, 3);
    let child = root.connect(&server.host(), server.port(), PASSIVE);
    for (at, option) in TIMES.into_iter().enumerate() {
        assert_eq!(query_number(child.0, option), 20_000 + at as u32, "inherited");
        set_number(root.0, option, 30_000);
        assert_eq!(query_number(child.0, option), 20_000 + at as u32, "the child keeps its own");
        set_number(child.0, option, 40_000);
        assert_eq!(query_number(root.0, option), 30_000, "the parent too");
    }
    assert_eq!(query_number(child.0, OPTION_CONNECT_RETRIES), 3);
    assert_eq!(TIMES.map(|option| query_number(other.0, option)), other_before, "a stranger is not reached");
}

/// The only test of this program that sets what new sessions begin with, and only what no other test looks at.
#[test]
fn process_options_are_what_new_sessions_begin_with() {
    let older = Root::new();
    let before = query_number(older.0, OPTION_LISTEN_TIMEOUT);
    assert_eq!(query_number(null_mut(), OPTION_LISTEN_TIMEOUT), before);
    set_number(null_mut(), OPTION_LISTEN_TIMEOUT, 71_717);
    let newer = Root::new();
    assert_eq!(query_number(null_mut(), OPTION_LISTEN_TIMEOUT), 71_717);
    assert_eq!(query_number(newer.0, OPTION_LISTEN_TIMEOUT), 71_717);
    assert_eq!(query_number(older.0, OPTION_LISTEN_TIMEOUT), before);
    set_number(newer.0, OPTION_LISTEN_TIMEOUT, 5);
    assert_eq!(query_number(null_mut(), OPTION_LISTEN_TIMEOUT), 71_717);
}

#[test]
fn no_retries_still_try_once() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    set_number(root.0, OPTION_CONNECT_RETRIES, 0);
    root.connect(&server.host(), server.port(), PASSIVE);
}

#[test]
fn context_values() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    for on in [root.0, connection.0] {
        for (query, set_option) in QUERIES.into_iter().zip(SETS) {
            for value in [0, 1, usize::MAX, usize::MAX / 3] {
                let width = size_of::<usize>() as u32;
                let bytes = value.to_ne_bytes();
                assert_eq!(set(set_option, on, OPTION_CONTEXT_VALUE, Some(&bytes), width), Ok(()));
                let (mut back, mut length) = (7usize, width);
                let place = (&raw mut back).cast();
                // SAFETY: the value has the length that is passed.
                let result = boolean(|| unsafe { query(on, OPTION_CONTEXT_VALUE, place, &mut length) });
                assert_eq!((result, back, length), (Ok(()), value, width));
            }
        }
    }
}

#[test]
fn texts_set_narrow_and_wide() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let [set_a, set_w] = SETS;
    assert_eq!(text_option(connection.0, OPTION_USERNAME).0, b"me");
    assert_eq!(text_option(connection.0, OPTION_PASSWORD).0, b"secret");
    for option in [OPTION_USERNAME, OPTION_PASSWORD] {
        let check = |want: &str| {
            let both = text_option(connection.0, option);
            assert_eq!(both, (want.as_bytes().to_vec(), want.to_owned()));
        };
        // The length need not count the NUL; a NUL before it ends the text.
        for (bytes, length, want) in
            [(&b"joe\0"[..], 3, "joe"), (b"joe\0", 4, "joe"), (b"joe\0", 2, "jo"), (b"j\0e\0", 4, "j")]
        {
            assert_eq!(set(set_a, connection.0, option, Some(bytes), length), Ok(()));
            check(want);
        }
        // A length beyond the text is harmless where a NUL ends it.
        assert_eq!(set(set_a, connection.0, option, Some(b"joe\0"), u32::MAX), Ok(()));
        check("joe");
        for (length, want) in [(6, "Jürgen"), (7, "Jürgen"), (2, "Jü"), (1, "J"), (0, "")] {
            assert_eq!(set(set_w, connection.0, option, Some(&units("Jürgen\0")), length), Ok(()));
            check(want);
        }
        assert_eq!(set(set_w, connection.0, option, Some(&units("\u{1F600}\0")), u32::MAX), Ok(()));
        check("\u{1F600}");
        // Half a character is no text, and changes nothing.
        let half = set(set_w, connection.0, option, Some(&units("\u{1F600}\0")), 1);
        assert_eq!(half, Err(INVALID_PARAMETER));
        check("\u{1F600}");
        assert_eq!(set(set_a, connection.0, option, Some(b""), 0), Ok(()));
        check("");
        assert_eq!(set(set_a, connection.0, option, None, 3), Err(INVALID_PARAMETER));
        check("");
    }
    assert_eq!(server.seen().commands(), ["USER me", "PASS secret"], "there is no second login");
}

/// The socket error beneath the last failure of this thread.
#[test]
fn extended_error() {
    let root = Root::with_time_out(2000);
    assert_eq!(socket_error(), 0);
    assert_eq!(Connect::nowhere(root.0).refused(), 12029);
    assert_eq!(socket_error(), 10061);
    assert_eq!(query_number(root.0, OPTION_EXTENDED_ERROR), 10061, "any handle will do");
    let elsewhere = std::thread::spawn(socket_error).join().expect("the thread ends");
    assert_eq!(elsewhere, 0);
}
