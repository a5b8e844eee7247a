//! Options: numbers, levels, lengths and errors.

use ftp_test_server::{Script, Server};
use trueftp::abi::HINTERNET;

use kit::arguments::*;
use kit::*;

const INVALID_OPTION: u32 = 12009;
const BAD_OPTION_LENGTH: u32 = 12010;
const NOT_SETTABLE: u32 = 12011;

const NUMBERS: [u32; 7] = [
    OPTION_CONNECT_TIMEOUT,
    OPTION_CONNECT_RETRIES,
    OPTION_SEND_TIMEOUT,
    OPTION_RECEIVE_TIMEOUT,
    OPTION_DATA_SEND_TIMEOUT,
    OPTION_DATA_RECEIVE_TIMEOUT,
    OPTION_LISTEN_TIMEOUT,
];
const READ_ONLY: [u32; 3] = [OPTION_HANDLE_TYPE, OPTION_PARENT_HANDLE, OPTION_EXTENDED_ERROR];
const TEXTS: [u32; 2] = [OPTION_USERNAME, OPTION_PASSWORD];

/// Whether the option is one that this library has.
fn is_known(option: u32) -> bool {
    NUMBERS.contains(&option)
        || READ_ONLY.contains(&option)
        || TEXTS.contains(&option)
        || option == OPTION_CONTEXT_VALUE
        || OTHERS.contains(&option)
}

/// Those whose effects and refusals are tested elsewhere.
const OTHERS: [u32; 34] = [
    1, 10, 12, 13, 23, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 48, 50, 62, 63, 68, 70, 73,
    74, 77, 81, 94, 96, 100, 101, 105,
];

#[test]
fn unknown_options() {
    let root = Root::new();
    let some = [0, 4, 10_000, 0x5446_0000, 0x5446_FFFF, 0x8000_0000, u32::MAX];
    for option in (0..200).chain(some).filter(|&option| !is_known(option)) {
        for on in [root.0, std::ptr::null_mut()] {
            for (query, set_option) in QUERIES.into_iter().zip(SETS) {
                let (result, length) = query_size(query, on, option);
                assert_eq!((result, length), (Err(INVALID_OPTION), 0), "query {option}");
                let result = set(set_option, on, option, Some(&[0; 4]), 4);
                assert_eq!(result, Err(INVALID_OPTION), "set {option}");
            }
        }
    }
}

#[test]
fn read_only_options() {
    let root = Root::new();
    for option in READ_ONLY {
        for call in SETS {
            for length in [0, 4, 8] {
                assert_eq!(set(call, root.0, option, Some(&[0; 8]), length), Err(NOT_SETTABLE));
            }
        }
    }
    assert_eq!(query_number(root.0, OPTION_HANDLE_TYPE), 1);
}

#[test]
fn wrong_levels() {
    let root = Root::new();
    let pointer = [0; size_of::<usize>()];
    for (query, set_option) in QUERIES.into_iter().zip(SETS) {
        for (on, option) in [
            (root.0, OPTION_USERNAME),
            (root.0, OPTION_PASSWORD),
            (std::ptr::null_mut(), OPTION_USERNAME),
            (std::ptr::null_mut(), OPTION_PASSWORD),
            (std::ptr::null_mut(), OPTION_CONTEXT_VALUE),
        ] {
            let mut length = 100;
            let mut buffer = [FILLER; 100];
            // SAFETY: the buffer has the length that is passed.
            let result = boolean(|| unsafe { query(on, option, buffer.as_mut_ptr().cast(), &mut length) });
            assert_eq!(result, Err(INCORRECT_HANDLE_TYPE), "option {option}");
            assert_eq!((length, buffer), (0, [FILLER; 100]), "option {option}");
            let result = set(set_option, on, option, Some(&pointer), pointer.len() as u32);
            assert_eq!(result, Err(INCORRECT_HANDLE_TYPE), "option {option}");
        }
        for option in [OPTION_HANDLE_TYPE, OPTION_PARENT_HANDLE] {
            let (result, length) = query_size(query, std::ptr::null_mut(), option);
            assert_eq!((result, length), (Err(INCORRECT_HANDLE_TYPE), 0));
        }
    }
}

