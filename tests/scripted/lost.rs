//! No final reply, or only a part of one: never TRUE, never an old reply as the answer, never for ever.

use std::time::Duration;

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

const TIME_OUT: u32 = 400;
const SOON: Duration = Duration::from_millis(20);
const NO_PAUSE: Duration = Duration::ZERO;

fn begun() -> Plan {
    Plan::new().send("150 Ok to send data.\r\n")
}

fn all_read() -> Plan {
    Plan::upload(Plan::new())
}

#[test]
fn the_control_connection_ends() {
    const ABORTED: Summary = (false, 12030, 0, "");
    const RESET: Summary = (false, 12031, 0, "");
    let row = |name, plan: Plan| {
        [
            Row { name, plan: plan.clone().close(), seen: ABORTED, socket_error: 10053, after: Dead },
            Row { name, plan: plan.reset(), seen: RESET, socket_error: 10054, after: Dead },
        ]
    };
    let rows = || {
        [
            row("at once", Plan::new()),
            row("after the 150", begun()),
            row("after all data", all_read()),
            row("in a line", all_read().send("226 Tra")),
            row("before the line end", all_read().send("226 Transfer complete.\r")),
            row("in a multi-line reply", all_read().send("226-Transfer\r\n226-complete.\r\n")),
            row("after the wrong last line", all_read().send("226-Transfer\r\n250 complete.\r\n")),
            row("after a preliminary reply", all_read().send("150 Still here.\r\n")),
            row("after garbage", all_read().send("What?\r\n\r\n\x7f\r\n")),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    check_rows(0, rows());
    check_rows(1, rows());
    check_rows(300_000, rows());
}

#[test]
fn the_control_connection_ends_in_the_middle_of_the_data() {
    let folder = Folder::new();
    let local = folder.file("local", bytes(LARGE));
    let rows = [
        ("closed", begun().read(1000).close(), 12030, 10053),
        ("reset", begun().read(1000).reset(), 12031, 10054),
        ("closed after the data", begun().read(1000).reset_data().pause(SOON).close(), 12030, 10053),
        ("reset after the data", begun().read(1000).reset_data().pause(SOON).reset(), 12031, 10054),
    ];
    for (name, plan, error, socket_error) in rows {
        let case = Case::storing(plan);
        let outcome = case.put_file(&local);
        assert_eq!(outcome.seen(), (false, error, 0, ""), "{name}: {outcome:?}");
        assert_eq!(outcome.socket_error, socket_error, "{name}: {outcome:?}");
        case.assert_after(Dead, name);
    }
}

/// The first STOR gets this plan under short time-outs; the outcome must come at the deadline.
fn late(rows: Vec<(&'static str, Plan, u32)>) {
    in_parallel(rows, |(name, plan, error)| {
        let case = Case::with(Script::new().first(1, "STOR", plan), PASSIVE, TIME_OUT);
        let (outcome, took) = timed(|| case.put(b"some bytes"));
        assert_eq!(outcome.seen(), (false, error, 0, ""), "{name}: {outcome:?}");
        assert_eq!(outcome.socket_error, if error == 12002 { 10060 } else { 0 }, "{name}");
        assert_time(took, TIME_OUT, name);
        case.assert_after(Dead, name);
    });
}

#[test]
fn nothing_comes() {
    late(vec![
        ("at all", Plan::new(), 12002),
        ("after the data", all_read(), 12002),
        ("after half a line", all_read().send("226 Transfer complete."), 12002),
        ("after half a line end", all_read().send("226 Transfer complete.\r"), 12002),
        ("after half a code", all_read().send("22"), 12002),
        ("after half a multi-line reply", all_read().send("226-Transfer\r\n226-complete.\r\n226\r\n"), 12002),
        ("after a line of another code", all_read().send("226-Transfer\r\n225 complete.\r\n"), 12002),
        ("after another preliminary reply", all_read().send("125 Still here.\r\n"), 12002),
        ("after half a refusal", Plan::from("550-No\r\n such\r\n"), 12002),
    ]);
}

#[test]
fn only_garbage_comes() {
    late(vec![
        ("instead of the 150", Plan::from("Hello.\r\n"), 12004),
        ("instead of the final reply", all_read().send("Hello.\r\n\r\n22 a\r\n2260 b\r\n726 c\r\n"), 12004),
        ("in other bytes", all_read().send(b"\x00\xff\xfe226 Done.\r\n"), 12004),
        ("before half a reply", all_read().send("Hello.\r\n226 Do"), 12004),
        ("again and again", all_read().endless("Hello.\r\n", SOON), 12004),
    ]);
}

#[test]
fn the_deadline_is_for_the_whole_reply() {
    let slowly = Duration::from_millis(60);
    late(vec![
        ("byte by byte", all_read().send_slowly("226 Transfer complete.\r\n", slowly), 12002),
        ("byte by byte at first", Plan::new().send_slowly("150 Ok to send data.\r\n", slowly), 12002),
        ("endless 1yz", all_read().endless("150 Still here.\r\n", SOON), 12002),
        ("endless 1yz, no pause", all_read().endless("150 Still here.\r\n", NO_PAUSE), 12002),
        ("endless lines", all_read().endless("226-Still here.\r\n", SOON), 12002),
        ("an endless line", all_read().send("226 ").endless("x", SOON), 12002),
    ]);
}

#[test]
fn a_slow_reply_that_comes_in_time_is_one() {
    // Each reply has its own deadline, so both together may take longer.
    let slowly = Duration::from_millis(15);
    let plan = Plan::new().send_slowly("150 Ok to send data.\r\n", slowly).read_to_end().close_data();
    let plan = plan.send_slowly("226-Slowly\r\n226 done.\r\n", slowly);
    let case = Case::with(Script::new().first(1, "STOR", plan), PASSIVE, 2000);
    let outcome = case.put(b"some bytes");
    assert_eq!(outcome.seen(), (true, 0, 226, "Slowly\r\ndone."));
    case.assert_after(Usable, "slow replies");
}

#[test]
fn garbage_before_a_good_reply_is_passed_over() {
    for garbage in
        ["Hello.\r\n", "\r\n\n", "22 x\r\n", "226:x\r\n", " 226 x\r\n", "(226)\r\n", "000 x\r\n999 x\n"]
    {
        for (end, seen) in [(226, (true, 0, 226)), (451, (false, 12003, 451))] {
            let plan = Plan::new().send(garbage).send("150 Go.\r\n").send(garbage).read_to_end().close_data();
            let case = Case::storing(plan.send(garbage).send(reply(end)));
            let outcome = case.put(b"some bytes");
            assert_eq!((outcome.ok, outcome.error, outcome.code), seen, "{garbage:?}");
            assert_eq!(outcome.text, text(end));
            let line = garbage.lines().next().unwrap();
            assert!(outcome.response.contains(line), "{outcome:?}");
            case.assert_after(Usable, garbage);
        }
    }
}

#[test]
fn replies_in_every_real_form() {
    for (sent, code, text) in [
        ("226\r\n", 226, ""),
        ("226 \r\n", 226, ""),
        ("226 LF only.\n", 226, "LF only."),
        ("226-Two\r\n226 lines.\r\n", 226, "Two\r\nlines."),
        ("226-\r\n226 \r\n", 226, "\r\n"),
        (
            "226-Quota:\r\n  55% used\r\n250 MB left\r\n226x\r\n226 Done.\r\n",
            226,
            "Quota:\r\n  55% used\r\n250 MB left\r\n226x\r\nDone.",
        ),
        ("226-A\n451 b\n226 C\n", 226, "A\r\n451 b\r\nC"),
        ("451-A\r\n226 b\r\n451 C\r\n", 451, "A\r\n226 b\r\nC"),
        ("299 Caf\u{e9} \u{20ac}.\r\n", 299, "Caf\u{e9} \u{20ac}."),
    ] {
        for pause in [None, Some(NO_PAUSE)] {
            let plan = match pause {
                None => all_read().send(sent),
                Some(pause) => all_read().send_slowly(sent, pause),
            };
            let case = Case::storing(plan);
            let outcome = case.put(b"some bytes");
            let ok = code < 300;
            assert_eq!(outcome.seen(), (ok, if ok { 0 } else { 12003 }, code, text), "{sent:?}");
            case.assert_after(Usable, sent);
        }
    }
}

#[test]
fn replies_without_end_are_abandoned_promptly() {
    let rows = [
        ("a line", all_read().send("226 ").endless([b'x'; 4096], NO_PAUSE)),
        ("garbage without a line end", all_read().endless([b'x'; 4096], NO_PAUSE)),
        ("zeros", all_read().endless([0; 4096], NO_PAUSE)),
        ("garbage lines", all_read().endless("What?\r\n".repeat(500), NO_PAUSE)),
        ("a multi-line reply", all_read().send("226-Lines\r\n").endless("line\r\n".repeat(500), NO_PAUSE)),
        ("its own opening line", Plan::new().endless("150-Lines\r\n".repeat(400), NO_PAUSE)),
    ];
    in_parallel(rows, |(name, plan)| {
        let case = Case::storing(plan);
        let (outcome, took) = timed(|| case.put(b"some bytes"));
        assert_eq!(outcome.seen(), (false, 12004, 0, ""), "{name}: error {}", outcome.error);
        assert!(took < Duration::from_secs(5), "{name}: {took:?}");
        case.assert_after(Dead, name);
    });
}

#[test]
fn a_flood_of_preliminary_replies_that_ends_is_passed_over() {
    let flood = "150 Still here.\r\n".repeat(50_000);
    let case = Case::storing(all_read().send(&flood).send("226 At last.\r\n"));
    let outcome = case.put(b"some bytes");
    assert_eq!(outcome.seen(), (true, 0, 226, "At last."));
    assert!(outcome.response.len() <= 64 * 1024, "{} bytes are kept", outcome.response.len());
    case.assert_after(Usable, "a flood");
}
