//! Headers of other libraries that define Windows' types too, before and after trueftp.h.

use std::env;

use super::compiler::{Language, native};

/// What a program does with trueftp's functions, whichever header its types come from.
const CALLS: &str = "
int calls(HINTERNET connect);
int calls(HINTERNET connect)
{
    TRUEFTP_REPLY_INFO info;
    unsigned int error = 0, length = 0;
    char text[100];
    info.dwStructSize = sizeof info;
    if (FtpPutFileA(connect, \"local\", \"remote\", FTP_TRANSFER_TYPE_BINARY, 0))
        return TrueFtpGetReplyInfo(NULL, &info) && info.fTransient;
    return InternetGetLastResponseInfoA(&error, text, &length);
}
/* The BOOL of functions and structures has four bytes, whatever the other header has. */
typedef char bool_has_four_bytes[sizeof ((TRUEFTP_REPLY_INFO *)0)->fTransient == 4 ? 1 : -1];
";

const OWN: &str = "#include <trueftp.h>\n";

/// The headers of a library, and what programs define to use them together with trueftp.h.
struct Neighbour {
    headers: &'static [&'static str],
    c: &'static [&'static str],
    cpp: &'static [&'static str],
    unicode: &'static [&'static str],
}

const UNIXODBC: Neighbour = Neighbour {
    headers: &["sql.h", "sqlext.h", "sqltypes.h"],
    c: &["-DTRUEFTP_NO_BOOL"],
    cpp: &["-DTRUEFTP_NO_BOOL", "-DTRUEFTP_NO_WCHAR"],
    unicode: &["-DUNICODE", "-DTRUEFTP_NO_BOOL", "-DTRUEFTP_NO_WCHAR", "-DTRUEFTP_NO_TCHAR"],
};

const X11: Neighbour = Neighbour {
    headers: &["X11/Xlib.h", "X11/Xutil.h", "X11/Xmd.h"],
    c: &["-DTRUEFTP_NO_BOOL"],
    cpp: &["-DTRUEFTP_NO_BOOL"],
    unicode: &["-DUNICODE", "-DTRUEFTP_NO_BOOL"],
};

fn includes(headers: &[&str]) -> String {
    headers.iter().map(|header| format!("#include <{header}>\n")).collect()
}

fn is_installed(neighbour: &Neighbour) -> bool {
    let others = includes(neighbour.headers);
    if native().iter().all(|compiler| compiler.check(&[], &others).is_ok()) {
        return true;
    }
    let name = neighbour.headers[0];
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "<{name}> is missing, and CI=true");
    eprintln!("skipped: checks of the header with <{name}>, which is not installed");
    false
}

fn lives_with(neighbour: &Neighbour) {
    if !is_installed(neighbour) {
        return;
    }
    let others = includes(neighbour.headers);
    for compiler in native() {
        let plain = if compiler.language == Language::C { neighbour.c } else { neighbour.cpp };
        for options in [plain, neighbour.unicode] {
            for source in [format!("{OWN}{others}{CALLS}"), format!("{others}{OWN}{CALLS}{OWN}")] {
                compiler.check(options, &source).unwrap_or_else(|said| panic!("{said}"));
            }
        }
        // Without the options the headers clash, so the checks above prove something.
        compiler.check(&[], &format!("{others}{OWN}{CALLS}")).expect_err("nothing clashes");
    }
}

#[test]
fn unixodbc_before_and_after() {
    lives_with(&UNIXODBC);
}

#[test]
fn x11_before_and_after() {
    lives_with(&X11);
}

#[test]
fn the_name_of_each_type_may_belong_to_another_header() {
    const PARTS: &[&[&str]] = &[
        &["BOOL"],
        &["BYTE"],
        &["WORD"],
        &["DWORD", "LPDWORD"],
        &["LONG"],
        &["DWORD_PTR"],
        &["LPVOID", "LPCVOID"],
        &["CHAR", "LPSTR", "LPCSTR"],
        &["WCHAR", "LPWSTR", "LPCWSTR"],
        &["TCHAR", "LPTSTR", "LPCTSTR"],
        &["HANDLE", "LPHANDLE"],
        &["HWND"],
    ];
    let options: Vec<String> = PARTS.iter().map(|part| format!("-DTRUEFTP_NO_{}", part[0])).collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let names = || PARTS.iter().copied().flatten();
    let others: String = names().map(|name| format!("typedef struct {{ char c[3]; }} {name};\n")).collect();
    let sizes: String =
        names().map(|name| format!("typedef char is_{name}[sizeof({name}) == 3 ? 1 : -1];\n")).collect();
    for compiler in native() {
        for unicode in [&["-DUNICODE"][..], &[]] {
            let options = [&options, unicode].concat();
            for source in [format!("{OWN}{others}{sizes}{CALLS}"), format!("{others}{OWN}{sizes}{CALLS}")] {
                compiler.check(&options, &source).unwrap_or_else(|said| panic!("{said}"));
            }
        }
    }
}

#[test]
fn a_macro_of_another_header_stays_as_it_is() {
    let source = "#define BOOL other
        #include <trueftp.h>
        #define TEXT_OF(name) #name
        #define VALUE_OF(name) TEXT_OF(name)
        typedef char other_has_five_letters[sizeof VALUE_OF(BOOL) == 6 ? 1 : -1];\n";
    for compiler in native() {
        compiler.check(&["-DTRUEFTP_NO_BOOL"], source).unwrap_or_else(|said| panic!("{said}"));
    }
}
