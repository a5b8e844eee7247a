//! The type of a transfer, from the flags of a call.

use crate::inet::Error;
use crate::protocol::TransferType;

const TRANSFER_TYPE_ASCII: u32 = 1;
const TRANSFER_TYPE_MASK: u32 = 3;

/// The type in the lowest bits: unknown is binary; ASCII and binary at once is neither.
pub(super) fn of_flags(flags: u32) -> Result<TransferType, Error> {
    match flags & TRANSFER_TYPE_MASK {
        TRANSFER_TYPE_MASK => Err(Error::InvalidParameter),
        TRANSFER_TYPE_ASCII => Ok(TransferType::Ascii),
        _ => Ok(TransferType::Image),
    }
}
