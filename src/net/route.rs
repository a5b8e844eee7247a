//! Which server a connection goes to, and the way there.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// A server as the caller named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// A host name, or an IPv4 or IPv6 address; the latter with or without brackets.
    pub name: String,
    /// The port of the control connection.
    pub port: u16,
}

/// The way to a server: directly, to one of the addresses of its name.
///
/// The control connection and all of its data connections use the same route, so a proxy or the name that a certificate
/// is checked against belongs here. The address in a reply to PASV is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    server: Arc<Server>,
    address: SocketAddr,
}

impl Route {
    /// The direct way to a server, by one of its addresses.
    pub(super) fn direct(server: Arc<Server>, address: SocketAddr) -> Self {
        Self { server, address }
    }

    /// The server as the caller named it.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The server's address on this route.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the server is reached over IPv6.
    pub fn is_ipv6(&self) -> bool {
        self.address.ip().to_canonical().is_ipv6()
    }

    /// The same way, to another address of the server.
    pub(super) fn to_address(&self, address: SocketAddr) -> Self {
        Self { server: Arc::clone(&self.server), address }
    }

    /// The same way, to another port of the server.
    pub(super) fn to_port(&self, port: u16) -> Self {
        let mut address = self.address;
        address.set_port(port);
        self.to_address(address)
    }

    /// Whether a connection from this address comes from the server.
    pub(super) fn is_server(&self, from: IpAddr) -> bool {
        from.to_canonical() == self.address.ip().to_canonical()
    }
}
