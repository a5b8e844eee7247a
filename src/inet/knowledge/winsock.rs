//! What Winsock's error numbers mean. Those that are Win32 numbers under another name (WSA_INVALID_HANDLE and its like)
//! are in [`super::win32`].

use crate::constants::winsock::*;

/// Name and text of a Winsock number.
pub fn find(number: u32) -> Option<(&'static str, &'static str)> {
    let at = ERRORS.binary_search_by_key(&number, |error| error.0).ok()?;
    Some((ERRORS[at].1, ERRORS[at].2))
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const ERRORS: &[(u32, &str, &str)] = &[
    (WSAEINTR, "WSAEINTR", "A call that waited was interrupted."),
    (WSAEBADF, "WSAEBADF", "The descriptor is none, or is closed."),
    (WSAEACCES, "WSAEACCES", "The system does not allow this with the socket; often a firewall on this computer."),
    (WSAEFAULT, "WSAEFAULT", "An address in memory is wrong."),
    (WSAEINVAL, "WSAEINVAL", "An argument makes no sense, or not now."),
    (WSAEMFILE, "WSAEMFILE", "Too many sockets are open."),
    (WSAEWOULDBLOCK, "WSAEWOULDBLOCK", "The call would have to wait; it can be made again later."),
    (WSAEINPROGRESS, "WSAEINPROGRESS", "Another call that waits is running."),
    (WSAEALREADY, "WSAEALREADY", "The socket is busy with the same thing already."),
    (WSAENOTSOCK, "WSAENOTSOCK", "This is no socket."),
    (WSAEDESTADDRREQ, "WSAEDESTADDRREQ", "The address to send to is missing."),
    (WSAEMSGSIZE, "WSAEMSGSIZE", "The message is larger than its buffer or the network takes."),
    (WSAEPROTOTYPE, "WSAEPROTOTYPE", "The protocol does not fit this type of socket."),
    (WSAENOPROTOOPT, "WSAENOPROTOOPT", "The socket has no such option."),
    (WSAEPROTONOSUPPORT, "WSAEPROTONOSUPPORT", "The system does not have this protocol."),
    (WSAESOCKTNOSUPPORT, "WSAESOCKTNOSUPPORT", "The system does not have this type of socket."),
    (WSAEOPNOTSUPP, "WSAEOPNOTSUPP", "This cannot be done with this type of socket."),
    (WSAEPFNOSUPPORT, "WSAEPFNOSUPPORT", "The system does not have this family of protocols."),
    (WSAEAFNOSUPPORT, "WSAEAFNOSUPPORT", "The address is of a family that does not fit here."),
    (WSAEADDRINUSE, "WSAEADDRINUSE", "The local address and port are in use."),
    (WSAEADDRNOTAVAIL, "WSAEADDRNOTAVAIL", "The address is not one of this computer, or none to connect to."),
    (WSAENETDOWN, "WSAENETDOWN", "The network is down."),
    (WSAENETUNREACH, "WSAENETUNREACH", "There is no route to that network."),
    (WSAENETRESET, "WSAENETRESET", "The connection was lost: keep-alive found the other side gone."),
    (WSAECONNABORTED, "WSAECONNABORTED", "The connection was ended on this side, often after the other had gone."),
    (WSAECONNRESET, "WSAECONNRESET", "The other side, or something in between, reset the connection."),
    (WSAENOBUFS, "WSAENOBUFS", "The system has no room for more network buffers."),
    (WSAEISCONN, "WSAEISCONN", "The socket is connected already."),
    (WSAENOTCONN, "WSAENOTCONN", "The socket is not connected."),
    (WSAESHUTDOWN, "WSAESHUTDOWN", "The socket was shut for this direction."),
    (WSAETOOMANYREFS, "WSAETOOMANYREFS", "Too many references to an object of the system."),
    (WSAETIMEDOUT, "WSAETIMEDOUT", "The other side did not answer in time; often a firewall in between."),
    (WSAECONNREFUSED, "WSAECONNREFUSED", "Nobody accepts connections at that port."),
    (WSAELOOP, "WSAELOOP", "The name leads round in a circle."),
    (WSAENAMETOOLONG, "WSAENAMETOOLONG", "The name is too long."),
    (WSAEHOSTDOWN, "WSAEHOSTDOWN", "The other computer is down."),
    (WSAEHOSTUNREACH, "WSAEHOSTUNREACH", "There is no route to that computer."),
    (WSAENOTEMPTY, "WSAENOTEMPTY", "The directory is not empty."),
    (WSAEPROCLIM, "WSAEPROCLIM", "Too many programs use the network."),
    (WSAEUSERS, "WSAEUSERS", "There are too many users."),
    (WSAEDQUOT, "WSAEDQUOT", "The quota is used up."),
    (WSAESTALE, "WSAESTALE", "The file on another computer is gone."),
    (WSAEREMOTE, "WSAEREMOTE", "The item is on another computer."),
    (WSASYSNOTREADY, "WSASYSNOTREADY", "The network of this system is not ready."),
    (WSAVERNOTSUPPORTED, "WSAVERNOTSUPPORTED", "The system does not have that version of Winsock."),
    (WSANOTINITIALISED, "WSANOTINITIALISED", "Winsock was not started (WSAStartup)."),
    (10094, "WSAEDISCON", "The other side has begun to end the connection; the number of old lists for 10101."),
    (WSAEDISCON, "WSAEDISCON", "The other side has begun to end the connection in an orderly way."),
    (WSAEINVALIDPROCTABLE, "WSAEINVALIDPROCTABLE, WSAINVALIDPROCTABLE", "A network provider gave an incomplete table of functions."),
    (WSAEINVALIDPROVIDER, "WSAEINVALIDPROVIDER, WSAINVALIDPROVIDER", "A network provider has the wrong version."),
    (WSAEPROVIDERFAILEDINIT, "WSAEPROVIDERFAILEDINIT, WSAPROVIDERFAILEDINIT", "A network provider could not be loaded or started."),
    (WSASYSCALLFAILURE, "WSASYSCALLFAILURE", "A call of the system failed that never should."),
    (WSAHOST_NOT_FOUND, "WSAHOST_NOT_FOUND", "There is no computer of that name."),
    (WSATRY_AGAIN, "WSATRY_AGAIN", "The name server did not answer; it may later."),
    (WSANO_RECOVERY, "WSANO_RECOVERY", "The name lookup failed for good."),
    (WSANO_DATA, "WSANO_DATA", "The name exists, but has no address."),
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
