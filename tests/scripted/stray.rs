//! Unsolicited replies: none becomes the answer to the next command.

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

/// What waits on the connection when the next call begins, and what that call returns.
const WAITING: [(&str, Summary); 8] = [
    ("226 Stray.\r\n", (false, 12111, 0, "")),
    ("150 Stray.\r\n", (false, 12111, 0, "")),
    ("551 Stray.\r\n", (false, 12111, 0, "")),
    ("226-Stray.\r\n", (false, 12111, 0, "")),
    ("22", (false, 12111, 0, "")),
    ("Hello.\r\n", (false, 12111, 0, "")),
    ("421 Idle too long.\r\n", (false, 12003, 421, "Idle too long.")),
    ("421-Idle\r\n421 too long.\r\n", (false, 12003, 421, "Idle\r\ntoo long.")),
];

fn assert_next(case: &Case, seen: Summary, what: &str) {
    let before = case.server.seen().lines.len();
    let outcome = case.put(b"again");
    assert_eq!(outcome.seen(), seen, "{what}: {outcome:?}");
    assert_eq!(outcome.socket_error, if what == "closed" { 10053 } else { 0 }, "{what}");
    assert_eq!(case.server.seen().lines.len(), before, "{what}: nothing is sent");
    case.assert_after(Dead, what);
}

#[test]
fn in_the_packet_of_the_final_reply() {
    for (waiting, seen) in WAITING {
        for (end, first) in
            [("226 First.\r\n", (true, 0, 226, "First.")), ("451 No.\r\n", (false, 12003, 451, "No."))]
        {
            let case = Case::storing(Plan::upload(format!("{end}{waiting}")));
            let outcome = case.put(b"some bytes");
            assert_eq!(outcome.seen(), first, "the first reply counts: {outcome:?}");
            assert!(outcome.response.ends_with(end), "{outcome:?}");
            assert_next(&case, seen, waiting);
        }
    }
}

#[test]
fn between_two_calls() {
    for (waiting, seen) in WAITING {
        let case = Case::new(Script::new());
        assert!(case.put(b"some bytes").ok);
        case.server.inject(waiting);
        assert_next(&case, seen, waiting);
        assert_eq!(case.received().unwrap(), b"some bytes");
    }
}

#[test]
fn right_after_the_login() {
    for (waiting, seen) in WAITING {
        let case = Case::new(Script::new().first(1, "PASS", format!("230 In.\r\n{waiting}")));
        assert_next(&case, seen, waiting);
    }
}

#[test]
fn the_connection_was_closed_between_two_calls() {
    let case = Case::new(Script::new());
    assert!(case.put(b"some bytes").ok);
    case.server.hang_up();
    assert_next(&case, (false, 12111, 0, ""), "closed");

    // The verdict stands although the connection is reset after it.
    let case = Case::storing(Plan::upload("226 Last.\r\n").reset());
    assert_eq!(case.put(b"some bytes").seen(), (true, 0, 226, "Last."));
    let gone = case.server.wait_until(|seen| seen.serving == 0, AGES);
    assert!(gone, "the server has reset the connection");
    let outcome = case.put(b"again");
    assert_eq!(outcome.seen(), (false, 12111, 0, ""));
    assert_eq!(outcome.socket_error, 10054);
    case.assert_after(Dead, "reset");

    let case = Case::storing(Plan::upload("226 Last.\r\n421 Bye.\r\n").close());
    assert_eq!(case.put(b"some bytes").seen(), (true, 0, 226, "Last."));
    assert_next(&case, (false, 12003, 421, "Bye."), "said goodbye and closed");
}

#[test]
fn before_a_command_inside_a_call() {
    let stray = "226 Stray.\r\n";
    let passive = "227 Entering Passive Mode (127,0,0,1,9,9).\r\n";
    for (verb, answer, next) in [
        ("SYST", "215 UNIX\r\n", "TYPE"),
        ("TYPE", "200 Ok.\r\n", "PASV"),
        ("PASV", "502 No.\r\n", "EPSV"),
        ("PASV", passive, "STOR"),
    ] {
        let case = Case::new(Script::new().first(1, verb, format!("{answer}{stray}")));
        let outcome = case.connection.put(&case.folder.file("local", b"x"), "a\\b", BINARY);
        consistent(&outcome);
        assert_eq!(outcome.seen(), (false, 12111, 0, ""), "after {verb}: {outcome:?}");
        assert!(!case.server.seen().has(next), "{next} after {verb}");
        case.assert_after(Dead, verb);
    }
}

#[test]
fn the_preliminary_and_the_final_reply_in_one_packet_before_the_data() {
    for size in [0, 1, LARGE] {
        for confirm in ["226 Done.\r\n", "250 Done.\r\n"] {
            let case = Case::storing(format!("150 Go.\r\n{confirm}"));
            let outcome = case.put(bytes(size));
            let code = confirm[..3].parse().unwrap();
            // However small the file: when the reply came, its data had not ended.
            assert_eq!(outcome.seen(), (false, 12030, code, "Done."), "{size} bytes");
            assert!(outcome.response.ends_with(confirm));
            case.assert_after(Dead, "both in one packet");
        }
        let case = Case::storing("150 Go.\r\n552 Quota.\r\n");
        assert_eq!(case.put(bytes(size)).seen(), (false, 12003, 552, "Quota."), "{size} bytes");
        case.assert_after(Usable, "a refusal in the same packet");
    }
}

#[test]
fn only_the_first_of_two_early_replies_counts() {
    for (both, seen) in [
        ("552 Quota.\r\n226 Done.\r\n", (false, 12003, 552, "Quota.")),
        ("226 Done.\r\n552 Quota.\r\n", (false, 12030, 226, "Done.")),
    ] {
        for begun in [Plan::new(), Plan::from("150 Go.\r\n").read(1000)] {
            let case = Case::storing(begun.send(both));
            let outcome = case.put(bytes(LARGE));
            assert_eq!(outcome.seen(), seen, "{both:?}");
            case.assert_after(Dead, both);
        }
    }
}

#[test]
fn a_final_reply_long_after_the_preliminary_one_is_still_early() {
    for between in ["150 Still here.\r\n".repeat(1000), format!("150-{}\r\n150 Go.\r\n", "x".repeat(20_000))]
    {
        let case = Case::storing(format!("150 Go.\r\n{between}226 Done.\r\n"));
        assert_eq!(case.put(b"x").seen(), (false, 12030, 226, "Done."));
    }
}
