//! What must not be in a transcript.

use ftp_test_server::{Script, Server};

use crate::support::*;
use kit::*;

fn has_none(transcript: &str, secrets: &[&str]) {
    let lower = transcript.to_lowercase();
    for secret in secrets {
        assert!(!lower.contains(&secret.to_lowercase()), "{secret} is in\n{transcript}");
    }
}

/// Whether sent by the server or the program, before or after.
#[test]
fn passwords_and_accounts() {
    let script = Script::new()
        .on(
            "PASS",
            "230-Hello, your password is Pa55-word.\r\n230 PA55-WORD is right, secretly (pa55-word).\r\n",
        )
        .on("ACCT", "202 Account payroll-7 is not needed.\r\n")
        .on("SITE", "200 Was 0ld-one, is n3w-one.\r\n")
        .on("NOOP", "200 payroll-7 Pa55-word 0ld-one\r\n");
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root
            .try_connect(&server.host(), server.port(), Some("me"), Some("Pa55-word"), PASSIVE)
            .expect("the login succeeds");
        for command in
            ["ACCT payroll-7", "  acct\tpayroll-7", "SITE PSWD 0ld-one n3w-one", "pAsS Pa55-word", "NOOP"]
        {
            connection.command(command); // the server does not know all of them
        }
        connection.set_directory("/home/Pa55-word/x");
    });
    has_none(&transcript, &["pa55-word", "payroll", "0ld-one", "n3w-one"]);
    let reported = dialogue(&transcript);
    for line in [
        "-> PASS ****",
        "<- 230-Hello, your password is ****.",
        "<- 230 **** is right, secretly (****).",
        "-> ACCT ****",
        r"->   acct\t****",
        "<- 202 Account **** is not needed.",
        "-> SITE PSWD ****",
        "<- 200 Was ****, is ****.",
        "-> pAsS ****",
        "<- 200 **** **** ****",
        "-> CWD /home/****/x",
    ] {
        assert!(reported.iter().any(|said| said == line), "{line} is not in {reported:#?}");
    }
}

/// The password is known before the first command: a user of the same name is masked, too.
#[test]
fn a_password_that_is_the_users_name() {
    let script = Script::new().on("USER", "331 Who is hunter2?\r\n").on("PASS", "530 No hunter2 here.\r\n");
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let login =
            root.try_connect(&server.host(), server.port(), Some("hunter2"), Some("hunter2"), PASSIVE);
        assert_eq!(login.expect_err("the login fails").text, "No hunter2 here.");
    });
    has_none(&transcript, &["hunter2"]);
    let reported = dialogue(&transcript);
    assert_eq!(
        reported[1..],
        ["-> USER ****", "<- 331 Who is ****?", "-> PASS ****", "<- 530 No **** here."]
    );
}

/// A short password is masked only as a whole word.
#[test]
fn short_passwords() {
    let server = Server::start(Script::new().on("PASS", "230 2 is it, 22 is not.\r\n"));
    let transcript = transcript(|| {
        let root = Root::new();
        root.try_connect(&server.host(), server.port(), Some("me"), Some("2"), PASSIVE)
            .expect("the login succeeds");
    });
    let reported = dialogue(&transcript);
    assert_eq!(reported[3..5], ["-> PASS ****", "<- 230 **** is it, 22 is not."]);
}

/// No e-mail address appears, and a password that was given while there was no log is masked afterwards.
#[test]
fn anonymous_and_late() {
    let server = Server::start(Script::new().on("NOOP", "200 Once more: s3cret!\r\n"));
    alone(|| {
        let folder = Folder::new();
        let path = folder.path().join("log");
        let root = Root::new();
        let before = root
            .try_connect(&server.host(), server.port(), Some("me"), Some("s3cret!"), PASSIVE)
            .expect("the login succeeds");
        set_log(text(&path)).expect("a new file");
        let anonymous = root
            .try_connect(&server.host(), server.port(), Some("anonymous"), Some("me@example.com"), PASSIVE)
            .expect("the login succeeds");
        assert!(before.command("NOOP").ok);
        drop((before, anonymous));
        let transcript = std::fs::read_to_string(&path).expect("the transcript");
        has_none(&transcript, &["s3cret", "example.com"]);
        assert!(dialogue(&transcript).contains(&"<- 200 Once more: ****".to_owned()), "{transcript}");
    });
}

/// Bytes outside UTF-8 are masked before they are escaped, and before a line is cut.
#[test]
fn odd_bytes_and_long_lines() {
    let password = b"p\xe4ss\x1bword\\";
    let echo = |before: &[u8]| [b"200 ", before, password, b" is it.\r\n"].concat();
    let script = Script::new().on("NOOP", echo(b"")).on("HELP", echo(&[b'x'; 992]));
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        for command in [&[b"PASS ", &password[..]].concat()[..], b"NOOP", b"HELP"] {
            assert!(connection.command(command).ok);
        }
    });
    has_none(&transcript, &["ss\\x1b", "p\\xe4", "word\\\\"]);
    let reported = dialogue(&transcript);
    assert!(reported.contains(&"<- 200 **** is it.".to_owned()), "{reported:#?}");
    assert!(reported.contains(&format!("<- 200 {}****... (7 more bytes)", "x".repeat(992))), "{reported:#?}");
}

/// However many secrets are said afterwards, that of the login stays one; and a Telnet command before a verb hides nothing.
#[test]
fn many_others() {
    let script = Script::new().on("SITE", "200 Done.\r\n").on("NOOP", "200 Once more: s3cret!\r\n");
    let server = Server::start(script);
    let transcript = transcript(|| {
        let root = Root::new();
        let connection = root
            .try_connect(&server.host(), server.port(), Some("me"), Some("s3cret!"), PASSIVE)
            .expect("the login succeeds");
        for n in 0..20 {
            let words: String = (0..40).map(|word| format!(" {n}-{word}")).collect();
            assert!(connection.command(format!("SITE PASSWD{words}")).ok);
        }
        for command in
            [&b"\xff\xf1PASS an0ther"[..], b"\x0bPASS\x0bv3rtical", b"SITE\x0bPSWD\x0bold v3rtical"]
        {
            connection.command(command); // the server does not know all of them
        }
        assert!(connection.command("NOOP").ok);
    });
    has_none(&transcript, &["s3cret", "an0ther", "v3rtical"]);
    let reported = dialogue(&transcript);
    for line in [r"-> \xff\xf1PASS ****", "<- 200 Once more: ****"] {
        assert!(reported.iter().any(|said| said == line), "{line} is not in {reported:#?}");
    }
}

/// A URL is no name of a server, but may be given for one.
#[test]
fn a_url_as_the_name_of_a_server() {
    let transcript = transcript(|| {
        let root = Root::with_time_out(2000);
        for server in ["ftp://me:s3cret@nobody.invalid", "me:s3cr@s3cret@nobody.invalid"] {
            assert_eq!(root.try_connect(server, 21, None, None, PASSIVE).expect_err("no name").error, 12007);
        }
    });
    has_none(&transcript, &["s3cr"]);
    assert!(
        said(&transcript).iter().all(|said| said.starts_with("-- no connection to ****@nobody.invalid:21: "))
    );
}
