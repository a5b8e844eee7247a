//! The header on Windows: together with the real headers, which MinGW has, nothing clashes and every number is the same.

use super::compiler::{Compiler, Language, compilers, has, native};
use super::{checked_in, macros};

const TARGETS: [&str; 2] = ["i686-w64-mingw32", "x86_64-w64-mingw32"];

fn mingw(language: Language) -> Vec<(&'static str, Compiler)> {
    let driver = if language == Language::C { "gcc" } else { "g++" };
    let found =
        TARGETS.iter().map(|target| (*target, compilers(&[(&format!("{target}-{driver}"), language)])));
    found.flat_map(|(target, there)| there.into_iter().map(move |compiler| (target, compiler))).collect()
}

pub fn both_languages() -> impl Iterator<Item = (&'static str, Compiler)> {
    mingw(Language::C).into_iter().chain(mingw(Language::Cpp))
}

const BEFORE: &str = "#include <trueftp.h>\n#include <windows.h>\n#include <wininet.h>\n";
/// `<winineti.h>` has a few errors that the header has too, off Windows.
const INTERNAL: &str = "#define SECURITY_WIN32\n#include <trueftp.h>\n#include <winineti.h>\n";
const AFTER: &str =
    "#include <windows.h>\n#include <wininet.h>\n#include <trueftp.h>\n#include <trueftp.h>\n";

#[test]
fn declares_what_wininet_declares() {
    const ORDERS: [&str; 2] = [BEFORE, AFTER];
    let options = [&[][..], &["-DUNICODE", "-DWIN32_LEAN_AND_MEAN"], &["-DTRUEFTP_STATIC"]];
    for (_, compiler) in both_languages() {
        let cases = ORDERS.iter().flat_map(|order| options.map(|options| (options, *order)));
        for (options, include) in cases.chain([(&[][..], INTERNAL)]) {
            compiler.check(options, include).unwrap_or_else(|said| panic!("{said}"));
        }
    }
}

/// The test above proves something only if a wrong declaration is an error.
#[test]
fn a_wrong_declaration_would_be_noticed() {
    for (_, compiler) in both_languages() {
        for wrong in [
            "TRUEFTP_API BOOL WINAPI FtpPutFileA(HINTERNET, LPCWSTR, LPCSTR, DWORD, DWORD_PTR);\n",
            "TRUEFTP_API DWORD WINAPI InternetCloseHandle(HINTERNET);\n",
        ] {
            // C++ would take another parameter list for an overload, were it not for extern "C".
            let source = format!("{AFTER}#ifdef __cplusplus\nextern \"C\"\n#endif\n{wrong}");
            let said = compiler.check(&[], &source).expect_err(wrong);
            assert!(said.contains("conflicting") || said.contains("ambiguating"), "{said}");
        }
    }
}

/// Newer standards deprecate what older ones had.
#[test]
fn the_cpp_header_in_each_standard() {
    let native = native().into_iter().filter(|compiler| compiler.language == Language::Cpp);
    for compiler in mingw(Language::Cpp).into_iter().map(|(_, compiler)| compiler).chain(native) {
        for standard in ["-std=c++17", "-std=c++20", "-std=c++2b"] {
            let source = "#include <trueftp.hpp>\n";
            compiler.check(&[standard, "-Wpedantic"], source).unwrap_or_else(|said| panic!("{said}"));
        }
    }
}

#[test]
fn calls_go_to_the_dll_or_to_the_static_library() {
    let source = format!(
        "{AFTER}int calls(void);
        int calls(void) {{ return FtpPutFileA(0, 0, 0, 0, 0) + TrueFtpGetLastReply(0, 0, 0); }}\n"
    );
    for (target, compiler) in both_languages() {
        let nm = format!("{target}-nm");
        if !has(&nm) {
            continue;
        }
        let x86 = target.starts_with("i686");
        let names = |options: &[&str]| {
            let mut names = compiler.undefined_names(&nm, options, &source);
            names.sort();
            names
        };
        let (dll, library) = match x86 {
            true => (
                ["__imp__FtpPutFileA@20", "__imp__TrueFtpGetLastReplyA@12"],
                ["_FtpPutFileA@20", "_TrueFtpGetLastReplyA@12"],
            ),
            false => {
                (["__imp_FtpPutFileA", "__imp_TrueFtpGetLastReplyA"], ["FtpPutFileA", "TrueFtpGetLastReplyA"])
            }
        };
        assert_eq!(names(&[]), dll, "{compiler:?}");
        assert_eq!(names(&["-DTRUEFTP_STATIC"]), library, "{compiler:?}");
    }
}

/// What MinGW's headers do not know, and where the number is from.
const UNKNOWN: &[(&str, &str)] = &[
    ("INTERNET_OPTION_OPT_IN_WEAK_SIGNATURE", "Microsoft's wininet.h"),
    ("INTERNET_OPTION_CONTEXT_VALUE_OLD", "Microsoft's page Option Flags"),
    ("ERROR_DISK_QUOTA_EXCEEDED", "Microsoft's winerror.h"),
    ("ICU_REJECT_USERPWD", "Microsoft's wininet.h"),
    ("ICU_ESCAPE_AUTHORITY", "Microsoft's wininet.h"),
    ("ERROR_INTERNET_DECODING_FAILED", "Microsoft's wininet.h"),
];

#[test]
fn every_number_is_that_of_windows() {
    let header = checked_in();
    let numbers = macros::numbers(&header);
    let mut source =
        "#define SECURITY_WIN32\n#include <winsock2.h>\n#include <windows.h>\n#include <wininet.h>\n#include <winineti.h>\n"
            .to_owned();
    for (name, value) in numbers.iter().filter(|(name, _)| !name.starts_with("TRUEFTP_")) {
        source += &match UNKNOWN.iter().any(|(unknown, _)| unknown == name) {
            // Once MinGW knows it, it can be compared.
            true => format!("#ifdef {name}\n#error {name} is known\n#endif\n"),
            false => format!("_Static_assert((DWORD)({name}) == {value}u, \"{name}\");\n"),
        };
    }
    assert!(UNKNOWN.iter().all(|(name, _)| numbers.contains_key(*name)));
    for (_, compiler) in mingw(Language::C) {
        compiler.check(&[], &source).unwrap_or_else(|said| panic!("{said}"));
    }
}

/// So that no constant escapes the comparison above by not being a plain number.
#[test]
fn every_constant_is_a_plain_number() {
    let header = checked_in();
    let numbers = macros::numbers(&header);
    let names_of_calls = |value: &str| value.ends_with(['A', 'W']) && header.contains(&format!(" {value}("));
    for (name, value) in macros::all(&header) {
        let known = numbers.contains_key(name)
            || name.starts_with("TRUEFTP_")
            || names_of_calls(value)
            // A type that was switched off.
            || value == format!("TRUEFTP_{name}")
            || ["WINAPI", "CALLBACK", "TEXT(quote)", "GetLastError", "SetLastError"].contains(&name)
            // A pointer, which no compiler compares before the program runs.
            || name == "INTERNET_INVALID_STATUS_CALLBACK";
        assert!(known, "{name} {value}");
    }
}
