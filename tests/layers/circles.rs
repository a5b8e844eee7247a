//! Circles of imports: files, or folders of a floor, that import each other and so can only be understood together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::lexer::{Token, tokens};
use super::paths::{Segments, paths};
use super::rules::module;

/// Which modules each module imports.
type Imports = BTreeMap<Segments, BTreeSet<Segments>>;

/// The circles among the files of a floor, and among its folders, each as `a -> b -> a`.
pub fn circles(sources: &[(PathBuf, String)], floor: &str) -> Vec<String> {
    let files = Files::new(sources);
    let imports: Imports = files
        .0
        .iter()
        .filter(|(module, _)| module.first().is_some_and(|first| first == floor))
        .map(|(module, file)| (module.clone(), files.imports(module, file)))
        .collect();
    let mut found: Vec<String> = circle(&imports).into_iter().collect();
    found.extend(circle(&of_folders(&imports)).map(|circle| format!("between folders: {circle}")));
    found
}

/// All source files by their modules.
struct Files(BTreeMap<Segments, File>);

struct File {
    /// What the file itself imports or names.
    paths: Vec<Segments>,
    /// What it passes on with `pub use`: who imports that from here depends on where it comes from.
    passed_on: Vec<Segments>,
}

impl Files {
    fn new(sources: &[(PathBuf, String)]) -> Self {
        let file = |(path, text): &(PathBuf, String)| {
            let module = module(path);
            let (passed_on, own) = split(&tokens(text));
            let [passed_on, paths] = [passed_on, own].map(|tokens| paths(&tokens, &module));
            (module, File { paths, passed_on })
        };
        Self(sources.iter().map(file).collect())
    }

    fn imports(&self, module: &[String], file: &File) -> BTreeSet<Segments> {
        let mut found: BTreeSet<Segments> =
            file.paths.iter().filter_map(|path| self.origin(&self.absolute(path, module)?)).collect();
        found.remove(module);
        found
    }

    /// A path from the root of the crate, without `crate`; `None` for a path that leads elsewhere.
    fn absolute(&self, path: &[String], module: &[String]) -> Option<Segments> {
        if path[0] == "crate" {
            return Some(path[1..].to_vec());
        }
        let below = [module, &path[..1]].concat();
        (path.len() > 1 && self.0.contains_key(&below)).then(|| [module, path].concat())
    }

    /// The module that a path leads to, where its file is, or the file that what it passes on comes from.
    fn origin(&self, path: &[String]) -> Option<Segments> {
        let length = (1..=path.len()).rev().find(|&length| self.0.contains_key(&path[..length]))?;
        let (module, rest) = path.split_at(length);
        let passed_on = rest.first().and_then(|name| {
            let mut targets = self.0[module].passed_on.iter().filter_map(|path| self.absolute(path, module));
            targets.find(|target| target.last() == Some(name) && target[..] != path[..=length])
        });
        match passed_on {
            Some(target) => self.origin(&[&target, &rest[1..]].concat()),
            None => Some(module.to_vec()),
        }
    }
}

/// The tokens of the `pub use` of a file, and all others.
fn split(tokens: &[Token]) -> (Vec<Token>, Vec<Token>) {
    let (mut passed_on, mut own) = (Vec::new(), Vec::new());
    let mut rest = tokens;
    while !rest.is_empty() {
        let length = passed_on_length(rest);
        match length {
            0 => own.push(rest[0].clone()),
            _ => passed_on.extend_from_slice(&rest[..length]),
        }
        rest = &rest[length.max(1)..];
    }
    (passed_on, own)
}

/// The length of the `pub use …;` or `pub(…) use …;` that the tokens begin with, 0 for anything else.
fn passed_on_length(tokens: &[Token]) -> usize {
    let visibility = match tokens {
        [word, Token::Sign('('), ..] if word.is("pub") => {
            tokens.iter().position(|token| *token == Token::Sign(')')).map_or(1, |at| at + 1)
        }
        [word, ..] if word.is("pub") => 1,
        _ => return 0,
    };
    if !tokens.get(visibility).is_some_and(|token| token.is("use")) {
        return 0;
    }
    tokens.iter().position(|token| *token == Token::Sign(';')).map_or(tokens.len(), |at| at + 1)
}

