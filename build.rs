//! Generates `trueftp.h` from src/abi, and gives the shared library its SONAME, or the Windows DLL its resources.
//!
//! The header goes to `OUT_DIR` only; the checked-in include/trueftp.h is compared with it by tests/header.rs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use cbindgen::bindgen::ir;
use cbindgen::{Bindings, Builder, Config, DocumentationStyle, Language, Style};

#[path = "windows/resources.rs"]
mod resources;

const ABI: &str = "src/abi";
/// What a change of the ABI that breaks programs increments.
const SONAME: &str = "libtrueftp.so.0";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ABI}");
    if variable("CARGO_CFG_TARGET_OS") == "linux" {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,{SONAME}");
    }
    let out = PathBuf::from(variable("OUT_DIR"));
    if variable("CARGO_CFG_TARGET_OS") == "windows" {
        resources::link(&out);
    }
    let exports = exports();
    let mut bindings = Builder::new()
        .with_config(config(&exports))
        .with_src(readable_sources(&out.join("abi")))
        .generate()
        .expect("cbindgen reads src/abi");
    check_exports(&bindings, &exports);
    bindings.functions.sort_by_key(|function| position(function, &exports));
    for function in &mut bindings.functions {
        // cbindgen has no place between the return type and the name.
        function.path = ir::Path::new(format!("WINAPI {}", function.path.name()));
        for_c_readers(&mut function.documentation.doc_comment);
    }
    let mut text = Vec::new();
    bindings.write(&mut text);
    let text = tidy(&String::from_utf8(text).expect("cbindgen writes text"), &exports);
    assert!(text.is_ascii(), "the header has a character outside ASCII, which not every C compiler takes");
    write(&out.join("trueftp.h"), &text);
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// A promised export.
struct Export {
    name: String,
    on_windows: bool,
}

/// The promised exports, in the order in which the header has them.
fn exports() -> Vec<Export> {
    let text = read(&Path::new(ABI).join("exports.txt"));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_once(' ') {
            None => Export { name: line.to_owned(), on_windows: true },
            Some((name, "not(windows)")) => Export { name: name.to_owned(), on_windows: false },
            Some(_) => panic!("exports.txt has a line that means nothing: {line}"),
        })
        .collect()
}

/// A copy of src/abi that cbindgen can read: it leaves out `extern "system"` functions without a word. The ABI that is
/// lost here comes back as WINAPI.
fn readable_sources(to: &Path) -> PathBuf {
    // Nothing may stay of a file that is gone from src/abi.
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("OUT_DIR can be written to");
    for entry in fs::read_dir(ABI).expect("src/abi can be listed") {
        let path = entry.expect("src/abi can be listed").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = read(&path).replace("extern \"system\"", "extern \"C\"");
            write(&to.join(path.file_name().expect("a listed file has a name")), &text);
        }
    }
    to.join("mod.rs")
}

/// A function that cbindgen does not see, or that nobody promised, must not pass unnoticed.
fn check_exports(bindings: &Bindings, exports: &[Export]) {
    let found: BTreeSet<&str> = bindings.dynamic_symbols_names().collect();
    let promised: BTreeSet<&str> = exports.iter().map(|export| export.name.as_str()).collect();
    let unpromised: Vec<_> = found.difference(&promised).collect();
    let missing: Vec<_> = promised.difference(&found).collect();
    assert!(unpromised.is_empty(), "not in src/abi/exports.txt: {unpromised:?}");
    assert!(missing.is_empty(), "in src/abi/exports.txt, but no function of src/abi: {missing:?}");
    for function in &bindings.functions {
        let export = &exports[position(function, exports)];
        assert_eq!(
            function.cfg.is_none(),
            export.on_windows,
            "{}: its cfg and exports.txt differ",
            export.name
        );
    }
}

fn position(function: &ir::Function, exports: &[Export]) -> usize {
    exports.iter().position(|export| export.name == function.path.name()).expect("a promised export")
}

