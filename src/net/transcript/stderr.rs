//! The standard error stream as the target of a transcript.

use std::io::{self, ErrorKind, Write};

use crate::sys;

/// The stream as it was when it became the target.
pub(super) struct Stderr {
    /// If the program closes its stderr, one of its files or connections may get the same descriptor.
    stream: sys::StreamId,
    /// How many lines were left out because there was no room.
    missing: usize,
}

impl Stderr {
    /// The current stream.
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self { stream: sys::stderr_id()?, missing: 0 })
    }

    /// Writes whole lines. While a pipe is full because its reader does not read, lines are left out: a transfer never waits
    /// for that.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split_inclusive(|&b| b == b'\n') {
            if !self.report_missing()? || !self.put(line)? {
                self.missing += 1;
            }
        }
        Ok(())
    }

    /// Reports how many lines are missing, if any. Returns false if there is no room for that either.
    fn report_missing(&mut self) -> io::Result<bool> {
        let is_reported = self.missing == 0
            || self.put(format!("trueftp: {} lines are missing here\n", self.missing).as_bytes())?;
        if is_reported {
            self.missing = 0;
        }
        Ok(is_reported)
    }

    /// Writes a line if there is room for it. A pipe that has any room has room for the longest line.
    fn put(&self, line: &[u8]) -> io::Result<bool> {
        if sys::stderr_id()? != self.stream {
            return Err(ErrorKind::NotFound.into());
        }
        if !sys::stderr_has_room()? {
            return Ok(false);
        }
        // The reader of a pipe may be gone.
        match sys::without_sigpipe(|| io::stderr().write_all(line)) {
            // The program has made its stream non-blocking.
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
            result => result.map(|()| true),
        }
    }
}
