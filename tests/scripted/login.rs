//! Greeting and login.

use std::time::Duration;

use ftp_test_server::{Plan, Script, Server};

use kit::case::*;
use kit::*;

const TIME_OUT: u32 = 400;

/// Connects with user and password, passively.
fn connect(root: &Root, server: &Server) -> Result<Connection, Outcome> {
    let (host, port) = (server.host(), server.port());
    let connect = || root.try_connect(&host, port, Some("me"), Some("secret"), PASSIVE);
    let connected = guarded(root, connect);
    if let Err(outcome) = &connected {
        consistent(outcome);
    }
    connected
}

/// What is seen of a connect that must fail, and what the server saw.
fn refused(script: Script, time_out: u32) -> (Outcome, Vec<String>, Duration) {
    let server = Server::start(script);
    let root = Root::with_time_out(time_out);
    let (connected, took) = timed(|| connect(&root, &server));
    let outcome = connected.expect_err("the login fails");
    assert!(server.wait_until(|seen| seen.serving == 0, AGES), "the connection is given up");
    (outcome, server.seen().commands(), took)
}

#[test]
fn what_is_sent_and_what_comes_back() {
    let user = "331 Password, please.\r\n";
    let pass = "230-Welcome.\r\n Be nice.\r\n230 In.\r\n";
    for (greeting, user, pass, commands, code, text) in [
        ("220 Hi.\r\n", user, pass, &["USER me", "PASS secret"][..], 230, "Welcome.\r\n Be nice.\r\nIn."),
        (
            "220-Hi.\r\n 220 no\r\n221-no\r\n220 Hi.\r\n",
            user,
            "230 In.\r\n",
            &["USER me", "PASS secret"],
            230,
            "In.",
        ),
        ("120 Soon.\r\n220 Now.\r\n", user, "230 In.\r\n", &["USER me", "PASS secret"], 230, "In."),
        ("220 Hi.\r\n", "230 No password.\r\n", "", &["USER me"], 230, "No password."),
        ("220 Hi.\r\n", "202 Whatever.\r\n", "", &["USER me"], 202, "Whatever."),
        ("220 Hi.\r\n", "232 By certificate.\r\n", "", &["USER me"], 232, "By certificate."),
        ("220 Hi.\r\n", user, "202 Superfluous.\r\n", &["USER me", "PASS secret"], 202, "Superfluous."),
        ("220 Hi.\r\n", "336 Challenge.\r\n", "230 In.\r\n", &["USER me", "PASS secret"], 230, "In."),
        (
            "220 Hi.\r\n",
            "150 Wait.\r\n331 Go.\r\n",
            "199 Wait.\r\n230 In.\r\n",
            &["USER me", "PASS secret"],
            230,
            "In.",
        ),
        ("Junk\r\n220 Hi.\r\n", user, "junk\r\n230 In.\r\n", &["USER me", "PASS secret"], 230, "In."),
        ("200 Hi.\r\n", user, "250 In.\r\n", &["USER me", "PASS secret"], 250, "In."),
    ] {
        let server = Server::start(Script::new().greeting(greeting).on("USER", user).on("PASS", pass));
        let root = Root::with_time_out(LONG);
        let connection = connect(&root, &server).expect(greeting);
        let outcome = Outcome::after(true);
        consistent(&outcome);
        assert_eq!(outcome.seen(), (true, 0, code, text));
        assert_eq!(
            outcome.response,
            [greeting, user, pass].concat(),
            "greeting and login in the last response"
        );
        assert_eq!(handle_reply(connection.0), (code, text.into()));
        assert_eq!(server.seen().commands(), commands);
        let folder = Folder::new();
        assert!(connection.put(&folder.file("a", b"x"), "a", BINARY).ok);
    }
}

#[test]
fn the_server_says_no() {
    let at = |verb: &str, answer: String| Script::new().on(verb, answer);
    for code in [331, 332, 350, 421, 425, 430, 451, 500, 501, 502, 503, 530, 532, 533, 534, 550, 631] {
        let wanted = |error| (false, error, u32::from(code), text(code));
        let (outcome, commands, _) = refused(Script::new().greeting(reply(code)), LONG);
        assert_eq!((outcome.ok, outcome.error, outcome.code, outcome.text), wanted(12003), "greeting");
        assert!(commands.is_empty(), "nothing is sent to a server that greets with {code}");
        // Only the server's no is a failed login. What an account would be for, no argument says.
        let error = if (400..600).contains(&code) && code != 421 { 12015 } else { 12003 };
        if !matches!(code, 331 | 350) {
            let (outcome, commands, _) = refused(at("USER", reply(code)), LONG);
            assert_eq!((outcome.ok, outcome.error, outcome.code, outcome.text), wanted(error), "USER");
            assert_eq!(commands, ["USER me"]);
        }
        let (outcome, commands, _) = refused(at("PASS", reply(code)), LONG);
        assert_eq!((outcome.ok, outcome.error, outcome.code, outcome.text), wanted(error), "PASS");
        assert_eq!(outcome.socket_error, 0);
        assert_eq!(commands, ["USER me", "PASS secret"]);
        let all =
            ["220 Test server ready.\r\n", "331 Please specify the password.\r\n", &reply(code)].concat();
        assert_eq!(outcome.response, all);
    }
}

