//! Status callbacks in synchronous mode: which statuses, in which order, for which handle, on which thread.

use std::ffi::CString;
use std::ptr::{null, null_mut};
use std::sync::mpsc;
use std::thread;

use Status::{Closing, Complete, Count, Created, Plain, Progress, Text};
use ftp_test_server::{Plan, Script, Server};
use kit::background::begin_connect;
use kit::recorder::{Recorder, Status, record, set_callback};
use kit::*;
use trueftp::abi::*;

const OPTION_PROGRESS: u32 = 0x5446_0003;
const IN_PROGRESS: u32 = 12110;
const CANCELLED: u32 = 12017;
/// TRUEFTP_SIZE_UNKNOWN
const UNKNOWN: u64 = u64::MAX;

/// InternetConnect with a context value.
fn connect(root: &Root, server: &Server, context: usize) -> Connection {
    let (handle, error) = begin_connect(root, server, context);
    assert!(!handle.is_null(), "error {error}");
    Connection(handle)
}

/// The four of a command and its reply: lengths with CR LF.
fn quartet(command: &str, reply: &str) -> Vec<Status> {
    [&sent(command.len() + 2)[..], &received(reply.len() + 2)].concat()
}

fn sent(count: usize) -> [Status; 2] {
    [Plain(30), Count(31, count as u32)]
}

fn received(count: usize) -> [Status; 2] {
    [Plain(40), Count(41, count as u32)]
}

fn reply(text: &str) -> Vec<Status> {
    received(text.len() + 2).to_vec()
}

const COMPLETE: &str = "226 Transfer complete.\r\n";
const GREETING: &str = "220 Test server ready.";
const LOGIN: [(&str, &str); 2] =
    [("USER me", "331 Please specify the password."), ("PASS secret", "230 Login successful.")];

/// The statuses of a login.
fn login(handle: usize, name: &str, address: &str) -> Vec<Status> {
    let mut reported = vec![
        Created(handle),
        Text(10, name.into()),
        Text(11, address.into()),
        Text(20, address.into()),
        Text(21, address.into()),
    ];
    reported.extend(reply(GREETING));
    LOGIN.iter().for_each(|(command, reply)| reported.extend(quartet(command, reply)));
    reported
}

/// The statuses without the length of the reply to PASV, which depends on the port.
fn without_port(reported: Vec<Status>) -> Vec<Status> {
    let mut after_pasv = false;
    reported
        .into_iter()
        .map(|reported| match reported {
            Count(41, _) if after_pasv => {
                after_pasv = false;
                Count(41, 0)
            }
            Count(31, 6) => {
                after_pasv = true;
                Count(31, 6)
            }
            reported => reported,
        })
        .collect()
}

fn passive() -> Vec<Status> {
    vec![Plain(30), Count(31, 6), Plain(40), Count(41, 0)]
}

#[test]
fn a_session_from_its_beginning_to_its_end() {
    let server = Server::start(Script::new());
    let root = Root::new();
    set_callback(root.0, false);
    let recorder = Recorder::new();
    let connection = connect(&root, &server, recorder.context);
    let handle = connection.0.addr();
    let events = recorder.take_events();
    assert!(events.iter().all(|event| event.handle == handle && event.thread == thread::current().id()));
    let reported: Vec<_> = events.into_iter().map(|event| event.status).collect();
    assert_eq!(reported, login(handle, "127.0.0.1", "127.0.0.1"));

    // SAFETY: the text lives until the call is over.
    assert_eq!(unsafe { FtpSetCurrentDirectoryA(connection.0, c("/").as_ptr()) }, 1);
    assert_eq!(recorder.take(), quartet("CWD /", "250 Directory successfully changed."));

    assert_eq!(InternetCloseHandle(connection.0), 1);
    std::mem::forget(connection);
    assert_eq!(recorder.take(), [Plain(50), Plain(51), Closing(handle)]);
}

