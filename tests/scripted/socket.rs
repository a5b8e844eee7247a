//! How the control connection's socket is set up, seen from this process.

use std::net::{SocketAddr, TcpStream};
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};

use ftp_test_server::Script;
use kit::case::*;

/// This process's sockets that are connected to an address.
fn connected_to(address: SocketAddr) -> Vec<TcpStream> {
    let entries = std::fs::read_dir("/proc/self/fd").expect("Linux has it");
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<RawFd>().ok());
    numbers
        .filter_map(|fd| {
            // SAFETY: whatever the number names by now is only duplicated, which fails when it names nothing.
            let stream = TcpStream::from(unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned().ok()?);
            (stream.peer_addr().ok()? == address).then_some(stream)
        })
        .collect()
}

fn option(stream: &TcpStream, level: i32, name: i32) -> i32 {
    let mut value = 0;
    let mut size = 4;
    // SAFETY: both pointers are to live integers, and the size is the value's.
    let result =
        unsafe { libc::getsockopt(stream.as_raw_fd(), level, name, (&raw mut value).cast(), &mut size) };
    assert_eq!(result, 0);
    value
}

#[test]
fn the_control_connection_is_kept_alive_and_does_not_wait_for_more() {
    let case = Case::new(Script::new());
    let sockets = connected_to(case.server.address());
    assert_eq!(sockets.len(), 1, "one connection, one socket");
    assert_eq!(option(&sockets[0], libc::SOL_SOCKET, libc::SO_KEEPALIVE), 1);
    assert_eq!(option(&sockets[0], libc::IPPROTO_TCP, libc::TCP_KEEPIDLE), 60);
    assert_eq!(option(&sockets[0], libc::IPPROTO_TCP, libc::TCP_NODELAY), 1);
}
