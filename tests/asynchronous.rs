//! Asynchronous mode: which calls continue in the background, how their end is reported, and what happens at once.

use std::ffi::c_void;
use std::ptr::{null, null_mut};
use std::sync::mpsc;
use std::thread;

use Status::{Closing, Complete, Count, Created, Plain};
use ftp_test_server::{Plan, Script, Server};
use kit::background::{IO_PENDING, asynchronous, begin_connect, connect, pending};
use kit::recorder::{Recorder, Status, record};
use kit::*;
use trueftp::abi::*;

const IN_PROGRESS: u32 = 12110;
const CANCELLED: u32 = 12017;
const EXTENDED: u32 = 12003;
const LOGIN_FAILURE: u32 = 12015;
const COMPLETE: &str = "226 Transfer complete.\r\n";

/// The statuses of a handle that was closed. HANDLE_CLOSING comes a little later if its last callback was not over yet.
fn closed(recorder: &Recorder) -> Vec<Status> {
    recorder.wait(|printed| matches!(printed, Closing(_)));
    recorder.take()
}

fn path(path: &std::path::Path) -> std::ffi::CString {
    c(path.as_os_str().as_encoded_bytes())
}

#[test]
fn a_connection() {
    let server = Server::start(Script::new());
    let root = asynchronous();
    let recorder = Recorder::new();
    assert_eq!(begin_connect(&root, &server, recorder.context), (null_mut(), IO_PENDING));
    let (handle, error) = recorder.complete();
    assert_eq!(error, 0);
    let events = recorder.take_events();
    assert!(events.iter().all(|event| event.handle == handle && event.thread != thread::current().id()));
    assert_eq!(events.first().map(|event| &event.status), Some(&Created(handle)));
    assert_eq!(events.last().map(|event| &event.status), Some(&Complete(handle, 0)));
    assert_eq!(events.last().map(|event| event.reply.0), Some(230), "the reply can be read inside");
    assert_eq!(query_number(handle as HINTERNET, OPTION_HANDLE_TYPE), 2);
    assert_eq!(InternetCloseHandle(handle as HINTERNET), 1);
    assert_eq!(closed(&recorder), [Plain(50), Plain(51), Closing(handle)]);
}

#[test]
fn a_connection_that_fails() {
    let server = Server::start(Script::new().on("PASS", "530 No.\r\n"));
    let root = asynchronous();
    let recorder = Recorder::new();
    assert_eq!(begin_connect(&root, &server, recorder.context), (null_mut(), IO_PENDING));
    recorder.wait(|printed| matches!(printed, Closing(_)));
    let events = recorder.take_events();
    let Created(handle) = events[0].status else { panic!("{events:?}") };
    let last: Vec<_> = events[events.len() - 2..].iter().map(|event| event.status.clone()).collect();
    assert_eq!(last, [Complete(0, LOGIN_FAILURE), Closing(handle)]);
    assert_eq!(events[events.len() - 2].reply, (530, "No.".into()));
    assert_eq!(InternetCloseHandle(handle as HINTERNET), 0, "it is gone");
}

#[test]
fn errors_of_arguments_are_returned_at_once() {
    let server = Server::start(Script::new());
    let root = asynchronous();
    let (connection, recorder) = connect(&root, &server);
    recorder.take();
    let missing = c("/no/such/folder/file");
    let context = recorder.context;
    let failed = |result: i32| {
        assert_eq!(result, 0);
        TrueFtpGetLastError()
    };
    // SAFETY: all texts live until the calls are over; everything else may be NULL.
    unsafe {
        assert_eq!(failed(FtpPutFileA(connection.0, missing.as_ptr(), c"r".as_ptr(), 2, context)), 3);
        assert_eq!(failed(FtpPutFileA(connection.0, null(), c"r".as_ptr(), 2, context)), 87);
        assert_eq!(failed(FtpPutFileA(root.0, missing.as_ptr(), c"r".as_ptr(), 2, context)), 12018);
        assert_eq!(failed(FtpCreateDirectoryA(connection.0, c"a\r\nb".as_ptr())), 87);
        assert_eq!(failed(FtpDeleteFileA(1 as HINTERNET, c"a".as_ptr())), 6);
        assert!(FtpOpenFileA(connection.0, c"a".as_ptr(), 0, 0, context).is_null());
        assert_eq!(TrueFtpGetLastError(), 87);
    }
    assert_eq!(recorder.take(), []);
    drop(connection);
    recorder.wait(|printed| matches!(printed, Closing(_)));
    assert_eq!(server.seen().commands_of(0), ["USER me", "PASS secret", "QUIT"], "nothing was sent");
}

