//! Section 13 of the contract, row by row: what real Windows passes, on a server without write permission.
//!
//! Every call starts from a last error that no call leaves, and leaves 0 when it succeeds.

use std::ffi::{CStr, c_char};
use std::ptr::{null, null_mut};

use ftp_test_server::{Plan, Script};
use trueftp::abi::*;

use crate::support::*;
use kit::arguments::*;
use kit::case::Case;
use kit::*;

const WELCOME: &[u8] = b"Welcome to the test.\r\n";
const TRANSFER_IN_PROGRESS: u32 = 12110;
const REFUSED: u32 = 12003;

const ROOT: &str = "drwxr-xr-x 2 ftp ftp 4096 Jan 01 2020 pub\r\n\
    -rw-r--r-- 1 ftp ftp 22 Jan 01 2020 welcome.msg\r\n";
const PUB: &str = "drwxr-xr-x 2 ftp ftp 4096 Jan 01 2020 wine\r\n";
const WINE: &str = "-rw-r--r-- 1 ftp ftp 7 Jan 01 2020 wine.tar\r\n";

fn script() -> Script {
    let no = "550 Permission denied.\r\n";
    let missing = "550 No such file.\r\n";
    let refusing = ["MKD", "RMD", "DELE", "RNFR", "STOR"];
    let script = refusing.into_iter().fold(Script::new(), |script, verb| script.on(verb, no));
    script
        .on_line("SIZE welcome.msg", "213 22\r\n")
        .on_line("size welcome.msg", "213 22\r\n")
        .on("SIZE", missing)
        .on_line("RETR welcome.msg", Plan::download(WELCOME, DONE))
        .on("RETR", missing)
        .on_line("pwd x", "501 No arguments.\r\n")
        .on_line("LIST", Plan::download(ROOT, DONE))
        .on_line("LIST pub", Plan::download(PUB, DONE))
        .on_line("LIST pub/wine", Plan::download(WINE, DONE))
        .on("LIST", missing)
}

fn case() -> Case {
    Case::new(script())
}

fn one_name(call: OneName, on: HINTERNET, name: Option<&CStr>) -> Result<(), u32> {
    // SAFETY: NULL or a text ended by NUL.
    boolean(|| unsafe { call(on, text(name)) })
}

type OneName = unsafe extern "system" fn(HINTERNET, *const c_char) -> BOOL;

/// Section 16: where the checklist has a handle of HTTP, a root or a find is the wrong kind here.
fn wrong_kinds(case: &Case) -> (Find, Vec<HINTERNET>) {
    let (find, _) = case.connection.find(None).expect("a find");
    let wrong = vec![case.root.0, find.0];
    (find, wrong)
}

#[test]
fn rows_5_and_6_create_delete_remove() {
    let case = case();
    let (_find, wrong) = wrong_kinds(&case);
    for call in [FtpCreateDirectoryA as OneName, FtpDeleteFileA, FtpRemoveDirectoryA] {
        assert_eq!(one_name(call, null_mut(), Some(c"x")), Err(INVALID_HANDLE));
        assert_eq!(one_name(call, case.connection.0, None), Err(INVALID_PARAMETER));
        assert_eq!(one_name(call, case.connection.0, Some(c"x")), Err(REFUSED));
        for &wrong in &wrong {
            assert_eq!(one_name(call, wrong, None), Err(INCORRECT_HANDLE_TYPE));
        }
    }
}

#[test]
fn row_7_rename() {
    let case = case();
    let (_find, wrong) = wrong_kinds(&case);
    let rename = |on, from, to| {
        // SAFETY: NULL or texts ended by NUL.
        boolean(|| unsafe { FtpRenameFileA(on, text(from), text(to)) })
    };
    let h = case.connection.0;
    assert_eq!(rename(null_mut(), Some(c"o"), Some(c"n")), Err(INVALID_HANDLE));
    assert_eq!(rename(h, None, Some(c"n")), Err(INVALID_PARAMETER));
    assert_eq!(rename(h, Some(c"o"), None), Err(INVALID_PARAMETER));
    assert_eq!(rename(h, Some(c"missing"), Some(c"n")), Err(REFUSED));
    for wrong in wrong {
        assert_eq!(rename(wrong, Some(c"o"), Some(c"n")), Err(INCORRECT_HANDLE_TYPE));
    }
}

