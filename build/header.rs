//! Generates trueftp.h: the hand-written prelude, cbindgen's declarations from src/abi, and the names without A or W.

use std::path::Path;

use cbindgen::bindgen::ir;
use cbindgen::{Builder, Config, DocumentationStyle, Language, Style};

use super::docs::for_c_readers;
use super::exports::{self, Export, is_twin, position};
use super::files::{ABI, read, readable_sources, variable, write};

/// Writes trueftp.h to OUT_DIR.
pub fn generate(out: &Path) {
    let exports = exports::promised();
    let mut bindings = Builder::new()
        .with_config(config(&exports))
        .with_src(readable_sources(&out.join("abi")))
        .generate()
        .expect("cbindgen reads src/abi");
    exports::check(&bindings, &exports);
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

fn choices(stems: &[&str], suffix: char) -> String {
    stems.iter().map(|stem| format!("#define {stem} {stem}{suffix}\n")).collect()
}