#[test]
fn names_are_narrow_or_wide() {
    let server = Server::start(Script::new());
    for wide in [false, true] {
        let root = Root::new();
        set_callback(root.0, wide);
        let recorder = Recorder::new();
        let (user, password) = (c("me"), c("secret"));
        // SAFETY: all texts live until the call is over.
        let handle = unsafe {
            InternetConnectA(
                root.0,
                c"localhost".as_ptr(),
                server.port(),
                user.as_ptr(),
                password.as_ptr(),
                SERVICE_FTP,
                PASSIVE,
                recorder.context,
            )
        };
        assert!(!handle.is_null());
        let reported = recorder.take();
        assert_eq!(reported[1], Text(10, "localhost".into()));
        assert!(matches!(&reported[2], Text(11, address) if address == "127.0.0.1" || address == "::1"));
        assert!(reported.contains(&Text(21, "127.0.0.1".into())));
        InternetCloseHandle(handle);
    }
}

#[test]
fn an_upload_and_a_download() {
    let script = Script::new().on("RETR", Plan::download(bytes(1000), COMPLETE)).on("SIZE", "213 1000\r\n");
    let server = Server::start(script);
    let root = Root::new();
    set_callback(root.0, false);
    let (of_connection, of_put, of_get) = (Recorder::new(), Recorder::new(), Recorder::new());
    let connection = connect(&root, &server, of_connection.context);
    of_connection.take();
    let folder = Folder::new();
    let local = c(folder.file("local", bytes(1000)).as_os_str().as_encoded_bytes());
    // SAFETY: both texts live until the call is over.
    let ok = unsafe { FtpPutFileA(connection.0, local.as_ptr(), c"remote".as_ptr(), BINARY, of_put.context) };
    assert_eq!(ok, 1);
    let want = [
        quartet("TYPE I", "200 Switching to Binary mode."),
        passive(),
        quartet("STOR remote", "150 Ok to send data."),
        sent(1000).to_vec(),
        reply("226 Transfer complete."),
    ];
    let events = of_put.take_events();
    assert!(events.iter().all(|event| event.handle == connection.0.addr()));
    assert_eq!(without_port(events.into_iter().map(|event| event.status).collect()), want.concat());

    let target = c(folder.path().join("new").as_os_str().as_encoded_bytes());
    // SAFETY: both texts live until the call is over.
    let ok = unsafe {
        FtpGetFileA(connection.0, c"remote".as_ptr(), target.as_ptr(), 0, NORMAL, BINARY, of_get.context)
    };
    assert_eq!(ok, 1);
    let reported = without_port(of_get.take());
    // PASV, SIZE, RETR; then the data, in as many pairs as pieces, and the final reply, which may be received before.
    let quartets =
        [passive(), quartet("SIZE remote", "213 1000"), quartet("RETR remote", "150 Here it comes.")]
            .concat();
    let (commands, rest) = reported.split_at(quartets.len());
    assert_eq!(commands, quartets);
    let counts = rest.chunks(2).map(|pair| match pair {
        [Plain(40), Count(41, count)] => *count as usize,
        _ => panic!("{rest:?}"),
    });
    assert_eq!(counts.sum::<usize>(), 1000 + COMPLETE.len());
    // None of it came with the connection's context value.
    assert_eq!(of_connection.take(), []);
}

#[test]
fn an_open_file() {
    let server = Server::start(Script::new());
    let root = Root::new();
    set_callback(root.0, false);
    let (of_connection, of_file) = (Recorder::new(), Recorder::new());
    let connection = connect(&root, &server, of_connection.context);
    // SAFETY: the text lives until the call is over.
    let file =
        unsafe { FtpOpenFileA(connection.0, c"remote".as_ptr(), GENERIC_WRITE, BINARY, of_file.context) };
    let want = [
        quartet("TYPE I", "200 Switching to Binary mode."),
        passive(),
        quartet("STOR remote", "150 Ok to send data."),
        vec![Created(file.addr())],
    ];
    let events = of_file.take_events();
    assert!(events.iter().all(|event| event.handle == connection.0.addr()));
    assert_eq!(without_port(events.into_iter().map(|event| event.status).collect()), want.concat());
    let mut count = 0;
    // SAFETY: the bytes and the number live until the call is over.
    assert_eq!(unsafe { InternetWriteFile(file, c"12345".as_ptr().cast(), 5, &mut count) }, 1);
    let events = of_file.take_events();
    assert!(events.iter().all(|event| event.handle == file.addr()));
    assert_eq!(events.into_iter().map(|event| event.status).collect::<Vec<_>>(), sent(5));
    assert_eq!(TrueFtpFinishFile(file), 1);
    assert_eq!(of_file.take(), reply("226 Transfer complete."));
    assert_eq!(InternetCloseHandle(file), 1);
    assert_eq!(of_file.take(), [Closing(file.addr())]);
}

