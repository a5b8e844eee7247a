//! A thousand asynchronous connects that wait: what they cost, and that closing ends them all.
#![cfg(target_os = "linux")]

mod common;

#[allow(dead_code, reason = "shared with cancel.rs")]
#[path = "cancel/calls.rs"]
mod calls;
#[path = "cancel/hang.rs"]
mod hang;
#[allow(dead_code, reason = "shared with cancel.rs")]
#[path = "cancel/process.rs"]
mod process;
#[allow(dead_code, reason = "shared with cancel.rs")]
#[path = "cancel/recorder.rs"]
mod recorder;

use std::net::Ipv4Addr;
use std::ptr::null;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use socket2::{Domain, SockAddr, Socket, Type};
use trueftp::abi::*;

use calls::{Asynchronous, handle, root};
use common::{PASSIVE, SERVICE_FTP};
use process::{alone, descriptors, threads};
use recorder::{AGES, HANDLE_CLOSING, HANDLE_CREATED, REQUEST_COMPLETE};

const CALLS: usize = 1000;
const CANCELLED: u32 = 12017;
const RECEIVING_RESPONSE: u32 = 40;
const RESOLVING_NAME: u32 = 10;

/// One that waits for sockets, four that work, three that look names up.
const THREADS: usize = 8;

/// How long a thread may take to end.
const LAST_STEPS: Duration = Duration::from_millis(100);

/// A server whose system accepts connections, and that never says a word.
fn silent_server() -> (Socket, u16) {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    listener.bind(&SockAddr::from(std::net::SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))).expect("a port");
    listener.listen(4096).expect("a listener");
    let port = listener.local_addr().expect("an address").as_socket().expect("of the Internet").port();
    (listener, port)
}

/// Allows this process so many descriptors, no more; false where it may not have them.
fn allow_descriptors(count: usize) -> bool {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the structure is live.
    assert_eq!(unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) }, 0);
    limit.rlim_cur = count as libc::rlim_t;
    // SAFETY: as above.
    limit.rlim_cur <= limit.rlim_max && unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) } == 0
}

/// The most threads of the library's that were seen at a time while something was done.
fn most_threads(work: impl FnOnce()) -> usize {
    let (working, over) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let watcher = scope.spawn(move || {
            let mut most = 0;
            while over.try_recv() == Err(mpsc::TryRecvError::Empty) {
                // One that has done its work is on its last steps, and another may have begun.
                let begin = Instant::now();
                let mut count = threads().values().sum::<usize>();
                while count > THREADS && begin.elapsed() < LAST_STEPS {
                    count = count.min(threads().values().sum());
                }
                most = most.max(count);
                std::thread::yield_now();
            }
            most
        });
        let until_the_end = working;
        work();
        drop(until_the_end);
        watcher.join().expect("no panic")
    })
}

/// Begins to connect, as often as there are calls; their context values.
fn begin(root: usize, host: &str, port: u16) -> Vec<usize> {
    let host = common::c(host);
    let begin = || {
        let context = recorder::context();
        // SAFETY: the host is ended by NUL and lives until the call has returned; user and password may be NULL.
        let made = unsafe {
            InternetConnectA(handle(root), host.as_ptr(), port, null(), null(), SERVICE_FTP, PASSIVE, context)
        };
        assert_eq!((made.addr(), TrueFtpGetLastError()), (0, 997));
        context
    };
    (0..CALLS).map(|_| begin()).collect()
}

/// Each call has ended once, cancelled, and its handle after it.
fn assert_cancelled(contexts: &[usize]) {
    for &context in contexts {
        let closing = recorder::wait(context, HANDLE_CLOSING, 0);
        let told = recorder::events(context);
        let status = |at: usize| told[told.len() - at].status;
        assert_eq!((status(2), status(1)), (REQUEST_COMPLETE, HANDLE_CLOSING), "{told:#?}");
        assert_eq!((told[told.len() - 2].value, told[told.len() - 2].error), (0, CANCELLED));
        for (status, count) in [(HANDLE_CREATED, 1), (REQUEST_COMPLETE, 1), (HANDLE_CLOSING, 1)] {
            assert_eq!(recorder::count(context, status), count, "{told:#?}");
        }
        assert_eq!((InternetCloseHandle(handle(closing.value)), TrueFtpGetLastError()), (0, 6));
    }
}

/// What is closed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closed {
    Each,
    Root,
}

fn close(closed: Closed, root: usize, contexts: &[usize]) {
    if closed == Closed::Each {
        for &context in contexts {
            let connection = recorder::wait(context, HANDLE_CREATED, 0).value;
            assert_eq!(InternetCloseHandle(handle(connection)), 1);
        }
    }
    assert_eq!(InternetCloseHandle(handle(root)), 1);
}

fn pending(host: &str, closed: Closed) {
    alone(|| {
        let (_listener, port) = silent_server();
        // No more than what is needed: one descriptor for each call, and some.
        if !allow_descriptors(descriptors() + CALLS + 50) {
            println!("not run: {CALLS} connections (too few descriptors are allowed)");
            assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "too few descriptors are allowed");
            return;
        }
        let most = most_threads(|| {
            let start = Instant::now();
            let root = root(Asynchronous);
            let contexts = begin(root, host, port);
            for &context in &contexts {
                recorder::wait(context, RECEIVING_RESPONSE, 0);
            }
            println!("{CALLS} connections to {host}: {:?}", start.elapsed());
            let start = Instant::now();
            close(closed, root, &contexts);
            assert_cancelled(&contexts);
            println!("all closed: {:?}", start.elapsed());
        });
        assert!((2..=THREADS).contains(&most), "{most} threads");
        recorder::forget();
    });
}

#[test]
fn by_address() {
    pending("127.0.0.1", Closed::Root);
}

#[test]
fn by_name() {
    pending("localhost", Closed::Root);
}

#[test]
fn each_closed_by_itself() {
    pending("127.0.0.1", Closed::Each);
}

/// Lookups that hang outlive their calls, but they are few.
#[test]
fn names_that_are_looked_up_for_ever() {
    alone(|| {
        let (_listener, port) = silent_server();
        let most = most_threads(|| {
            for closed in [Closed::Root, Closed::Each] {
                let root = root(Asynchronous);
                let contexts = begin(root, "name.hang", port);
                for &context in &contexts {
                    recorder::wait(context, RESOLVING_NAME, 0);
                }
                hang::wait_for(3);
                close(closed, root, &contexts);
                assert_cancelled(&contexts);
            }
        });
        println!("{most} threads, {} lookups left", hang::inside());
        assert!((3..=8).contains(&hang::inside()), "{} lookups", hang::inside());
        assert!(most <= 5 + 8, "{most} threads");
        // All others have gone with the last handle.
        let start = Instant::now();
        while threads().keys().any(|name| name != "trueftp-lookup") {
            assert!(start.elapsed() < AGES, "{:?}", threads());
            std::thread::yield_now();
        }
        assert_eq!(threads().values().sum::<usize>(), hang::inside());
        hang::release();
        recorder::forget();
    });
}
