//! A real server with a connection to it, and its disk.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use kit::case::consistent;
use kit::real::{Kind, RealServer};
use kit::*;

/// The fields are dropped in this order.
pub struct Site {
    pub connection: Connection,
    pub root: Root,
    pub server: RealServer,
    /// For local files.
    pub folder: Folder,
}

/// Runs a test with a server of its own, if that kind can run here.
pub fn with(kind: Kind, test: impl FnOnce(&Site)) {
    if let Some(server) = RealServer::start(kind) {
        test(&Site::new(server));
    }
}

impl Site {
    pub fn new(server: RealServer) -> Self {
        let root = Root::new();
        let connection = connect(&root, &server, PASSIVE);
        Self { connection, root, server, folder: Folder::new() }
    }

    pub fn kind(&self) -> Kind {
        self.server.kind()
    }

    /// Another connection.
    pub fn connect(&self, flags: u32) -> Connection {
        connect(&self.root, &self.server, flags)
    }

    /// Another connection, by InternetConnectW.
    pub fn connect_w(&self) -> Connection {
        self.connect_w_from(&self.root)
    }

    /// The same from any root, which may be wide, too.
    pub fn connect_w_from(&self, root: &Root) -> Connection {
        let (addr, user, password) = (self.server.addr(), self.server.user(), self.server.password());
        connect_w(root, &addr.ip().to_string(), addr.port(), user, password).expect("a connection")
    }

    /// The URL of a path, with the login in it.
    pub fn url(&self, path: &str) -> String {
        let password = self.server.password().replace(' ', "%20");
        format!("ftp://{}:{password}@{}/{path}", self.server.user(), self.server.addr())
    }

    /// Where a name is on the server's disk.
    pub fn path(&self, name: impl AsRef<[u8]>) -> PathBuf {
        let name = name.as_ref();
        self.server.root().join(OsStr::from_bytes(name.strip_prefix(b"/").unwrap_or(name)))
    }

    /// What a file on the server's disk holds.
    pub fn on_disk(&self, name: impl AsRef<[u8]>) -> Vec<u8> {
        let path = self.path(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Puts a file of the server's user onto its disk.
    pub fn has(&self, name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::write(&path, bytes).expect("the server's disk can be written");
        self.give(&path);
    }

    /// The same of a directory.
    pub fn has_directory(&self, name: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir(&path).expect("the server's disk can be written");
        self.give(&path);
    }

    /// Lets the server's user do everything with a file.
    fn give(&self, path: &Path) {
        let owner = fs::metadata(self.server.root()).expect("the root is there");
        chown(path, Some(owner.uid()), Some(owner.gid())).expect("the owner may be the same");
    }

    /// The names in a directory on the server's disk, sorted.
    pub fn names(&self, directory: impl AsRef<[u8]>) -> Vec<Vec<u8>> {
        names(&self.path(directory))
    }

    /// The connection still works.
    pub fn assert_usable(&self) {
        let reported = self.connection.put(&self.folder.file("usable", b"still usable"), "/usable", BINARY);
        assert_done(&reported, 226);
        assert_eq!(self.on_disk("usable"), b"still usable");
        assert_done(&self.connection.delete("/usable"), 250);
    }
}

fn connect(root: &Root, server: &RealServer, flags: u32) -> Connection {
    let (addr, user, password) = (server.addr(), server.user(), server.password());
    root.try_connect(&addr.ip().to_string(), addr.port(), Some(user), Some(password), flags)
        .expect("a connection")
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name().into_vec()).collect();
    names.sort();
    names
}

/// Done, and the server said so with this number.
#[track_caller]
pub fn assert_done(outcome: &Outcome, code: u32) {
    consistent(outcome);
    assert_eq!((outcome.ok, outcome.error, outcome.code), (true, 0, code), "{outcome:?}");
    assert_told(outcome);
}

/// Refused by the server with this number.
#[track_caller]
pub fn assert_refused(outcome: &Outcome, code: u32) {
    consistent(outcome);
    let seen = (outcome.ok, outcome.error, outcome.code, outcome.response_error);
    assert_eq!(seen, (false, 12003, code, 12003), "{outcome:?}");
    assert_told(outcome);
}

/// Every line of the reply is in the dialogue. There the last one has the number once more.
#[track_caller]
fn assert_told(outcome: &Outcome) {
    assert!(!outcome.text.is_empty(), "{outcome:?}");
    assert!(outcome.text.lines().all(|line| outcome.response.contains(line)), "{outcome:?}");
}
