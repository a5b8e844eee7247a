//! What went wrong with a connection, in words that need no socket.

/// The kind of a [`Failure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The other side ended the connection in an orderly way (FIN).
    Closed,
    /// The other side reset the connection (RST).
    Reset,
    /// The connection was aborted on this side, or writing to it failed after it was shut.
    Aborted,
    /// Nobody accepts connections there.
    Refused,
    /// There is no way to that address.
    Unreachable,
    /// Nothing happened for too long.
    TimedOut,
    /// No local port is left.
    NoLocalPort,
    /// The host name has no address.
    NameNotFound,
    /// The server's reply is longer than any real one, or its line never ends.
    ReplyTooLong,
    /// Anything else; the socket error tells more.
    Other,
}

/// What went wrong with a connection, and the socket error beneath it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Failure {
    /// What happened.
    pub kind: FailureKind,
    /// The Winsock number of the socket error beneath (10054, 10061 …), 0 where there is none.
    pub socket_error: u32,
}

impl Failure {
    /// A failure with the socket error beneath it.
    pub const fn new(kind: FailureKind, socket_error: u32) -> Self {
        Self { kind, socket_error }
    }
}

/// Why the local file could not be read to its end, or what came could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalFailure {
    /// It ended before the length it had when it was opened.
    Shrank,
    /// There is more of it than is taken.
    TooLong,
    /// Reading or writing failed with this error number of the system.
    System(i32),
}
