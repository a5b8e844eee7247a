//! A running server.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::monitor::{Monitor, wake_listener};
use crate::script::Script;
use crate::seen::Seen;
use crate::session;

/// A server on a loopback port of the system's choice. Dropping it ends all connections and joins
/// all its threads.
pub struct Server {
    address: SocketAddr,
    monitor: Arc<Monitor>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server.
    ///
    /// # Panics
    /// When it cannot listen on the loopback address.
    pub fn start(script: Script) -> Self {
        let listener = listener(script.ipv6).expect("listening on a loopback address");
        let address = listener.local_addr().expect("the listener's address");
        let monitor = Arc::new(Monitor::default());
        let shared = Arc::clone(&monitor);
        let acceptor = thread::spawn(move || accept_all(&listener, &Arc::new(script), &shared));
        Self { address, monitor, acceptor: Some(acceptor) }
    }

    /// The address of the control port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The host to connect to: `127.0.0.1` or `::1`.
    pub fn host(&self) -> String {
        self.address.ip().to_string()
    }

    /// The control port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// A copy of what the server has seen so far.
    pub fn seen(&self) -> Seen {
        self.monitor.seen()
    }

    /// Waits until `done` holds of what the server has seen, or the time is over; returns whether it did.
    #[must_use]
    pub fn wait_until(&self, done: impl Fn(&Seen) -> bool, timeout: Duration) -> bool {
        self.monitor.wait_until(done, timeout)
    }

    /// Lets every [`Plan::hold`](crate::Plan::hold) with this name go on, those to come as well.
    pub fn release(&self, name: &str) {
        self.monitor.release(name);
    }

    /// Sends unsolicited bytes on every open control connection, now.
    pub fn inject(&self, bytes: impl AsRef<[u8]>) {
        self.monitor.inject(bytes.as_ref());
    }

    /// Closes every open control connection (FIN), now.
    pub fn hang_up(&self) {
        self.monitor.hang_up();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.monitor.stop();
        wake_listener(self.address);
        let joined = self.acceptor.take().map(JoinHandle::join);
        let failed = matches!(joined, Some(Err(_)));
        assert!(!failed || thread::panicking(), "the server panicked");
    }
}

fn listener(ipv6: bool) -> std::io::Result<TcpListener> {
    if ipv6 {
        TcpListener::bind((Ipv6Addr::LOCALHOST, 0))
    } else {
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
    }
}

/// Whether `[::1]` can be used here; a test that needs it can leave early where it cannot.
pub fn ipv6_available() -> bool {
    listener(true).is_ok()
}

fn accept_all(listener: &TcpListener, script: &Arc<Script>, monitor: &Arc<Monitor>) {
    let mut sessions: Vec<JoinHandle<()>> = Vec::new();
    while let Ok((control, peer)) = listener.accept() {
        if monitor.is_stopping() {
            break;
        }
        let (script, monitor) = (Arc::clone(script), Arc::clone(monitor));
        sessions.push(thread::spawn(move || {
            session::serve(control, peer, script, monitor);
        }));
        sessions = join_finished(sessions);
    }
    for session in sessions {
        session.join().expect("a session");
    }
}

/// Keeps a server that runs for long from collecting threads.
fn join_finished(sessions: Vec<JoinHandle<()>>) -> Vec<JoinHandle<()>> {
    let (finished, running): (Vec<_>, Vec<_>) = sessions.into_iter().partition(JoinHandle::is_finished);
    for session in finished {
        session.join().expect("a session");
    }
    running
}
