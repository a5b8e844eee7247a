//! Whether this system has a network at all.

use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};

/// Whether the system can create a socket of IPv4 or IPv6.
pub fn has_network() -> bool {
    UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .or_else(|_| UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)))
        .is_ok()
}
