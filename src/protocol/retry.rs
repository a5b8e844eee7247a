//! Whether trying again can help.

/// Whether trying again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// There is no need to try again.
    No,
    /// It may work at once, over a new connection if this one is lost.
    Now,
    /// It may work later.
    Later,
    /// It will fail again until something is changed.
    Never,
    /// The server may have carried out the command: check before trying again.
    Unknown,
}
