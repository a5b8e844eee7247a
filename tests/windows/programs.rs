//! The C programs of the tests as Windows programs, against the same servers as on this system.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use ftp_test_server::{Plan, Script, Server};

use kit::faults::{Faults, System};
use kit::programs::build::{Build, library_directory};
use kit::programs::servers::with_files;
use kit::programs::windows::{Arch, BOTH, Program, Source, windows_path};
use kit::{Folder, bytes};

/// A program that links trueftp.dll.
fn linked(file: &str) -> Source<'_> {
    Source { file, options: &[], libraries: &["-ltrueftp"] }
}

fn script() -> Script {
    with_files().on_line("USER nobody", "530 Not you.\r\n")
}

/// Runs a program for both, each with a server and a folder of its own, and looks at what the server got.
fn check(file: &str, look: impl Fn(&Server)) {
    check_built(file, |arch| linked(file).build(arch), look);
}

fn check_built(file: &str, build: impl Fn(Arch) -> Option<Program>, look: impl Fn(&Server)) {
    for arch in BOTH {
        let Some(program) = build(arch) else { return };
        let server = Server::start(script());
        let folder = Folder::new();
        folder.file("small", bytes(20_000));
        folder.file("large", bytes(300_000));
        let port = server.port().to_string();
        program
            .succeeds(&format!("{file}, {arch:?}"), &[&server.host(), &port, &windows_path(folder.path())]);
        look(&server);
    }
}

#[test]
fn all_calls() {
    check("tests/c/all_calls.c", |server| {
        let seen = server.seen();
        // Text has CR LF in files of Windows already: "c" is sent as it is, too.
        for (name, size) in [("a", 20_000), ("b", 300_000), ("c", 300_000), ("d", 20_000), ("e", 20_000)] {
            assert!(seen.file(name) == Some(&bytes(size)), "{name}");
        }
    });
}

/// With the system's libraries that docs/windows.md names.
#[test]
fn the_static_library() {
    let file = "tests/c/family.c";
    let page = include_str!("../../docs/windows.md");
    let line = page.lines().find(|line| line.contains("-DTRUEFTP_STATIC")).expect("the page says how");
    let libraries: Vec<_> = line.split_whitespace().filter(|word| word.starts_with("-l")).collect();
    let archive = |arch: Arch| Some(arch.dist()?.join("libtrueftp.a").to_str().expect("UTF-8").to_owned());
    let build = |arch| {
        let archive = archive(arch)?;
        let libraries: Vec<_> = [&archive[..]].into_iter().chain(libraries.iter().copied()).collect();
        let program = Source { file, options: &["-DTRUEFTP_STATIC"], libraries: &libraries }.build(arch)?;
        fs::remove_file(program.folder.path().join("trueftp.dll")).expect("the DLL was there");
        Some(program)
    };
    check_built(file, build, |server| assert_eq!(server.seen().file("kept"), Some(&[b'x'; 30][..])));
}

#[test]
fn the_family() {
    check("tests/c/family.c", |server| assert_eq!(server.seen().file("kept"), Some(&[b'x'; 30][..])));
}

#[test]
fn the_cpp_header() {
    check("tests/c/hpp.cpp", |server| assert_eq!(server.seen().file("pieces"), Some(&b"one, two"[..])));
}

#[test]
fn names_and_paths() {
    let list = |name: &[u8]| [b"-rw-r--r-- 1 u g 7 May 17 2024 ", name, b"\r\n"].concat();
    for arch in BOTH {
        let Some(program) = linked("tests/c/ansi.c").build(arch) else { return };
        let script = Script::new()
            .on("CWD", "250 There.\r\n")
            .on("PWD", [&b"257 \"/gr\xfc\xdfe\"\r\n"[..]].concat())
            .on_line("LIST utf8", Plan::download(list("日本".as_bytes()), "226 Done.\r\n"))
            .on("LIST", Plan::download(list(b"gr\xfc\xdfe"), "226 Done.\r\n"))
            .on("SIZE", "213 5\r\n")
            .on("RETR", Plan::download("bytes", "226 Done.\r\n"));
        let server = Server::start(script);
        let folder = Folder::new();
        folder.file("small", bytes(20_000));
        let arguments = [&server.host(), &server.port().to_string()[..], &windows_path(folder.path())];
        program.succeeds(&format!("ansi.c, {arch:?}"), &arguments);
        if server.seen().lines.is_empty() {
            return; // there is no Wine
        }
        let seen = server.seen();
        assert_eq!(seen.lines[0].1, b"USER J\xfcrgen");
        assert_eq!(seen.lines[1].1, b"PASS p\xe4ss");
        for (name, content) in [
            (&b"gr\xfc\xdfe"[..], bytes(20_000)),
            ("日本".as_bytes(), bytes(20_000)),
            (b"from-unicode", b"unicode".to_vec()),
            (b"from-unicode-ex", b"unicode".to_vec()),
            (b"from-long", b"long".to_vec()),
            (b"shared", b"log".to_vec()),
        ] {
            assert!(seen.file(name) == Some(&content), "{}", name.escape_ascii());
        }
        assert_eq!(seen.files.len(), 6);
        let log = std::fs::read_to_string(folder.path().join("日本.log")).expect("the transcript");
        assert_eq!(log.lines().count(), 2, "{log}");
        assert!(log.contains(r" 1 -> CWD gr\xfc\xdfe"), "{log}");
    }
}

