//! What is known of a call that went on in the background: inside its callback, on the thread that made it with the handle
//! of its connection, and there without it.

use std::mem::MaybeUninit;
use std::ptr::null_mut;
use std::sync::mpsc;

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use super::calls::*;
use kit::background::{asynchronous, begin_connect, connect, pending};
use kit::recorder::{Recorder, Status};
use kit::*;

const NONE: u32 = 0;
const LATER: u32 = 2;
const NEVER: u32 = 3;
const UNKNOWN: u32 = 4;
const NO_ADVICE: u32 = 5;

/// Code, command, bytes done and advice.
type Known = (u32, String, u64, u32);

fn known(handle: HINTERNET, error: u32) -> Known {
    let info = info(handle).expect("a handle, or this thread");
    let advice = advice(handle, error).unwrap_or(NO_ADVICE);
    (info.dwCode, command(&info), info.ullBytesDone, advice)
}

#[test]
fn uploads() {
    let folder = Folder::new();
    let local = c(folder.file("local", bytes(1000)).as_os_str().as_encoded_bytes());
    for (plan, error, code, connection_s, numbers) in [
        (Plan::upload("226 Kept.\r\n"), 0, 226, NONE, NONE),
        (Plan::upload("451 Full.\r\n"), 12003, 451, LATER, UNKNOWN),
        (Plan::upload(Plan::new().close()), 12030, 0, UNKNOWN, UNKNOWN),
    ] {
        let server = Server::start(Script::new().on("STOR", plan));
        let root = asynchronous();
        let (connection, _recorder) = connect(&root, &server);
        let of_upload = Recorder::new();
        let (sender, inside) = mpsc::channel();
        let handle = connection.0.addr();
        of_upload.act(move |event| {
            if let Status::Complete(_, error) = event.status {
                // The connection is released already: its handle has the same reply.
                let both = [null_mut(), handle as HINTERNET].map(|handle| known(handle, error));
                sender.send(both).unwrap();
            }
        });
        // SAFETY: both texts live until the call has ended.
        pending(unsafe {
            FtpPutFileA(connection.0, local.as_ptr(), c"remote".as_ptr(), BINARY, of_upload.context)
        });
        let expected = (code, "STOR remote".to_owned(), 1000, connection_s);
        let [here, of_connection] = inside.recv().expect("it ends");
        assert_eq!((&here, &of_connection), (&expected, &expected), "{error}: inside the callback");
        assert_eq!(of_upload.complete().1, error);
        assert_eq!(known(connection.0, error), expected, "{error}: with the handle");
        // This thread has made no call that has ended.
        assert_eq!(known(null_mut(), error), (0, String::new(), 0, numbers), "{error}: without");
        assert_eq!(advice(null_mut(), 997), Ok(UNKNOWN), "it may go on");
    }
}

/// There is no handle: the callback is the place to ask.
#[test]
fn a_login_that_fails() {
    let server = Server::start(Script::new().on("PASS", "421 Too many users.\r\n"));
    let root = asynchronous();
    let recorder = Recorder::new();
    let (sender, inside) = mpsc::channel();
    recorder.act(move |event| {
        if let Status::Complete(_, error) = event.status {
            sender.send((error, known(null_mut(), error))).unwrap();
        }
    });
    pending(i32::from(!begin_connect(&root, &server, recorder.context).0.is_null()));
    let reported = inside.recv().expect("it ends");
    assert_eq!(reported, (12003, (421, "PASS".to_owned(), 0, LATER)));
    assert_eq!(advice(null_mut(), 12003), Ok(UNKNOWN));
    recorder.wait(|reported| matches!(reported, Status::Closing(_)));
}

/// A call that asks the server twice ends once: inside its callback, thread and connection report the same.
#[test]
fn a_find_that_lists_twice() {
    let script = Script::new().on_line("LIST a b", "550 No such file.\r\n");
    let server = Server::start(script.on("LIST", Plan::download("", "226 Done.\r\n")));
    let root = asynchronous();
    let (connection, _recorder) = connect(&root, &server);
    let of_find = Recorder::new();
    let (sender, inside) = mpsc::channel();
    let handle = connection.0.addr();
    of_find.act(move |event| {
        if let Status::Complete(_, error) = event.status {
            let both = [null_mut(), handle as HINTERNET].map(|handle| known(handle, error));
            sender.send((error, both)).unwrap();
        }
    });
    let mut data = MaybeUninit::uninit();
    // SAFETY: the text is ended by NUL, and there is room for an entry until the call has ended.
    let find =
        unsafe { FtpFindFirstFileA(connection.0, c"a b".as_ptr(), data.as_mut_ptr(), 0, of_find.context) };
    pending(i32::from(!find.is_null()));
    let (error, [here, of_connection]) = inside.recv().expect("it ends");
    assert_eq!((error, &here), (12003, &(550, "LIST a b".to_owned(), 0, NEVER)));
    assert_eq!(of_connection, here);
}
