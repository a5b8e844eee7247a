//! The programs of docs/languages.md are run here, or at least compiled.

#[path = "languages/declares.rs"]
mod declares;
#[path = "languages/document.rs"]
mod document;
#[path = "languages/program.rs"]
mod program;

use std::process::Command;

use document::{block, file};
use kit::Folder;
use kit::programs::build::{Build, library_directory};
use kit::programs::tools;
use program::uploads;

/// Whether a tool answers to this argument; a line says so where it does not.
fn has(tool: &str, argument: &str, language: &str) -> bool {
    let there = tools::is_there(tool, argument);
    if !there {
        tools::not_run(&format!("{language} of docs/languages.md"), &format!("{tool} is not installed"));
    }
    there
}

/// Runs a compiler in a folder.
fn compile(folder: &Folder, compiler: &str, arguments: &[&str]) {
    let output = Command::new(compiler).args(arguments).current_dir(folder.path()).output();
    let output = output.unwrap_or_else(|error| panic!("{compiler}: {error}"));
    let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{compiler} {arguments:?}\n{}", printed.concat());
}

#[test]
fn c_and_cpp() {
    let folder = Folder::new();
    let source = file(&folder, "upload.c", "c");
    for build in [Build::of(&source), Build::of(&source).cpp()] {
        let Some(program) = build.shared() else { continue };
        uploads(&[program.path.to_str().expect("UTF-8")]);
    }
}

/// To objects: the DLL is not built here.
#[test]
fn c_and_cpp_on_windows() {
    let folder = Folder::new();
    file(&folder, "upload.c", "c");
    let include = tools::root().join("include");
    let flags = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", include.to_str().expect("UTF-8")];
    for (compiler, language) in [("gcc", "c"), ("g++", "c++")] {
        for target in ["i686-w64-mingw32", "x86_64-w64-mingw32"] {
            let compiler = format!("{target}-{compiler}");
            if has(&compiler, "--version", "C and C++") {
                compile(
                    &folder,
                    &compiler,
                    &[&flags[..], &["-c", "-o", "upload.o", "-x", language, "upload.c"]].concat(),
                );
            }
        }
    }
}

#[test]
fn c_sharp() {
    if has("mcs", "--version", "C#") && has("mono", "--version", "C#") {
        let folder = Folder::new();
        file(&folder, "upload.cs", "csharp");
        compile(&folder, "mcs", &["-warn:4", "-warnaserror", "upload.cs"]);
        let program = folder.path().join("upload.exe");
        uploads(&["mono", program.to_str().expect("UTF-8")]);
    }
}

#[test]
fn python() {
    if has("python3", "--version", "Python") {
        let folder = Folder::new();
        uploads(&["python3", &file(&folder, "upload.py", "python")]);
    }
}

/// Warnings are errors.
const FPC: [&str; 2] = ["-vw", "-Sew"];

#[test]
fn free_pascal() {
    if has("fpc", "-iV", "Free Pascal") {
        let folder = Folder::new();
        file(&folder, "upload.pas", "pascal");
        let libraries = format!("-Fl{}", library_directory(folder.path()).display());
        compile(&folder, "fpc", &[&FPC[..], &[&libraries, "upload.pas"]].concat());
        let program = folder.path().join("upload");
        uploads(&[program.to_str().expect("UTF-8")]);
    }
}

/// There is no Delphi here: Free Pascal checks the program, without linking it, against what it uses of this unit.
const WINAPI_WINDOWS: &str = "unit Winapi.Windows;
interface
type
  DWORD = LongWord;
  BOOL = LongBool;
function GetLastError: DWORD; stdcall; external 'kernel32.dll' name 'GetLastError';
implementation
end.
";

#[test]
fn delphi_is_compiled() {
    if has("fpc", "-iV", "Delphi") {
        let folder = Folder::new();
        file(&folder, "upload.pas", "delphi");
        folder.file("winapi.windows.pas", WINAPI_WINDOWS);
        compile(&folder, "fpc", &[&FPC[..], &["-Mdelphiunicode", "-Cn", "upload.pas"]].concat());
    }
}

/// There is no Visual Basic here: only the declarations are checked.
#[test]
fn visual_basic_declares_what_the_header_does() {
    declares::check(block("vba"), "Declare PtrSafe", "LongPtr");
    declares::check(block("vb6"), "Declare", "Long");
}

#[test]
fn both_visual_basics_have_the_same_program() {
    assert_eq!(block("vba").replace("PtrSafe ", "").replace("LongPtr", "Long"), block("vb6"));
}
