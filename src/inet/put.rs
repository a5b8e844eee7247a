//! FtpPutFile: the call the library exists for.

use std::path::Path;

use crate::net::Source;
use crate::protocol::{TransferType, Upload, name};

use super::{Error, Handle, local_file, registry};

const TRANSFER_TYPE_ASCII: u32 = 1;
const TRANSFER_TYPE_MASK: u32 = 3;

/// Uploads a local file. `Ok` only when the server's final reply is 2yz and every byte reached it.
pub fn put_file(handle: Handle, local: &Path, remote: &[u8], flags: u32) -> Result<(), Error> {
    let connection = registry::connection(handle)?;
    let (file, size) = local_file::open(local)?;
    let transfer_type = transfer_type(flags)?;
    if remote.is_empty() || !name::is_safe(remote) {
        return Err(Error::InvalidParameter);
    }
    let source = match transfer_type {
        TransferType::Image => Source::binary(file, size),
        TransferType::Ascii => Source::text(file, size),
    };
    let upload = |known| Upload::new(remote.to_vec(), transfer_type, known);
    connection.run(upload, Some(source), Upload::known)
}

/// The type in the lowest bits: unknown is binary; ASCII and binary at once is neither.
fn transfer_type(flags: u32) -> Result<TransferType, Error> {
    match flags & TRANSFER_TYPE_MASK {
        TRANSFER_TYPE_MASK => Err(Error::InvalidParameter),
        TRANSFER_TYPE_ASCII => Ok(TransferType::Ascii),
        _ => Ok(TransferType::Image),
    }
}