/// FtpGetFileA with any arguments.
fn get(
    on: HINTERNET,
    remote: Option<&CStr>,
    local: Option<&CStr>,
    fail_if_exists: bool,
    attributes: u32,
    flags: u32,
) -> Result<(), u32> {
    let fail = BOOL::from(fail_if_exists);
    // SAFETY: NULL or texts ended by NUL.
    boolean(|| unsafe { FtpGetFileA(on, text(remote), text(local), fail, attributes, flags, 0) })
}

#[test]
fn rows_8_to_15_get() {
    let case = case();
    let (find, wrong) = wrong_kinds(&case);
    let h = case.connection.0;
    let path = case.folder.path().join("l");
    let local = c(path.as_os_str().as_encoded_bytes());
    let local = Some(local.as_c_str());
    let welcome = Some(c"welcome.msg");
    let missing = Some(c"should_be_non_existing_deadbeef");

    assert_eq!(get(null_mut(), None, local, false, NORMAL, 0), Err(INVALID_PARAMETER));
    assert_eq!(get(null_mut(), welcome, local, false, NORMAL, 5), Err(INVALID_HANDLE));
    assert_eq!(get(h, None, local, false, NORMAL, 0), Err(INVALID_PARAMETER));
    assert_eq!(get(h, welcome, None, false, NORMAL, 0), Err(INVALID_PARAMETER));
    assert!(!path.exists());

    assert_eq!(get(h, welcome, local, false, 0, 0), Ok(()));
    assert_eq!(std::fs::read(&path).unwrap(), WELCOME);

    // Row 13 is not followed: what was there stays.
    for fail_if_exists in [false, true] {
        let error = if fail_if_exists { 80 } else { REFUSED };
        assert_eq!(get(h, missing, local, fail_if_exists, NORMAL, 0), Err(error));
        assert_eq!(std::fs::read(&path).unwrap(), WELCOME);
    }
    assert_eq!(get(h, welcome, local, true, NORMAL, 0), Err(80));

    for wrong in wrong {
        assert_eq!(get(wrong, None, local, false, NORMAL, 0), Err(INVALID_PARAMETER));
        assert_eq!(get(wrong, welcome, local, false, NORMAL, 5), Err(INCORRECT_HANDLE_TYPE));
        assert_eq!(get(wrong, missing, local, true, NORMAL, 0), Err(INCORRECT_HANDLE_TYPE));
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(get(h, missing, local, false, NORMAL, 0), Err(REFUSED));
    // Any flags: both low bits set are no type, and higher ones mean nothing here.
    assert_eq!(get(h, welcome, local, false, NORMAL, u32::MAX), Err(INVALID_PARAMETER));
    assert!(names(case.folder.path()).is_empty());
    drop(find);
}

fn open_file(on: HINTERNET, name: Option<&CStr>, access: u32, flags: u32) -> Result<HINTERNET, u32> {
    // SAFETY: NULL or a text ended by NUL.
    handle(|| unsafe { FtpOpenFileA(on, text(name), access, flags, 0) })
}

#[test]
fn row_16_open_file_refusals() {
    let case = case();
    let (_find, wrong) = wrong_kinds(&case);
    let h = case.connection.0;
    let name = Some(c"welcome.msg");
    assert_eq!(open_file(null_mut(), name, GENERIC_READ, ASCII), Err(INVALID_HANDLE));
    assert_eq!(open_file(h, None, GENERIC_READ, ASCII), Err(INVALID_PARAMETER));
    for access in [0, GENERIC_READ | GENERIC_WRITE, 1, GENERIC_READ | 1, u32::MAX] {
        assert_eq!(open_file(h, name, access, ASCII), Err(INVALID_PARAMETER));
    }
    for wrong in wrong {
        assert_eq!(open_file(wrong, name, GENERIC_READ, 5), Err(INCORRECT_HANDLE_TYPE));
    }
    assert!(!case.server.seen().has("RETR"));
}

#[test]
fn rows_17_and_18_an_open_file_stops_everything_else() {
    let case = case();
    let h = case.connection.0;
    let file = File(open_file(h, Some(c"welcome.msg"), GENERIC_READ, ASCII).expect("a file"));
    let local = case.folder.file("l", b"local");
    let path = c(local.as_os_str().as_encoded_bytes());
    let new = c(case.folder.path().join("new").as_os_str().as_encoded_bytes());
    let before = case.server.seen().lines.len();

    for call in [FtpCreateDirectoryA as OneName, FtpDeleteFileA, FtpRemoveDirectoryA, FtpSetCurrentDirectoryA]
    {
        assert_eq!(one_name(call, h, Some(c"x")), Err(TRANSFER_IN_PROGRESS));
    }
    assert_eq!(get(h, Some(c"welcome.msg"), Some(&new), true, NORMAL, 0), Err(TRANSFER_IN_PROGRESS));
    assert_eq!(open_file(h, Some(c"welcome.msg"), GENERIC_READ, 0), Err(TRANSFER_IN_PROGRESS));
    assert_eq!(open_file(h, Some(c"x"), GENERIC_WRITE, 0), Err(TRANSFER_IN_PROGRESS));
    assert_eq!(put_a(h, Some(&path), Some(c"x"), 0), Err(TRANSFER_IN_PROGRESS));
    assert_eq!(error(|| case.connection.rename("a", "b")), TRANSFER_IN_PROGRESS);
    assert_eq!(given(|| case.connection.find(None)), TRANSFER_IN_PROGRESS);
    assert_eq!(given(|| case.connection.find(Some(b"*"))), TRANSFER_IN_PROGRESS);
    assert_eq!(given(|| case.connection.directory()), TRANSFER_IN_PROGRESS);
    assert_eq!(error(|| case.connection.command("NOOP")), TRANSFER_IN_PROGRESS);
    assert_eq!(given(|| case.connection.command_with_data("NLST", ASCII)), TRANSFER_IN_PROGRESS);

    assert_eq!(case.server.seen().lines.len(), before, "nothing is sent");
    assert_eq!(names(case.folder.path()), ["l"]);
    assert_eq!(file.read_all(7).0, WELCOME);
    assert!(file.close().ok);
    assert_eq!(one_name(FtpSetCurrentDirectoryA, h, Some(c"pub")), Ok(()));
}

#[test]
fn rows_19_to_22_put() {
    let case = case();
    let (_find, wrong) = wrong_kinds(&case);
    let h = case.connection.0;
    let local = c(case.folder.file("l", b"local").as_os_str().as_encoded_bytes());
    let local = Some(local.as_c_str());
    let missing = Some(c"/nowhere/at/all");
    let gone = c(case.folder.path().join("gone").as_os_str().as_encoded_bytes());
    assert_eq!(put_a(null_mut(), None, Some(c"r"), 0), Err(INVALID_PARAMETER));
    assert_eq!(put_a(null_mut(), local, Some(c"r"), 5), Err(INVALID_HANDLE));
    assert_eq!(put_a(h, None, Some(c"r"), 0), Err(INVALID_PARAMETER));
    assert_eq!(put_a(h, local, None, 0), Err(INVALID_PARAMETER));
    for flags in [0, 5] {
        assert_eq!(put_a(h, Some(&gone), Some(c"r"), flags), Err(2));
    }
    assert_eq!(put_a(h, local, Some(c"r"), 0), Err(REFUSED));
    for wrong in wrong {
        assert_eq!(put_a(wrong, None, Some(c"r"), 0), Err(INVALID_PARAMETER));
        assert_eq!(put_a(wrong, missing, Some(c"r"), 5), Err(INCORRECT_HANDLE_TYPE));
    }
}

fn command(on: HINTERNET, line: Option<&CStr>) -> Result<(), u32> {
    // SAFETY: NULL or a text ended by NUL; without data the place of a handle may be NULL.
    boolean(|| unsafe { FtpCommandA(on, 0, ASCII, text(line), 0, null_mut()) })
}

/// Rows 23 to 26: the two-call pattern for buffer sizes, with every size around the needed one.
#[test]
fn rows_23_to_26_commands_and_their_responses() {
    let case = case();
    let h = case.connection.0;
    let rows = [
        (None, Err(INVALID_PARAMETER)),
        (Some(c""), Err(INVALID_PARAMETER)),
        (Some(c"invalid"), Err(REFUSED)),
        (Some(c"size"), Err(REFUSED)),
        (Some(c"type i"), Ok(())),
        (Some(c"size "), Err(REFUSED)),
        (Some(c" size"), Err(REFUSED)),
        (Some(c"size a a"), Err(REFUSED)),
        (Some(c"size  a"), Err(REFUSED)),
        (Some(c"size a "), Err(REFUSED)),
        (Some(c"size welcome.msg"), Ok(())),
        (Some(c"pwd x"), Err(REFUSED)),
        (Some(c"pwd"), Ok(())),
    ];
    let mut sent = Vec::new();
    for (line, result) in rows {
        assert_eq!(command(h, line), result, "{line:?}");
        if let Some(line) = line.filter(|line| !line.is_empty()) {
            sent.push(line.to_str().unwrap());
        }
        assert_eq!(commands(&case), sent, "what reaches the wire");

        let text = last_response().1;
        let size = text.len();
        assert!(size > 2, "{line:?}");
        for null_size in [0, 1, size as u32 + 100] {
            let asked = response_a(Err(null_size));
            assert_eq!((asked.ok, asked.error, asked.length), (false, 122, size as u32 + 1));
        }
        let exact = response_a(Ok(size + 1));
        assert_eq!((exact.ok, exact.length, exact.buffer[size]), (true, size as u32, 0));
        let short = response_a(Ok(size));
        assert_eq!((short.ok, short.length, short.buffer[size - 1]), (true, size as u32 - 1, 0));
        assert!(!response_a(Ok(size - 1)).ok);
        if line == Some(c"pwd") {
            assert_eq!(exact.number, 0, "no error, and a text");
        }
    }
}

#[test]
fn row_27_finds() {
    let case = case();
    let (find, first) = poisoned(|| case.connection.find(None)).expect("a find");
    assert_eq!(TrueFtpGetLastError(), 0);
    assert_eq!((&first.name[..], first.is_directory), (&b"pub"[..], true));
    assert_eq!(given(|| case.connection.find(None)), TRANSFER_IN_PROGRESS);
    assert_eq!(find.next().expect("a second entry").name, b"welcome.msg");
    for _ in 0..3 {
        assert_eq!(find.next().expect_err("the end").error, 18);
        assert_eq!(given(|| case.connection.find(None)), TRANSFER_IN_PROGRESS);
    }
    drop(find);
    assert_eq!(given(|| case.connection.find(None)), 0);
}

#[test]
fn rows_28_and_29_search_texts() {
    let case = case();
    let find = |text: &str| given(|| case.connection.find(Some(text.as_bytes())));
    assert_eq!(find("pub/wine"), 0);
    assert_eq!(find("pub/w*"), 0);
    assert_eq!(find("*/w*"), REFUSED);
    assert_eq!(find("should_be_non_existing_deadbeef"), REFUSED);
    assert_eq!(find("should_be_non_existing_deadbeef*"), 18);
    let (_find, wrong) = wrong_kinds(&case);
    for wrong in wrong {
        // SAFETY: both pointers may be NULL.
        let result = handle(|| unsafe { FtpFindFirstFileA(wrong, null(), null_mut(), 0, 0) });
        assert_eq!(result, Err(INCORRECT_HANDLE_TYPE));
    }

    // In the directory itself.
    let inside = Script::new()
        .on_line("LIST", Plan::download(PUB, DONE))
        .on_line("LIST wine", Plan::download(WINE, DONE));
    let case = Case::new(inside);
    assert_eq!(error(|| case.connection.set_directory("pub")), 0);
    assert_eq!(given(|| case.connection.find(Some(b"wine"))), 0);
    assert_eq!(given(|| case.connection.find(Some(b"w*"))), 0);
}

#[test]
fn rows_30_and_31_the_current_directory() {
    let case = Case::new(script().on("PWD", "257 \"/pub\" is the current directory\r\n"));
    let (find, wrong) = wrong_kinds(&case);
    drop(find);
    let h = case.connection.0;
    let mut buffer = [FILLER; 32];
    let place: *mut c_char = buffer.as_mut_ptr().cast();
    let mut length = buffer.len() as u32;
    let number = &raw mut length;
    let current = |on, place, number| {
        // SAFETY: NULL, or a buffer of the size that is passed.
        boolean(|| unsafe { FtpGetCurrentDirectoryA(on, place, number) })
    };
    assert_eq!(current(null_mut(), null_mut(), null_mut()), Err(INVALID_HANDLE));
    assert_eq!(current(h, null_mut(), null_mut()), Err(INVALID_PARAMETER));
    assert_eq!(current(h, place, null_mut()), Err(INVALID_PARAMETER));
    assert_eq!(current(h, null_mut(), number), Err(INSUFFICIENT_BUFFER));
    assert_eq!(current(wrong[0], place, number), Err(INCORRECT_HANDLE_TYPE));

    assert_eq!(error(|| case.connection.command("CWD pub/")), 0);
    let (buffer, _, outcome) = poisoned(|| case.connection.directory_in(4));
    assert_eq!((outcome.ok, outcome.error), (false, INSUFFICIENT_BUFFER));
    assert!(!buffer.starts_with(b"/pub"));
    let (buffer, length, outcome) = poisoned(|| case.connection.directory_in(5));
    assert_eq!((outcome.ok, outcome.error, length), (true, 0, 4));
    assert_eq!(buffer, b"/pub\0#");
}
