//! Reading and writing through file handles.

use std::sync::Arc;

use crate::inet::handles::object::Object;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::handles::transfer::Access;
use crate::inet::{Error, Handle};

/// InternetReadFile: `deliver` takes the number of bytes; see `Entered::read`.
pub fn read(
    handle: Handle,
    buffer: &'static mut [u8],
    how: Reading,
    deliver: impl FnOnce(usize) + Send + 'static,
) -> Result<(), Error> {
    let found = registry::find(handle)?;
    let file = match &found.object {
        Object::File(file) => Arc::clone(file),
        Object::Html(html) => {
            deliver(html.read(buffer)?);
            return Ok(());
        }
        _ => return Err(Error::IncorrectHandleType),
    };
    let (pending, call) = PendingCall::with_file(&found, &file, Access::Read)?;
    let work = async move { call.read(buffer, how.whole).await.map(deliver) };
    if how.here { pending.run_here(work) } else { pending.run_eagerly(work) }
}

/// How a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The buffer is filled to its end or the file's.
    pub whole: bool,
    /// It is waited for here, also in asynchronous mode.
    pub here: bool,
}

/// InternetQueryDataAvailable: `deliver` takes the number of bytes.
pub fn available(handle: Handle, deliver: impl FnOnce(usize) + Send + 'static) -> Result<(), Error> {
    let found = registry::find(handle)?;
    let file = match &found.object {
        Object::File(file) => Arc::clone(file),
        Object::Html(html) => {
            deliver(html.available());
            return Ok(());
        }
        _ => return Err(Error::IncorrectHandleType),
    };
    let (pending, call) = PendingCall::with_file(&found, &file, Access::Read)?;
    pending.run_eagerly(async move { call.available().await.map(deliver) })
}

/// InternetWriteFile: `deliver` is called when all bytes were sent.
pub fn write(
    handle: Handle,
    bytes: &'static [u8],
    deliver: impl FnOnce() + Send + 'static,
) -> Result<(), Error> {
    let (file, found) = registry::file(handle)?;
    let (pending, call) = PendingCall::with_file(&found, &file, Access::Write)?;
    pending.run_eagerly(async move { call.write(bytes).await.map(|()| deliver()) })
}

/// InternetSetFilePointer: FTP files have no file pointer.
pub fn set_pointer(handle: Handle) -> Result<u32, Error> {
    registry::find(handle)?;
    Err(Error::InvalidOperation)
}

/// InternetLockRequestFile: there is no cache, so there is nothing to lock.
pub fn lock_file(handle: Handle) -> Result<(), Error> {
    registry::file(handle)?;
    Err(Error::NotSupported)
}
