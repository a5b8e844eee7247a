//! The numbers in the Rust sources are the numbers of the headers' macros, and each is written once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use trueftp::inet::Error;

use super::{checked_in, macros};

/// Every kind of failure with its macro. The match makes a new kind without a macro an error.
macro_rules! failures {
    ($($kind:ident $name:ident),* $(,)?) => {
        const FAILURES: &[(Error, &str)] = &[$((Error::$kind, stringify!($name))),*];

        fn is_listed(error: Error) -> bool {
            match error {
                $(Error::$kind => true,)*
                // Carries any number of Windows.
                Error::LocalFile(_) => false,
            }
        }
    };
}

failures! {
    AccessDenied ERROR_ACCESS_DENIED,
    IoPending ERROR_IO_PENDING,
    AsyncThreadFailed ERROR_INTERNET_ASYNC_THREAD_FAILED,
    OutOfMemory ERROR_OUTOFMEMORY,
    NoMoreFiles ERROR_NO_MORE_FILES,
    NotSupported ERROR_NOT_SUPPORTED,
    BadArguments ERROR_BAD_ARGUMENTS,
    NotConnected ERROR_NOT_CONNECTED,
    IncorrectHandleState ERROR_INTERNET_INCORRECT_HANDLE_STATE,
    ItemNotFound ERROR_INTERNET_ITEM_NOT_FOUND,
    TransferInProgress ERROR_FTP_TRANSFER_IN_PROGRESS,
    InvalidHandle ERROR_INVALID_HANDLE,
    InvalidParameter ERROR_INVALID_PARAMETER,
    NotImplemented ERROR_CALL_NOT_IMPLEMENTED,
    InsufficientBuffer ERROR_INSUFFICIENT_BUFFER,
    OutOfHandles ERROR_INTERNET_OUT_OF_HANDLES,
    Timeout ERROR_INTERNET_TIMEOUT,
    Extended ERROR_INTERNET_EXTENDED_ERROR,
    Internal ERROR_INTERNET_INTERNAL_ERROR,
    InvalidUrl ERROR_INTERNET_INVALID_URL,
    UnrecognizedScheme ERROR_INTERNET_UNRECOGNIZED_SCHEME,
    NameNotResolved ERROR_INTERNET_NAME_NOT_RESOLVED,
    InvalidOption ERROR_INTERNET_INVALID_OPTION,
    BadOptionLength ERROR_INTERNET_BAD_OPTION_LENGTH,
    OptionNotSettable ERROR_INTERNET_OPTION_NOT_SETTABLE,
    LoginFailure ERROR_INTERNET_LOGIN_FAILURE,
    InvalidOperation ERROR_INTERNET_INVALID_OPERATION,
    Cancelled ERROR_INTERNET_OPERATION_CANCELLED,
    IncorrectHandleType ERROR_INTERNET_INCORRECT_HANDLE_TYPE,
    NoDirectAccess ERROR_INTERNET_NO_DIRECT_ACCESS,
    CannotConnect ERROR_INTERNET_CANNOT_CONNECT,
    ConnectionAborted ERROR_INTERNET_CONNECTION_ABORTED,
    ConnectionReset ERROR_INTERNET_CONNECTION_RESET,
    SourcePortInUse ERROR_INTERNET_SOURCE_PORT_IN_USE,
    FtpDropped ERROR_FTP_DROPPED,
    NoPassiveMode ERROR_FTP_NO_PASSIVE_MODE,
    NoTcpIp ERROR_INTERNET_TCPIP_NOT_INSTALLED,
    NotInitialized ERROR_INTERNET_NOT_INITIALIZED,
}

#[test]
fn errors_have_the_numbers_of_their_macros() {
    let macros = macros::numbers(&checked_in());
    for &(error, name) in FAILURES {
        assert!(is_listed(error));
        assert_eq!(macros.get(name), Some(&error.number()), "{error:?} {name}");
    }
    assert!(!is_listed(Error::LocalFile(2)));
    assert_eq!(Error::LocalFile(2).number(), macros["ERROR_FILE_NOT_FOUND"]);
}

