//! InternetSetStatusCallback: a handle's callback, which handles opened below it later begin with.

pub use super::attributes::Callback;
use super::{Error, Handle, registry};

/// Sets the callback of a handle and gives the one before.
pub fn set(handle: Handle, callback: Callback) -> Result<Callback, Error> {
    Ok(registry::find(handle)?.0.attributes().set_callback(callback))
}
