//! The C boundary: every pointer NULL in turn, every buffer size, every kind of invalid handle, the order of the checks, the
//! options.
//!
//! What is refused must change nothing: no output, no option, no handle, not one byte on the network.

#[path = "boundary/buffers.rs"]
mod buffers;
#[path = "boundary/handles.rs"]
mod handles;
#[path = "boundary/nulls.rs"]
mod nulls;
#[path = "boundary/option_values.rs"]
mod option_values;
#[path = "boundary/options.rs"]
mod options;
#[path = "boundary/order.rs"]
mod order;
#[path = "boundary/sessions.rs"]
mod sessions;
