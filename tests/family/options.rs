//! Every option of section 4.5: on which handles it exists, what it holds, what it does, or how it is refused.

use std::ffi::c_void;
use std::ptr::{null, null_mut};

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use crate::support;
use kit::arguments::*;
use kit::case::{Case, LARGE, LONG};
use kit::*;

const NUMBER: u32 = 4;
const POINTER: u32 = size_of::<usize>() as u32;
const NOTHING: u32 = 0;
const TEXT: u32 = u32::MAX;

/// TRUEFTP_OPTION_UTF8
const UTF8: u32 = 0x5446_0001;
/// TRUEFTP_OPTION_LOG
const LOG: u32 = 0x5446_0002;

/// Which handles, in this order: none (N), root, connection, file, search; what can be done, Q and S; the value's size.
const OPTIONS: [(u32, &str, &str, u32); 46] = [
    (1, "RCFS", "Q", POINTER),
    (2, "NRCFS", "QS", NUMBER),
    (3, "NRCFS", "QS", NUMBER),
    (5, "NRCFS", "QS", NUMBER),
    (6, "NRCFS", "QS", NUMBER),
    (7, "NRCFS", "QS", NUMBER),
    (8, "NRCFS", "QS", NUMBER),
    (9, "RCFS", "Q", NUMBER),
    (10, "RCFS", "QS", POINTER),
    (11, "NRCFS", "QS", NUMBER),
    (12, "CFS", "QS", NUMBER),
    (13, "CF", "QS", NUMBER),
    (21, "RCFS", "Q", POINTER),
    (23, "F", "Q", NUMBER),
    (24, "NRCFS", "Q", NUMBER),
    (28, "C", "QS", TEXT),
    (29, "C", "QS", TEXT),
    (31, "CF", "Q", NUMBER),
    (32, "", "Q", NUMBER),
    (33, "F", "Q", TEXT),
    (34, "FS", "Q", TEXT),
    (35, "", "Q", NUMBER),
    (36, "", "Q", NUMBER),
    (37, "R", "S", NOTHING),
    (39, "NRCFS", "S", NOTHING),
    (40, "NRCFS", "Q", 8),
    (41, "R", "QS", TEXT),
    (42, "N", "S", NOTHING),
    (43, "C", "QS", TEXT),
    (44, "C", "QS", TEXT),
    (45, "RCFS", "QS", POINTER),
    (62, "RCFS", "S", NUMBER),
    (63, "NR", "QS", NUMBER),
    (68, "CF", "S", NUMBER),
    (70, "NR", "S", NUMBER),
    (73, "N", "QS", NUMBER),
    (74, "N", "QS", NUMBER),
    (77, "F", "S", NOTHING),
    (81, "N", "S", NUMBER),
    (94, "CF", "S", NUMBER),
    (96, "C", "S", TEXT),
    (100, "CF", "S", NUMBER),
    (101, "CF", "S", NUMBER),
    (105, "", "Q", NUMBER),
    (UTF8, "NRCFS", "QS", NUMBER),
    (LOG, "N", "QS", TEXT),
];

/// Held by tests that set options of the process.
static PROCESS: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// One handle of every kind. The find is on a connection of its own, the file is idle.
struct Handles {
    file: File,
    find: Find,
    other: Connection,
    case: Case,
}

impl Handles {
    fn new() -> Self {
        let script = support::listing("-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 a\r\n");
        let case = Case::new(script);
        let file = case.connection.open("dir/name", GENERIC_WRITE, BINARY).expect("a file");
        let other = case.root.connect(&case.server.host(), case.server.port(), PASSIVE);
        let (find, _) = other.find(Some(b"dir/*")).expect("a find");
        Self { file, find, other, case }
    }

    fn of(&self, letter: char) -> HINTERNET {
        match letter {
            'N' => null_mut(),
            'R' => self.case.root.0,
            'C' => self.case.connection.0,
            'F' => self.file.0,
            'S' => self.find.0,
            _ => unreachable!("no such kind"),
        }
    }
}

/// A query into a buffer that is large enough.
fn query(call: QueryCall, on: HINTERNET, option: u32) -> (Result<(), u32>, Vec<u8>) {
    let mut buffer = vec![0u8; 1000];
    let mut length = 1000;
    // SAFETY: the buffer has the length that is passed.
    let result = boolean(|| unsafe { call(on, option, buffer.as_mut_ptr().cast(), &mut length) });
    buffer.truncate(length as usize);
    (result, buffer)
}

