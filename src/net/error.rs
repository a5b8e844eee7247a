//! System errors in the words of the protocol floor, with their Winsock numbers.

use std::io;

use crate::constants::winsock::{WSAECONNABORTED, WSAECONNRESET, WSAETIMEDOUT, WSAHOST_NOT_FOUND};
use crate::protocol::{Failure, FailureKind};
use crate::sys::winsock_number;

/// The failure behind a system error.
pub(super) fn failure(error: &io::Error) -> Failure {
    use io::ErrorKind as K;
    let kind = match error.kind() {
        K::ConnectionReset => FailureKind::Reset,
        K::ConnectionAborted | K::BrokenPipe | K::NotConnected => FailureKind::Aborted,
        K::ConnectionRefused => FailureKind::Refused,
        K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown => FailureKind::Unreachable,
        K::TimedOut => FailureKind::TimedOut,
        K::AddrInUse | K::AddrNotAvailable => FailureKind::NoLocalPort,
        _ => FailureKind::Other,
    };
    Failure::new(kind, error.raw_os_error().map_or(0, winsock_number))
}

/// The failure behind an error of writing to a data connection that this side has not shut.
///
/// Whatever else the system says of it then ("broken pipe", "not connected"), it was reset by the other side.
pub(super) fn write_failure(error: &io::Error) -> Failure {
    match failure(error).kind {
        FailureKind::Aborted => RESET,
        _ => failure(error),
    }
}

/// The other side reset the connection.
const RESET: Failure = Failure::new(FailureKind::Reset, WSAECONNRESET);
/// The other side ended the connection in an orderly way, but too early: WSAECONNABORTED is what Windows calls it.
pub(super) const CLOSED: Failure = Failure::new(FailureKind::Closed, WSAECONNABORTED);
/// A deadline of ours passed.
pub(super) const TIMED_OUT: Failure = Failure::new(FailureKind::TimedOut, WSAETIMEDOUT);
/// The server's system did not acknowledge in time what it was sent.
pub(super) const UNACKNOWLEDGED: Failure = Failure::new(FailureKind::Aborted, WSAETIMEDOUT);
/// A name without an address.
pub(super) const NAME_NOT_FOUND: Failure = Failure::new(FailureKind::NameNotFound, WSAHOST_NOT_FOUND);
/// A reply without end.
pub(super) const REPLY_TOO_LONG: Failure = Failure::new(FailureKind::ReplyTooLong, 0);
