//! The table of faults: what servers do wrong, and what the caller must see, on every system.

use std::time::Duration;

use ftp_test_server::{Plan, Script};

/// One server, one call.
pub struct Case {
    /// What the server does wrong.
    pub name: &'static str,
    /// What tests/c/faults.c does.
    pub operation: &'static str,
    /// The server.
    pub script: Script,
    /// What the program must see.
    pub want: Outcome,
    /// What comes of it under Wine, where that cannot be the same.
    pub under_wine: Option<Outcome>,
}

/// What a caller sees: the value, the error number, the code of the final reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The return value.
    pub ok: bool,
    /// The last error.
    pub error: u32,
    /// The code of the final reply, 0 where there is none.
    pub code: u32,
}

const REFUSED: u32 = 12003;
const TIMEOUT: u32 = 12002;
const INTERNAL: u32 = 12004;
const LOGIN: u32 = 12015;
const ABORTED: u32 = 12030;
const RESET: u32 = 12031;
const NO_PASSIVE: u32 = 12112;

/// Long enough for a client to see that its data connection was reset.
const NOTICED: Duration = Duration::from_millis(200);

const FILE: &[u8] = b"The bytes of the file.";

fn yes(code: u32) -> Outcome {
    Outcome { ok: true, error: 0, code }
}

fn no(error: u32, code: u32) -> Outcome {
    Outcome { ok: false, error, code }
}

fn case(name: &'static str, operation: &'static str, script: Script, want: Outcome) -> Case {
    Case { name, operation, script, want, under_wine: None }
}

fn stor(plan: impl Into<Plan>) -> Script {
    Script::new().on("STOR", plan)
}

fn retr(plan: impl Into<Plan>) -> Script {
    Script::new().on("SIZE", format!("213 {}\r\n", FILE.len())).on("RETR", plan)
}

fn list(plan: impl Into<Plan>) -> Script {
    Script::new().on("LIST", plan)
}

fn go() -> Plan {
    Plan::new().send("150 Go.\r\n")
}

/// All data is read, then this is said.
fn after_data(replies: &str) -> Plan {
    go().open_data().read_to_end().close_data().send(replies)
}

/// No data is read, though all of it has come.
fn unread(replies: &str) -> Plan {
    go().open_data().pause(NOTICED).reset_data().pause(NOTICED).send(replies)
}

/// The table.
pub fn cases() -> Vec<Case> {
    [uploads(), broken_uploads(), pieces(), downloads(), listings(), commands(), connections()]
        .into_iter()
        .flatten()
        .collect()
}

fn uploads() -> Vec<Case> {
    vec![
        case("put: 226", "put", stor(after_data("226 Kept.\r\n")), yes(226)),
        case("put: 250", "put", stor(after_data("250 Kept.\r\n")), yes(250)),
        case("put: several lines", "put", stor(after_data("226-Kept\r\n451 no\r\n226 Kept.\r\n")), yes(226)),
        case("put as text: 226", "put_text", stor(after_data("226 Kept.\r\n")), yes(226)),
        case("put: 550 at once", "put", stor("550 No.\r\n"), no(REFUSED, 550)),
        case("put: 553 at once", "put", stor("553 No.\r\n"), no(REFUSED, 553)),
        case("put: 452 at once", "put", stor("452 Full.\r\n"), no(REFUSED, 452)),
        case(
            "put: 451 after all data",
            "put",
            stor(after_data("451 Failure writing.\r\n")),
            no(REFUSED, 451),
        ),
        case("put: 452 after all data", "put", stor(after_data("452 Full.\r\n")), no(REFUSED, 452)),
        case("put: 552 after all data", "put", stor(after_data("552 Quota.\r\n")), no(REFUSED, 552)),
        case("put: 426 after all data", "put", stor(after_data("426 Aborted.\r\n")), no(REFUSED, 426)),
        case("put: 421 after all data", "put", stor(after_data("421 Bye.\r\n").close()), no(REFUSED, 421)),
        case("put as text: 451", "put_text", stor(after_data("451 Failure writing.\r\n")), no(REFUSED, 451)),
        case(
            "put: several lines of 550",
            "put",
            stor(after_data("550-Win32 error\r\n550 No.\r\n")),
            no(REFUSED, 550),
        ),
    ]
}