#[test]
fn the_server_says_nothing_that_helps() {
    let slowly = Duration::from_millis(60);
    let often = Duration::from_millis(20);
    let greeting = |plan: Plan| Script::new().greeting(plan);
    let rows = [
        ("no greeting", greeting(Plan::new()), 12002, TIME_OUT),
        ("only 120", greeting("120 Soon.\r\n".into()), 12002, TIME_OUT),
        ("half a greeting", greeting("220-Hi.\r\n220".into()), 12002, TIME_OUT),
        ("120 for ever", greeting(Plan::new().endless("120 Soon.\r\n", often)), 12002, TIME_OUT),
        (
            "a slow greeting",
            greeting(Plan::new().send_slowly("220 Hello there.\r\n", slowly)),
            12002,
            TIME_OUT,
        ),
        ("garbage", greeting("SSH-2.0-Other\r\n".into()), 12004, TIME_OUT),
        ("garbage for ever", greeting(Plan::new().endless("Hello\r\n", often)), 12004, TIME_OUT),
        ("end", greeting(Plan::new().close()), 12030, 0),
        ("end after half", greeting(Plan::from("220 He").close()), 12030, 0),
        ("reset", greeting(Plan::new().reset()), 12031, 0),
        ("endless line", greeting(Plan::new().endless([b'x'; 4096], Duration::ZERO)), 12004, 0),
        (
            "endless lines",
            greeting(Plan::from("220-x\r\n").endless("x\r\n".repeat(999), Duration::ZERO)),
            12004,
            0,
        ),
        ("no answer to USER", Script::new().on("USER", Plan::new()), 12002, TIME_OUT),
        ("no answer to PASS", Script::new().on("PASS", Plan::new()), 12002, TIME_OUT),
        ("garbage for PASS", Script::new().on("PASS", "What?\r\n"), 12004, TIME_OUT),
        ("end at USER", Script::new().on("USER", Plan::new().close()), 12030, 0),
        ("end at PASS", Script::new().on("PASS", Plan::from("150 a\r\n").close()), 12030, 0),
        ("reset at PASS", Script::new().on("PASS", Plan::new().reset()), 12031, 0),
        ("login before it was asked for", greeting("220 Hi.\r\n230 In.\r\n".into()), 12111, 0),
        ("password before USER", Script::new().on("USER", "331 Go.\r\n230 In.\r\n"), 12111, 0),
    ];
    in_parallel(rows, |(name, script, error, milliseconds)| {
        let (outcome, _, took) = refused(script, if milliseconds == 0 { LONG } else { TIME_OUT });
        assert_eq!(outcome.seen(), (false, error, 0, ""), "{name}: {outcome:?}");
        let socket_error = match error {
            12002 => 10060,
            12030 => 10053,
            12031 => 10054,
            _ => 0,
        };
        assert_eq!(outcome.socket_error, socket_error, "{name}");
        if milliseconds == 0 {
            assert!(took < Duration::from_secs(5), "{name}: at once, not after {took:?}");
        } else {
            assert_time(took, milliseconds, name);
        }
    });
}

#[test]
fn a_421_with_the_greeting_or_instead_of_it() {
    let (outcome, commands, _) = refused(Script::new().greeting("220 Hi.\r\n421 Too many.\r\n"), LONG);
    assert_eq!(outcome.seen(), (false, 12003, 421, "Too many."));
    assert!(commands.is_empty(), "{commands:?}");
    let (outcome, ..) = refused(Script::new().greeting(Plan::from("421 Too many.\r\n").close()), LONG);
    assert_eq!(outcome.seen(), (false, 12003, 421, "Too many."));
}

#[test]
fn users_and_passwords() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(LONG);
    let rows = [
        (None, None, ["USER anonymous", "PASS anonymous@"]),
        (Some(""), None, ["USER anonymous", "PASS anonymous@"]),
        (None, Some(""), ["USER anonymous", "PASS anonymous@"]),
        (Some(""), Some(""), ["USER anonymous", "PASS anonymous@"]),
        (Some("me"), None, ["USER me", "PASS "]),
        (Some("me"), Some(""), ["USER me", "PASS "]),
        (Some("me"), Some("secret"), ["USER me", "PASS secret"]),
        (Some("anonymous"), Some("IEUser@"), ["USER anonymous", "PASS IEUser@"]),
        (Some(" m e "), Some(" s  t "), ["USER  m e ", "PASS  s  t "]),
        (Some("J\u{fc}rgen"), Some("\u{20ac}5"), ["USER J\u{fc}rgen", "PASS \u{20ac}5"]),
    ];
    for (index, (user, password, commands)) in rows.into_iter().enumerate() {
        root.try_connect(&server.host(), server.port(), user, password, PASSIVE).expect("a login");
        assert_eq!(server.seen().commands_of(index)[..2], commands);
    }
    let before = server.seen().controls.len();
    connect_w(&root, &server.host(), server.port(), "J\u{fc}rgen", "\u{20ac}5").expect("a login");
    assert_eq!(server.seen().commands_of(before)[..2], ["USER J\u{fc}rgen", "PASS \u{20ac}5"]);
}

#[test]
fn arguments_that_never_reach_the_server() {
    let server = Server::start(Script::new());
    let root = Root::with_time_out(LONG);
    for (user, password) in [
        (None, Some("secret")),
        (Some(""), Some("secret")),
        (Some("me\r\nDELE x"), Some("secret")),
        (Some("me\n"), None),
        (Some("me\r"), None),
        (Some("me"), Some("a\r\nb")),
        (Some("me"), Some("\n")),
        (Some("me"), Some("\r")),
    ] {
        let connected = root.try_connect(&server.host(), server.port(), user, password, PASSIVE);
        assert_eq!(connected.unwrap_err().error, 87, "{user:?} {password:?}");
    }
    assert!(server.seen().controls.is_empty(), "not even connected");
}
