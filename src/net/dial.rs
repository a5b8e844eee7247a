//! Connecting to one address: the control connection and data connections alike. The data connections of active mode are
//! accepted in `data_socket`.

use std::io;
use std::net::TcpStream;

use socket2::Domain;

use super::channel::Channel;
use super::error;
use super::route::Route;
use crate::protocol::Failure;
use crate::sys::Watch;
use crate::sys::{self, descriptor};

/// A connection on its way: TCP today. The handshake of a proxy, and that of TLS on a data connection, would follow in
/// [`Dial::poll`], before the channel is handed over.
#[derive(Debug)]
pub(super) struct Dial {
    socket: TcpStream,
}

impl Dial {
    /// Begins to connect, without waiting for it.
    pub(super) fn begin(route: &Route) -> Result<Self, Failure> {
        let address = route.address();
        let begin = || {
            let socket = sys::nonblocking_socket(Domain::for_address(address))?;
            match socket.connect(&address.into()) {
                Err(error) if !sys::is_connecting(&error) => Err(error),
                _ => sys::above_stdio(socket.into()),
            }
        };
        begin().map(|socket| Self { socket }).map_err(|error: io::Error| error::failure(&error))
    }

    /// The connection, once it is established. Fails with the reason why it cannot be.
    pub(super) fn poll(self) -> Result<Dialed, Failure> {
        match sys::is_connected(&self.socket) {
            Ok(true) => Ok(Dialed::Connected(Channel::plain(self.socket))),
            Ok(false) => Ok(Dialed::Pending(self)),
            Err(error) => Err(error::failure(&error)),
        }
    }

    /// What to wait for. `is_urgent` is false while only a failure must be noticed at once.
    pub(super) fn watch(&self, is_urgent: bool) -> Watch {
        Watch { socket: descriptor(&self.socket), read: false, write: is_urgent, connecting: true }
    }
}

/// How far [`Dial::poll`] has come.
pub(super) enum Dialed {
    Pending(Dial),
    Connected(Channel),
}
