//! What the transcript contains of a dialogue.

use std::time::Duration;

use ftp_test_server::{Plan, Script, Server};

use crate::support::*;
use kit::*;

#[test]
fn a_login_an_upload_and_a_download() {
    let script = Script::new()
        .greeting("220-Welcome.\r\n 230 is no code here.\r\n220 Ready.\r\n")
        .on("STOR", Plan::upload("226 Kept.\r\n"))
        .on("SIZE", "213 5\r\n")
        .on("RETR", Plan::download("hello", "226 Sent.\r\n"));
    let server = Server::start(script);
    let folder = Folder::new();
    let local = folder.file("local", bytes(100_000));
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        assert!(connection.put(&local, "up", BINARY).ok);
        assert!(connection.get("down", &folder.path().join("got"), true, BINARY).ok);
    });
    assert_eq!(
        dialogue(&transcript),
        [
            "<- 220-Welcome.",
            "<-  230 is no code here.",
            "<- 220 Ready.",
            "-> USER me",
            "<- 331 Please specify the password.",
            "-> PASS ****",
            "<- 230 Login successful.",
            "-> TYPE I",
            "<- 200 Switching to Binary mode.",
            "-> PASV",
            "<- 227 Entering Passive Mode PORT",
            "-> STOR up",
            "<- 150 Ok to send data.",
            "<- 226 Kept.",
            "-> PASV",
            "<- 227 Entering Passive Mode PORT",
            "-> SIZE down",
            "<- 213 5",
            "-> RETR down",
            "<- 150 Here it comes.",
            "<- 226 Sent.",
            "-> QUIT",
            "<- 221 Goodbye.",
        ]
    );
    assert_eq!(
        events(&transcript),
        [
            "-- connected to PORT",
            "-- data connection with PORT",
            "-- data connection closed after 100000 bytes",
            "-- data connection with PORT",
            "-- data connection closed after 5 bytes",
            "-- closed",
        ]
    );
    let reported = said(&transcript);
    assert_eq!((&reported[0][..], &reported[reported.len() - 1][..]), ("-- connected to PORT", "-- closed"));
    let sent = server.seen().commands();
    let logged =
        dialogue(&transcript).into_iter().filter_map(|said| said.strip_prefix("-> ").map(str::to_owned));
    assert_eq!(
        logged.collect::<Vec<_>>(),
        sent.iter().map(|s| s.replace("secret", "****")).collect::<Vec<_>>()
    );
}

#[test]
fn control_characters_do_nothing() {
    let script = Script::new()
        .greeting("220 \x1b[2J\x07bell\x00 a\rb\r\n")
        .on("CWD", Plan::new().send(b"550 caf\xe9 \xff C:\\x1b \xe2\x80\xae\r\n"));
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        assert!(!connection.set_directory("a\x1b\u{9b}31mb\tGrün \x7f").ok);
    });
    let reported = dialogue(&transcript);
    for line in [
        r"<- 220 \x1b[2J\x07bell\x00 a\rb",
        r"-> CWD a\x1b\u{9b}31mb\tGrün \x7f",
        r"<- 550 caf\xe9 \xff C:\\x1b \u{202e}",
    ] {
        assert!(reported.iter().any(|said| said == line), "{line} is not in {reported:#?}");
    }
    assert!(transcript.chars().all(|c| c == '\n' || !c.is_control()), "{transcript:?}");
}

#[test]
fn long_lines_and_long_replies_are_cut() {
    let lines: String = (0..500).map(|n| format!(" line {n}\r\n")).collect();
    let script = Script::new()
        .on("NOOP", format!("200 {}\r\n", "x".repeat(60_000)))
        .on("HELP", format!("214-Help\r\n{lines}214 End.\r\n"));
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        assert!(connection.command("NOOP").ok && connection.command("HELP").ok);
        connection.set_directory("y".repeat(5000));
    });
    let reported = said(&transcript);
    let has = |line: String| assert!(reported.contains(&line), "{line} is not in {reported:#?}");
    has(format!("<- 200 {}... (59004 more bytes)", "x".repeat(996)));
    has(format!("-> CWD {}... (4004 more bytes)", "y".repeat(996)));
    has("<-  line 98".to_owned());
    has("-- 402 more lines of the reply".to_owned());
    assert!(!reported.contains(&"<-  line 99".to_owned()));
}