#[test]
fn every_call_that_goes_on_in_the_background() {
    let listing = "-rw-r--r-- 1 u g 5 Jan 01 2020 a\r\n-rw-r--r-- 1 u g 6 Jan 01 2020 b\r\n";
    let server = Server::start(
        Script::new()
            .on("LIST", Plan::download(listing, COMPLETE))
            .on("RETR", Plan::download(bytes(100_000), COMPLETE))
            .on("SIZE", "213 100000\r\n")
            .on("MKD", "257 \"d\"\r\n")
            .on("RMD", "250 Done.\r\n")
            .on("DELE", "550 Not that.\r\n")
            .on("RNFR", "350 To what?\r\n")
            .on("RNTO", "250 Done.\r\n")
            .on("PWD", "257 \"/home/me\"\r\n"),
    );
    let root = asynchronous();
    let (connection, of_connection) = connect(&root, &server);
    of_connection.take();
    let folder = Folder::new();
    let local = path(&folder.file("local", bytes(50_000)));
    let target = folder.path().join("new");
    let new = path(&target);

    // With the connection's context value.
    let of = |call: i32| {
        pending(call);
        let result = of_connection.complete();
        let events = of_connection.take_events();
        assert!(events.iter().all(|event| event.handle == connection.0.addr()));
        assert!(events.iter().filter(|event| matches!(event.status, Complete(..))).count() == 1);
        (result, events.last().map_or(0, |event| event.reply.0))
    };
    // SAFETY: all texts and numbers live until the calls are over, and so is everything they write to.
    unsafe {
        assert_eq!(of(FtpCreateDirectoryA(connection.0, c"d".as_ptr())), ((1, 0), 257));
        assert_eq!(of(FtpSetCurrentDirectoryA(connection.0, c"d".as_ptr())), ((1, 0), 250));
        assert_eq!(of(FtpDeleteFileA(connection.0, c"f".as_ptr())), ((0, EXTENDED), 550));
        assert_eq!(of(FtpRenameFileA(connection.0, c"f".as_ptr(), c"g".as_ptr())), ((1, 0), 250));
        assert_eq!(of(FtpRemoveDirectoryA(connection.0, c"d".as_ptr())), ((1, 0), 250));
        let (mut name, mut length) = ([0u8; 100], 100);
        let call = FtpGetCurrentDirectoryA(connection.0, name.as_mut_ptr().cast(), &mut length);
        assert_eq!(of(call), ((1, 0), 257));
        assert_eq!(&name[..=length as usize], b"/home/me\0");
        length = 3;
        let call = FtpGetCurrentDirectoryA(connection.0, name.as_mut_ptr().cast(), &mut length);
        assert_eq!(of(call).0, (0, 122));
        assert_eq!(length, 9);
    }

    // With their own.
    let recorder = Recorder::new();
    let context = recorder.context;
    let own = |call: i32| {
        pending(call);
        let result = recorder.complete();
        (result, recorder.take_events().last().map_or(0, |event| event.reply.0))
    };
    // SAFETY: as above.
    unsafe {
        let call = FtpPutFileA(connection.0, local.as_ptr(), c"remote".as_ptr(), BINARY, context);
        assert_eq!(own(call), ((1, 0), 226));
        assert_eq!(server.seen().file("remote"), Some(&bytes(50_000)[..]));
        let call = FtpGetFileA(connection.0, c"remote".as_ptr(), new.as_ptr(), 0, NORMAL, BINARY, context);
        assert_eq!(own(call), ((1, 0), 226));
        assert_eq!(std::fs::read(&target).unwrap(), bytes(100_000));

        let mut data = WIN32_FIND_DATAA { nFileSizeLow: 0, ..std::mem::zeroed() };
        let find = FtpFindFirstFileA(connection.0, null(), &mut data, 0, context);
        let ((find, error), code) = own(i32::from(!find.is_null()));
        assert_eq!((error, code, data.nFileSizeLow), (0, 226, 5));
        assert_eq!(InternetFindNextFileA(find as HINTERNET, (&raw mut data).cast()), 1, "at once");
        assert_eq!(data.nFileSizeLow, 6);
        assert_eq!(InternetFindNextFileA(find as HINTERNET, (&raw mut data).cast()), 0);
        assert_eq!(TrueFtpGetLastError(), 18);
        assert_eq!(InternetCloseHandle(find as HINTERNET), 1);
        assert_eq!(closed(&recorder), [Closing(find)]);

        // Never in the background.
        assert_eq!(FtpCommandA(connection.0, 0, 0, c"SYST".as_ptr(), context, null_mut()), 1);
        assert_eq!(last_reply().0, 215);
        assert!(!recorder.take().iter().any(|printed| matches!(printed, Complete(..))));
    }
}

