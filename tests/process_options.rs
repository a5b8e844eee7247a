//! Options of the process, set with a NULL handle: a binary of its own, because they affect every other test.

use std::time::{Duration, Instant};

use ftp_test_server::{Plan, Script, Server};
use kit::*;

const DEFAULTS: [(u32, u32); 7] = [
    (OPTION_CONNECT_TIMEOUT, 60_000),
    (OPTION_CONNECT_RETRIES, 5),
    (OPTION_SEND_TIMEOUT, 60_000),
    (OPTION_RECEIVE_TIMEOUT, 60_000),
    (OPTION_DATA_SEND_TIMEOUT, 60_000),
    (OPTION_DATA_RECEIVE_TIMEOUT, 60_000),
    (OPTION_LISTEN_TIMEOUT, 60_000),
];

/// One test, for its steps build on one another.
#[test]
fn new_roots_inherit_them() {
    let process = std::ptr::null_mut();
    let before = Root::new();
    for (option, value) in DEFAULTS {
        assert_eq!(query_number(process, option), value, "option {option}");
        assert_eq!(query_number(before.0, option), value, "option {option}");
    }

    set_number(process, OPTION_DATA_RECEIVE_TIMEOUT, 1234);
    assert_eq!(query_number(process, OPTION_LISTEN_TIMEOUT), 1234, "until it has a value of its own");

    for (value, (option, _)) in (300..).zip(DEFAULTS) {
        set_number(process, option, value);
    }
    let after = Root::new();
    for (value, (option, default)) in (300..).zip(DEFAULTS) {
        assert_eq!(query_number(process, option), value, "option {option}");
        assert_eq!(query_number(after.0, option), value, "option {option}");
        assert_eq!(query_number(before.0, option), default, "a root that was there keeps option {option}");
        set_number(after.0, option, 999);
        assert_eq!(query_number(process, option), value, "a root's change does not reach the process");
        set_number(after.0, option, value);
    }

    // They hold: a reply that does not come is given up after the process's time.
    let server = Server::start(Script::new().on("STOR", Plan::new()));
    let folder = Folder::new();
    let local = folder.file("local", b"x");
    let connection = after.connect(&server.host(), server.port(), PASSIVE);
    let limit = query_number(connection.0, OPTION_RECEIVE_TIMEOUT);
    assert_eq!(limit, 303);
    let start = Instant::now();
    let outcome = connection.put(&local, "remote", BINARY);
    let took = start.elapsed();
    assert_eq!(outcome.seen(), (false, 12002, 0, ""));
    let limit = Duration::from_millis(limit.into());
    assert!(took >= limit && took <= limit + Duration::from_millis(500), "{took:?}");
}
