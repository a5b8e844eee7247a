//! The calls, each watched, with arguments that are always valid; the handles may belong to another thread.

use std::ffi::{c_char, c_void};
use std::ptr::{null, null_mut};
use std::sync::{Arc, Mutex};

use kit::numbered::handle;
use kit::*;
use trueftp::abi::*;

use crate::checker::{self, CALLBACKS, Context};
use crate::watch::{lock, watched};

const TIME_OUTS: [u32; 5] = [
    OPTION_CONNECT_TIMEOUT,
    OPTION_SEND_TIMEOUT,
    OPTION_RECEIVE_TIMEOUT,
    OPTION_DATA_SEND_TIMEOUT,
    OPTION_DATA_RECEIVE_TIMEOUT,
];

/// How long the library waits for anything.
const PATIENCE: u32 = 300;

/// What calls may fail with here: any other number is wrong.
const ERRORS: [u32; 17] = [
    5, 6, 18, 12002, 12003, 12004, 12015, 12017, 12018, 12019, 12028, 12029, 12030, 12031, 12110, 12111,
    12112,
];

/// Memory that calls in the background write to, until the end of the round.
static ROOM: Mutex<Vec<Box<[u64]>>> = Mutex::new(Vec::new());

/// So many bytes of it, all 0.
fn room(size: usize) -> *mut u8 {
    let mut room = vec![0u64; size.div_ceil(8)].into_boxed_slice();
    let pointer = room.as_mut_ptr();
    lock(&ROOM).push(room);
    pointer.cast()
}

/// Frees it, when no call writes to it any more.
pub fn free_room() {
    lock(&ROOM).clear();
}

/// The immediate result of a call.
#[derive(Clone, Copy, Debug)]
pub enum Begun {
    /// A handle, or 1.
    Done(usize),
    Failed(u32),
    /// It continues in the background; its number among the calls of its context.
    Pending(usize),
}

fn begun(name: &str, value: usize, context: Option<&Context>) -> Begun {
    match (value, last_error()) {
        (0, IO_PENDING) => Begun::Pending(context.expect("a call without a context is not pending").begun()),
        (0, error) => {
            assert!(ERRORS.contains(&error), "{name} fails with {error}");
            Begun::Failed(error)
        }
        (value, error) => {
            assert_eq!(error, 0, "{name} succeeds");
            Begun::Done(value)
        }
    }
}

impl Begun {
    /// Waits for the final result: a handle, or 1, or an error.
    pub fn settle(self, context: &Context) -> Result<usize, u32> {
        match self {
            Self::Done(value) => Ok(value),
            Self::Failed(error) => Err(error),
            Self::Pending(number) => match watched("REQUEST_COMPLETE", number, || context.wait(number)) {
                (0, error) => {
                    assert!(ERRORS.contains(&error), "a call in the background fails with {error}");
                    Err(error)
                }
                (value, _) => Ok(value),
            },
        }
    }
}

/// A session, with a callback or without.
pub fn open(asynchronous: bool, with_callback: bool, context: Option<&Arc<Context>>) -> usize {
    let flags = if asynchronous { FLAG_ASYNC } else { 0 };
    // SAFETY: every text may be NULL.
    let root = watched("InternetOpenA", 0, || unsafe { InternetOpenA(null(), 1, null(), null(), flags) });
    let root = root as usize;
    assert_ne!(root, 0, "error {}", last_error());
    for option in TIME_OUTS {
        assert!(set_option(root, option, &PATIENCE));
    }
    checker::exists(root, 0, 0);
    if with_callback {
        set_callback(root, 0);
    } else {
        checker::mute(root);
    }
    if let Some(context) = context {
        assert!(set_option(root, OPTION_CONTEXT_VALUE, &context.value()));
        checker::exists(root, context.value(), 0);
    }
    root
}

fn set_option<T: Copy>(of: usize, option: u32, value: &T) -> bool {
    let pointer: *mut c_void = std::ptr::from_ref(value).cast_mut().cast();
    // SAFETY: the value has the size that is passed, and is only read.
    watched("InternetSetOptionA", of, || unsafe {
        InternetSetOptionA(handle(of), option, pointer, size_of::<T>() as u32) == 1
    })
}

/// One of the two callbacks.
pub fn set_callback(of: usize, which: usize) {
    let function: *const () = CALLBACKS[which] as *const ();
    watched("InternetSetStatusCallbackA", of, || {
        InternetSetStatusCallbackA(handle(of), function.cast_mut().cast());
    });
}

