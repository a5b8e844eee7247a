//! What the tests of the family share.

use std::path::Path;

use ftp_test_server::{Plan, Script};
use trueftp::abi::{HINTERNET, InternetCloseHandle, TrueFtpGetLastError, TrueFtpSetLastError};

use kit::arguments::POISON;
use kit::*;

pub const DONE: &str = "226 Done.\r\n";

/// A server that has one file, whatever its name, and knows its size.
pub fn serving(bytes: &[u8]) -> Script {
    Script::new().on("SIZE", format!("213 {}\r\n", bytes.len())).on("RETR", Plan::download(bytes, DONE))
}

/// A server that has this listing, whatever it is asked to list.
pub fn listing(lines: impl AsRef<[u8]>) -> Script {
    Script::new().on("LIST", Plan::download(lines, DONE))
}

/// Makes a call after a last error that no call leaves.
pub fn poisoned<T>(call: impl FnOnce() -> T) -> T {
    TrueFtpSetLastError(POISON);
    call()
}

/// The error number of a call, 0 for TRUE; whatever was before.
pub fn error(call: impl FnOnce() -> Outcome) -> u32 {
    let outcome = poisoned(call);
    assert_eq!(outcome.ok, outcome.error == 0, "{outcome:?}");
    assert_ne!(outcome.error, POISON, "{outcome:?}");
    outcome.error
}

/// The error number of a call that returns a value, 0 where it does; the value is closed again.
pub fn given<T>(call: impl FnOnce() -> Result<T, Outcome>) -> u32 {
    match poisoned(call) {
        Ok(_given) => 0,
        Err(outcome) => error(|| outcome),
    }
}

/// The error number of a close, 0 for TRUE. What it does to the last error on success is not looked at: a close that has
/// no error to report keeps the last error of an earlier call.
pub fn closed(file: File) -> u32 {
    close(file.leave())
}

/// The same of a bare handle.
pub fn close(handle: HINTERNET) -> u32 {
    TrueFtpSetLastError(POISON);
    match InternetCloseHandle(handle) {
        1 => 0,
        _ => TrueFtpGetLastError(),
    }
}

/// The names in a folder, sorted; a temporary file left behind would be among them.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"))
        .collect();
    names.sort();
    names
}

/// The commands of the first connection after the login.
pub fn commands(case: &kit::case::Case) -> Vec<String> {
    case.server.seen().commands_of(0).split_off(2)
}

/// Runs a call on a thread of its own, and something else once that thread waits in the kernel.
pub fn while_it_waits<T: Send>(call: impl FnOnce() -> T + Send, then: impl FnOnce()) -> T {
    let (sender, thread_ids) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let call = scope.spawn(move || {
            // SAFETY: it has no preconditions.
            sender.send(unsafe { libc::gettid() }).expect("a receiver");
            call()
        });
        let thread = thread_ids.recv().expect("the thread runs");
        let stat = format!("/proc/self/task/{thread}/stat");
        // The state follows the name, which is in parentheses.
        let sleeps = |stat: String| stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('S'));
        while !call.is_finished() && !std::fs::read_to_string(&stat).is_ok_and(sleeps) {
            std::thread::yield_now();
        }
        then();
        call.join().expect("the call does not panic")
    })
}
