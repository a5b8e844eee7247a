//! What a root handle names.

use std::sync::{Arc, Mutex, Weak};

use crate::net::WakePoolUser;
use crate::sync::lock;

use super::attributes::Attributes;
use super::connection::Connection;

/// A session.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) attributes: Arc<Attributes>,
    /// No network at all.
    pub(crate) offline: bool,
    pub(crate) user_agent: Mutex<Vec<u8>>,
    pub(crate) proxy: Mutex<Proxy>,
    /// Those below it, also while their handles are being closed.
    pub(crate) connections: Mutex<Vec<Weak<Connection>>>,
    /// As long as a session is open.
    pub(crate) _keeper: WakePoolUser,
}

impl Root {
    /// A connection is below it from now on.
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

/// The proxy a program named. Kept and told; FTP goes directly to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// INTERNET_OPEN_TYPE_…
    pub access_type: u32,
    /// The list of proxies.
    pub list: Option<Vec<u8>>,
    /// The servers that are reached without them.
    pub bypass: Option<Vec<u8>>,
}
