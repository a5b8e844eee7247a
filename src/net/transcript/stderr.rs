//! The standard error stream as the place of a transcript.

use std::io::{self, ErrorKind, Write};

use crate::sys;

/// The stream as it was when it was named.
pub(super) struct Stderr {
    /// Once it is closed, a file or a connection of the program's may get its number.
    stream: sys::StreamId,
    /// How many lines there was no room for.
    missing: usize,
}

impl Stderr {
    /// The stream there is.
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self { stream: sys::stderr_id()?, missing: 0 })
    }

    /// Writes whole lines. Where they have no room, for nobody reads, they are left out: no transfer waits for that.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split_inclusive(|&b| b == b'\n') {
            if !self.tell_missing()? || !self.put(line)? {
                self.missing += 1;
            }
        }
        Ok(())
    }

    /// Tells how many lines are missing, if any are; false when there is no room for that either.
    fn tell_missing(&mut self) -> io::Result<bool> {
        let is_told = self.missing == 0
            || self.put(format!("trueftp: {} lines are missing here\n", self.missing).as_bytes())?;
        if is_told {
            self.missing = 0;
        }
        Ok(is_told)
    }

    /// Writes a line, unless there is no room for it. A pipe that has some has enough for every line there is.
    fn put(&self, line: &[u8]) -> io::Result<bool> {
        if sys::stderr_id()? != self.stream {
            return Err(ErrorKind::NotFound.into());
        }
        if !sys::stderr_has_room()? {
            return Ok(false);
        }
        // A pipe may have no reader any more.
        match sys::without_sigpipe(|| io::stderr().write_all(line)) {
            // The program's stream is one that never waits.
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
            result => result.map(|()| true),
        }
    }
}
