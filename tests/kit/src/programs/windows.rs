//! The two kinds of Windows, their compilers, and Wine that runs both.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use super::tools;
use crate::Folder;

const WINE: &str = "/usr/lib/wine/wine64";

/// A kind of Windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arch {
    /// 64 bits.
    X64,
    /// 32 bits.
    X86,
}

/// Both of them.
pub const BOTH: [Arch; 2] = [Arch::X64, Arch::X86];

/// Everything the DLLs are built with, or why not all of it is there.
fn built() -> Result<(), String> {
    static BUILT: OnceLock<Result<(), String>> = OnceLock::new();
    BUILT.get_or_init(build).clone()
}

fn build() -> Result<(), String> {
    // What an outer cargo chose for itself is not for the inner one.
    let run = |script: &str| {
        let mut bash = Command::new("bash");
        bash.arg(script)
            .current_dir(tools::root())
            .env("CARGO_TARGET_DIR", target())
            .output()
            .expect("bash starts")
    };
    let provision = run("windows/provision.sh");
    if !provision.status.success() {
        return Err(String::from_utf8_lossy(&provision.stderr).trim().to_owned());
    }
    let built = run("windows/build.sh");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    Ok(())
}

/// The target folder of cargo.
fn target() -> PathBuf {
    let profile = tools::built().parent().expect("deps is in a profile").to_owned();
    profile.parent().expect("a profile is in the target folder").to_owned()
}

impl Arch {
    /// What its DLL's folder is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::X64 => "windows-x64",
            Self::X86 => "windows-x86",
        }
    }

    /// Runs tests of cargo's, built for Windows, under Wine; `None` where that cannot be.
    pub fn tests(self, which: &[&str]) -> Option<Command> {
        self.dist()?;
        let triple = match self {
            Self::X64 => "x86_64-win7-windows-gnu",
            Self::X86 => "i686-win7-windows-gnu",
        };
        let runner = format!("CARGO_TARGET_{}_RUNNER", triple.to_uppercase().replace('-', "_"));
        let mut cargo = Command::new("bash");
        cargo.arg("windows/cargo.sh").args(["test", "--release", "--locked", "--target", triple]).args(which);
        cargo.current_dir(tools::root()).env("CARGO_TARGET_DIR", target()).env(runner, WINE);
        cargo.envs(wine_environment()?);
        Some(cargo)
    }

    /// A program of MinGW.
    pub fn tool(self, name: &str) -> Command {
        let prefix = match self {
            Self::X64 => "x86_64",
            Self::X86 => "i686",
        };
        Command::new(format!("{prefix}-w64-mingw32-{name}"))
    }

    /// The folder with the DLL and what belongs to it; `None`, with a line that says so, where it cannot be built.
    pub fn dist(self) -> Option<PathBuf> {
        match built() {
            Ok(()) => Some(tools::root().join("dist").join(self.name())),
            Err(why) => {
                tools::not_run(&format!("the DLL of {}", self.name()), &why);
                None
            }
        }
    }

    /// What a program of MinGW says.
    pub fn said(self, tool: &str, arguments: &[&str], file: &Path) -> String {
        let output = self.tool(tool).args(arguments).arg(file).output().expect("MinGW is there");
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// A Windows program, in a folder with trueftp.dll.
pub struct Program {
    /// The folder.
    pub folder: Folder,
    /// The executable file.
    pub path: PathBuf,
}

/// How a program is compiled.
pub struct Source<'a> {
    /// Relative to the repository.
    pub file: &'a str,
    /// The compiler's options.
    pub options: &'a [&'a str],
    /// The linker's options.
    pub libraries: &'a [&'a str],
}

