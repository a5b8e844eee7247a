//! Generates `trueftp.h` and `trueftp_wininet.h` from src/abi and src/constants. Gives the shared library its SONAME, and
//! the Windows DLL its resources.
//!
//! The headers are written to `OUT_DIR` only; tests/header compares the checked-in files in include/ with them.

use std::path::PathBuf;

#[allow(dead_code, reason = "of these, only the error numbers are used here")]
#[path = "src/constants/mod.rs"]
mod constants;
#[path = "build/docs.rs"]
mod docs;
#[path = "build/exports.rs"]
mod exports;
#[path = "build/files.rs"]
mod files;
#[path = "build/header.rs"]
mod header;
#[path = "build/macros.rs"]
mod macros;
#[path = "windows/resources.rs"]
mod resources;
#[path = "build/types.rs"]
mod types;

/// What a change of the ABI that breaks programs increments.
const SONAME: &str = "libtrueftp.so.0";

fn main() {
    for input in ["build.rs", "build", files::ABI, macros::SOURCES] {
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
