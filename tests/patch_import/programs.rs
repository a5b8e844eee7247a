//! What the tests patch: small programs, and a stand-in for trueftp.dll, made with MinGW for x64 and x86.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::image::{DELAYED_IMPORTS, Image};
use kit::Folder;
use kit::programs::tools;

/// All of one architecture.
pub struct Programs {
    pub target: &'static str,
    /// Imports InternetOpenA and FtpPutFileA, and has the text "WININET.dll" as data.
    pub plain: Vec<u8>,
    /// The same, imported at the first call.
    pub delayed: Vec<u8>,
    /// Imports HttpOpenRequestA as well.
    pub http: Vec<u8>,
    /// Imports InternetOpenA as ordinal 77.
    pub ordinal: Vec<u8>,
    /// The same as `plain`, and from another DLL a function with a long name, as those of C++ templates are.
    pub long_name: Vec<u8>,
    /// Like `plain`, without a C library: two functions are all that it imports.
    pub tiny: Vec<u8>,
    /// Exports all names of exports.txt, as functions that do nothing.
    pub dll: Vec<u8>,
}

/// Both architectures, or those whose compiler is there.
pub fn all() -> &'static [Programs] {
    static BUILT: OnceLock<Vec<Programs>> = OnceLock::new();
    BUILT.get_or_init(|| ["x86_64-w64-mingw32", "i686-w64-mingw32"].into_iter().filter_map(build).collect())
}

fn build(target: &'static str) -> Option<Programs> {
    let compiler = format!("{target}-gcc");
    if !tools::is_there(&compiler, "--version") {
        tools::not_run(&format!("patch_import for {target}"), &format!("{compiler} is not installed"));
        return None;
    }
    let workshop = Workshop { target, folder: Folder::new() };
    Some(Programs {
        target,
        plain: workshop.program("plain", &["-lwininet"]),
        delayed: workshop.delayed(),
        http: workshop.program("http", &["-DHTTP", "-lwininet"]),
        ordinal: workshop.ordinal(),
        long_name: workshop.long_name(),
        tiny: workshop.compile(
            "tiny.exe",
            &[&source("tiny.c"), "-s", "-nostdlib", "-lwininet", "-Wl,-e", workshop.entry()],
        ),
        dll: workshop.dll(),
    })
}

fn source(name: &str) -> String {
    format!("{}/tests/patch_import/{name}", tools::root().display())
}

struct Workshop {
    target: &'static str,
    folder: Folder,
}

impl Workshop {
    fn is_x86(&self) -> bool {
        self.target.starts_with("i686")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, tool: &str, arguments: &[&str]) -> String {
        let output = Command::new(format!("{}-{tool}", self.target))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("MinGW is whole");
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} {tool} {arguments:?}: {printed}", self.target);
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn compile(&self, name: &str, arguments: &[&str]) -> Vec<u8> {
        self.run(
            "gcc",
            &[&["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-o", name], arguments].concat(),
        );
        std::fs::read(self.path(name)).expect("the compiler made it")
    }

    fn program(&self, name: &str, arguments: &[&str]) -> Vec<u8> {
        self.compile(&format!("{name}.exe"), &[&[source("program.c").as_str()], arguments].concat())
    }

    /// The name that the linker has for a function without arguments.
    fn entry(&self) -> &'static str {
        if self.is_x86() { "-Wl,_start" } else { "-Wl,start" }
    }

    fn ordinal(&self) -> Vec<u8> {
        // On x86 names have the bytes of their arguments.
        let bytes = if self.is_x86() { "@20" } else { "" };
        let text =
            format!("LIBRARY WININET.dll\nEXPORTS\nInternetOpenA{bytes} @77 NONAME\nFtpPutFileA{bytes}\n");
        self.folder.file("wininet.def", text);
        self.run("dlltool", &["--kill-at", "--input-def", "wininet.def", "--output-lib", "imports.a"]);
        self.program("ordinal", &["imports.a"])
    }

    fn long_name(&self) -> Vec<u8> {
        let name = "of_a_template_of_templates_".repeat(150);
        self.folder.file("other.def", format!("LIBRARY other.dll\nEXPORTS\n{name}\n"));
        self.run("dlltool", &["--input-def", "other.def", "--output-lib", "other.a"]);
        self.program("long_name", &[&format!("-DALSO={name}"), "other.a", "-lwininet"])
    }

    fn delayed(&self) -> Vec<u8> {
        let mut image = Image::new(self.program("delayed", &["-DDELAYED", "-ldelayimp"]));
        let rva = self.address("delayed.exe", "delay_directory") - image.base();
        let entry = image.directory(DELAYED_IMPORTS);
        image.set_u32(entry, u32::try_from(rva).expect("an RVA"));
        image.set_u32(entry + 4, 64);
        image.set_u32(image.checksum_field(), image.checksum());
        image.bytes
    }

    fn address(&self, program: &str, symbol: &str) -> u64 {
        let symbols = self.run("nm", &[program]);
        let line = symbols.lines().find(|line| line.ends_with(&format!(" {symbol}")));
        let line = line.unwrap_or_else(|| panic!("{program} has no {symbol}"));
        u64::from_str_radix(line.split(' ').next().expect("an address"), 16).expect("hexadecimal")
    }

    fn dll(&self) -> Vec<u8> {
        let names = include_str!("../../src/abi/exports.txt").lines();
        let names = names.filter(|line| !line.starts_with('#') && !line.ends_with(" not(windows)"));
        // The two that are called have the arguments that they are called with.
        let functions = names.map(|name| match name {
            "InternetOpenA" => call(name, "void *", "return (void *)7"),
            "FtpPutFileA" => call(name, "int", "return 0"),
            _ => format!("__declspec(dllexport) void {name}(void) {{}}\n"),
        });
        let text: String = functions.collect();
        self.folder.file("dll.c", text);
        self.compile("trueftp.dll", &["dll.c", "-s", "-shared", "-Wl,--kill-at", "-Wno-unused-parameter"])
    }
}

fn call(name: &str, result: &str, body: &str) -> String {
    // Five arguments as wide as a pointer: on x86 the callee removes them.
    let arguments = ["a", "b", "c", "d", "e"].map(|name| format!("void *{name}")).join(", ");
    format!("__declspec(dllexport) {result} __stdcall {name}({arguments}) {{ {body}; }}\n")
}

/// A program in a folder of its own, with trueftp.dll next to it.
pub struct Installed {
    pub folder: Folder,
    pub program: PathBuf,
    pub original: Vec<u8>,
}

impl Programs {
    pub fn install(&self, program: impl Into<Vec<u8>>) -> Installed {
        let original = program.into();
        let folder = Folder::new();
        folder.file("trueftp.dll", &self.dll);
        Installed { program: folder.file("program.exe", &original), folder, original }
    }
}

impl Installed {
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.program).expect("the program is there")
    }

    /// The names of all files.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder is there");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        names
    }

    pub fn backup(&self) -> PathBuf {
        self.folder.path().join("program.exe.bak")
    }

    pub fn dll(&self) -> PathBuf {
        self.folder.path().join("trueftp.dll")
    }

    /// Nothing has changed, and no file was left.
    pub fn assert_untouched(&self) {
        assert!(self.bytes() == self.original, "the program has changed");
        assert!(self.files().iter().all(|name| ["program.exe", "trueftp.dll"].contains(&name.as_str())));
    }
}

/// Where two files differ.
pub fn differences(a: &[u8], b: &[u8]) -> Vec<usize> {
    assert_eq!(a.len(), b.len());
    (0..a.len()).filter(|&at| a[at] != b[at]).collect()
}

pub fn as_text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
