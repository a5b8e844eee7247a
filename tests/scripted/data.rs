//! Data connections that stall, break or never come about, in passive mode.

use std::time::Duration;

use ftp_test_server::{DataEnd, Listen, Plan, Script};

use kit::case::*;
use kit::*;

/// So long that the data connection is seen to fail before the reply comes.
const LATER: Duration = Duration::from_millis(50);

fn passive(listen: Listen) -> Plan {
    Plan::passive(listen, "227 Entering Passive Mode ({host},{hi},{lo}).\r\n")
}

/// A connection whose first PASV names a port of this kind.
fn case(listen: Listen, stor: Plan) -> Case {
    Case::new(Script::new().first(1, "PASV", passive(listen)).first(1, "STOR", stor))
}

#[test]
fn a_confirmation_after_broken_data_confirms_nothing() {
    // One byte of the one packet is read, so closing the data connection resets it; the pause lets the data end.
    for (name, cut) in [
        ("closed", Plan::from("150 Go.\r\n").read(1).pause(LATER).close_data()),
        ("reset", Plan::from("150 Go.\r\n").read(1).pause(LATER).reset_data()),
    ] {
        let case = Case::storing(cut.send("226 Done.\r\n"));
        let outcome = case.put(bytes(1000));
        assert_eq!(outcome.seen(), (false, 12031, 226, "Done."), "{name}: {outcome:?}");
        assert_eq!(outcome.socket_error, 10054, "{name}");
        case.assert_after(Usable, name);
    }
}

#[test]
fn data_that_are_reset_before_the_confirmation_are_not_trusted() {
    // The server has seen all bytes and their end; from this side the reset looks like any other.
    let plan = Plan::from("150 Go.\r\n").read_to_end().reset_data().send("226 Done.\r\n");
    let case = Case::storing(plan);
    let outcome = case.put(bytes(1000));
    assert_eq!(outcome.seen(), (false, 12031, 226, "Done."));
    assert_eq!(outcome.socket_error, 10054);
    case.assert_after(Usable, "reset");
}

#[test]
fn the_server_ends_its_own_side_of_the_data() {
    let case = Case::storing(Plan::from("150 Go.\r\n").half_close_data().read_to_end().send("226 Done.\r\n"));
    let outcome = case.put(bytes(LARGE));
    assert_eq!(outcome.seen(), (true, 0, 226, "Done."));
    assert_eq!(case.received().unwrap(), bytes(LARGE));
    case.assert_after(Usable, "half closed");
}

#[test]
fn bytes_that_come_back_over_the_data_connection_do_not_matter() {
    let plan = Plan::from("150 Go.\r\n").write_data("What is this?").read_to_end().close_data();
    let case = Case::storing(plan.send("226 Done.\r\n"));
    assert_eq!(case.put(bytes(300_000)).seen(), (true, 0, 226, "Done."));
    assert_eq!(case.received().unwrap(), bytes(300_000));
}

#[test]
fn a_refused_file_does_not_look_whole() {
    for (name, plan, error) in [
        ("quota", Plan::from("150 Go.\r\n").read(1000).send("552 Quota.\r\n").read_to_end(), 12003),
        ("early end", Plan::from("150 Go.\r\n").read(1000).send("226 Done.\r\n").read_to_end(), 12030),
    ] {
        let case = Case::storing(plan);
        let outcome = case.put(bytes(LARGE));
        assert_eq!((outcome.ok, outcome.error), (false, error), "{name}");
        assert!(case.server.wait_until(|seen| seen.data[0].end.is_some(), AGES));
        assert_eq!(case.server.seen().data[0].end, Some(DataEnd::Rst), "{name}: cut off, and seen to be");
    }
}

#[test]
fn the_server_stops_reading() {
    let stall = Plan::from("150 Go.\r\n").read(1000);
    let rows = [
        // The time-out is over, but the server may still send the reason shortly after.
        ("and says nothing", stall.clone().silence(), (false, 12002, 0, ""), Dead, 500 + 300),
        (
            "and says why",
            stall.clone().pause(Duration::from_millis(650)).send("426 Stuck.\r\n"),
            (false, 12003, 426, "Stuck."),
            Usable,
            500,
        ),
        (
            "and claims success",
            stall.pause(Duration::from_millis(650)).send("226 Done.\r\n"),
            (false, 12002, 226, "Done."),
            Usable,
            500,
        ),
    ];
    in_parallel(rows, |(name, plan, seen, after, milliseconds)| {
        let case = Case::storing(plan);
        set_number(case.connection.0, OPTION_DATA_SEND_TIMEOUT, 500);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 300);
        let (outcome, took) = timed(|| case.put(bytes(LARGE)));
        assert_eq!(outcome.seen(), seen, "{name}: {outcome:?}");
        assert_eq!(outcome.socket_error, if outcome.error == 12002 { 10060 } else { 0 }, "{name}");
        assert_time(took, milliseconds, name);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, LONG);
        case.assert_after(after, name);
    });
}

