//! Making data connections.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use socket2::{Domain, SockRef, Socket, Type};

use crate::monitor::{Blocker, Gone, Monitor, Ticket};

/// What waits at the data port that a passive reply names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listen {
    /// A listener.
    Ready,
    /// No listener: connecting is refused.
    Refused,
    /// A listener whose queue is full, so that connecting gets no answer at all (on Linux; other
    /// systems may refuse).
    Full,
}

/// How the next data connection will be made.
pub(crate) enum Route {
    None,
    Passive(Passive),
    Active(SocketAddr),
}

/// A data port of the server.
pub(crate) struct Passive {
    pub(crate) address: SocketAddr,
    port: Port,
}

enum Port {
    Listener {
        listener: TcpListener,
        // Only held: it lets the monitor end a blocked `accept`.
        _ticket: Ticket,
    },
    /// Sockets held only so that the port stays as it is.
    Closed { _held: Vec<Socket> },
}

impl Passive {
    pub(crate) fn open(
        listen: Listen,
        ip: IpAddr,
        buffer: Option<usize>,
        monitor: &Arc<Monitor>,
        control: usize,
    ) -> Result<Self, Gone> {
        let (socket, address) = bound(ip, buffer).expect("a loopback port");
        let port = match listen {
            Listen::Ready => {
                socket.listen(16).expect("listening");
                Port::Listener {
                    listener: socket.into(),
                    _ticket: monitor.track(control, Blocker::Listener(address))?,
                }
            }
            Listen::Refused => Port::Closed { _held: vec![socket] },
            Listen::Full => Port::Closed { _held: fill_queue(socket, address).expect("a full queue") },
        };
        Ok(Self { address, port })
    }

    /// Waits for the client; fails if the port can never accept.
    pub(crate) fn accept(&self) -> io::Result<TcpStream> {
        match &self.port {
            Port::Listener { listener, .. } => listener.accept().map(|(stream, _)| stream),
            Port::Closed { .. } => Err(io::ErrorKind::ConnectionRefused.into()),
        }
    }
}

/// Bound but not listening: the port is ours and connecting to it is refused.
fn bound(ip: IpAddr, buffer: Option<usize>) -> io::Result<(Socket, SocketAddr)> {
    let wanted = SocketAddr::new(ip, 0);
    let socket = Socket::new(Domain::for_address(wanted), Type::STREAM, None)?;
    if let Some(bytes) = buffer {
        // Before listening or connecting: the window's scale is settled in the handshake.
        socket.set_recv_buffer_size(bytes)?;
    }
    socket.bind(&wanted.into())?;
    let address = socket.local_addr()?.as_socket().expect("an IP address");
    Ok((socket, address))
}

/// With a backlog of 0 Linux still queues one connection; a few more make sure.
fn fill_queue(listener: Socket, address: SocketAddr) -> io::Result<Vec<Socket>> {
    listener.listen(0)?;
    let mut held = vec![listener];
    for _ in 0..4 {
        let filler = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
        filler.set_nonblocking(true)?;
        // "In progress" is what is wanted.
        let _ = filler.connect(&address.into());
        held.push(filler);
    }
    Ok(held)
}

/// Connects to the client's active port from the given local address.
pub(crate) fn connect_from(from: IpAddr, target: SocketAddr, buffer: Option<usize>) -> io::Result<TcpStream> {
    // A test without its intruder would prove nothing.
    let (socket, _) = bound(from, buffer).expect("a loopback address");
    socket.connect_timeout(&target.into(), Duration::from_secs(5))?;
    Ok(socket.into())
}

/// A loopback address that is not the server's.
pub(crate) const INTRUDER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// Makes the closing of this stream a reset.
pub(crate) fn reset_on_close(stream: &TcpStream) {
    SockRef::from(stream).set_linger(Some(Duration::ZERO)).expect("SO_LINGER");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_receive_buffer_is_set_before_the_handshake() {
        let size = |buffer| {
            let (socket, _) = bound(Ipv4Addr::LOCALHOST.into(), buffer).unwrap();
            socket.recv_buffer_size().unwrap()
        };
        assert!(size(Some(4096)) < size(None));
    }
}
