//! Each header on its own, in every standard of C and C++ that programs use.

use super::HEADERS;
use super::compiler::{Compiler, Language, native};

const C: &[&str] = &["-std=c89", "-std=gnu89", "-std=c99", "-std=c11", "-std=c17"];
const CPP: &[&str] = &["-std=c++11", "-std=c++14", "-std=c++17", "-std=c++20"];

fn each(check: impl Fn(&Compiler, &str)) {
    for compiler in native() {
        for standard in if compiler.language == Language::C { C } else { CPP } {
            check(&compiler, standard);
        }
    }
}

#[test]
fn each_header_is_complete_in_each_standard() {
    let uses = "BOOL complete(HINTERNET handle, WIN32_FIND_DATAA *data);
        BOOL complete(HINTERNET handle, WIN32_FIND_DATAA *data)
        { return FtpFindFirstFileA(handle, 0, data, INTERNET_FLAG_RELOAD, 0) != 0; }\n";
    let [first, second] = HEADERS.map(|header| format!("#include <{header}>\n"));
    for includes in [first.clone(), second.clone(), format!("{first}{second}"), format!("{second}{first}")] {
        each(|compiler, standard| {
            // Numbers of bytes are `unsigned long long`, which the oldest standards do not have.
            let options = [standard, "-Wpedantic", "-Wno-long-long"];
            compiler.check(&options, &format!("{includes}{uses}")).unwrap_or_else(|said| panic!("{said}"));
        });
    }
}

#[test]
fn null_is_defined() {
    let source = "#include <trueftp.h>
        #ifndef NULL
        #error NULL is not defined
        #endif
        HINTERNET session(void);
        HINTERNET session(void) { return InternetOpenA(NULL, INTERNET_OPEN_TYPE_DIRECT, NULL, NULL, 0); }\n";
    each(|compiler, standard| {
        compiler.check(&[standard], source).unwrap_or_else(|said| panic!("{said}"));
    });
}