#[test]
fn a_file_read_piece_by_piece() {
    let content = bytes(300_000);
    let slow = Plan::new()
        .send("150 Here.\r\n")
        .write_data(&content[..100_000])
        .hold("more")
        .write_data(&content[100_000..])
        .close_data()
        .send(COMPLETE);
    let server = Server::start(Script::new().on("RETR", slow).on("SIZE", "213 300000\r\n"));
    let root = asynchronous();
    let (connection, _of_connection) = connect(&root, &server);
    let recorder = Recorder::new();
    // SAFETY: the text lives until the call is over.
    let file = unsafe { FtpOpenFileA(connection.0, c"r".as_ptr(), GENERIC_READ, BINARY, recorder.context) };
    pending(i32::from(!file.is_null()));
    let (file, error) = recorder.complete();
    assert_eq!(error, 0);
    let printed = recorder.take();
    assert_eq!(printed[printed.len() - 2..], [Created(file), Complete(file, 0)]);

    let mut all: Vec<u8> = Vec::new();
    let mut waited = 0;
    loop {
        let mut buffer = vec![0u8; 70_000];
        let mut count = u32::MAX;
        // SAFETY: the buffer and the number live until the call has ended.
        let ok =
            unsafe { InternetReadFile(file as HINTERNET, buffer.as_mut_ptr().cast(), 70_000, &mut count) };
        if ok == 0 {
            pending(ok);
            if waited == 0 {
                assert_eq!(count, 0, "set to 0 first");
                // A second call fails in the meantime.
                let mut other = 0;
                // SAFETY: as above.
                let ok = unsafe { InternetQueryDataAvailable(file as HINTERNET, &mut other, 0, 0) };
                assert_eq!((ok, TrueFtpGetLastError()), (0, IN_PROGRESS));
                // SAFETY: the text lives until the call is over.
                let ok = unsafe { FtpDeleteFileA(connection.0, c"x".as_ptr()) };
                assert_eq!((ok, TrueFtpGetLastError()), (0, IN_PROGRESS));
                server.release("more");
            }
            waited += 1;
            assert_eq!(recorder.complete(), (1, 0));
            let events = recorder.take_events();
            assert!(events.iter().all(|event| event.handle == file));
        } else {
            assert!(
                !recorder.take().iter().any(|printed| matches!(printed, Complete(..))),
                "it was done at once"
            );
        }
        all.extend(&buffer[..count as usize]);
        if count == 0 {
            break;
        }
    }
    assert!(waited > 0);
    assert_eq!(all, content);
    assert_eq!(InternetCloseHandle(file as HINTERNET), 1);
    assert_eq!(closed(&recorder), [Closing(file)]);
}

#[test]
fn a_file_that_is_written_and_refused() {
    let server = Server::start(Script::new().on("STOR", Plan::upload("451 Disk full.\r\n")));
    let root = asynchronous();
    let (connection, _of_connection) = connect(&root, &server);
    for finish in [false, true] {
        let recorder = Recorder::new();
        // SAFETY: the text lives until the call is over.
        let file =
            unsafe { FtpOpenFileA(connection.0, c"r".as_ptr(), GENERIC_WRITE, BINARY, recorder.context) };
        pending(i32::from(!file.is_null()));
        let file = recorder.complete().0;
        recorder.take();
        let mut count = 0;
        // SAFETY: the bytes and the number live until the call has ended.
        let ok = unsafe { InternetWriteFile(file as HINTERNET, c"1234".as_ptr().cast(), 4, &mut count) };
        if ok == 0 {
            pending(ok);
            assert_eq!(recorder.complete(), (1, 0));
        }
        assert_eq!(count, 4);
        recorder.take();
        if finish {
            pending(TrueFtpFinishFile(file as HINTERNET));
            assert_eq!(recorder.complete(), (0, EXTENDED));
            assert_eq!(recorder.take_events().last().map(|event| event.reply.0), Some(451));
        }
        // The close of a file that rests is the verdict, also here.
        assert_eq!(InternetCloseHandle(file as HINTERNET), 0);
        assert_eq!((TrueFtpGetLastError(), last_reply()), (EXTENDED, (451, "Disk full.".into())));
        assert_eq!(closed(&recorder), [Closing(file)]);
    }
}

