//! The header off Windows, where it brings everything itself.

use std::fs;
use std::process::Command;

use super::compiler::{Compiler, Folder, INCLUDE, Language, has, native};

const PEDANTIC: &str = "-Wpedantic";

fn must_compile(compilers: &[Compiler], options: &[&str], source: &str) {
    for compiler in compilers {
        compiler.check(options, source).unwrap_or_else(|said| panic!("{said}"));
    }
}

#[test]
fn compiles_alone_and_twice() {
    let source = "#include <trueftp.h>\n#include <trueftp.h>\nint main(void) { return 0; }\n";
    let cases: &[&[&str]] = &[
        &[],
        &["-DUNICODE"],
        &["-DTRUEFTP_NO_LASTERROR"],
        &["-DTRUEFTP_STATIC"],
        &["-DUNICODE", "-DTRUEFTP_NO_LASTERROR", "-DTRUEFTP_STATIC"],
    ];
    for options in cases {
        must_compile(&native(), &[&[PEDANTIC], *options].concat(), source);
    }
}

#[test]
fn two_files_link_together() {
    for compiler in native() {
        let folder = Folder::new();
        let extension = if compiler.language == Language::C { "c" } else { "cpp" };
        let one = folder.path(&format!("one.{extension}"));
        let two = folder.path(&format!("two.{extension}"));
        let program = folder.path("program");
        fs::write(
            &one,
            "#include <trueftp.h>\nDWORD two(void);\nint main(void) { return two() != MAX_PATH; }\n",
        )
        .expect("written");
        fs::write(&two, "#include <trueftp.h>\nDWORD two(void);\nDWORD two(void) { return MAX_PATH; }\n")
            .expect("written");
        let mut command = Command::new(&compiler.program);
        command
            .args(["-Wall", "-Wextra", "-Werror", "-I", INCLUDE])
            .args([&one, &two])
            .arg("-o")
            .arg(&program);
        let output = command.output().expect("the compiler was there a moment ago");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(Command::new(&program).status().expect("the program runs").success());
    }
}

/// Calls each name without A or W.
const CALLS: &str = "\
#include <trueftp.h>
void calls(void);
void calls(void)
{
    InternetOpen(0, 0, 0, 0, 0);
    InternetConnect(0, 0, 0, 0, 0, 0, 0, 0);
    FtpPutFile(0, 0, 0, 0, 0);
    FtpGetFile(0, 0, 0, 0, 0, 0, 0);
    FtpOpenFile(0, 0, 0, 0, 0);
    InternetReadFileEx(0, 0, 0, 0);
    InternetWriteFileEx(0, 0, 0, 0);
    FtpFindFirstFile(0, 0, 0, 0, 0);
    InternetFindNextFile(0, 0);
    FtpDeleteFile(0, 0);
    FtpRenameFile(0, 0, 0);
    FtpCreateDirectory(0, 0);
    FtpRemoveDirectory(0, 0);
    FtpSetCurrentDirectory(0, 0);
    FtpGetCurrentDirectory(0, 0, 0);
    FtpCommand(0, 0, 0, 0, 0, 0);
    InternetOpenUrl(0, 0, 0, 0, 0, 0);
    InternetSetOptionEx(0, 0, 0, 0, 0);
    InternetSetStatusCallback(0, 0);
    InternetCheckConnection(0, 0, 0);
    InternetGetConnectedStateEx(0, 0, 0, 0);
    InternetGetLastResponseInfo(0, 0, 0);
    InternetQueryOption(0, 0, 0, 0);
    InternetSetOption(0, 0, 0, 0);
    InternetCrackUrl(0, 0, 0, 0);
    InternetCreateUrl(0, 0, 0, 0);
    InternetCanonicalizeUrl(0, 0, 0, 0);
    InternetCombineUrl(0, 0, 0, 0, 0);
    TrueFtpGetLastReply(0, 0, 0);
    TrueFtpGetHandleReply(0, 0, 0, 0);
    TrueFtpDescribeReply(0, 0, 0, 0);
    TrueFtpDescribeError(0, 0, 0);
}
";

#[test]
fn unicode_chooses_the_names() {
    let stems: Vec<String> = CALLS
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once('(').map(|(name, _)| name.to_owned()))
        .collect();
    let exports = include_str!("../../src/abi/exports.txt");
    let pairs = exports.lines().filter(|line| {
        line.strip_suffix('A').is_some_and(|stem| exports.lines().any(|other| other == format!("{stem}W")))
    });
    assert_eq!(pairs.count(), stems.len(), "every pair of A and W is called here");
    if !has("nm") {
        return;
    }
    for compiler in native() {
        for (options, suffix) in [(&[PEDANTIC][..], 'A'), (&[PEDANTIC, "-DUNICODE"], 'W')] {
            let names = compiler.undefined_names("nm", options, CALLS);
            for stem in &stems {
                // Some are there without A or W too.
                let is_whole = suffix == 'A' && exports.lines().any(|export| export == stem);
                let name = if is_whole { stem.clone() } else { format!("{stem}{suffix}") };
                assert!(names.contains(&name), "{compiler:?} {options:?}: {stem} in {names:?}");
            }
            assert_eq!(names.len(), stems.len(), "{compiler:?} {options:?}: {names:?}");
        }
    }
}

