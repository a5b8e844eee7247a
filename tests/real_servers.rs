//! Uploads to real FTP servers: what a caller sees, what is on the server's disk, and what an independent client
//! (suppaftp) reads back.

use std::fs;
use std::io::Read;
use std::path::Path;

use kit::real::{Kind, RealServer, full_tmpfs, small_tmpfs};
use kit::{ASCII, BINARY, Connection, Folder, Outcome, PASSIVE, Root, bytes};
use suppaftp::FtpStream;
use suppaftp::types::{FileType, Mode};

const MIB: usize = 1 << 20;

/// A server with a connection to it.
struct Site {
    connection: Connection,
    server: RealServer,
}

impl Site {
    fn new(server: RealServer, flags: u32) -> Self {
        let host = server.addr().ip().to_string();
        // The connection stays when its root's number is forgotten; it is closed at the end.
        let root = Root::new();
        let connected = root.try_connect(
            &host,
            server.addr().port(),
            Some(server.user()),
            Some(server.password()),
            flags,
        );
        std::mem::forget(root);
        Self { connection: connected.expect("the user may log in"), server }
    }

    fn on_disk(&self, name: &str) -> Vec<u8> {
        fs::read(self.server.root().join(name)).unwrap_or_else(|error| {
            let names = fs::read_dir(self.server.root()).unwrap().map(|entry| entry.unwrap().file_name());
            panic!("{:?} has no {name:?} ({error}) but {:?}", self.server.kind(), names.collect::<Vec<_>>())
        })
    }

    /// What another client is given for a name.
    fn read_back(&self, name: &str) -> Vec<u8> {
        let mut witness = FtpStream::connect(self.server.addr()).expect("the witness connects");
        witness.login(self.server.user(), self.server.password()).expect("the witness logs in");
        witness.transfer_type(FileType::Binary).expect("TYPE I");
        if self.server.addr().is_ipv6() {
            witness.set_mode(Mode::ExtendedPassive);
        }
        let mut file = witness.retr_as_buffer(name).expect("RETR");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("a buffer can be read");
        witness.quit().expect("QUIT");
        content
    }

    /// Uploads, and compares what the caller sees, what is stored and what is read back.
    fn keep(&self, local: &Path, name: &str) {
        let reported = self.connection.put(local, name, BINARY);
        self.check_kept(&reported);
        let content = fs::read(local).expect("the local file");
        assert!(self.on_disk(name) == content, "{:?}: {name:?} differs on the disk", self.server.kind());
        assert!(self.read_back(name) == content, "{:?}: {name:?} differs", self.server.kind());
    }

    fn check_kept(&self, reported: &Outcome) {
        let kind = self.server.kind();
        assert!(reported.ok && reported.error == 0 && reported.code / 100 == 2, "{kind:?}: {reported:?}");
        assert!(
            reported.response.contains("150 ") || reported.response.contains("125 "),
            "{kind:?}: {reported:?}"
        );
        let last = reported.response.lines().next_back().expect("the final reply");
        assert!(last.starts_with(&reported.code.to_string()), "{kind:?}: {reported:?}");
    }
}

/// Runs a test on every server that can run here.
fn on_each(test: impl Fn(Kind)) {
    Kind::ALL.into_iter().for_each(test);
}

fn site(kind: Kind, flags: u32) -> Option<Site> {
    RealServer::start(kind).map(|server| Site::new(server, flags))
}

#[test]
fn files_of_every_size_passive_and_active() {
    let folder = Folder::new();
    let files = [0, 1, MIB].map(|size| folder.file(&format!("{size}"), bytes(size)));
    on_each(|kind| {
        for flags in [PASSIVE, 0] {
            let Some(site) = site(kind, flags) else { continue };
            for file in &files {
                site.keep(file, file.file_name().unwrap().to_str().unwrap());
            }
            // Shorter than what lies there already.
            site.keep(&files[1], "1048576");
        }
    });
}

