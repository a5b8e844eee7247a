//! FtpOpenFile and FtpCommand, and what is done with the file handles they give.

use std::sync::Arc;

use crate::protocol::{Download, FtpCommand, TransferType, Upload, name};

use super::callback::{Event, Notifier};
use super::connection::Call;
use super::file::{Access, Entered, File, Opened};
use super::pending_call::PendingCall;
use super::registry::{self, Found, Object};
use super::{Error, Handle, directory, names, transfer_type, urls};

const GENERIC_READ: u32 = 0x8000_0000;
const GENERIC_WRITE: u32 = 0x4000_0000;

/// FtpOpenFile: the file is open once the server has begun and the data connection is there.
pub fn open(
    handle: Handle,
    name: Option<&[u8]>,
    access: u32,
    flags: u32,
    context: usize,
) -> Result<Handle, Error> {
    let (connection, found) = registry::connection(handle)?;
    let name = names::remote(name.ok_or(Error::InvalidParameter)?)?;
    let (access, verb) = match access {
        GENERIC_READ => (Access::Read, "RETR"),
        GENERIC_WRITE => (Access::Write, "STOR"),
        _ => return Err(Error::InvalidParameter),
    };
    let transfer_type = transfer_type::of_flags(flags)?;
    let (request, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    let notifier = request.notifier().clone();
    request.run(async move {
        let url = urls::of(&connection, &name);
        let size = begin(&mut call, FtpCommand::Named(verb, name), access, transfer_type).await?;
        let opened = Opened { connection, owns_connection: false, access, size, url, context };
        give_handle(call, opened, handle, &notifier)
    })
}

/// FtpCommand: the command as the caller wrote it. With a data connection it gives a file to read or, for STOR, STOU and
/// APPE, to write. It never goes on in the background.
pub fn command(
    handle: Handle,
    line: Option<&[u8]>,
    with_data: bool,
    flags: u32,
    context: usize,
) -> Result<Option<Handle>, Error> {
    let line = line.filter(|line| !line.is_empty() && name::is_safe(line)).ok_or(Error::InvalidParameter)?;
    let (connection, found) = registry::connection(handle)?;
    let transfer_type = if with_data { transfer_type::of_flags(flags)? } else { TransferType::Image };
    let (request, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    let notifier = request.notifier().clone();
    let access = access_of(line);
    let line = FtpCommand::Raw(line.to_vec());
    request.run_here(async move {
        if !with_data {
            return directory::simple(&mut call, line).await.map(|_| None);
        }
        let size = begin(&mut call, line, access, transfer_type).await?;
        let url = urls::of(&connection, b"");
        let opened = Opened { connection, owns_connection: false, access, size, url, context };
        give_handle(call, opened, handle, &notifier).map(Some)
    })
}

/// The direction a command moves data in.
fn access_of(line: &[u8]) -> Access {
    match &crate::protocol::verb(line)[..] {
        b"STOR" | b"STOU" | b"APPE" => Access::Write,
        _ => Access::Read,
    }
}

/// Starts a transfer and leaves it where data can move; gives the remote file's size where the server told it.
pub(super) async fn begin(
    call: &mut Call,
    line: FtpCommand,
    access: Access,
    transfer_type: TransferType,
) -> Result<Option<u64>, Error> {
    match access {
        Access::Read => call.open(|known| Download::piecewise(line, transfer_type, known), access).await,
        Access::Write => call.open(|known| Upload::new(line, transfer_type, known), access).await,
    }
}

/// A handle for the file that was just opened, unless the one above was closed meanwhile.
fn give_handle(mut call: Call, opened: Opened, parent: Handle, notifier: &Notifier) -> Result<Handle, Error> {
    let file = Arc::new(File::new(opened));
    let new = registry::insert(Object::File(file), parent).inspect_err(|_| call.forget_open())?;
    // The file is free from now on: the callback may close it.
    drop(call);
    notifier.tell(Event::HandleCreated(new.handle()));
    Ok(new.handle())
}

/// InternetReadFile: `deliver` takes the number of bytes; see [`super::file::Entered::read`].
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
    let (request, entered) = enter(handle, &file, &found, Access::Read)?;
    let work = async move { entered.read(buffer, how.whole).await.map(deliver) };
    if how.here { request.run_here(work) } else { request.run_eagerly(work) }
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
    let (request, entered) = enter(handle, &file, &found, Access::Read)?;
    request.run_eagerly(async move { entered.available().await.map(deliver) })
}

/// InternetWriteFile: `deliver` is called when all bytes were sent.
pub fn write(
    handle: Handle,
    bytes: &'static [u8],
    deliver: impl FnOnce() + Send + 'static,
) -> Result<(), Error> {
    let (file, found) = file(handle)?;
    let (request, entered) = enter(handle, &file, &found, Access::Write)?;
    request.run_eagerly(async move { entered.write(bytes).await.map(|()| deliver()) })
}

/// TrueFtpFinishFile: ends an upload and learns what became of it; the handle stays until it is closed.
pub fn finish(handle: Handle) -> Result<(), Error> {
    let (file, found) = file(handle)?;
    let (request, entered) = enter(handle, &file, &found, Access::Write)?;
    request.run(entered.finish())
}

/// A call on an open file, which is in the middle of it from here on.
fn enter(
    handle: Handle,
    file: &Arc<File>,
    found: &Found,
    access: Access,
) -> Result<(PendingCall, Entered), Error> {
    let mut request = PendingCall::new(found.enter()?, Notifier::of(handle, &file.attributes));
    let entered = file.enter(access, request.notifier())?;
    request.begin();
    Ok((request, entered))
}

/// FtpGetFileSize
pub fn size(handle: Handle) -> Result<u64, Error> {
    let (file, _) = file(handle)?;
    match file.access {
        Access::Read => file.size.ok_or(Error::ItemNotFound),
        Access::Write => Err(Error::IncorrectHandleType),
    }
}

/// InternetSetFilePointer: FTP files have no file pointer.
pub fn set_pointer(handle: Handle) -> Result<u32, Error> {
    registry::find(handle)?;
    Err(Error::InvalidOperation)
}

/// InternetLockRequestFile: there is no cache, so there is nothing to lock.
pub fn lock_file(handle: Handle) -> Result<(), Error> {
    file(handle)?;
    Err(Error::NotSupported)
}

fn file(handle: Handle) -> Result<(Arc<File>, Found), Error> {
    let found = registry::find(handle)?;
    match &found.object {
        Object::File(file) => Ok((Arc::clone(file), found)),
        _ => Err(Error::IncorrectHandleType),
    }
}
