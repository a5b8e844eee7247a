//! The C headers in include/: they are up to date, compile without warnings in every available compiler, and agree with
//! Windows' own headers where they repeat them.
//!
//! `TRUEFTP_UPDATE_HEADER=1` writes them again (`make header`).

use std::path::Path;
use std::{env, fs};

#[path = "header/alone.rs"]
mod alone;
#[path = "header/compiler.rs"]
mod compiler;
#[path = "header/docs.rs"]
mod docs;
#[path = "header/layouts.rs"]
mod layouts;
#[path = "header/macros.rs"]
mod macros;
#[path = "header/mingw.rs"]
mod mingw;
#[path = "header/neighbours.rs"]
mod neighbours;
#[path = "header/numbers.rs"]
mod numbers;
#[path = "header/standards.rs"]
mod standards;

/// The generated headers. The second contains what Windows has already.
const HEADERS: [&str; 2] = ["trueftp.h", "trueftp_wininet.h"];

/// The headers as they are checked in, one after the other.
fn checked_in() -> String {
    HEADERS.map(header).concat()
}

fn header(name: &str) -> String {
    let path = Path::new(compiler::INCLUDE).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_headers_are_the_generated_ones() {
    for name in HEADERS {
        let generated = Path::new(env!("OUT_DIR")).join(name);
        let fresh = fs::read_to_string(generated).expect("build.rs writes the header");
        let path = Path::new(compiler::INCLUDE).join(name);
        if env::var_os("TRUEFTP_UPDATE_HEADER").is_some() {
            fs::create_dir_all(compiler::INCLUDE).expect("include/ can be created");
            fs::write(&path, &fresh).expect("the header can be written");
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        let differs = fresh.lines().zip(there.lines()).position(|(new, old)| new != old);
        let line = differs.unwrap_or(fresh.lines().count().min(there.lines().count())) + 1;
        assert!(fresh == there, "include/{name} is outdated from line {line} on: run `make header`");
    }
}

#[test]
fn functions_begin_early() {
    let text = header("trueftp.h");
    let first = text.lines().position(|line| line.starts_with("TRUEFTP_API ")).expect("a function");
    assert!(first < 240, "the first function is declared in line {}", first + 1);
}

#[test]
fn says_the_version_of_the_package() {
    let macros = macros::numbers(&checked_in());
    let number = |name: &str| macros[&format!("TRUEFTP_VERSION_{name}")];
    let (major, minor, patch) = (number("MAJOR"), number("MINOR"), number("PATCH"));
    assert_eq!(format!("{major}.{minor}.{patch}"), env!("CARGO_PKG_VERSION"));
    assert!(checked_in().contains(&format!("#define TRUEFTP_VERSION \"{major}.{minor}.{patch}\"\n")));
    assert_eq!(trueftp::abi::TrueFtpVersion(), major << 16 | minor << 8 | patch);
}

#[test]
fn has_no_words_for_rust_readers() {
    for word in ["# Safety", "SAFETY", "[`", "crate::", "cbindgen:"] {
        assert!(!checked_in().contains(word), "the header says {word}");
    }
}