#[test]
fn a_find_and_a_url() {
    let listing = "-rw-r--r-- 1 u g 5 Jan 01 2020 a\r\n";
    let server = Server::start(Script::new().on("LIST", Plan::download(listing, COMPLETE)));
    let root = Root::new();
    set_callback(root.0, false);
    let (of_connection, of_find) = (Recorder::new(), Recorder::new());
    let connection = connect(&root, &server, of_connection.context);
    // SAFETY: NULL wants no entry.
    let find = unsafe { FtpFindFirstFileA(connection.0, null(), null_mut(), 0, of_find.context) };
    assert!(!find.is_null(), "error {}", TrueFtpGetLastError());
    let reported = of_find.take();
    assert_eq!(reported.last(), Some(&Created(find.addr())), "{reported:?}");
    assert_eq!(InternetCloseHandle(find), 1);
    assert_eq!(of_find.take(), [Closing(find.addr())]);

    // A URL's handle is there before the network is touched, so that it can be closed.
    let of_url = Recorder::new();
    let url = c(format!("ftp://me:secret@{}:{}/", server.host(), server.port()));
    // SAFETY: the text lives until the call is over.
    let handle =
        unsafe { InternetOpenUrlA(root.0, url.as_ptr(), null(), 0, PASSIVE | RAW_DATA, of_url.context) };
    assert!(!handle.is_null(), "error {}", TrueFtpGetLastError());
    let reported = of_url.take();
    assert_eq!(reported[..15], login(handle.addr(), "127.0.0.1", "127.0.0.1"));
    assert_eq!(reported[reported.len() - 2..], [Plain(50), Plain(51)], "the listing is there: {reported:?}");
    assert_eq!(InternetCloseHandle(handle), 1);
    assert_eq!(of_url.take(), [Closing(handle.addr())]);
}

#[test]
fn a_login_that_fails_closes_its_handle() {
    let server = Server::start(Script::new().on("PASS", "530 No.\r\n"));
    let root = Root::new();
    set_callback(root.0, false);
    let recorder = Recorder::new();
    let (handle, error) = begin_connect(&root, &server, recorder.context);
    assert!(handle.is_null());
    assert_eq!((error, last_reply()), (12015, (530, "No.".into())));
    let reported = recorder.take();
    let Created(handle) = reported[0] else { panic!("{reported:?}") };
    assert_eq!(reported.last(), Some(&Closing(handle)));
}

#[test]
fn children_end_before_their_parents() {
    let server = Server::start(Script::new());
    let root = Root::new();
    set_callback(root.0, false);
    let recorder = Recorder::new();
    let mut want = Vec::new();
    for _ in 0..2 {
        let connection = connect(&root, &server, recorder.context);
        // SAFETY: the text lives until the call is over.
        let file = unsafe {
            FtpOpenFileA(connection.0, c"remote".as_ptr(), GENERIC_WRITE, BINARY, recorder.context)
        };
        assert!(!file.is_null());
        want.extend([Closing(file.addr()), Plain(50), Plain(51), Closing(connection.0.addr())]);
        std::mem::forget(connection);
    }
    recorder.take();
    let mut context = recorder.context;
    // SAFETY: the value has the size of a pointer.
    let ok = unsafe {
        InternetSetOptionA(root.0, OPTION_CONTEXT_VALUE, (&raw mut context).cast(), size_of::<usize>() as u32)
    };
    assert_eq!(ok, 1);
    want.push(Closing(root.0.addr()));
    assert_eq!(InternetCloseHandle(root.0), 1);
    std::mem::forget(root);
    assert_eq!(recorder.take(), want);
}

#[test]
fn no_callback_without_a_callback_function_or_a_context_value() {
    let server = Server::start(Script::new());
    let root = Root::new();
    let recorder = Recorder::new();
    // Without a callback; a child does not get one that its parent gets later.
    let connection = connect(&root, &server, recorder.context);
    set_callback(root.0, false);
    // SAFETY: the text lives until the call is over.
    assert_eq!(unsafe { FtpSetCurrentDirectoryA(connection.0, c"/".as_ptr()) }, 1);
    drop(connection);
    assert_eq!(recorder.take(), []);
    // Without a context value: a recorder for 0 would not be found.
    drop(connect(&root, &server, 0));
    // Taken away again.
    let connection = connect(&root, &server, recorder.context);
    recorder.take();
    assert_eq!(InternetSetStatusCallback(connection.0, null_mut()), record as *mut std::ffi::c_void);
    drop(connection);
    assert_eq!(recorder.take(), []);
    assert_eq!(InternetSetStatusCallback(1 as HINTERNET, null_mut()).addr(), usize::MAX);
    assert_eq!(TrueFtpGetLastError(), 6);
}