/// Under Wine the DACL of a file is its mode, roughly: what others may do is kept.
#[test]
fn local_files() {
    for arch in BOTH {
        let Some(program) = linked("tests/c/local_files.c").build(arch) else { return };
        let server = Server::start(script());
        let folder = Folder::new();
        folder.file("private", "old");
        let private = folder.path().join("private");
        fs::set_permissions(&private, fs::Permissions::from_mode(0o600)).expect("it is ours");
        let arguments = [&server.host(), &server.port().to_string()[..], &windows_path(folder.path())];
        program.succeeds(&format!("local_files.c, {arch:?}"), &arguments);
        let seen = server.seen();
        if seen.lines.is_empty() {
            return; // there is no Wine
        }
        assert!(!seen.lines.iter().any(|(_, line)| line.ends_with(b"refused")), "{arch:?}");
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let names: BTreeSet<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        assert!(names.iter().eq(["new", "private"]), "{arch:?}: {names:?}");
        assert_eq!(fs::read(&private).expect("a file"), b"The bytes of the file.");
        let mode = fs::metadata(&private).expect("a file").permissions().mode();
        assert_eq!(mode & 0o007, 0, "{arch:?}: {mode:o}");
    }
}

/// A program that includes and knows <wininet.h> alone: linked with -ltrueftp before -lwininet, and patched.
#[test]
fn programs_that_know_only_wininet() {
    let uploads = |program: &Program| {
        let server = Server::start(script());
        let folder = Folder::new();
        folder.file("small", bytes(1000));
        let file = format!("{}/small", windows_path(folder.path()));
        let output = program.run(&[&server.host(), &server.port().to_string(), &file, "kept", "refused"])?;
        Some(String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"))
    };
    let truth = "TRUE 0\nFALSE 12003\ntrueftp\n";
    for arch in BOTH {
        let source = |libraries| Source { file: "tests/c/unchanged.c", options: &[], libraries };
        let Some(relinked) = source(&["-ltrueftp", "-lwininet"]).build(arch) else { return };
        let Some(printed) = uploads(&relinked) else { return };
        assert_eq!(printed, truth, "{arch:?}, linked");

        let unmodified = source(&["-lwininet"]).build(arch).expect("it was built before");
        assert!(uploads(&unmodified).expect("Wine is there").ends_with("\nwininet\n"), "{arch:?}");
        let patch = Build::of("windows/patch_import/patch_import.c").shared().expect("there is a compiler");
        let mut patch = Command::new(&patch.path);
        let patched =
            patch.env("LD_LIBRARY_PATH", library_directory(relinked.folder.path())).arg(&unmodified.path);
        assert!(patched.status().expect("it starts").success(), "{arch:?}: it can be patched");
        assert_eq!(uploads(&unmodified).expect("Wine is there"), truth, "{arch:?}, patched");
    }
}

/// The import library in Microsoft's format; MinGW's linker reads it, too.
#[test]
fn microsofts_import_library() {
    let build = |arch: Arch| {
        let library = arch.dist()?.join("trueftp.lib");
        let libraries = &[library.to_str().expect("UTF-8")][..];
        Source { file: "tests/c/family.c", options: &[], libraries }.build(arch)
    };
    check_built("family.c", build, |server| {
        assert_eq!(server.seen().file("kept"), Some(&[b'x'; 30][..]));
    });
}

#[test]
fn threads() {
    check("tests/c/threads.c", |server| {
        let seen = server.seen();
        let stored = seen.lines.iter().filter(|(_, line)| line.starts_with(b"STOR kept")).count();
        assert_eq!(stored, 6 * 6 * 2 * 2 / 3);
    });
}

#[test]
fn unloading_after_asynchronous_work() {
    let source = Source { file: "tests/c/unload.c", options: &[], libraries: &[] };
    for arch in BOTH {
        let Some(program) = source.build(arch) else { return };
        let (server, silent) = (Server::start(script()), Server::start(Script::new().greeting(Plan::new())));
        let folder = Folder::new();
        folder.file("small", b"x");
        let arguments = [
            &server.host(),
            &server.port().to_string(),
            &windows_path(folder.path()),
            "trueftp.dll",
            &silent.port().to_string(),
        ];
        program.succeeds(&format!("unload.c, {arch:?}"), &arguments);
    }
}

#[test]
fn fault_cases() {
    for arch in BOTH {
        let Some(program) = linked("tests/c/faults.c").build(arch) else { return };
        let Some(mut command) = program.command() else { return };
        let faults = Faults::new(kit::faults::cases());
        let folder = windows_path(faults.folder.path());
        let system = if arch == Arch::X64 { System::WineX64 } else { System::WineX86 };
        faults.check(system, &mut command, &folder);
    }
}
