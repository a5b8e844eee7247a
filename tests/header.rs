//! include/trueftp.h: fresh, clean in every compiler at hand, and the same as Windows' own headers where it repeats them.
//!
//! `TRUEFTP_UPDATE_HEADER=1` writes it anew (`make header`).

use std::path::Path;
use std::{env, fs};

#[path = "header/alone.rs"]
mod alone;
#[path = "header/compiler.rs"]
mod compiler;
#[path = "header/layouts.rs"]
mod layouts;
#[path = "header/macros.rs"]
mod macros;
#[path = "header/mingw.rs"]
mod mingw;
#[path = "header/numbers.rs"]
mod numbers;

/// The header as it is checked in.
fn checked_in() -> String {
    let path = Path::new(compiler::INCLUDE).join("trueftp.h");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn is_the_one_that_is_generated() {
    let fresh =
        fs::read_to_string(concat!(env!("OUT_DIR"), "/trueftp.h")).expect("build.rs writes the header");
    let path = Path::new(compiler::INCLUDE).join("trueftp.h");
    if env::var_os("TRUEFTP_UPDATE_HEADER").is_some() {
        fs::create_dir_all(compiler::INCLUDE).expect("include/ can be made");
        fs::write(&path, &fresh).expect("the header can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    let differs = fresh.lines().zip(there.lines()).position(|(new, old)| new != old);
    let line = differs.unwrap_or(fresh.lines().count().min(there.lines().count())) + 1;
    assert!(
        fresh == there,
        "include/trueftp.h is not what src/abi and build.rs make, from line {line} on: run `make header`"
    );
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
