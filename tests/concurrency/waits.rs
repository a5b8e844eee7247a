//! Everything that a call can wait for.

use ftp_test_server::{Listen, Plan, Script, Seen};

use kit::*;

use crate::site::Call;

/// A file that no socket buffer holds.
const LARGE: usize = 8 << 20;

/// Where a connect goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    Server,
    /// A name that is looked up for ever.
    Hanging,
    /// A port that does not answer.
    Full,
}

/// A call that waits, and how it shows that it does.
pub struct Wait {
    pub name: &'static str,
    pub call: Call,
    pub host: Host,
    pub flags: u32,
    pub script: Script,
    pub waits: fn(&Seen) -> bool,
    /// The time-out that ends it.
    pub option: u32,
}

/// In passive mode, for a reply.
fn wait(name: &'static str, call: Call, script: Script, waits: fn(&Seen) -> bool) -> Wait {
    Wait { name, call, host: Host::Server, flags: PASSIVE, script, waits, option: OPTION_RECEIVE_TIMEOUT }
}

fn has_data(seen: &Seen) -> bool {
    seen.data.first().is_some_and(|data| data.received >= 1000)
}

fn has_connection(seen: &Seen) -> bool {
    !seen.data.is_empty()
}

fn has_all(seen: &Seen) -> bool {
    seen.data.first().is_some_and(|data| data.end.is_some())
}

pub fn all() -> Vec<Wait> {
    let silent = |verb: &str| Script::new().on(verb, Plan::new());
    let go = || Plan::from("150 Go.\r\n");
    let never = |_: &Seen| true;
    let ended_by = |option, wait: Wait| Wait { option, ..wait };
    let connect = |host, name| {
        let wait = wait(name, Call::Connect, Script::new(), never);
        Wait { host, option: OPTION_CONNECT_TIMEOUT, ..wait }
    };
    let active = |wait: Wait| Wait { flags: 0, ..wait };
    let full = || Plan::passive(Listen::Full, "227 Here ({host},{hi},{lo}).\r\n");
    let retr = |plan: Plan| Script::new().on("SIZE", "502 No.\r\n").on("RETR", plan);
    let storing = |plan: Plan| Script::new().on("STOR", plan);
    vec![
        connect(Host::Hanging, "name lookup"),
        connect(Host::Full, "connect"),
        wait("greeting", Call::Connect, Script::new().greeting(Plan::new()), |seen| {
            !seen.controls.is_empty()
        }),
        wait("USER", Call::Connect, silent("USER"), |seen| seen.has("USER")),
        wait("PASS", Call::Connect, silent("PASS"), |seen| seen.has("PASS")),
        wait("RETR of a URL", Call::OpenUrl, silent("RETR").on("SIZE", "213 5\r\n"), |seen| seen.has("RETR")),
        wait("TYPE", Call::Put(5), silent("TYPE"), |seen| seen.has("TYPE")),
        wait("PASV", Call::Put(5), silent("PASV"), |seen| seen.has("PASV")),
        wait("EPSV", Call::Put(5), silent("EPSV").on("PASV", "502 No.\r\n"), |seen| seen.has("EPSV")),
        active(wait("PORT", Call::Put(5), silent("PORT"), |seen| seen.has("PORT"))),
        wait("STOR", Call::Put(5), silent("STOR"), |seen| seen.has("STOR")),
        wait("SIZE", Call::Get, silent("SIZE"), |seen| seen.has("SIZE")),
        wait("RETR", Call::Get, retr(Plan::new()), |seen| seen.has("RETR")),
        wait("DELE", Call::Delete, silent("DELE"), |seen| seen.has("DELE")),
        wait("RNTO", Call::Rename, silent("RNTO").on("RNFR", "350 And?\r\n"), |seen| seen.has("RNTO")),
        ended_by(
            OPTION_CONNECT_TIMEOUT,
            wait("the data connection", Call::Put(5), storing(go()).on("PASV", full()), |seen| {
                seen.has("STOR")
            }),
        ),
        ended_by(
            OPTION_LISTEN_TIMEOUT,
            active(wait("to be connected to", Call::Put(5), storing(go()), |seen| seen.has("STOR"))),
        ),
        ended_by(
            OPTION_DATA_SEND_TIMEOUT,
            wait("room for data", Call::Put(LARGE), storing(go().read(1000)), has_data),
        ),
        ended_by(
            OPTION_DATA_RECEIVE_TIMEOUT,
            wait("data", Call::Get, retr(go().open_data()), has_connection),
        ),
        ended_by(
            OPTION_DATA_RECEIVE_TIMEOUT,
            wait("a listing", Call::Find, Script::new().on("LIST", go().open_data()), has_connection),
        ),
        wait("the verdict", Call::Put(5), storing(go().read_to_end()), has_all),
        wait("the end", Call::Get, retr(go().write_data(b"x").close_data()), has_connection),
        wait("a file to read", Call::Open(GENERIC_READ), retr(Plan::new()), |seen| seen.has("RETR")),
        wait("a file to write", Call::Open(GENERIC_WRITE), silent("STOR"), |seen| seen.has("STOR")),
        ended_by(
            OPTION_DATA_RECEIVE_TIMEOUT,
            wait("read", Call::Read, retr(go().open_data()), has_connection),
        ),
        ended_by(
            OPTION_DATA_RECEIVE_TIMEOUT,
            wait("available", Call::Available, retr(go().open_data()), has_connection),
        ),
        ended_by(
            OPTION_DATA_SEND_TIMEOUT,
            wait("write", Call::Write(LARGE), storing(go().read(1000)), has_data),
        ),
        wait("finish", Call::Finish, storing(go().read_to_end()), has_all),
        wait("close", Call::Close, storing(go().read_to_end()), has_all),
    ]
}
