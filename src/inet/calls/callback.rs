//! InternetSetStatusCallback.

use crate::inet::handles::registry;
use crate::inet::{Error, Handle};

pub use crate::inet::handles::callback::{Callback, Event, Status};

/// INTERNET_INVALID_STATUS_CALLBACK: what a failed call returns instead of a callback.
pub const INVALID: usize = usize::MAX;

/// Sets the callback of a handle, which later handles below it inherit, and returns the previous one.
pub fn set(handle: Handle, callback: Callback) -> Result<Callback, Error> {
    let object = registry::find(handle)?.object;
    if callback.function == INVALID {
        return Err(Error::InvalidParameter);
    }
    Ok(object.attributes().set_callback(callback))
}