/// The lines `const NAME: type = number;` of a source text.
fn constants(text: &str) -> Vec<(String, u32)> {
    let read = |line: &str| {
        let (name, rest) = line.split_once("const ")?.1.split_once(": ")?;
        let digits = rest.split_once(" = ")?.1.strip_suffix(';')?.replace('_', "");
        let number = match digits.strip_prefix("0x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        };
        Some((name.to_owned(), number))
    };
    text.lines().filter_map(read).collect()
}

#[test]
fn constants_are_read() {
    let text = "const A: u32 = 1;\n    pub(super) const B_C: DWORD = 0x1000_0000;\nconst D: &str = \"7\";\n";
    assert_eq!(constants(text), [("A".to_owned(), 1), ("B_C".to_owned(), 0x1000_0000)]);
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The path of a source file below src/, and its text.
type SourceText = (String, String);

/// All source files.
fn source_texts() -> Vec<SourceText> {
    let src = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut files = Vec::new();
    sources(src, &mut files);
    let text = |path: PathBuf| {
        let name = path.strip_prefix(src).expect("below src").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("a source file is text"))
    };
    files.into_iter().map(text).collect()
}

/// The files that hold the numbers of the interface, and all others.
fn constants_and_others() -> (Vec<SourceText>, Vec<SourceText>) {
    source_texts().into_iter().partition(|(file, _)| file.starts_with("constants/"))
}

#[test]
fn every_constant_is_a_macro_with_the_same_number() {
    let header = checked_in();
    let macros = macros::numbers(&header);
    let mut count = 0;
    // The schemes are an enum in C.
    for (file, text) in constants_and_others().0.iter().filter(|(file, _)| file != "constants/schemes.rs") {
        for (name, number) in constants(text) {
            assert_eq!(macros.get(&name), Some(&number), "{name} of src/{file}");
            count += 1;
        }
    }
    assert!(count > 500, "only {count} constants were found");
    assert!(header.contains("#define TRUEFTP_SIZE_UNKNOWN 0xFFFFFFFFFFFFFFFFull\n"));
    for enumerator in ["PARTIAL = -2", "UNKNOWN = -1", "FTP = 1", "NEWS = 6", "FIRST = 1", "LAST = 11"] {
        assert!(header.contains(&format!("    INTERNET_SCHEME_{enumerator}")), "{enumerator}");
    }
}

#[test]
fn every_constant_has_one_place() {
    let constants = constants_and_others().0;
    let lines = constants.iter().flat_map(|(_, text)| text.lines());
    let names = lines.filter_map(|line| Some(line.strip_prefix("pub const ")?.split_once(':')?.0));
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{name} is there twice");
    }
}

/// The code of a source file, without its tests, comments and texts.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.map(|line| line.split('"').step_by(2).collect::<String>() + "\n").collect()
}

/// Numbers that only errors, options and statuses have, so that they must be written by name.
fn distinctive(code: &str) -> Vec<String> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let words = code.split(|character| !is_part(character)).map(|word| word.replace('_', ""));
    let is_error = |number: u32| matches!(number, 10_004..=10_107 | 11_001..=11_004 | 12_001..=12_175);
    words.filter(|word| word.parse().is_ok_and(is_error) || word.starts_with("0x5446")).collect()
}

#[test]
fn distinctive_numbers_are_found() {
    let text = "a => 12_029, b(10054) | 0x5446_0001, x12003 12000 120 0x1 11001";
    assert_eq!(distinctive(text), ["12029", "10054", "0x54460001", "11001"]);
    assert_eq!(code("f(1, \"12003\"); // 12003\n#[cfg(test)]\nmod tests { 12003 }"), "f(1, ); \n");
}

/// The macro that a constant is named after: its whole name, or the name after a common beginning.
fn macro_of(name: &str, macros: &BTreeMap<String, u32>) -> Option<String> {
    const BEGINNINGS: [&str; 7] =
        ["", "INTERNET_OPTION_", "INTERNET_FLAG_", "INTERNET_STATUS_", "INTERNET_", "ERROR_", "FTP_"];
    BEGINNINGS.iter().map(|beginning| format!("{beginning}{name}")).find(|name| macros.contains_key(name))
}

