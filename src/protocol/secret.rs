//! Command lines without their secrets, fit to be shown and logged.

use super::server_state::{from_verb, is_blank, verb};

/// Where the secrets of a command line start, if it has any. Secrets are the arguments of PASS, ACCT and ADAT (RFC 959,
/// RFC 2228), and of the SITE commands that change passwords or add users.
pub fn secret_start(line: &[u8]) -> Option<usize> {
    let verb = verb(line);
    let rest = from_verb(line);
    let arguments = match verb.get(..4)? {
        // Text that follows the four letters without a blank may be meant as the argument, too.
        b"PASS" | b"ACCT" | b"ADAT" => &rest[4..],
        b"SITE" if verb.len() == 4 => {
            let rest = without_blanks(&rest[4..]);
            let command = rest.split(is_blank).next().unwrap_or_default();
            changes_password(command).then_some(&rest[command.len()..])?
        }
        _ => return None,
    };
    let secrets = without_blanks(arguments);
    (!secrets.is_empty()).then_some(line.len() - secrets.len())
}

/// A text without its leading blanks.
fn without_blanks(text: &[u8]) -> &[u8] {
    &text[text.iter().take_while(|byte| is_blank(byte)).count()..]
}

/// A command line without its line end and without secrets.
pub fn redacted(line: &[u8]) -> Vec<u8> {
    line[..secret_start(line).unwrap_or(line.len())].trim_ascii_end().to_vec()
}

/// SITE PSWD, PASSWD, CHPASS, CHPW, GPASS, ADDUSER …
fn changes_password(command: &[u8]) -> bool {
    let command = command.to_ascii_uppercase();
    let has = |part: &[u8]| command.windows(part.len()).any(|window| window == part);
    [&b"PASS"[..], b"PSW", b"PW", b"USER"].into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (line, expected) in [
            ("PASS secret\r\n", "PASS"),
            ("pass two secrets", "pass"),
            ("  \tPaSs\t se cret\r\n", "  \tPaSs"),
            ("PASSsecret", "PASS"),
            ("Acct secret", "Acct"),
            ("ADAT c2VjcmV0", "ADAT"),
            ("SITE  PSWD old secret", "SITE  PSWD"),
            ("site\tchpass me secret", "site\tchpass"),
            ("SITE ADDUSER me secret", "SITE ADDUSER"),
            ("\x0bPASS\x0bsecret", "\x0bPASS\x0b"),
            ("\x0b SITE\x0bPSWD\x0bold secret", "\x0b SITE\x0bPSWD\x0b"),
        ] {
            let line = line.as_bytes();
            let at = secret_start(line).expect("it has secrets");
            assert_eq!(line[..at].trim_ascii_end(), expected.as_bytes());
            assert_eq!(redacted(line), expected.as_bytes());
            assert!(!line[at].is_ascii_whitespace());
        }
    }

    /// Servers skip what a Telnet client may send before a command.
    #[test]
    fn secrets_after_telnet_commands() {
        for lead in [&b"\xff\xf1"[..], b"\xff\xf4\xff\xf2", b" \xff\xfb\x01 ", b"\xff\xfd\x06\xff\xf1"] {
            let line = [lead, b"PASS secret"].concat();
            assert_eq!(redacted(&line), [lead, b"PASS"].concat());
        }
    }

    #[test]
    fn everything_else_is_shown() {
        for line in [
            "STOR a b",
            "PWD",
            "PASS",
            "PASS ",
            "PASV",
            "RETR PASS",
            "USER me",
            "SITE",
            "SITE PSWD",
            "SITE CHMOD 644 a",
            "SITES PASS a",
            "",
            " ",
            "\u{ff}PASS x",
        ] {
            assert_eq!(secret_start(line.as_bytes()), None, "{line:?}");
            assert_eq!(redacted(format!("{line}\r\n").as_bytes()), line.trim_end().as_bytes());
        }
    }
}
