//! A handle that is closed, or whose parents are, in the very callback that tells of it.

mod common;

use std::ptr::null;

use Told::{Closing, Created};
use common::recorder::{Recorder, Told, set_callback};
use common::*;
use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

const FLAG_ASYNC: u32 = 0x1000_0000;
const IO_PENDING: u32 = 997;

/// A root, a connection and what is told of them.
struct Session {
    root: Root,
    connection: HINTERNET,
    recorder: Recorder,
}

impl Session {
    fn new(server: &Server, flags: u32) -> Self {
        // SAFETY: every text may be NULL.
        let root = Root(unsafe { InternetOpenA(null(), 1, null(), null(), flags) });
        set_callback(root.0, false);
        let recorder = Recorder::new();
        let host = c(server.host());
        // SAFETY: every text is NULL or ended by NUL and lives until the call is over.
        let handle = unsafe {
            let (host, context) = (host.as_ptr(), recorder.context);
            InternetConnectA(root.0, host, server.port(), null(), null(), SERVICE_FTP, PASSIVE, context)
        };
        let connection = if flags == 0 { handle } else { recorder.complete().0 as HINTERNET };
        recorder.take();
        Self { root, connection, recorder }
    }

    /// Makes a new handle below the connection and closes, when that is told, what `choose` makes of it; gives what was
    /// told after that.
    fn close(&self, make: impl FnOnce(HINTERNET, usize) -> HINTERNET, which: usize) -> (usize, Vec<Told>) {
        let (root, connection) = (self.root.0.addr(), self.connection.addr());
        self.recorder.act(move |event| {
            if let Created(new) = event.told {
                let handle = [new, connection, root][which];
                assert_eq!(InternetCloseHandle(handle as HINTERNET), 1, "error {}", TrueFtpGetLastError());
            }
        });
        let handle = make(self.connection, self.recorder.context);
        assert!(!handle.is_null() || TrueFtpGetLastError() == IO_PENDING, "error {}", TrueFtpGetLastError());
        let Created(new) = self.recorder.wait(|told| matches!(told, Created(_))) else { unreachable!() };
        self.recorder.wait(|told| *told == Closing(new));
        if which > 0 {
            self.recorder.wait(|told| *told == Closing(connection));
        }
        let told = self.recorder.take();
        let created = told.iter().position(|told| *told == Created(new)).expect("it was told");
        (new, told[created + 1..].to_vec())
    }
}

/// Each kind of new handle, in both modes, with itself, its connection or the root closed.
fn check(name: &str, make: impl Fn(HINTERNET, usize) -> HINTERNET) -> Server {
    let server = Server::start(
        Script::new()
            .on("RETR", Plan::download(bytes(3000), "226 Done.\r\n"))
            .on("LIST", Plan::download("-rw-r--r-- 1 u g 5 Jan 01 2020 a\r\n", "226 Done.\r\n")),
    );
    for flags in [0, FLAG_ASYNC] {
        for which in 0..3 {
            let session = Session::new(&server, flags);
            let (new, told) = session.close(&make, which);
            let connection = session.connection.addr();
            let ends: Vec<_> = told.iter().filter(|told| matches!(told, Closing(_))).cloned().collect();
            let expected =
                if which == 0 { &[Closing(new)][..] } else { &[Closing(new), Closing(connection)] };
            assert_eq!(ends, expected, "{name}, flags {flags:#x}, {which}");
            for (handle, is_closed) in [(new, true), (connection, which > 0)] {
                assert_eq!(InternetCloseHandle(handle as HINTERNET) == 0, is_closed, "{name}, {which}");
            }
        }
    }
    server
}

fn open(connection: HINTERNET, access: u32, context: usize) -> HINTERNET {
    // SAFETY: the text is ended by NUL.
    unsafe { FtpOpenFileA(connection, c"name".as_ptr(), access, BINARY, context) }
}

#[test]
fn a_file_that_is_read() {
    check("read", |connection, context| open(connection, GENERIC_READ, context));
}

/// It is finished, where its connection goes on.
#[test]
fn a_file_that_is_written() {
    let server = check("write", |connection, context| open(connection, GENERIC_WRITE, context));
    assert_eq!(server.seen().file("name"), Some(&b""[..]));
}

#[test]
fn a_find() {
    check("find", |connection, context| {
        // SAFETY: the text is ended by NUL; nobody wants the first entry.
        unsafe { FtpFindFirstFileA(connection, c"".as_ptr(), std::ptr::null_mut(), 0, context) }
    });
}
