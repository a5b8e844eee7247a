//! Where the transcript of this process goes.

use std::ffi::{OsStr, OsString};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once};

use super::log_file::LogFile;
use super::stderr::Stderr;
use crate::sync::lock;
use crate::sys;

/// Names the log before the program does.
const VARIABLE: &str = "TRUEFTP_LOG";
/// The name of the standard error stream.
const STDERR: &str = "stderr";

/// Whether there is a log: all that is looked at while there is none.
static ON: AtomicBool = AtomicBool::new(false);
static LOG: Mutex<Option<Log>> = Mutex::new(None);
/// The standard error stream as it was at the start.
static COMPLAINTS: Mutex<Option<Stderr>> = Mutex::new(None);

struct Log {
    /// As it was named.
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

/// Reads the environment, once in the life of the process: before its first connection, or before it asks for the log or
/// names another.
pub(super) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        *lock(&COMPLAINTS) = Stderr::open().ok();
        let Some(target) = std::env::var_os(VARIABLE).filter(|_| sys::is_environment_trusted()) else {
            return;
        };
        if let Err(error) = open(target.clone()) {
            complain(&target, &error);
        }
    });
}

/// Names the log: a path, `stderr`, or nothing for none. A file that cannot be used leaves the log as it was.
pub fn set(target: OsString) -> io::Result<()> {
    start();
    open(target)
}

/// The log as it was named; empty while there is none.
pub fn target() -> OsString {
    start();
    lock(&LOG).as_ref().map(|log| log.target.clone()).unwrap_or_default()
}

/// Writes whole lines. A log that fails is off from then on: no transfer fails with it.
pub(super) fn write(lines: &[u8]) {
    let mut place = lock(&LOG);
    let Some(mut log) = place.take() else { return };
    match log.output.write(lines) {
        Ok(()) => *place = Some(log),
        Err(error) => {
            ON.store(false, Ordering::Relaxed);
            drop(place);
            complain(&log.target, &error);
        }
    }
}

fn open(target: OsString) -> io::Result<()> {
    let log = match target.is_empty() {
        true => None,
        false => Some(Log { output: Output::open(&target)?, target }),
    };
    let mut place = lock(&LOG);
    ON.store(log.is_some(), Ordering::Relaxed);
    *place = log;
    Ok(())
}

/// Says why there is no log: whoever asked for one would wait for it in vain.
fn complain(target: &OsStr, error: &io::Error) {
    let text = format!("trueftp: no log in {}: {error}\n", target.display());
    if let Some(stream) = &mut *lock(&COMPLAINTS) {
        // Where that cannot be said, nobody is left to be told.
        let _ = stream.write(text.as_bytes());
    }
}
