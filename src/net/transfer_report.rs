//! What an operation tells besides its verdict.

use std::time::SystemTime;

/// How far an operation came, and when it ended.
#[derive(Clone, Debug)]
pub struct TransferReport {
    /// The last command that was sent, wholly or in part, without passwords; empty for none.
    pub command: Vec<u8>,
    /// Bytes of the file that were handed to the data connection, or came over it.
    pub moved: u64,
    /// How many there are in all, where that is known.
    pub total: Option<u64>,
    /// The moment of the end.
    pub ended: SystemTime,
}

impl TransferReport {
    /// That of an operation which ends now before it has begun.
    pub fn empty() -> Self {
        Self { command: Vec::new(), moved: 0, total: None, ended: SystemTime::now() }
    }
}
