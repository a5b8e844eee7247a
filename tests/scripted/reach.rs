//! Names, addresses and ports: reaching a server, or not.

use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::time::{Duration, Instant};

use ftp_test_server::{Script, Server, ipv6_available};
use socket2::{Domain, Socket, Type};

use kit::case::*;
use kit::*;

/// A loopback port on which nothing listens as long as the socket lives.
fn closed_port() -> (Socket, SocketAddr) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).unwrap();
    let address = socket.local_addr().unwrap().as_socket().unwrap();
    (socket, address)
}

/// A loopback port whose queue is full: connecting to it gets no answer.
fn full_port() -> (Vec<Socket>, SocketAddr) {
    let (listener, address) = closed_port();
    listener.listen(0).unwrap();
    let mut held = vec![listener];
    for _ in 0..4 {
        let filler = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        filler.set_nonblocking(true).unwrap();
        let _ = filler.connect(&address.into()); // "in progress" is what is wanted
        held.push(filler);
    }
    (held, address)
}

fn failure(root: &Root, host: &str, port: u16) -> Outcome {
    let outcome = root.try_connect(host, port, None, None, PASSIVE).expect_err("no server is there");
    consistent(&outcome);
    assert_eq!((outcome.code, &*outcome.response), (0, ""));
    outcome
}

#[test]
fn a_port_that_refuses() {
    let (_held, address) = closed_port();
    let outcome = failure(&Root::with_time_out(LONG), "127.0.0.1", address.port());
    assert_eq!((outcome.error, outcome.socket_error), (12029, 10061));
}

#[test]
fn a_port_that_does_not_answer() {
    let (_held, address) = full_port();
    let root = Root::with_time_out(LONG);
    set_number(root.0, OPTION_CONNECT_TIMEOUT, 500);
    let (outcome, took) = timed(|| failure(&root, "127.0.0.1", address.port()));
    assert_eq!((outcome.error, outcome.socket_error), (12002, 10060));
    assert_time(took, 500, "connect");
}

/// Waits until this system has a connect under way to a loopback port that does not answer.
fn wait_for_syn(port: u16, fillers: usize) {
    let target = format!(":{port:04X} 02 ");
    let dialling = || std::fs::read_to_string("/proc/net/tcp").unwrap().matches(&target).count();
    let start = Instant::now();
    while dialling() <= fillers {
        assert!(start.elapsed() < AGES, "no connect begins");
        std::thread::yield_now();
    }
}

#[test]
fn a_connect_without_an_answer_can_be_cancelled() {
    let (_held, address) = full_port();
    let root = Root::with_time_out(LONG);
    // Those that fill the queue and found no place in it dial as well.
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let fillers = table.matches(&format!(":{:04X} 02 ", address.port())).count();
    std::thread::scope(|scope| {
        let call = scope.spawn(|| failure(&root, "127.0.0.1", address.port()));
        wait_for_syn(address.port(), fillers);
        let (outcome, took) = timed(|| {
            assert_eq!(trueftp::abi::InternetCloseHandle(root.0), 1);
            call.join().unwrap()
        });
        assert_eq!((outcome.error, outcome.socket_error), (12017, 0));
        assert!(took < Duration::from_millis(500), "{took:?}");
    });
}

#[test]
fn names_without_an_address() {
    let root = Root::with_time_out(LONG);
    for name in ["no-such-host.invalid", "no such host", "a..b", "[::1", "127.0.0.1.5", "\u{fc}.invalid"] {
        let outcome = failure(&root, name, 21);
        assert_eq!((outcome.error, outcome.socket_error), (12007, 11001), "{name}");
    }
    let latin1 = c(b"caf\xe9.invalid");
    // SAFETY: the host is ended by NUL; user and password may be NULL.
    let handle = unsafe {
        let none = std::ptr::null();
        trueftp::abi::InternetConnectA(root.0, latin1.as_ptr(), 21, none, none, SERVICE_FTP, 0, 0)
    };
    assert!(handle.is_null());
    assert_eq!(Outcome::after(false).error, 12007);
}

#[test]
fn every_way_to_name_a_host() {
    let folder = Folder::new();
    let local = folder.file("local", b"some bytes");
    let root = Root::with_time_out(LONG);
    let mut servers = vec![(Server::start(Script::new()), vec!["127.0.0.1", "localhost", "LOCALHOST"])];
    if ipv6_available() {
        servers.push((Server::start(Script::new().ipv6()), vec!["::1", "[::1]", "0:0:0:0:0:0:0:1"]));
    }
    for (server, hosts) in servers {
        for host in hosts {
            for flags in [PASSIVE, 0] {
                let connection = root.connect(host, server.port(), flags);
                let outcome = connection.put(&local, "remote", BINARY);
                assert_eq!(outcome.seen(), (true, 0, 226, "Transfer complete."), "{host}");
                assert_eq!(server.seen().file("remote"), Some(&b"some bytes"[..]), "{host}");
            }
        }
    }
}

#[test]
fn a_host_with_several_addresses() {
    // Only the second address of `localhost` has a server, where the system has two.
    let server = Server::start(Script::new());
    let addresses: Vec<SocketAddr> = ("localhost", server.port()).to_socket_addrs().unwrap().collect();
    let Some(place) = addresses.iter().position(|at| *at == server.address()) else {
        panic!("localhost is not 127.0.0.1 here: {addresses:?}");
    };
    let root = Root::with_time_out(LONG);
    for tries in 0..3 {
        set_number(root.0, OPTION_CONNECT_RETRIES, tries);
        let connected = root.try_connect("localhost", server.port(), None, None, PASSIVE);
        let reached = place < tries.max(1) as usize;
        assert_eq!(connected.is_ok(), reached, "{tries} of {addresses:?}");
    }
}

#[test]
fn a_session_that_is_offline_touches_no_network() {
    const OFFLINE: u32 = 0x0100_0000;
    let server = Server::start(Script::new());
    let none = std::ptr::null();
    // SAFETY: every text may be NULL.
    let root = Root(unsafe { trueftp::abi::InternetOpenA(none, 1, none, none, OFFLINE) });
    let outcome = failure(&root, &server.host(), server.port());
    assert_eq!(outcome.error, 12023);
    assert!(server.seen().controls.is_empty());
}

#[test]
fn the_control_connection_is_closed_when_the_login_fails() {
    let server = Server::start(Script::new().on("PASS", reply(530)));
    let root = Root::with_time_out(LONG);
    let outcome = root.try_connect(&server.host(), server.port(), None, None, PASSIVE).unwrap_err();
    assert_eq!(outcome.error, 12015);
    assert!(server.wait_until(|seen| seen.open == 0, Duration::from_secs(5)));
}