/// The value that a failed call returns is not a function, and is not called.
#[test]
fn the_value_for_failure_is_not_a_callback() {
    let root = Root::new();
    set_callback(root.0, false);
    let failure = InternetSetStatusCallback(null_mut(), null_mut());
    for set in [InternetSetStatusCallback, InternetSetStatusCallbackA, InternetSetStatusCallbackW] {
        assert_eq!((set(root.0, failure).addr(), TrueFtpGetLastError()), (usize::MAX, 87));
    }
    assert_eq!(InternetSetStatusCallback(root.0, null_mut()), record as *mut std::ffi::c_void);
}

#[test]
fn calls_inside_a_callback() {
    let server = Server::start(Script::new().on("MKD", "257 \"d\" is there.\r\n"));
    let root = Root::new();
    set_callback(root.0, false);
    let recorder = Recorder::new();
    let connection = connect(&root, &server, recorder.context);
    let other = connect(&root, &server, 0);
    let (sender, results) = mpsc::channel();
    let (this, that) = (connection.0.addr(), other.0.addr());
    recorder.act(move |event| {
        if event.status == Plain(30) {
            let cwd = |handle: usize| {
                // SAFETY: the text lives until the call is over.
                let ok = unsafe { FtpSetCurrentDirectoryA(handle as HINTERNET, c"/".as_ptr()) };
                (ok, TrueFtpGetLastError())
            };
            sender.send((cwd(this), cwd(that))).unwrap();
        }
    });
    // SAFETY: the text lives until the call is over.
    assert_eq!(unsafe { FtpCreateDirectoryA(connection.0, c"d".as_ptr()) }, 1);
    assert_eq!(results.recv(), Ok(((0, IN_PROGRESS), (1, 0))), "the connection is busy, another is not");
    assert_eq!(last_reply().0, 257, "what was called inside does not count");
}

#[test]
fn a_handle_closed_inside_its_callback() {
    let server = Server::start(Script::new());
    let root = Root::new();
    set_callback(root.0, false);
    let folder = Folder::new();
    let local = c(folder.file("local", bytes(100_000)).as_os_str().as_encoded_bytes());
    // At each event of an upload in turn.
    for at in 0.. {
        let recorder = Recorder::new();
        let connection = connect(&root, &server, 0);
        let handle = connection.0.addr();
        let mut seen = 0;
        let (sender, closed) = mpsc::channel();
        recorder.act(move |_| {
            if seen == at {
                sender.send(InternetCloseHandle(handle as HINTERNET)).unwrap();
            }
            seen += 1;
        });
        // SAFETY: both texts live until the call is over.
        let ok = unsafe {
            FtpPutFileA(connection.0, local.as_ptr(), c"remote".as_ptr(), BINARY, recorder.context)
        };
        let outcome = Outcome::after(ok == 1);
        let Ok(closed) = closed.try_recv() else {
            assert!(outcome.ok && at > 10, "{at}: {outcome:?}");
            break;
        };
        assert_eq!(closed, 1);
        std::mem::forget(connection);
        let is_end = recorder.events().last().is_some_and(|event| event.status == Count(41, 24));
        assert_eq!((outcome.ok, outcome.error), if is_end { (true, 0) } else { (false, CANCELLED) }, "{at}");
        assert_eq!(InternetCloseHandle(handle as HINTERNET), 0, "it is gone");
    }
}

