//! What goes over the control connection.

mod common;

use std::time::{Duration, Instant};

use common::{Client, End, LONG};
use ftp_test_server::{ControlEnd, Plan, Script, Server};

fn greeted_with(plan: impl Into<Plan>) -> (Server, Client) {
    let server = Server::start(Script::new().greeting(plan));
    let client = Client::connect(&server);
    (server, client)
}

#[test]
fn the_default_is_a_polite_server() {
    let server = Server::start(Script::new());
    let mut client = Client::connect(&server);
    assert_eq!(client.line(), "220 Test server ready.\r\n");
    let dialogue = [
        ("USER anonymous", "331"),
        ("pass guest", "230"),
        ("TYPE I", "200"),
        ("TYPE A", "200"),
        ("TYPE X", "500"),
        ("SYST", "215"),
        ("NOOP", "200"),
        ("PWD", "257"),
        ("CWD /x", "250"),
        ("EPSV ALL", "200"),
        ("EPSV", "229"),
        ("PASV", "227"),
        ("FEAT", "502"),
        ("QUIT", "221"),
    ];
    for (command, code) in dialogue {
        assert!(client.ask(command).starts_with(code), "{command}");
    }
    assert_eq!(client.rest(), (vec![], End::Fin));
    assert!(server.wait_until(|seen| seen.open == 0, LONG));
    let seen = server.seen();
    assert_eq!(seen.commands(), dialogue.map(|(command, _)| command));
    assert_eq!(seen.controls[0].end, Some(ControlEnd::ByServer));
}

#[test]
fn bytes_are_sent_exactly_as_given() {
    let odd: &[u8] = b"220-\xe9t\xe9\n226 inner\r 220\r\n\x00garbage\r\n220\n";
    let (_server, mut client) = greeted_with(odd);
    assert_eq!(client.bytes(odd.len()), odd);
    assert!(client.hears_nothing());
}

#[test]
fn several_writes_and_a_pause() {
    let pause = Duration::from_millis(60);
    let begun = Instant::now();
    let (_server, mut client) = greeted_with(Plan::from("120 Wait.\r\n").pause(pause).send("220 Now.\r\n"));
    assert_eq!(client.line(), "120 Wait.\r\n");
    assert_eq!(client.line(), "220 Now.\r\n");
    assert!(begun.elapsed() >= pause);
}

#[test]
fn byte_by_byte() {
    let pause = Duration::from_millis(5);
    let begun = Instant::now();
    let (_server, mut client) = greeted_with(Plan::new().send_slowly("220 Slow.\r\n", pause));
    assert_eq!(client.line(), "220 Slow.\r\n");
    assert!(begun.elapsed() >= pause * 10);
}

#[test]
fn silence_records_and_says_nothing() {
    let (server, mut client) = greeted_with(Plan::new().silence());
    client.send("USER x\r\nUS");
    assert!(client.hears_nothing());
    drop(client);
    assert!(server.wait_until(|seen| seen.open == 0, LONG));
    let seen = server.seen();
    assert_eq!(seen.commands(), ["USER x"]);
    assert_eq!(seen.controls[0].end, Some(ControlEnd::Fin));
    assert_eq!(seen.controls[0].unfinished, b"US");
}

#[test]
fn half_a_line_and_the_end() {
    let (server, mut client) = greeted_with(Plan::from("421 Bu").close());
    assert_eq!(client.rest(), (b"421 Bu".to_vec(), End::Fin));
    assert!(server.wait_until(|seen| seen.open == 0, LONG));
    assert_eq!(server.seen().controls[0].end, Some(ControlEnd::ByServer));
}

#[test]
fn a_reset() {
    let (server, mut client) = greeted_with(Plan::from("220 x\r\n").hold("read").reset());
    assert_eq!(client.line(), "220 x\r\n");
    server.release("read");
    assert_eq!(client.rest(), (vec![], End::Rst));
}

#[test]
fn endless_until_the_client_leaves() {
    for interval in [Duration::ZERO, Duration::from_millis(1)] {
        let (server, mut client) = greeted_with(Plan::new().endless("220-x\r\n", interval));
        for _ in 0..20 {
            assert_eq!(client.line(), "220-x\r\n");
        }
        assert_eq!(server.seen().open, 1);
        drop(client);
        assert!(server.wait_until(|seen| seen.open == 0, LONG));
    }
}

