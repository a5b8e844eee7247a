//! TRUEFTP_OPTION_LOG itself.

use std::ffi::c_void;
use std::ptr::null_mut;

use ftp_test_server::{Script, Server};
use trueftp::abi::*;

use crate::support::*;
use kit::*;

#[test]
fn the_option_is_set_and_returned_in_both_widths() {
    alone(|| {
        assert_eq!(log(), "", "off at the start");
        let folder = Folder::new();
        for name in ["log", "Grün €"] {
            let path = folder.path().join(name);
            set_log(text(&path)).expect("a new file");
            assert_eq!(log(), text(&path));
            assert!(path.exists(), "it is made at once");
            set_log("").expect("off");
            assert_eq!(log(), "");

            let units = w(text(&path));
            let place: *mut c_void = units.as_ptr().cast_mut().cast();
            // SAFETY: the text has the length that is passed, in units.
            assert_eq!(unsafe { InternetSetOptionW(null_mut(), LOG, place, units.len() as u32) }, 1);
            let mut reported = vec![0u16; 500];
            let mut length = 1000;
            // SAFETY: the buffer has the length that is passed, in bytes.
            let ok =
                unsafe { InternetQueryOptionW(null_mut(), LOG, reported.as_mut_ptr().cast(), &mut length) };
            assert_eq!((ok, &reported[..length as usize + 1]), (1, &units[..]));
        }
        set_log("stderr").expect("it is always there");
        assert_eq!(log(), "stderr");
    });
}

/// A log that cannot be opened does not replace the current one.
#[test]
fn files_that_cannot_be_logs() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let path = folder.path().join("log");
        set_log(text(&path)).expect("a new file");
        let at = |name: &str| text(&folder.path().join(name)).to_owned();
        let pipe = c(at("pipe"));
        // SAFETY: the path is ended by NUL.
        assert_eq!(unsafe { libc::mkfifo(pipe.as_ptr(), 0o600) }, 0);
        let long = at(&"x".repeat(300));
        for (target, error) in [
            (at("missing/log"), 3),
            (at("log/below"), 3),
            (at(""), 5),
            (at("pipe"), 5),
            ("/dev/null".to_owned(), 5),
            (long, 206),
        ] {
            assert_eq!(set_log(&target), Err(error), "{target}");
            assert_eq!(log(), text(&path), "after {target}");
        }
        let root = Root::new();
        drop(root.connect(&server.host(), server.port(), PASSIVE));
        assert!(std::fs::read_to_string(&path).expect("the log").contains("-> USER me\n"));
    });
}

/// It belongs to the process.
#[test]
fn no_handle_has_it() {
    let root = Root::new();
    let mut length = 100;
    let mut buffer = [0u8; 100];
    let place: *mut c_void = buffer.as_mut_ptr().cast();
    // SAFETY: the buffer has the length that is passed.
    assert_eq!(unsafe { InternetQueryOptionA(root.0, LOG, place, &mut length) }, 0);
    assert_eq!((TrueFtpGetLastError(), length), (12018, 0));
    // SAFETY: as above.
    assert_eq!(unsafe { InternetSetOptionA(root.0, LOG, place, 1) }, 0);
    assert_eq!(TrueFtpGetLastError(), 12018);
    // SAFETY: NULL is allowed.
    assert_eq!(unsafe { InternetSetOptionA(null_mut(), LOG, null_mut(), 1) }, 0);
    assert_eq!(TrueFtpGetLastError(), 87);
}

/// Connections that exist already are logged from now on, until the log ends.
#[test]
fn in_the_middle_of_a_connection() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let paths = ["one", "two"].map(|name| folder.path().join(name));
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        for path in &paths {
            set_log(text(path)).expect("a new file");
            assert!(connection.command("NOOP").ok);
        }
        set_log("").expect("off");
        assert!(connection.command("NOOP").ok);
        for path in &paths {
            let reported = dialogue(&std::fs::read_to_string(path).expect("the log"));
            assert_eq!(reported.len(), 2, "{reported:?}");
            assert_eq!(reported[0], "-> NOOP");
        }
    });
}
