//! InternetOpen: the root of all other handles.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use super::root::Root;
use super::{Error, Handle, lock, registry, settings};

const OPEN_TYPE_PRECONFIG: u32 = 0;
const OPEN_TYPE_DIRECT: u32 = 1;
const OPEN_TYPE_PROXY: u32 = 3;
const OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY: u32 = 4;
const FLAG_ASYNC: u32 = 0x1000_0000;
const FLAG_OFFLINE: u32 = 0x0100_0000;

/// Opens a session. A proxy is accepted and not used: FTP goes directly to the server.
pub fn open(access_type: u32, has_proxy: bool, flags: u32) -> Result<Handle, Error> {
    match access_type {
        OPEN_TYPE_PRECONFIG | OPEN_TYPE_DIRECT | OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY => {}
        OPEN_TYPE_PROXY if has_proxy => {}
        _ => return Err(Error::InvalidParameter),
    }
    if flags & FLAG_ASYNC != 0 {
        return Err(Error::NotImplemented);
    }
    registry::insert_root(Root {
        settings: Mutex::new(*lock(&settings::PROCESS)),
        context: AtomicUsize::new(0),
        offline: flags & FLAG_OFFLINE != 0,
    })
}
