//! A session with a server of its own, and every call that may wait, in synchronous and in asynchronous mode.

use std::ptr::null;
use std::time::Instant;

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use kit::numbered::handle;
use kit::recorder::{Recorder, Status, set_callback};
use kit::*;

/// A time-out, in milliseconds, that never ends a call in a test that passes.
const LONG: u32 = 60_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Synchronous,
    Asynchronous,
}
pub use Mode::{Asynchronous, Synchronous};

/// A call that may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Connect,
    OpenUrl,
    /// Of this many bytes.
    Put(usize),
    Get,
    Delete,
    Rename,
    Find,
    Open(u32),
    Read,
    Available,
    /// This many bytes.
    Write(usize),
    Finish,
    /// Closing a file that was written to. It waits in asynchronous mode, too.
    Close,
}

/// A server that does all that these calls ask; rules added earlier take precedence.
pub fn obliging(script: Script) -> Script {
    let list = "-rw-r--r-- 1 u g 5 May 17 2024 remote\r\n";
    script
        .on("SIZE", "213 5\r\n")
        .on("RETR", Plan::download("bytes", "226 Done.\r\n"))
        .on("LIST", Plan::download(list, "226 Done.\r\n"))
        .on("DELE", "250 Gone.\r\n")
        .on("RNFR", "350 And?\r\n")
        .on("RNTO", "250 Renamed.\r\n")
}

impl Call {
    /// What its file must be opened for.
    pub fn access(self) -> Option<u32> {
        match self {
            Self::Read | Self::Available => Some(GENERIC_READ),
            Self::Write(_) | Self::Finish | Self::Close => Some(GENERIC_WRITE),
            _ => None,
        }
    }

    /// Whether it makes its connection itself.
    pub fn connects(self) -> bool {
        matches!(self, Self::Connect | Self::OpenUrl)
    }
}

/// How a call ended.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// Its result: a handle, or 1; 0 for failure.
    pub value: usize,
    pub error: u32,
    pub at: Instant,
}

impl End {
    fn here(value: usize) -> Self {
        Self { value, error: TrueFtpGetLastError(), at: Instant::now() }
    }
}

/// A handle with its context value, whose callbacks are recorded.
pub struct Recorded {
    pub handle: usize,
    /// The recorder's, or 0 for none.
    pub context: usize,
    pub recorder: Recorder,
}

impl Recorded {
    fn new() -> Self {
        let recorder = Recorder::new();
        Self { handle: 0, context: recorder.context, recorder }
    }
}

/// A session with a server of its own. The root has no context value.
pub struct Site {
    pub mode: Mode,
    pub server: Server,
    pub root: usize,
    pub connection: Recorded,
    pub file: Recorded,
    /// Where a connect goes.
    pub host: String,
    pub port: u16,
    pub flags: u32,
    /// What a file is called on the server.
    pub name: String,
    pub folder: Folder,
}

impl Site {
    pub fn new(mode: Mode, script: Script, flags: u32) -> Self {
        let server = Server::start(script);
        let (host, port) = (server.host(), server.port());
        let root = root(mode);
        let (connection, file) = (Recorded::new(), Recorded::new());
        let (name, folder) = ("remote".to_owned(), Folder::new());
        Self { mode, server, root, connection, file, host, port, flags, name, folder }
    }

    /// Does what must be done before the call can be made.
    pub fn prepare(&mut self, call: Call) {
        if call.connects() {
            return;
        }
        self.connection.handle = self.must(Call::Connect);
        if let Some(access) = call.access() {
            self.file.handle = self.must(Call::Open(access));
            if matches!(call, Call::Finish | Call::Close) {
                self.must(Call::Write(5));
            }
        }
    }

    fn must(&self, call: Call) -> usize {
        let end = self.make(call);
        assert!(end.value != 0 && end.error == 0, "{call:?}: {end:?}");
        end.value
    }

    /// The recorder of a call's callbacks.
    pub fn recorder(&self, call: Call) -> &Recorder {
        match call {
            Call::Open(_) | Call::Find => &self.file.recorder,
            _ if call.access().is_some() => &self.file.recorder,
            _ => &self.connection.recorder,
        }
    }

    /// Makes a call and waits for its end.
    pub fn make(&self, call: Call) -> End {
        let recorder = self.recorder(call);
        let before = recorder.count(REQUEST_COMPLETE);
        let end = End::here(self.begin(call));
        if end.value != 0 || end.error != IO_PENDING {
            return end;
        }
        assert_eq!((self.mode, call == Call::Close), (Asynchronous, false));
        let event = recorder.wait_for(REQUEST_COMPLETE, before);
        let Status::Complete(value, error) = event.status else { unreachable!("{event:?}") };
        End { value, error, at: event.at }
    }

