//! Command lines as they may be shown: without what only the server is to know.

use super::verb;

/// A command line without its line end and without passwords: of PASS, ACCT and ADAT the verb is left, of SITE (PSWD and
/// its like) two words.
pub fn shown(line: &[u8]) -> Vec<u8> {
    let line = line.trim_ascii_end();
    match &verb(line)[..] {
        secret @ (b"PASS" | b"ACCT" | b"ADAT") => secret.to_vec(),
        b"SITE" => line
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty())
            .take(2)
            .collect::<Vec<_>>()
            .join(&b' '),
        _ => line.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (line, expected) in [
            ("STOR a b\r\n", "STOR a b"),
            ("PWD\r\n", "PWD"),
            ("PASS secret\r\n", "PASS"),
            ("  pass\tse cret\r\n", "PASS"),
            ("Acct secret", "ACCT"),
            ("ADAT c2VjcmV0", "ADAT"),
            ("SITE  PSWD old secret", "SITE PSWD"),
            ("RETR PASS", "RETR PASS"),
            ("PASSWORDS", "PASSWORDS"),
            ("", ""),
        ] {
            let shown = shown(line.as_bytes());
            assert_eq!(String::from_utf8_lossy(&shown), expected);
            assert!(!shown.windows(6).any(|part| part == b"secret"));
        }
    }
}
