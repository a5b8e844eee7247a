//! The socket of a data connection, from the listener or the first SYN to its end.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};

use socket2::SockRef;

use super::channel::{Channel, Intent};
use super::dial::{Dial, Dialed};
use super::error;
use super::route::Route;
use crate::protocol::Failure;
use crate::sys::Watch;
use crate::sys::{self, descriptor};

/// How far a data connection has come.
#[derive(Debug)]
pub(super) enum DataSocket {
    /// There is none.
    Closed,
    /// This side listens; only the server of this route is accepted.
    Listening(TcpListener, Route),
    /// This side is connecting to the server.
    Dialing(Dial),
    /// Data can move.
    Open(Channel),
}

impl DataSocket {
    /// Listens on a local address, at a port of the system's choice, for the server of a route.
    pub(super) fn listen(mut local: SocketAddr, route: Route) -> Result<(Self, SocketAddr), Failure> {
        local.set_port(0);
        let listen = || {
            let listener = TcpListener::bind(local)?;
            listener.set_nonblocking(true)?;
            let at = listener.local_addr()?;
            // The server would take an IPv4-mapped address for an IPv6 address.
            Ok((listener, SocketAddr::new(at.ip().to_canonical(), at.port())))
        };
        let (listener, at) = listen().map_err(|e: io::Error| error::failure(&e))?;
        Ok((Self::Listening(listener, route), at))
    }

    /// Begins to connect to the server.
    pub(super) fn dial(route: &Route) -> Result<Self, Failure> {
        Dial::begin(route).map(Self::Dialing)
    }

    /// Takes the next step towards a connection. Returns whether there is one now.
    pub(super) fn connect(&mut self) -> Result<bool, Failure> {
        *self = match std::mem::replace(self, Self::Closed) {
            Self::Dialing(dial) => match dial.poll()? {
                Dialed::Connected(channel) => Self::Open(channel),
                Dialed::Pending(dial) => Self::Dialing(dial),
            },
            Self::Listening(listener, route) => match accept(&listener, &route)? {
                Some(channel) => Self::Open(channel),
                None => Self::Listening(listener, route),
            },
            other => {
                *self = other;
                return Ok(false);
            }
        };
        Ok(matches!(self, Self::Open(_)))
    }

    /// The channel, once the connection is established.
    pub(super) fn channel(&self) -> Option<&Channel> {
        match self {
            Self::Open(channel) => Some(channel),
            _ => None,
        }
    }

    pub(super) fn channel_mut(&mut self) -> Option<&mut Channel> {
        match self {
            Self::Open(channel) => Some(channel),
            _ => None,
        }
    }

    /// Closes the socket with a reset, so that what was sent does not look like a whole file.
    pub(super) fn abort(&mut self) {
        if let Self::Open(channel) = std::mem::replace(self, Self::Closed) {
            channel.reset();
        }
    }

    /// What to wait for until the connection is established. `is_urgent` is false while only a failure to connect must be
    /// noticed at once.
    pub(super) fn watch_connect(&self, is_urgent: bool) -> Option<Watch> {
        match self {
            Self::Listening(listener, _) => {
                let socket = descriptor(listener);
                Some(Watch { socket, read: true, write: false, connecting: false })
            }
            Self::Dialing(dial) => Some(dial.watch(is_urgent)),
            Self::Open(_) | Self::Closed => None,
        }
    }

    /// What to wait for until the intent can be carried out.
    pub(super) fn watch(&self, intent: Intent) -> Option<Watch> {
        self.channel().map(|channel| channel.watch(intent))
    }
}

/// Accepts until the server's connection is found or no connection waits any more. Connections from elsewhere are closed.
fn accept(listener: &TcpListener, route: &Route) -> Result<Option<Channel>, Failure> {
    use ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    loop {
        // Unlike TcpListener, SockRef accepts sockets that child processes do not inherit on Windows either.
        match SockRef::from(listener).accept() {
            Ok((socket, from)) if from.as_socket().is_some_and(|from| route.is_server(from.ip())) => {
                let socket = socket.set_nonblocking(true).and_then(|()| sys::above_stdio(socket.into()));
                return socket.map(Channel::plain).map(Some).map_err(|e| error::failure(&e));
            }
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::WouldBlock => return Ok(None),
            // A connection that ended before it was accepted; Winsock reports that as a reset.
            Err(e) if matches!(e.kind(), Interrupted | ConnectionAborted | ConnectionReset) => {}
            Err(e) => return Err(error::failure(&e)),
        }
    }
}
