//! A 2yz whose bytes the server's system has not acknowledged: handed over is not received.

use std::time::Duration;

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

/// More than the server's small buffer takes, and less than this side's.
const SIZE: usize = 60_000;

fn case(after_the_reply: Plan) -> Case {
    let moment = Duration::from_millis(200);
    let plan = Plan::from("150 Go.\r\n").read(1).pause(moment).send("226 Done.\r\n").pause(moment);
    Case::new(Script::new().receive_buffer(4096).first(1, "STOR", plan.then(after_the_reply)))
}

#[test]
fn bytes_that_are_acknowledged_late_are_received() {
    let case = case(Plan::new().read_to_end());
    let (outcome, took) = timed(|| case.put(bytes(SIZE)));
    assert_eq!(outcome.seen(), (true, 0, 226, "Done."));
    assert!(took >= Duration::from_millis(400), "it waits for the acknowledgement: {took:?}");
    assert_eq!(case.received().unwrap(), bytes(SIZE));
    case.assert_after(Usable, "late");
}

#[test]
fn bytes_that_are_never_acknowledged_are_not() {
    let case = case(Plan::new().hold("end"));
    let (outcome, took) = timed(|| case.put(bytes(SIZE)));
    assert_eq!(outcome.seen(), (false, 12030, 226, "Done."));
    assert_eq!(outcome.socket_error, 10060);
    assert_time(took, 200 + 5000, "a few seconds");
    case.server.release("end");
    case.assert_after(Usable, "never");
}

#[test]
fn bytes_that_are_reset_after_the_reply_are_not_received() {
    let case = case(Plan::new().reset_data());
    assert_eq!(case.put(bytes(SIZE)).seen(), (false, 12031, 226, "Done."));
    case.assert_after(Usable, "reset");
}

#[test]
fn a_slow_line_does_not_shorten_the_time_of_the_reply() {
    // What this side has buffered takes much longer than a reply may.
    let piece = |plan: Plan| plan.read(4000).pause(Duration::from_millis(100));
    let plan = (0..14).fold(Plan::from("150 Go.\r\n"), |plan, _| piece(plan));
    let plan = plan.read_to_end().send("226 Done.\r\n");
    let case = Case::new(Script::new().receive_buffer(4096).on("STOR", plan));
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 500);
    let (outcome, took) = timed(|| case.put(bytes(SIZE)));
    assert_eq!(outcome.seen(), (true, 0, 226, "Done."));
    assert!(took > Duration::from_millis(1000), "{took:?}");
}
