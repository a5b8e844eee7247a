//! What an operation reports besides its verdict.

use std::time::SystemTime;

/// How far an operation got, and when it ended.
#[derive(Clone, Debug)]
pub struct TransferReport {
    /// The last command that was sent, completely or in part, without passwords. Empty if none was sent.
    pub command: Vec<u8>,
    /// Bytes of the file that were handed to the data connection or received from it.
    pub moved: u64,
    /// The size of the file in bytes, if it is known.
    pub total: Option<u64>,
    /// When the operation ended.
    pub ended: SystemTime,
}

impl TransferReport {
    /// The report of an operation that ends now, before it has begun.
    pub fn empty() -> Self {
        Self { command: Vec::new(), moved: 0, total: None, ended: SystemTime::now() }
    }
}
