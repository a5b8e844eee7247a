//! Generates `trueftp.h` from src/abi, and gives the shared library its SONAME, or the Windows DLL its resources.
//!
//! The header is written to `OUT_DIR` only; tests/header compares the checked-in include/trueftp.h with it.

use std::path::PathBuf;

#[path = "build/docs.rs"]
mod docs;
#[path = "build/exports.rs"]
mod exports;
#[path = "build/files.rs"]
mod files;
#[path = "build/header.rs"]
mod header;
#[path = "windows/resources.rs"]
mod resources;

/// What a change of the ABI that breaks programs increments.
const SONAME: &str = "libtrueftp.so.0";

fn main() {
    for input in ["build.rs", "build", files::ABI] {
        println!("cargo:rerun-if-changed={input}");
    }
    if files::variable("CARGO_CFG_TARGET_OS") == "linux" {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,{SONAME}");
    }
    let out = PathBuf::from(files::variable("OUT_DIR"));
    if files::variable("CARGO_CFG_TARGET_OS") == "windows" {
        resources::link(&out);
    }
    header::generate(&out);
}
