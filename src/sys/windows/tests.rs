//! Where Winsock differs from the sockets of other systems.

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use socket2::{Domain, SockRef};

use super::poll::TRY_AGAIN;
use super::*;
use crate::sys::{Watch, descriptor};

const LONG: Duration = Duration::from_secs(20);

fn watch(stream: &TcpStream) -> Watch {
    Watch { socket: descriptor(stream), read: false, write: true, connecting: false }
}

fn is_ready(watch: Watch, span: Duration) -> bool {
    poll([None, Some(watch), None], Some(Instant::now() + span)).expect("the socket is open")[1]
}

/// Two ends of a connection. The first is non-blocking and takes no more bytes.
fn full() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a listener");
    let mut ours = TcpStream::connect(listener.local_addr().expect("it is bound")).expect("a connection");
    let (theirs, _) = listener.accept().expect("a connection is waiting");
    ours.set_nonblocking(true).expect("the socket is open");
    // Bytes that move to the peer's buffer make room once more.
    while is_ready(watch(&ours), TRY_AGAIN / 2) {
        while ours.write(&[0; 65_536]).is_ok() {}
    }
    (ours, theirs)
}

#[test]
fn a_wait_for_room_ends_early() {
    let (ours, _theirs) = full();
    let start = Instant::now();
    assert!(is_ready(watch(&ours), LONG));
    assert!(start.elapsed() < LONG / 2);
    // An earlier deadline ends the wait earlier. A wait for anything else lasts until its own deadline.
    assert!(!is_ready(watch(&ours), TRY_AGAIN / 4));
    for other in [Watch { read: true, ..watch(&ours) }, Watch { connecting: true, ..watch(&ours) }] {
        let start = Instant::now();
        assert!(!is_ready(other, TRY_AGAIN * 2), "{other:?}");
        assert!(start.elapsed() >= TRY_AGAIN * 3 / 2, "{other:?}");
    }
}

#[test]
fn urgent_data_does_not_end_a_wait_for_room() {
    let (ours, theirs) = full();
    let connecting = Watch { connecting: true, ..watch(&ours) };
    SockRef::from(&theirs).send_out_of_band(b"!").expect("the socket is open");
    assert!(is_ready(connecting, LONG), "it has arrived");
    assert!(!is_ready(watch(&ours), TRY_AGAIN / 4));
}

#[test]
fn a_connect_that_fails_ends_the_wait() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a listener");
    let closed_port = listener.local_addr().expect("it is bound");
    drop(listener);
    for write in [false, true] {
        let socket = nonblocking_socket(Domain::IPV4).expect("a socket");
        if let Err(error) = socket.connect(&closed_port.into()) {
            assert!(is_connecting(&error), "{error}");
        }
        let stream = TcpStream::from(socket);
        assert!(is_ready(Watch { write, connecting: true, ..watch(&stream) }, LONG));
        assert!(is_connected(&stream).is_err());
    }
}

#[test]
fn poll_all_takes_more_sockets_than_fd_set_declares() {
    let wakes: Vec<_> = (0..100).map(|_| Wake::new().expect("a socket")).collect();
    let watches: Vec<_> = wakes.iter().map(|wake| Some(wake.watch())).collect();
    wakes[3].notify();
    wakes[97].notify();
    let ready = poll_all(&watches, Some(Instant::now() + LONG)).expect("all sockets are open");
    let ready: Vec<_> = ready.iter().enumerate().filter(|(_, ready)| **ready).map(|(at, _)| at).collect();
    assert!(!ready.is_empty() && ready.iter().all(|at| [3, 97].contains(at)), "{ready:?}");
}

#[test]
fn join_returns_after_the_work_or_a_panic() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let thread = spawn("a test", move || sender.send(1).expect("the receiver exists")).expect("a thread");
    join(thread);
    assert_eq!(receiver.try_recv(), Ok(1));
    join(spawn("a test", || panic!("only the thread ends")).expect("a thread"));
}
