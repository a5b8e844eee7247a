//! The error of each verdict.

use crate::constants::win32::ERROR_HANDLE_EOF;
use crate::constants::winsock::{WSAECONNABORTED, WSAETIMEDOUT};
use crate::protocol::{Failure, FailureKind, LocalFailure, Reason, Reply, Verdict};
use crate::sys;

use super::Error;

/// The result of a call that ended with this verdict: the reply of [`Verdict::Done`], or the error of any other.
pub(crate) fn result(verdict: &Verdict) -> Result<Reply, Error> {
    match verdict {
        Verdict::Done(reply) => Ok(reply.clone()),
        Verdict::Refused(_) => Err(Error::Extended),
        Verdict::LoginRefused(_) => Err(Error::LoginFailure),
        Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } => Err(error(*reason)),
    }
}

/// The error of a verdict that the server's reply alone does not explain.
pub(crate) fn error(reason: Reason) -> Error {
    match reason {
        Reason::Control(failure) | Reason::Data(failure) => failure_error(failure),
        Reason::AlreadyLost(_) | Reason::OutOfSync => Error::FtpDropped,
        Reason::ReplyTimeout => Error::Timeout,
        Reason::Garbled => Error::Internal,
        Reason::Local(LocalFailure::Shrank) => Error::LocalFile(ERROR_HANDLE_EOF),
        Reason::Local(LocalFailure::TooLong) => Error::OutOfMemory,
        Reason::Local(LocalFailure::System(code)) => Error::LocalFile(sys::win32_number(code)),
        Reason::Premature => Error::ConnectionAborted,
        Reason::NoPassiveMode => Error::NoPassiveMode,
        Reason::Cancelled => Error::Cancelled,
    }
}

fn failure_error(failure: Failure) -> Error {
    match failure.kind {
        FailureKind::Closed | FailureKind::Aborted => Error::ConnectionAborted,
        FailureKind::Reset => Error::ConnectionReset,
        // What has no kind of its own comes from making a socket: descriptors or memory are short.
        FailureKind::Refused | FailureKind::Unreachable | FailureKind::Other => Error::CannotConnect,
        FailureKind::TimedOut => Error::Timeout,
        FailureKind::NoLocalPort => Error::SourcePortInUse,
        FailureKind::NameNotFound => Error::NameNotResolved,
        FailureKind::ReplyTooLong => Error::Internal,
    }
}

/// The underlying Winsock error number, or 0.
pub(crate) fn socket_error(reason: Reason) -> u32 {
    match reason {
        Reason::Premature => WSAECONNABORTED,
        Reason::Control(failure) | Reason::Data(failure) | Reason::AlreadyLost(failure) => {
            failure.socket_error
        }
        Reason::ReplyTimeout => WSAETIMEDOUT,
        _ => 0,
    }
}
