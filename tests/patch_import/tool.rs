//! patch_import itself, with the sanitizers where the compiler has them.

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use kit::programs::tools;

pub const STRICT: [&str; 6] = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"];
const SANITIZED: [&str; 4] = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g", "-O1"];

/// What it did.
#[derive(Debug)]
pub struct Status {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Compiles it, or says why it cannot.
pub fn compile(compiler: &str, options: &[&str], to: &Path) -> Result<(), String> {
    let source = tools::root().join("windows/patch_import/patch_import.c");
    let output = Command::new(compiler).args(STRICT).args(options).arg("-o").arg(to).arg(source).output();
    let output = output.map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// The program; `None` where there is no compiler.
fn path() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let build = || {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("patch_import");
        if !tools::is_there("gcc", "--version") {
            tools::not_run("patch_import", "gcc is not installed");
            return None;
        }
        if compile("gcc", &SANITIZED, &path).is_err() {
            tools::not_available("patch_import with the sanitizers", "the compiler has no sanitizer library");
            compile("gcc", &[], &path).expect("it compiles");
        }
        Some(path)
    };
    BUILT.get_or_init(build).as_deref()
}

pub fn is_there() -> bool {
    path().is_some()
}

/// Runs it to its end, which is always an exit and never a signal.
pub fn run(arguments: &[&str]) -> Status {
    run_as(Command::new(path().expect("asked for before")), arguments)
}

/// The same where a file can have 32 KiB at most.
pub fn run_without_room(arguments: &[&str]) -> Status {
    let mut shell = Command::new("bash");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$@\"", "bash"]);
    shell.arg(path().expect("asked for before"));
    run_as(shell, arguments)
}

/// The same where a replacement fails as it may on Windows.
pub fn run_where_replacing_fails(arguments: &[&str]) -> Status {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("patch_import_fails");
        let header = tools::root().join("tests/patch_import/replacing_fails.h");
        compile("gcc", &["-include", header.to_str().expect("UTF-8")], &path).expect("it compiles");
        path
    };
    run_as(Command::new(BUILT.get_or_init(build)), arguments)
}

fn run_as(mut tool: Command, arguments: &[&str]) -> Status {
    // A finding of a sanitizer is none of its own exit codes.
    tool.args(arguments)
        .env("ASAN_OPTIONS", "exitcode=99")
        .env("UBSAN_OPTIONS", "halt_on_error=1:exitcode=99");
    let output = tool.output().expect("it starts");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.signal(), None, "{arguments:?}: {err}");
    let status = output.status.code().expect("no signal");
    assert!((0..=2).contains(&status), "{arguments:?} ended with {status}: {err}");
    Status { status, out: String::from_utf8_lossy(&output.stdout).into_owned(), err }
}
