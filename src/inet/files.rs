//! FtpOpenFile and FtpCommand, and what is done with the file handles they give.

use std::sync::Arc;

use crate::protocol::{Command, Download, Machine, Request, TransferType, Upload, name};

use super::connection::Call;
use super::file::{Access, File, Opened};
use super::open_file::OpenFile;
use super::registry::{self, Object};
use super::{Error, Handle, names, transfer_type, urls};

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
    let connection = registry::connection(handle)?;
    let name = names::remote(name.ok_or(Error::InvalidParameter)?)?;
    let (access, verb) = match access {
        GENERIC_READ => (Access::Read, "RETR"),
        GENERIC_WRITE => (Access::Write, "STOR"),
        _ => return Err(Error::InvalidParameter),
    };
    let transfer_type = transfer_type::of_flags(flags)?;
    let mut call = connection.call()?;
    let url = urls::of(&connection, &name);
    let size = begin(&mut call, Request::Named(verb, name), access, transfer_type)?;
    let opened =
        Opened { connection: Arc::clone(&connection), owns_connection: false, access, size, url, context };
    give_handle(&mut call, opened, handle)
}

/// FtpCommand: the command as the caller wrote it. With a data connection it gives a file to read or, for STOR, STOU and
/// APPE, to write.
pub fn command(
    handle: Handle,
    line: Option<&[u8]>,
    with_data: bool,
    flags: u32,
    context: usize,
) -> Result<Option<Handle>, Error> {
    let line = line.filter(|line| !line.is_empty() && name::is_safe(line)).ok_or(Error::InvalidParameter)?;
    let connection = registry::connection(handle)?;
    let request = Request::Raw(line.to_vec());
    if !with_data {
        let command = |known| Command::new(request, known);
        connection.call()?.run(command, &mut crate::net::Later, Command::known)?;
        return Ok(None);
    }
    let transfer_type = transfer_type::of_flags(flags)?;
    let access = access_of(line);
    let mut call = connection.call()?;
    let size = begin(&mut call, request, access, transfer_type)?;
    let url = urls::of(&connection, b"");
    let opened =
        Opened { connection: Arc::clone(&connection), owns_connection: false, access, size, url, context };
    give_handle(&mut call, opened, handle).map(Some)
}

/// The direction a command moves data in.
fn access_of(line: &[u8]) -> Access {
    match &crate::protocol::verb(line)[..] {
        b"STOR" | b"STOU" | b"APPE" => Access::Write,
        _ => Access::Read,
    }
}

/// Starts a transfer and leaves it where data can move; gives the remote file's size where the server told it.
pub(super) fn begin(
    call: &mut Call<'_>,
    request: Request,
    access: Access,
    transfer_type: TransferType,
) -> Result<Option<u64>, Error> {
    match access {
        Access::Read => {
            let mut size = None;
            let download = |known| Download::piecewise(request, transfer_type, known);
            call.open(download, Download::known, |operation| {
                size = operation.machine().size();
                OpenFile::Reading(Box::new(operation))
            })?;
            Ok(size)
        }
        Access::Write => {
            let upload = |known| Upload::new(request, transfer_type, known);
            call.open(upload, Upload::known, |operation| OpenFile::Writing(Box::new(operation)))?;
            Ok(None)
        }
    }
}

/// A handle for the file that was just opened, unless the one above was closed meanwhile.
fn give_handle(call: &mut Call<'_>, opened: Opened, parent: Handle) -> Result<Handle, Error> {
    let file = Arc::new(File::new(opened));
    registry::insert(Object::File(file), parent).inspect_err(|_| call.forget_open())
}

/// InternetReadFile; see [`File::read`].
pub fn read(handle: Handle, buffer: &mut [u8], whole: bool) -> Result<usize, Error> {
    match registry::find(handle)?.0 {
        Object::File(file) => file.read(buffer, whole),
        Object::Html(html) => html.read(buffer),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// InternetQueryDataAvailable
pub fn available(handle: Handle) -> Result<usize, Error> {
    match registry::find(handle)?.0 {
        Object::File(file) => file.available(),
        Object::Html(html) => Ok(html.available()),
        _ => Err(Error::IncorrectHandleType),
    }
}

/// InternetWriteFile
pub fn write(handle: Handle, bytes: &[u8]) -> Result<(), Error> {
    file(handle)?.write(bytes)
}

/// TrueFtpFinishFile: ends an upload and learns what became of it; the handle stays until it is closed.
pub fn finish(handle: Handle) -> Result<(), Error> {
    file(handle)?.finish()
}

/// FtpGetFileSize
pub fn size(handle: Handle) -> Result<u64, Error> {
    let file = file(handle)?;
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

fn file(handle: Handle) -> Result<Arc<File>, Error> {
    match registry::find(handle)?.0 {
        Object::File(file) => Ok(file),
        _ => Err(Error::IncorrectHandleType),
    }
}
