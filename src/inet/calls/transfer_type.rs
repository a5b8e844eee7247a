//! The type of a transfer, from the flags of a call.

use crate::constants::flags::{FTP_TRANSFER_TYPE_ASCII, FTP_TRANSFER_TYPE_MASK};
use crate::inet::Error;
use crate::protocol::TransferType;

/// The type in the lowest bits. No type means binary; both types at once are an error.
pub(super) fn from_flags(flags: u32) -> Result<TransferType, Error> {
    match flags & FTP_TRANSFER_TYPE_MASK {
        FTP_TRANSFER_TYPE_MASK => Err(Error::InvalidParameter),
        FTP_TRANSFER_TYPE_ASCII => Ok(TransferType::Ascii),
        _ => Ok(TransferType::Image),
    }
}
