//! The data connection, from its first thought to its end.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::{Domain, SockRef};

use super::error;
use crate::protocol::Failure;
use crate::sys::{self, Descriptor, descriptor};

/// What there is of a data connection.
#[derive(Debug)]
pub(super) enum Data {
    /// Nothing.
    Closed,
    /// This side listens; only this peer is let in.
    Listening(TcpListener, IpAddr),
    /// A connect is under way.
    Dialing(TcpStream),
    /// It is there.
    Open(TcpStream),
}

/// Begins to connect, without waiting for it.
pub(super) fn begin_connect(address: SocketAddr) -> io::Result<TcpStream> {
    let socket = sys::nonblocking_socket(Domain::for_address(address))?;
    match socket.connect(&address.into()) {
        Ok(()) => {}
        Err(e) if sys::is_connecting(&e) => {}
        Err(e) => return Err(e),
    }
    sys::above_stdio(socket.into())
}

/// What happened to a socket since it was asked last.
pub(super) fn check(stream: &TcpStream) -> Result<(), Failure> {
    match stream.take_error() {
        Ok(None) => Ok(()),
        Ok(Some(e)) | Err(e) => Err(error::failure(&e)),
    }
}

impl Data {
    /// Listens on an address of this side for one peer, at a port of the system's choice.
    pub(super) fn listen(mut local: SocketAddr, peer: IpAddr) -> Result<(Self, SocketAddr), Failure> {
        local.set_port(0);
        let listen = || {
            let listener = TcpListener::bind(local)?;
            listener.set_nonblocking(true)?;
            let at = listener.local_addr()?;
            // An IPv4 address in IPv6 clothes would be taken for an IPv6 one.
            Ok((listener, SocketAddr::new(at.ip().to_canonical(), at.port())))
        };
        let (listener, at) = listen().map_err(|e| error::failure(&e))?;
        Ok((Self::Listening(listener, peer), at))
    }

    /// Begins to connect to the server.
    pub(super) fn dial(address: SocketAddr) -> Result<Self, Failure> {
        begin_connect(address).map(Self::Dialing).map_err(|e| error::failure(&e))
    }

    /// Takes the connection that has come or was made; false while there is none.
    pub(super) fn connect(&mut self) -> Result<bool, Failure> {
        match std::mem::replace(self, Self::Closed) {
            Self::Dialing(stream) => {
                let connected = sys::is_connected(&stream).map_err(|e| error::failure(&e))?;
                *self = if connected { Self::Open(stream) } else { Self::Dialing(stream) };
                Ok(connected)
            }
            Self::Listening(listener, peer) => {
                *self = match accept_from(&listener, peer)? {
                    Some(stream) => Self::Open(stream),
                    None => Self::Listening(listener, peer),
                };
                Ok(matches!(self, Self::Open(_)))
            }
            other => {
                *self = other;
                Ok(false)
            }
        }
    }

    /// The connection, where it is there.
    pub(super) fn stream(&self) -> Option<&TcpStream> {
        match self {
            Self::Open(stream) => Some(stream),
            _ => None,
        }
    }

    /// The size of the system's buffer for what is sent. The system may choose another.
    pub(super) fn set_send_buffer(&self, size: Option<usize>) {
        if let (Some(stream), Some(size)) = (self.stream(), size) {
            // A socket that is broken says so when it is used.
            let _ = SockRef::from(stream).set_send_buffer_size(size);
        }
    }

    /// Ends this side's data; the socket is kept.
    pub(super) fn end(&self) -> Result<(), Failure> {
        let Some(stream) = self.stream() else { return Ok(()) };
        stream.shutdown(Shutdown::Write).map_err(|e| error::write_failure(&e))
    }

    /// Resets the connection, so that what was sent does not look like a whole file.
    pub(super) fn abort(&mut self) {
        if let Some(stream) = self.stream() {
            // A socket that refuses this is gone already, and then there is nothing left to reset.
            let _ = SockRef::from(stream).set_linger(Some(Duration::ZERO));
        }
        *self = Self::Closed;
    }

    /// Bytes that are not acknowledged after the end of the data was sent, or why that will never be known.
    pub(super) fn unacknowledged(&self) -> Result<usize, Failure> {
        let Some(stream) = self.stream() else { return Ok(0) };
        sys::unacknowledged(stream).map_err(|e| error::failure(&e))
    }

    pub(super) fn socket(&self) -> Option<Descriptor> {
        match self {
            Self::Closed => None,
            Self::Listening(listener, _) => Some(descriptor(listener)),
            Self::Dialing(stream) | Self::Open(stream) => Some(descriptor(stream)),
        }
    }
}

/// Accepts until the right peer has come or nobody waits any more; all others are turned away.
fn accept_from(listener: &TcpListener, peer: IpAddr) -> Result<Option<TcpStream>, Failure> {
    use ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    loop {
        // On Windows what the standard library accepts goes to child processes, too.
        match SockRef::from(listener).accept() {
            Ok((socket, from))
                if from.as_socket().is_some_and(|from| from.ip().to_canonical() == peer.to_canonical()) =>
            {
                let stream = socket.set_nonblocking(true).and_then(|()| sys::above_stdio(socket.into()));
                return stream.map(Some).map_err(|e| error::failure(&e));
            }
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::WouldBlock => return Ok(None),
            // One that went away before it was accepted; Winsock calls that a reset.
            Err(e) if matches!(e.kind(), Interrupted | ConnectionAborted | ConnectionReset) => {}
            Err(e) => return Err(error::failure(&e)),
        }
    }
}