#[test]
fn a_large_file() {
    let folder = Folder::new();
    let file = folder.file("large", bytes(300 * MIB));
    on_each(|kind| {
        let Some(site) = site(kind, PASSIVE) else { return };
        site.keep(&file, "large");
    });
}

#[test]
fn names_with_spaces_and_utf8() {
    let folder = Folder::new();
    let file = folder.file("x", bytes(1000));
    on_each(|kind| {
        let Some(site) = site(kind, PASSIVE) else { return };
        for name in ["two words.txt", "two  spaces", "grüße-日本語.txt", "a'b\"c(d)%e.txt", "-dash"] {
            site.keep(&file, name);
        }
    });
}

#[test]
fn text_arrives_with_the_servers_line_ends() {
    let folder = Folder::new();
    // All these servers run on systems whose line end is LF: the CR of the wire is taken away again.
    let text = b"one\ntwo\r\nthree\n\nno end".repeat(50_000);
    let file = folder.file("text", &text);
    let want: Vec<u8> = text.split(|&b| b == b'\r').collect::<Vec<_>>().concat();
    on_each(|kind| {
        let Some(site) = site(kind, PASSIVE) else { return };
        site.check_kept(&site.connection.put(&file, "text", ASCII));
        assert!(site.on_disk("text") == want, "{kind:?}: text differs");
        // Back to binary on the same connection.
        site.keep(&file, "binary");
    });
}

#[test]
fn refusals() {
    let folder = Folder::new();
    let file = folder.file("x", bytes(1000));
    on_each(|kind| {
        let Some(site) = site(kind, PASSIVE) else { return };
        let reported = site.connection.put(&file, "no/such/directory/x", BINARY);
        assert_eq!(
            (reported.ok, reported.error, reported.response_error),
            (false, 12003, 12003),
            "{kind:?}: {reported:?}"
        );
        assert!(matches!(reported.code, 550 | 553), "{kind:?}: {reported:?}");
        assert!(
            !reported.text.is_empty() && reported.response.contains(&reported.text),
            "{kind:?}: {reported:?}"
        );
        // The refusal is the file's, not the connection's.
        site.keep(&file, "x");

        let root = Root::new();
        let (host, port) = (site.server.addr().ip().to_string(), site.server.addr().port());
        let reported =
            root.try_connect(&host, port, Some(site.server.user()), Some("wrong"), PASSIVE).unwrap_err();
        assert_eq!(
            (reported.error, reported.code, reported.response_error),
            (12015, 530, 12003),
            "{kind:?}: {reported:?}"
        );
    });
}

#[test]
fn ipv6() {
    let folder = Folder::new();
    let file = folder.file("x", bytes(MIB));
    on_each(|kind| {
        for flags in [PASSIVE, 0] {
            let Some(server) = RealServer::start_v6(kind) else { continue };
            Site::new(server, flags).keep(&file, "x");
        }
    });
}

/// The case the project was made for: `451 Failure writing to local file.`, from a real vsftpd on a real full disk.
#[test]
fn a_full_disk_is_reported() {
    let folder = Folder::new();
    let files = [folder.file("small", bytes(4096)), folder.file("large", bytes(8 * MIB))];
    for flags in [PASSIVE, 0] {
        for file in &files {
            for disk in [full_tmpfs(), small_tmpfs()] {
                let Some(disk) = disk else { return };
                if disk.path().read_dir().unwrap().next().is_none() && file.ends_with("small") {
                    continue; // that one fits
                }
                let Some(server) = RealServer::start_in(Kind::Vsftpd, disk.path()) else { return };
                let site = Site::new(server, flags);
                let reported = site.connection.put(file, "x", BINARY);
                let expected = (false, 12003, 451, "Failure writing to local file.");
                assert_eq!(reported.seen(), expected, "{reported:?}");
                assert!(
                    reported.response.ends_with("451 Failure writing to local file.\r\n"),
                    "{reported:?}"
                );
                assert_eq!(reported.response_error, 12003);
            }
        }
    }
}
