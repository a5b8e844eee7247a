//! What a newcomer types: `make demo`, `make examples` and `make install`, and programs that use the installed files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

use kit::Folder;
use kit::programs::tools;

/// One build at a time: both targets write the same release folder.
static BUILD: Mutex<()> = Mutex::new(());

fn make(arguments: &[&str]) -> String {
    let _alone = BUILD.lock().unwrap_or_else(PoisonError::into_inner);
    let output = Command::new("make")
        .arg("--no-print-directory")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("make is installed");
    succeeded(&output, &format!("make {arguments:?}"))
}

fn succeeded(output: &Output, what: &str) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{what}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

#[test]
fn the_demo_tells_the_truth() {
    let output = make(&["demo"]);
    let printed = [
        "FtpPutFileA: TRUE\n  GetLastError: 0\n  final reply: 226 Transfer complete.\n",
        "FtpPutFileA: FALSE\n  GetLastError: 12003\n  final reply: 451 Failure writing to local file.\n",
        ", 'STOR refuse.txt'\n",
        ", '150 Ok to send data.'\n(Now data is sent to 127,0,0,1 with port ",
        ", '451 Failure writing to local file.'\n",
    ];
    let mut rest = &output[..];
    for line in printed {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} is missing, or not in order:\n{output}"));
        rest = &rest[at + line.len()..];
    }
}

#[test]
fn the_examples_are_built() {
    // Also what an earlier run has built: each compilation is to be seen.
    let output = make(&["--always-make", "examples", "CC=cc -Werror", "CXX=c++ -Werror"]);
    for folder in ["examples-c", "windows/patch_import"] {
        let sources = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect(folder);
        for source in sources {
            let name = source.expect("a file").file_name().into_string().expect("UTF-8");
            let is_program = name.ends_with(".c") || name.ends_with(".cpp");
            let is_compiled = output.split_whitespace().any(|word| word == format!("{folder}/{name}"));
            assert_eq!(is_compiled, is_program, "{name}:\n{output}");
        }
    }
}

/// Installs what is built below a folder; the prefix. A cargo that cannot be run shows that nothing is built.
fn install(folder: &Folder) -> PathBuf {
    let prefix = folder.path().join("usr");
    make(&["all"]);
    make(&["install", "CARGO=no-cargo", &format!("PREFIX={}", prefix.display())]);
    prefix
}

/// A program that checks the version of the library that it was linked with.
fn version_program(folder: &Folder) -> PathBuf {
    folder.file(
        "program.c",
        "#include <trueftp.h>\n\
         int main(void) { return TrueFtpVersion() == TRUEFTP_VERSION_NUMBER ? 0 : 1; }\n",
    )
}

#[test]
fn what_is_installed_can_be_linked_and_run() {
    let folder = Folder::new();
    let prefix = install(&folder);
    for file in ["lib/libtrueftp.so", "lib/libtrueftp.so.0", "lib/libtrueftp.a"] {
        assert!(prefix.join(file).exists(), "{file}");
    }
    let source = version_program(&folder);
    let options = pc_options(&prefix);
    let rpath = format!("-Wl,-rpath,{}", prefix.join("lib").display());
    let shared: Vec<&str> = options.shared.split(' ').chain([&rpath[..]]).collect();
    let archive = prefix.join("lib/libtrueftp.a").display().to_string();
    let fixed: Vec<&str> = [&archive[..]].into_iter().chain(options.private.split(' ')).collect();
    for (name, libraries, needs_it) in [("shared", shared, true), ("static", fixed, false)] {
        let program = folder.path().join(name);
        let compiled = Command::new("cc")
            .args(options.include.split(' '))
            .arg(&source)
            .arg("-o")
            .arg(&program)
            .args(libraries)
            .output()
            .expect("cc is installed");
        succeeded(&compiled, name);
        succeeded(&Command::new(&program).output().expect("it runs"), name);
        let needed = Command::new("ldd").arg(&program).output().expect("ldd is there");
        assert_eq!(succeeded(&needed, "ldd").contains("libtrueftp.so.0"), needs_it, "{name}");
    }
}