/// The close inside the last callback of a write finishes the upload there, and can return its verdict.
#[test]
fn a_file_closed_inside_the_end_of_its_write() {
    let large = bytes(20_000_000).leak();
    for (reply, want) in [(COMPLETE, (1, 0)), ("552 Too much.\r\n", (0, EXTENDED))] {
        // More than the buffers of both sides hold.
        let plan = Plan::new().send("150 Ok.\r\n").hold("read").read_to_end().close_data().send(reply);
        let server = Server::start(Script::new().count_only().on("STOR", plan));
        let root = asynchronous();
        let (connection, _of_connection) = connect(&root, &server);
        let recorder = Recorder::new();
        // SAFETY: the text lives until the call is over.
        let file =
            unsafe { FtpOpenFileA(connection.0, c"r".as_ptr(), GENERIC_WRITE, BINARY, recorder.context) };
        pending(i32::from(!file.is_null()));
        let file = recorder.complete().0;
        recorder.take();
        let (sender, closed) = mpsc::channel();
        recorder.act(move |event| {
            if matches!(event.status, Complete(..)) {
                let ok = InternetCloseHandle(file as HINTERNET);
                sender.send((ok, if ok == 1 { 0 } else { TrueFtpGetLastError() })).unwrap();
            }
        });
        let mut count = 0;
        // SAFETY: the bytes live for ever, the number until the call has ended.
        let ok = unsafe {
            InternetWriteFile(file as HINTERNET, large.as_ptr().cast(), large.len() as u32, &mut count)
        };
        pending(ok);
        server.release("read");
        assert_eq!(closed.recv(), Ok(want));
        recorder.wait(|printed| matches!(printed, Closing(_)));
        assert_eq!(recorder.take().last(), Some(&Closing(file)));
    }
}

#[test]
fn without_context_or_callback_it_waits() {
    let server = Server::start(Script::new().on("MKD", "257 \"d\"\r\n"));
    let root = asynchronous();
    let (handle, error) = begin_connect(&root, &server, 0);
    assert!(!handle.is_null() && error == 0);
    // SAFETY: the text lives until the call is over.
    assert_eq!(unsafe { FtpCreateDirectoryA(handle, c"d".as_ptr()) }, 1);
    assert_eq!(InternetCloseHandle(handle), 1);
    let recorder = Recorder::new();
    assert_eq!(InternetSetStatusCallbackA(root.0, null_mut()), record as *mut c_void);
    let (handle, error) = begin_connect(&root, &server, recorder.context);
    assert!(!handle.is_null() && error == 0);
    assert_eq!(recorder.take(), []);
}

#[test]
fn one_call_after_the_other_from_inside_the_callbacks() {
    const CALLS: usize = 200;
    let server = Server::start(Script::new().on("MKD", "257 \"d\"\r\n"));
    let root = asynchronous();
    let (connection, recorder) = connect(&root, &server);
    recorder.take();
    let handle = connection.0.addr();
    let (sender, done) = mpsc::channel();
    let mut left = CALLS;
    let mkd = move || {
        // SAFETY: the text lives until the call is over.
        pending(unsafe { FtpCreateDirectoryA(handle as HINTERNET, c"d".as_ptr()) });
    };
    recorder.act(move |event| {
        if let Complete(result, error) = event.status {
            assert_eq!((result, error), (1, 0));
            left -= 1;
            if left == 0 { sender.send(()).unwrap() } else { mkd() }
        }
    });
    mkd();
    done.recv().unwrap();
    assert_eq!(server.seen().commands().iter().filter(|line| *line == "MKD d").count(), CALLS);
}

#[test]
fn a_pending_call_that_is_closed() {
    let server = Server::start(Script::new().on("MKD", Plan::new().hold("never")));
    let root = asynchronous();
    let (connection, recorder) = connect(&root, &server);
    recorder.take();
    let handle = connection.0.addr();
    // SAFETY: the text lives until the call is over.
    pending(unsafe { FtpCreateDirectoryA(connection.0, c"d".as_ptr()) });
    recorder.wait(|printed| *printed == Plain(40));
    assert_eq!(InternetCloseHandle(connection.0), 1);
    std::mem::forget(connection);
    // SAFETY: as above.
    assert_eq!(unsafe { FtpCreateDirectoryA(handle as HINTERNET, c"d".as_ptr()) }, 0);
    assert_eq!(TrueFtpGetLastError(), 6);
    let printed = closed(&recorder);
    assert_eq!(printed, [Plain(30), Count(31, 7), Plain(40), Complete(0, CANCELLED), Closing(handle)]);
}

