//! Whether trying again makes sense after a call that failed.

use crate::inet::handles::response::Outcome;
use crate::protocol::Retry;

/// The advice for a call that failed with this number. It is that of the verdict where the verdict has the same number;
/// otherwise the call has failed before it came to one, or its verdict is not at hand.
pub fn advice(error: u32, outcome: Option<&Outcome>) -> Retry {
    match outcome.filter(|outcome| outcome.error == error) {
        Some(outcome) => outcome.retry,
        None => without_verdict(error),
    }
}

/// What the number alone tells: only one that no transfer ends with in its middle says that nothing was done.
fn without_verdict(error: u32) -> Retry {
    match error {
        0 => Retry::No,
        // Descriptors or handles are short, a local file in use, no name, offline, no thread, busy, no network.
        4 | 32 | 2250 | 12001 | 12007 | 12023 | 12047 | 12110 | 12163 | 12164 => Retry::Later,
        12111 => Retry::Now,
        // The local file: none, not to be used, a name that makes no sense, no room for a download.
        2 | 3 | 5 | 80 | 82 | 112 | 123 | 161 | 206 | 223 | 267 | 1921 => Retry::Never,
        // The arguments, the handle, what is not to be had here.
        6 | 18 | 50 | 87 | 120 | 122 | 160 | 12005 | 12006 | 12009 | 12010 | 12011 | 12016 | 12018
        | 12019 | 12028 | 12159 | 12172 => Retry::Never,
        // The login, the passive mode: before anything else.
        12015 | 12112 => Retry::Never,
        // The server may have been talked to, and nobody here knows what was said.
        _ => Retry::Unknown,
    }
}
