//! Handles: numbers that name sessions, connections, files and finds.
//!
//! A number is never an address, so a stale, random or wrong-kind handle is detected and gets its error. Numbers are
//! assigned in ascending order, and are reused only after half a billion others.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use crate::inet::Error;
use crate::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::connection::Connection;
use super::file::File;
use super::handle::Handle;
use super::lifetime::{HandleLifetime, HandleUse};
use super::object::Object;
use super::session::Session;

/// Below 2^31, for programs that keep handles in signed 32-bit integers.
const END: Handle = 1 << 31;
const STEP: Handle = 4;
const FIRST: Handle = 0x0001_0000;
/// wininet.dll uses these numbers; a program may hold both kinds.
const WININET: std::ops::Range<Handle> = 0x00CC_0000..0x00CD_0000;

#[derive(Debug)]
struct Entry {
    object: Object,
    lifetime: Arc<HandleLifetime<Object>>,
    parent: Handle,
    children: Vec<Handle>,
}

/// A handle that was found, and what it names.
pub(crate) struct FoundHandle {
    pub(crate) object: Object,
    pub(crate) parent: Handle,
    lifetime: Arc<HandleLifetime<Object>>,
}

impl FoundHandle {
    /// Begins a call on the handle.
    pub(crate) fn enter(&self) -> Result<HandleUse<Object>, Error> {
        self.lifetime.enter().ok_or(Error::InvalidHandle)
    }
}

#[derive(Debug)]
struct Table {
    entries: BTreeMap<Handle, Entry>,
    next: Handle,
}

#[cfg(not(loom))]
static TABLE: RwLock<Table> = RwLock::new(Table::new());

// Each run of a model has one of its own.
#[cfg(loom)]
loom::lazy_static! {
    static ref TABLE: RwLock<Table> = RwLock::new(Table::new());
}

/// Whether a session was ever opened: before that, NULL has its own error number.
static INITIALIZED: AtomicBool = AtomicBool::new(false);

impl Table {
    const fn new() -> Self {
        Self { entries: BTreeMap::new(), next: FIRST }
    }

    fn free_number(&mut self) -> Result<Handle, Error> {
        let numbers = (END - FIRST) / STEP;
        for _ in 0..numbers {
            let number = self.next;
            self.next = match number + STEP {
                next if WININET.contains(&next) => WININET.end,
                next if next >= END => FIRST,
                next => next,
            };
            if !self.entries.contains_key(&number) {
                return Ok(number);
            }
        }
        Err(Error::OutOfHandles)
    }

    fn insert(
        &mut self,
        handle: Handle,
        object: Object,
        parent: Handle,
        above: Option<&Arc<HandleLifetime<Object>>>,
    ) -> Arc<HandleLifetime<Object>> {
        let lifetime = HandleLifetime::new(handle, above);
        self.entries
            .insert(handle, Entry { object, lifetime: Arc::clone(&lifetime), parent, children: Vec::new() });
        lifetime
    }

    /// Removes a handle and all handles below it, children before their parent.
    fn remove(&mut self, handle: Handle, removed: &mut Vec<(Object, Arc<HandleLifetime<Object>>)>) {
        let Some(entry) = self.entries.remove(&handle) else { return };
        for child in entry.children {
            self.remove(child, removed);
        }
        removed.push((entry.object, entry.lifetime));
    }
}

/// A new session.
pub(crate) fn insert_session(session: Session) -> Result<Handle, Error> {
    let mut table = write();
    let handle = table.free_number()?;
    table.insert(handle, Object::Session(Arc::new(session)), 0, None);
    INITIALIZED.store(true, Ordering::Relaxed);
    Ok(handle)
}

/// A new handle below another, unless that one was closed in the meantime. It is returned in use: however soon it is
/// closed, its end is reported after its creation.
pub(crate) fn insert(object: Object, parent: Handle) -> Result<HandleUse<Object>, Error> {
    let mut table = write();
    let handle = table.free_number()?;
    let above = table.entries.get_mut(&parent).ok_or(Error::Cancelled)?;
    above.children.push(handle);
    let above = Arc::clone(&above.lifetime);
    table.insert(handle, object, parent, Some(&above)).enter().ok_or(Error::Cancelled)
}

/// Makes a handle name something else, unless it was closed in the meantime.
pub(crate) fn replace(handle: Handle, object: Object) -> Result<(), Error> {
    write().entries.get_mut(&handle).ok_or(Error::Cancelled)?.object = object;
    Ok(())
}

/// What a handle names.
pub(crate) fn find(handle: Handle) -> Result<FoundHandle, Error> {
    match read().entries.get(&handle) {
        Some(Entry { object, lifetime, parent, .. }) => {
            Ok(FoundHandle { object: object.clone(), parent: *parent, lifetime: Arc::clone(lifetime) })
        }
        None if handle == 0 && !INITIALIZED.load(Ordering::Relaxed) => Err(Error::NotInitialized),
        None => Err(Error::InvalidHandle),
    }
}

/// The session a handle names.
pub(crate) fn session(handle: Handle) -> Result<Arc<Session>, Error> {
    match find(handle)?.object {
        Object::Session(session) => Ok(session),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// The connection a handle names.
pub(crate) fn connection(handle: Handle) -> Result<(Arc<Connection>, FoundHandle), Error> {
    let found = find(handle)?;
    match &found.object {
        Object::Connection(connection) => Ok((Arc::clone(connection), found)),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// The file a handle names.
pub(crate) fn file(handle: Handle) -> Result<(Arc<File>, FoundHandle), Error> {
    let found = find(handle)?;
    match &found.object {
        Object::File(file) => Ok((Arc::clone(file), found)),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// Removes a handle and all handles below it, children before their parent. The result is empty if there is no such
/// handle.
pub(crate) fn remove(handle: Handle) -> Vec<(Object, Arc<HandleLifetime<Object>>)> {
    let mut table = write();
    let mut removed = Vec::new();
    if let Some(parent) = table.entries.get(&handle).map(|entry| entry.parent)
        && let Some(parent) = table.entries.get_mut(&parent)
    {
        parent.children.retain(|&child| child != handle);
    }
    table.remove(handle, &mut removed);
    removed
}

fn read() -> RwLockReadGuard<'static, Table> {
    TABLE.read().unwrap_or_else(PoisonError::into_inner)
}

fn write() -> RwLockWriteGuard<'static, Table> {
    TABLE.write().unwrap_or_else(PoisonError::into_inner)
}