impl Source<'_> {
    /// Compiles it; `None` where the DLL could not be built.
    pub fn build(&self, arch: Arch) -> Option<Program> {
        let dist = arch.dist()?;
        let folder = Folder::new();
        let path = folder.path().join("program.exe");
        let (compiler, standard) = match self.file.ends_with(".cpp") {
            true => ("g++", "-std=gnu++17"),
            false => ("gcc", "-std=gnu11"),
        };
        let mut command = arch.tool(compiler);
        command.args([standard, "-O1", "-Wall", "-Wextra", "-Werror", "-static-libgcc"]).args(self.options);
        if compiler == "g++" {
            command.arg("-static-libstdc++");
        }
        command.arg("-I").arg(tools::root().join("tests/c")).arg("-I").arg(&dist).arg("-o").arg(&path);
        command.arg(tools::root().join(self.file)).arg("-L").arg(&dist).args(self.libraries);
        let output = command.output().expect("MinGW is there");
        assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
        std::fs::copy(dist.join("trueftp.dll"), folder.path().join("trueftp.dll"))
            .expect("the DLL can be copied");
        Some(Program { folder, path })
    }
}

impl Program {
    /// The program under Wine; `None`, with a line that says so, where there is no Wine.
    pub fn command(&self) -> Option<Command> {
        let mut command = under_wine(&self.path, 120)?;
        command.current_dir(self.folder.path());
        Some(command)
    }

    /// Runs it; `None`, with a line that says so, where there is no Wine.
    pub fn run(&self, arguments: &[&str]) -> Option<Output> {
        Some(self.command()?.args(arguments).output().expect("Wine starts"))
    }

    /// It must end with 0.
    pub fn succeeds(&self, what: &str, arguments: &[&str]) {
        let Some(output) = self.run(arguments) else { return };
        let printed = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{what}: {}\n{}", output.status, String::from_utf8_lossy(&printed));
    }
}

/// What Wine needs to know to run programs; `None`, with a line that says so, where there is no Wine.
fn wine_environment() -> Option<[(&'static str, OsString); 5]> {
    static RUNNING: OnceLock<Child> = OnceLock::new();
    let wine = wine()?;
    let environment = [
        ("WINEPREFIX", wine.join("prefix").into()),
        ("WINEDLLPATH", wine.join("modules").into()),
        ("WINELOADER", WINE.into()),
        ("WINEDEBUG", "-all".into()),
        // Every name of a file can be expressed, and the code page is 1252.
        ("LC_ALL", "C.UTF-8".into()),
    ];
    RUNNING.get_or_init(|| keep_running(&environment));
    Some(environment)
}

/// A first program, which ends with this process, because its input ends. Wine's server and services have the
/// standard streams of the program that started them: they would hold those of a test's for seconds, and write to them.
fn keep_running(environment: &[(&'static str, OsString); 5]) -> Child {
    let mut command = Command::new(WINE);
    command.arg("cmd").envs(environment.iter().cloned());
    let mut cmd = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Wine starts");
    cmd.stdin.as_mut().expect("it is piped").write_all(b"ver\r\n").expect("a first command");
    let mut printed = BufReader::new(cmd.stdout.take().expect("it is piped")).lines();
    assert!(
        printed.any(|line| line.is_ok_and(|line| line.contains("Microsoft Windows"))),
        "no answer to ver"
    );
    cmd
}

/// A Windows program under Wine, for this many seconds; `None`, with a line that says so, where there is no Wine.
pub fn under_wine(program: &Path, seconds: u32) -> Option<Command> {
    let mut command = Command::new("timeout");
    command.args([&seconds.to_string(), WINE]).arg(program).stdin(Stdio::null());
    command.envs(wine_environment()?);
    Some(command)
}

/// How a Windows program calls a path of this system.
pub fn windows_path(path: &Path) -> String {
    format!("Z:{}", path.to_str().expect("UTF-8"))
}

/// The folder with Wine's state.
fn wine() -> Option<PathBuf> {
    static READY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let prepare = || {
        let folder = target().join("wine");
        let output = Command::new("bash")
            .arg(tools::root().join("tests/windows/wine.sh"))
            .arg(&folder)
            .env_remove("CI")
            .output()
            .expect("bash starts");
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        if folder.join("prefix/ready").exists() {
            return Some(folder);
        }
        tools::not_run("everything under Wine", printed.trim());
        None
    };
    READY.get_or_init(prepare).clone()
}
