//! FtpPutFile: an upload of a local file.

use std::path::Path;

use crate::inet::handles::notifier::Notifier;
use crate::inet::handles::pending_call::PendingCall;
use crate::inet::handles::registry;
use crate::inet::{Error, Handle, local_file};
use crate::net::Source;
use crate::protocol::{FtpCommand, TransferType, Upload};

use super::{remote_name, transfer_type};

/// Uploads a local file. `Ok` only when the server's final reply is 2yz and every byte reached it.
pub fn put_file(
    handle: Handle,
    local: &Path,
    remote: &[u8],
    flags: u32,
    context: usize,
) -> Result<(), Error> {
    let (connection, found) = registry::connection(handle)?;
    let (pending, mut call) = PendingCall::with_dialogue(
        &found,
        &connection,
        Notifier::new(handle, context, &connection.attributes),
    )?;
    let (file, size) = local_file::open(local)?;
    let transfer_type = transfer_type::from_flags(flags)?;
    let remote = remote_name::check(remote)?;
    let mut source = match transfer_type {
        TransferType::Image => Source::binary(file, size),
        // On Windows, text has CR LF in files too.
        TransferType::Ascii if cfg!(windows) => Source::binary(file, size),
        TransferType::Ascii => Source::text(file, size),
    };
    let upload = move |known| Upload::new(FtpCommand::Named("STOR", remote), transfer_type, known);
    pending.run(async move {
        let stored = call.run(upload, &mut source).await;
        call.ends(stored.map(drop))
    })
}
