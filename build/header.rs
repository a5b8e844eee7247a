//! Generates trueftp.h (the hand-written prelude, cbindgen's declarations from src/abi, and the names without A or W) and
//! trueftp_wininet.h.

use std::path::Path;

use cbindgen::bindgen::ir;
use cbindgen::{Builder, Config, DocumentationStyle, Language, Style};

use super::docs::for_c_readers;
use super::exports::{self, Export, is_twin, position};
use super::files::{ABI, read, readable_sources, variable, write};
use super::{macros, types};

/// Writes trueftp.h and trueftp_wininet.h to OUT_DIR.
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
    assert!(text.is_ascii(), "trueftp.h has a character outside ASCII, which not every C compiler accepts");
    write(&out.join("trueftp.h"), &text);
    write(&out.join("trueftp_wininet.h"), &expand("wininet.h"));
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
    let mut config = Config {
        language: Language::C,
        // It has an include guard of its own: the one of cbindgen would end before the trailer.
        header: Some(expand("prelude.h")),
        no_includes: true,
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
        "/* The version of this header. TrueFtpVersion returns the version of the library. */\n\
         #define TRUEFTP_VERSION \"{}\"\n\
         #define TRUEFTP_VERSION_MAJOR {major}\n\
         #define TRUEFTP_VERSION_MINOR {minor}\n\
         #define TRUEFTP_VERSION_PATCH {patch}\n\
         #define TRUEFTP_VERSION_NUMBER \\\n    \
             ((TRUEFTP_VERSION_MAJOR << 16) | (TRUEFTP_VERSION_MINOR << 8) | TRUEFTP_VERSION_PATCH)\n",
        variable("CARGO_PKG_VERSION")
    )
}

/// A hand-written template of src/abi, in which some comments stand for generated lines.
fn expand(template: &str) -> String {
    let mut text = String::new();
    for line in read(&Path::new(ABI).join(template)).lines() {
        let order = line.strip_prefix("/* ").and_then(|rest| rest.strip_suffix(" */")).unwrap_or_default();
        match order.split_once(": ").unwrap_or((order, "")) {
            ("constants", files) => text += &macros::from(files),
            ("enumerators", file) => text += &macros::enumerators(file),
            ("renamed types", "") => text += &types::rename(),
            ("version", "") => text += &version_macros(),
            _ => text += &format!("{line}\n"),
        }
    }
    assert!(text.is_ascii(), "{template} has a character outside ASCII, which not every C compiler accepts");
    text
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
         #if !defined(_WIN32)\n#ifdef UNICODE\n{}#else\n{}#endif\n#endif\n\n\
         #if !defined(_WIN32) && !defined(TRUEFTP_NO_TYPES)\n\
         /* The names of switched-off types are free again for other headers. */\n{}#endif\n\n\
         #endif /* TRUEFTP_H */",
        choices(&own, 'W'),
        choices(&own, 'A'),
        choices(&wininet, 'W'),
        choices(&without_twins, 'A'),
        types::restore(),
    )
}

fn choices(stems: &[&str], suffix: char) -> String {
    stems.iter().map(|stem| format!("#define {stem} {stem}{suffix}\n")).collect()
}
