//! What Winsock's error numbers mean. Those that are Win32 numbers under another name (WSA_INVALID_HANDLE and its like)
//! are in [`super::win32`].

/// Name and text of a Winsock number.
pub fn find(number: u32) -> Option<(&'static str, &'static str)> {
    let at = ERRORS.binary_search_by_key(&number, |error| error.0).ok()?;
    Some((ERRORS[at].1, ERRORS[at].2))
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const ERRORS: &[(u32, &str, &str)] = &[
    (10004, "WSAEINTR", "A call that waited was interrupted."),
    (10009, "WSAEBADF", "The descriptor is none, or is closed."),
    (10013, "WSAEACCES", "The system does not allow this with the socket; often a firewall on this computer."),
    (10014, "WSAEFAULT", "An address in memory is wrong."),
    (10022, "WSAEINVAL", "An argument makes no sense, or not now."),
    (10024, "WSAEMFILE", "Too many sockets are open."),
    (10035, "WSAEWOULDBLOCK", "The call would have to wait; it can be made again later."),
    (10036, "WSAEINPROGRESS", "Another call that waits is running."),
    (10037, "WSAEALREADY", "The socket is busy with the same thing already."),
    (10038, "WSAENOTSOCK", "This is no socket."),
    (10039, "WSAEDESTADDRREQ", "The address to send to is missing."),
    (10040, "WSAEMSGSIZE", "The message is larger than its buffer or the network takes."),
    (10041, "WSAEPROTOTYPE", "The protocol does not fit this type of socket."),
    (10042, "WSAENOPROTOOPT", "The socket has no such option."),
    (10043, "WSAEPROTONOSUPPORT", "The system does not have this protocol."),
    (10044, "WSAESOCKTNOSUPPORT", "The system does not have this type of socket."),
    (10045, "WSAEOPNOTSUPP", "This cannot be done with this type of socket."),
    (10046, "WSAEPFNOSUPPORT", "The system does not have this family of protocols."),
    (10047, "WSAEAFNOSUPPORT", "The address is of a family that does not fit here."),
    (10048, "WSAEADDRINUSE", "The local address and port are in use."),
    (10049, "WSAEADDRNOTAVAIL", "The address is not one of this computer, or none to connect to."),
    (10050, "WSAENETDOWN", "The network is down."),
    (10051, "WSAENETUNREACH", "There is no route to that network."),
    (10052, "WSAENETRESET", "The connection was lost: keep-alive found the other side gone."),
    (10053, "WSAECONNABORTED", "The connection was ended on this side, often after the other had gone."),
    (10054, "WSAECONNRESET", "The other side, or something in between, reset the connection."),
    (10055, "WSAENOBUFS", "The system has no room for more network buffers."),
    (10056, "WSAEISCONN", "The socket is connected already."),
    (10057, "WSAENOTCONN", "The socket is not connected."),
    (10058, "WSAESHUTDOWN", "The socket was shut for this direction."),
    (10059, "WSAETOOMANYREFS", "Too many references to an object of the system."),
    (10060, "WSAETIMEDOUT", "The other side did not answer in time; often a firewall in between."),
    (10061, "WSAECONNREFUSED", "Nobody accepts connections at that port."),
    (10062, "WSAELOOP", "The name leads round in a circle."),
    (10063, "WSAENAMETOOLONG", "The name is too long."),
    (10064, "WSAEHOSTDOWN", "The other computer is down."),
    (10065, "WSAEHOSTUNREACH", "There is no route to that computer."),
    (10066, "WSAENOTEMPTY", "The directory is not empty."),
    (10067, "WSAEPROCLIM", "Too many programs use the network."),
    (10068, "WSAEUSERS", "There are too many users."),
    (10069, "WSAEDQUOT", "The quota is used up."),
    (10070, "WSAESTALE", "The file on another computer is gone."),
    (10071, "WSAEREMOTE", "The item is on another computer."),
    (10091, "WSASYSNOTREADY", "The network of this system is not ready."),
    (10092, "WSAVERNOTSUPPORTED", "The system does not have that version of Winsock."),
    (10093, "WSANOTINITIALISED", "Winsock was not started (WSAStartup)."),
    (10094, "WSAEDISCON", "The other side has begun to end the connection; the number of old lists for 10101."),
    (10101, "WSAEDISCON", "The other side has begun to end the connection in an orderly way."),
    (10104, "WSAEINVALIDPROCTABLE, WSAINVALIDPROCTABLE", "A network provider gave an incomplete table of functions."),
    (10105, "WSAEINVALIDPROVIDER, WSAINVALIDPROVIDER", "A network provider has the wrong version."),
    (10106, "WSAEPROVIDERFAILEDINIT, WSAPROVIDERFAILEDINIT", "A network provider could not be loaded or started."),
    (10107, "WSASYSCALLFAILURE", "A call of the system failed that never should."),
    (11001, "WSAHOST_NOT_FOUND", "There is no computer of that name."),
    (11002, "WSATRY_AGAIN", "The name server did not answer; it may later."),
    (11003, "WSANO_RECOVERY", "The name lookup failed for good."),
    (11004, "WSANO_DATA", "The name exists, but has no address."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_once_and_in_order() {
        assert!(ERRORS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(find(10061), Some(("WSAECONNREFUSED", "Nobody accepts connections at that port.")));
        assert_eq!(find(10000), None);
    }
}