/// Takes from a doc comment what concerns Rust alone, and writes the rest in ASCII.
fn for_c_readers(lines: &mut Vec<String>) {
    if let Some(at) = lines.iter().position(|line| line.trim() == "# Safety") {
        lines.truncate(at);
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    for line in lines {
        *line = line.replace('…', "...").replace('×', "*");
    }
}

/// Every declaration begins with its prefix on the same line (cbindgen has it now so, now alone above), and comments
/// are those of old C.
fn tidy(text: &str, exports: &[Export]) -> String {
    const PREFIX: &str = "TRUEFTP_API ";
    let mut lines = text.lines();
    let mut tidied = String::new();
    while let Some(line) = lines.next() {
        if line != PREFIX.trim_end() {
            let (code, comment) = line.split_once("// ").unwrap_or((line, ""));
            tidied += code.trim_end();
            tidied += &if comment.is_empty() { "\n".to_owned() } else { format!(" /* {comment} */\n") };
            continue;
        }
        let mut declaration = String::new();
        for (at, part) in lines.by_ref().enumerate() {
            let start = if at == 0 { PREFIX.to_owned() } else { " ".repeat(PREFIX.len()) };
            declaration += &format!("{start}{part}\n");
            if part.ends_with(';') {
                break;
            }
        }
        let twin = exports.iter().find(|export| declaration.contains(&format!(" {}(", export.name)));
        match twin.filter(|export| is_twin(&export.name, exports)) {
            // With UNICODE another header has made a macro of this name, and then it means the function in W.
            Some(Export { name, .. }) => tidied += &format!("#ifndef {name}\n{declaration}#endif\n"),
            None => tidied += &declaration,
        }
    }
    tidied
}

fn config(exports: &[Export]) -> Config {
    let (conventions, rest) = prelude();
    let mut config = Config {
        language: Language::C,
        // cbindgen's own include guard would end before the trailer.
        header: Some(format!("{conventions}\n\n#ifndef TRUEFTP_H\n#define TRUEFTP_H")),
        autogen_warning: Some("/* Generated from src/abi by build.rs. Do not edit. */".to_owned()),
        no_includes: true,
        after_includes: Some(version_macros() + &rest),
        trailer: Some(trailer(exports)),
        cpp_compat: true,
        style: Style::Both,
        documentation_style: DocumentationStyle::Doxy,
        line_length: 100,
        defines: [("windows".to_owned(), "_WIN32".to_owned())].into(),
        ..Config::default()
    };
    config.function.prefix = Some("TRUEFTP_API".to_owned());
    config
}

fn version_macros() -> String {
    let part = |name: &str| variable(&format!("CARGO_PKG_VERSION_{name}"));
    let (major, minor, patch) = (part("MAJOR"), part("MINOR"), part("PATCH"));
    format!(
        "/* The version of this header; TrueFtpVersion tells that of the library. */\n\
         #define TRUEFTP_VERSION \"{}\"\n\
         #define TRUEFTP_VERSION_MAJOR {major}\n\
         #define TRUEFTP_VERSION_MINOR {minor}\n\
         #define TRUEFTP_VERSION_PATCH {patch}\n\
         #define TRUEFTP_VERSION_NUMBER \\\n    \
             ((TRUEFTP_VERSION_MAJOR << 16) | (TRUEFTP_VERSION_MINOR << 8) | TRUEFTP_VERSION_PATCH)\n",
        variable("CARGO_PKG_VERSION")
    )
}

/// The hand-written part: the comment that opens it, and the rest. Between its marks every macro gets a guard, as other
/// headers have these names too.
fn prelude() -> (String, String) {
    const END: &str = "*/\n";
    let whole = read(&Path::new(ABI).join("prelude.h"));
    let end = whole.find(END).expect("prelude.h opens with a comment") + END.len();
    let mut guarded = false;
    let mut text = String::new();
    for line in whole[end..].lines() {
        match line {
            "/* guard each */" => guarded = true,
            "/* guard end */" => guarded = false,
            _ => match line.strip_prefix("#define ").filter(|_| guarded) {
                Some(rest) => {
                    let name = rest.split(' ').next().unwrap_or(rest);
                    text += &format!("#ifndef {name}\n{line}\n#endif\n");
                }
                None => text += &format!("{line}\n"),
            },
        }
    }
    (whole[..end].trim_end().to_owned(), text)
}

/// The names without A or W. On Windows <wininet.h> has its own.
fn trailer(exports: &[Export]) -> String {
    let names = || exports.iter().map(|export| export.name.as_str());
    let stems = names().filter_map(|name| name.strip_suffix('A'));
    let pairs = stems.filter(|stem| names().any(|name| name.strip_suffix('W') == Some(stem)));
    let (own, wininet): (Vec<&str>, Vec<&str>) = pairs.partition(|stem| stem.starts_with("TrueFtp"));
    let without_twins: Vec<&str> =
        wininet.iter().copied().filter(|stem| !names().any(|name| name == *stem)).collect();
    format!(
        "#if defined(_WIN32) && defined(TRUEFTP_STATIC)\n\
         #if defined(__clang__)\n#pragma clang diagnostic pop\n\
         #elif defined(__GNUC__)\n#pragma GCC diagnostic pop\n#endif\n#endif\n\n\
         /* The names without A or W. */\n\
         #ifdef UNICODE\n{}#else\n{}#endif\n\n\
         #if !defined(_WIN32)\n#ifdef UNICODE\n{}#else\n{}#endif\n#endif\n\n#endif /* TRUEFTP_H */",
        choices(&own, 'W'),
        choices(&own, 'A'),
        choices(&wininet, 'W'),
        choices(&without_twins, 'A'),
    )
}

/// Whether a function is there without A or W beside those with.
fn is_twin(stem: &str, exports: &[Export]) -> bool {
    ['A', 'W'].iter().all(|suffix| exports.iter().any(|export| export.name == format!("{stem}{suffix}")))
}

fn choices(stems: &[&str], suffix: char) -> String {
    stems.iter().map(|stem| format!("#define {stem} {stem}{suffix}\n")).collect()
}
