//! What must not appear in the transcript: passwords and accounts, whoever says them.

use std::borrow::Cow;

/// What stands in place of a secret, however long that is.
pub(super) const MASK: &[u8] = b"****";
/// Shorter ones are masked only where they are a word: with every `e` gone, a reader would know that the password is `e`.
const SHORT: usize = 4;
/// How many are remembered; a connection has one or two.
const MOST: usize = 32;

/// The secrets of one connection.
#[derive(Default)]
pub(super) struct Secrets(Vec<Vec<u8>>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

impl Secrets {
    /// Remembers one.
    pub(super) fn learn(&mut self, secret: &[u8]) {
        let secret = secret.trim_ascii();
        if secret.is_empty() || self.0.iter().any(|known| known == secret) {
            return;
        }
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(secret.to_vec());
    }

    /// Remembers the secrets of a command line, and tells where they begin.
    pub(super) fn learn_from(&mut self, line: &[u8]) -> Option<usize> {
        let at = secret_part(line)?;
        self.learn(&line[at..]);
        for word in line[at..].split(u8::is_ascii_whitespace) {
            self.learn(word);
        }
        Some(at)
    }

    /// The text with every secret masked, in whatever case it is written.
    pub(super) fn mask<'a>(&self, text: &'a [u8]) -> Cow<'a, [u8]> {
        let mut masked = Vec::new();
        let mut done = 0;
        let mut at = 0;
        while at < text.len() {
            let Some(length) = self.length_at(text, at) else {
                at += 1;
                continue;
            };
            masked.extend_from_slice(&text[done..at]);
            masked.extend_from_slice(MASK);
            at += length;
            done = at;
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        masked.extend_from_slice(&text[done..]);
        Cow::Owned(masked)
    }

    /// The length of the longest secret that begins there.
    fn length_at(&self, text: &[u8], at: usize) -> Option<usize> {
        let begins = |secret: &&Vec<u8>| {
            let Some(part) = text[at..].get(..secret.len()) else { return false };
            part.eq_ignore_ascii_case(secret)
                && (secret.len() >= SHORT || is_word(text, at, at + secret.len()))
        };
        self.0.iter().filter(begins).map(Vec::len).max()
    }
}

/// Whether no letter and no digit stands right before or behind a part of a text.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_free = |byte: Option<&u8>| !byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    is_free(text[..start].last()) && is_free(text.get(end))
}

/// Where the secrets of a command line begin: the arguments of PASS, ACCT and ADAT (RFC 959, RFC 2228), and those of the
/// SITE commands by which servers change passwords and add users.
fn secret_part(line: &[u8]) -> Option<usize> {
    let (verb, behind) = word(line, 0);
    let is = |name: &[u8]| verb.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case(name));
    // What follows the four letters without a blank may be meant as the argument as well.
    let at = if [&b"PASS"[..], b"ACCT", b"ADAT"].into_iter().any(is) {
        behind - verb.len() + 4
    } else if is(b"SITE") && verb.len() == 4 {
        let (command, behind) = word(line, behind);
        changes_a_password(command).then_some(behind)?
    } else {
        return None;
    };
    let blanks = line[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    (at + blanks < line.len()).then_some(at + blanks)
}

/// SITE PSWD, PASSWD, CHPASS, CHPW, GPASS, ADDUSER …
fn changes_a_password(command: &[u8]) -> bool {
    let command = command.to_ascii_uppercase();
    let has = |part: &[u8]| command.windows(part.len()).any(|window| window == part);
    [&b"PASS"[..], b"PSW", b"PW", b"USER"].into_iter().any(has)
}

/// The next word at or after an offset, and the offset behind it.
fn word(line: &[u8], at: usize) -> (&[u8], usize) {
    let blanks = line[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let rest = &line[at + blanks..];
    let length = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
    (&rest[..length], at + blanks + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_with_secrets() {
        let shown = |line: &str| {
            let mut secrets = Secrets::default();
            let at = secrets.learn_from(line.as_bytes());
            let known: Vec<String> = secrets.0.into_iter().map(|s| String::from_utf8(s).unwrap()).collect();
            (at.map(|at| line[..at].to_owned()), known.join("|"))
        };
        let some = |text: &str, known: &str| (Some(text.to_owned()), known.to_owned());
        assert_eq!(shown("PASS secret"), some("PASS ", "secret"));
        assert_eq!(shown("pass two words"), some("pass ", "two words|two|words"));
        assert_eq!(shown("  \tPaSs  x "), some("  \tPaSs  ", "x"));
        assert_eq!(shown("PASSsecret"), some("PASS", "secret"));
        assert_eq!(shown("acct payroll"), some("acct ", "payroll"));
        assert_eq!(shown("ADAT Zm9v"), some("ADAT ", "Zm9v"));
        assert_eq!(shown("SITE pswd old new"), some("SITE pswd ", "old new|old|new"));
        assert_eq!(shown("site  CHPASS me x"), some("site  CHPASS ", "me x|me|x"));
        for open in ["PASS", "PASS ", "PASV", "USER me", "SITE CHMOD 644 a", "SITE", "SITES PASS a", "", " "]
        {
            assert_eq!(shown(open), (None, String::new()), "{open:?}");
        }
    }

    #[test]
    fn wherever_they_stand() {
        let mut secrets = Secrets::default();
        secrets.learn(b"secret");
        secrets.learn(b"secretly");
        secrets.learn(b"x1");
        secrets.learn(b" ");
        let masked = |text: &str| String::from_utf8(secrets.mask(text.as_bytes()).into_owned()).unwrap();
        assert_eq!(masked("530 user me password secret wrong"), "530 user me password **** wrong");
        assert_eq!(masked("secretSECRETsecretly"), "************");
        assert_eq!(masked("x1 (x1) x12 0x1 x1"), "**** (****) x12 0x1 ****");
        assert_eq!(masked("nothing"), "nothing");
        assert_eq!(masked(""), "");
    }

    #[test]
    fn their_number_is_bounded() {
        let mut secrets = Secrets::default();
        for n in 0..1000 {
            secrets.learn(format!("secret{n}").as_bytes());
        }
        assert_eq!(secrets.0.len(), MOST);
        assert_eq!(&*secrets.mask(b"secret999"), MASK);
    }
}
