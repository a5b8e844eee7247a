//! What a root handle names.

use std::sync::{Arc, Mutex};

use crate::net::Keeper;

use super::attributes::Attributes;

/// A session.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) attributes: Arc<Attributes>,
    /// No network at all.
    pub(super) offline: bool,
    pub(super) user_agent: Mutex<Vec<u8>>,
    pub(super) proxy: Mutex<Proxy>,
    /// As long as a session is open.
    pub(super) _keeper: Keeper,
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
