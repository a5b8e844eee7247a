//! One scripted server with one connection and one upload after the other, and what is true of every outcome.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::InternetCloseHandle;

use crate::*;

/// A time-out, in milliseconds, that never ends a call in a test that passes.
pub const LONG: u32 = 30_000;
pub use crate::recorder::AGES;
/// How late a time-out may be: generous, for the tests share a small machine.
const LATE: Duration = Duration::from_millis(500);

/// A file that no socket buffer holds.
pub const LARGE: usize = 8 << 20;

/// A reply with a text of its own.
pub fn reply(code: u16) -> String {
    format!("{code} {}\r\n", text(code))
}

/// The text of that reply.
pub fn text(code: u16) -> String {
    format!("Text of {code}.")
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The next upload succeeds.
    Usable,
    /// The next upload fails with ERROR_FTP_DROPPED.
    Dead,
}
pub use After::{Dead, Usable};

/// A logged-in connection. The fields are dropped in this order.
pub struct Case {
    /// The connection.
    pub connection: Connection,
    /// Its session.
    pub root: Root,
    /// The scripted server.
    pub server: Server,
    /// A folder for local files.
    pub folder: Folder,
}

impl Case {
    /// A passive connection whose time-outs never matter.
    pub fn new(script: Script) -> Self {
        Self::with(script, PASSIVE, LONG)
    }

    /// A server that carries out this plan for the first STOR and behaves well for all others.
    pub fn storing(plan: impl Into<Plan>) -> Self {
        Self::new(Script::new().first(1, "STOR", plan))
    }

    /// A connection with these flags and time-outs.
    pub fn with(script: Script, flags: u32, time_out: u32) -> Self {
        let server = Server::start(script);
        let root = Root::with_time_out(time_out);
        let connection = root.connect(&server.host(), server.port(), flags);
        Self { connection, root, server, folder: Folder::new() }
    }

    /// Uploads these bytes as `remote`.
    pub fn put(&self, bytes: impl AsRef<[u8]>) -> Outcome {
        self.put_file(&self.folder.file("local", bytes))
    }

    /// Uploads a file as `remote`.
    pub fn put_file(&self, local: &Path) -> Outcome {
        let outcome = guarded(&self.root, || self.connection.put(local, "remote", BINARY));
        consistent(&outcome);
        if outcome.error == CANCELLED {
            return outcome; // there is no handle any more
        }
        let of_handle = handle_reply(self.connection.0);
        assert_eq!(of_handle, (outcome.code, outcome.text.clone()), "the handle's reply, {outcome:?}");
        outcome
    }

    /// The file that has been uploaded.
    pub fn received(&self) -> Option<Vec<u8>> {
        self.server.seen().file("remote").map(<[u8]>::to_vec)
    }

    /// How many bytes came over the latest data connection.
    pub fn received_bytes(&self) -> u64 {
        self.server.seen().data.last().map_or(0, |data| data.received)
    }

    /// Asserts what became of the connection, with another upload.
    pub fn assert_after(&self, after: After, what: &str) {
        let before = self.server.seen().lines.len();
        let local = self.folder.file("next", b"next file");
        let next = self.connection.put(&local, "next", BINARY);
        consistent(&next);
        match after {
            Usable => {
                assert_eq!(next.seen(), (true, 0, 226, "Transfer complete."), "{what}: the next upload");
                assert_eq!(self.server.seen().file("next"), Some(&b"next file"[..]), "{what}");
            }
            Dead => {
                assert_eq!(next.seen(), (false, DROPPED, 0, ""), "{what}: the next upload");
                assert_eq!(next.response, "", "{what}");
                let lines = self.server.seen().lines;
                assert_eq!(lines.len(), before, "{what}: nothing is sent any more: {lines:?}");
            }
        }
    }
}

/// What is true of every outcome, whatever happened.
pub fn consistent(outcome: &Outcome) {
    let Outcome { ok, error, code, response_error, response, socket_error, .. } = outcome;
    assert_eq!(*ok, *error == 0, "{outcome:?}");
    if *ok {
        assert!((200..300).contains(code), "{outcome:?}");
        assert_eq!(*socket_error, 0, "{outcome:?}");
    }
    let refused = matches!(error, 12003 | 12015);
    assert_eq!(*response_error, if refused { 12003 } else { 0 }, "{outcome:?}");
    assert!(!refused || *code >= 300, "{outcome:?}");
    assert!(response.is_empty() || response.ends_with("\r\n"), "{outcome:?}");
    // A preliminary reply is never the answer, and the answer is the last thing in the dialogue.
    assert!(*code == 0 || *code >= 200, "{outcome:?}");
    if *code != 0 {
        let last_line = response.lines().last().unwrap_or_default();
        assert!(last_line.starts_with(&code.to_string()), "{outcome:?}");
    }
}

/// Return value, error number, reply code and reply text, as [`Outcome::seen`] returns them.
pub type Summary = (bool, u32, u32, &'static str);

/// A row of a table: what the server does for STOR, and the outcome of the upload.
pub struct Row {
    /// What the row is about.
    pub name: &'static str,
    /// The server's plan.
    pub plan: Plan,
    /// What the caller sees.
    pub seen: Summary,
    /// INTERNET_OPTION_EXTENDED_ERROR.
    pub socket_error: u32,
    /// What becomes of the connection.
    pub after: After,
}

/// Uploads a file of this size in the case of each row.
pub fn check_rows(size: usize, rows: Vec<Row>) {
    let folder = Folder::new();
    let local = folder.file("local", bytes(size));
    in_parallel(rows, |row| {
        let case = Case::storing(row.plan);
        let outcome = case.put_file(&local);
        assert_eq!(outcome.seen(), row.seen, "{}: {outcome:?}", row.name);
        assert_eq!(outcome.socket_error, row.socket_error, "{}: {outcome:?}", row.name);
        case.assert_after(row.after, row.name);
    });
}

/// Runs something for each row at the same time: most rows only wait.
pub fn in_parallel<T: Send>(rows: impl IntoIterator<Item = T>, run: impl Fn(T) + Sync) {
    std::thread::scope(|scope| {
        for row in rows {
            scope.spawn(|| run(row));
        }
    });
}

/// Runs a call; one that hangs is cancelled, so that its test fails instead of hanging too.
pub fn guarded<T>(root: &Root, call: impl FnOnce() -> T) -> T {
    let (done, over) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if over.recv_timeout(2 * AGES) == Err(mpsc::RecvTimeoutError::Timeout) {
                InternetCloseHandle(root.0);
            }
        });
        let result = call();
        drop(done);
        result
    })
}

/// Runs something and returns how long it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = run();
    (result, start.elapsed())
}

/// Asserts that a time-out was not early, and late within bounds.
pub fn assert_time(took: Duration, milliseconds: u32, what: &str) {
    let wanted = Duration::from_millis(milliseconds.into());
    assert!(took >= wanted, "{what}: early, after {took:?}");
    assert!(took <= wanted + LATE, "{what}: late, after {took:?}");
}

/// A file of zeros that takes no room on the disk.
pub fn sparse(folder: &Folder, name: &str, size: u64) -> PathBuf {
    let path = folder.path().join(name);
    let file = std::fs::File::create(&path).expect("the file can be made");
    file.set_len(size).expect("the file system has sparse files");
    path
}
