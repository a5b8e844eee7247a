//! The transfer itself and its final reply.

mod common;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use common::{Client, End, LONG, to_end};
use ftp_test_server::{DataEnd, Plan, Script, Seen, Server};

/// A client that has just sent STOR to a server with this plan for it.
fn storing(plan: impl Into<Plan>) -> (Server, Client, TcpStream) {
    storing_at(Script::new().on("STOR", plan))
}

fn storing_at(script: Script) -> (Server, Client, TcpStream) {
    let server = Server::start(script);
    let mut client = Client::login(&server);
    let data = client.data();
    client.send("STOR a\r\n");
    (server, client, data)
}

fn data_end(server: &Server) -> Option<DataEnd> {
    let known = |seen: &Seen| seen.data.first().is_some_and(|data| data.end.is_some());
    assert!(server.wait_until(known, LONG));
    server.seen().data[0].end
}

/// Makes the closing of this stream a reset, as the data were cut off.
fn reset(stream: TcpStream) {
    socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).unwrap();
}

#[test]
fn the_default_keeps_the_file() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| n as u8).collect();
    let (preliminary, last) = client.store("a b.txt", &bytes);
    assert_eq!(preliminary, "150 Ok to send data.\r\n");
    assert_eq!(last, "226 Transfer complete.\r\n");
    client.store("empty", b"");
    client.store("a b.txt", b"new");
    let seen = server.seen();
    assert_eq!(seen.file("a b.txt"), Some(&b"new"[..]));
    assert_eq!(seen.file("empty"), Some(&b""[..]));
    assert_eq!(seen.file("other"), None);
    assert_eq!(seen.data[0].received, 300_000);
    assert_eq!(seen.data[0].name, b"a b.txt");
    assert!(seen.data.iter().all(|data| data.end == Some(DataEnd::Fin)));
}

#[test]
fn appending() {
    let server = Server::start(Script::new());
    let mut client = Client::login(&server);
    client.store("a", b"one ");
    let mut data = client.data();
    client.ask("APPE a");
    data.write_all(b"two").unwrap();
    drop(data);
    client.line();
    assert_eq!(server.seen().file("a"), Some(&b"one two"[..]));
}

#[test]
fn all_data_and_then_a_refusal() {
    let server = Server::start(Script::new().first(1, "STOR", Plan::upload("451 Disk.\r\n")));
    let mut client = Client::login(&server);
    assert_eq!(client.store("a", b"bytes").1, "451 Disk.\r\n");
    assert_eq!(client.store("b", b"bytes").1, "226 Transfer complete.\r\n");
    assert_eq!(server.seen().file("a"), Some(&b"bytes"[..]));
}

#[test]
fn preliminary_and_final_in_one_packet() {
    let both = b"150 Ok.\r\n226 Done.\r\n";
    let (_server, mut client, data) = storing(Plan::new().send(both).read_to_end());
    let mut got = vec![0; 100];
    let count = client.stream.read(&mut got).unwrap();
    assert_eq!(&got[..count], both);
    drop(data);
}

#[test]
fn refused_without_data() {
    let (server, mut client, mut data) = storing("553 No.\r\n");
    assert_eq!(client.line(), "553 No.\r\n");
    // The data port is still there, but nobody has accepted.
    assert!(server.seen().data.is_empty());
    drop(client);
    assert!(to_end(&mut data).0.is_empty());
}

#[test]
fn an_early_refusal_after_some_bytes() {
    let plan = Plan::from("150 Ok.\r\n").read(1000).send("552 Quota.\r\n").reset_data();
    let (server, mut client, mut data) = storing(plan);
    client.line();
    data.write_all(&[b'x'; 5000]).unwrap();
    assert_eq!(client.line(), "552 Quota.\r\n");
    assert_eq!(to_end(&mut data).1, End::Rst);
    assert_eq!(data_end(&server), Some(DataEnd::NotRead));
    let seen = server.seen();
    assert_eq!((seen.data[0].received, seen.file("a").unwrap().len()), (1000, 1000));
}

#[test]
fn a_reply_before_anything_is_read() {
    let plan = Plan::from("150 Ok.\r\n").send("226 Lie.\r\n").hold("read").read_to_end();
    let (server, mut client, mut data) = storing(plan);
    assert_eq!(client.line(), "150 Ok.\r\n");
    assert_eq!(client.line(), "226 Lie.\r\n");
    data.write_all(b"bytes").unwrap();
    drop(data);
    assert!(server.seen().data.is_empty());
    server.release("read");
    assert!(server.wait_until(|seen| seen.file("a") == Some(b"bytes"), LONG));
}