#[test]
fn the_first_times_and_then_the_default() {
    let server = Server::start(
        Script::new()
            .greeting_first(1, Plan::from("421 Later.\r\n").close())
            .first(2, "noop", "500 No.\r\n")
            .first(1, "NOOP", "501 No.\r\n"),
    );
    let mut client = Client::connect(&server);
    assert_eq!(client.rest(), (b"421 Later.\r\n".to_vec(), End::Fin));
    let mut client = Client::login(&server);
    assert_eq!(client.ask("NOOP"), "500 No.\r\n");
    let mut other = Client::login(&server);
    assert_eq!(other.ask("NOOP"), "500 No.\r\n");
    assert_eq!(other.ask("NOOP"), "501 No.\r\n");
    assert_eq!(client.ask("NOOP"), "200 NOOP ok.\r\n");
}

#[test]
fn rules_by_line_and_by_part_of_the_argument() {
    let server = Server::start(
        Script::new()
            .on_line("TYPE A", "504 Binary only.\r\n")
            .on_containing("DELE", "keep", "550 No.\r\n")
            .on("DELE", "250 Gone.\r\n"),
    );
    let mut client = Client::login(&server);
    assert_eq!(client.ask("TYPE A"), "504 Binary only.\r\n");
    assert!(client.ask("TYPE I").starts_with("200"));
    assert_eq!(client.ask("DELE to-keep.txt"), "550 No.\r\n");
    assert_eq!(client.ask("DELE other.txt"), "250 Gone.\r\n");
}

#[test]
fn a_stray_reply_after_the_answer() {
    let after_login = Plan::from("230 Welcome.\r\n421 Timeout.\r\n").close();
    let server = Server::start(Script::new().on("PASS", after_login));
    let mut client = Client::login(&server);
    assert_eq!(client.rest(), (b"421 Timeout.\r\n".to_vec(), End::Fin));
}

#[test]
fn the_test_can_speak_and_hang_up_at_any_time() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    server.inject("421 Timeout.\r\n");
    assert_eq!(client.line(), "421 Timeout.\r\n");
    server.hang_up();
    assert_eq!(client.rest(), (vec![], End::Fin));
    assert!(server.wait_until(|seen| seen.open == 0, LONG));
    assert_eq!(server.seen().controls[0].end, Some(ControlEnd::ByServer));
}

#[test]
fn a_held_reply_waits_for_the_test() {
    let server = Server::start(Script::new().on("NOOP", Plan::new().hold("go").send("200 ok\r\n")));
    let mut client = Client::login(&server);
    client.send("NOOP\r\n");
    assert!(server.wait_until(|seen| seen.has("NOOP"), LONG));
    assert!(client.hears_nothing());
    server.release("go");
    assert_eq!(client.line(), "200 ok\r\n");
}

#[test]
fn connections_are_counted_and_told_apart() {
    let server = Server::start(Script::new());
    let mut first = Client::login(&server);
    let mut second = Client::login(&server);
    first.ask("NOOP");
    second.ask("SYST");
    drop(first);
    assert!(server.wait_until(|seen| seen.open == 1, LONG));
    let _third = Client::login(&server);
    let seen = server.seen();
    assert_eq!((seen.controls.len(), seen.open, seen.peak), (3, 2, 2));
    assert_eq!(seen.commands_of(1), ["USER anonymous", "PASS guest", "SYST"]);
    assert!(!server.wait_until(|seen| seen.peak == 3, Duration::from_millis(10)));
}

#[test]
fn command_lines_may_end_in_lf_and_hold_any_byte() {
    let server = Server::start(Script::new());
    let mut client = Client::connect(&server);
    client.send(b"USER \xff\x00\n");
    assert!(server.wait_until(|seen| seen.has("USER"), LONG));
    assert_eq!(server.seen().lines, [(0, b"USER \xff\x00".to_vec())]);
}

#[test]
fn dropping_the_server_ends_whatever_it_is_doing() {
    let plans = [
        Plan::new().silence(),
        Plan::new().pause(Duration::from_secs(600)),
        Plan::new().hold("never"),
        Plan::new().endless("220-x\r\n", Duration::ZERO),
        Plan::new().send_slowly("220 x\r\n", Duration::from_secs(600)),
        Plan::from("220 x\r\n"),
    ];
    let begun = Instant::now();
    for plan in plans {
        let (server, client) = greeted_with(plan);
        assert!(server.wait_until(|seen| seen.open == 1, LONG));
        drop(server);
        drop(client);
    }
    assert!(begun.elapsed() < LONG);
}

#[test]
fn ipv6() {
    if !ftp_test_server::ipv6_available() {
        eprintln!("no [::1] here: nothing tested");
        return;
    }
    let server = Server::start(Script::new().ipv6());
    assert_eq!(server.host(), "::1");
    let mut client = Client::login(&server);
    assert!(client.ask("PASV").starts_with("425 "));
    assert!(client.ask("EPSV").starts_with("229 "));
}
