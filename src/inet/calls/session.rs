//! InternetOpen: the session, whose handle is the root of all others.

use std::sync::Mutex;

use crate::constants::connection::{
    INTERNET_OPEN_TYPE_DIRECT, INTERNET_OPEN_TYPE_PRECONFIG, INTERNET_OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY,
    INTERNET_OPEN_TYPE_PROXY,
};
use crate::constants::flags::{INTERNET_FLAG_ASYNC, INTERNET_FLAG_OFFLINE};
use crate::inet::handles::attributes::Attributes;
use crate::inet::handles::session::Session;
use crate::inet::handles::{registry, settings};
use crate::inet::{Error, Handle};
use crate::net::{Executor, WakePoolUser};
use crate::sync::lock;

pub use crate::inet::handles::session::Proxy;

/// Opens a session. A proxy is accepted and not used: FTP goes directly to the server.
pub fn open(user_agent: Vec<u8>, proxy: Proxy, flags: u32) -> Result<Handle, Error> {
    check(&proxy)?;
    let executor = match flags & INTERNET_FLAG_ASYNC {
        0 => None,
        _ => Some(Executor::get().map_err(|_| Error::AsyncThreadFailed)?),
    };
    registry::insert_session(Session {
        attributes: Attributes::new(*lock(&settings::PROCESS), executor),
        offline: flags & INTERNET_FLAG_OFFLINE != 0,
        user_agent: Mutex::new(user_agent),
        proxy: Mutex::new(proxy),
        connections: Mutex::default(),
        _keeper: WakePoolUser::new(),
    })
}

/// Whether the parts of a proxy setting go together.
pub(super) fn check(proxy: &Proxy) -> Result<(), Error> {
    match proxy.access_type {
        INTERNET_OPEN_TYPE_PRECONFIG
        | INTERNET_OPEN_TYPE_DIRECT
        | INTERNET_OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY => Ok(()),
        INTERNET_OPEN_TYPE_PROXY if proxy.list.is_some() => Ok(()),
        _ => Err(Error::InvalidParameter),
    }
}
