//! FtpOpenFile, FtpGetFileSize and TrueFtpFinishFile.

use std::sync::Arc;

use crate::constants::windows::{GENERIC_READ, GENERIC_WRITE};
use crate::inet::handles::call::Call;
use crate::inet::handles::completed::Completed;
use crate::inet::handles::file::{File, Opened};
use crate::inet::handles::lifetime::HandleUse;
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::object::Object;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::handles::transfer::Access;
use crate::inet::{Error, Handle};
use crate::protocol::{Download, FtpCommand, TransferType, Upload};

use super::{remote_name, transfer_type};

/// FtpOpenFile: the file is open once the server has begun the transfer and the data connection is established.
pub fn open(
    handle: Handle,
    name: Option<&[u8]>,
    access: u32,
    flags: u32,
    context: usize,
) -> Result<Handle, Error> {
    let (connection, found) = registry::connection(handle)?;
    let name = remote_name::check(name.ok_or(Error::InvalidParameter)?)?;
    let (access, verb) = match access {
        GENERIC_READ => (Access::Read, "RETR"),
        GENERIC_WRITE => (Access::Write, "STOR"),
        _ => return Err(Error::InvalidParameter),
    };
    let transfer_type = transfer_type::from_flags(flags)?;
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    let new = pending.run(async move {
        let url = connection.url(&name);
        let begun = begin(&mut call, FtpCommand::Named(verb, name), access, transfer_type).await;
        let opened =
            begun.map(|size| Opened { connection, owns_connection: false, access, size, url, context });
        give_handle(call, opened, handle)
    });
    new.map(|new| new.handle())
}

/// Starts a transfer and leaves it where data can move; returns the remote file's size, if the server reported it.
pub(super) async fn begin(
    call: &mut Call,
    line: FtpCommand,
    access: Access,
    transfer_type: TransferType,
) -> Completed<Option<u64>> {
    match access {
        Access::Read => call.open(|known| Download::streaming(line, transfer_type, known), access).await,
        Access::Write => call.open(|known| Upload::new(line, transfer_type, known), access).await,
    }
}

/// A handle for the file that was just opened, unless the one above was closed in the meantime.
pub(super) fn give_handle(
    mut call: Call,
    opened: Completed<Opened>,
    parent: Handle,
) -> Completed<HandleUse<Object>> {
    let completed = opened.and_then(|opened| {
        let file = Object::File(Arc::new(File::new(opened)));
        registry::insert(file, parent).inspect_err(|_| call.forget_open())
    });
    call.ends(completed)
}

/// FtpGetFileSize
pub fn size(handle: Handle) -> Result<u64, Error> {
    let (file, _) = registry::file(handle)?;
    match file.access {
        Access::Read => file.size.ok_or(Error::ItemNotFound),
        Access::Write => Err(Error::IncorrectHandleType),
    }
}

/// TrueFtpFinishFile: ends an upload and returns its verdict; the handle stays valid until it is closed.
pub fn finish(handle: Handle) -> Result<(), Error> {
    let (file, found) = registry::file(handle)?;
    let (pending, call) = PendingCall::with_file(&found, &file, Access::Write)?;
    pending.run(call.finish())
}