#[test]
fn where_each_option_exists_and_what_can_be_done() {
    let _alone = PROCESS.lock().unwrap();
    let handles = Handles::new();
    for (option, kinds, actions, size) in OPTIONS {
        for kind in "NRCFS".chars() {
            let on = handles.of(kind);
            let wrong = if matches!(option, 73 | 74 | 81) { Err(12016) } else { Err(INCORRECT_HANDLE_TYPE) };
            let what = format!("option {option} on {kind}");
            for (query_call, set_call) in QUERIES.into_iter().zip(SETS) {
                let (queried, value) = query(query_call, on, option);
                let want_query = match (kinds.contains(kind), actions.contains('Q')) {
                    (false, _) => wrong,
                    (true, true) if option == 33 => Err(12028),
                    (true, true) => Ok(()),
                    (true, false) => Err(12016),
                };
                assert_eq!(queried, want_query, "{what}, query");
                if queried.is_ok() && size != TEXT {
                    assert_eq!(value.len() as u32, size, "{what}");
                }

                // What is set is what is there, so that nothing changes for other tests.
                let is_text = size == TEXT;
                let old = if queried.is_ok() && !is_text { value } else { vec![1, 0, 0, 0, 0, 0, 0, 0] };
                let length = if is_text { 0 } else { size };
                let want_set = match (kinds.contains(kind), actions.contains('S')) {
                    (false, _) => wrong,
                    (true, true) => Ok(()),
                    (true, false) => Err(12011),
                };
                if option == 10 && want_set == Ok(()) {
                    continue; // its value is no address
                }
                let result = set(set_call, on, option, Some(&old), length);
                assert_eq!(result, want_set, "{what}, set");
            }
        }
    }
    assert_eq!(support::closed(handles.file), 0);
    drop((handles.find, handles.other));
}

#[test]
fn unknown_options_are_refused() {
    let handles = Handles::new();
    // "Not implemented" in the documentation, unknown, and out of range.
    for option in [0, 4, 14, 15, 16, 17, 22, 26, 30, 46, 49, 52, 54, 55, 56, 57, 999, 12_000, u32::MAX] {
        for kind in "NRCFS".chars() {
            for (query_call, set_call) in QUERIES.into_iter().zip(SETS) {
                assert_eq!(query(query_call, handles.of(kind), option).0, Err(12009), "{option} on {kind}");
                let result = set(set_call, handles.of(kind), option, Some(&[1, 0, 0, 0]), 4);
                assert_eq!(result, Err(12009), "{option} on {kind}");
            }
        }
    }
    // INTERNET_OPTION_POLICY, even without a place for the length.
    for kind in "NRCFS".chars() {
        for (query_call, set_call) in QUERIES.into_iter().zip(SETS) {
            assert_eq!(query(query_call, handles.of(kind), 48).0, Err(INVALID_PARAMETER));
            assert_eq!(set(set_call, handles.of(kind), 48, Some(&[1, 0, 0, 0]), 4), Err(INVALID_PARAMETER));
            // SAFETY: both pointers may be NULL.
            let result = boolean(|| unsafe { query_call(handles.of(kind), 48, null_mut(), null_mut()) });
            assert_eq!(result, Err(INVALID_PARAMETER));
        }
    }
}

#[test]
fn sizes_that_do_not_fit() {
    let handles = Handles::new();
    for (option, kinds, actions, size) in OPTIONS {
        let Some(kind) = kinds.chars().last() else { continue };
        let on = handles.of(kind);
        if size == TEXT || size == NOTHING {
            continue;
        }
        for (query_call, set_call) in QUERIES.into_iter().zip(SETS) {
            if actions.contains('S') && option != 10 {
                for length in [0, 1, size - 1, size + 1, 2 * size, u32::MAX] {
                    let result = set(set_call, on, option, Some(&[1; 16]), length);
                    assert_eq!(result, Err(12010), "option {option}, {length} bytes");
                }
                assert_eq!(set(set_call, on, option, None, size), Err(INVALID_PARAMETER), "option {option}");
            }
            if actions.contains('Q') {
                for length in 0..size {
                    let mut buffer = [FILLER; 16];
                    let mut reported = length;
                    let place: *mut c_void = buffer.as_mut_ptr().cast();
                    // SAFETY: the buffer has at least the length that is passed.
                    let result = boolean(|| unsafe { query_call(on, option, place, &mut reported) });
                    assert_eq!((result, reported), (Err(INSUFFICIENT_BUFFER), size), "option {option}");
                    assert_eq!(buffer, [FILLER; 16], "option {option}");
                }
                assert_eq!(query_size(query_call, on, option), (Err(INSUFFICIENT_BUFFER), size));
            }
        }
    }
}