fn broken_uploads() -> Vec<Case> {
    let early = Plan::new().send("150 Go.\r\n226 Kept.\r\n").open_data().read_to_end().close_data();
    vec![
        case("put: 226 before the data", "put", stor(early), no(ABORTED, 226)),
        case("put: no final reply", "put", stor(after_data("").close()), no(ABORTED, 0)),
        case("put: reset for a reply", "put", stor(after_data("").reset()), no(RESET, 0)),
        case("put: silence", "put", stor(after_data("").silence()), no(TIMEOUT, 0)),
        case("put: silence at STOR", "put", stor(Plan::new().silence()), no(TIMEOUT, 0)),
        case("put: gone at STOR", "put", stor(Plan::new().close()), no(ABORTED, 0)),
        case("put: nonsense", "put", stor(after_data("what?\r\n").silence()), no(INTERNAL, 0)),
        case(
            "put: reset in the data, 426",
            "put",
            stor(go().read(1000).reset_data().send("426 Gone.\r\n")),
            no(REFUSED, 426),
        ),
        case(
            "put: reset in the data, 226",
            "put",
            stor(go().read(1000).reset_data().pause(NOTICED).send("226 Kept.\r\n")),
            no(RESET, 226),
        ),
        Case {
            // Wine shows the reset of a connection that is not being read as an orderly end, in whatever way it is asked.
            under_wine: Some(yes(226)),
            ..case(
                "put: a small file is reset, 226",
                "put_small",
                stor(unread("226 Kept.\r\n")),
                no(RESET, 226),
            )
        },
        case("put: a small file is reset, 426", "put_small", stor(unread("426 Gone.\r\n")), no(REFUSED, 426)),
        case("put: a small file", "put_small", stor(after_data("226 Kept.\r\n")), yes(226)),
        case("put: lost in the data", "put", stor(go().read(1000).close()), no(ABORTED, 0)),
        case("put: no data is taken", "put", stor(go().open_data().silence()), no(TIMEOUT, 0)),
        case(
            "put: no passive mode",
            "put",
            Script::new().on("PASV", "500 What?\r\n").on("EPSV", "500 What?\r\n"),
            no(NO_PASSIVE, 500),
        ),
    ]
}

fn pieces() -> Vec<Case> {
    vec![
        case("write: 226", "write", stor(after_data("226 Kept.\r\n")), yes(226)),
        case(
            "write: 451 after all data",
            "write",
            stor(after_data("451 Failure writing.\r\n")),
            no(REFUSED, 451),
        ),
        case("write: 552 after all data", "write", stor(after_data("552 Quota.\r\n")), no(REFUSED, 552)),
        case("write: no final reply", "write", stor(after_data("").close()), no(ABORTED, 0)),
        case("write: silence", "write", stor(after_data("").silence()), no(TIMEOUT, 0)),
        case("write: 550 at once", "write", stor("550 No.\r\n"), no(REFUSED, 550)),
    ]
}