#[test]
fn reading_stops_and_the_connection_stays_open() {
    let script = Script::new().receive_buffer(4096).on("STOR", Plan::from("150 Ok.\r\n").read(10));
    let (server, mut client, mut data) = storing_at(script);
    client.line();
    data.set_nonblocking(true).unwrap();
    let chunk = vec![0; 1 << 20];
    let mut sent = 0;
    let error = loop {
        match data.write(&chunk) {
            Ok(count) => sent += count,
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
    assert!(sent > 10);
    // The dialogue goes on meanwhile, and the data connection ends with it.
    assert!(client.ask("NOOP").starts_with("200"));
    assert_eq!(server.seen().data[0].end, None);
    drop(client);
    assert_eq!(data_end(&server), Some(DataEnd::NotRead));
    assert_eq!(server.seen().data[0].received, 10);
}

#[test]
fn closing_with_data_unread() {
    let plan = Plan::from("150 Ok.\r\n").hold("sent").read(1).close_data().send("426 Cut.\r\n");
    let (server, mut client, mut data) = storing(plan);
    client.line();
    data.write_all(b"bytes").unwrap();
    server.release("sent");
    assert_eq!(client.line(), "426 Cut.\r\n");
    assert_eq!(data_end(&server), Some(DataEnd::NotRead));
    #[cfg(target_os = "linux")]
    assert_eq!(to_end(&mut data).1, End::Rst);
}

#[test]
fn ending_its_own_side_only() {
    let plan = Plan::from("150 Ok.\r\n").half_close_data().then(Plan::upload("226 Done.\r\n"));
    let (server, mut client, mut data) = storing(plan);
    assert_eq!(to_end(&mut data), (vec![], End::Fin));
    data.write_all(b"still read").unwrap();
    drop(data);
    client.line();
    client.line();
    assert_eq!(client.line(), "226 Done.\r\n");
    assert_eq!(server.seen().file("a"), Some(&b"still read"[..]));
}

#[test]
fn how_the_client_ended_the_data_is_seen() {
    let (server, mut client, mut data) = storing(Plan::upload("226 Done.\r\n"));
    client.line();
    data.write_all(b"bytes").unwrap();
    let all_read = |seen: &Seen| seen.data.first().is_some_and(|data| data.received == 5);
    assert!(server.wait_until(all_read, LONG));
    reset(data);
    assert_eq!(client.line(), "226 Done.\r\n");
    assert_eq!(data_end(&server), Some(DataEnd::Rst));
}

#[test]
fn doubled_final_reply() {
    let plan = Plan::upload(Plan::from("226 Done.\r\n").send("226 Done.\r\n"));
    let (_server, mut client, data) = storing(plan);
    drop(data);
    assert!(client.line().starts_with("150"));
    assert_eq!(client.line(), "226 Done.\r\n");
    assert_eq!(client.line(), "226 Done.\r\n");
}

#[test]
fn no_final_reply() {
    let ends = [
        (Plan::new().close(), Some(End::Fin)),
        (Plan::new().reset(), Some(End::Rst)),
        (Plan::new().silence(), None),
    ];
    for (last, end) in ends {
        let (_server, mut client, data) = storing(Plan::upload(last));
        assert!(client.line().starts_with("150"));
        drop(data);
        match end {
            Some(end) => assert_eq!(client.rest(), (vec![], end)),
            None => assert!(client.hears_nothing()),
        }
    }
}

#[test]
fn endless_preliminaries() {
    let last = Plan::new().endless("150 Still working\r\n", Duration::from_millis(1));
    let (server, mut client, data) = storing(Plan::upload(last));
    drop(data);
    client.line();
    for _ in 0..20 {
        assert_eq!(client.line(), "150 Still working\r\n");
    }
    drop(client);
    assert!(server.wait_until(|seen| seen.open == 0, LONG));
}

#[test]
fn bytes_can_be_counted_only() {
    let (server, mut client, mut data) = storing_at(Script::new().count_only());
    client.line();
    data.write_all(b"bytes").unwrap();
    drop(data);
    client.line();
    assert_eq!(server.seen().data[0].received, 5);
    assert_eq!(server.seen().file("a"), Some(&b""[..]));
}

#[test]
fn a_data_connection_comes_first() {
    let server = Server::start(Script::new().on("LIST", Plan::new().write_data("x")));
    let mut client = Client::login(&server);
    assert_eq!(client.ask("STOR a"), "425 Use PORT or PASV first.\r\n");
    assert!(client.ask("LIST").starts_with("425"));
}
