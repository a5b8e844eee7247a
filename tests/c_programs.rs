//! C programs against the header and the real libraries, with the real compilers: what a Rust test cannot see.
//!
//! Rust's own test programs ignore SIGPIPE, for example, and so would hide that an upload kills its host.

#[path = "c_programs/static_libs.rs"]
mod static_libs;

use std::time::Duration;

use ftp_test_server::{Plan, Script, Server};
use kit::programs::build::{Build, Program, libraries};
use kit::programs::run::{Run, Tool};
use kit::programs::servers::{by_name, with_files};
use kit::programs::tools;
use kit::*;

/// What all these programs send.
struct Files {
    folder: Folder,
    small: Vec<u8>,
    large: Vec<u8>,
}

impl Files {
    /// A small one, for the way through a buffer, and a large one, for the way inside the kernel.
    fn new(large: usize) -> Self {
        let files = Self { folder: Folder::new(), small: bytes(20_000), large: bytes(large) };
        files.folder.file("small", &files.small);
        files.folder.file("large", &files.large);
        files
    }
}

/// What a text upload makes of bytes.
fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' && (at == 0 || bytes[at - 1] != b'\r') {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}

/// A server that ends its connections early, in many ways; it never says yes.
fn early_ends() -> Script {
    let go = || Plan::new().send("150 Go.\r\n");
    let gone = "426 Data connection closed.\r\n";
    Script::new()
        .on_line("STOR half-closed", go().open_data().half_close_data().read(100_000).close_data().send(gone))
        .on_line("STOR closed", go().open_data().close_data().send(gone))
        .on_line("STOR reset", go().read(300_000).reset_data().send(gone))
        .on_line("STOR reset-first", Plan::new().open_data().reset_data().send("150 Go.\r\n").send(gone))
        .on_line("STOR early", go().send("552 Quota.\r\n").open_data().close_data())
        .on_line("STOR lost", go().read(1000).close())
        .on_line("STOR torn", go().read(1000).reset())
        .on_line("STOR gone", Plan::new().reset())
}

fn run_sigpipe(mode: &str) -> Option<std::process::ExitStatus> {
    let program = Build::new("sigpipe").shared()?;
    let server = Server::start(early_ends());
    let files = Files::new(4 << 20);
    Some(Run::new(&program, &server, &files.folder).argument(mode).status())
}

#[test]
fn a_naive_client_dies_of_sigpipe() {
    use std::os::unix::process::ExitStatusExt;
    let Some(status) = run_sigpipe("naive") else { return };
    const SIGPIPE: i32 = 13;
    assert_eq!(status.signal(), Some(SIGPIPE), "{status:?}: this server does not kill, so nothing is shown");
}

#[test]
fn no_sigpipe_whatever_the_program_does_with_it() {
    for mode in ["default", "ignored", "handled", "blocked", "pending"] {
        let Some(status) = run_sigpipe(mode) else { return };
        assert!(status.success(), "{mode}: {status:?}");
    }
}

#[test]
fn signals_during_uploads_change_nothing() {
    let Some(program) = Build::new("eintr").shared() else { return };
    let slow = Plan::new().send("150 Go.\r\n").read(1000).pause(Duration::from_millis(60));
    let slow = slow.read_to_end().close_data().pause(Duration::from_millis(60)).send("226 Kept.\r\n");
    let server = Server::start(by_name().on_containing("STOR", "slow", slow));
    let files = Files::new(20 << 20);
    Run::new(&program, &server, &files.folder).succeeds();
    let seen = server.seen();
    for (name, bytes) in [("small", &files.small), ("large", &files.large), ("slow", &files.large)] {
        assert!(seen.file(format!("{name}-0")) == Some(bytes), "{name}, binary");
        assert!(seen.file(format!("{name}-1")) == Some(&with_crlf(bytes)), "{name}, text");
    }
}

fn check_all_calls(program: Option<Program>, tool: Tool) {
    let Some(program) = program else { return };
    let server = Server::start(by_name());
    let files = Files::new(300_000);
    if !Run::new(&program, &server, &files.folder).under(tool) {
        return;
    }
    let seen = server.seen();
    let want = [("a", &files.small), ("b", &files.large), ("d", &files.small), ("e", &files.small)];
    for (name, bytes) in want {
        assert!(seen.file(name) == Some(bytes), "{name}");
    }
    assert!(seen.file("c") == Some(&with_crlf(&files.large)));
}

#[test]
fn all_calls_from_c() {
    check_all_calls(Build::new("all_calls").shared(), Tool::None);
}

#[test]
fn all_calls_from_cpp() {
    check_all_calls(Build::new("all_calls").cpp().shared(), Tool::None);
}

#[test]
fn all_calls_from_c_built_by_clang() {
    check_all_calls(Build::new("all_calls").compiler("clang").shared(), Tool::None);
}

