//! InternetAttemptConnect: is there a network to try?

use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};

use super::Error;

/// Finds out whether this system can make Internet sockets at all. There is nothing to dial, off Windows.
pub fn attempt_connect(reserved: u32) -> Result<(), Error> {
    if reserved != 0 {
        return Err(Error::InvalidParameter);
    }
    UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .or_else(|_| UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)))
        .map(drop)
        .map_err(|_| Error::NoTcpIp)
}