#[test]
fn lengths_beside_a_wrong_level() {
    let handles = Handles::new();
    let length_of = |on, option| {
        let mut buffer = [0u8; 100];
        let mut length = 100;
        // SAFETY: the buffer has the length that is passed.
        let result =
            boolean(|| unsafe { InternetQueryOptionA(on, option, buffer.as_mut_ptr().cast(), &mut length) });
        (result, length)
    };
    for kind in "NC".chars() {
        assert_eq!(length_of(handles.of(kind), 41), (Err(INCORRECT_HANDLE_TYPE), 0), "USER_AGENT on {kind}");
    }
    assert_eq!(length_of(null_mut(), 23), (Err(INCORRECT_HANDLE_TYPE), 0), "REQUEST_FLAGS");
    assert_eq!(length_of(handles.of('C'), 23), (Err(INCORRECT_HANDLE_TYPE), 4), "REQUEST_FLAGS");
    assert_eq!(length_of(handles.of('F'), 33), (Err(12028), 0), "DATAFILE_NAME");
}

#[test]
fn inherited_by_value() {
    const TIMES: [u32; 7] = [2, 3, 5, 6, 7, 8, 11];
    let case = Case::new(support::listing("-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 a\r\n"));
    let set_all = |on, base| {
        for option in TIMES {
            set_number(on, option, base + option);
        }
    };
    let check = |on, base: u32, what: &str| {
        for option in TIMES {
            assert_eq!(query_number(on, option), base + option, "{what}, option {option}");
        }
    };
    set_all(case.connection.0, 50_000);
    set_number(case.connection.0, 12, 111);
    set_number(case.connection.0, 13, 222);
    let (find, _) = case.connection.find(None).unwrap();
    let file = case.connection.open("name", GENERIC_WRITE, BINARY).unwrap();
    for child in [find.0, file.0] {
        check(child, 50_000, "a child begins with it");
        assert_eq!(query_number(child, 12), 111);
    }
    assert_eq!(query_number(file.0, 13), 222);
    set_all(case.connection.0, 60_000);
    set_all(file.0, 70_000);
    check(find.0, 50_000, "a child keeps it");
    check(file.0, 70_000, "a child has its own");
    check(case.connection.0, 60_000, "and does not reach its parent");
    assert!(TIMES.iter().all(|&option| query_number(case.root.0, option) < 50_000));
    // Each handle has its own context value.
    assert_eq!(query(InternetQueryOptionA, file.0, 45).1, 0usize.to_ne_bytes());
}

#[test]
fn handles_and_their_parents() {
    let handles = Handles::new();
    for (kind, number) in [('R', 1), ('C', 2), ('S', 5), ('F', 7)] {
        assert_eq!(query_number(handles.of(kind), 9), number, "{kind}");
    }
    let parent = |on: HINTERNET| {
        let (result, bytes) = query(InternetQueryOptionA, on, 21);
        assert_eq!(result, Ok(()));
        number_as_handle(usize::from_ne_bytes(bytes.try_into().unwrap()))
    };
    assert_eq!(parent(handles.of('R')), null_mut());
    assert_eq!(parent(handles.of('C')), handles.of('R'));
    assert_eq!(parent(handles.of('F')), handles.of('C'));
    assert_eq!(parent(handles.of('S')), handles.other.0);
}

/// The text of an option in both widths, which must agree.
fn text_of(on: HINTERNET, option: u32) -> String {
    let (result, narrow) = query(InternetQueryOptionA, on, option);
    assert_eq!(result, Ok(()));
    let narrow = String::from_utf8(narrow).unwrap();
    let mut units = vec![0u16; 500];
    let mut length = 1000;
    // SAFETY: the buffer has the length that is passed, in bytes.
    let result =
        boolean(|| unsafe { InternetQueryOptionW(on, option, units.as_mut_ptr().cast(), &mut length) });
    assert_eq!(result, Ok(()));
    assert_eq!(String::from_utf16(&units[..length as usize]).unwrap(), narrow);
    assert_eq!(query_size(InternetQueryOptionA, on, option).1 as usize, narrow.len() + 1);
    assert_eq!(query_size(InternetQueryOptionW, on, option).1, 2 * (length + 1));
    narrow
}

