//! Servers that misbehave as the names they are sent say.

use std::time::Duration;

use ftp_test_server::{Plan, Script, Seen, Server};

/// What becomes of an upload: the beginning of its name.
pub const KEPT: [&str; 2] = ["kept", "slow"];
pub const NOT_KEPT: [&str; 9] =
    ["refused", "early", "busy", "reset", "lost", "torn", "garbage", "half", "silent"];

/// Users whose login goes wrong.
pub const USERS: [&str; 5] = ["nobody", "gone", "mute", "babbler", "late"];

/// How long what is downloaded is.
pub const DOWNLOAD: usize = 50_000;

pub struct Servers {
    server: Server,
    /// A server that accepts no login.
    busy: Server,
}

impl Servers {
    pub fn start() -> Self {
        let busy = Script::new()
            .greeting_first(20, Plan::from("421 Too many users.\r\n").close())
            .greeting_first(20, Plan::new().reset())
            .greeting_first(5, Plan::new().silence())
            .greeting(Plan::from("no FTP here\r\n").close());
        Self { server: Server::start(script()), busy: Server::start(busy) }
    }

    /// The server that accepts logins.
    pub fn port(&self) -> u16 {
        self.server.port()
    }

    pub fn busy_port(&self) -> u16 {
        self.busy.port()
    }

    pub fn seen(&self) -> Seen {
        self.server.seen()
    }
}

fn script() -> Script {
    let go = || Plan::new().send("150 Go.\r\n");
    let pause = Duration::from_millis(15);
    let listing = "-rw-r--r-- 1 u g 5 Jan 01 2020 a\r\ndrwxr-xr-x 2 u g 6 Jan 01 2020 b\r\n";
    let half_a_file = go().write_data(bytes(DOWNLOAD / 2));
    Script::new()
        .on_line("USER nobody", "530 Not you.\r\n")
        .on_line("USER gone", Plan::new().close())
        .on_line("USER mute", Plan::new().silence())
        .on_line("USER babbler", Plan::from("what? who?\r\n").silence())
        .on_line("USER late", Plan::new().pause(pause).send_slowly("331 Pass", pause).send("word.\r\n"))
        .on_containing(
            "STOR",
            "slow",
            go().read(300)
                .pause(pause)
                .read_to_end()
                .close_data()
                .pause(pause)
                .keep_file()
                .send("226 Kept.\r\n"),
        )
        .on_containing("STOR", "refused", Plan::upload("451 Failure writing to local file.\r\n"))
        .on_containing("STOR", "early", "553 No.\r\n")
        .on_containing("STOR", "busy", Plan::from("421 Going down.\r\n").close())
        .on_containing("STOR", "reset", go().read(300).reset_data().send("426 Gone.\r\n"))
        .on_containing("STOR", "lost", go().read(300).close())
        .on_containing("STOR", "torn", Plan::new().reset())
        .on_containing("STOR", "garbage", Plan::from("\0\x01 what?\r\n22").silence())
        .on_containing("STOR", "half", go().read_to_end().close_data().send("226").silence())
        .on_containing("STOR", "silent", go().open_data().silence())
        .on_containing("RETR", "refused", "550 No such file.\r\n")
        .on_containing("RETR", "reset", half_a_file.clone().reset_data().send("426 Gone.\r\n"))
        .on_containing("RETR", "lost", half_a_file.clone().close())
        .on_containing("RETR", "short", half_a_file.close_data().send("451 It broke.\r\n"))
        .on_containing("RETR", "silent", go().open_data().silence())
        .on_containing(
            "RETR",
            "slow",
            go().write_data(bytes(10))
                .pause(pause)
                .write_data(&bytes(DOWNLOAD)[10..])
                .close_data()
                .send("226 Done.\r\n"),
        )
        .on("RETR", Plan::download(bytes(DOWNLOAD), "226 Done.\r\n"))
        .on("SIZE", "550 No.\r\n")
        .on_containing("LIST", "refused", "550 No such directory.\r\n")
        .on_containing("LIST", "silent", go().open_data().silence())
        .on_containing("LIST", "garbage", Plan::download(bytes(5000), "226 Done.\r\n"))
        .on("LIST", Plan::download(listing, "226 Done.\r\n"))
        .on_containing("MKD", "busy", Plan::from("421 Going down.\r\n").close())
        .on_containing("MKD", "slow", Plan::new().pause(pause).send_slowly("257 M", pause).send("ade.\r\n"))
        .on_containing("MKD", "silent", Plan::new().silence())
        .on_containing("MKD", "garbage", "2\r\n57\r\nMade.\r\n")
        .on("MKD", "257 \"d\" made.\r\n")
        .on_containing("DELE", "refused", "550 No.\r\n")
        .on("DELE", "250 Gone.\r\n")
        .on("RNFR", "350 And now?\r\n")
        .on("RNTO", "250 Renamed.\r\n")
}

/// Bytes that differ from place to place.
pub fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|at| (at.wrapping_mul(31) ^ (at >> 8)) as u8).collect()
}
