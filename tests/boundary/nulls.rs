//! Every pointer argument of every export NULL in turn.

use std::ptr::{null, null_mut};

use ftp_test_server::{Script, Server};
use trueftp::abi::*;

use kit::arguments::*;
use kit::*;

#[test]
fn internet_open_takes_null_for_every_text() {
    for access_type in [0, 1, 4] {
        let root = open(access_type, None, 0).expect("a root");
        assert_eq!(InternetCloseHandle(root), 1);
        let root = open_w(access_type, None, 0).expect("a root");
        assert_eq!(InternetCloseHandle(root), 1);
    }
    for name in [None, Some(c"agent")] {
        // SAFETY: every text is NULL or ended by NUL.
        let root = handle(|| unsafe { InternetOpenA(text(name), 3, c"proxy".as_ptr(), text(name), 0) });
        assert_eq!(InternetCloseHandle(root.expect("a root")), 1);
    }
}

#[test]
fn internet_connect_refuses_no_server_and_takes_no_user() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let host = c(server.host());
    let whole = Connect {
        root: root.0,
        server: Some(&host),
        port: server.port(),
        user: Some(c"me"),
        password: Some(c"secret"),
        service: SERVICE_FTP,
    };
    assert_eq!(Connect { server: None, ..whole }.refused(), INVALID_PARAMETER);
    assert_eq!(Connect { user: None, ..whole }.refused(), INVALID_PARAMETER);
    assert!(server.seen().controls.is_empty(), "what is refused touches no network");

    let both = [(None, None), (Some(c"me"), None), (Some(c""), Some(c"")), (None, Some(c""))];
    for (user, password) in both {
        let some = Connect { user, password, ..whole };
        for connection in [some.a(), some.w()] {
            drop(Connection(connection.expect("the login succeeds")));
        }
    }
    let commands = server.seen().commands();
    let count = |line: &str| commands.iter().filter(|command| *command == line).count();
    assert_eq!((count("USER me"), count("USER anonymous")), (2, 6), "{commands:?}");
}

#[test]
fn ftp_put_file_refuses_null_names_and_sends_nothing() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let folder = Folder::new();
    let local = c(folder.file("a", b"abc").as_os_str().as_encoded_bytes());
    let before = (last_reply(), last_response());
    for names in [(None, Some(c"x")), (Some(local.as_c_str()), None), (None, None)] {
        assert_eq!(put_refused(connection.0, names.0, names.1, BINARY), INVALID_PARAMETER);
    }
    assert_eq!((last_reply(), last_response()), before, "argument errors keep the last response");
    assert_eq!(server.seen().commands(), ["USER me", "PASS secret"]);
    assert_eq!(put_a(connection.0, Some(&local), Some(c"x"), BINARY), Ok(()));
    assert_eq!(server.seen().file("x"), Some(&b"abc"[..]));
}

#[test]
fn last_response_refuses_null_numbers() {
    let (mut error, mut length) = (77, 5);
    let mut buffer = *b"#####";
    let mut wide_buffer = [35u16; 5];
    let place = buffer.as_mut_ptr().cast();
    let wide_place = wide_buffer.as_mut_ptr();
    for (error, length) in
        [(null_mut(), &raw mut length), (&raw mut error, null_mut()), (null_mut(), null_mut())]
    {
        // SAFETY: every pointer is NULL or live, and the buffers have the length that is passed.
        let a = boolean(|| unsafe { InternetGetLastResponseInfoA(error, place, length) });
        // SAFETY: as above.
        let w = boolean(|| unsafe { InternetGetLastResponseInfoW(error, wide_place, length) });
        assert_eq!((a, w), (Err(INVALID_PARAMETER), Err(INVALID_PARAMETER)));
    }
    assert_eq!((error, length, &buffer, wide_buffer), (77, 5, b"#####", [35; 5]));
}

