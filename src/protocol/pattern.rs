//! Wildcards of DOS, for names of a listing.

/// Whether a text is a pattern, not a plain name.
pub fn has_wildcard(name: &[u8]) -> bool {
    name.iter().any(|b| matches!(b, b'*' | b'?'))
}

/// Whether a name matches a pattern: `*` is any run of characters, `?` one character, or none at the end; ASCII
/// letters match in either case. `*.*` matches every name, dotted or not.
///
/// The time is bounded by the product of both lengths: only the last `*` is ever tried again, which is enough, as
/// an earlier one that took more would leave no more to the rest.
pub fn matches(pattern: &[u8], name: &[u8]) -> bool {
    if pattern == b"*.*" {
        return true;
    }
    let (mut p, mut n) = (0, 0);
    // Where to go on when the last `*` has to take one more character.
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

/// The length of the first character of a text: a whole sequence of UTF-8, or one byte.
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
        // Not all that differs in one bit is a letter.
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
        // A star never takes part of a character: two are asked for, one is there, of three bytes.
        check(b"*??b*", &[b"\xe2\x82\xacabc"], &[b"\xe2\x82\xacbc"]);
        // Surrogates, overlong forms and cut sequences are single bytes.
        check(b"?????.", &[b"\xed\xa0\x80\xc0\x80."], &[b"\xed\xa0\x80\xc0."]);
        check(b"??.", &[b"\xe2\x82."], &[b"\xe2\x82\xac."]);
    }

    /// Doubling the work for each star would take for ever here.
    #[test]
    fn many_stars_take_no_time() {
        let name = [b'a'; 2000];
        let pattern = b"a*".repeat(500);
        assert!(matches(&pattern, &name));
        assert!(!matches(&[&pattern[..], b"b"].concat(), &name));
    }
}
