//! How data connections are made.

mod common;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use common::{Client, End, LONG, open, timed_out, to_end};
use ftp_test_server::{DataEnd, Listen, Plan, Script, Server};

/// A client of a server that answers PASV or EPSV in this way.
fn passive(listen: Listen, template: &str) -> (Server, Client) {
    let plan = Plan::passive(listen, template);
    let server = Server::start(Script::new().on("PASV", plan.clone()).on("EPSV", plan));
    let client = Client::login(&server);
    (server, client)
}

#[test]
fn a_passive_reply_may_name_any_host_in_any_form() {
    let (server, mut client) = passive(Listen::Ready, "227 =10,0,0,1,{hi},{lo}\n");
    let reply = client.ask("PASV");
    let (_, numbers) = reply.trim_end().split_once("=10,0,0,1,").unwrap();
    let (hi, lo) = numbers.split_once(',').unwrap();
    let port = u16::from_be_bytes([hi.parse().unwrap(), lo.parse().unwrap()]);
    let mut data = open((Ipv4Addr::LOCALHOST, port).into());
    client.ask("STOR a");
    data.write_all(b"right port").unwrap();
    drop(data);
    assert!(client.line().starts_with("226"));
    assert_eq!(server.seen().file("a"), Some(&b"right port"[..]));
}

#[test]
fn a_passive_reply_may_be_nonsense() {
    let (_server, mut client) = passive(Listen::Ready, "227 Entering {odd} Mode (1,2,3).\r\n");
    assert_eq!(client.ask("PASV"), "227 Entering {odd} Mode (1,2,3).\r\n");
}

#[test]
fn nobody_listens() {
    let (_server, mut client) = passive(Listen::Refused, "227 ({host},{hi},{lo})\r\n");
    let error = TcpStream::connect_timeout(&client.passive(), LONG).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
    assert!(client.ask("STOR a").starts_with("150"));
    assert!(client.line().starts_with("425"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_listener_that_never_answers() {
    let (_server, mut client) = passive(Listen::Full, "227 ({host},{hi},{lo})\r\n");
    let soon = Duration::from_millis(100);
    let error = TcpStream::connect_timeout(&client.passive(), soon).unwrap_err();
    assert!(timed_out(&error), "{error}");
}

#[test]
fn extended_passive() {
    let (_server, mut client) = passive(Listen::Ready, "229 Ok (!!!{port}!)\r\n");
    let reply = client.ask("EPSV");
    let port = reply.split('!').nth(3).unwrap().parse().unwrap();
    let mut data = open((Ipv4Addr::LOCALHOST, port).into());
    client.ask("STOR a");
    data.write_all(b"x").unwrap();
    drop(data);
    assert!(client.line().starts_with("226"));
}

#[test]
fn a_data_port_serves_once() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    client.store("a", b"1");
    assert_eq!(client.ask("STOR b"), "425 Use PORT or PASV first.\r\n");
}

fn accept_and_send(listener: &TcpListener, bytes: &[u8]) -> SocketAddr {
    let (mut data, peer) = listener.accept().unwrap();
    data.write_all(bytes).unwrap();
    peer
}

#[test]
fn active_by_port_and_by_eprt() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    let listener = client.active();
    client.ask("STOR a");
    accept_and_send(&listener, b"by PORT");
    assert!(client.line().starts_with("226"));

    let port = listener.local_addr().unwrap().port();
    assert!(client.ask(&format!("EPRT |1|127.0.0.1|{port}|")).starts_with("200"));
    client.ask("STOR b");
    accept_and_send(&listener, b"by EPRT");
    assert!(client.line().starts_with("226"));
    let seen = server.seen();
    assert_eq!(seen.file("a"), Some(&b"by PORT"[..]));
    assert_eq!(seen.file("b"), Some(&b"by EPRT"[..]));
}

#[test]
fn active_addresses_are_checked() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    assert!(client.ask("PORT 10,0,0,1,2,3").starts_with("501"));
    assert!(client.ask("EPRT nonsense").starts_with("501"));
}

#[test]
fn active_can_be_refused_or_fail() {
    let server = Server::start(Script::new().first(1, "PORT", "500 Passive only.\r\n"));
    let mut client = Client::login(&server);
    assert_eq!(client.ask("PORT 127,0,0,1,2,3"), "500 Passive only.\r\n");
    drop(client.active());
    client.ask("STOR a");
    assert!(client.line().starts_with("425"));
}

