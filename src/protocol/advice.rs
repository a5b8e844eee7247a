//! Whether trying again makes sense after a verdict.

use super::server_state::from_verb;
use super::{Class, Failure, FailureKind, Reason, Reply, Retry, Verdict, meaning, verb};

/// Commands that can be sent again whatever became of them: they leave nothing behind on the server.
const HARMLESS: [&str; 42] = [
    "", "ABOR", "ACCT", "ALLO", "AUTH", "CDUP", "CLNT", "CWD", "EPRT", "EPSV", "FEAT", "HELP", "HOST",
    "LANG", "LIST", "MDTM", "MLSD", "MLST", "MODE", "NLST", "NOOP", "OPTS", "PASS", "PASV", "PBSZ", "PORT",
    "PROT", "PWD", "QUIT", "REIN", "REST", "RETR", "RNFR", "SIZE", "STAT", "STRU", "SYST", "TYPE", "USER",
    "XCUP", "XCWD", "XPWD",
];

/// What to do after a verdict. `command` is the last that was sent, wholly or in part, empty for none; `moved` is how
/// many bytes of a file went with it.
pub fn advice(verdict: &Verdict, command: &[u8], moved: u64) -> Retry {
    let may_be_done = |refused| if refused { moved > 0 && adds(command) } else { !is_harmless(command) };
    match verdict {
        Verdict::Done(_) => Retry::No,
        Verdict::Refused(_) | Verdict::LoginRefused(_) if may_be_done(true) => Retry::Unknown,
        Verdict::Incomplete { reply, .. } if may_be_done(reply.as_ref().is_some_and(Reply::is_negative)) => {
            Retry::Unknown
        }
        Verdict::Unknown { .. } if may_be_done(false) => Retry::Unknown,
        Verdict::Refused(reply) | Verdict::LoginRefused(reply) => after_no(reply),
        // The passive mode may be refused for the moment only.
        Verdict::Incomplete { reason: Reason::NoPassiveMode, reply: Some(reply) } => after_no(reply),
        Verdict::Incomplete { reason, .. } | Verdict::Unknown { reason } => after_failure(*reason),
    }
}

/// Whether bytes that were kept although the command was refused are there twice after another try.
fn adds(command: &[u8]) -> bool {
    matches!(&verb(command)[..], b"APPE" | b"STOU")
}

fn is_harmless(command: &[u8]) -> bool {
    let verb = verb(command);
    // With a moment before the name MDTM sets the file's time.
    let argument = from_verb(command)[verb.len()..].trim_ascii_start();
    let sets_time = verb == b"MDTM" && argument.iter().take_while(|b| b.is_ascii_digit()).count() >= 14;
    HARMLESS.iter().any(|harmless| harmless.as_bytes() == verb) && !sets_time
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
        let of_kinds = kinds.map(|kind| Failure::new(kind, 0));
        let mut reasons: Vec<_> =
            of_kinds.iter().flat_map(|&f| [Reason::Control(f), Reason::Data(f)]).collect();
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
    fn what_may_have_been_done_is_unknown_whatever_failed() {
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
                let told = advice(&verdict, command.as_bytes(), 0);
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
    fn failures_before_anything_could_be_done() {
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
            "refused, and the local file is the trouble"
        );
    }

    /// What was added may be kept, and another try would add it again.
    #[test]
    fn what_was_added_and_refused_is_unknown() {
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
