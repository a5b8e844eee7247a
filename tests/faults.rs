//! The fault cases through a C program and the shared library.

use std::process::Command;

use kit::faults::{Faults, System, cases};
use kit::programs::build::{Build, library_directory};

#[test]
fn on_this_system() {
    let Some(program) = Build::new("faults").shared() else { return };
    let faults = Faults::new(cases());
    let mut command = Command::new(&program.path);
    command.env("LD_LIBRARY_PATH", library_directory(faults.folder.path()));
    faults.check(System::Linux, &mut command, faults.folder.path().to_str().expect("UTF-8"));
}