#[test]
fn replies_take_null_everywhere() {
    let server = Server::start(Script::new().on("PASS", "230 Hello.\r\n"));
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    for combination in 0..8 {
        let (mut code, mut length) = (u32::MAX, 10);
        let mut buffer = [b'#'; 10];
        let mut wide_buffer = [35u16; 10];
        let has = |bit: u32| combination & bit != 0;
        let code_place = if has(1) { &raw mut code } else { null_mut() };
        let length_place = if has(2) { &raw mut length } else { null_mut() };
        let place = if has(4) { buffer.as_mut_ptr().cast() } else { null_mut() };
        let wide_place = if has(4) { wide_buffer.as_mut_ptr() } else { null_mut() };
        let want_length = match (has(2), has(4)) {
            (false, _) => 10,
            (true, true) => 6,
            (true, false) => 7,
        };
        let mut check = |name: &str, result| {
            assert_eq!(result, Ok(()), "{name}, pointers {combination:03b}");
            assert_eq!(code, if has(1) { 230 } else { u32::MAX }, "{name}, pointers {combination:03b}");
            assert_eq!(length, want_length, "{name}, pointers {combination:03b}");
            (code, length) = (u32::MAX, 10);
        };
        let handle = connection.0;
        // SAFETY: every pointer is NULL or live, and the buffers have the length that is passed.
        check("LastA", boolean(|| unsafe { TrueFtpGetLastReplyA(code_place, place, length_place) }));
        // SAFETY: as above.
        check("LastW", boolean(|| unsafe { TrueFtpGetLastReplyW(code_place, wide_place, length_place) }));
        // SAFETY: as above.
        let result = boolean(|| unsafe { TrueFtpGetHandleReplyA(handle, code_place, place, length_place) });
        check("HandleA", result);
        // SAFETY: as above.
        let result =
            boolean(|| unsafe { TrueFtpGetHandleReplyW(handle, code_place, wide_place, length_place) });
        check("HandleW", result);
        let written = has(2) && has(4);
        assert_eq!(&buffer, if written { b"Hello.\0###" } else { b"##########" });
        assert_eq!(wide_buffer[..6] == w("Hello.")[..6], written);
    }
}

#[test]
fn options_refuse_null() {
    let root = Root::new();
    for (query, set_option) in QUERIES.into_iter().zip(SETS) {
        let mut value = 7u32;
        // SAFETY: the value has four bytes; the length may be NULL.
        let result =
            boolean(|| unsafe { query(root.0, OPTION_SEND_TIMEOUT, (&raw mut value).cast(), null_mut()) });
        assert_eq!((result, value), (Err(INVALID_PARAMETER), 7));
        assert_eq!(query_size(query, root.0, OPTION_SEND_TIMEOUT), (Err(INSUFFICIENT_BUFFER), 4));
        let before = query_number(root.0, OPTION_SEND_TIMEOUT);
        assert_eq!(set(set_option, root.0, OPTION_SEND_TIMEOUT, None, 4), Err(INVALID_PARAMETER));
        assert_eq!(query_number(root.0, OPTION_SEND_TIMEOUT), before);
    }
}

#[test]
fn null_handles() {
    let _root = Root::new();
    for answer in answers(null_mut()) {
        let want = match answer.name {
            // NULL is the process there; it has time-outs, and no handle type.
            "InternetSetOption" => Ok(()),
            "InternetQueryOption" => Err(INCORRECT_HANDLE_TYPE),
            _ => Err(INVALID_HANDLE),
        };
        assert_eq!(answer.result, want, "{}", answer.name);
    }
    assert_eq!(boolean(|| InternetCloseHandle(null_mut())), Err(INVALID_HANDLE));
    // SAFETY: both texts may be NULL.
    let names_first = boolean(|| unsafe { FtpPutFileA(null_mut(), null(), null(), 0, 0) });
    assert_eq!(names_first, Err(INVALID_PARAMETER));
}