#[test]
fn numbers_of_the_interface_are_written_only_in_the_constants() {
    let macros = macros::numbers(&checked_in());
    for (file, text) in constants_and_others().1 {
        for (name, number) in constants(&text) {
            assert_eq!(macro_of(&name, &macros), None, "src/{file} writes {number} for {name} again");
        }
        // 10094 is the former number of WSAEDISCON, and has no name.
        let strays: Vec<_> = distinctive(&code(&text)).into_iter().filter(|word| word != "10094").collect();
        assert!(strays.is_empty(), "src/{file} has numbers without names: {strays:?}");
    }
}

#[cfg(unix)]
#[test]
fn socket_errors_have_the_numbers_of_their_macros() {
    let macros = macros::numbers(&checked_in());
    macro_rules! same {
        ($($errno:ident $name:ident),* $(,)?) => {
            $(assert_eq!(
                trueftp::sys::winsock_number(libc::$errno), macros[stringify!($name)], stringify!($errno)
            );)*
        };
    }
    same! {
        EINTR WSAEINTR, EBADF WSAEBADF, EACCES WSAEACCES, EFAULT WSAEFAULT, EINVAL WSAEINVAL, EMFILE WSAEMFILE,
        EWOULDBLOCK WSAEWOULDBLOCK, EINPROGRESS WSAEINPROGRESS, EALREADY WSAEALREADY, ENOTSOCK WSAENOTSOCK,
        EDESTADDRREQ WSAEDESTADDRREQ, EMSGSIZE WSAEMSGSIZE, EPROTOTYPE WSAEPROTOTYPE, ENOPROTOOPT WSAENOPROTOOPT,
        EPROTONOSUPPORT WSAEPROTONOSUPPORT, ESOCKTNOSUPPORT WSAESOCKTNOSUPPORT, EOPNOTSUPP WSAEOPNOTSUPP,
        EPFNOSUPPORT WSAEPFNOSUPPORT, EAFNOSUPPORT WSAEAFNOSUPPORT, EADDRINUSE WSAEADDRINUSE,
        EADDRNOTAVAIL WSAEADDRNOTAVAIL, ENETDOWN WSAENETDOWN, ENETUNREACH WSAENETUNREACH, ENETRESET WSAENETRESET,
        ECONNABORTED WSAECONNABORTED, ECONNRESET WSAECONNRESET, ENOBUFS WSAENOBUFS, EISCONN WSAEISCONN,
        ENOTCONN WSAENOTCONN, ESHUTDOWN WSAESHUTDOWN, ETIMEDOUT WSAETIMEDOUT, ECONNREFUSED WSAECONNREFUSED,
        ELOOP WSAELOOP, ENAMETOOLONG WSAENAMETOOLONG, EHOSTDOWN WSAEHOSTDOWN, EHOSTUNREACH WSAEHOSTUNREACH,
    }
}

#[test]
fn described_errors_have_the_names_of_their_macros() {
    use trueftp::inet::knowledge::{messages, win32, winsock};
    let macros = macros::numbers(&checked_in());
    let others = messages::MESSAGES.iter().chain(winsock::ERRORS).map(|&(number, name, _)| (number, name));
    let described: Vec<_> =
        others.chain(win32::ERRORS.iter().map(|error| (error.number, error.name))).collect();
    let mut compared = 0;
    for &(number, names) in &described {
        for name in names.split(", ") {
            // 10094 is the former number of WSAEDISCON.
            if let Some(&expected) = macros.get(name).filter(|_| number != 10094) {
                assert_eq!(number, expected, "{name}");
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
    for (name, number) in macros {
        let is_error = ["ERROR_", "WSA"].iter().any(|start| name.starts_with(start));
        let is_none = ["ERROR_SUCCESS", "WSABASEERR"].contains(&&name[..]);
        assert!(
            !is_error || is_none || described.iter().any(|error| error.0 == number),
            "{name} is not described"
        );
    }
}