    /// Makes a call; its return value.
    pub fn begin(&self, call: Call) -> usize {
        let (connection, file) = (handle(self.connection.handle), handle(self.file.handle));
        let local = |name: &str| c(self.folder.path().join(name).as_os_str().as_encoded_bytes());
        let (host, user, name) = (c(&self.host), c("me"), c(&self.name));
        match call {
            // SAFETY: all texts are ended by NUL and live until the call has returned.
            Call::Connect => unsafe {
                let (host, user) = (host.as_ptr(), user.as_ptr());
                let context = self.connection.context;
                let root = handle(self.root);
                InternetConnectA(root, host, self.port, user, user, SERVICE_FTP, self.flags, context).addr()
            },
            Call::OpenUrl => {
                let url = c(format!("ftp://{}:{}/remote", self.host, self.port));
                let context = self.connection.context;
                // SAFETY: the text is ended by NUL and lives until the call has returned; there are no headers.
                unsafe { InternetOpenUrlA(handle(self.root), url.as_ptr(), null(), 0, self.flags, context) }
                    .addr()
            }
            Call::Put(size) => {
                self.folder.file("local", bytes(size));
                // SAFETY: both texts are ended by NUL and live until the call has returned.
                number(unsafe {
                    FtpPutFileA(
                        connection,
                        local("local").as_ptr(),
                        name.as_ptr(),
                        BINARY,
                        self.connection.context,
                    )
                })
            }
            // SAFETY: both texts are ended by NUL and live until the call has returned.
            Call::Get => number(unsafe {
                let (new, context) = (local("new"), self.connection.context);
                FtpGetFileA(connection, name.as_ptr(), new.as_ptr(), 0, NORMAL, BINARY, context)
            }),
            // SAFETY: the text is ended by NUL and lives until the call has returned.
            Call::Delete => number(unsafe { FtpDeleteFileA(connection, name.as_ptr()) }),
            // SAFETY: as above.
            Call::Rename => number(unsafe { FtpRenameFileA(connection, name.as_ptr(), name.as_ptr()) }),
            // SAFETY: no text is allowed, and the structure is never freed.
            Call::Find => unsafe {
                let data = forever(std::mem::zeroed::<WIN32_FIND_DATAA>());
                FtpFindFirstFileA(connection, null(), data, 0, self.file.context).addr()
            },
            // SAFETY: the text is ended by NUL and lives until the call has returned.
            Call::Open(access) => unsafe {
                FtpOpenFileA(connection, name.as_ptr(), access, BINARY, self.file.context).addr()
            },
            Call::Read => {
                let (buffer, read) = (forever([0u8; 1000]), forever(0));
                // SAFETY: the buffer has its size; it and the number are never freed.
                number(unsafe { InternetReadFile(file, buffer.cast(), 1000, read) })
            }
            // SAFETY: the number is never freed.
            Call::Available => number(unsafe { InternetQueryDataAvailable(file, forever(0), 0, 0) }),
            Call::Write(size) => {
                let bytes = Vec::leak(bytes(size));
                // SAFETY: the bytes and the number are never freed.
                number(unsafe {
                    InternetWriteFile(file, bytes.as_ptr().cast(), bytes.len() as u32, forever(0))
                })
            }
            Call::Finish => number(TrueFtpFinishFile(file)),
            Call::Close => number(InternetCloseHandle(file)),
        }
    }

    /// Closes all handles. Each one's callback gets HANDLE_CLOSING once, as its last status.
    pub fn close(self) {
        InternetCloseHandle(handle(self.root));
        for Recorded { recorder, .. } in [&self.connection, &self.file] {
            for created in 0..recorder.count(HANDLE_CREATED) {
                recorder.wait_for(HANDLE_CLOSING, created);
            }
            let events = recorder.events();
            for (at, event) in events.iter().enumerate() {
                let Status::Closing(closed) = event.status else { continue };
                let after = events[at + 1..].iter().find(|event| event.handle == closed);
                assert!(event.handle == closed && after.is_none(), "{events:#?}");
            }
        }
        for closed in [self.file.handle, self.connection.handle, self.root] {
            assert_eq!((InternetCloseHandle(handle(closed)), TrueFtpGetLastError()), (0, 6));
        }
    }
}

/// A session with the recorders' callback and time-outs that never matter.
pub fn root(mode: Mode) -> usize {
    let flags = if mode == Asynchronous { FLAG_ASYNC } else { 0 };
    // SAFETY: every text may be NULL.
    let root = unsafe { InternetOpenA(null(), 1, null(), null(), flags) };
    assert!(!root.is_null());
    set_callback(root, false);
    for option in [
        OPTION_CONNECT_TIMEOUT,
        OPTION_SEND_TIMEOUT,
        OPTION_RECEIVE_TIMEOUT,
        OPTION_DATA_SEND_TIMEOUT,
        OPTION_DATA_RECEIVE_TIMEOUT,
        OPTION_LISTEN_TIMEOUT,
    ] {
        set_number(root, option, LONG);
    }
    root.addr()
}

fn number(result: BOOL) -> usize {
    assert!(matches!(result, 0 | 1));
    result as usize
}

/// Memory for the result of a call that continues in the background; it is never freed.
fn forever<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}
