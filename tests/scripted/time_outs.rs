//! Each time-out option holds where it should: never early, hardly late, and nowhere else.

use std::time::Duration;

use ftp_test_server::{Plan, Script, Server};

use kit::case::*;
use kit::*;

const ALL: [u32; 6] = [
    OPTION_CONNECT_TIMEOUT,
    OPTION_SEND_TIMEOUT,
    OPTION_RECEIVE_TIMEOUT,
    OPTION_DATA_SEND_TIMEOUT,
    OPTION_DATA_RECEIVE_TIMEOUT,
    OPTION_LISTEN_TIMEOUT,
];

#[test]
fn a_reply_that_never_comes() {
    let silent = |verb: &str| Script::new().first(1, verb, Plan::new());
    let storing = |plan: Plan| Script::new().first(1, "STOR", plan);
    let begun = || Plan::from("150 Go.\r\n");
    let rows = [
        ("SYST", silent("SYST"), PASSIVE),
        ("TYPE", silent("TYPE"), PASSIVE),
        ("PASV", silent("PASV"), PASSIVE),
        ("EPSV", silent("EPSV").on("PASV", "502 No.\r\n"), PASSIVE),
        ("PORT", silent("PORT"), 0),
        ("STOR", silent("STOR"), PASSIVE),
        ("STOR after the data connection", storing(Plan::new().open_data()), PASSIVE),
        ("STOR after the data connection, active", storing(Plan::new().open_data()), 0),
        ("the final reply", storing(Plan::upload(Plan::new())), PASSIVE),
        ("the final reply, data left open", storing(begun().read_to_end()), PASSIVE),
    ];
    in_parallel(rows, |(name, script, flags)| {
        let case = Case::with(script, flags, LONG);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 400);
        let local = case.folder.file("local", b"x");
        let (outcome, took) = timed(|| case.connection.put(&local, "a\\b", BINARY));
        assert_eq!(outcome.seen(), (false, 12002, 0, ""), "{name}: {outcome:?}");
        assert_eq!(outcome.socket_error, 10060, "{name}");
        assert_time(took, 400, name);
        case.assert_after(Dead, name);
    });
}

#[test]
fn waiting_for_the_server_to_connect() {
    // The listener's own option where it was set, else that of received data.
    for option in [OPTION_LISTEN_TIMEOUT, OPTION_DATA_RECEIVE_TIMEOUT] {
        let case = Case::with(Script::new().on("STOR", "150 Go.\r\n"), 0, LONG);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 300);
        set_number(case.connection.0, option, 400);
        assert_eq!(query_number(case.connection.0, OPTION_LISTEN_TIMEOUT), 400);
        let (outcome, took) = timed(|| case.put(b"x"));
        assert_eq!((outcome.error, outcome.socket_error), (12002, 10060));
        assert_time(took, 700, "accept");
    }
    let case = Case::with(Script::new().on("STOR", "150 Go.\r\n"), 0, LONG);
    set_number(case.connection.0, OPTION_LISTEN_TIMEOUT, 600);
    set_number(case.connection.0, OPTION_DATA_RECEIVE_TIMEOUT, 100);
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 100);
    let (outcome, took) = timed(|| case.put(b"x"));
    assert_eq!(outcome.error, 12002);
    assert_time(took, 700, "LISTEN_TIMEOUT goes before");
}

#[test]
fn short_options_hurt_no_wait_of_another_kind() {
    // The reply takes longer than every time-out but that for replies, and the data longer than that for replies.
    let late = Duration::from_millis(400);
    let script =
        Script::new().on("STOR", Plan::from("150 Go.\r\n").read_to_end().pause(late).send("226 Done.\r\n"));
    let case = Case::new(script);
    for option in ALL {
        set_number(case.connection.0, option, if option == OPTION_RECEIVE_TIMEOUT { LONG } else { 200 });
    }
    assert!(case.put(b"x").ok);

    let slow = Plan::from("150 Go.\r\n").read(1).pause(late).read_to_end().send("226 Done.\r\n");
    let case = Case::new(Script::new().receive_buffer(4096).on("STOR", slow));
    for option in ALL {
        set_number(case.connection.0, option, if option == OPTION_DATA_SEND_TIMEOUT { LONG } else { 200 });
    }
    assert!(case.put(bytes(LARGE)).ok, "the reply's clock does not run while the data are on their way");
}

#[test]
fn no_limit_at_all() {
    let late = Duration::from_millis(300);
    let plan = Plan::new().pause(late).send("150 Go.\r\n").pause(late).read_to_end().pause(late);
    for flags in [PASSIVE, 0] {
        let case = Case::with(Script::new().on("STOR", plan.clone().send("226 Done.\r\n")), flags, u32::MAX);
        assert!(case.put(bytes(LARGE)).ok);
    }
}

#[test]
fn a_child_inherits_by_value() {
    let server = Server::start(Script::new());
    let root = Root::new();
    for (n, option) in (1000..).zip(ALL) {
        set_number(root.0, option, n);
    }
    set_number(root.0, OPTION_CONNECT_RETRIES, 7);
    let child = root.connect(&server.host(), server.port(), PASSIVE);
    for (n, option) in (1000..).zip(ALL) {
        assert_eq!(query_number(child.0, option), n);
        set_number(root.0, option, 77);
        assert_eq!(query_number(child.0, option), n, "the parent's change does not reach the child");
        set_number(child.0, option, 88);
        assert_eq!(query_number(root.0, option), 77, "nor the child's the parent");
    }
    assert_eq!(query_number(child.0, OPTION_CONNECT_RETRIES), 7);
    assert_eq!(query_number(root.connect(&server.host(), server.port(), 0).0, OPTION_SEND_TIMEOUT), 77);
}

#[test]
fn a_change_counts_from_the_next_call_on() {
    let server = Server::start(Script::new().on("STOR", Plan::new()));
    let folder = Folder::new();
    let local = folder.file("local", b"x");
    let root = Root::with_time_out(LONG);
    set_number(root.0, OPTION_RECEIVE_TIMEOUT, 700);
    let inherits = root.connect(&server.host(), server.port(), PASSIVE);
    let own = root.connect(&server.host(), server.port(), PASSIVE);
    set_number(own.0, OPTION_RECEIVE_TIMEOUT, 300);
    for (connection, milliseconds) in [(&inherits, 700), (&own, 300)] {
        let (outcome, took) = timed(|| connection.put(&local, "remote", BINARY));
        assert_eq!(outcome.error, 12002);
        assert_time(took, milliseconds, "inherited, own");
    }
}
