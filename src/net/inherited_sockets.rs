//! No socket is inherited: a child process that had one would keep the connection open after its end here.

use std::net::{Ipv4Addr, SocketAddr};

use socket2::Domain;

use super::data_socket::DataSocket;
use super::route::{Route, Server};
use crate::sys::{self, Wake, is_inherited};

#[test]
fn child_processes_inherit_no_socket() {
    let localhost = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0);
    let server = Server { name: localhost.ip().to_string(), port: 21 };
    let route = Route::direct(server.into(), localhost);
    let (mut data, at) = DataSocket::listen(localhost, route).expect("a listener");
    let is_data_inherited = |data: &DataSocket| {
        is_inherited(match data {
            DataSocket::Listening(listener, _) => sys::descriptor(listener),
            other => sys::descriptor(other.channel().expect("it is connected").socket()),
        })
    };
    assert!(!is_data_inherited(&data));
    let client = sys::nonblocking_socket(Domain::IPV4).expect("a socket");
    assert!(!is_inherited(sys::descriptor(&client)));
    client.set_nonblocking(false).expect("the socket is open");
    client.connect(&at.into()).expect("the port is open");
    while !data.connect().expect("a connection") {}
    assert!(!is_data_inherited(&data));
    assert!(!is_inherited(Wake::new().expect("a socket").watch().socket));
}
