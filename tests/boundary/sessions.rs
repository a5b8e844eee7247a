//! InternetOpen, InternetAttemptConnect, the version, and the last error after success.

use ftp_test_server::{Script, Server};
use trueftp::abi::*;

use kit::arguments::*;
use kit::*;

const FLAG_ASYNC: u32 = 0x1000_0000;
const FLAG_OFFLINE: u32 = 0x0100_0000;

#[test]
fn access_types_and_flags() {
    let proxy = w("proxy:3128");
    for access_type in [0, 1, 2, 3, 4, 5, 6, 0x8000_0000, u32::MAX] {
        for has_proxy in [false, true] {
            let want = match access_type {
                0 | 1 | 4 => Ok(()),
                3 if has_proxy => Ok(()),
                _ => Err(INVALID_PARAMETER),
            };
            let a = open(access_type, has_proxy.then_some(c"proxy:3128"), 0).map(|root| drop(Root(root)));
            let w = open_w(access_type, has_proxy.then_some(proxy.as_slice()), 0);
            assert_eq!((a, w.map(|root| drop(Root(root)))), (want, want), "type {access_type}, {has_proxy}");
        }
    }
    // Flags without a meaning here are no error.
    for flags in [0, 1, FLAG_OFFLINE, 0x8000_0000, !FLAG_ASYNC, FLAG_ASYNC, u32::MAX] {
        drop(Root(open(1, None, flags).expect("a root")));
        drop(Root(open_w(1, None, flags).expect("a root")));
    }
    assert_eq!(open(2, None, FLAG_ASYNC), Err(INVALID_PARAMETER), "the type comes first");
}

#[test]
fn an_offline_session_touches_no_network() {
    let server = Server::start(Script::new());
    let root = Root(open(1, None, FLAG_OFFLINE).expect("a root"));
    let host = c(server.host());
    let call = Connect { server: Some(&host), port: server.port(), ..Connect::nowhere(root.0) };
    assert_eq!(call.refused(), 12023);
    assert_eq!(Connect { service: 3, ..call }.refused(), 12016, "arguments are still checked first");
    assert!(server.seen().controls.is_empty());
}

#[test]
fn attempt_connect() {
    TrueFtpSetLastError(POISON);
    assert_eq!(InternetAttemptConnect(0), 0);
    assert_eq!(TrueFtpGetLastError(), 0);
    for reserved in [1, u32::MAX] {
        assert_eq!(InternetAttemptConnect(reserved), 87);
        assert_eq!(TrueFtpGetLastError(), 87);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    TrueFtpSetLastError(POISON);
    let number = TrueFtpVersion();
    assert_eq!(TrueFtpGetLastError(), POISON);
    let text = format!("{}.{}.{}", number >> 16, number >> 8 & 0xFF, number & 0xFF);
    assert_eq!(text, env!("CARGO_PKG_VERSION"));
}

/// Every call through `calls` starts from a poisoned last error; here each export once succeeds.
#[test]
fn the_last_error_after_success_is_0_but_a_close_keeps_it() {
    let server = Server::start(Script::new());
    let folder = Folder::new();
    let local = folder.file("a", b"abc");
    let path = c(local.as_os_str().as_encoded_bytes());
    let wide_path = w(local.to_str().expect("UTF-8"));
    let name = w("x");
    let root = Root::with_time_out(2000);
    let host = c(server.host());
    let call = Connect { server: Some(&host), port: server.port(), ..Connect::nowhere(root.0) };
    for connection in [call.a(), call.w()] {
        let connection = Connection(connection.expect("a connection"));
        let handle = connection.0;
        assert_eq!(put_a(handle, Some(&path), Some(c"x"), BINARY), Ok(()));
        let (wide_path, name) = (wide(Some(&wide_path)), wide(Some(&name)));
        // SAFETY: every text is ended by NUL.
        assert_eq!(boolean(|| unsafe { FtpPutFileW(handle, wide_path, name, BINARY, 0) }), Ok(()));
        let narrow_name = c"x".as_ptr();
        // SAFETY: every text is ended by NUL.
        assert_eq!(boolean(|| unsafe { FtpPutFileEx(handle, wide_path, narrow_name, BINARY, 0) }), Ok(()));
        for answer in answers(handle).into_iter().skip(5) {
            assert_eq!(answer.result, Ok(()), "{}", answer.name);
        }
        TrueFtpSetLastError(POISON);
        drop(connection);
        assert_eq!(TrueFtpGetLastError(), POISON, "programs ask for the error after they have cleaned up");
    }
}

#[test]
fn each_thread_has_its_own_last_error() {
    TrueFtpSetLastError(1);
    let other = std::thread::spawn(|| {
        let fresh = TrueFtpGetLastError();
        TrueFtpSetLastError(2);
        (fresh, TrueFtpGetLastError())
    });
    assert_eq!(other.join().expect("the thread ends"), (0, 2));
    assert_eq!(TrueFtpGetLastError(), 1);
}
