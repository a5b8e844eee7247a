//! The doc comments of the exported functions: complete in the sources, and readable in the header.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[path = "../../build/docs.rs"]
mod converter;

use converter::for_c_readers;

/// An exported function as src/abi has it.
struct Function {
    docs: String,
    has_parameters: bool,
}

/// The exported functions of src/abi, by their names.
fn functions() -> BTreeMap<String, Function> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/abi")).expect("src/abi") {
        let path = entry.expect("src/abi can be listed").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            functions_of(&fs::read_to_string(&path).expect("a source file is text"), &mut found);
        }
    }
    found
}

fn functions_of(source: &str, found: &mut BTreeMap<String, Function>) {
    let mut docs = String::new();
    for line in source.lines() {
        if let Some(text) = line.strip_prefix("///") {
            docs += text.trim();
            docs.push('\n');
        } else if let Some((_, signature)) = line.split_once("extern \"system\" fn ") {
            let (name, parameters) = signature.split_once('(').expect("a function has parentheses");
            let function = Function { docs: docs.clone(), has_parameters: !parameters.starts_with(')') };
            found.insert(name.to_owned(), function);
        } else if !line.starts_with("#[") {
            docs.clear();
        }
    }
}

impl Function {
    fn has_section(&self, title: &str) -> bool {
        let heading = format!("# {title}");
        let mut rest = self.docs.lines().skip_while(|line| *line != heading).skip(1);
        rest.next().is_some_and(|line| !line.is_empty() && !line.starts_with('#'))
    }

    fn missing_sections(&self) -> Vec<&'static str> {
        let sections = ["Parameters", "Returns", "Errors", "Threads", "Source"];
        let needed = sections.into_iter().filter(|title| *title != "Parameters" || self.has_parameters);
        needed.filter(|title| !self.has_section(title)).collect()
    }

    /// The function that the first line refers to for everything that it does not say itself.
    fn sibling(&self) -> Option<&str> {
        let first = self.docs.lines().next()?;
        let rest = first.strip_prefix("Like [`").or_else(|| first.strip_prefix("The same function as [`"))?;
        rest.split_once("`]").map(|(name, _)| name)
    }
}

/// What a function's docs lack, looking at the sibling too where they refer to one.
fn missing(function: &Function, all: &BTreeMap<String, Function>) -> Vec<&'static str> {
    let mut missing = function.missing_sections();
    if let Some(sibling) = function.sibling().and_then(|name| all.get(name)) {
        let others = self::missing(sibling, all);
        missing.retain(|title| others.contains(title));
    }
    missing
}

#[test]
fn every_function_documents_parameters_result_errors_threads_and_source() {
    let all = functions();
    let promised = include_str!("../../src/abi/exports.txt");
    let names = promised.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for name in names.map(|line| line.split(' ').next().unwrap_or(line)) {
        let function = all.get(name).unwrap_or_else(|| panic!("{name} is not found in src/abi"));
        let missing = missing(function, &all);
        assert!(missing.is_empty(), "the docs of {name} lack {missing:?}");
    }
}

#[test]
fn missing_sections_are_found() {
    let mut found = BTreeMap::new();
    let source = "/// Opens.\n///\n/// # Returns\n/// TRUE.\n///\n/// # Errors\n///\n/// # Source\n/// X.\n\
                  pub extern \"system\" fn OpenA(a: DWORD) -> BOOL {\n}\n\n\
                  /// Like [`OpenA`], for UTF-16 callers.\n#[cfg(windows)]\n\
                  pub extern \"system\" fn OpenW() -> BOOL {\n}\n";
    functions_of(source, &mut found);
    assert_eq!(missing(&found["OpenA"], &found), ["Parameters", "Errors", "Threads"]);
    assert_eq!(missing(&found["OpenW"], &found), ["Errors", "Threads"]);
}

fn converted(markdown: &str) -> Vec<String> {
    let mut lines = markdown.lines().map(|line| format!(" {line}")).collect();
    for_c_readers(&mut lines);
    lines
}

#[test]
fn sections_become_commands() {
    let markdown = "Opens `lpName`, see\n[`OpenB`](super::OpenB) and [`OpenC`] …\n\n- one\n- two\n\n# Parameters\n\
                    - `h`: a handle: any\n  handle.\n- `lpName`: `TYPE A`.\n\n# Returns\nTRUE or\nFALSE.\n\n\
                    # Errors\n- `ERROR_X`: 2 × 3.\n\n# Safety\nNone.\n";
    let header = " Opens lpName, see OpenB and OpenC ...\n\n - one\n - two\n\n @param h       a handle: any handle.\n \
                  @param lpName  `TYPE A`.\n @return TRUE or FALSE.\n @par Errors\n - ERROR_X: 2 * 3.";
    assert_eq!(converted(markdown).join("\n"), header);
}

#[test]
fn long_texts_are_wrapped() {
    let word = "word ".repeat(40);
    let lines = converted(&format!("# Parameters\n- `dwSize`: {word}\n\n# Returns\n{word}"));
    assert!(lines.iter().all(|line| line.len() <= 108), "{lines:#?}");
    assert!(lines[0].starts_with(" @param dwSize  word") && lines[1].starts_with("                word"));
    assert!(lines.iter().any(|line| line.starts_with("         word")), "{lines:#?}");
}