fn downloads() -> Vec<Case> {
    let cut = || go().open_data().write_data(&FILE[..5]);
    let both = |name: [&'static str; 2], plan: Plan, want| {
        [case(name[0], "get", retr(plan.clone()), want), case(name[1], "read", retr(plan), want)]
    };
    [
        both(["get: 226", "read: 226"], Plan::download(FILE, "226 Done.\r\n"), yes(226)),
        both(["get: 550", "read: 550"], "550 No such file.\r\n".into(), no(REFUSED, 550)),
        both(
            ["get: 426 in the data", "read: 426 in the data"],
            cut().close_data().send("426 Aborted.\r\n"),
            no(REFUSED, 426),
        ),
        both(
            ["get: 451 after all data", "read: 451 after all data"],
            Plan::download(FILE, "451 Read error.\r\n"),
            no(REFUSED, 451),
        ),
        both(
            ["get: 226, bytes missing", "read: 226, bytes missing"],
            cut().close_data().send("226 Done.\r\n"),
            no(ABORTED, 226),
        ),
        both(
            ["get: data reset", "read: data reset"],
            cut().reset_data().send("226 Done.\r\n"),
            no(RESET, 226),
        ),
        both(
            ["get: no final reply", "read: no final reply"],
            Plan::download(FILE, Plan::new().close()),
            no(ABORTED, 0),
        ),
        both(["get: silence", "read: silence"], Plan::download(FILE, Plan::new().silence()), no(TIMEOUT, 0)),
        both(["get: a stall", "read: a stall"], cut().silence(), no(TIMEOUT, 0)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn listings() -> Vec<Case> {
    let line = "-rw-r--r-- 1 u g 7 May 17 2024 a\r\n";
    vec![
        case("list: 226", "list", list(Plan::download(line, "226 Done.\r\n")), yes(226)),
        case("list: 550", "list", list("550 No such directory.\r\n"), no(REFUSED, 550)),
        case(
            "list: 451 after all lines",
            "list",
            list(Plan::download(line, "451 Error.\r\n")),
            no(REFUSED, 451),
        ),
        case("list: no final reply", "list", list(Plan::download(line, Plan::new().close())), no(ABORTED, 0)),
        case("list: silence", "list", list(Plan::download(line, Plan::new().silence())), no(TIMEOUT, 0)),
    ]
}

fn commands() -> Vec<Case> {
    vec![
        case("delete: 250", "delete", Script::new().on("DELE", "250 Gone.\r\n"), yes(250)),
        case("delete: 550", "delete", Script::new().on("DELE", "550 No.\r\n"), no(REFUSED, 550)),
        case("delete: silence", "delete", Script::new().on("DELE", Plan::new().silence()), no(TIMEOUT, 0)),
        case("delete: gone", "delete", Script::new().on("DELE", Plan::new().close()), no(ABORTED, 0)),
        case(
            "rename: 250",
            "rename",
            Script::new().on("RNFR", "350 To?\r\n").on("RNTO", "250 Done.\r\n"),
            yes(250),
        ),
        case("rename: 550 to the first", "rename", Script::new().on("RNFR", "550 No.\r\n"), no(REFUSED, 550)),
        case(
            "rename: 553 to the second",
            "rename",
            Script::new().on("RNFR", "350 To?\r\n").on("RNTO", "553 No.\r\n"),
            no(REFUSED, 553),
        ),
    ]
}

fn connections() -> Vec<Case> {
    let refused = |verb: &str, reply: &str| Script::new().on(verb, reply);
    vec![
        case("connect: 230", "connect", Script::new(), yes(230)),
        case("connect: 530 to the password", "connect", refused("PASS", "530 No.\r\n"), no(LOGIN, 530)),
        case("connect: 530 to the user", "connect", refused("USER", "530 No.\r\n"), no(LOGIN, 530)),
        case(
            "connect: 421 for a greeting",
            "connect",
            Script::new().greeting(Plan::new().send("421 Full.\r\n").close()),
            no(REFUSED, 421),
        ),
        case(
            "connect: no greeting",
            "connect",
            Script::new().greeting(Plan::new().silence()),
            no(TIMEOUT, 0),
        ),
        case("connect: hung up", "connect", Script::new().greeting(Plan::new().close()), no(ABORTED, 0)),
        case(
            "connect: another protocol",
            "connect",
            Script::new().greeting(Plan::new().send("SSH-2.0-x\r\n").silence()),
            no(INTERNAL, 0),
        ),
    ]
}
