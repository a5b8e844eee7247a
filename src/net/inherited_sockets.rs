//! No socket is inherited: a child process that had one would keep the connection open after its end here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use socket2::Domain;

use super::data::Data;
use crate::sys::{self, Wake, is_inherited};

#[test]
fn child_processes_inherit_no_socket() {
    let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (mut data, at) = Data::listen(SocketAddr::new(localhost, 0), localhost).expect("a listener");
    assert!(!is_inherited(data.socket().expect("it listens")));
    let client = sys::nonblocking_socket(Domain::IPV4).expect("a socket");
    assert!(!is_inherited(sys::descriptor(&client)));
    client.set_nonblocking(false).expect("the socket is open");
    client.connect(&at.into()).expect("the port is open");
    while !data.connect().expect("a connection") {}
    assert!(!is_inherited(data.socket().expect("it is connected")));
    assert!(!is_inherited(Wake::new().expect("a socket").watch().socket));
}
