//! Where Winsock is not like other systems.

use std::io::Write;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::time::Duration;

use socket2::SockRef;
use windows_sys::Win32::Foundation::{GetHandleInformation, HANDLE, HANDLE_FLAG_INHERIT};

use super::select::TRY_AGAIN;
use super::*;
use crate::net::data::Data;

const LONG: Duration = Duration::from_secs(20);

fn watch(stream: &TcpStream) -> Watch {
    Watch { socket: descriptor(stream), read: false, write: true, connecting: false }
}

fn is_ready(watch: Watch, span: Duration) -> bool {
    poll([None, Some(watch), None], Some(Instant::now() + span)).expect("the socket is open")[1]
}

/// Two ends of a connection. The first takes no more bytes, and says so at once.
fn full() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a listener");
    let mut ours = TcpStream::connect(listener.local_addr().expect("it is bound")).expect("a connection");
    let (theirs, _) = listener.accept().expect("it has come");
    ours.set_nonblocking(true).expect("the socket is open");
    // What the other side's buffer takes over makes room once more.
    while is_ready(watch(&ours), TRY_AGAIN / 2) {
        while ours.write(&[0; 65_536]).is_ok() {}
    }
    (ours, theirs)
}

#[test]
fn who_waits_for_room_tries_again() {
    let (ours, _theirs) = full();
    let start = Instant::now();
    assert!(is_ready(watch(&ours), LONG));
    assert!(start.elapsed() < LONG / 2);
    // A deadline before that is met, and so is one of those who wait for something else.
    assert!(!is_ready(watch(&ours), TRY_AGAIN / 4));
    for other in [Watch { read: true, ..watch(&ours) }, Watch { connecting: true, ..watch(&ours) }] {
        let start = Instant::now();
        assert!(!is_ready(other, TRY_AGAIN * 2), "{other:?}");
        assert!(start.elapsed() >= TRY_AGAIN * 3 / 2, "{other:?}");
    }
}

#[test]
fn urgent_data_wakes_nobody() {
    let (ours, theirs) = full();
    let connecting = Watch { connecting: true, ..watch(&ours) };
    SockRef::from(&theirs).send_out_of_band(b"!").expect("the socket is open");
    assert!(is_ready(connecting, LONG), "it has come");
    assert!(!is_ready(watch(&ours), TRY_AGAIN / 4));
}

#[test]
fn a_connect_that_fails_is_ready() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a listener");
    let nobody = listener.local_addr().expect("it is bound");
    drop(listener);
    for write in [false, true] {
        let socket = non_blocking(Domain::IPV4).expect("a socket");
        if let Err(error) = socket.connect(&nobody.into()) {
            assert!(is_connecting(&error), "{error}");
        }
        let stream = TcpStream::from(socket);
        assert!(is_ready(Watch { write, connecting: true, ..watch(&stream) }, LONG));
        assert!(is_connected(&stream).is_err());
    }
}

#[test]
fn any_number_of_sockets() {
    let pairs: Vec<_> = (0..100).map(|_| Wake::new().expect("a socket")).collect();
    let watches: Vec<_> = pairs.iter().map(|wake| Some(Watch::wake(wake))).collect();
    pairs[3].notify();
    pairs[97].notify();
    let ready = poll_all(&watches, Some(Instant::now() + LONG)).expect("all sockets are open");
    let ready: Vec<_> = ready.iter().enumerate().filter(|(_, ready)| **ready).map(|(at, _)| at).collect();
    assert!(!ready.is_empty() && ready.iter().all(|at| [3, 97].contains(at)), "{ready:?}");
}

#[test]
fn threads_end() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let thread = spawn("a test", move || sender.send(1).expect("somebody listens")).expect("a thread");
    join(thread);
    assert_eq!(receiver.try_recv(), Ok(1));
    join(spawn("a test", || panic!("only the thread ends")).expect("a thread"));
}

fn is_inherited(socket: Descriptor) -> bool {
    let mut flags = 0;
    // SAFETY: `flags` has room for a DWORD, and the socket is open.
    let found = unsafe { GetHandleInformation(socket as HANDLE, &mut flags) };
    assert_ne!(found, 0, "the socket is open");
    flags & HANDLE_FLAG_INHERIT != 0
}

/// A child process that had one would keep the connection open after its end here.
#[test]
fn no_socket_is_inherited() {
    let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (mut data, at) = Data::listen(SocketAddr::new(localhost, 0), localhost).expect("a listener");
    assert!(!is_inherited(data.socket().expect("it listens")));
    let client = non_blocking(Domain::IPV4).expect("a socket");
    assert!(!is_inherited(descriptor(&client)));
    client.set_nonblocking(false).expect("the socket is open");
    client.connect(&at.into()).expect("somebody listens");
    while !data.connect().expect("it comes") {}
    assert!(!is_inherited(data.socket().expect("it is there")));
    assert!(!is_inherited(Wake::new().expect("a socket").descriptor()));
}
