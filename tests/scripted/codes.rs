//! Every reply code, in every place of an upload.

use std::time::Duration;

use ftp_test_server::{Plan, Script};

use kit::case::*;
use kit::*;

/// The codes of RFC 959's and IIS' lists.
const PRELIMINARY: [u16; 4] = [110, 120, 125, 150];
const COMPLETION: [u16; 19] =
    [200, 202, 211, 212, 213, 214, 215, 220, 221, 225, 226, 227, 229, 230, 232, 234, 235, 250, 257];
const REFUSAL: [u16; 34] = [
    331, 332, 334, 335, 336, 350, // intermediate: something is wanted that no upload has
    421, 425, 426, 431, 450, 451, 452, // transient
    500, 501, 502, 503, 504, 521, 522, 530, 532, 533, 534, 535, 536, 537, 550, 551, 552,
    553, // permanent
    631, 632, 633, // protected, which was never asked for
];

/// The server closes the connection after a 421.
fn after(code: u16) -> After {
    if code == 421 { Dead } else { Usable }
}

fn begun() -> Plan {
    Plan::new().send("150 Ok to send data.\r\n")
}

#[test]
fn after_all_data_the_reply_decides() {
    let folder = Folder::new();
    for size in [0, 1, LARGE as u64] {
        let local = sparse(&folder, "local", size);
        for code in COMPLETION.into_iter().chain(REFUSAL) {
            let what = format!("{code} after {size} bytes");
            let script = Script::new().count_only().first(1, "STOR", Plan::upload(reply(code)));
            let case = Case::with(script, PASSIVE, LONG);
            let outcome = case.put_file(&local);
            let ok = code < 300;
            let error = if ok { 0 } else { 12003 };
            assert_eq!(outcome.seen(), (ok, error, code.into(), &*text(code)), "{what}");
            assert_eq!(outcome.socket_error, 0, "{what}");
            assert_eq!(case.received_bytes(), size, "{what}");
            assert!(outcome.response.ends_with(&format!("\r\n150 Ok to send data.\r\n{}", reply(code))));
            // Only the count is kept on this server, so the next file cannot be compared.
            let next = case.connection.put(&local, "next", BINARY);
            assert_eq!((next.ok, next.error), if after(code) == Dead { (false, 12111) } else { (true, 0) });
        }
    }
}

#[test]
fn instead_of_the_preliminary_reply() {
    for size in [0, 1, LARGE] {
        let folder = Folder::new();
        let local = folder.file("local", bytes(size));
        for code in REFUSAL {
            let case = Case::storing(reply(code));
            let outcome = case.put_file(&local);
            assert_eq!(outcome.seen(), (false, 12003, code.into(), &*text(code)), "{size} bytes");
            case.assert_after(after(code), &format!("{code} instead of 150"));
        }
        for code in COMPLETION {
            let case = Case::storing(reply(code));
            let outcome = case.put_file(&local);
            assert_eq!(outcome.seen(), (false, 12030, code.into(), &*text(code)), "{size} bytes");
            case.assert_after(Dead, &format!("{code} instead of 150"));
        }
    }
}

/// What the server does with the data connection in the middle of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Closed,
    Reset,
    LeftOpen,
}

impl Cut {
    fn apply(self, plan: Plan) -> Plan {
        match self {
            Cut::Closed => plan.close_data(),
            Cut::Reset => plan.reset_data(),
            Cut::LeftOpen => plan,
        }
    }
}

/// So long that the end of the data connection is seen before the reply.
const LATER: Duration = Duration::from_millis(20);

fn cut_then_reply(read: u64, cut: Cut, code: u16) -> Plan {
    cut.apply(begun().read(read)).pause(LATER).send(reply(code))
}

fn reply_then_cut(read: u64, cut: Cut, code: u16) -> Plan {
    cut.apply(begun().read(read).send(reply(code)))
}