#[test]
fn progress_is_reported_where_it_is_enabled() {
    let size = 30_000_000;
    let content = bytes(size);
    let server = Server::start(
        Script::new()
            .on("RETR", Plan::download(content.clone(), COMPLETE))
            .on("SIZE", format!("213 {size}\r\n")),
    );
    let root = Root::new();
    set_callback(root.0, false);
    let folder = Folder::new();
    let local = folder.file("local", &content);
    let path = c(local.as_os_str().as_encoded_bytes());
    let target = c(folder.path().join("new").as_os_str().as_encoded_bytes());
    for wanted in [0, 1] {
        set_number(root.0, OPTION_PROGRESS, wanted);
        let connection = connect(&root, &server, 0);
        set_callback(connection.0, false);
        assert_eq!(query_number(connection.0, OPTION_PROGRESS), wanted);
        let (of_put, of_get) = (Recorder::new(), Recorder::new());
        // SAFETY: all texts live until the calls are over.
        unsafe {
            assert_eq!(FtpPutFileA(connection.0, path.as_ptr(), c"r".as_ptr(), BINARY, of_put.context), 1);
            let get = (c"r".as_ptr(), target.as_ptr());
            assert_eq!(FtpGetFileA(connection.0, get.0, get.1, 0, NORMAL, BINARY, of_get.context), 1);
        }
        for recorder in [of_put, of_get] {
            let reported = recorder.take();
            let progress: Vec<_> = reported
                .iter()
                .filter_map(|t| if let Progress(d, t) = t { Some((*d, *t)) } else { None })
                .collect();
            if wanted == 0 {
                assert_eq!(progress, []);
                continue;
            }
            assert_eq!(progress.last(), Some(&(size as u64, size as u64)));
            assert!(progress.is_sorted() && progress.iter().all(|(_, total)| *total == size as u64));
            assert!(reported.iter().filter(|reported| matches!(reported, Progress(..))).count() < 100);
        }
    }
}

#[test]
fn progress_of_open_files_is_reported_to_the_end() {
    const SIZE: u64 = 1000;
    let content = bytes(SIZE as usize);
    let server = Server::start(
        Script::new()
            .on("RETR", Plan::download(content.clone(), COMPLETE))
            .on("SIZE", format!("213 {SIZE}\r\n")),
    );
    let root = Root::new();
    set_number(root.0, OPTION_PROGRESS, 1);
    let of_connection = Recorder::new();
    let connection = connect(&root, &server, of_connection.context);
    set_callback(connection.0, false);
    let open = |access, recorder: &Recorder| {
        // SAFETY: the text lives until the call is over.
        let file = unsafe { FtpOpenFileA(connection.0, c"r".as_ptr(), access, BINARY, recorder.context) };
        assert!(!file.is_null());
        File(file)
    };
    let progress = |recorder: &Recorder| {
        let reported = recorder.take().into_iter();
        reported.filter(|reported| matches!(reported, Progress(..) | Closing(_))).collect::<Vec<_>>()
    };
    let end = || Progress(SIZE, UNKNOWN);
    for finish in [false, true] {
        let recorder = Recorder::new();
        let file = open(GENERIC_WRITE, &recorder);
        assert!(file.write(&content[..600]).ok && file.write(&content[600..]).ok);
        assert_eq!(progress(&recorder)[0], Progress(600, UNKNOWN));
        if finish {
            assert!(file.finish().ok);
            assert_eq!(progress(&recorder), [end()]);
        }
        let closing = Closing(file.0.addr());
        drop(file);
        let want = if finish { vec![closing] } else { vec![end(), closing] };
        assert_eq!(progress(&recorder), want, "finished before: {finish}");
    }
    let recorder = Recorder::new();
    let file = open(GENERIC_READ, &recorder);
    assert_eq!(file.read_all(300).0, content);
    let reported = progress(&recorder);
    assert!(matches!(reported[0], Progress(done, SIZE) if done <= 300), "{reported:?}");
    assert_eq!(reported.last(), Some(&Progress(SIZE, SIZE)));
    let closing = Closing(file.0.addr());
    drop(file);
    assert_eq!(progress(&recorder), [closing]);
}

#[test]
fn a_program_never_sees_request_complete_in_synchronous_mode() {
    let server = Server::start(Script::new());
    let root = Root::new();
    set_callback(root.0, false);
    let recorder = Recorder::new();
    let connection = connect(&root, &server, recorder.context);
    let text = CString::default();
    // SAFETY: the text lives until the call is over.
    assert_eq!(unsafe { FtpDeleteFileA(connection.0, text.as_ptr()) }, 0);
    drop(connection);
    assert!(!recorder.take().iter().any(|reported| matches!(reported, Complete(..))));
}
