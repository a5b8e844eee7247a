//! Calls on handles that are passed on as numbers, between threads and out of callbacks: the result, or the last error.

use ftp_test_server::Server;
use trueftp::abi::*;

use crate::background::begin_connect;
use crate::{BINARY, GENERIC_WRITE, Root, c, last_error};

/// The handle with a number.
pub fn handle(number: usize) -> HINTERNET {
    std::ptr::without_provenance_mut(number)
}

/// InternetConnect: the handle, or the last error.
pub fn connect(root: &Root, server: &Server, context: usize) -> Result<usize, u32> {
    let (handle, error) = begin_connect(root, server, context);
    if handle.is_null() { Err(error) } else { Ok(handle.addr()) }
}

/// FtpOpenFile for writing.
pub fn open(connection: usize, name: &str, context: usize) -> Result<usize, u32> {
    open_for(connection, name, GENERIC_WRITE, context)
}

/// FtpOpenFile: the handle, or the last error.
pub fn open_for(connection: usize, name: &str, access: u32, context: usize) -> Result<usize, u32> {
    // SAFETY: the text lives until the call is over.
    let file = unsafe { FtpOpenFileA(handle(connection), c(name).as_ptr(), access, BINARY, context) };
    if file.is_null() { Err(last_error()) } else { Ok(file.addr()) }
}

/// InternetWriteFile: 0, or the last error.
pub fn write(file: usize, bytes: &'static [u8]) -> u32 {
    // An asynchronous call writes the count when it ends.
    let count = Box::leak(Box::new(0));
    // SAFETY: the bytes and the count live for ever.
    error(unsafe { InternetWriteFile(handle(file), bytes.as_ptr().cast(), bytes.len() as u32, count) })
}

/// FtpCreateDirectory, a call that takes a handle and a name: 0, or the last error.
pub fn make_directory(connection: usize) -> u32 {
    // SAFETY: the text lives until the call is over.
    error(unsafe { FtpCreateDirectoryA(handle(connection), c"d".as_ptr()) })
}

/// InternetCloseHandle: 0, or the last error.
pub fn close(number: usize) -> u32 {
    error(InternetCloseHandle(handle(number)))
}

fn error(result: BOOL) -> u32 {
    if result == 1 { 0 } else { last_error() }
}