/// The same between the folders of a floor; a file outside of them stands for itself.
fn of_folders(imports: &Imports) -> Imports {
    let folder = |module: &Segments| module[..module.len().min(2)].to_vec();
    let mut folders = Imports::new();
    for (module, imported) in imports {
        let own = folder(module);
        let others = imported.iter().filter(|other| imports.contains_key(*other)).map(folder);
        let others: Vec<_> = others.filter(|other| *other != own).collect();
        folders.entry(own).or_default().extend(others);
    }
    folders
}

/// The first circle there is.
fn circle(imports: &Imports) -> Option<String> {
    let mut done = BTreeSet::new();
    imports.keys().find_map(|module| visit(module, imports, &mut Vec::new(), &mut done))
}

fn visit<'a>(
    module: &'a Segments,
    imports: &'a Imports,
    way: &mut Vec<&'a Segments>,
    done: &mut BTreeSet<&'a Segments>,
) -> Option<String> {
    if let Some(start) = way.iter().position(|passed| *passed == module) {
        let names = way[start..].iter().chain([&module]).map(|module| module.join("::"));
        return Some(names.collect::<Vec<_>>().join(" -> "));
    }
    let imported = imports.get(module).filter(|_| done.insert(module))?;
    way.push(module);
    let found = imported.iter().find_map(|next| visit(next, imports, way, done));
    way.pop();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> =
            files.iter().map(|(path, text)| (Path::new(path).to_owned(), (*text).to_owned())).collect();
        circles(&files, "inet")
    }

    #[test]
    fn files_that_import_each_other() {
        let a = ("inet/a.rs", "use super::b::B;");
        assert_eq!(of(&[a, ("inet/b.rs", "use super::c;"), ("inet/c.rs", "")]), Vec::<String>::new());
        let circle =
            of(&[a, ("inet/b.rs", "use super::c;"), ("inet/c.rs", "fn f() { crate::inet::a::f() }")]);
        assert!(circle.contains(&"inet::a -> inet::b -> inet::c -> inet::a".to_owned()), "{circle:?}");
    }

    #[test]
    fn a_folder_and_its_files() {
        let child = ("inet/a/b.rs", "use super::A;");
        assert!(of(&[("inet/a.rs", "mod b;"), child]).is_empty());
        assert_eq!(of(&[("inet/a.rs", "mod b; use b::B;"), child]), ["inet::a -> inet::a::b -> inet::a"]);
        assert_eq!(
            of(&[("inet/a.rs", "mod b; fn f() { b::g() }"), child]),
            ["inet::a -> inet::a::b -> inet::a"]
        );
    }

    /// What a module passes on is where it comes from.
    #[test]
    fn names_that_are_passed_on() {
        let parent = ("inet/mod.rs", "mod a; mod b; pub use a::A; pub(crate) use b::B;");
        assert!(of(&[parent, ("inet/a.rs", ""), ("inet/b.rs", "use super::A;")]).is_empty());
        let circle = of(&[parent, ("inet/a.rs", "use crate::inet::B;"), ("inet/b.rs", "use super::A;")]);
        assert!(circle.contains(&"inet::a -> inet::b -> inet::a".to_owned()), "{circle:?}");
    }

    #[test]
    fn folders_that_import_each_other() {
        let files = [
            ("inet/a/x.rs", "use crate::inet::b::y;"),
            ("inet/b/y.rs", ""),
            ("inet/b/z.rs", "use crate::inet::a::w;"),
            ("inet/a/w.rs", ""),
        ];
        assert_eq!(of(&files), ["between folders: inet::a -> inet::b -> inet::a"]);
        assert!(of(&files[..2]).is_empty());
    }

    #[test]
    fn other_floors_are_not_looked_at() {
        assert!(of(&[("net/a.rs", "use super::b;"), ("net/b.rs", "use super::a;")]).is_empty());
    }
}
