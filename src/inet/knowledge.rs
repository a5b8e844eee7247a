//! What replies and error numbers mean.

pub mod explain;
pub mod messages;
pub mod retry;
pub mod win32;
pub mod winsock;
