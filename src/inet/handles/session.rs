//! What the handle of a session names, the root of all other handles.

use std::sync::{Arc, Mutex, Weak};

use crate::net::WakePoolUser;
use crate::sync::lock;

use super::attributes::Attributes;
use super::connection::Connection;

/// A session.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) attributes: Arc<Attributes>,
    /// No network at all.
    pub(crate) offline: bool,
    pub(crate) user_agent: Mutex<Vec<u8>>,
    pub(crate) proxy: Mutex<Proxy>,
    /// The connections below it, including those whose handles are being closed.
    pub(crate) connections: Mutex<Vec<Weak<Connection>>>,
    /// Keeps idle wake descriptors while a session is open.
    pub(crate) _keeper: WakePoolUser,
}

impl Session {
    /// Adds a connection below it.
    pub(crate) fn add(&self, connection: &Arc<Connection>) {
        let mut connections = lock(&self.connections);
        connections.retain(|connection| connection.strong_count() > 0);
        connections.push(Arc::downgrade(connection));
    }

    /// All connections below it.
    pub(crate) fn connections(&self) -> Vec<Arc<Connection>> {
        lock(&self.connections).iter().filter_map(Weak::upgrade).collect()
    }
}

/// The proxy that a program has set. It can be queried and has no other effect: FTP goes directly to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// INTERNET_OPEN_TYPE_…
    pub access_type: u32,
    /// The list of proxies.
    pub list: Option<Vec<u8>>,
    /// The servers that are reached without them.
    pub bypass: Option<Vec<u8>>,
}
