//! Compiling the programs of tests/c and the examples.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::{static_libs, tools};
use crate::Folder;

/// A program and the folder it is in.
pub struct Program {
    _folder: Folder,
    /// The executable file.
    pub path: PathBuf,
}

/// How a program is to be compiled.
pub struct Build {
    source: PathBuf,
    compiler: String,
    language: [&'static str; 3],
    more: Vec<&'static str>,
}

/// The directory with libtrueftp.so and .a: cargo built them together with this program.
pub fn libraries() -> PathBuf {
    static DIRECTORY: OnceLock<PathBuf> = OnceLock::new();
    let find = || {
        let built = tools::built();
        if ["libtrueftp.so", "libtrueftp.a"].iter().all(|name| built.join(name).exists()) {
            return built;
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let profile = built.parent().expect("deps is in a profile").to_owned();
        let target = profile.parent().expect("a profile is in the target directory");
        cargo.args(["build", "--lib", "--locked"]).current_dir(tools::root()).env("CARGO_TARGET_DIR", target);
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        assert!(cargo.status().expect("cargo starts").success(), "the library cannot be built");
        profile
    };
    DIRECTORY.get_or_init(find).clone()
}

/// A library directory as `make install` leaves it: the name the linker looks for, and the one the loader does.
pub fn library_directory(inside: &Path) -> PathBuf {
    let directory = inside.join("lib");
    if std::fs::create_dir(&directory).is_ok() {
        for name in ["libtrueftp.so", "libtrueftp.so.0"] {
            symlink(libraries().join("libtrueftp.so"), directory.join(name)).expect("a link");
        }
    }
    directory
}

impl Build {
    /// tests/c/NAME.c, as C11 by the system's compiler.
    pub fn new(name: &str) -> Self {
        Self::of(&format!("tests/c/{name}.c"))
    }

    /// A file of the repository: C11, or C++17 where it is named so.
    pub fn of(source: &str) -> Self {
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
        let source = tools::root().join(source);
        let is_cpp = source.extension().is_some_and(|extension| extension == "cpp");
        let build = Self { source, compiler, language: ["-std=c11", "-x", "c"], more: Vec::new() };
        if is_cpp { build.cpp() } else { build }
    }

    /// With another compiler.
    pub fn compiler(self, compiler: &str) -> Self {
        Self { compiler: compiler.into(), ..self }
    }

    /// The same text as C++.
    pub fn cpp(self) -> Self {
        let compiler = std::env::var("CXX").unwrap_or_else(|_| "g++".into());
        Self { compiler, language: ["-std=c++17", "-x", "c++"], ..self }
    }

    /// With gcc's address and undefined-behaviour sanitizers.
    pub fn sanitized(mut self) -> Self {
        self.compiler = if self.language[2] == "c" { "gcc" } else { "g++" }.into();
        self.more = vec!["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"];
        self
    }

    /// Linked with the shared library.
    pub fn shared(self) -> Option<Program> {
        let folder = Folder::new();
        let directory = library_directory(folder.path());
        let libraries = ["-L", directory.to_str().expect("UTF-8"), "-ltrueftp"].map(str::to_owned);
        self.build(folder, &libraries)
    }

    /// Linked with the archive and the system's libraries that it is documented to need.
    pub fn linked_statically(self) -> Option<Program> {
        let archive = libraries().join("libtrueftp.a").to_str().expect("UTF-8").to_owned();
        let needed = static_libs::documented();
        self.build(Folder::new(), &[&[archive], needed.as_slice()].concat())
    }

    /// Not linked with the library at all.
    pub fn unlinked(self) -> Option<Program> {
        self.build(Folder::new(), &["-ldl".to_owned()])
    }

    fn build(self, folder: Folder, libraries: &[String]) -> Option<Program> {
        let name = self.source.file_stem().expect("a source has a name").to_str().expect("UTF-8");
        let check = format!("{name} with {} {}", self.compiler, self.more.join(" "));
        if !tools::is_there(&self.compiler, "--version") {
            tools::not_run(&check, &format!("{} is not installed", self.compiler));
            return None;
        }
        if !self.more.is_empty() && !self.can_link_empty(&folder) {
            tools::not_available(&check, "the compiler has no sanitizer library");
            return None;
        }
        let path = folder.path().join(name);
        let mut compiler = Command::new(&self.compiler);
        compiler.args(["-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread"]).args(&self.more);
        compiler.arg("-I").arg(tools::root().join("include")).arg("-o").arg(&path);
        // "-x none": what follows the source is for the linker.
        compiler.args(self.language).arg(&self.source).args(["-x", "none"]).args(libraries);
        let output = compiler.output().expect("the compiler starts");
        assert!(output.status.success(), "{compiler:?}\n{}", String::from_utf8_lossy(&output.stderr));
        Some(Program { _folder: folder, path })
    }

    /// Whether the compiler has what its own flags need.
    fn can_link_empty(&self, folder: &Folder) -> bool {
        let source = folder.file("empty.c", "int main(void) { return 0; }\n");
        let output = Command::new(&self.compiler)
            .args(&self.more)
            .arg("-o")
            .arg(folder.path().join("empty"))
            .arg(source)
            .output();
        output.is_ok_and(|output| output.status.success())
    }
}