#[test]
fn sets_of_a_wrong_length_change_nothing() {
    let root = Root::new();
    let mut value = 4_321u32.to_ne_bytes().to_vec();
    value.resize(64, 0);
    let context = u32::try_from(size_of::<usize>()).expect("small");
    for call in SETS {
        for option in NUMBERS {
            let before = query_number(root.0, option);
            for length in [0, 1, 2, 3, 5, 8, 64, 0x8000_0000, u32::MAX] {
                assert_eq!(set(call, root.0, option, Some(&value), length), Err(BAD_OPTION_LENGTH));
            }
            assert_eq!(query_number(root.0, option), before, "option {option}");
        }
        for length in [0, 1, context - 1, context + 1, 4 * context, u32::MAX] {
            let result = set(call, root.0, OPTION_CONTEXT_VALUE, Some(&value), length);
            assert_eq!(result, Err(BAD_OPTION_LENGTH));
        }
        assert_eq!(query_pointer(root.0, OPTION_CONTEXT_VALUE), 0);
    }
}

/// An option whose value is as wide as a pointer.
fn query_pointer(on: HINTERNET, option: u32) -> usize {
    let mut value = usize::MAX;
    let mut length = size_of::<usize>() as u32;
    // SAFETY: the value has the length that is passed.
    let result = boolean(|| unsafe { QUERIES[0](on, option, (&raw mut value).cast(), &mut length) });
    assert_eq!((result, length as usize), (Ok(()), size_of::<usize>()));
    value
}

/// Values of a fixed size: buffers of every size at every alignment.
#[test]
fn queries_of_numbers_in_every_size() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let options = NUMBERS.into_iter().chain([OPTION_HANDLE_TYPE, OPTION_EXTENDED_ERROR]).map(|o| (o, 4));
    let pointers = [OPTION_PARENT_HANDLE, OPTION_CONTEXT_VALUE].map(|o| (o, size_of::<usize>()));
    for (option, needed) in options.chain(pointers) {
        for (call, reported) in QUERIES.into_iter().flat_map(|call| {
            [0, 1, 2, 3, 4, 5, 7, 8, 9, 64, 0x8000_0000, u32::MAX].map(|reported: u32| (call, reported))
        }) {
            for offset in 0..4 {
                let mut buffer = [FILLER; 128];
                let mut length = reported;
                let place = buffer[offset..].as_mut_ptr().cast();
                // SAFETY: the buffer has more room than any of these values needs.
                let result = boolean(|| unsafe { call(connection.0, option, place, &mut length) });
                let fits = reported as usize >= needed;
                assert_eq!(result, if fits { Ok(()) } else { Err(INSUFFICIENT_BUFFER) }, "option {option}");
                assert_eq!(length as usize, needed, "option {option}, told {reported}");
                let end = offset + if fits { needed } else { 0 };
                assert!(buffer[..offset].iter().chain(&buffer[end..]).all(|&byte| byte == FILLER));
            }
        }
    }
    assert_eq!(query_pointer(connection.0, OPTION_PARENT_HANDLE), root.0.addr());
    assert_eq!(query_pointer(root.0, OPTION_PARENT_HANDLE), 0);
    assert_eq!(query_number(connection.0, OPTION_HANDLE_TYPE), 2);
}

/// User and password: buffers of every size in bytes, of an odd number of bytes too.
#[test]
fn queries_of_texts_in_every_size() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    for name in ["", "a", "me", "Jürgen \u{1F600}"] {
        let connection = root.try_connect(&server.host(), server.port(), Some(name), None, PASSIVE);
        let connection = connection.expect("the login succeeds");
        let wide_name: Vec<u8> = name.encode_utf16().flat_map(u16::to_ne_bytes).collect();
        let widths = [(QUERIES[0], name.as_bytes(), 1), (QUERIES[1], wide_name.as_slice(), 2)];
        for (call, text, width) in widths {
            let needed = text.len() + width;
            let sizes = (0..needed as u32 + 3).chain([100, 0x8000_0000, u32::MAX]);
            for reported in sizes {
                let mut buffer = [FILLER; 128];
                let mut length = reported;
                let place = buffer.as_mut_ptr().cast();
                // SAFETY: the buffer has more room than any of these texts needs.
                let result = boolean(|| unsafe { call(connection.0, OPTION_USERNAME, place, &mut length) });
                if (reported as usize) < needed {
                    assert_eq!((result, length as usize), (Err(INSUFFICIENT_BUFFER), needed), "{name:?}");
                    assert_eq!(buffer, [FILLER; 128]);
                } else {
                    assert_eq!((result, length as usize), (Ok(()), text.len() / width), "{name:?}");
                    assert_eq!(buffer[..text.len()], *text);
                    assert_eq!(buffer[text.len()..needed], [0, 0][..width]);
                    assert_eq!(buffer[needed..], [FILLER; 128][needed..]);
                }
            }
            assert_eq!(
                query_size(call, connection.0, OPTION_USERNAME),
                (Err(INSUFFICIENT_BUFFER), needed as u32)
            );
        }
    }
}