#[test]
fn a_server_that_reads_slowly_is_not_stalled() {
    // Each byte that moves restarts the time-out: the whole takes much longer than the time-out. The pieces are large, so
    // that buffers hide neither the pauses nor the progress.
    const PIECE: u64 = 2 << 20;
    let read = |plan: Plan| plan.read(PIECE).pause(Duration::from_millis(100));
    let plan = (0..12).fold(Plan::from("150 Go.\r\n"), |plan, _| read(plan));
    let plan = plan.read_to_end().send("226 Done.\r\n");
    let case = Case::new(Script::new().receive_buffer(64 << 10).count_only().on("STOR", plan));
    set_number(case.connection.0, OPTION_DATA_SEND_TIMEOUT, 500);
    let (outcome, took) = timed(|| case.put_file(&sparse(&case.folder, "slow", 12 * PIECE)));
    assert_eq!(outcome.seen(), (true, 0, 226, "Done."));
    assert!(took > Duration::from_millis(1000), "{took:?}");
    assert_eq!(case.received_bytes(), 12 * PIECE);
}

#[test]
fn the_port_refuses() {
    let rows = [
        ("and a 425 follows", Plan::from(reply(425)), (false, 12003, 425, text(425)), Usable),
        (
            "and a later 550 follows",
            Plan::new().pause(LATER).send(reply(550)),
            (false, 12003, 550, text(550)),
            Usable,
        ),
        (
            "and a 425 follows the 150",
            Plan::from("150 Go.\r\n").pause(LATER).send(reply(425)),
            (false, 12003, 425, text(425)),
            Usable,
        ),
        (
            "and a 226 follows",
            Plan::from("150 Go.\r\n").pause(LATER).send(reply(226)),
            (false, 12029, 226, text(226)),
            Usable,
        ),
        ("and nothing follows", Plan::new(), (false, 12029, 0, String::new()), Dead),
        ("and only a 150 follows", Plan::from("150 Go.\r\n"), (false, 12029, 0, String::new()), Dead),
        ("and the server closes", Plan::new().pause(LATER).close(), (false, 12030, 0, String::new()), Dead),
    ];
    in_parallel(rows, |(name, stor, seen, after)| {
        let case = case(Listen::Refused, stor);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 400);
        let outcome = case.put(b"some bytes");
        let seen = (seen.0, seen.1, seen.2, &*seen.3);
        assert_eq!(outcome.seen(), seen, "{name}: {outcome:?}");
        let socket_error = match outcome.error {
            12029 => 10061,
            12030 => 10053,
            _ => 0,
        };
        assert_eq!(outcome.socket_error, socket_error, "{name}");
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, LONG);
        case.assert_after(after, name);
    });
}

#[test]
fn the_port_lets_nobody_through() {
    let rows = [
        (
            "and a 425 comes first",
            Plan::new().pause(LATER).send(reply(425)),
            (false, 12003, 425, text(425)),
            Usable,
            0,
        ),
        (
            "and the 150 was sent",
            Plan::from("150 Go.\r\n"),
            (false, 12002, 0, String::new()),
            Dead,
            400 + 300,
        ),
    ];
    in_parallel(rows, |(name, stor, seen, after, milliseconds)| {
        let case = case(Listen::Full, stor);
        set_number(case.connection.0, OPTION_CONNECT_TIMEOUT, 400);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 300);
        let (outcome, took) = timed(|| case.put(b"some bytes"));
        let seen = (seen.0, seen.1, seen.2, &*seen.3);
        assert_eq!(outcome.seen(), seen, "{name}: {outcome:?}");
        assert_time(took, milliseconds, name);
        set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, LONG);
        case.assert_after(after, name);
    });
}

#[test]
fn the_server_never_accepts() {
    // The system takes the connection and the bytes; no program reads them or replies.
    let case = Case::storing("150 Go.\r\n");
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 400);
    let (outcome, took) = timed(|| case.put(b"some bytes"));
    assert_eq!(outcome.seen(), (false, 12002, 0, ""));
    assert_time(took, 400, "never accepted");
    case.assert_after(Dead, "never accepted");
}
