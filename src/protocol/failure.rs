//! What went wrong with a connection or the local file, without any socket types.

/// The kind of a [`Failure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The other side ended the connection in an orderly way (FIN).
    Closed,
    /// The other side reset the connection (RST).
    Reset,
    /// The connection was aborted on this side, or writing to it failed after it was shut.
    Aborted,
    /// The connection was refused: no program listens there.
    Refused,
    /// There is no route to that address.
    Unreachable,
    /// Nothing happened within the time allowed.
    TimedOut,
    /// No local port is free.
    NoLocalPort,
    /// The host name has no address.
    NameNotFound,
    /// The server's reply exceeds the size limit.
    ReplyTooLong,
    /// Anything else; see the socket error.
    Other,
}

/// What went wrong with a connection, and the underlying socket error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Failure {
    /// What happened.
    pub kind: FailureKind,
    /// The Winsock number of the underlying socket error (10054, 10061 …), 0 if there is none.
    pub socket_error: u32,
}

impl Failure {
    /// A failure with its underlying socket error.
    pub const fn new(kind: FailureKind, socket_error: u32) -> Self {
        Self { kind, socket_error }
    }
}

/// Why the local file could not be read to its end, or the received data could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalFailure {
    /// It ended before the length it had when it was opened.
    Shrank,
    /// The received data exceeds the size limit.
    TooLong,
    /// Reading or writing failed with this system error number.
    System(i32),
}
