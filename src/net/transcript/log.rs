//! Where the transcript of this process goes.

use std::ffi::{OsStr, OsString};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once};

use super::log_file::LogFile;
use super::stderr::Stderr;
use crate::sync::lock;
use crate::sys;

/// The environment variable that sets the target before the program does.
const VARIABLE: &str = "TRUEFTP_LOG";
/// The target that means the standard error stream.
const STDERR: &str = "stderr";

/// Whether there is a log. While there is none, this is all that a transfer reads.
static ON: AtomicBool = AtomicBool::new(false);
static LOG: Mutex<Option<Log>> = Mutex::new(None);
/// The standard error stream as it was at the start, for messages about the log itself.
static MESSAGES: Mutex<Option<Stderr>> = Mutex::new(None);

struct Log {
    /// As the program or the environment named it.
    target: OsString,
    output: Output,
}

enum Output {
    Stderr(Stderr),
    File(LogFile),
}

impl Output {
    fn open(target: &OsStr) -> io::Result<Self> {
        if target == STDERR {
            return Stderr::open().map(Self::Stderr);
        }
        LogFile::open(target.as_ref()).map(Self::File)
    }

    fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        match self {
            Self::Stderr(stream) => stream.write(lines),
            Self::File(file) => file.write(lines),
        }
    }
}

/// Whether there is a log.
pub(in crate::net) fn is_on() -> bool {
    ON.load(Ordering::Relaxed)
}

/// Reads the environment once in the lifetime of the process: before its first connection, or before the log's target is
/// queried or set.
pub(super) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        *lock(&MESSAGES) = Stderr::open().ok();
        let Some(target) = std::env::var_os(VARIABLE).filter(|_| sys::is_environment_trusted()) else {
            return;
        };
        if let Err(error) = open(target.clone()) {
            report_failure(&target, &error);
        }
    });
}

/// Sets the target of the log: a path, `stderr`, or an empty text for no log. If the file cannot be used, the log stays as it
/// was.
pub fn set(target: OsString) -> io::Result<()> {
    start();
    open(target)
}

/// The target of the log; empty if there is none.
pub fn target() -> OsString {
    start();
    lock(&LOG).as_ref().map(|log| log.target.clone()).unwrap_or_default()
}

/// Writes whole lines. A log that fails is switched off; transfers do not fail because of it.
pub(super) fn write(lines: &[u8]) {
    let mut current = lock(&LOG);
    let Some(mut log) = current.take() else { return };
    match log.output.write(lines) {
        Ok(()) => *current = Some(log),
        Err(error) => {
            ON.store(false, Ordering::Relaxed);
            drop(current);
            report_failure(&log.target, &error);
        }
    }
}

fn open(target: OsString) -> io::Result<()> {
    let log = match target.is_empty() {
        true => None,
        false => Some(Log { output: Output::open(&target)?, target }),
    };
    let mut current = lock(&LOG);
    ON.store(log.is_some(), Ordering::Relaxed);
    *current = log;
    Ok(())
}

/// Reports on stderr why there is no log: otherwise the user would wait for it in vain.
fn report_failure(target: &OsStr, error: &io::Error) {
    let text = format!("trueftp: no log in {}: {error}\n", target.display());
    if let Some(stream) = &mut *lock(&MESSAGES) {
        // If stderr fails as well, there is no place left to report that.
        let _ = stream.write(text.as_bytes());
    }
}
