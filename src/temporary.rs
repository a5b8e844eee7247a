//! Folders for the files of unit tests.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher;
use std::path::PathBuf;

/// A new folder. Its name is random: a process that was killed may have left one, and numbers of processes come again.
pub fn folder(name: &str) -> PathBuf {
    let random = RandomState::new().hash_one(name);
    let folder = std::env::temp_dir().join(format!("trueftp-unit-{random:016x}-{name}"));
    fs::create_dir(&folder).expect("a new folder");
    folder
}
