//! Whether trying again makes sense after a verdict.

use super::{Class, Failure, FailureKind, Reason, Reply, Retry, Verdict, meaning, verb};

/// Commands that can be sent again whatever became of them: they leave nothing behind on the server.
const HARMLESS: [&str; 36] = [
    "", "ABOR", "ACCT", "ALLO", "AUTH", "CDUP", "CWD", "EPRT", "EPSV", "FEAT", "HELP", "LIST", "MLSD",
    "MLST", "MODE", "NLST", "NOOP", "OPTS", "PASS", "PASV", "PBSZ", "PORT", "PROT", "PWD", "QUIT", "REIN",
    "REST", "RETR", "RNFR", "SIZE", "STAT", "STRU", "SYST", "TYPE", "USER", "XPWD",
];

/// What to do after a verdict. `command` is the last that was sent, wholly or in part; empty for none.
pub fn advice(verdict: &Verdict, command: &[u8]) -> Retry {
    match verdict {
        Verdict::Done(_) => Retry::No,
        Verdict::Refused(reply) | Verdict::LoginRefused(reply) => after_no(reply),
        Verdict::Incomplete { reason, reply } => {
            let refused = reply.as_ref().is_some_and(Reply::is_negative);
            if !refused && !is_harmless(command) { Retry::Unknown } else { after_failure(*reason) }
        }
        Verdict::Unknown { .. } if !is_harmless(command) => Retry::Unknown,
        Verdict::Unknown { reason } => after_failure(*reason),
    }
}

fn is_harmless(command: &[u8]) -> bool {
    let verb = verb(command);
    HARMLESS.iter().any(|harmless| harmless.as_bytes() == verb)
}

/// The server's word was heard and was no yes. A 3yz wants what cannot be given.
fn after_no(reply: &Reply) -> Retry {
    match reply.class() {
        Class::TransientNegative | Class::PermanentNegative => meaning::retry(reply.code(), &reply.text()),
        _ => Retry::Never,
    }
}

/// Nothing can have been done on the server.
fn after_failure(reason: Reason) -> Retry {
    match reason {
        Reason::Control(failure) | Reason::Data(failure) => after_connection(failure),
        Reason::Dropped(_) | Reason::OutOfStep | Reason::Cancelled | Reason::Premature => Retry::Now,
        Reason::ReplyTimeout => Retry::Later,
        Reason::Garbled | Reason::Local(_) | Reason::NoPassiveMode => Retry::Never,
    }
}

fn after_connection(failure: Failure) -> Retry {
    match failure.kind {
        FailureKind::Closed | FailureKind::Reset | FailureKind::Aborted => Retry::Now,
        FailureKind::Refused
        | FailureKind::Unreachable
        | FailureKind::TimedOut
        | FailureKind::NoLocalPort
        | FailureKind::NameNotFound
        | FailureKind::Other => Retry::Later,
        FailureKind::ReplyTooLong => Retry::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::LocalFailure;

    const CLOSED: Failure = Failure::new(FailureKind::Closed, 0);

    fn reply(code: u16) -> Reply {
        Reply::new(code, format!("{code} x\r\n").into_bytes())
    }

    fn all_reasons() -> Vec<Reason> {
        use FailureKind as K;
        let kinds = [
            K::Closed,
            K::Reset,
            K::Aborted,
            K::Refused,
            K::Unreachable,
            K::TimedOut,
            K::NoLocalPort,
            K::NameNotFound,
            K::ReplyTooLong,
            K::Other,
        ];
        let of_kinds = kinds.map(|kind| Failure::new(kind, 0));
        let mut reasons: Vec<_> =
            of_kinds.iter().flat_map(|&f| [Reason::Control(f), Reason::Data(f)]).collect();
        reasons.extend([
            Reason::Dropped(CLOSED),
            Reason::OutOfStep,
            Reason::ReplyTimeout,
            Reason::Garbled,
            Reason::Local(LocalFailure::Shrank),
            Reason::Premature,
            Reason::NoPassiveMode,
            Reason::Cancelled,
        ]);
        reasons
    }

    #[test]
    fn what_may_have_been_done_is_unknown_whatever_failed() {
        for reason in all_reasons() {
            for command in
                ["STOR f", "stor f", " APPE f", "STOU", "DELE f", "RNTO f", "MKD d", "SITE CHMOD", "XYZ"]
            {
                for verdict in [
                    Verdict::Unknown { reason },
                    Verdict::Incomplete { reason, reply: None },
                    Verdict::Incomplete { reason, reply: Some(reply(226)) },
                ] {
                    assert_eq!(advice(&verdict, command.as_bytes()), Retry::Unknown, "{verdict:?} {command}");
                }
            }
            for command in ["", "RETR f", "LIST", "PASV", "USER me", "PASS"] {
                let verdict = Verdict::Unknown { reason };
                let told = advice(&verdict, command.as_bytes());
                assert!(!matches!(told, Retry::Unknown | Retry::No), "{verdict:?} {command}: {told:?}");
            }
        }
    }

    #[test]
    fn the_server_s_word_decides_where_it_was_heard() {
        for (code, expected) in [
            (421, Retry::Later),
            (425, Retry::Now),
            (426, Retry::Now),
            (451, Retry::Later),
            (499, Retry::Later),
            (332, Retry::Never),
            (530, Retry::Never),
            (550, Retry::Never),
            (599, Retry::Never),
            (632, Retry::Never),
        ] {
            assert_eq!(advice(&Verdict::Refused(reply(code)), b"STOR f"), expected, "{code}");
            assert_eq!(advice(&Verdict::LoginRefused(reply(code)), b"PASS"), expected, "{code}");
        }
        assert_eq!(advice(&Verdict::Done(reply(226)), b"STOR f"), Retry::No);
        let full = Reply::new(
            530,
            b"530-User cannot log in.\r\n Error details: Maximum connection limit was \
                                     reached.\r\n530 End\r\n"
                .to_vec(),
        );
        assert_eq!(advice(&Verdict::LoginRefused(full), b"PASS"), Retry::Later);
    }

    #[test]
    fn failures_before_anything_could_be_done() {
        for (reason, expected) in [
            (Reason::Control(CLOSED), Retry::Now),
            (Reason::Control(Failure::new(FailureKind::Refused, 0)), Retry::Later),
            (Reason::Dropped(CLOSED), Retry::Now),
            (Reason::ReplyTimeout, Retry::Later),
            (Reason::Garbled, Retry::Never),
            (Reason::NoPassiveMode, Retry::Never),
            (Reason::Local(LocalFailure::TooLong), Retry::Never),
        ] {
            assert_eq!(advice(&Verdict::Unknown { reason }, b"PASV"), expected, "{reason:?}");
        }
        let reason = Reason::Local(LocalFailure::Shrank);
        let refused = Verdict::Incomplete { reason, reply: Some(reply(451)) };
        assert_eq!(advice(&refused, b"STOR f"), Retry::Never, "refused, and the local file is the trouble");
    }
}
