//! The C programs that transfer, and how they are compiled.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// Where the C files are.
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench");

/// A way to use FTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// The rival that everything is compared to.
    Libcurl,
    /// This library.
    Trueftp,
    /// This library, writing its transcript to a file.
    Logged,
    /// Sockets and nothing else: the lower limit.
    Raw,
}

impl Client {
    /// Every client, in the order they take turns in.
    pub(crate) const ALL: [Client; 4] = [Client::Libcurl, Client::Trueftp, Client::Logged, Client::Raw];

    /// The name on the command line and in the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Client::Libcurl => "libcurl",
            Client::Trueftp => "trueftp",
            Client::Logged => "logged",
            Client::Raw => "raw",
        }
    }

    /// Its C file.
    fn source(self) -> String {
        match self {
            Client::Logged => Client::Trueftp.source(),
            other => format!("bench_{}.c", other.name()),
        }
    }

    /// The client of that name.
    pub(crate) fn named(name: &str) -> Option<Client> {
        Client::ALL.into_iter().find(|client| client.name() == name)
    }

    fn compiler_options(self) -> Result<Vec<String>> {
        let options = match self {
            Client::Libcurl => vec!["-lcurl".to_owned()],
            Client::Raw => vec![],
            Client::Trueftp | Client::Logged => {
                // Absolute, as the program is started from elsewhere.
                let library = library_folder()?.canonicalize()?;
                let library = library.display();
                let include = include_folder();
                vec![
                    format!("-I{}", include.display()),
                    format!("-L{library}"),
                    "-ltrueftp".to_owned(),
                    // The old kind of path: cargo sets LD_LIBRARY_PATH, which wins over the new kind.
                    format!("-Wl,--disable-new-dtags,-rpath,{library}"),
                ]
            }
        };
        Ok(options)
    }
}

/// A client that was compiled.
pub(crate) struct Program {
    /// Which one.
    pub(crate) client: Client,
    /// The program.
    pub(crate) path: PathBuf,
}

/// Compiles the clients into a folder. Returns also a line for each that could not be compiled.
pub(crate) fn build_all(clients: &[Client], folder: &Path) -> (Vec<Program>, Vec<String>) {
    let mut programs = Vec::new();
    let mut missing = Vec::new();
    for &client in clients {
        let name = format!("bench_{}", client.name());
        let sources = ["bench_main.c", &client.source()];
        match client.compiler_options().and_then(|options| compile(&name, &sources, &options, folder)) {
            Ok(path) => programs.push(Program { client, path }),
            Err(error) => missing.push(format!("{} did not run: {error}", client.name())),
        }
    }
    (programs, missing)
}

/// Compiles some of the C files here into a program of that name in a folder.
pub(crate) fn compile(name: &str, sources: &[&str], options: &[String], folder: &Path) -> Result<PathBuf> {
    let program = folder.join(name);
    let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
    let output = Command::new(&compiler)
        .args(["-O2", "-Wall", "-Wextra", "-o"])
        .arg(&program)
        .args(sources.iter().map(|source| Path::new(SOURCES).join(source)))
        .args(options)
        .output()
        .map_err(|error| format!("{}: {error}", compiler.display()))?;
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    match output.status.success() {
        true => Ok(program),
        false => Err(format!("{name} does not compile").into()),
    }
}

/// The folder with `libtrueftp.so`.
pub(crate) fn library_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("TRUEFTP_LIB_DIR") {
        return Ok(folder.into());
    }
    // Cargo puts benches into the folder `deps` of the folder with the libraries.
    let bench = env::current_exe()?;
    let folder = bench.ancestors().nth(2).ok_or("TRUEFTP_LIB_DIR is not set")?;
    Ok(folder.to_owned())
}

fn include_folder() -> PathBuf {
    match env::var_os("TRUEFTP_INCLUDE_DIR") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("include"),
    }
}
