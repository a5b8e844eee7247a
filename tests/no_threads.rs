//! A process that cannot start another thread: a binary of its own, because the limit applies to the whole process.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::ptr::null_mut;

use ftp_test_server::{Script, Server};
use kit::background::{asynchronous, begin_connect};
use kit::recorder::Recorder;
use kit::*;
use trueftp::abi::*;

const THREAD_FAILED: u32 = 12047;

/// Bounds the memory of this process while something is done: less is left than a thread's stack needs.
fn without_room_for_a_thread<T>(work: impl FnOnce() -> T) -> T {
    let mut before = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the structure is live.
    assert_eq!(unsafe { libc::getrlimit(libc::RLIMIT_AS, &mut before) }, 0);
    let pages = std::fs::read_to_string("/proc/self/statm").expect("a process knows itself");
    let pages: u64 = pages.split(' ').next().expect("its size").parse().expect("a number");
    let bounded = libc::rlimit { rlim_cur: pages * 4096 + (1 << 20), ..before };
    // SAFETY: as above.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_AS, &bounded) }, 0);
    let result = work();
    // SAFETY: as above.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_AS, &before) }, 0);
    result
}

/// A call that cannot continue in the background fails at once, without a callback.
#[test]
fn a_call_that_cannot_begin() {
    let server = Server::start(Script::new());
    // When it has answered, all its threads have begun and rest. None of them ends: the next would take its stack.
    let mut other = BufReader::new(TcpStream::connect(server.address()).expect("it listens"));
    other.get_mut().write_all(b"NOOP\r\n").expect("it is there");
    let lines: Vec<_> = other.by_ref().lines().take(2).collect();
    assert!(lines.iter().all(Result::is_ok), "{lines:?}");
    let root = asynchronous();
    let recorder = Recorder::new();
    let url = c(format!("ftp://me:secret@{}:{}/file", server.host(), server.port()));
    let failed = without_room_for_a_thread(|| {
        let connect = begin_connect(&root, &server, recorder.context);
        // SAFETY: the text lives until the call is over.
        let open =
            unsafe { InternetOpenUrlA(root.0, url.as_ptr(), std::ptr::null(), 0, PASSIVE, recorder.context) };
        [connect, (open, TrueFtpGetLastError())]
    });
    assert_eq!(failed, [(null_mut(), THREAD_FAILED); 2]);
    assert_eq!(recorder.take(), []);
    assert_eq!(server.seen().controls.len(), 1, "the other one");
    // With room for threads again, it works.
    assert_eq!(begin_connect(&root, &server, recorder.context), (null_mut(), 997));
    assert_eq!(recorder.complete().1, 0);
}
