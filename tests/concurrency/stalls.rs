//! A server that stalls, wherever it can: the time-out for that wait ends the call, never early and hardly late, in synchronous
//! and in asynchronous mode.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use ftp_test_server::Script;
use kit::numbered::handle;
use kit::recorder::Event;
use kit::*;
use socket2::{Domain, Socket, Type};

use crate::process::alone;
use crate::site::{Asynchronous, Call, Mode, Site, Synchronous};
use crate::waits::{self, Host, Wait};
use crate::{full_port, hanging_lookups};

/// The time-out, and how late it may be.
const SPAN: Duration = Duration::from_millis(1500);
const LATE: Duration = Duration::from_millis(500);

/// A site with one short time-out, and all others long.
fn site(mode: Mode, script: Script, flags: u32, option: u32) -> Site {
    let site = Site::new(mode, script, flags);
    set_number(handle(site.root), option, SPAN.as_millis() as u32);
    site
}

/// Makes a call that stalls, and asserts that the connection cannot be used afterwards.
fn stall(site: &Site, call: Call, what: &str) {
    let start = Instant::now();
    let end = site.make(call);
    assert_eq!((end.value, end.error), (0, TIMEOUT), "{what}");
    assert!(end.at >= start + SPAN, "{what}: early, after {:?}", end.at - start);
    // It begins when the last bytes have moved, on either connection.
    let moved = |event: &Event| matches!(event.status.number(), REQUEST_SENT | RESPONSE_RECEIVED);
    let events = site.recorder(call).events();
    let begin = events.iter().filter(|event| moved(event)).map(|event| event.at).fold(start, Instant::max);
    assert!(end.at <= begin + SPAN + LATE, "{what}: late, after {:?}", end.at - begin);
    if !call.connects() && call.access().is_none() {
        let before = site.server.seen().lines.len();
        assert_eq!(site.make(Call::Delete).error, DROPPED, "{what}");
        assert_eq!(site.server.seen().lines.len(), before, "{what}: nothing is sent any more");
    }
}

fn run(wait: Wait, mode: Mode) {
    let what = format!("{}, {mode:?}", wait.name);
    let mut site = site(mode, wait.script, wait.flags, wait.option);
    site.prepare(wait.call);
    let full = (wait.host == Host::Full).then(full_port::port);
    if let Some((_, address)) = &full {
        site.port = address.port();
    }
    if wait.host == Host::Hanging {
        site.host = "name.hang".to_owned();
    }
    stall(&site, wait.call, &what);
    site.close();
}

#[test]
fn each_wait_has_its_time_out() {
    alone(|| {
        for mode in [Synchronous, Asynchronous] {
            std::thread::scope(|scope| {
                for wait in waits::all() {
                    scope.spawn(move || run(wait, mode));
                }
            });
        }
        hanging_lookups::release();
    });
}

/// A server that accepts any login and reads nothing afterwards, until the sender is dropped.
fn deaf_server() -> (u16, mpsc::Sender<()>) {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    listener.set_recv_buffer_size(4096).expect("a small buffer");
    listener.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).expect("a port");
    listener.listen(1).expect("a listener");
    let listener = TcpListener::from(listener);
    let port = listener.local_addr().expect("an address").port();
    let (held, end) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        let (mut control, _) = listener.accept().expect("a client");
        let mut lines = BufReader::new(control.try_clone().expect("a socket")).lines();
        for reply in ["220 Here.\r\n", "331 And?\r\n", "230 In.\r\n"] {
            control.write_all(reply.as_bytes()).expect("a client");
            if !reply.starts_with("230") {
                lines.next().expect("a line").expect("a client");
            }
        }
        end.recv().expect_err("nothing is sent");
    });
    (port, held)
}

/// The command is larger than all buffers, and the server does not read it.
#[test]
fn the_send_time_out_ends_a_command_that_cannot_be_sent() {
    alone(|| {
        for mode in [Synchronous, Asynchronous] {
            let (port, _held) = deaf_server();
            let mut site = site(mode, Script::new(), PASSIVE, OPTION_SEND_TIMEOUT);
            site.port = port;
            site.prepare(Call::Delete);
            site.name = "x".repeat(8 << 20);
            stall(&site, Call::Delete, "a command");
            site.close();
        }
    });
}