#[test]
fn all_calls_linked_statically() {
    check_all_calls(Build::new("all_calls").linked_statically(), Tool::None);
}

#[test]
fn all_calls_under_valgrind() {
    check_all_calls(Build::new("all_calls").shared(), Tool::Valgrind);
}

#[test]
fn all_calls_with_sanitizers() {
    check_all_calls(Build::new("all_calls").sanitized().shared(), Tool::None);
}

fn check_family(program: Option<Program>, tool: Tool) {
    let Some(program) = program else { return };
    let server = Server::start(with_files());
    let folder = Folder::new();
    if Run::new(&program, &server, &folder).under(tool) {
        assert_eq!(server.seen().file("kept"), Some(&[b'x'; 30][..]));
    }
}

#[test]
fn family_from_c() {
    check_family(Build::new("family").shared(), Tool::None);
}

#[test]
fn family_from_cpp() {
    check_family(Build::new("family").cpp().shared(), Tool::None);
}

#[test]
fn family_under_valgrind() {
    check_family(Build::new("family").shared(), Tool::Valgrind);
}

#[test]
fn family_with_sanitizers() {
    check_family(Build::new("family").sanitized().shared(), Tool::None);
}

fn check_hpp(program: Option<Program>, tool: Tool) {
    let Some(program) = program else { return };
    let server = Server::start(with_files().on_line("USER nobody", "530 Not you.\r\n"));
    let folder = Folder::new();
    if Run::new(&program, &server, &folder).under(tool) {
        let seen = server.seen();
        assert_eq!(seen.file("kept"), Some(&b"What is sent."[..]));
        assert_eq!(seen.file("pieces"), Some(&b"one, two"[..]));
    }
}

#[test]
fn the_cpp_header() {
    check_hpp(Build::of("tests/c/hpp.cpp").shared(), Tool::None);
}

#[test]
fn the_cpp_header_built_by_clang() {
    check_hpp(Build::of("tests/c/hpp.cpp").compiler("clang++").shared(), Tool::None);
}

#[test]
fn the_cpp_header_under_valgrind() {
    check_hpp(Build::of("tests/c/hpp.cpp").shared(), Tool::Valgrind);
}

#[test]
fn the_cpp_header_with_sanitizers() {
    check_hpp(Build::of("tests/c/hpp.cpp").sanitized().shared(), Tool::None);
}

#[test]
fn generic_names_with_unicode() {
    let Some(program) = Build::new("unicode").shared() else { return };
    let server = Server::start(by_name());
    let files = Files::new(1);
    Run::new(&program, &server, &files.folder).succeeds();
    assert_eq!(server.seen().commands()[0], "USER Jürgen");
    assert!(server.seen().file("grüße") == Some(&files.small));
}

fn check_threads(tool: Tool) {
    let Some(program) = Build::new("threads").shared() else { return };
    let server = Server::start(by_name());
    let files = Files::new(200_000);
    if Run::new(&program, &server, &files.folder).under(tool) {
        let stored = server.seen().lines.iter().filter(|(_, line)| line.starts_with(b"STOR kept")).count();
        assert_eq!(stored, 6 * 6 * 2 * 2 / 3, "each thread's own and shared connection");
    }
}

#[test]
fn threads_from_c() {
    check_threads(Tool::None);
}

#[test]
fn threads_from_c_under_valgrind() {
    check_threads(Tool::Valgrind);
}

#[test]
fn the_host_is_left_alone() {
    let Some(program) = Build::new("host").shared() else { return };
    let server = Server::start(by_name());
    let files = Files::new(30 << 20);
    Run::new(&program, &server, &files.folder).succeeds();
}

#[test]
fn without_a_descriptor_left() {
    let Some(program) = Build::new("no_descriptors").shared() else { return };
    let server = Server::start(with_files());
    let files = Files::new(1);
    Run::new(&program, &server, &files.folder).succeeds();
    assert_eq!(server.seen().file("kept"), Some(&b"some bytes"[..]));
}

#[test]
fn loaded_and_unloaded_twice() {
    let Some(program) = Build::new("load_twice").unlinked() else { return };
    let server = Server::start(by_name());
    let files = Files::new(200_000);
    let library = libraries().join("libtrueftp.so");
    Run::new(&program, &server, &files.folder).argument(library.to_str().expect("UTF-8")).succeeds();
}

#[test]
fn unloaded_after_asynchronous_work() {
    let Some(program) = Build::new("unload").unlinked() else { return };
    let (server, silent) = (Server::start(by_name()), Server::start(Script::new().greeting(Plan::new())));
    let files = Files::new(1);
    let library = libraries().join("libtrueftp.so");
    let run = Run::new(&program, &server, &files.folder).argument(library.to_str().expect("UTF-8"));
    run.argument(&silent.port().to_string()).succeeds();
}

/// The protocol floor under Miri, where the toolchain has it.
#[test]
fn protocol_under_miri() {
    tools::miri(&["--lib", "protocol"]);
}
