//! What is in the Windows DLL besides code: its version, and the texts of its error numbers.
//!
//! Used by build.rs.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::{variable, write};

#[allow(dead_code, reason = "the library looks texts up, this has them all")]
#[path = "../src/inet/knowledge/messages.rs"]
mod messages;

/// Compiles the resources and has them linked into the DLL.
pub fn link(out: &Path) {
    println!("cargo:rerun-if-changed=windows/resources.rs");
    println!("cargo:rerun-if-changed=src/inet/knowledge/messages.rs");
    if variable("CARGO_CFG_TARGET_ENV") != "gnu" {
        println!("cargo:warning=without MinGW's windres the DLL has neither a version nor message texts");
        return;
    }
    std::fs::write(out.join("messages.bin"), message_table()).expect("OUT_DIR can be written to");
    write(&out.join("trueftp.rc"), &script());
    println!("cargo:rustc-cdylib-link-arg={}", compile(out).display());
}

fn compile(out: &Path) -> PathBuf {
    let (tool, format) = match variable("CARGO_CFG_TARGET_ARCH").as_str() {
        "x86" => ("i686-w64-mingw32-windres", "pe-i386"),
        arch => (if arch == "x86_64" { "x86_64-w64-mingw32-windres" } else { "windres" }, "pe-x86-64"),
    };
    let object = out.join("resources.o");
    let status = Command::new(tool)
        .args(["--target", format, "--output-format", "coff", "--output"])
        .args([&object, Path::new("trueftp.rc")])
        .current_dir(out)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "{tool}, a part of MinGW's binutils, is needed");
    object
}

fn script() -> String {
    let part = |name: &str| variable(&format!("CARGO_PKG_VERSION_{name}"));
    let numbers = format!("{},{},{},0", part("MAJOR"), part("MINOR"), part("PATCH"));
    let texts = [
        ("FileDescription", variable("CARGO_PKG_DESCRIPTION")),
        ("FileVersion", variable("CARGO_PKG_VERSION")),
        ("InternalName", "trueftp".to_owned()),
        ("LegalCopyright", "MIT or Apache-2.0".to_owned()),
        ("OriginalFilename", "trueftp.dll".to_owned()),
        ("ProductName", "trueftp".to_owned()),
        ("ProductVersion", variable("CARGO_PKG_VERSION")),
    ];
    let texts: String =
        texts.iter().map(|(name, text)| format!("VALUE \"{name}\", \"{text}\\0\"\n")).collect();
    // 11 is RT_MESSAGETABLE; FILETYPE 2 a DLL; 0x409 and 1200 stand for English in UTF-16.
    format!(
        "1 11 \"messages.bin\"\n\
         1 VERSIONINFO\nFILEVERSION {numbers}\nPRODUCTVERSION {numbers}\nFILEOS 0x40004\nFILETYPE 2\n\
         BEGIN\nBLOCK \"StringFileInfo\"\nBEGIN\nBLOCK \"040904b0\"\nBEGIN\n{texts}END\nEND\n\
         BLOCK \"VarFileInfo\"\nBEGIN\nVALUE \"Translation\", 0x409, 1200\nEND\nEND\n"
    )
}

/// A MESSAGE_RESOURCE_DATA: runs of numbers, and for each the place of its texts.
fn message_table() -> Vec<u8> {
    let runs: Vec<_> = messages::MESSAGES.chunk_by(|a, b| a.0 + 1 == b.0).collect();
    let mut blocks = Vec::from((runs.len() as u32).to_le_bytes());
    let mut texts = Vec::new();
    let start = 4 + 12 * runs.len();
    for run in runs {
        for number in [run[0].0, run[run.len() - 1].0, (start + texts.len()) as u32] {
            blocks.extend(number.to_le_bytes());
        }
        texts.extend(run.iter().flat_map(|(_, _, text)| message_entry(text)));
    }
    [blocks, texts].concat()
}

/// A MESSAGE_RESOURCE_ENTRY in UTF-16, with the line end that FormatMessage's callers expect.
fn message_entry(text: &str) -> Vec<u8> {
    const UNICODE: u16 = 1;
    let mut units: Vec<u16> = text.encode_utf16().chain("\r\n\0".encode_utf16()).collect();
    if !units.len().is_multiple_of(2) {
        units.push(0); // entries are whole DWORDs
    }
    let length = 4 + 2 * units.len() as u16;
    [length, UNICODE].into_iter().chain(units).flat_map(u16::to_le_bytes).collect()
}
