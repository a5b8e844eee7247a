//! FtpPutFile: the call the library exists for.

use std::path::Path;

use crate::net::Source;
use crate::protocol::{Request, TransferType, Upload};

use super::{Error, Handle, local_file, names, registry, transfer_type};

/// Uploads a local file. `Ok` only when the server's final reply is 2yz and every byte reached it.
pub fn put_file(handle: Handle, local: &Path, remote: &[u8], flags: u32) -> Result<(), Error> {
    let connection = registry::connection(handle)?;
    let mut call = connection.call()?;
    let (file, size) = local_file::open(local)?;
    let transfer_type = transfer_type::of_flags(flags)?;
    let remote = names::remote(remote)?;
    let mut source = match transfer_type {
        TransferType::Image => Source::binary(file, size),
        // On Windows, text has CR LF in files too.
        TransferType::Ascii if cfg!(windows) => Source::binary(file, size),
        TransferType::Ascii => Source::text(file, size),
    };
    let upload = |known| Upload::new(Request::Named("STOR", remote), transfer_type, known);
    call.run(upload, &mut source, Upload::known).map(drop)
}