#[test]
fn last_error_macros_can_be_switched_off() {
    if !has("nm") {
        return;
    }
    let source = "#include <trueftp.h>
        void calls(void);
        void calls(void) { SetLastError(GetLastError()); }\n";
    // A program with functions of these names declares them itself.
    let own = format!("unsigned GetLastError(void); void SetLastError(unsigned);\n{source}");
    for compiler in native().into_iter().filter(|compiler| compiler.language == Language::C) {
        let names = compiler.undefined_names("nm", &[PEDANTIC], source);
        assert_eq!(names, ["TrueFtpGetLastError", "TrueFtpSetLastError"]);
        let names = compiler.undefined_names("nm", &[PEDANTIC, "-DTRUEFTP_NO_LASTERROR"], &own);
        assert_eq!(names, ["GetLastError", "SetLastError"]);
    }
}

#[test]
fn other_headers_may_have_the_same_names() {
    let same = "typedef unsigned int DWORD;
        typedef int BOOL;
        #define TRUE 1
        #define FALSE 0
        #define MAX_PATH 260
        #define ERROR_SUCCESS 0L
        #define WSAECONNREFUSED (10000 + 61)
        #include <trueftp.h>\n";
    must_compile(&native(), &[PEDANTIC], same);
    let others = "#include <stddef.h>
        #include <stdint.h>
        #ifndef __cplusplus
        #include <uchar.h>
        #endif
        typedef signed char BOOL;
        typedef unsigned char BYTE;
        typedef unsigned short WORD;
        typedef unsigned long DWORD, *LPDWORD;
        typedef size_t DWORD_PTR;
        typedef void *LPVOID;
        typedef char *LPSTR;
        typedef const char *LPCSTR;
        typedef char16_t WCHAR, *LPWSTR;
        typedef const WCHAR *LPCWSTR;
        typedef const void *LPCVOID;
        typedef int32_t LONG;
        typedef void *HANDLE, **LPHANDLE, *HWND;
        typedef struct _WIN32_FIND_DATAA *LPWIN32_FIND_DATAA;
        typedef struct _WIN32_FIND_DATAW *LPWIN32_FIND_DATAW;
        #include <trueftp.h>\n";
    must_compile(&native(), &[PEDANTIC, "-DTRUEFTP_NO_TYPES"], others);
}

/// The sizes on 64-bit Linux.
macro_rules! sizes {
    ($($name:ident $size:literal),*) => {
        &[$((stringify!($name), $size)),*]
    };
}

const SIZES: &[(&str, usize)] = sizes!(
    BOOL 4, BYTE 1, WORD 2, DWORD 4, LONG 4, DWORD_PTR 8, HINTERNET 8, INTERNET_PORT 2, LPVOID 8, LPCVOID 8,
    LPDWORD 8, CHAR 1, LPSTR 8, LPCSTR 8, WCHAR 2, LPWSTR 8, LPCWSTR 8, LPTSTR 8, LPCTSTR 8,
    INTERNET_STATUS_CALLBACK 8, HANDLE 8, HWND 8, FILETIME 8, WIN32_FIND_DATAA 320, WIN32_FIND_DATAW 592,
    INTERNET_BUFFERSA 56, INTERNET_BUFFERSW 56, INTERNET_PROXY_INFO 24, INTERNET_VERSION_INFO 8, INTERNET_CONNECTED_INFO 8,
    INTERNET_SCHEME 4, LPINTERNET_SCHEME 8, URL_COMPONENTSA 104, LPURL_COMPONENTSA 8,
    URL_COMPONENTSW 104, LPURL_COMPONENTSW 8, URL_COMPONENTS 104, LPURL_COMPONENTS 8
);

#[cfg(target_pointer_width = "64")]
#[test]
fn types_have_their_sizes() {
    let mut source = "#include <assert.h>\n#include <stddef.h>\n#include <trueftp.h>\n".to_owned();
    for (name, size) in SIZES {
        source += &format!("static_assert(sizeof({name}) == {size}, \"{name}\");\n");
    }
    for (member, offset) in [("nScheme", 20), ("lpszHostName", 24), ("nPort", 36), ("dwExtraInfoLength", 96)]
    {
        for name in ["URL_COMPONENTSA", "URL_COMPONENTSW"] {
            source += &format!("static_assert(offsetof({name}, {member}) == {offset}, \"{member}\");\n");
        }
    }
    source += "static_assert((BOOL)-1 < 0 && (LONG)-1 < 0, \"signed\");
        static_assert((BYTE)-1 > 0 && (WORD)-1 > 0 && (DWORD)-1 > 0 && (DWORD_PTR)-1 > 0, \"unsigned\");
        static_assert((WCHAR)-1 > 0, \"unsigned\");
        static_assert(sizeof u\"ab\" == 3 * sizeof(WCHAR), \"WCHAR\");
        static_assert(sizeof TEXT(\"ab\") == 3 * sizeof(TCHAR), \"TCHAR\");
        LPCWSTR wide = u\"ab\";
        LPCTSTR either = TEXT(\"ab\");\n";
    let narrow = format!("{source}static_assert(sizeof(TCHAR) == 1, \"TCHAR\");\n");
    let wide = format!("{source}static_assert(sizeof(TCHAR) == 2, \"TCHAR\");\n");
    must_compile(&native(), &[PEDANTIC], &narrow);
    must_compile(&native(), &[PEDANTIC, "-DUNICODE"], &wide);
}

#[test]
fn types_are_those_of_the_library() {
    use trueftp::abi;
    macro_rules! same {
        ($($name:ident)*) => {
            $(let size = SIZES.iter().find(|(name, _)| *name == stringify!($name)).expect("listed").1;
            assert_eq!(size_of::<abi::$name>(), size, stringify!($name));)*
        };
    }
    same!(BOOL DWORD DWORD_PTR LPDWORD HINTERNET INTERNET_PORT LPVOID LPSTR LPCSTR LPWSTR LPCWSTR);
    same!(URL_COMPONENTSA LPURL_COMPONENTSA URL_COMPONENTSW LPURL_COMPONENTSW);
}
