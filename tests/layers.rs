//! The four floors of src/: imports only go down, and what is dangerous or does I/O stays where it belongs.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/lexer.rs"]
mod lexer;
#[path = "layers/paths.rs"]
mod paths;
#[path = "layers/rules.rs"]
mod rules;

/// Floors in which no files, and no folders, import each other in a circle.
const WITHOUT_CIRCLES: [&str; 3] = ["constants", "net", "inet"];

/// All source files, with their paths below src/.
fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                walk(&path, root, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is text");
                found.push((path.strip_prefix(root).expect("below src").to_owned(), text));
            }
        }
    }
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut found = Vec::new();
    walk(root, root, &mut found);
    found.sort();
    found
}

#[test]
fn every_source_file_keeps_to_the_rules() {
    let sources = sources();
    for floor in rules::FLOORS {
        assert!(sources.iter().any(|(path, _)| path.starts_with(floor)), "there is no floor {floor}");
    }
    let complaints: Vec<String> =
        sources.iter().flat_map(|(path, text)| rules::complaints(path, text)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let circles: Vec<String> =
        WITHOUT_CIRCLES.iter().flat_map(|floor| circles::circles(&sources, floor)).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// The rules see what is in real files: one of the highest floor would be wrong on the lowest.
#[test]
fn a_file_of_the_highest_floor_is_wrong_on_the_lowest() {
    let put =
        sources().into_iter().find(|(path, _)| path == Path::new("abi/put.rs")).expect("src/abi/put.rs");
    let complaints = rules::complaints(Path::new("protocol/put.rs"), &put.1).join("\n");
    for expected in ["imports crate::inet", "`unsafe`", "`extern \"system\"`"] {
        assert!(complaints.contains(expected), "{expected} is not in {complaints}");
    }
}
