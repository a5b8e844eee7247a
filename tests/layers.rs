//! The floors of src/: imports only go down, and unsafe code, I/O and sockets stay where they belong.

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

/// Folders of src/ in which no files, and no folders, import each other in a circle.
const WITHOUT_CIRCLES: [&str; 6] = ["constants", "sys", "protocol", "net", "inet", "abi"];

/// All source files, with their paths relative to src/.
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
fn every_source_file_follows_the_rules() {
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

/// The complaints about a real file if it were at another path.
fn complaints_at(path: &str, source: &str) -> String {
    let (_, text) = sources().into_iter().find(|(own, _)| own == Path::new(source)).expect(source);
    rules::complaints(Path::new(path), &text).join("\n")
}

/// The rules recognise what real files contain, and not only the short texts of their unit tests.
#[test]
fn a_real_file_breaks_the_rules_of_another_floor() {
    for (path, source, expected) in [
        ("protocol/put.rs", "abi/put.rs", &["imports crate::inet", "`unsafe`", "`extern \"system\"`"][..]),
        ("protocol/poll.rs", "net/poll.rs", &["imports crate::sys", "uses Instant"]),
        ("net/poll.rs", "sys/unix/poll.rs", &["`unsafe`"]),
        ("sys/poll.rs", "net/error.rs", &["imports crate::protocol"]),
        ("inet/network.rs", "net/network.rs", &["uses UdpSocket"]),
    ] {
        let complaints = complaints_at(path, source);
        for expected in expected {
            assert!(complaints.contains(expected), "{source} as {path}: {expected} is not in {complaints}");
        }
    }
}
