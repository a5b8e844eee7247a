//! What must not appear in the transcript: passwords and accounts, in commands and in replies.

use std::borrow::Cow;

use crate::protocol;

/// Replaces a secret of any length.
pub(super) const MASK: &[u8] = b"****";
/// Shorter secrets are masked only where they are a whole word: if every `e` were masked, a reader would know that the
/// password is `e`.
const SHORT: usize = 4;
/// How many secrets are remembered besides the one of the login, and how many words of one command line.
const MAX_SECRETS: usize = 32;
const MAX_WORDS: usize = 4;

/// The secrets of one connection.
#[derive(Default)]
pub(super) struct Secrets {
    /// The secret of the login, which is never dropped.
    login: Vec<u8>,
    others: Vec<Vec<u8>>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({})", self.others.len())
    }
}

impl Secrets {
    /// Remembers the secret of the login.
    pub(super) fn learn_login(&mut self, secret: &[u8]) {
        self.login = secret.trim_ascii().to_vec();
    }

    /// Remembers the secrets of a command line. Returns where they begin.
    pub(super) fn learn_from(&mut self, line: &[u8]) -> Option<usize> {
        let at = protocol::secret_start(line)?;
        let words = line[at..].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        words.take(MAX_WORDS).for_each(|word| self.learn(word));
        self.learn(line[at..].trim_ascii());
        Some(at)
    }

    /// Remembers a secret. If there are too many, the oldest is dropped.
    fn learn(&mut self, secret: &[u8]) {
        if self.all().any(|known| known == secret) {
            return;
        }
        if self.others.len() == MAX_SECRETS {
            self.others.remove(0);
        }
        self.others.push(secret.to_vec());
    }

    fn all(&self) -> impl Iterator<Item = &[u8]> {
        let login = Some(&self.login[..]).filter(|login| !login.is_empty());
        login.into_iter().chain(self.others.iter().map(|secret| &secret[..]))
    }

    /// The text with every secret masked, in upper or lower case.
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

    /// The length of the longest secret that begins at a position.
    fn length_at(&self, text: &[u8], at: usize) -> Option<usize> {
        let begins = |secret: &&[u8]| {
            let Some(part) = text[at..].get(..secret.len()) else { return false };
            part.eq_ignore_ascii_case(secret)
                && (secret.len() >= SHORT || is_word(text, at, at + secret.len()))
        };
        self.all().filter(begins).map(<[u8]>::len).max()
    }
}

/// Whether a part of a text is a whole word: no letter or digit is next to it.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_free = |byte: Option<&u8>| !byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    is_free(text[..start].last()) && is_free(text.get(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_of_a_command_and_its_first_words_are_secret() {
        let known = |line: &str| {
            let mut secrets = Secrets::default();
            secrets.learn_from(line.as_bytes());
            secrets.others.iter().map(|s| String::from_utf8_lossy(s)).collect::<Vec<_>>().join("|")
        };
        assert_eq!(known("PASS secret"), "secret");
        assert_eq!(known("pass  two words "), "two|words|two words");
        assert_eq!(known("SITE PSWD a b c d e f"), "a|b|c|d|a b c d e f");
        assert_eq!(known("PASV"), "");
    }

    #[test]
    fn secrets_are_masked_wherever_they_appear() {
        let mut secrets = Secrets::default();
        secrets.learn(b"secret");
        secrets.learn(b"secretly");
        secrets.learn(b"x1");
        secrets.learn_login(b" ");
        let masked = |text: &str| String::from_utf8(secrets.mask(text.as_bytes()).into_owned()).unwrap();
        assert_eq!(masked("530 user me password secret wrong"), "530 user me password **** wrong");
        assert_eq!(masked("secretSECRETsecretly"), "************");
        assert_eq!(masked("x1 (x1) x12 0x1 x1"), "**** (****) x12 0x1 ****");
        assert_eq!(masked("nothing"), "nothing");
        assert_eq!(masked(""), "");
    }

    /// The secret of the login and the latest others stay remembered, however many there are.
    #[test]
    fn their_number_is_bounded() {
        let mut secrets = Secrets::default();
        secrets.learn_login(b"of-the-login");
        for n in 0..1000 {
            secrets.learn_from(format!("SITE PASSWD {}", "word".repeat(n % 7) + &n.to_string()).as_bytes());
        }
        assert_eq!(secrets.others.len(), MAX_SECRETS);
        assert_eq!(&*secrets.mask(b"999 of-the-login"), b"999 ****");
        secrets.learn_from(b"PASS another");
        assert_eq!(&*secrets.mask(b"of-the-login another"), b"**** ****");
    }
}
