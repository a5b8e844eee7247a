//! Splits Rust source text into the tokens that the rules need: comments are left out, and a text literal is one token.

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A name or a keyword.
    Word(String),
    /// A text literal, without its quotes.
    Text(String),
    /// `::`
    Path,
    /// Any other character.
    Sign(char),
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }
}

/// The tokens of a source text. Character literals, lifetimes and numbers are left out.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut rest = text;
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (token, length) = next(rest, first);
        tokens.extend(token);
        rest = &rest[length..];
    }
    tokens
}

/// The token at the start of a text, and its length.
fn next(text: &str, first: char) -> (Option<Token>, usize) {
    if text.starts_with("//") {
        return (None, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (None, block_comment(text));
    }
    if let Some((content, length)) = literal(text) {
        return (Some(Token::Text(content)), length);
    }
    if first == '\'' {
        return (None, quoted_character(text));
    }
    if text.starts_with("::") {
        return (Some(Token::Path), 2);
    }
    if first == '_' || first.is_alphanumeric() {
        let length = text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len());
        let word = !first.is_ascii_digit();
        return (word.then(|| Token::Word(text[..length].to_owned())), length);
    }
    ((!first.is_whitespace()).then_some(Token::Sign(first)), first.len_utf8())
}

/// The length of a block comment, which may contain other block comments.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        match rest {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The content and the length of a text literal: plain or raw, and of type str, bytes or C string.
fn literal(text: &str) -> Option<(String, usize)> {
    let unprefixed = text.trim_start_matches(['b', 'c']);
    let prefix = text.len() - unprefixed.len();
    if prefix > 1 {
        return None;
    }
    let (start, end) = match unprefixed.strip_prefix('r') {
        Some(raw) => {
            let hashes = raw.len() - raw.trim_start_matches('#').len();
            if !raw[hashes..].starts_with('"') {
                return None;
            }
            let start = prefix + 1 + hashes + 1;
            let closing = format!("\"{}", "#".repeat(hashes));
            let end = text[start..].find(&closing).map_or(text.len(), |at| start + at);
            return Some((text[start..end].to_owned(), (end + closing.len()).min(text.len())));
        }
        None if unprefixed.starts_with('"') => (prefix + 1, plain_end(text, prefix + 1)),
        None => return None,
    };
    Some((text[start..end].to_owned(), (end + 1).min(text.len())))
}

/// The end of the plain text literal whose content begins at `at`.
fn plain_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(text.len())
}

/// The length of a character literal, or of the quote alone if it begins a lifetime.
fn quoted_character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        // The escaped character cannot be the closing quote.
        Some((at, '\\')) => text[at + 2..].find('\'').map_or(text.len(), |end| at + 2 + end + 1),
        Some(_) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let words = tokens(text).into_iter().filter_map(|token| match token {
            Token::Word(word) => Some(word),
            _ => None,
        });
        words.collect()
    }

    #[test]
    fn comments_and_texts_hide_words() {
        assert_eq!(words("a // unsafe\nb /* unsafe /* x */ unsafe */ c"), ["a", "b", "c"]);
        assert_eq!(words(r##"a "unsafe \" unsafe" b"unsafe" r#"un"safe"# c"unsafe" b"##), ["a", "b"]);
        assert_eq!(words("/// unsafe\nfn a() {}"), ["fn", "a"]);
    }

    #[test]
    fn characters_and_lifetimes_do_not_hide_words() {
        assert_eq!(words(r#"'"' unsafe '\'' b '\\' c 'x' b'"' d"#), ["unsafe", "b", "c", "b", "d"]);
        assert_eq!(
            words("fn f<'a>(x: &'a str) -> &'static T"),
            ["fn", "f", "a", "x", "a", "str", "static", "T"]
        );
    }

    #[test]
    fn texts_and_paths_are_tokens() {
        let seen = tokens(r#"extern "system" a::b"#);
        let word = |word: &str| Token::Word(word.to_owned());
        let text = Token::Text("system".to_owned());
        assert_eq!(seen, [word("extern"), text, word("a"), Token::Path, word("b")]);
    }
}