#[test]
fn urls() {
    let handles = Handles::new();
    let at = format!("ftp://127.0.0.1:{}", handles.case.server.port());
    let file = text_of(handles.file.0, 34);
    assert_eq!(file, format!("{at}/dir/name"));
    assert!(text_of(handles.find.0, 34).starts_with(&format!("{at}/dir")));
    for on in [handles.file.0, handles.find.0] {
        assert!(!text_of(on, 34).contains("secret"), "no password is returned");
    }
}

#[test]
fn texts() {
    let handles = Handles::new();
    assert_eq!(text_of(handles.of('R'), 41), "test");
    for (kind, option) in [('R', 41), ('C', 43), ('C', 44)] {
        for value in ["", "me", "Jürgen €"] {
            let on = handles.of(kind);
            assert_eq!(
                set(InternetSetOptionA, on, option, Some(value.as_bytes()), value.len() as u32),
                Ok(())
            );
            assert_eq!(text_of(on, option), value);
            let units: Vec<u8> = w(value).iter().flat_map(|unit| unit.to_ne_bytes()).collect();
            let count = value.encode_utf16().count() as u32;
            assert_eq!(set(InternetSetOptionW, on, option, Some(&units), count), Ok(()));
            assert_eq!(text_of(on, option), value);
        }
    }
    assert_eq!(set(InternetSetOptionA, handles.of('C'), 96, Some(b".txt"), 4), Ok(()));
    // An agent that was never given is empty.
    for agent in [null(), c"".as_ptr()] {
        // SAFETY: every text is NULL or ended by NUL.
        let root = Root(handle(|| unsafe { InternetOpenA(agent, 1, null(), null(), 0) }).unwrap());
        assert_eq!(query_size(InternetQueryOptionA, root.0, 41), (Err(INSUFFICIENT_BUFFER), 1));
        assert_eq!(text_of(root.0, 41), "");
    }
}

#[test]
fn fixed_values() {
    let handles = Handles::new();
    for kind in "NRCFS".chars() {
        let (_, version) = query(InternetQueryOptionA, handles.of(kind), 40);
        assert_eq!(version, [1u32.to_ne_bytes(), 2u32.to_ne_bytes()].concat());
    }
    for kind in "CF".chars() {
        assert_eq!(query_number(handles.of(kind), 31), 0, "no security");
        assert_eq!((query_number(handles.of(kind), 12), query_number(handles.of(kind), 13)), (4096, 4096));
    }
    assert_eq!(query_number(null_mut(), 50) & 1, 1, "connected");
    // PASSIVE and CACHE_WRITE_DISABLED
    assert_eq!(query_number(handles.file.0, 23), 0x50);
    let case = Case::with(Script::new(), 0, LONG);
    let file = case.connection.open("name", GENERIC_WRITE, BINARY).unwrap();
    assert_eq!(query_number(file.0, 23), 0x40);
}

#[test]
fn values_outside_their_range() {
    let handles = Handles::new();
    for kind in "RCFS".chars() {
        for (mask, want) in [(0, Ok(())), (1, Ok(())), (0xF, Ok(())), (0x10, Err(87)), (u32::MAX, Err(87))] {
            let result = set(InternetSetOptionA, handles.of(kind), 62, Some(&mask.to_ne_bytes()), 4);
            assert_eq!(result, want, "ERROR_MASK {mask:#x} on {kind}");
        }
    }
    let _alone = PROCESS.lock().unwrap();
    for option in [73, 74] {
        let before = query_number(null_mut(), option);
        assert_eq!(set(InternetSetOptionA, null_mut(), option, Some(&[0; 4]), 4), Err(160));
        assert_eq!(query_number(null_mut(), option), before);
        set_number(null_mut(), option, before + 1);
        assert_eq!(query_number(null_mut(), option), before + 1);
        set_number(null_mut(), option, before);
    }
    assert_eq!((query_number(null_mut(), 73), query_number(null_mut(), 74)), (2, 4));
}

#[test]
fn settings_that_need_no_value() {
    let handles = Handles::new();
    for (option, kinds) in [(37, "R"), (39, "NRCFS"), (42, "N"), (77, "F")] {
        for kind in kinds.chars() {
            for (value, length) in [(None, 0), (None, 4), (Some(&[1u8, 2, 3, 4][..]), 4)] {
                assert_eq!(
                    set(InternetSetOptionA, handles.of(kind), option, value, length),
                    Ok(()),
                    "{option}"
                );
            }
        }
    }
}