fn in_the_middle(size: usize, read: u64, cut: Cut) {
    let folder = Folder::new();
    let local = folder.file("local", bytes(size));
    for (when, plan) in [("early", reply_then_cut as fn(u64, Cut, u16) -> Plan), ("late", cut_then_reply)] {
        for code in REFUSAL {
            let what = format!("{code} {when}, {cut:?} after {read} of {size}");
            let case = Case::storing(plan(read, cut, code));
            let outcome = case.put_file(&local);
            assert_eq!(outcome.seen(), (false, 12003, code.into(), &*text(code)), "{what}");
            assert_eq!(outcome.socket_error, 0, "{what}");
            case.assert_after(after(code), &what);
        }
        for code in COMPLETION {
            if size != LARGE && (cut == Cut::LeftOpen || when == "early") {
                continue; // all bytes may have arrived before the reply: not in the middle
            }
            let what = format!("{code} {when}, {cut:?} after {read} of {size}");
            let case = Case::storing(plan(read, cut, code));
            let outcome = case.put_file(&local);
            // The reply cannot confirm what was not sent; which of the two failures is seen first is open.
            assert!(!outcome.ok && matches!(outcome.error, 12030 | 12031), "{what}: {outcome:?}");
            assert_eq!((outcome.code, outcome.text), (code.into(), text(code)), "{what}");
            if cut == Cut::Reset && when == "late" {
                assert_eq!((outcome.error, outcome.socket_error), (12031, 10054), "{what}");
                case.assert_after(Usable, &what);
            }
        }
    }
}

#[test]
fn in_the_middle_of_data_whose_connection_is_closed() {
    in_the_middle(LARGE, 1000, Cut::Closed);
}

#[test]
fn in_the_middle_of_data_whose_connection_is_reset() {
    in_the_middle(LARGE, 1000, Cut::Reset);
}

#[test]
fn in_the_middle_of_data_whose_connection_stays_open() {
    in_the_middle(LARGE, 1000, Cut::LeftOpen);
}

#[test]
fn with_all_data_sent_and_most_of_them_unread() {
    // The server reads one byte, so the rest of the one packet is there and unread.
    for cut in [Cut::Closed, Cut::Reset, Cut::LeftOpen] {
        in_the_middle(1000, 1, cut);
    }
}

#[test]
fn without_reading_anything() {
    for size in [0, 1, LARGE] {
        for cut in [Cut::Closed, Cut::Reset, Cut::LeftOpen] {
            for code in [425, 426, 451, 552] {
                let case = Case::storing(reply_then_cut(0, cut, code));
                let outcome = case.put(bytes(size));
                let what = format!("{cut:?}, {size} bytes");
                assert_eq!(outcome.seen(), (false, 12003, code.into(), &*text(code)), "{what}");
                case.assert_after(Usable, &what);
            }
        }
    }
}

#[test]
fn preliminary_replies_begin_and_are_passed_over() {
    for code in PRELIMINARY.into_iter().chain([100, 199]) {
        let plan = Plan::from(reply(code)).send(reply(110)).read_to_end().close_data();
        let case = Case::storing(plan.send(reply(code)).send(reply(120)).send(reply(250)));
        let outcome = case.put(b"some bytes");
        assert_eq!(outcome.seen(), (true, 0, 250, &*text(250)), "{code}");
        assert_eq!(case.received().unwrap(), b"some bytes");
        let replies = [code, 110, code, 120, 250].map(reply).concat();
        assert!(outcome.response.ends_with(&replies), "{outcome:?}");
        case.assert_after(Usable, &code.to_string());
    }
}

#[test]
fn a_421_comes_at_any_time() {
    let in_place_of = |verb: &str| Script::new().first(1, verb, reply(421));
    let before = |verb: &str, answer: &str| {
        // In the same packet as the answer, so that it waits when the next command is due.
        Script::new().first(1, verb, format!("{answer}\r\n{}", reply(421)))
    };
    for (what, script) in [
        ("TYPE", in_place_of("TYPE")),
        ("PASV", in_place_of("PASV")),
        ("SYST", in_place_of("SYST")),
        ("STOR", in_place_of("STOR")),
        ("EPSV", in_place_of("EPSV").on("PASV", reply(502))),
        ("before SYST", before("PASS", "230 In.")),
        ("before TYPE", before("SYST", "215 UNIX")),
        ("before PASV", before("TYPE", "200 Ok.")),
        ("before EPSV", before("PASV", "502 No.")),
        ("before STOR", before("PASV", "227 Ok (127,0,0,1,9,9)")),
        ("with the 150", before("STOR", "150 Go.")),
    ] {
        let case = Case::new(script);
        let outcome = case.connection.put(&case.folder.file("local", b"x"), "a\\b", BINARY);
        consistent(&outcome);
        assert_eq!(outcome.seen(), (false, 12003, 421, &*text(421)), "{what}");
        assert_eq!(case.server.seen().file("a/b"), None);
        case.assert_after(Dead, what);
    }
}
