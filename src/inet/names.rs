//! Names that callers give.

use crate::protocol::name;

use super::Error;

/// A remote name: not empty, and free of what would end the command line.
pub(super) fn remote(name: &[u8]) -> Result<Vec<u8>, Error> {
    if name.is_empty() || !name::is_safe(name) {
        return Err(Error::InvalidParameter);
    }
    Ok(name.to_vec())
}
