//! What a newcomer types: `make demo`, `make examples` and `make install`, and what is made of the installed files.

mod common;

use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

use common::Folder;

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
    let told = [
        "FtpPutFileA: TRUE\n  GetLastError: 0\n  final reply: 226 Transfer complete.\n",
        "FtpPutFileA: FALSE\n  GetLastError: 12003\n  final reply: 451 Failure writing to local file.\n",
        ", 'STOR refuse.txt'\n",
        ", '150 Ok to send data.'\n(Now data is sent to 127,0,0,1 with port ",
        ", '451 Failure writing to local file.'\n",
    ];
    let mut rest = &output[..];
    for line in told {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} is missing, or not in order:\n{output}"));
        rest = &rest[at + line.len()..];
    }
}

#[test]
fn the_examples_are_built() {
    // They are compiled with -Wall -Wextra: a warning is told on stderr.
    let output = make(&["examples", "CC=cc -Werror", "CXX=c++ -Werror"]);
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

#[test]
fn what_is_installed_can_be_linked_and_run() {
    let folder = Folder::new();
    let prefix = folder.path().join("usr");
    make(&["install", &format!("PREFIX={}", prefix.display())]);
    for file in [
        "include/trueftp.h",
        "include/trueftp_wininet.h",
        "include/trueftp.hpp",
        "lib/libtrueftp.so",
        "lib/libtrueftp.so.0",
        "lib/libtrueftp.a",
    ] {
        assert!(prefix.join(file).exists(), "{file}");
    }
    let source = folder.file(
        "version.c",
        "#include <trueftp.h>\n\
         int main(void) { return TrueFtpVersion() == TRUEFTP_VERSION_NUMBER ? 0 : 1; }\n",
    );
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
