//! Failures in words, for the transcript.

use crate::protocol::{Failure, FailureKind, LocalFailure, Reason};

/// A reason in words, with the number of the system's error if there is one.
pub(super) fn reason(reason: Reason) -> String {
    match reason {
        Reason::Control(failure) => format!("control connection failed: {}", failure_text(failure)),
        Reason::AlreadyLost(failure) => {
            format!("control connection was already lost: {}", failure_text(failure))
        }
        Reason::Data(failure) => format!("data connection failed: {}", failure_text(failure)),
        Reason::Local(LocalFailure::Shrank) => "local file became shorter".to_owned(),
        Reason::Local(LocalFailure::TooLong) => "listing is too long".to_owned(),
        Reason::Local(LocalFailure::System(number)) => format!("local file failed: error {number}"),
        Reason::OutOfSync => "out of sync: the server sent something that was not asked for".to_owned(),
        Reason::ReplyTimeout => "no reply in time".to_owned(),
        Reason::Garbled => "no reply in time, only lines that are not replies".to_owned(),
        Reason::Premature => "final reply before the end of the data".to_owned(),
        Reason::NoPassiveMode => "no passive mode".to_owned(),
        Reason::Cancelled => "cancelled".to_owned(),
    }
}

fn failure_text(failure: Failure) -> String {
    let what = match failure.kind {
        FailureKind::Closed => "closed by the server",
        FailureKind::Reset => "reset by the server",
        FailureKind::Aborted => "aborted",
        FailureKind::Refused => "refused",
        FailureKind::Unreachable => "unreachable",
        FailureKind::TimedOut => "timed out",
        FailureKind::NoLocalPort => "no local port",
        FailureKind::NameNotFound => "name not found",
        FailureKind::ReplyTooLong => "reply too long",
        FailureKind::Other => "error",
    };
    match failure.socket_error {
        0 => what.to_owned(),
        number => format!("{what} ({number})"),
    }
}
