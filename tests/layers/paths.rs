//! The paths in a source text: the paths of `use` with all their branches, and the paths in code.

use super::lexer::Token;

/// The segments of a path; `*` stands for everything in a module.
pub type Segments = Vec<String>;

/// All paths of a file, with `crate`, `super` and `self` resolved: a path of this crate begins with `crate`.
///
/// `module` is the file's own module, `["protocol", "reply"]`.
pub fn paths(tokens: &[Token], module: &[String]) -> Vec<Segments> {
    let mut module = module.to_vec();
    let mut opened = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at..] {
            // A module inside the file: its `super` is the module that contains it.
            [word, Token::Word(name), Token::Sign('{'), ..] if word.is("mod") => {
                module.push(name.clone());
                opened.push(true);
                at += 3;
            }
            [Token::Sign('{'), ..] => {
                opened.push(false);
                at += 1;
            }
            [Token::Sign('}'), ..] => {
                if opened.pop() == Some(true) {
                    module.pop();
                }
                at += 1;
            }
            // `pub(crate)` and `pub(in crate::abi)` are not imports.
            [word, Token::Sign('('), ..] if word.is("pub") => {
                at += tokens[at..].iter().position(|token| *token == Token::Sign(')')).unwrap_or(1) + 1;
            }
            [Token::Word(_), ..] | [Token::Path, Token::Word(_), ..] => {
                let mut branches = Vec::new();
                at = tree(tokens, at, &[], &mut branches);
                found.extend(branches.iter().map(|branch| resolved(branch, &module)));
            }
            _ => at += 1,
        }
    }
    found
}

/// Reads a path with its branches, and returns the position after it.
fn tree(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<Segments>) -> usize {
    let mut path = before.to_vec();
    if tokens.get(at) == Some(&Token::Path) {
        at += 1;
    }
    loop {
        match tokens.get(at) {
            Some(Token::Word(word)) => path.push(word.clone()),
            Some(Token::Sign('*')) => path.push("*".to_owned()),
            Some(Token::Sign('{')) => return branches(tokens, at + 1, &path, found),
            // Anything else ends the path, such as the `<` of `Vec::<u8>::new`.
            _ => break,
        }
        at += 1;
        if tokens.get(at) != Some(&Token::Path) {
            break;
        }
        at += 1;
    }
    found.push(path);
    at
}

/// Reads branches such as `a, b::c as d}`, and returns the position after them.
fn branches(tokens: &[Token], mut at: usize, path: &[String], found: &mut Vec<Segments>) -> usize {
    loop {
        match tokens.get(at) {
            None => return at,
            Some(Token::Sign('}')) => return at + 1,
            Some(Token::Word(word)) if word == "as" => at += 2,
            Some(Token::Word(_) | Token::Sign('*' | '{')) => at = tree(tokens, at, path, found),
            Some(_) => at += 1,
        }
    }
}

/// Replaces `crate`, `super` and `self` at the start of a path by what they stand for in this module.
fn resolved(path: &[String], module: &[String]) -> Segments {
    let root = || vec!["crate".to_owned()];
    let supers = path.iter().take_while(|segment| *segment == "super").count();
    match path[0].as_str() {
        "super" => [&root()[..], &module[..module.len().saturating_sub(supers)], &path[supers..]].concat(),
        "self" if path.get(1).is_some_and(|segment| segment == "super") => resolved(&path[1..], module),
        "self" if path.len() > 1 => [&root()[..], module, &path[1..]].concat(),
        _ => path
            .iter()
            .enumerate()
            .filter(|(at, s)| *at == 0 || *s != "self")
            .map(|(_, s)| s.clone())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn found(text: &str, module: &str) -> Vec<String> {
        let module: Vec<String> = module.split("::").map(str::to_owned).collect();
        let all = paths(&tokens(text), &module);
        all.into_iter()
            .filter(|path| path.len() > 1 || path[0] == "crate")
            .map(|path| path.join("::"))
            .collect()
    }

    #[test]
    fn branches_are_followed() {
        let text = "use crate::{a::{self, B}, c::*, d as e};";
        assert_eq!(found(text, "x"), ["crate::a", "crate::a::B", "crate::c::*", "crate::d"]);
        assert_eq!(found("use {std::fs, ::core::ops::Range as R};", "x"), ["std::fs", "core::ops::Range"]);
    }

    #[test]
    fn relative_paths_are_resolved() {
        assert_eq!(found("use super::super::net::Job;", "inet::put"), ["crate::net::Job"]);
        assert_eq!(found("fn f() -> self::g::H { super::i() }", "inet"), ["crate::inet::g::H", "crate::i"]);
        assert_eq!(
            found("mod t { use super::A; mod u { super::super::B } } super::C", "inet::put"),
            ["crate::inet::put::A", "crate::inet::put::B", "crate::inet::C"]
        );
    }

    #[test]
    fn visibility_is_not_an_import() {
        assert!(found("pub(crate) fn f() {} pub(in crate::abi) fn g() {}", "abi::x").is_empty());
        assert_eq!(found("let x = crate::y;", "abi"), ["crate::y"]);
    }
}
