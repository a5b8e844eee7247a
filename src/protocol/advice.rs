//! Whether trying again makes sense after a verdict.

use super::server_state::from_verb;
use super::{Class, Failure, FailureKind, Reason, Reply, Retry, Verdict, meaning, verb};

/// Commands that can always be sent again, since they change nothing on the server.
const REPEATABLE: [&str; 42] = [
    "", "ABOR", "ACCT", "ALLO", "AUTH", "CDUP", "CLNT", "CWD", "EPRT", "EPSV", "FEAT", "HELP", "HOST",
    "LANG", "LIST", "MDTM", "MLSD", "MLST", "MODE", "NLST", "NOOP", "OPTS", "PASS", "PASV", "PBSZ", "PORT",
    "PROT", "PWD", "QUIT", "REIN", "REST", "RETR", "RNFR", "SIZE", "STAT", "STRU", "SYST", "TYPE", "USER",
    "XCUP", "XCWD", "XPWD",
];

/// Whether to try again after a verdict. `command` is the last command that was sent, completely or in part, and empty if
/// there was none. `moved` is the number of bytes of the file that were sent or received after it.
pub fn advice(verdict: &Verdict, command: &[u8], moved: u64) -> Retry {
    let may_have_effect =
        |refused| if refused { moved > 0 && adds(command) } else { !is_repeatable(command) };
    match verdict {
        Verdict::Done(_) => Retry::No,
        Verdict::Refused(_) | Verdict::LoginRefused(_) if may_have_effect(true) => Retry::Unknown,
        Verdict::Incomplete { reply, .. }
            if may_have_effect(reply.as_ref().is_some_and(Reply::is_negative)) =>
        {
            Retry::Unknown
        }
        Verdict::Unknown { .. } if may_have_effect(false) => Retry::Unknown,
        Verdict::Refused(reply) | Verdict::LoginRefused(reply) => after_refusal(reply),
        // The refusal of passive mode may be temporary.
        Verdict::Incomplete { reason: Reason::NoPassiveMode, reply: Some(reply) } => after_refusal(reply),
        Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } => after_failure(*reason),
    }
}

/// Whether another try would store bytes a second time, if the server has kept some although it refused the command.
fn adds(command: &[u8]) -> bool {
    matches!(&verb(command)[..], b"APPE" | b"STOU")
}

fn is_repeatable(command: &[u8]) -> bool {
    let verb = verb(command);
    // With a date and time before the name, MDTM sets the time of the file.
    let argument = from_verb(command)[verb.len()..].trim_ascii_start();
    let sets_time = verb == b"MDTM" && argument.iter().take_while(|b| b.is_ascii_digit()).count() >= 14;
    REPEATABLE.iter().any(|repeatable| repeatable.as_bytes() == verb) && !sets_time
}

/// The advice after a final reply that is not 2yz. A 3yz asks for something that we cannot supply.
fn after_refusal(reply: &Reply) -> Retry {
    match reply.class() {
        Class::TransientNegative | Class::PermanentNegative => meaning::retry(reply.code(), &reply.text()),
        _ => Retry::Never,
    }
}

