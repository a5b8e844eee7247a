//! Remote names from the caller.

use crate::inet::Error;
use crate::protocol::name;

/// A remote name: not empty, and free of what would end the command line.
pub(super) fn check(name: &[u8]) -> Result<Vec<u8>, Error> {
    if name.is_empty() || !name::is_safe(name) {
        return Err(Error::InvalidParameter);
    }
    Ok(name.to_vec())
}
