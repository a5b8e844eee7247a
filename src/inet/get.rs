//! FtpGetFile: a download into a local file.

use std::path::Path;

use crate::net::Sink;
use crate::protocol::{Download, Request, TransferType};

use super::local_file::NewFile;
use super::{Error, Handle, names, registry, transfer_type};

/// Downloads a file. `Ok` only when the server's final reply is 2yz and every byte is in the local file, which appears,
/// or is replaced, only then.
pub fn get_file(
    handle: Handle,
    remote: &[u8],
    local: &Path,
    fail_if_exists: bool,
    attributes: u32,
    flags: u32,
) -> Result<(), Error> {
    let connection = registry::connection(handle)?;
    let mut call = connection.call()?;
    NewFile::check(local, fail_if_exists)?;
    let transfer_type = transfer_type::of_flags(flags)?;
    let remote = names::remote(remote)?;
    let (new_file, file) = NewFile::create(local, fail_if_exists, attributes)?;
    let mut sink = match transfer_type {
        TransferType::Image => Sink::binary(file),
        // On Windows, text has CR LF in files too.
        TransferType::Ascii if cfg!(windows) => Sink::binary(file),
        TransferType::Ascii => Sink::text(file),
    };
    let download = |known| Download::new(Request::Named("RETR", remote), transfer_type, known);
    call.run(download, &mut sink, Download::known)?;
    new_file.keep(sink.into_file())
}
