//! Reading and writing files, and the copy of src/abi that cbindgen reads.

use std::path::{Path, PathBuf};
use std::{env, fs};

pub const ABI: &str = "src/abi";

pub fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// A copy of src/abi that cbindgen can read. It leaves out `extern "system"` functions without a warning; the header gets
/// this calling convention back as WINAPI. And it reads its annotations only in doc comments, where rustdoc would show
/// them: the sources have them in ordinary comments.
pub fn readable_sources(to: &Path) -> PathBuf {
    // A file that was deleted from src/abi must not stay in the copy.
    let _ = fs::remove_dir_all(to);
    copy_readable(Path::new(ABI), to);
    to.join("mod.rs")
}

fn copy_readable(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("OUT_DIR can be written to");
    for entry in fs::read_dir(from).expect("src/abi can be listed") {
        let path = entry.expect("src/abi can be listed").path();
        let copy = to.join(path.file_name().expect("a listed file has a name"));
        if path.is_dir() {
            copy_readable(&path, &copy);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = read(&path).replace("extern \"system\"", "extern \"C\"");
            write(&copy, &text.replace("// cbindgen:ignore", "/// cbindgen:ignore"));
        }
    }
}
