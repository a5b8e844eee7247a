//! InternetConnect: reaching a server and logging in.

use std::sync::Arc;

use crate::net::{Account, Control, Dialer, Finished, Later, Operation, block_on};
use crate::protocol::{Known, Login, Reason, Verdict, name};

use super::connection::{Connection, Origin};
use super::registry::{self, Object};
use super::root::Root;
use super::{Error, Handle, connectivity, response};

pub(super) const SERVICE_FTP: u32 = 1;
const SERVICE_GOPHER: u32 = 2;
const SERVICE_HTTP: u32 = 3;
const FLAG_PASSIVE: u32 = 0x0800_0000;
const DEFAULT_PORT: u16 = 21;

/// What the caller wants to be connected to.
#[derive(Debug)]
pub struct Target<'a> {
    /// A host name or address, in UTF-8.
    pub server: &'a [u8],
    /// 0 for the default port.
    pub port: u16,
    /// Empty for anonymous.
    pub user: &'a [u8],
    /// Empty for none, or for anonymous' default.
    pub password: &'a [u8],
    /// INTERNET_SERVICE_FTP; all others are refused.
    pub service: u32,
    /// INTERNET_FLAG_PASSIVE counts.
    pub flags: u32,
    /// The caller's context value.
    pub context: usize,
}

/// Connects and logs in. The new handle exists while this runs, so closing the root cancels it.
pub fn connect(root_handle: Handle, target: &Target<'_>) -> Result<Handle, Error> {
    let root = registry::root(root_handle)?;
    if target.server.is_empty() {
        return Err(Error::InvalidParameter);
    }
    match target.service {
        SERVICE_FTP => {}
        SERVICE_GOPHER | SERVICE_HTTP => return Err(Error::InvalidOperation),
        _ => return Err(Error::InvalidParameter),
    }
    let connection = Arc::new(prepare(&root, target)?);
    let handle = registry::insert(Object::Connection(Arc::clone(&connection)), root_handle)?;
    log_in(&connection, target).inspect_err(|_| drop(registry::remove(handle)))?;
    Ok(handle)
}

/// A connection that is not connected yet, below a root that allows one.
pub(super) fn prepare(root: &Root, target: &Target<'_>) -> Result<Connection, Error> {
    let no_user = target.user.is_empty() && !target.password.is_empty();
    if no_user || !name::is_safe(target.user) || !name::is_safe(target.password) {
        return Err(Error::InvalidParameter);
    }
    response::clear();
    if root.offline || connectivity::is_offline() {
        return Err(Error::NoDirectAccess);
    }
    Ok(Connection::new(Origin {
        server: target.server,
        port: (!matches!(target.port, 0 | DEFAULT_PORT)).then_some(target.port),
        passive: target.flags & FLAG_PASSIVE != 0,
        user: target.user,
        password: target.password,
        attributes: root.attributes.child(target.context),
    }))
}

/// Reaches the server and logs in.
pub(super) fn log_in(connection: &Connection, target: &Target<'_>) -> Result<(), Error> {
    let mut dialogue = connection.dialogue.take().ok_or(Error::Cancelled)?;
    let control = match reach(connection, target) {
        Ok(control) => control,
        Err(reason) => {
            return connection.record(Verdict::Unknown { reason }, Account::empty(), Vec::new()).map(drop);
        }
    };
    dialogue.known = Known::new(connection.passive, !control.peer().ip().to_canonical().is_ipv4());
    let (user, password) = credentials(target);
    let login = Login::new(user.to_vec(), password.to_vec());
    let timeouts = connection.timeouts();
    let mut operation = Operation::new(login, control, timeouts);
    block_on(&mut operation.run(&mut Later, timeouts), &connection.stop);
    let Finished { control, verdict, replies, account, .. } = operation.finish();
    dialogue.control = control;
    connection.record(verdict, account, replies).map(drop)
}

fn reach(connection: &Connection, target: &Target<'_>) -> Result<Control, Reason> {
    let port = if target.port == 0 { DEFAULT_PORT } else { target.port };
    // No name outside UTF-8 has an address; as text it fails in the lookup, with the lookup's error.
    let server = String::from_utf8_lossy(target.server);
    let tries = connection.attributes.settings().connect_retries;
    block_on(&mut Dialer::new(&server, port, tries, connection.timeouts()), &connection.stop)
}

/// The user and password to send: anonymous where none is given.
fn credentials<'a>(target: &Target<'a>) -> (&'a [u8], &'a [u8]) {
    if target.user.is_empty() { (b"anonymous", b"anonymous@") } else { (target.user, target.password) }
}
