//! System errors as the failures that the protocol floor knows, with their Winsock numbers.

use std::io;

use crate::constants::winsock::{WSAECONNABORTED, WSAECONNRESET, WSAETIMEDOUT, WSAHOST_NOT_FOUND};
use crate::protocol::{Failure, FailureKind};
use crate::sys::winsock_number;

/// The failure that a system error stands for.
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

/// The failure that an error of writing to a data connection stands for. As this side has not shut it down, the other side
/// has reset it, even if the system calls that "broken pipe" or "not connected".
pub(super) fn write_failure(error: &io::Error) -> Failure {
    match failure(error).kind {
        FailureKind::Aborted => RESET,
        _ => failure(error),
    }
}

/// The other side reset the connection.
const RESET: Failure = Failure::new(FailureKind::Reset, WSAECONNRESET);
/// The other side closed the connection in an orderly way, but too early. Windows calls that WSAECONNABORTED.
pub(super) const CLOSED: Failure = Failure::new(FailureKind::Closed, WSAECONNABORTED);
/// A deadline of ours passed.
pub(super) const TIMED_OUT: Failure = Failure::new(FailureKind::TimedOut, WSAETIMEDOUT);
/// The server's system did not acknowledge the data in time.
pub(super) const UNACKNOWLEDGED: Failure = Failure::new(FailureKind::Aborted, WSAETIMEDOUT);
/// The name has no address.
pub(super) const NAME_NOT_FOUND: Failure = Failure::new(FailureKind::NameNotFound, WSAHOST_NOT_FOUND);
/// A reply exceeds the size limit.
pub(super) const REPLY_TOO_LONG: Failure = Failure::new(FailureKind::ReplyTooLong, 0);
