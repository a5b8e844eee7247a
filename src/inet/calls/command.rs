//! FtpCommand: a command as the caller wrote it.

use crate::inet::handles::file::Opened;
use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::handles::transfer::Access;
use crate::inet::{Error, Handle};
use crate::protocol::{FtpCommand, TransferType, name};

use super::open_file::{begin, give_handle};
use super::{directory, transfer_type};

/// FtpCommand: the command as the caller wrote it. With a data connection it returns a file to read or, for STOR,
/// STOU and APPE, to write. It never runs in the background.
pub fn command(
    handle: Handle,
    line: Option<&[u8]>,
    with_data: bool,
    flags: u32,
    context: usize,
) -> Result<Option<Handle>, Error> {
    let line = line.filter(|line| !line.is_empty() && name::is_safe(line)).ok_or(Error::InvalidParameter)?;
    let (connection, found) = registry::connection(handle)?;
    let transfer_type = if with_data { transfer_type::from_flags(flags)? } else { TransferType::Image };
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    let access = access_of(line);
    let line = FtpCommand::Raw(line.to_vec());
    let new = pending.run_here(async move {
        if !with_data {
            let done = directory::simple(&mut call, line).await;
            return call.ends(done.map(|_| None));
        }
        let begun = begin(&mut call, line, access, transfer_type).await;
        let url = connection.url(b"");
        let opened =
            begun.map(|size| Opened { connection, owns_connection: false, access, size, url, context });
        give_handle(call, opened, handle).map(Some)
    });
    new.map(|new| new.map(|new| new.handle()))
}

/// The direction a command moves data in.
fn access_of(line: &[u8]) -> Access {
    match &crate::protocol::verb(line)[..] {
        b"STOR" | b"STOU" | b"APPE" => Access::Write,
        _ => Access::Read,
    }
}