/// The old CONTEXT_VALUE takes the pointer itself for its value.
#[test]
fn contexts() {
    let handles = Handles::new();
    for kind in "RCFS".chars() {
        let on = handles.of(kind);
        let value = number_as_handle(0x1234_5678);
        for set_call in SETS {
            // SAFETY: the pointer is only a number.
            assert_eq!(boolean(|| unsafe { set_call(on, 10, value, POINTER) }), Ok(()));
        }
        for option in [10, 45] {
            assert_eq!(query(InternetQueryOptionW, on, option).1, 0x1234_5678usize.to_ne_bytes());
        }
        assert_eq!(set(InternetSetOptionA, on, 45, Some(&7usize.to_ne_bytes()), POINTER), Ok(()));
        assert_eq!(query(InternetQueryOptionA, on, 10).1, 7usize.to_ne_bytes());
    }
    // What a creating call was given.
    let case = Case::new(Script::new());
    let name = c("name");
    // SAFETY: the text is ended by NUL.
    let file = handle(|| unsafe { FtpOpenFileA(case.connection.0, name.as_ptr(), GENERIC_WRITE, 0, 99) });
    let file = File(file.unwrap());
    assert_eq!(query(InternetQueryOptionA, file.0, 45).1, 99usize.to_ne_bytes());
}

#[test]
fn set_option_ex() {
    let root = Root::new();
    let value = 5000u32;
    let place = (&raw const value).cast_mut().cast();
    for flags in [0, 1, 2, 3, 4, 8, 0x8000_0000, u32::MAX] {
        let want = if flags <= 3 { Ok(()) } else { Err(INVALID_PARAMETER) };
        // SAFETY: the value has four bytes.
        assert_eq!(boolean(|| unsafe { InternetSetOptionExA(root.0, 5, place, 4, flags) }), want);
        // SAFETY: as above.
        assert_eq!(boolean(|| unsafe { InternetSetOptionExW(root.0, 5, place, 4, flags) }), want);
    }
    assert_eq!(query_number(root.0, 5), 5000);
    // SAFETY: the length is refused.
    assert_eq!(boolean(|| unsafe { InternetSetOptionExA(root.0, 5, place, 3, 0) }), Err(12010));
}

#[test]
fn proxies() {
    let proxy = |on, buffer: &mut [u8], length: &mut u32| {
        // SAFETY: the buffer has at least the length that is passed.
        boolean(|| unsafe { InternetQueryOptionA(on, 38, buffer.as_mut_ptr().cast(), length) })
    };
    let structure = size_of::<INTERNET_PROXY_INFO>() as u32;
    // SAFETY: every text is NULL or ended by NUL.
    let root = handle(|| unsafe { InternetOpenA(null(), 3, c"ftp=gw:21".as_ptr(), c"<local>".as_ptr(), 0) });
    let root = Root(root.unwrap());
    let needed = structure + 10 + 8;
    assert_eq!(query_size(InternetQueryOptionA, root.0, 38), (Err(INSUFFICIENT_BUFFER), needed));
    assert_eq!(query_size(InternetQueryOptionW, root.0, 38), (Err(INSUFFICIENT_BUFFER), structure + 20 + 16));
    for room in 0..=needed {
        let mut buffer = vec![FILLER; needed as usize + 8];
        let mut length = room;
        let result = proxy(root.0, &mut buffer, &mut length);
        assert_eq!(length, needed);
        if room < needed {
            assert_eq!(result, Err(INSUFFICIENT_BUFFER));
            assert!(buffer.iter().all(|&byte| byte == FILLER), "{room}");
            continue;
        }
        assert_eq!(result, Ok(()));
        assert_eq!(&buffer[structure as usize..], b"ftp=gw:21\0<local>\0########");
        // SAFETY: the structure is there, wherever the buffer begins.
        let info = unsafe { buffer.as_ptr().cast::<INTERNET_PROXY_INFO>().read_unaligned() };
        assert_eq!(info.dwAccessType, 3);
        assert_eq!(info.lpszProxy.addr(), buffer.as_ptr().addr() + structure as usize);
        assert_eq!(info.lpszProxyBypass.addr(), buffer.as_ptr().addr() + structure as usize + 10);
    }

    // Set and read back; a type that is none, or a proxy without a name, is refused.
    let root = Root::new();
    let set_proxy = |access, name: *const c_void| {
        let info = INTERNET_PROXY_INFO { dwAccessType: access, lpszProxy: name, lpszProxyBypass: null() };
        let place = (&raw const info).cast_mut().cast();
        // SAFETY: the structure is live, its texts are NULL or ended by NUL.
        boolean(|| unsafe { InternetSetOptionA(root.0, 38, place, structure) })
    };
    assert_eq!(set_proxy(3, c"gw:21".as_ptr().cast()), Ok(()));
    assert_eq!(query_size(InternetQueryOptionA, root.0, 38).1, structure + 6);
    assert_eq!(set_proxy(3, null()), Err(INVALID_PARAMETER));
    assert_eq!(set_proxy(2, null()), Err(INVALID_PARAMETER));
    assert_eq!(
        query_size(InternetQueryOptionA, root.0, 38).1,
        structure + 6,
        "what is refused changes nothing"
    );
    assert_eq!(set_proxy(1, null()), Ok(()));
    assert_eq!(query_size(InternetQueryOptionA, root.0, 38).1, structure);
    assert_eq!(set(InternetSetOptionA, root.0, 38, Some(&[1; 64]), structure - 1), Err(12010));
}

