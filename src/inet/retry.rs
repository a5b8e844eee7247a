//! Whether trying again makes sense after a call that failed.

use crate::protocol::Retry;

use super::response::Outcome;

/// The advice for a call that failed with this number. It is that of the verdict where the verdict has the same number;
/// otherwise the call has failed before it came to one, or its verdict is not at hand.
pub fn advice(error: u32, outcome: Option<&Outcome>) -> Retry {
    match outcome.filter(|outcome| outcome.error == error) {
        Some(outcome) => outcome.retry,
        None => without_verdict(error),
    }
}

fn without_verdict(error: u32) -> Retry {
    match error {
        0 => Retry::No,
        // A local file in use; out of handles, no name, nobody there, offline, busy.
        32 | 33 | 12001 | 12007 | 12023 | 12029 | 12058 | 12110 | 12163 | 12164 => Retry::Later,
        12111 => Retry::Now,
        // The server may have been talked to, and nobody here knows what was said.
        12002 | 12004 | 12017 | 12030 | 12031 => Retry::Unknown,
        _ => Retry::Never,
    }
}
