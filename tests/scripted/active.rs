//! Active mode: the server connects, or another host does, or none.

use std::time::Duration;

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

fn case(stor: impl Into<Plan>) -> Case {
    Case::with(Script::new().first(1, "STOR", stor), 0, LONG)
}

#[test]
fn the_server_connects() {
    for size in [0, 1, 1000, LARGE] {
        let case = Case::with(Script::new(), 0, LONG);
        assert_eq!(case.put(bytes(size)).seen(), (true, 0, 226, "Transfer complete."), "{size}");
        assert_eq!(case.received().unwrap(), bytes(size));
        assert!(case.server.seen().has("PORT") && !case.server.seen().has("PASV"));
        case.assert_after(Usable, "active");
    }
}

/// The system connects to 127.0.0.1 then, so the server's data connection comes from there.
#[test]
fn a_server_named_0_0_0_0_is_this_host() {
    let mut case = Case::with(Script::new(), 0, LONG);
    case.connection = case.root.connect("0.0.0.0", case.server.port(), 0);
    assert_eq!(case.put(b"some bytes").seen(), (true, 0, 226, "Transfer complete."));
    assert!(case.server.seen().has("PORT"));
}

#[test]
fn the_server_connects_before_it_says_so() {
    let case =
        case(Plan::new().open_data().send("150 Go.\r\n").read_to_end().close_data().send("226 Done.\r\n"));
    assert_eq!(case.put(b"some bytes").seen(), (true, 0, 226, "Done."));
    assert_eq!(case.received().unwrap(), b"some bytes");
}

#[test]
fn an_intruder_is_turned_away() {
    for after in [0, 1] {
        let begun = if after == 0 {
            Plan::new().intrude().send("150 Go.\r\n")
        } else {
            Plan::from("150 Go.\r\n").intrude()
        };
        let case = case(begun.intrude().read_to_end().close_data().send("226 Done.\r\n"));
        let outcome = case.put(bytes(300_000));
        assert_eq!(outcome.seen(), (true, 0, 226, "Done."));
        assert_eq!(case.received().unwrap(), bytes(300_000));
        assert!(case.server.seen().intruder.is_empty(), "not one byte");
        case.assert_after(Usable, "an intruder");
    }
}

#[test]
fn an_upload_fails_when_only_an_intruder_connects() {
    let case = case(Plan::new().intrude().send("150 Go.\r\n").silence());
    set_number(case.connection.0, OPTION_DATA_RECEIVE_TIMEOUT, 400);
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 300);
    let (outcome, took) = timed(|| case.put(b"secret"));
    assert_eq!(outcome.seen(), (false, 12002, 0, ""));
    assert_time(took, 700, "an intruder alone");
    assert!(case.server.seen().intruder.is_empty());
}

#[test]
fn the_server_never_connects() {
    let later = Duration::from_millis(50);
    let rows = [
        ("and refuses", Plan::from(reply(425)), (false, 12003, 425, text(425)), Usable),
        (
            "and refuses after the 150",
            Plan::from("150 Go.\r\n").pause(later).send(reply(425)),
            (false, 12003, 425, text(425)),
            Usable,
        ),
        (
            "and says goodbye",
            Plan::from("150 Go.\r\n").send(reply(421)),
            (false, 12003, 421, text(421)),
            Dead,
        ),
        ("and lies", Plan::from("150 Go.\r\n").send(reply(226)), (false, 12030, 226, text(226)), Dead),
        ("and closes", Plan::from("150 Go.\r\n").close(), (false, 12030, 0, String::new()), Dead),
        ("and says nothing", Plan::from("150 Go.\r\n").silence(), (false, 12002, 0, String::new()), Dead),
    ];
    in_parallel(rows, |(name, stor, seen, after)| {
        let case = case(stor);
        set_number(case.connection.0, OPTION_LISTEN_TIMEOUT, 400);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 300);
        let (outcome, took) = timed(|| case.put(b"some bytes"));
        assert_eq!(outcome.seen(), (seen.0, seen.1, seen.2, &*seen.3), "{name}: {outcome:?}");
        if outcome.error == 12002 {
            assert_eq!(outcome.socket_error, 10060);
            assert_time(took, 700, name);
        }
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, LONG);
        case.assert_after(after, name);
    });
}

#[test]
fn broken_data() {
    let later = Duration::from_millis(50);
    let case = case(Plan::from("150 Go.\r\n").read(1).pause(later).reset_data().send("226 Done.\r\n"));
    let outcome = case.put(bytes(1000));
    assert_eq!(outcome.seen(), (false, 12031, 226, "Done."));
    assert_eq!(outcome.socket_error, 10054);
    case.assert_after(Usable, "reset");
}
