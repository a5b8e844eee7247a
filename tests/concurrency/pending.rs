//! A thousand asynchronous connects that wait: what they cost, and that closing ends them all.

use std::net::Ipv4Addr;
use std::ptr::null;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use kit::numbered::handle;
use kit::recorder::{AGES, Recorder, Status};
use kit::*;
use socket2::{Domain, SockAddr, Socket, Type};
use trueftp::abi::*;

use crate::hanging_lookups;
use crate::process::{alone, descriptors, threads};
use crate::site::{Asynchronous, root};

const CALLS: usize = 1000;

/// The library's threads: one waits for sockets, four run calls, three look names up.
const THREADS: usize = 8;

/// How long a thread may take to end.
const LAST_STEPS: Duration = Duration::from_millis(100);

/// A server whose system accepts connections, and that never sends anything.
fn silent_server() -> (Socket, u16) {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    listener.bind(&SockAddr::from(std::net::SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))).expect("a port");
    listener.listen(4096).expect("a listener");
    let port = listener.local_addr().expect("an address").as_socket().expect("of the Internet").port();
    (listener, port)
}

/// Limits this process to this many descriptors; false where it may not have them.
fn allow_descriptors(count: usize) -> bool {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the structure is live.
    assert_eq!(unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) }, 0);
    limit.rlim_cur = count as libc::rlim_t;
    // SAFETY: as above.
    limit.rlim_cur <= limit.rlim_max && unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) } == 0
}

/// How many threads the library had at most while something ran.
fn most_threads(work: impl FnOnce()) -> usize {
    let (working, over) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let watcher = scope.spawn(move || {
            let mut most = 0;
            while over.try_recv() == Err(mpsc::TryRecvError::Empty) {
                // A thread that is about to end may be counted besides the one that replaces it.
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

/// Begins this many connects; returns their recorders.
fn begin(root: usize, host: &str, port: u16) -> Vec<Recorder> {
    let host = c(host);
    let begin = || {
        let recorder = Recorder::new();
        let context = recorder.context;
        // SAFETY: the host is ended by NUL and lives until the call has returned; user and password may be NULL.
        let made = unsafe {
            InternetConnectA(handle(root), host.as_ptr(), port, null(), null(), SERVICE_FTP, PASSIVE, context)
        };
        assert_eq!((made.addr(), TrueFtpGetLastError()), (0, IO_PENDING));
        recorder
    };
    (0..CALLS).map(|_| begin()).collect()
}

/// Asserts that each call ended once, as cancelled, and that its handle ended after it.
fn assert_cancelled(recorders: &[Recorder]) {
    for recorder in recorders {
        recorder.wait_for(HANDLE_CLOSING, 0);
        let events = recorder.events();
        let [.., complete, closing] = &events[..] else { panic!("{events:#?}") };
        assert_eq!(complete.status, Status::Complete(0, CANCELLED), "{events:#?}");
        let Status::Closing(connection) = closing.status else { panic!("{events:#?}") };
        for number in [HANDLE_CREATED, REQUEST_COMPLETE, HANDLE_CLOSING] {
            assert_eq!(recorder.count(number), 1, "{events:#?}");
        }
        assert_eq!(numbered::close(connection), INVALID_HANDLE);
    }
}

/// What is closed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closed {
    Each,
    Root,
}

fn close(closed: Closed, root: usize, recorders: &[Recorder]) {
    if closed == Closed::Each {
        for recorder in recorders {
            let created = recorder.wait_for(HANDLE_CREATED, 0).status;
            let Status::Created(connection) = created else { unreachable!("{created:?}") };
            assert_eq!(numbered::close(connection), 0);
        }
    }
    assert_eq!(numbered::close(root), 0);
}

fn connect_and_close(host: &str, closed: Closed) {
    alone(|| {
        let (_listener, port) = silent_server();
        // Not many more than are needed: one descriptor for each call.
        if !allow_descriptors(descriptors() + CALLS + 50) {
            println!("not run: {CALLS} connections (too few descriptors are allowed)");
            assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "too few descriptors are allowed");
            return;
        }
        let most = most_threads(|| {
            let start = Instant::now();
            let root = root(Asynchronous);
            let recorders = begin(root, host, port);
            for recorder in &recorders {
                recorder.wait_for(RECEIVING_RESPONSE, 0);
            }
            println!("{CALLS} connections to {host}: {:?}", start.elapsed());
            let start = Instant::now();
            close(closed, root, &recorders);
            assert_cancelled(&recorders);
            println!("all closed: {:?}", start.elapsed());
        });
        assert!((2..=THREADS).contains(&most), "{most} threads");
    });
}

#[test]
fn connects_by_address_cost_a_descriptor_each_and_few_threads() {
    connect_and_close("127.0.0.1", Closed::Root);
}

#[test]
fn connects_by_name_cost_a_descriptor_each_and_few_threads() {
    connect_and_close("localhost", Closed::Root);
}

#[test]
fn closing_each_handle_ends_its_connect() {
    connect_and_close("127.0.0.1", Closed::Each);
}

/// Lookups that hang outlive their calls, but there are few of them.
#[test]
fn lookups_that_hang_keep_few_threads() {
    alone(|| {
        let (_listener, port) = silent_server();
        let most = most_threads(|| {
            for closed in [Closed::Root, Closed::Each] {
                let root = root(Asynchronous);
                let recorders = begin(root, "name.hang", port);
                for recorder in &recorders {
                    recorder.wait_for(RESOLVING_NAME, 0);
                }
                hanging_lookups::wait_for(3);
                close(closed, root, &recorders);
                assert_cancelled(&recorders);
            }
        });
        println!("{most} threads, {} lookups left", hanging_lookups::inside());
        assert!((3..=8).contains(&hanging_lookups::inside()), "{} lookups", hanging_lookups::inside());
        assert!(most <= 5 + 8, "{most} threads");
        // All other threads end with the last handle.
        let start = Instant::now();
        while threads().keys().any(|name| name != "trueftp-lookup") {
            assert!(start.elapsed() < AGES, "{:?}", threads());
            std::thread::yield_now();
        }
        assert_eq!(threads().values().sum::<usize>(), hanging_lookups::inside());
        hanging_lookups::release();
    });
}
