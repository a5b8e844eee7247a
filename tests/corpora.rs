//! The fuzzers' corpus, checked as the fuzzers do, also where no fuzzer can run.

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::Path;

/// Runs a check over all files of a corpus, and over all their beginnings.
fn replay(corpus: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(corpus);
    let files: Vec<_> =
        fs::read_dir(&folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    assert!(files.len() >= 10, "{} has {} files", folder.display(), files.len());
    for file in files {
        let content = fs::read(&file).expect("a file");
        // Seen only when a check fails.
        println!("{}", file.display());
        (0..=content.len()).for_each(|end| check(&content[..end]));
    }
}

#[test]
fn replies() {
    replay("reply", bodies::reply);
}

#[test]
fn listings() {
    replay("listing", bodies::listing);
}

#[test]
fn urls() {
    replay("url", bodies::url);
}
