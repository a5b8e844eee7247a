//! Runs C compilers. One that is missing costs a line on stderr; with CI=true the test fails.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs};

pub const INCLUDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/include");

/// A source language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    C,
    Cpp,
}

impl Language {
    fn extension(self) -> &'static str {
        match self {
            Self::C => "c",
            Self::Cpp => "cpp",
        }
    }

    fn standard(self) -> &'static str {
        match self {
            Self::C => "-std=c11",
            Self::Cpp => "-std=c++17",
        }
    }
}

/// A compiler that is there.
#[derive(Clone, Debug)]
pub struct Compiler {
    pub program: String,
    pub language: Language,
}

/// Those of the programs that are there.
pub fn compilers(programs: &[(&str, Language)]) -> Vec<Compiler> {
    let there = programs.iter().filter(|(program, _)| has(program));
    there.map(|&(program, language)| Compiler { program: program.to_owned(), language }).collect()
}

/// The native compilers.
pub fn native() -> Vec<Compiler> {
    use Language::{C, Cpp};
    compilers(&[("gcc", C), ("clang", C), ("g++", Cpp), ("clang++", Cpp)])
}

/// Whether a program can be run.
pub fn has(program: &str) -> bool {
    // Several tests miss the same program; one line is enough.
    static REPORTED: Mutex<Vec<String>> = Mutex::new(Vec::new());
    if Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return true;
    }
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{program} is missing, and CI=true");
    let mut reported = REPORTED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if !reported.iter().any(|name| name == program) {
        eprintln!("skipped: checks of the header with {program}, which is not installed");
        reported.push(program.to_owned());
    }
    false
}

/// A folder of a test's own, gone with it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("trueftp-header-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the folder for temporary files can be written to");
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Compiler {
    /// Checks a source text, with every warning an error; what the compiler says against it is the error.
    pub fn check(&self, options: &[&str], source: &str) -> Result<(), String> {
        self.run(&[&["-fsyntax-only"], options].concat(), source, None)
    }

    /// Compiles to an object file and returns the names it leaves to the linker, as nm writes them.
    pub fn undefined_names(&self, nm: &str, options: &[&str], source: &str) -> Vec<String> {
        let folder = Folder::new();
        let object = folder.path("object.o");
        self.run(&[&["-c"], options].concat(), source, Some(&object)).unwrap_or_else(|said| panic!("{said}"));
        let output = Command::new(nm).arg("-u").arg(&object).output().expect("nm runs");
        assert!(output.status.success(), "{nm} -u fails");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().filter_map(|line| line.split_whitespace().last()).map(str::to_owned).collect()
    }

    fn run(&self, options: &[&str], source: &str, output: Option<&Path>) -> Result<(), String> {
        let folder = Folder::new();
        let file = folder.path(&format!("source.{}", self.language.extension()));
        fs::write(&file, source).expect("the folder for temporary files can be written to");
        let mut command = Command::new(&self.program);
        command.args([self.language.standard(), "-Wall", "-Wextra", "-Werror", "-I", INCLUDE]);
        command.args(options).arg(&file);
        if let Some(output) = output {
            command.arg("-o").arg(output);
        }
        let result = command.output().expect("the compiler was there a moment ago");
        if result.status.success() {
            return Ok(());
        }
        // The first complaints are enough; the compiler quotes the lines it means.
        let said = String::from_utf8_lossy(&result.stderr);
        let said: Vec<&str> = said.lines().take(40).collect();
        Err(format!("{} {options:?}\n{}", self.program, said.join("\n")))
    }
}