/// Removes the callback. The end of calls in the background would never be reported.
pub fn clear_callback(of: usize) {
    checker::mute(of);
    watched("InternetSetStatusCallbackA", of, || {
        InternetSetStatusCallbackA(handle(of), null_mut());
    });
}

/// INTERNET_OPTION_HANDLE_TYPE
pub fn handle_type(of: usize) -> Result<u32, u32> {
    let (mut value, mut length) = (0u32, 4);
    // SAFETY: the buffer has the length that is passed.
    let ok = watched("InternetQueryOptionA", of, || unsafe {
        InternetQueryOptionA(handle(of), OPTION_HANDLE_TYPE, (&raw mut value).cast(), &mut length)
    });
    if ok == 1 { Ok(value) } else { Err(last_error()) }
}

/// The last response of this thread, whatever it is.
pub fn last_response() {
    let mut text = [0u8; 2000];
    let (mut error, mut length) = (0, text.len() as u32);
    // SAFETY: the buffer has the length that is passed.
    watched("InternetGetLastResponseInfoA", 0, || unsafe {
        InternetGetLastResponseInfoA(&mut error, text.as_mut_ptr().cast(), &mut length);
    });
}

/// Whether it was TRUE.
pub fn close(of: usize) -> Result<(), u32> {
    match watched("InternetCloseHandle", of, || InternetCloseHandle(handle(of))) {
        0 => match last_error() {
            error if ERRORS.contains(&error) => Err(error),
            error => panic!("InternetCloseHandle fails with {error}"),
        },
        _ => Ok(()),
    }
}

/// Where to connect to, and as whom.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub host: &'a str,
    pub port: u16,
    pub user: &'a str,
    pub passive: bool,
}

pub fn connect(root: usize, place: Place<'_>, context: &Arc<Context>) -> Begun {
    let (host, user) = (c(place.host), c(place.user));
    let flags = if place.passive { PASSIVE } else { 0 };
    // SAFETY: every text is ended by NUL and lives until the call is over.
    let value = watched("InternetConnectA", root, || unsafe {
        let (user, password) = (user.as_ptr(), c"secret".as_ptr());
        let port = place.port;
        InternetConnectA(
            handle(root),
            host.as_ptr(),
            port,
            user,
            password,
            SERVICE_FTP,
            flags,
            context.value(),
        )
    });
    begun("InternetConnect", value as usize, Some(context))
}

pub fn open_url(root: usize, url: &str, context: &Arc<Context>) -> Begun {
    let url = c(url);
    // SAFETY: the text is ended by NUL and lives until the call is over; there are no headers.
    let value = watched("InternetOpenUrlA", root, || unsafe {
        InternetOpenUrlA(handle(root), url.as_ptr(), null(), 0, PASSIVE, context.value())
    });
    begun("InternetOpenUrl", value as usize, Some(context))
}

pub fn put(connection: usize, local: &str, remote: &str, context: &Arc<Context>) -> Begun {
    let (local, remote) = (c(local), c(remote));
    // SAFETY: both texts are ended by NUL and live until the call is over.
    let value = watched("FtpPutFileA", connection, || unsafe {
        FtpPutFileA(handle(connection), local.as_ptr(), remote.as_ptr(), BINARY, context.value())
    });
    let begun = begun("FtpPutFile", value as usize, Some(context));
    if !matches!(begun, Begun::Pending(_)) {
        context.note(value == 1);
    }
    begun
}

pub fn get(connection: usize, remote: &str, local: &str, context: &Arc<Context>) -> Begun {
    let (local, remote) = (c(local), c(remote));
    // SAFETY: both texts are ended by NUL and live until the call is over.
    let value = watched("FtpGetFileA", connection, || unsafe {
        let (local, remote, context) = (local.as_ptr(), remote.as_ptr(), context.value());
        FtpGetFileA(handle(connection), remote, local, 0, NORMAL, BINARY, context)
    });
    begun("FtpGetFile", value as usize, Some(context))
}

pub fn open_file(connection: usize, remote: &str, access: u32, context: &Arc<Context>) -> Begun {
    let remote = c(remote);
    // SAFETY: the text is ended by NUL and lives until the call is over.
    let value = watched("FtpOpenFileA", connection, || unsafe {
        FtpOpenFileA(handle(connection), remote.as_ptr(), access, BINARY, context.value())
    });
    begun("FtpOpenFile", value as usize, Some(context))
}

