//! Whether there is a network: InternetAttemptConnect, InternetCheckConnection, InternetGetConnectedState.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::constants::connection::{
    FLAG_ICC_FORCE_CONNECTION, INTERNET_CONNECTION_LAN, INTERNET_CONNECTION_OFFLINE, INTERNET_RAS_INSTALLED,
};
use crate::inet::handles::{registry, response, settings};
use crate::inet::{Error, Handle, url, verdict_errors};
use crate::net::{Cancel, Connector, LookupQueue, NoObserver, Server, block_on, drive, has_network};
use crate::sync::lock;

/// Set by INTERNET_OPTION_CONNECTED_STATE: the user works offline.
static DISCONNECTED_BY_USER: AtomicBool = AtomicBool::new(false);

/// Whether the user has disconnected this process.
pub(super) fn is_offline() -> bool {
    DISCONNECTED_BY_USER.load(Ordering::SeqCst)
}

/// Takes this process offline or online.
pub(super) fn set_offline(offline: bool) {
    DISCONNECTED_BY_USER.store(offline, Ordering::SeqCst);
}

/// Checks whether this system can create Internet sockets. Unlike on Windows, there is nothing to dial.
pub fn attempt_connect(reserved: u32) -> Result<(), Error> {
    if reserved != 0 {
        return Err(Error::InvalidParameter);
    }
    has_network().then_some(()).ok_or(Error::NoTcpIp)
}

/// InternetGetConnectedState: the flags, and whether there is a network.
pub fn connected_state(reserved: u32) -> Result<(u32, bool), Error> {
    if reserved != 0 {
        return Err(Error::InvalidParameter);
    }
    let online = has_network() && !is_offline();
    Ok((
        INTERNET_RAS_INSTALLED | if online { INTERNET_CONNECTION_LAN } else { INTERNET_CONNECTION_OFFLINE },
        online,
    ))
}

/// InternetCheckConnection. Without a URL or FLAG_ICC_FORCE_CONNECTION, it only asks the system.
pub fn check_connection(url: Option<&[u8]>, flags: u32, reserved: u32) -> Result<(), Error> {
    if reserved != 0 {
        return Err(Error::InvalidParameter);
    }
    let server = url.map(url::server).transpose()?;
    if !has_network() || is_offline() {
        return Err(Error::NotConnected);
    }
    match server {
        Some((host, port)) if flags & FLAG_ICC_FORCE_CONNECTION != 0 => reach(&host, port),
        _ => Ok(()),
    }
}

/// Opens a connection to the URL's server, and closes it.
fn reach(host: &[u8], port: u16) -> Result<(), Error> {
    response::clear();
    let settings = *lock(&settings::PROCESS);
    let server = Server { name: String::from_utf8_lossy(host).into_owned(), port };
    let mut connector =
        Connector::new(server, LookupQueue::Immediate, settings.connect_retries, settings.timeouts());
    block_on(drive(&mut connector, &Cancel::default(), &NoObserver)).map(drop).map_err(verdict_errors::error)
}

/// InternetErrorDlg: there is no dialog for any handle of this library.
pub fn error_dialog(handle: Handle) -> Result<(), Error> {
    registry::find(handle)?;
    Err(Error::IncorrectHandleType)
}
