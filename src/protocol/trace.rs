//! The text of a developer's trace: one line for each event that a machine received, and one for each action it returned.
//!
//! ```text
//! [7] begin Upload
//! [7] -> Send "TYPE I\r\n"
//! [7] -> ReplyTimer Reply
//! [7] Reply "200 Type set.\r\n"
//! ```
//!
//! [`parse`] reads it back, so that a trace can be replayed as a unit test: the same events lead to the same actions.
//! Passwords are left out, as in [`redacted`].

use super::{Action, Event, Failure, FailureKind, LocalFailure, Reply, Verdict, redacted};

/// One line of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The machine was started.
    Begin,
    /// The machine received an event.
    Event(Event),
    /// The machine returned an action: its text, as [`action`] writes it.
    Action(String),
}

/// The text of an event.
pub fn event(event: &Event) -> String {
    match event {
        Event::Reply(reply) => format!("Reply {}", quoted(reply.raw())),
        Event::Unparsable => "Unparsable".to_owned(),
        Event::ControlLost(failure) => format!("ControlLost {}", failure_text(failure)),
        Event::AlreadyLost(failure) => format!("AlreadyLost {}", failure_text(failure)),
        Event::OutOfSync => "OutOfSync".to_owned(),
        Event::DeadlinePassed => "DeadlinePassed".to_owned(),
        Event::Listening(address) => format!("Listening {address}"),
        Event::DataConnected => "DataConnected".to_owned(),
        Event::DataFailed(failure) => format!("DataFailed {}", failure_text(failure)),
        Event::SourceEnded => "SourceEnded".to_owned(),
        Event::LocalFailed(LocalFailure::Shrank) => "LocalFailed Shrank".to_owned(),
        Event::LocalFailed(LocalFailure::TooLong) => "LocalFailed TooLong".to_owned(),
        Event::LocalFailed(LocalFailure::System(number)) => format!("LocalFailed System {number}"),
        Event::DataEnded => "DataEnded".to_owned(),
        Event::Abandoned => "Abandoned".to_owned(),
        Event::Delivered => "Delivered".to_owned(),
        Event::Cancelled => "Cancelled".to_owned(),
    }
}

/// The text of an action.
pub fn action(action: &Action) -> String {
    match action {
        Action::Send(line) => format!("Send {}", quoted(&redacted(line))),
        Action::ReplyTimer(timer) => format!("ReplyTimer {timer:?}"),
        Action::Finish(verdict, fate) => format!("Finish {} {fate:?}", verdict_text(verdict)),
        other => format!("{other:?}"),
    }
}

fn verdict_text(verdict: &Verdict) -> String {
    let reply = verdict.reply().map_or_else(String::new, |reply| format!(" {}", quoted(reply.raw())));
    match verdict {
        Verdict::Done(_) => format!("Done{reply}"),
        Verdict::Refused(_) => format!("Refused{reply}"),
        Verdict::LoginRefused(_) => format!("LoginRefused{reply}"),
        Verdict::Incomplete { reason, .. } => format!("Incomplete {reason:?}{reply}"),
        Verdict::Unknown { reason } => format!("Unknown {reason:?}"),
    }
}

fn failure_text(failure: &Failure) -> String {
    format!("{:?} {}", failure.kind, failure.socket_error)
}

fn quoted(bytes: &[u8]) -> String {
    format!("\"{}\"", bytes.escape_ascii())
}

/// Reads one line of a trace. The number of the operation in front is skipped.
///
/// # Errors
/// The line itself, if it is not part of a trace.
pub fn parse(line: &str) -> Result<Line, String> {
    let parsed = line.trim().split_once("] ").and_then(|(_, text)| match text.split_once(' ') {
        Some(("begin", _)) => Some(Line::Begin),
        Some(("->", action)) => Some(Line::Action(action.to_owned())),
        Some((name, argument)) => parse_event(name, argument).map(Line::Event),
        None => parse_event(text, "").map(Line::Event),
    });
    parsed.ok_or_else(|| line.to_owned())
}