pub fn find(connection: usize, what: &str, context: &Arc<Context>) -> Begun {
    let what = c(what);
    let data = room(size_of::<WIN32_FIND_DATAA>());
    // SAFETY: the text is ended by NUL and lives until the call is over; there is room for the structure.
    let value = watched("FtpFindFirstFileA", connection, || unsafe {
        FtpFindFirstFileA(handle(connection), what.as_ptr(), data.cast(), 0, context.value())
    });
    begun("FtpFindFirstFile", value as usize, Some(context))
}

/// A call on a handle, whose context value is also the call's.
fn of_handle(name: &'static str, of: usize, call: impl FnOnce(HINTERNET) -> BOOL) -> (Begun, Arc<Context>) {
    let context = checker::context_of(of);
    let value = watched(name, of, || call(handle(of)));
    let begun = begun(name, value as usize, context.as_deref());
    (begun, context.unwrap_or_default())
}

pub fn find_next(find: usize) -> (Begun, Arc<Context>) {
    let data = room(size_of::<WIN32_FIND_DATAA>());
    // SAFETY: there is room for the structure.
    of_handle("InternetFindNextFileA", find, |find| unsafe { InternetFindNextFileA(find, data.cast()) })
}

/// Reads so much; the bytes, and where their number will be.
pub fn read(file: usize, size: usize) -> (Begun, Arc<Context>, *const u8, *const u32) {
    let (buffer, count) = (room(size), room(4).cast::<u32>());
    // SAFETY: the buffer has the size that is passed, and both live longer than the call.
    let (begun, context) = of_handle("InternetReadFile", file, |file| unsafe {
        InternetReadFile(file, buffer.cast(), size as u32, count)
    });
    (begun, context, buffer, count)
}

pub fn write(file: usize, bytes: &'static [u8]) -> (Begun, Arc<Context>) {
    let count = room(4).cast::<u32>();
    // SAFETY: the pointer and the length are those of bytes that live longer than the call, as does the number.
    of_handle("InternetWriteFile", file, |file| unsafe {
        InternetWriteFile(file, bytes.as_ptr().cast(), bytes.len() as u32, count)
    })
}

pub fn finish(file: usize) -> (Begun, Arc<Context>) {
    of_handle("TrueFtpFinishFile", file, |file| TrueFtpFinishFile(file))
}

pub fn available(file: usize) -> (Begun, Arc<Context>) {
    let count = room(4).cast::<u32>();
    // SAFETY: the number lives longer than the call.
    of_handle("InternetQueryDataAvailable", file, |file| unsafe {
        InternetQueryDataAvailable(file, count, 0, 0)
    })
}

type OneName = unsafe extern "system" fn(HINTERNET, *const c_char) -> BOOL;

fn one_name(name: &'static str, call: OneName, connection: usize, argument: &str) -> (Begun, Arc<Context>) {
    let argument = c(argument);
    // SAFETY: the text is ended by NUL and lives until the call is over.
    of_handle(name, connection, |connection| unsafe { call(connection, argument.as_ptr()) })
}

pub fn create_directory(connection: usize, name: &str) -> (Begun, Arc<Context>) {
    one_name("FtpCreateDirectoryA", FtpCreateDirectoryA, connection, name)
}

pub fn delete(connection: usize, name: &str) -> (Begun, Arc<Context>) {
    one_name("FtpDeleteFileA", FtpDeleteFileA, connection, name)
}

pub fn rename(connection: usize) -> (Begun, Arc<Context>) {
    // SAFETY: both texts are ended by NUL.
    of_handle("FtpRenameFileA", connection, |connection| unsafe {
        FtpRenameFileA(connection, c"a".as_ptr(), c"b".as_ptr())
    })
}

pub fn current_directory(connection: usize) -> (Begun, Arc<Context>) {
    let (buffer, length) = (room(400), room(4).cast::<u32>());
    // SAFETY: the buffer has the length that is passed, and both live longer than the call.
    of_handle("FtpGetCurrentDirectoryA", connection, |connection| unsafe {
        *length = 400;
        FtpGetCurrentDirectoryA(connection, buffer.cast(), length)
    })
}

/// FtpCommand, which never continues in the background. It has no context value, so that it has no callbacks besides those of a
/// call in the background.
pub fn command(connection: usize, line: &str) {
    let line = c(line);
    // SAFETY: the text is ended by NUL and lives until the call is over; without data the place may be NULL.
    let value = watched("FtpCommandA", connection, || unsafe {
        FtpCommandA(handle(connection), 0, BINARY, line.as_ptr(), 0, null_mut())
    });
    begun("FtpCommand", value as usize, None);
}
