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
    (WSAEINTR, "WSAEINTR", "A blocking call was interrupted."),
    (WSAEBADF, "WSAEBADF", "The descriptor is not valid or is closed."),
    (WSAEACCES, "WSAEACCES", "The system denied access to the socket; often because of a firewall on this computer."),
    (WSAEFAULT, "WSAEFAULT", "A pointer is not valid."),
    (WSAEINVAL, "WSAEINVAL", "An argument or the state of the socket is not valid."),
    (WSAEMFILE, "WSAEMFILE", "Too many sockets are open."),
    (WSAEWOULDBLOCK, "WSAEWOULDBLOCK", "The call would block; it can be repeated later."),
    (WSAEINPROGRESS, "WSAEINPROGRESS", "Another blocking call is in progress."),
    (WSAEALREADY, "WSAEALREADY", "The same operation is already in progress on the socket."),
    (WSAENOTSOCK, "WSAENOTSOCK", "The descriptor is not a socket."),
    (WSAEDESTADDRREQ, "WSAEDESTADDRREQ", "A destination address is required."),
    (WSAEMSGSIZE, "WSAEMSGSIZE", "The message is larger than the buffer or than the network allows."),
    (WSAEPROTOTYPE, "WSAEPROTOTYPE", "The protocol does not match this type of socket."),
    (WSAENOPROTOOPT, "WSAENOPROTOOPT", "The socket has no such option."),
    (WSAEPROTONOSUPPORT, "WSAEPROTONOSUPPORT", "The protocol is not supported by this system."),
    (WSAESOCKTNOSUPPORT, "WSAESOCKTNOSUPPORT", "The socket type is not supported by this system."),
    (WSAEOPNOTSUPP, "WSAEOPNOTSUPP", "The operation is not supported by this type of socket."),
    (WSAEPFNOSUPPORT, "WSAEPFNOSUPPORT", "The protocol family is not supported by this system."),
    (WSAEAFNOSUPPORT, "WSAEAFNOSUPPORT", "The address family does not match the socket or protocol."),
    (WSAEADDRINUSE, "WSAEADDRINUSE", "The local address and port are already in use."),
    (WSAEADDRNOTAVAIL, "WSAEADDRNOTAVAIL", "The address is not an address of this computer, or cannot be connected to."),
    (WSAENETDOWN, "WSAENETDOWN", "The network is down."),
    (WSAENETUNREACH, "WSAENETUNREACH", "There is no route to the network."),
    (WSAENETRESET, "WSAENETRESET", "The connection was dropped because keep-alive got no response from the peer."),
    (WSAECONNABORTED, "WSAECONNABORTED", "The connection was aborted by this computer, often after the peer stopped responding."),
    (WSAECONNRESET, "WSAECONNRESET", "The connection was reset by the peer or by a device in between."),
    (WSAENOBUFS, "WSAENOBUFS", "The system has no memory for more network buffers."),
    (WSAEISCONN, "WSAEISCONN", "The socket is already connected."),
    (WSAENOTCONN, "WSAENOTCONN", "The socket is not connected."),
    (WSAESHUTDOWN, "WSAESHUTDOWN", "The socket was shut down in this direction."),
    (WSAETOOMANYREFS, "WSAETOOMANYREFS", "There are too many references to a system object."),
    (WSAETIMEDOUT, "WSAETIMEDOUT", "The peer did not respond in time; often because of a firewall in between."),
    (WSAECONNREFUSED, "WSAECONNREFUSED", "The connection was refused: no server is listening on that port."),
    (WSAELOOP, "WSAELOOP", "The name contains too many levels of symbolic links."),
    (WSAENAMETOOLONG, "WSAENAMETOOLONG", "The name is too long."),
    (WSAEHOSTDOWN, "WSAEHOSTDOWN", "The remote host is down."),
    (WSAEHOSTUNREACH, "WSAEHOSTUNREACH", "There is no route to the remote host."),
    (WSAENOTEMPTY, "WSAENOTEMPTY", "The directory is not empty."),
    (WSAEPROCLIM, "WSAEPROCLIM", "Too many processes use Winsock."),
    (WSAEUSERS, "WSAEUSERS", "The user quota is used up."),
    (WSAEDQUOT, "WSAEDQUOT", "The disk quota is used up."),
    (WSAESTALE, "WSAESTALE", "The remote file is no longer available."),
    (WSAEREMOTE, "WSAEREMOTE", "The item is not available locally."),
    (WSASYSNOTREADY, "WSASYSNOTREADY", "The network subsystem is not ready."),
    (WSAVERNOTSUPPORTED, "WSAVERNOTSUPPORTED", "The requested version of Winsock is not supported."),
    (WSANOTINITIALISED, "WSANOTINITIALISED", "Winsock has not been initialized (WSAStartup)."),
    (10094, "WSAEDISCON", "The peer has begun to shut down the connection; older lists use this number for 10101."),
    (WSAEDISCON, "WSAEDISCON", "The peer has begun an orderly shutdown of the connection."),
    (WSAEINVALIDPROCTABLE, "WSAEINVALIDPROCTABLE, WSAINVALIDPROCTABLE", "A network provider returned an incomplete function table."),
    (WSAEINVALIDPROVIDER, "WSAEINVALIDPROVIDER, WSAINVALIDPROVIDER", "A network provider has the wrong version."),
    (WSAEPROVIDERFAILEDINIT, "WSAEPROVIDERFAILEDINIT, WSAPROVIDERFAILEDINIT", "A network provider could not be loaded or initialized."),
    (WSASYSCALLFAILURE, "WSASYSCALLFAILURE", "A system call that should never fail has failed."),
    (WSAHOST_NOT_FOUND, "WSAHOST_NOT_FOUND", "The host name is unknown."),
    (WSATRY_AGAIN, "WSATRY_AGAIN", "The name server did not respond; trying again later may help."),
    (WSANO_RECOVERY, "WSANO_RECOVERY", "The name lookup failed permanently."),
    (WSANO_DATA, "WSANO_DATA", "The host name exists, but has no address."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_once_and_in_order() {
        assert!(ERRORS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(
            find(10061),
            Some(("WSAECONNREFUSED", "The connection was refused: no server is listening on that port."))
        );
        assert_eq!(find(10000), None);
    }
}
