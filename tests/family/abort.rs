//! A download that is closed before its end, on servers that say nothing to the closed data connection: ABOR brings the
//! dialogue in step again, or the connection is given up. Nothing is ever taken for the answer to a later command.

use std::time::Duration;

use ftp_test_server::{Plan, Script};

use crate::support::*;
use kit::arguments::INVALID_HANDLE;
use kit::case::{After, Case, Dead, LARGE, Usable, in_parallel};
use kit::*;

/// A while, longer than it takes to send the next command.
const LATER: Duration = Duration::from_millis(100);

/// RETR's data and no more replies; then this answer to ABOR.
fn silent_until(abort: impl Into<Plan>) -> Script {
    Script::new().first(1, "RETR", Plan::download(bytes(LARGE), Plan::new())).on("ABOR", abort)
}

fn leave(case: &Case) {
    set_number(case.connection.0, OPTION_RECEIVE_TIMEOUT, 400);
    let file = case.connection.open("remote", GENERIC_READ, BINARY).expect("a file");
    assert_eq!(file.read(10).0.len(), 10);
    let handle = file.0;
    assert_eq!(closed(file), 0);
    assert_eq!(close(handle), INVALID_HANDLE);
}

#[test]
fn what_abort_is_answered() {
    let late = |first: &str, second: &str| Plan::new().send(first).pause(LATER).send(second);
    let rows: [(&str, Plan, After); 10] = [
        ("426, 226", "426 Broken.\r\n226 Aborted.\r\n".into(), Usable),
        ("426, later 226", late("426 Broken.\r\n", "226 Aborted.\r\n"), Usable),
        ("226, 225", "226 Done.\r\n225 Nothing to abort.\r\n".into(), Usable),
        ("226, later 225", late("226 Done.\r\n", "225 Nothing to abort.\r\n"), Usable),
        ("226, later 500", late("226 Done.\r\n", "500 ABOR?\r\n"), Usable),
        ("451, later 451", late("451 Broken.\r\n", "451 Really.\r\n"), Usable),
        ("226 alone", "226 Done.\r\n".into(), Dead),
        ("500 alone", "500 ABOR?\r\n".into(), Dead),
        ("421", Plan::new().send("421 Bye.\r\n").close(), Dead),
        ("nothing", Plan::new(), Dead),
    ];
    in_parallel(rows, |(name, plan, after)| {
        let case = Case::new(silent_until(plan));
        leave(&case);
        case.assert_after(after, name);
    });
}

/// The wrong TRUE that a late second answer would make.
#[test]
fn no_answer_is_taken_for_that_to_a_later_command() {
    let late = Plan::new().send("226 Done.\r\n").pause(LATER).send("225 Nothing to abort.\r\n");
    let case = Case::new(silent_until(late).on("DELE", "550 No such file.\r\n"));
    leave(&case);
    let outcome = case.connection.delete("x");
    assert_eq!(outcome.seen(), (false, 12003, 550, "No such file."));
}

/// Pure-FTPd: 150 once more when the data connection is closed, and one answer to ABOR.
#[test]
fn the_second_150_is_the_answer_to_retr() {
    let again = Plan::download(bytes(LARGE), "150 0.1 seconds.\r\n");
    for (abort, after) in
        [("226 Aborted.\r\n", Usable), ("426 Broken.\r\n226 Aborted.\r\n", Usable), ("500 ABOR?\r\n", Dead)]
    {
        let case = Case::new(Script::new().first(1, "RETR", again.clone()).on("ABOR", abort));
        leave(&case);
        case.assert_after(after, abort);
    }
}
