//! The Makefile's list of the system's libraries is what rustc prints.

use std::collections::BTreeSet;
use std::process::Command;

use kit::Folder;
use kit::programs::build::libraries;
use kit::programs::static_libs::documented;
use kit::programs::tools;

/// Builds an archive of this crate alone, and asks rustc what it needs.
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
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    let list = printed.lines().find_map(|line| line.split_once("native-static-libs:").map(|(_, list)| list));
    let needed: BTreeSet<String> = list.expect("a list").split_whitespace().map(str::to_owned).collect();
    assert_eq!(documented().into_iter().collect::<BTreeSet<_>>(), needed, "STATIC_LIBS in the Makefile");
}