/// The headers that are installed are those of include/, all of them, and `make uninstall` leaves no file.
#[test]
fn every_header_is_installed_and_removed() {
    let names = |folder: &Path| {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names.collect::<BTreeSet<_>>()
    };
    let folder = Folder::new();
    let prefix = install(&folder);
    let headers = names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("include"));
    assert!(headers.len() >= 2, "{headers:?}");
    assert_eq!(names(&prefix.join("include")), headers);

    make(&["uninstall", &format!("PREFIX={}", prefix.display())]);
    for folder in ["include", "lib/pkgconfig"] {
        assert_eq!(names(&prefix.join(folder)), BTreeSet::new());
    }
    assert_eq!(names(&prefix.join("lib")), BTreeSet::from(["pkgconfig".into()]));
}

#[test]
fn nothing_is_installed_before_it_is_built() {
    let folder = Folder::new();
    let prefix = folder.path().join("usr");
    let output = Command::new("make")
        .args(["--no-print-directory", "install", &format!("PREFIX={}", prefix.display())])
        .env("CARGO_TARGET_DIR", folder.path())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("make is installed");
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(printed.contains("nothing is built in ") && printed.contains(": run make first"), "{printed}");
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert!(!prefix.exists());
}

/// The part of docs/using.md about linking.
fn page() -> &'static str {
    let page = include_str!("../docs/using.md").split_once("\n## Install and link\n").expect("the section").1;
    page.split_once("\n## ").expect("the next section").0
}

/// The command lines that the page prints for a prefix of the user's own, as they are.
#[test]
fn the_printed_command_lines_work() {
    if !tools::is_there("pkg-config", "--version") {
        return tools::not_run("the command lines of docs/using.md", "pkg-config is not installed");
    }
    let folder = Folder::new();
    let prefix = install(&folder);
    version_program(&folder);
    let lines = page().lines().filter_map(|line| line.strip_prefix("    "));
    let (exports, compilers): (Vec<_>, Vec<_>) = lines
        .filter(|line| !line.starts_with("make") && *line != "ldconfig")
        .partition(|line| line.starts_with("export "));
    assert_eq!((exports.len(), compilers.len()), (1, 3));
    for (line, needs_path) in compilers.into_iter().zip([true, false, false]) {
        let mut shell = Command::new("sh");
        let run = format!("set -e\n{}\n{line}\n./program\n", exports[0]);
        shell.args(["-c", &run]).current_dir(folder.path()).env("PREFIX", &prefix);
        if needs_path {
            shell.env("LD_LIBRARY_PATH", prefix.join("lib")); // in place of ldconfig
        } else {
            shell.env_remove("LD_LIBRARY_PATH");
        }
        succeeded(&shell.output().expect("sh starts"), line);
    }
}

#[test]
fn the_printed_cmake_project_works() {
    if !tools::is_there("cmake", "--version") || !tools::is_there("pkg-config", "--version") {
        return tools::not_run("CMake of docs/using.md", "cmake or pkg-config is not installed");
    }
    let folder = Folder::new();
    let prefix = install(&folder);
    version_program(&folder);
    let project =
        page().split_once("\n```cmake\n").expect("a project").1.split_once("\n```").expect("an end").0;
    folder.file("CMakeLists.txt", project);
    for arguments in [&["-B", "build", "."][..], &["--build", "build"]] {
        let mut cmake = Command::new("cmake");
        cmake.args(arguments).current_dir(folder.path());
        cmake.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"));
        succeeded(&cmake.output().expect("cmake starts"), "cmake");
    }
    let mut program = Command::new(folder.path().join("build/program"));
    succeeded(&program.env_remove("LD_LIBRARY_PATH").output().expect("it starts"), "program");
}

/// The installed pkg-config file, read as pkg-config does: it may not be on this machine.
struct Options {
    include: String,
    shared: String,
    private: String,
}

fn pc_options(prefix: &Path) -> Options {
    let text = std::fs::read_to_string(prefix.join("lib/pkgconfig/trueftp.pc")).expect("trueftp.pc");
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key));
        line.unwrap_or_else(|| panic!("{key} in {text}")).trim().to_owned()
    };
    let expand = |text: String| {
        let text =
            text.replace("${libdir}", &value("libdir=")).replace("${includedir}", &value("includedir="));
        text.replace("${prefix}", &value("prefix="))
    };
    assert_eq!(value("Version:"), env!("CARGO_PKG_VERSION"));
    Options {
        include: expand(value("Cflags:")),
        shared: expand(value("Libs:")),
        private: expand(value("Libs.private:")),
    }
}
