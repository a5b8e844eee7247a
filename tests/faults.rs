//! The fault cases through a C program and the shared library.

mod common;

#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/build.rs"]
mod build;
#[path = "faults/cases.rs"]
mod cases;
#[allow(dead_code, reason = "shared with windows.rs")]
#[path = "faults/run.rs"]
mod run;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/static_libs.rs"]
mod static_libs;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/tools.rs"]
mod tools;

use std::process::Command;

use build::{Build, library_directory};
use run::Faults;

#[test]
fn on_this_system() {
    let Some(program) = Build::new("faults").shared() else { return };
    let faults = Faults::new(cases::cases());
    let mut command = Command::new(&program.path);
    command.env("LD_LIBRARY_PATH", library_directory(faults.folder.path()));
    faults.check("Linux", &mut command, faults.folder.path().to_str().expect("UTF-8"));
}
