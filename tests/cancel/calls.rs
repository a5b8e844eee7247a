//! Every call that may wait, in synchronous and in asynchronous mode, on handles as numbers.

use std::ptr::{null, without_provenance_mut};
use std::time::Instant;

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use crate::common::*;
use crate::recorder::{self, HANDLE_CLOSING, HANDLE_CREATED, REQUEST_COMPLETE};

const ASYNC: u32 = 0x1000_0000;
const IO_PENDING: u32 = 997;

/// Longer than anything lasts that is not meant to time out, in milliseconds.
pub const LONG: u32 = 60_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Synchronous,
    Asynchronous,
}
#[allow(unused_imports, reason = "each test program uses its own part")]
pub use Mode::{Asynchronous, Synchronous};

/// A call that may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Connect,
    OpenUrl,
    /// Of so many bytes.
    Put(usize),
    Get,
    Delete,
    Rename,
    Find,
    Open(u32),
    Read,
    Available,
    /// So many bytes.
    Write(usize),
    Finish,
    /// Closing a file that was written to. It waits in asynchronous mode, too.
    Close,
}

/// A server that does all that these calls ask; what was said of it before comes first.
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

/// What became of a call.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// What it gave: a handle, or 1; 0 for failure.
    pub value: usize,
    pub error: u32,
    pub at: Instant,
}

impl End {
    fn here(value: usize) -> Self {
        Self { value, error: TrueFtpGetLastError(), at: Instant::now() }
    }
}

/// A handle with its context value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named {
    pub handle: usize,
    pub context: usize,
}

/// A session with a server of its own. The root has no context value.
pub struct Site {
    pub mode: Mode,
    pub server: Server,
    pub root: usize,
    pub connection: Named,
    pub file: Named,
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
        let named = || Named { handle: 0, context: recorder::context() };
        let (connection, file) = (named(), named());
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

    /// The context value that a call's callbacks get.
    pub fn context(&self, call: Call) -> usize {
        match call {
            Call::Open(_) | Call::Find => self.file.context,
            _ if call.access().is_some() => self.file.context,
            _ => self.connection.context,
        }
    }

    /// Makes a call and waits for its end.
    pub fn make(&self, call: Call) -> End {
        let context = self.context(call);
        let before = recorder::count(context, REQUEST_COMPLETE);
        let end = End::here(self.begin(call));
        if end.value != 0 || end.error != IO_PENDING {
            return end;
        }
        assert_eq!((self.mode, call == Call::Close), (Asynchronous, false));
        let told = recorder::wait(context, REQUEST_COMPLETE, before);
        End { value: told.value, error: told.error, at: told.at }
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
            // SAFETY: no text is allowed, and the structure lives for ever.
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
                // SAFETY: the buffer has its size and, as the number, lives for ever.
                number(unsafe { InternetReadFile(file, buffer.cast(), 1000, read) })
            }
            // SAFETY: the number lives for ever.
            Call::Available => number(unsafe { InternetQueryDataAvailable(file, forever(0), 0, 0) }),
            Call::Write(size) => {
                let bytes = Vec::leak(bytes(size));
                // SAFETY: the bytes and the number live for ever.
                number(unsafe {
                    InternetWriteFile(file, bytes.as_ptr().cast(), bytes.len() as u32, forever(0))
                })
            }
            Call::Finish => number(TrueFtpFinishFile(file)),
            Call::Close => number(InternetCloseHandle(file)),
        }
    }

    /// Closes all there is; each handle's callback is told so once, and nothing after it.
    pub fn close(self) {
        InternetCloseHandle(handle(self.root));
        for context in [self.connection.context, self.file.context] {
            for made in 0..recorder::count(context, HANDLE_CREATED) {
                recorder::wait(context, HANDLE_CLOSING, made);
            }
            let told = recorder::events(context);
            for (at, closing) in told.iter().enumerate().filter(|(_, event)| event.status == HANDLE_CLOSING) {
                let after = told[at + 1..].iter().find(|event| event.handle == closing.value);
                assert!(closing.handle == closing.value && after.is_none(), "{told:#?}");
            }
        }
        for closed in [self.file.handle, self.connection.handle, self.root] {
            assert_eq!((InternetCloseHandle(handle(closed)), TrueFtpGetLastError()), (0, 6));
        }
    }
}

/// A root with the recorder for a callback.
pub fn root(mode: Mode) -> usize {
    let flags = if mode == Asynchronous { ASYNC } else { 0 };
    // SAFETY: every text may be NULL.
    let root = unsafe { InternetOpenA(null(), 1, null(), null(), flags) };
    assert!(!root.is_null());
    assert!(InternetSetStatusCallbackA(root, recorder::callback()).is_null());
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

/// A handle of a number.
pub fn handle(number: usize) -> HINTERNET {
    without_provenance_mut(number)
}

fn number(result: BOOL) -> usize {
    assert!(matches!(result, 0 | 1));
    result as usize
}

/// Room that is there as long as the program: where a call puts its result in the background.
fn forever<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}