#[test]
fn an_intruder_comes_first() {
    let plan = Plan::new().intrude().then(Plan::upload("226 Done.\r\n"));
    let server = Server::start(Script::new().on("STOR", plan));
    let mut client = Client::login(&server);
    let listener = client.active();
    client.ask("STOR a");
    let (mut intruder, from) = listener.accept().unwrap();
    assert_eq!(from.ip(), Ipv4Addr::new(127, 0, 0, 2));
    assert_eq!(accept_and_send(&listener, b"mine").ip(), Ipv4Addr::LOCALHOST);
    assert!(client.line().starts_with("226"));
    assert_eq!(server.seen().file("a"), Some(&b"mine"[..]));
    intruder.write_all(b"secret").unwrap();
    assert!(server.wait_until(|seen| seen.intruder == b"secret", LONG));
    drop(client);
    // It does not outlive the control connection.
    intruder.set_read_timeout(Some(LONG)).unwrap();
    assert_eq!(to_end(&mut intruder), (vec![], End::Fin));
}

#[test]
fn the_server_never_connects() {
    let plan = Plan::from("150 Soon.\r\n").hold("later").send("425 No.\r\n");
    let server = Server::start(Script::new().on("STOR", plan));
    let mut client = Client::login(&server);
    let listener = client.active();
    client.ask("STOR a");
    listener.set_nonblocking(true).unwrap();
    server.release("later");
    assert_eq!(client.line(), "425 No.\r\n");
    assert!(timed_out(&listener.accept().unwrap_err()));
    assert!(server.seen().data.is_empty());
}

#[test]
fn a_download() {
    let plan = Plan::from("150 Here.\r\n").write_data("listing").close_data().send("226 Done.\r\n");
    let server = Server::start(Script::new().on("LIST", plan));
    let mut client = Client::login(&server);
    let mut data = client.data();
    client.ask("LIST");
    assert_eq!(to_end(&mut data), (b"listing".to_vec(), End::Fin));
    assert_eq!(client.line(), "226 Done.\r\n");
    assert!(server.seen().files.is_empty());
}

#[test]
fn a_client_that_leaves_ends_the_wait_for_its_data() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    client.passive();
    client.ask("STOR a");
    drop(client);
    assert!(server.wait_until(|seen| seen.open == 0, LONG));
    assert!(server.seen().data.is_empty());
    assert!(server.wait_until(|seen| seen.serving == 0, LONG));
}

#[test]
fn dropping_the_server_ends_data_connections() {
    let server = Server::start(Script::new());
    let mut waiting = Client::login(&server);
    waiting.passive();
    waiting.ask("STOR a");
    let mut reading = Client::login(&server);
    let mut data = reading.data();
    reading.ask("STOR b");
    data.write_all(b"some").unwrap();
    assert!(server.wait_until(|seen| seen.file("b").is_some_and(|f| f.len() == 4), LONG));
    drop(server);
    assert_eq!(data.read(&mut [0]).unwrap(), 0);
}

#[test]
fn ipv6_data() {
    if !ftp_test_server::ipv6_available() {
        eprintln!("no [::1] here: nothing tested");
        return;
    }
    let server = Server::start(Script::new().ipv6());
    let mut client = Client::login(&server);
    let listener = TcpListener::bind("[::1]:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    assert!(client.ask(&format!("EPRT |2|::1|{port}|")).starts_with("200"));
    client.ask("STOR a");
    accept_and_send(&listener, b"six");
    assert!(client.line().starts_with("226"));
    let seen = server.seen();
    assert_eq!(seen.file("a"), Some(&b"six"[..]));
    assert_eq!(seen.data[0].end, Some(DataEnd::Fin));
}

#[test]
fn downloading() {
    let server = Server::start(Script::new().on("RETR", Plan::download(b"all of it", "226 Done.\r\n")));
    let mut client = Client::login(&server);
    for _ in 0..2 {
        let mut data = client.data();
        assert_eq!(client.ask("RETR a"), "150 Here it comes.\r\n");
        assert_eq!(to_end(&mut data), (b"all of it".to_vec(), End::Fin));
        assert_eq!(client.line(), "226 Done.\r\n");
    }
    let seen = server.seen();
    assert_eq!((seen.data.len(), &seen.data[0].name[..], seen.files.len()), (2, &b"a"[..], 0));

    let server =
        Server::start(Script::new().on("RETR", Plan::new().write_data_times(b"abc", 3).close_data()));
    let mut client = Client::login(&server);
    let mut data = client.data();
    client.send("RETR a\r\n");
    assert_eq!(to_end(&mut data), (b"abcabcabc".to_vec(), End::Fin));
}
