//! Which of several errors is returned: the order of the checks is that of Windows.

use ftp_test_server::{Script, Server};

use kit::arguments::*;
use kit::*;

const FILE_NOT_FOUND: u32 = 2;
const INVALID_OPERATION: u32 = 12016;
const CANNOT_CONNECT: u32 = 12029;

#[test]
fn internet_connect() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let stale = Root::new().0;
    let good = Connect::nowhere(root.0);

    // 1: no server, whatever else is wrong.
    for on in [root.0, stale, connection.0, std::ptr::null_mut()] {
        for service in [0, 1, 2, 3, 4] {
            for user in [None, Some(c"me")] {
                let call = Connect { root: on, server: None, service, user, ..good };
                assert_eq!(call.refused(), INVALID_PARAMETER);
            }
        }
    }
    // 2 and 3: the handle, before an empty server, the service and the user.
    for (on, error) in [(stale, INVALID_HANDLE), (connection.0, INCORRECT_HANDLE_TYPE)] {
        for server in [c"", c"127.0.0.1"] {
            for service in [0, 1, 3, 4] {
                for user in [None, Some(c"me")] {
                    let call = Connect { root: on, server: Some(server), service, user, ..good };
                    assert_eq!(call.refused(), error);
                }
            }
        }
    }
    // 4: an empty server, before the service.
    for service in [0, 1, 2, 3, 4] {
        let call = Connect { server: Some(c""), service, ..good };
        assert_eq!(call.refused(), INVALID_PARAMETER);
    }
    // 5: the service, before the user.
    let services = [
        (0, INVALID_PARAMETER),
        (2, INVALID_OPERATION),
        (3, INVALID_OPERATION),
        (4, INVALID_PARAMETER),
        (u32::MAX, INVALID_PARAMETER),
    ];
    for (service, error) in services {
        for user in [None, Some(c"me")] {
            assert_eq!(Connect { service, user, ..good }.refused(), error, "service {service}");
        }
    }
    // 6: a password without a user.
    for user in [None, Some(c"")] {
        assert_eq!(Connect { user, ..good }.refused(), INVALID_PARAMETER);
    }
    // What would end a command line.
    for odd in [c"a\rb", c"a\nb"] {
        assert_eq!(Connect { user: Some(odd), ..good }.refused(), INVALID_PARAMETER);
        assert_eq!(Connect { password: Some(odd), ..good }.refused(), INVALID_PARAMETER);
    }
    assert_eq!(server.seen().controls.len(), 1);
    // And when all is well, the network's own error.
    assert_eq!(good.refused(), CANNOT_CONNECT);
}

#[test]
fn ftp_put_file() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let stale = Root::new().0;
    let folder = Folder::new();
    let there = c(folder.file("a", b"abc").as_os_str().as_encoded_bytes());
    let (there, missing) = (Some(there.as_c_str()), Some(c"/nowhere"));

    // 1: the names, whatever the handle.
    for on in [connection.0, root.0, stale, std::ptr::null_mut()] {
        assert_eq!(put_refused(on, None, Some(c"x"), 2), INVALID_PARAMETER);
        assert_eq!(put_refused(on, missing, None, 3), INVALID_PARAMETER);
    }
    // 2: the handle, before the local file, the flags and what is wrong with the remote name.
    for (on, error) in [(stale, INVALID_HANDLE), (root.0, INCORRECT_HANDLE_TYPE)] {
        for (local, remote, flags) in
            [(there, c"x", 2), (missing, c"x", 2), (there, c"", 2), (missing, c"x\n", 3)]
        {
            assert_eq!(put_refused(on, local, Some(remote), flags), error);
        }
    }
    // 3: the local file, before the flags and the remote name.
    for (remote, flags) in [(c"x", 2), (c"x", 5), (c"x", 3), (c"", 2), (c"x\r", 2)] {
        assert_eq!(put_refused(connection.0, missing, Some(remote), flags), FILE_NOT_FOUND);
    }
    // 4: flags that say two things, and names that no command line can hold.
    for (remote, flags) in [(c"x", 3), (c"x", u32::MAX), (c"", 2), (c"x\ry", 2), (c"x\ny", 1), (c"\n", 0)] {
        assert_eq!(put_refused(connection.0, there, Some(remote), flags), INVALID_PARAMETER);
    }
    assert_eq!(server.seen().commands(), ["USER me", "PASS secret"], "nothing was sent");
    // Bits above the lowest two are no error.
    for flags in [0, 1, 2, 4, 5, 0x8000_0000, 0xFFFF_FFFC] {
        assert_eq!(put_a(connection.0, there, Some(c"x"), flags), Ok(()), "flags {flags:#x}");
    }
}

#[test]
fn options() {
    const UNKNOWN_OPTION: u32 = 9999;
    let root = Root::new();
    let stale = Root::new().0;
    for call in SETS {
        // The handle, then the option, then its length, then its value.
        assert_eq!(set(call, stale, UNKNOWN_OPTION, None, 0), Err(INVALID_HANDLE));
        assert_eq!(set(call, root.0, UNKNOWN_OPTION, None, 0), Err(12009));
        assert_eq!(set(call, root.0, OPTION_HANDLE_TYPE, None, 0), Err(12011));
        assert_eq!(set(call, root.0, OPTION_SEND_TIMEOUT, None, 3), Err(12010));
        assert_eq!(set(call, root.0, OPTION_SEND_TIMEOUT, None, 4), Err(INVALID_PARAMETER));
    }
    for call in QUERIES {
        assert_eq!(query_size(call, stale, UNKNOWN_OPTION).0, Err(INVALID_HANDLE));
        assert_eq!(query_size(call, root.0, UNKNOWN_OPTION).0, Err(12009));
        assert_eq!(query_size(call, root.0, OPTION_USERNAME).0, Err(INCORRECT_HANDLE_TYPE));
        assert_eq!(query_size(call, root.0, OPTION_SEND_TIMEOUT).0, Err(INSUFFICIENT_BUFFER));
    }
}