/// What READ_BUFFER_SIZE does: InternetQueryDataAvailable never returns more.
#[test]
fn read_buffer_size() {
    let large = bytes(LARGE);
    let case = Case::new(Script::new().on("RETR", Plan::download(&large, support::DONE)));
    for size in [1, 100, 10_000] {
        set_number(case.connection.0, 12, size);
        let file = case.connection.open("remote", GENERIC_READ, BINARY).unwrap();
        for _ in 0..10 {
            let (count, outcome) = file.available();
            assert!(outcome.ok && (1..=size).contains(&count), "{size}: {count}");
            assert_eq!(file.read(count as usize).0.len(), count as usize);
        }
        assert_eq!(support::closed(file), 0);
    }
}

/// What SOCKET_SEND_BUFFER_LENGTH does: how much is taken while the server does not read.
#[test]
fn socket_send_buffer_length() {
    let stuck =
        || Script::new().receive_buffer(4096).on("STOR", Plan::from("150 Go.\r\n").open_data().silence());
    for on_file in [false, true] {
        for (size, fits) in [(4096, false), (200_000, true)] {
            let case = Case::new(stuck());
            if !on_file {
                set_number_without_query(case.connection.0, 94, size);
            }
            let file = case.connection.open("remote", GENERIC_WRITE, BINARY).unwrap();
            if on_file {
                set_number_without_query(file.0, 94, size);
            }
            set_number(file.0, OPTION_DATA_SEND_TIMEOUT, 300);
            set_number(file.0, OPTION_RECEIVE_TIMEOUT, 50);
            let outcome = file.write(&bytes(100_000));
            assert_eq!(outcome.error, if fits { 0 } else { 12002 }, "{size}, on the file: {on_file}");
        }
    }
}

fn set_number_without_query(on: HINTERNET, option: u32, value: u32) {
    assert_eq!(set(InternetSetOptionA, on, option, Some(&value.to_ne_bytes()), 4), Ok(()));
}

#[test]
fn invalid_handles_are_refused() {
    let gone = {
        let root = Root::new();
        root.0
    };
    for on in [gone, number_as_handle(0x00CC_0004), number_as_handle(usize::MAX)] {
        for option in [2, 9, 41, 48, 999] {
            for (query_call, set_call) in QUERIES.into_iter().zip(SETS) {
                assert_eq!(query(query_call, on, option).0, Err(INVALID_HANDLE), "{option}");
                assert_eq!(
                    set(set_call, on, option, Some(&[1, 0, 0, 0]), 4),
                    Err(INVALID_HANDLE),
                    "{option}"
                );
            }
        }
    }
}

/// Off Windows there is no other encoding of names than UTF-8.
#[test]
fn names_are_utf8_off_windows() {
    let handles = Handles::new();
    for kind in "RCFS".chars() {
        let on = handles.of(kind);
        assert_eq!(query(InternetQueryOptionA, on, UTF8), (Ok(()), vec![1, 0, 0, 0]));
        let mut no = 0u32;
        // SAFETY: the buffer is a DWORD.
        let refused = boolean(|| unsafe { InternetSetOptionA(on, UTF8, (&raw mut no).cast(), 4) });
        assert_eq!(refused, Err(INVALID_PARAMETER));
    }
}
