//! A find handle: the entries that were not returned yet.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use super::attributes::Attributes;
use super::connection::Connection;
use super::entries::Entries;

/// What a find handle names. The listing is in memory, so its connection is free for everything but another find.
#[derive(Debug)]
pub(crate) struct Find {
    pub(crate) connection: Arc<Connection>,
    pub(crate) url: Vec<u8>,
    pub(crate) attributes: Arc<Attributes>,
    pub(crate) entries: Mutex<Entries>,
}

impl Find {
    pub(crate) fn new(connection: Arc<Connection>, url: Vec<u8>, context: usize, entries: Entries) -> Self {
        connection.finding.store(true, Ordering::SeqCst);
        let attributes = connection.attributes.child(context);
        Self { connection, url, attributes, entries: Mutex::new(entries) }
    }
}

impl Drop for Find {
    fn drop(&mut self) {
        self.connection.finding.store(false, Ordering::SeqCst);
    }
}