/// The transcript says what failed where the server's reply does not.
#[test]
fn what_goes_wrong() {
    let script = Script::new()
        .on_line("STOR silent", Plan::new().send("150 Go.\r\n").read_to_end().silence())
        .on_line("STOR broken", Plan::new().send("150 Go.\r\n").read(1).reset_data().send("426 Gone.\r\n"))
        .on_line("STOR lost", Plan::new().send("150 Go.\r\n").close());
    let server = Server::start(script);
    let folder = Folder::new();
    let local = folder.file("local", bytes(3 << 20));
    let put = |name: &str| {
        transcript(|| {
            let root = Root::with_time_out(300);
            let connection = root.connect(&server.host(), server.port(), PASSIVE);
            assert!(!connection.put(&local, name, BINARY).ok);
        })
    };
    assert!(events(&put("silent")).contains(&"-- no reply in time".to_owned()));
    let lost = events(&put("lost"));
    assert!(
        lost.contains(&"-- control connection failed: closed by the server (10053)".to_owned()),
        "{lost:?}"
    );
    let broken = put("broken");
    assert!(dialogue(&broken).contains(&"<- 426 Gone.".to_owned()), "{broken}");
}

/// A connection that does not come about has a line as well, and a number of its own.
#[test]
fn connecting_to_a_closed_port() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let transcript = transcript(|| {
        let root = Root::with_time_out(2000);
        for _ in 0..2 {
            assert!(root.try_connect("127.0.0.1", port, Some("me"), Some("secret"), PASSIVE).is_err());
        }
    });
    let lines = lines(&transcript);
    let expected =
        format!("-- no connection to 127.0.0.1:{port}: control connection failed: refused (10061)");
    assert_eq!(lines.iter().map(|line| &line.said[..]).collect::<Vec<_>>(), [&expected[..]; 2]);
    assert_ne!(lines[0].connection, lines[1].connection);
}

/// Lines are there when the call returns, and those of a call that waits as soon as it waits.
#[test]
fn lines_are_written_before_a_wait() {
    let server = Server::start(Script::new().on("NOOP", Plan::new().hold("later").send("200 Done.\r\n")));
    alone(|| {
        let folder = Folder::new();
        let path = folder.path().join("log");
        set_log(text(&path)).expect("a new file");
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        let so_far = || dialogue(&std::fs::read_to_string(&path).expect("the transcript"));
        assert_eq!(so_far().last().map(String::as_str), Some("<- 230 Login successful."));
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(connection.command("NOOP").ok));
            let begin = std::time::Instant::now();
            while so_far().last().map(String::as_str) != Some("-> NOOP") {
                assert!(begin.elapsed() < Duration::from_secs(10), "{:#?}", so_far());
                std::thread::yield_now();
            }
            server.release("later");
        });
        assert_eq!(so_far().last().map(String::as_str), Some("<- 200 Done."));
    });
}

/// Lines of a listing that cannot be parsed are skipped, and the transcript says so.
#[test]
fn lines_that_are_no_entries() {
    let entry = "-rw-r--r-- 1 u g 5 Jan  5 2020";
    let odd: String = (0..150).map(|n| format!("odd {n}\r\n")).collect();
    let listings = [
        ("LIST", format!("total 3\r\n{entry} a\r\n\r\nnonsense\x1b secret\r\n{entry} b/c\r\n{entry} d\r\n")),
        ("LIST many", format!("{odd}{entry} a\r\n")),
        ("LIST dir/a", format!("{entry} dir/a\r\n")),
    ];
    let script = listings.iter().fold(Script::new(), |script, (line, listing)| {
        script.on_line(*line, Plan::download(listing.clone(), "226 Listed.\r\n"))
    });
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        for (text, expected) in [("*", &[b"a", b"d"][..]), ("many", &[b"a"]), ("dir/a", &[b"a"])] {
            let found = connection.list(Some(text.as_bytes())).expect("it lists");
            assert_eq!(found.iter().map(|found| &found.name[..]).collect::<Vec<_>>(), expected);
        }
    });
    let reported: Vec<_> = events(&transcript).into_iter().filter(|said| said.contains("entr")).collect();
    let expected =
        [r"-- not an entry: nonsense\x1b ****".to_owned(), format!("-- not an entry: {entry} b/c")];
    assert_eq!(reported[..2], expected);
    assert_eq!(reported[2..102], (0..100).map(|n| format!("-- not an entry: odd {n}")).collect::<Vec<_>>());
    assert_eq!(reported[102..], ["-- 50 more lines of the listing are not entries"]);
}