#[test]
fn a_root_that_is_closed_ends_all_below() {
    let server = Server::start(Script::new().on("MKD", Plan::new().hold("never")));
    let root = asynchronous();
    let pending: Vec<_> = (0..20)
        .map(|_| {
            let (connection, recorder) = connect(&root, &server);
            recorder.take();
            // SAFETY: the text lives until the call is over.
            pending(unsafe { FtpCreateDirectoryA(connection.0, c"d".as_ptr()) });
            recorder.wait(|printed| *printed == Plain(40));
            (connection, recorder)
        })
        .collect();
    drop(root);
    for (connection, recorder) in pending {
        recorder.wait(|printed| matches!(printed, Closing(_)));
        let printed = recorder.take();
        assert_eq!(printed[printed.len() - 2..], [Complete(0, CANCELLED), Closing(connection.0.addr())]);
        std::mem::forget(connection);
    }
}

#[test]
fn a_url() {
    let script = Script::new()
        .on("RETR", Plan::download(bytes(1000), COMPLETE))
        .on("SIZE", "213 1000\r\n")
        .on("USER", Plan::new().hold("go on").send("331 Password.\r\n"));
    let server = Server::start(script);
    let root = asynchronous();
    let recorder = Recorder::new();
    let url = c(format!("ftp://me:secret@{}:{}/file", server.host(), server.port()));
    // SAFETY: the text lives until the call is over.
    let open = || unsafe { InternetOpenUrlA(root.0, url.as_ptr(), null(), 0, PASSIVE, recorder.context) };
    pending(i32::from(!open().is_null()));
    // It can be closed before it is open.
    let Created(handle) = recorder.wait(|printed| matches!(printed, Created(_))) else { unreachable!() };
    assert_eq!(InternetCloseHandle(handle as HINTERNET), 1);
    let printed = closed(&recorder);
    assert_eq!(printed[printed.len() - 2..], [Complete(0, CANCELLED), Closing(handle)]);

    server.release("go on");
    pending(i32::from(!open().is_null()));
    let (handle, error) = recorder.complete();
    assert_eq!(error, 0);
    assert_eq!(recorder.take().first(), Some(&Created(handle)), "the same handle");
    let (mut buffer, mut count) = ([0u8; 2000], 0);
    // SAFETY: the buffer and the number live until the call has ended.
    let ok = unsafe { InternetReadFile(handle as HINTERNET, buffer.as_mut_ptr().cast(), 2000, &mut count) };
    if ok == 0 {
        pending(ok);
        assert_eq!(recorder.complete(), (1, 0));
    }
    assert_eq!(&buffer[..count as usize], bytes(1000));
    recorder.take();
    assert_eq!(InternetCloseHandle(handle as HINTERNET), 1);
    assert_eq!(closed(&recorder), [Plain(50), Plain(51), Closing(handle)]);
}

/// QUIT of each waits for its reply, and any thread may continue any of them. Inside the callback that reports its end, each has its
/// own reply.
#[test]
fn directories_by_url_each_with_its_own_reply() {
    const CALLS: usize = 24;
    let script = (0..CALLS).fold(Script::new().on("QUIT", Plan::new().silence()), |script, n| {
        script.first(1, "LIST", Plan::download("", format!("226 Listing {n}.\r\n")))
    });
    let server = Server::start(script);
    let root = asynchronous();
    let url = c(format!("ftp://me:secret@{}:{}/d/", server.host(), server.port()));
    let (sender, replies) = mpsc::channel();
    let recorders: Vec<_> = (0..CALLS)
        .map(|_| {
            let (recorder, sender) = (Recorder::new(), sender.clone());
            recorder.act(move |event| {
                if matches!(event.status, Complete(..)) {
                    sender.send(last_reply().1).unwrap();
                }
            });
            // SAFETY: the text lives until the call is over.
            let handle =
                unsafe { InternetOpenUrlA(root.0, url.as_ptr(), null(), 0, PASSIVE, recorder.context) };
            pending(i32::from(!handle.is_null()));
            recorder
        })
        .collect();
    let mut printed: Vec<String> = (0..CALLS).map(|_| replies.recv().unwrap()).collect();
    let mut said: Vec<String> = (0..CALLS).map(|n| format!("Listing {n}.")).collect();
    printed.sort_unstable();
    said.sort_unstable();
    assert_eq!(printed, said);
    drop(root);
    recorders.iter().for_each(|recorder| drop(closed(recorder)));
}
