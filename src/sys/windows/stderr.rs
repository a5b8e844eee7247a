//! The standard error stream. On Windows neither a file nor a connection can get its handle.

use std::io;
use std::net::TcpStream;

/// Identifies a stream; on Windows there is nothing to tell apart.
pub(crate) type StreamId = ();

/// Identifies what the standard error stream writes to now.
pub(crate) fn stderr_id() -> io::Result<StreamId> {
    Ok(())
}

/// Whether the standard error stream takes bytes without blocking. Windows does not report that.
pub(crate) fn stderr_has_room() -> io::Result<bool> {
    Ok(true)
}

/// Returns the connection as it is: no standard stream can be mistaken for it.
pub(crate) fn above_stdio(stream: TcpStream) -> io::Result<TcpStream> {
    Ok(stream)
}