/// The advice after a failure that leaves nothing changed on the server.
fn after_failure(reason: Reason) -> Retry {
    match reason {
        Reason::Control(failure) | Reason::Data(failure) => after_connection(failure),
        Reason::AlreadyLost(_) | Reason::OutOfSync | Reason::Cancelled | Reason::Premature => Retry::Now,
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
        let failures = kinds.map(|kind| Failure::new(kind, 0));
        let mut reasons: Vec<_> =
            failures.iter().flat_map(|&f| [Reason::Control(f), Reason::Data(f)]).collect();
        reasons.extend([
            Reason::AlreadyLost(CLOSED),
            Reason::OutOfSync,
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
    fn commands_that_may_have_been_carried_out_are_unknown_after_any_failure() {
        for reason in all_reasons() {
            for command in [
                "STOR f",
                "stor f",
                " APPE f",
                "STOU",
                "DELE f",
                "RNTO f",
                "MKD d",
                "SITE CHMOD",
                "XYZ",
                "MDTM 20200101000000 f",
                "mdtm  20200101000000+60 f",
                "MFMT 20200101000000 f",
            ] {
                for verdict in [
                    Verdict::Unknown { reason },
                    Verdict::Incomplete { reason, reply: None },
                    Verdict::Incomplete { reason, reply: Some(reply(226)) },
                ] {
                    assert_eq!(
                        advice(&verdict, command.as_bytes(), 0),
                        Retry::Unknown,
                        "{verdict:?} {command}"
                    );
                }
            }
            for command in [
                "",
                "RETR f",
                "LIST",
                "PASV",
                "USER me",
                "PASS",
                "MDTM f",
                "MDTM 2020 f",
                "XCWD d",
                "XCUP",
                "LANG de",
                "CLNT me",
                "HOST h",
            ] {
                let verdict = Verdict::Unknown { reason };
                let advised = advice(&verdict, command.as_bytes(), 0);
                assert!(!matches!(advised, Retry::Unknown | Retry::No), "{verdict:?} {command}: {advised:?}");
            }
        }
    }

    #[test]
    fn the_final_reply_decides_if_there_is_one() {
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
            assert_eq!(advice(&Verdict::Refused(reply(code)), b"STOR f", 5), expected, "{code}");
            assert_eq!(advice(&Verdict::LoginRefused(reply(code)), b"PASS", 5), expected, "{code}");
        }
        assert_eq!(advice(&Verdict::Done(reply(226)), b"STOR f", 5), Retry::No);
        let full = Reply::new(
            530,
            b"530-User cannot log in.\r\n Error details: Maximum connection limit was \
                                     reached.\r\n530 End\r\n"
                .to_vec(),
        );
        assert_eq!(advice(&Verdict::LoginRefused(full), b"PASS", 5), Retry::Later);
    }

    #[test]
    fn failures_before_any_command_that_changes_something() {
        for (reason, expected) in [
            (Reason::Control(CLOSED), Retry::Now),
            (Reason::Control(Failure::new(FailureKind::Refused, 0)), Retry::Later),
            (Reason::AlreadyLost(CLOSED), Retry::Now),
            (Reason::ReplyTimeout, Retry::Later),
            (Reason::Garbled, Retry::Never),
            (Reason::NoPassiveMode, Retry::Never),
            (Reason::Local(LocalFailure::TooLong), Retry::Never),
        ] {
            assert_eq!(advice(&Verdict::Unknown { reason }, b"PASV", 5), expected, "{reason:?}");
        }
        for (code, expected) in
            [(425, Retry::Now), (450, Retry::Later), (502, Retry::Never), (227, Retry::Never)]
        {
            let refused = Verdict::Incomplete { reason: Reason::NoPassiveMode, reply: Some(reply(code)) };
            assert_eq!(advice(&refused, b"EPSV", 0), expected, "{code}");
        }
        let reason = Reason::Local(LocalFailure::Shrank);
        let refused = Verdict::Incomplete { reason, reply: Some(reply(451)) };
        assert_eq!(
            advice(&refused, b"STOR f", 5),
            Retry::Never,
            "the server refused, but the local file failed"
        );
    }

    /// The server may have kept the bytes, and another try would add them again.
    #[test]
    fn a_refused_append_is_unknown() {
        for command in [&b"APPE f"[..], b" appe f", b"STOU"] {
            for code in [425, 426, 451, 550] {
                let refused = Verdict::Refused(reply(code));
                assert_eq!(advice(&refused, command, 5), Retry::Unknown, "{code}");
                assert_ne!(advice(&refused, command, 0), Retry::Unknown, "{code}: nothing was sent");
                let incomplete =
                    Verdict::Incomplete { reason: Reason::Data(CLOSED), reply: Some(reply(code)) };
                assert_eq!(advice(&incomplete, command, 5), Retry::Unknown, "{code}");
            }
        }
    }
}
