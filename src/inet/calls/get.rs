//! FtpGetFile: a download into a local file.

use std::path::Path;

use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::local_file::NewFile;
use crate::inet::{Error, Handle};
use crate::net::Sink;
use crate::protocol::{Download, FtpCommand, TransferType};

use super::{remote_name, transfer_type};

/// Where a download goes.
#[derive(Debug)]
pub struct LocalTarget<'a> {
    /// The path of the local file.
    pub path: &'a Path,
    /// A file of that name is an error.
    pub fail_if_exists: bool,
    /// FILE_ATTRIBUTE_…
    pub attributes: u32,
}

/// Downloads a file. `Ok` only when the server's final reply is 2yz and every byte is in the local file, which appears,
/// or is replaced, only then.
pub fn get_file(
    handle: Handle,
    remote: &[u8],
    local: &LocalTarget<'_>,
    flags: u32,
    context: usize,
) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    NewFile::check(local.path, local.fail_if_exists)?;
    let transfer_type = transfer_type::from_flags(flags)?;
    let remote = remote_name::check(remote)?;
    let (new_file, file) = NewFile::create(local.path, local.fail_if_exists, local.attributes)?;
    let mut sink = match transfer_type {
        TransferType::Image => Sink::binary(file),
        // On Windows, text has CR LF in files too.
        TransferType::Ascii if cfg!(windows) => Sink::binary(file),
        TransferType::Ascii => Sink::text(file),
    };
    let download = move |known| Download::new(FtpCommand::Named("RETR", remote), transfer_type, known);
    pending.run(async move {
        let received = call.run(download, &mut sink).await;
        call.ends(received.and_then(|_| new_file.keep(sink.into_file())))
    })
}
