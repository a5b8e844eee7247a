//! Tools that may be missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether a tool answers to this argument.
pub fn is_there(tool: &str, argument: &str) -> bool {
    let status = Command::new(tool).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Says in one line that a check did not run; on a CI machine, which must have everything, that is a failure.
pub fn not_run(check: &str, why: &str) {
    println!("not run: {check} ({why})");
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{check} must run on a CI machine: {why}");
}

/// The same for a check that is marked "where the toolchain has it": never a failure.
pub fn not_available(check: &str, why: &str) {
    println!("not run: {check} ({why}; where the toolchain has it)");
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this crate is in tests/kit")
}

/// Where cargo put what this program was built with, the libraries among it.
pub fn built() -> PathBuf {
    let own = std::env::current_exe().expect("a program knows where it is");
    own.parent().expect("a file is in a directory").to_owned()
}

/// Runs cargo's unit tests with these arguments under Miri.
pub fn miri(tests: &[&str]) {
    const CHECK: &str = "the protocol under Miri";
    let cargo = || {
        let mut cargo = Command::new("rustup");
        // What the outer cargo chose for itself is not for the inner one.
        for name in ["CARGO", "RUSTC", "RUSTFLAGS", "LD_LIBRARY_PATH"] {
            cargo.env_remove(name);
        }
        cargo.args(["run", "nightly", "cargo", "miri"]).current_dir(root());
        cargo
    };
    let version = cargo().arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !version.is_ok_and(|status| status.success()) {
        return not_available(CHECK, "cargo +nightly miri is not installed");
    }
    let target = built().parent().expect("deps is in a profile").join("miri");
    let output =
        cargo().arg("test").args(tests).env("CARGO_TARGET_DIR", target).output().expect("cargo starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!err.contains("Undefined Behavior") && !out.contains("FAILED"), "{err}{out}");
    if !output.status.success() {
        not_available(CHECK, "cargo +nightly miri could not build it");
    }
}