fn parse_event(name: &str, argument: &str) -> Option<Event> {
    let plain = [
        Event::Unparsable,
        Event::OutOfSync,
        Event::DeadlinePassed,
        Event::DataConnected,
        Event::SourceEnded,
        Event::DataEnded,
        Event::Abandoned,
        Event::Delivered,
        Event::Cancelled,
    ];
    match name {
        "Reply" => parse_reply(argument).map(Event::Reply),
        "ControlLost" => parse_failure(argument).map(Event::ControlLost),
        "AlreadyLost" => parse_failure(argument).map(Event::AlreadyLost),
        "DataFailed" => parse_failure(argument).map(Event::DataFailed),
        "Listening" => argument.parse().ok().map(Event::Listening),
        "LocalFailed" => parse_local_failure(argument).map(Event::LocalFailed),
        _ => plain.into_iter().find(|plain| argument.is_empty() && event(plain) == name),
    }
}

fn parse_reply(argument: &str) -> Option<Reply> {
    let raw = unquoted(argument)?;
    let code = std::str::from_utf8(raw.get(..3)?).ok()?.parse().ok()?;
    (100..700).contains(&code).then(|| Reply::new(code, raw))
}

fn parse_failure(argument: &str) -> Option<Failure> {
    const KINDS: [FailureKind; 10] = [
        FailureKind::Closed,
        FailureKind::Reset,
        FailureKind::Aborted,
        FailureKind::Refused,
        FailureKind::Unreachable,
        FailureKind::TimedOut,
        FailureKind::NoLocalPort,
        FailureKind::NameNotFound,
        FailureKind::ReplyTooLong,
        FailureKind::Other,
    ];
    let (name, number) = argument.split_once(' ')?;
    let kind = KINDS.into_iter().find(|kind| format!("{kind:?}") == name)?;
    Some(Failure::new(kind, number.parse().ok()?))
}

fn parse_local_failure(argument: &str) -> Option<LocalFailure> {
    match argument.split_once(' ') {
        Some(("System", number)) => number.parse().ok().map(LocalFailure::System),
        Some(_) => None,
        None => match argument {
            "Shrank" => Some(LocalFailure::Shrank),
            "TooLong" => Some(LocalFailure::TooLong),
            _ => None,
        },
    }
}

/// The bytes of a quoted text; see `<[u8]>::escape_ascii`.
fn unquoted(text: &str) -> Option<Vec<u8>> {
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?.bytes();
    let mut bytes = Vec::new();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next()? {
                b'r' => b'\r',
                b'n' => b'\n',
                b't' => b'\t',
                b'x' => {
                    let digits = [rest.next()?, rest.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                escaped => escaped,
            },
            plain => plain,
        });
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_can_be_read_back() {
        let failure = Failure::new(FailureKind::Reset, 10054);
        for original in [
            Event::Reply(Reply::new(226, b"226-\"a\\b\"\r\n\xe9\t\0\r\n226 Done\r\n".to_vec())),
            Event::Unparsable,
            Event::ControlLost(failure),
            Event::AlreadyLost(Failure::new(FailureKind::ReplyTooLong, 0)),
            Event::OutOfSync,
            Event::DeadlinePassed,
            Event::Listening("[::1]:2121".parse().expect("an address")),
            Event::DataConnected,
            Event::DataFailed(failure),
            Event::SourceEnded,
            Event::LocalFailed(LocalFailure::Shrank),
            Event::LocalFailed(LocalFailure::TooLong),
            Event::LocalFailed(LocalFailure::System(28)),
            Event::DataEnded,
            Event::Abandoned,
            Event::Delivered,
            Event::Cancelled,
        ] {
            let line = format!("[1] {}", event(&original));
            assert_eq!(parse(&line), Ok(Line::Event(original)), "{line}");
        }
    }

    #[test]
    fn what_is_not_part_of_a_trace_is_refused() {
        for line in
            ["", "Reply", "[1] Reply", "[1] Reply \"99\"", "[1] DataFailed Reset", "[1] Cancelled now"]
        {
            assert_eq!(parse(line), Err(line.to_owned()));
        }
    }

    #[test]
    fn passwords_are_left_out() {
        assert_eq!(action(&Action::Send(b"PASS secret\r\n".to_vec())), "Send \"PASS\"");
    }
}
