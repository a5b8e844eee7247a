//! DOS wildcards, for the names in a listing.

/// Whether a text has wildcards and is not a plain name.
pub fn has_wildcard(name: &[u8]) -> bool {
    name.iter().any(|b| matches!(b, b'*' | b'?'))
}

/// Whether a name matches a pattern. `*` stands for any number of characters, `?` for one character, or for none at the end
/// of the name. The case of ASCII letters does not matter. `*.*` matches every name, with or without a dot.
///
/// The time is limited by the product of both lengths: only the last `*` is tried with more characters. That is enough,
/// since an earlier `*` with more characters would leave fewer of them for the rest of the pattern.
pub fn matches(pattern: &[u8], name: &[u8]) -> bool {
    if pattern == b"*.*" {
        return true;
    }
    let (mut p, mut n) = (0, 0);
    // Where to continue when the last `*` has to match one more character.
    let mut retry = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                p += 1;
                retry = Some((p, n));
            }
            Some(b'?') => {
                p += 1;
                n += character(&name[n..]);
            }
            Some(letter) if letter.eq_ignore_ascii_case(&name[n]) => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((after_star, taken)) = retry else { return false };
                let taken = taken + character(&name[taken..]);
                retry = Some((after_star, taken));
                (p, n) = (after_star, taken);
            }
        }
    }
    pattern[p..].iter().all(|b| matches!(b, b'*' | b'?'))
}

/// The length of the first character of a text: a complete UTF-8 sequence, or one byte.
fn character(text: &[u8]) -> usize {
    let expected = match text.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => 1,
    };
    let is_whole = text.get(..expected).is_some_and(|sequence| std::str::from_utf8(sequence).is_ok());
    if is_whole { expected } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &[u8], matching: &[&[u8]], others: &[&[u8]]) {
        for name in matching {
            assert!(matches(pattern, name), "{} {}", pattern.escape_ascii(), name.escape_ascii());
        }
        for name in others {
            assert!(!matches(pattern, name), "{} {}", pattern.escape_ascii(), name.escape_ascii());
        }
    }

    #[test]
    fn plain_names_and_patterns() {
        assert!(has_wildcard(b"a*") && has_wildcard(b"?a"));
        assert!(!has_wildcard(b"a.b [c]") && !has_wildcard(b""));
        check(b"", &[b""], &[b"a"]);
        check(
            b"ReadMe.TXT",
            &[b"readme.txt", b"README.TXT"],
            &[b"readme.tx", b"readme.txt1", b"areadme.txt"],
        );
        check(b"a[b]", &[b"a[b]", b"A[B]"], &[b"ab"]);
        // Only letters match in the other case, not all bytes that differ in that bit.
        check(b"a@[", &[b"A@["], &[b"a`[", b"a@{"]);
    }

    #[test]
    fn stars() {
        check(b"*", &[b"", b"a", b"a.b", b".a", b"\xff"], &[]);
        check(b"*.*", &[b"", b"a", b"a.b", b".a", b"\xff"], &[]);
        check(b"*.txt", &[b"a.txt", b".TXT", b"a.txt.txt"], &[b"a.txt1", b"atxt", b"a.tx"]);
        check(b"a*b*c", &[b"abc", b"aXbXc", b"abcbc", b"abbcc"], &[b"ab", b"acb", b"abcd", b"xabc"]);
        check(b"*a*", &[b"a", b"xax"], &[b"", b"xyz"]);
        check(b"**a", &[b"a", b"xa"], &[b"ax"]);
        check(b"a*.*", &[b"a.", b"ab.c"], &[b"ab"]);
    }

    #[test]
    fn question_marks() {
        check(
            b"?",
            &[b"", b"a", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\xff"],
            &[b"ab", b"\xff\xff"],
        );
        check(b"a?c", &[b"abc", b"a\xc3\xa9c", b"a\xa9c", b"a?c"], &[b"ac", b"abbc", b"a\xc3\xc3c"]);
        check(b"a??", &[b"a", b"ab", b"abc"], &[b"", b"abcd"]);
        check(b"?a", &[b"xa"], &[b"a", b"xxa"]);
        check(b"*?a", &[b"xa", b"xxa", b"\xc3\xa9a"], &[b"a", b"ax"]);
        // A star never matches part of a character. `??` needs two: before the `b` of the second name is one, of three bytes.
        check(b"*??b*", &[b"\xe2\x82\xacabc"], &[b"\xe2\x82\xacbc"]);
        // The bytes of surrogates, overlong forms and truncated sequences count one by one.
        check(b"?????.", &[b"\xed\xa0\x80\xc0\x80."], &[b"\xed\xa0\x80\xc0."]);
        check(b"??.", &[b"\xe2\x82."], &[b"\xe2\x82\xac."]);
    }

    /// An algorithm that doubles its work for each star would never finish here.
    #[test]
    fn many_stars_do_not_take_exponential_time() {
        let name = [b'a'; 2000];
        let pattern = b"a*".repeat(500);
        assert!(matches(&pattern, &name));
        assert!(!matches(&[&pattern[..], b"b"].concat(), &name));
    }
}
