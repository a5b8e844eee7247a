//! InternetOpen: the root of all other handles.

use std::sync::Mutex;

use crate::inet::handles::attributes::Attributes;
use crate::inet::handles::session::Root;
use crate::inet::handles::{registry, settings};
use crate::inet::{Error, Handle};
use crate::net::{Executor, WakePoolUser};
use crate::sync::lock;

pub use crate::inet::handles::session::Proxy;

pub(super) const OPEN_TYPE_PRECONFIG: u32 = 0;
pub(super) const OPEN_TYPE_DIRECT: u32 = 1;
pub(super) const OPEN_TYPE_PROXY: u32 = 3;
pub(super) const OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY: u32 = 4;
const FLAG_ASYNC: u32 = 0x1000_0000;
const FLAG_OFFLINE: u32 = 0x0100_0000;

/// Opens a session. A proxy is accepted and not used: FTP goes directly to the server.
pub fn open(user_agent: Vec<u8>, proxy: Proxy, flags: u32) -> Result<Handle, Error> {
    check(&proxy)?;
    let executor = match flags & FLAG_ASYNC {
        0 => None,
        _ => Some(Executor::get().map_err(|_| Error::AsyncThreadFailed)?),
    };
    registry::insert_root(Root {
        attributes: Attributes::new(*lock(&settings::PROCESS), executor),
        offline: flags & FLAG_OFFLINE != 0,
        user_agent: Mutex::new(user_agent),
        proxy: Mutex::new(proxy),
        connections: Mutex::default(),
        _keeper: WakePoolUser::new(),
    })
}

/// Whether the parts of a proxy setting go together.
pub(super) fn check(proxy: &Proxy) -> Result<(), Error> {
    match proxy.access_type {
        OPEN_TYPE_PRECONFIG | OPEN_TYPE_DIRECT | OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY => Ok(()),
        OPEN_TYPE_PROXY if proxy.list.is_some() => Ok(()),
        _ => Err(Error::InvalidParameter),
    }
}
