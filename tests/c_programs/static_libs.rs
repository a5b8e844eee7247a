//! The system's libraries that a program needs beside libtrueftp.a: documented by hand, known to rustc.

use std::collections::BTreeSet;
use std::process::Command;

use crate::build::libraries;
use crate::common::Folder;
use crate::tools;

/// The list of the Makefile, which writes it into the pkg-config file.
pub fn documented() -> Vec<String> {
    let makefile = std::fs::read_to_string(tools::root().join("Makefile")).expect("the Makefile");
    let line = makefile.lines().find_map(|line| line.strip_prefix("STATIC_LIBS :="));
    let list = line.expect("the Makefile has the list STATIC_LIBS");
    list.split_whitespace().map(str::to_owned).collect()
}

/// An archive that is nothing but this crate, asked what it needs.
#[test]
fn the_documented_list_is_what_rustc_says() {
    let rlib = libraries().join("libtrueftp.rlib");
    if !rlib.exists() {
        return tools::not_run("the list of system libraries", "cargo left no libtrueftp.rlib");
    }
    let folder = Folder::new();
    let source = folder.file("all.rs", "pub use trueftp::abi::*;\n");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--edition=2024", "--crate-type=staticlib", "--print=native-static-libs", "--extern"]);
    rustc.arg(format!("trueftp={}", rlib.display())).arg("-L").arg(libraries());
    rustc.arg("--out-dir").arg(folder.path()).arg(source);
    let output = rustc.output().expect("rustc starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let said = told.lines().find_map(|line| line.split_once("native-static-libs:").map(|(_, list)| list));
    let said: BTreeSet<String> = said.expect("a list").split_whitespace().map(str::to_owned).collect();
    assert_eq!(documented().into_iter().collect::<BTreeSet<_>>(), said, "STATIC_LIBS in the Makefile");
}
