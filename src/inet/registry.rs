//! Handles: numbers that name roots, connections, files and finds.
//!
//! A number is never an address, so a stale, random or wrong-kind handle is told apart and gets its error. Numbers
//! are given out in ascending order and come round again only after half a billion others.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use super::attributes::Attributes;
use super::connection::Connection;
use super::file::File;
use super::find::Find;
use super::html::Html;
use super::root::Root;
use super::{Error, response};

/// A handle as a number; 0 is no handle.
pub type Handle = u32;

/// Below 2^31, for programs that keep handles in signed 32-bit integers.
const END: Handle = 1 << 31;
const STEP: Handle = 4;
const FIRST: Handle = 0x0001_0000;
/// Windows' own WinINet uses these; a program may hold both kinds.
const WININET: std::ops::Range<Handle> = 0x00CC_0000..0x00CD_0000;

/// How long a close waits for the servers' goodbyes.
pub(super) const GOODBYE: Duration = Duration::from_millis(250);

/// What a handle names.
#[derive(Clone, Debug)]
pub(super) enum Object {
    Root(Arc<Root>),
    Connection(Arc<Connection>),
    File(Arc<File>),
    Find(Arc<Find>),
    Html(Arc<Html>),
}

impl Object {
    pub(super) fn attributes(&self) -> &Attributes {
        match self {
            Self::Root(root) => &root.attributes,
            Self::Connection(connection) => &connection.attributes,
            Self::File(file) => &file.attributes,
            Self::Find(find) => &find.attributes,
            Self::Html(html) => &html.attributes,
        }
    }

    /// The connection it is, or belongs to.
    pub(super) fn connection(&self) -> Option<&Arc<Connection>> {
        match self {
            Self::Root(_) => None,
            Self::Connection(connection) => Some(connection),
            Self::File(file) => Some(&file.connection),
            Self::Find(find) => Some(&find.connection),
            Self::Html(html) => Some(&html.connection),
        }
    }

    /// The connection that ends with it.
    fn owned_connection(&self) -> Option<&Arc<Connection>> {
        match self {
            Self::Connection(connection) => Some(connection),
            Self::File(file) if file.owns_connection => Some(&file.connection),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct Entry {
    object: Object,
    parent: Handle,
    children: Vec<Handle>,
}

#[derive(Debug)]
struct Table {
    entries: BTreeMap<Handle, Entry>,
    next: Handle,
}

static TABLE: RwLock<Table> = RwLock::new(Table { entries: BTreeMap::new(), next: FIRST });

/// Whether a root was ever opened: before that, NULL has an error number of its own.
static INITIALIZED: AtomicBool = AtomicBool::new(false);

impl Table {
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

    fn insert(&mut self, number: Handle, object: Object, parent: Handle) {
        self.entries.insert(number, Entry { object, parent, children: Vec::new() });
    }

    /// Takes a handle and all below it out, children before their parent.
    fn remove(&mut self, handle: Handle, removed: &mut Vec<Object>) {
        let Some(entry) = self.entries.remove(&handle) else { return };
        for child in entry.children {
            self.remove(child, removed);
        }
        removed.push(entry.object);
    }
}

/// A new root.
pub(super) fn insert_root(root: Root) -> Result<Handle, Error> {
    let mut table = write();
    let handle = table.free_number()?;
    table.insert(handle, Object::Root(Arc::new(root)), 0);
    INITIALIZED.store(true, Ordering::Relaxed);
    Ok(handle)
}

/// A new handle below another, unless that was closed meanwhile.
pub(super) fn insert(object: Object, parent: Handle) -> Result<Handle, Error> {
    let mut table = write();
    let handle = table.free_number()?;
    let siblings = &mut table.entries.get_mut(&parent).ok_or(Error::InvalidHandle)?.children;
    siblings.push(handle);
    table.insert(handle, object, parent);
    Ok(handle)
}

/// What a handle names, and its parent.
pub(super) fn find(handle: Handle) -> Result<(Object, Handle), Error> {
    match read().entries.get(&handle) {
        Some(entry) => Ok((entry.object.clone(), entry.parent)),
        None if handle == 0 && !INITIALIZED.load(Ordering::Relaxed) => Err(Error::NotInitialized),
        None => Err(Error::InvalidHandle),
    }
}

/// The root a handle names.
pub(super) fn root(handle: Handle) -> Result<Arc<Root>, Error> {
    match find(handle)?.0 {
        Object::Root(root) => Ok(root),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// The connection a handle names.
pub(super) fn connection(handle: Handle) -> Result<Arc<Connection>, Error> {
    match find(handle)?.0 {
        Object::Connection(connection) => Ok(connection),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// Takes a handle and all below it out of use; nothing where there is no such handle.
pub(super) fn remove(handle: Handle) -> Vec<Object> {
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

/// InternetCloseHandle: closes a handle and all below it, and cancels what runs on them. A file that is open for writing
/// and at rest is finished; fails with its verdict then, and the handles are closed all the same.
pub fn close(handle: Handle) -> Result<(), Error> {
    let removed = remove(handle);
    if removed.is_empty() {
        return Err(Error::InvalidHandle);
    }
    // First everything is cancelled, then the files are closed, then the goodbyes are said: a moment for all of them
    // together.
    let connections = || removed.iter().filter_map(Object::owned_connection);
    connections().for_each(|connection| connection.cancel());
    let files = || {
        removed.iter().filter_map(|object| match object {
            Object::File(file) => Some(file),
            _ => None,
        })
    };
    files().for_each(|file| file.cancel());
    // A file that another thread is closing has no handle any more; those that rest here are still to be finished.
    let rests = |connection: &&Arc<Connection>| files().any(|file| Arc::ptr_eq(&file.connection, connection));
    connections()
        .filter(|connection| !rests(connection))
        .for_each(|connection| connection.stop_closing.cancel());
    let result = close_files(files());
    let moment = Instant::now() + GOODBYE;
    connections().for_each(|connection| connection.quit(moment));
    result
}

/// Closes all files; the first failure is told, with what the server said to it.
fn close_files<'a>(files: impl Iterator<Item = &'a Arc<File>>) -> Result<(), Error> {
    let mut failure = None;
    for file in files {
        if let Err(error) = file.close()
            && failure.is_none()
        {
            failure = Some((error, response::last()));
        }
    }
    let Some((error, response)) = failure else { return Ok(()) };
    response::put_back(response);
    Err(error)
}

fn read() -> RwLockReadGuard<'static, Table> {
    TABLE.read().unwrap_or_else(PoisonError::into_inner)
}

fn write() -> RwLockWriteGuard<'static, Table> {
    TABLE.write().unwrap_or_else(PoisonError::into_inner)
}
