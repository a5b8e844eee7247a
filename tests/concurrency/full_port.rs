//! A port that does not answer a connect.

use std::net::{Ipv4Addr, SocketAddr};

use socket2::{Domain, Socket, Type};

/// A loopback port whose queue is full: connecting to it gets no answer.
pub fn port() -> (Vec<Socket>, SocketAddr) {
    let socket = || Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let listener = socket();
    listener.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).expect("a port");
    listener.listen(0).expect("a listener");
    let address = listener.local_addr().expect("an address").as_socket().expect("of the Internet");
    let mut held = vec![listener];
    for _ in 0..4 {
        let filler = socket();
        filler.set_nonblocking(true).expect("a socket of ours");
        let _ = filler.connect(&address.into()); // "in progress" is what is wanted
        held.push(filler);
    }
    (held, address)
}

/// How many connects to a loopback port are under way in this system.
pub fn connecting(port: u16) -> usize {
    let table = std::fs::read_to_string("/proc/net/tcp").expect("a table of sockets");
    table.matches(&format!(":{port:04X} 02 ")).count()
}
