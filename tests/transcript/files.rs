//! The file of a transcript: its size, its writers, and what cannot be one.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::thread;

use ftp_test_server::{Script, Server};

use crate::support::*;
use kit::*;

/// What the documentation promises.
const FULL: u64 = 16 << 20;

/// A file with so many bytes, all of them blanks of a former log.
fn file_of(folder: &Folder, size: u64) -> std::path::PathBuf {
    let path = folder.file("log", "former\n");
    File::options().write(true).open(&path).and_then(|file| file.set_len(size)).expect("the file can grow");
    path
}

#[test]
fn a_full_file_is_turned_over() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let path = file_of(&folder, FULL);
        let before = folder.file("log.1", "older still");
        set_log(text(&path)).expect("a file");
        let root = Root::new();
        drop(root.connect(&server.host(), server.port(), PASSIVE));
        assert_eq!(fs::metadata(&before).expect("the former log").len(), FULL);
        let reported = dialogue(&fs::read_to_string(&path).expect("a new log"));
        assert_eq!(reported.first().map(String::as_str), Some("<- 220 Test server ready."));
    });
}

/// Only the owner may read the log: it contains names of files and users.
#[test]
fn a_new_file_is_the_users_alone() {
    alone(|| {
        let folder = Folder::new();
        let path = folder.path().join("log");
        set_log(text(&path)).expect("a new file");
        assert_eq!(fs::metadata(&path).expect("the log").permissions().mode() & 0o777, 0o600);
    });
}

/// No line is lost and none is cut where one file ends and the other begins.
#[test]
fn in_the_middle_of_a_dialogue() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let path = file_of(&folder, FULL - 10_000);
        set_log(text(&path)).expect("a file");
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        for n in 0..200 {
            assert!(connection.set_directory(format!("directory {n}")).ok);
        }
        drop(connection);
        let former = fs::read(folder.path().join("log.1")).expect("the former log");
        assert!(former.len() as u64 <= FULL && former.len() as u64 > FULL - 5000, "{}", former.len());
        let former = String::from_utf8(former).expect("UTF-8");
        let former = former.trim_start_matches("former\n").trim_start_matches('\0');
        let reported = [dialogue(former), dialogue(&fs::read_to_string(&path).expect("the log"))].concat();
        let changes: Vec<_> =
            reported.iter().filter_map(|said| said.strip_prefix("-> CWD directory ")).collect();
        assert_eq!(changes, (0..200).map(|n| n.to_string()).collect::<Vec<_>>());
    });
}

/// Where nothing can be renamed the size is kept all the same.
#[test]
fn a_file_that_cannot_be_renamed() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let path = file_of(&folder, FULL);
        // No file takes the place of a directory that is not empty.
        fs::create_dir_all(folder.path().join("log.1/x")).expect("a directory");
        set_log(text(&path)).expect("a file");
        let root = Root::new();
        drop(root.connect(&server.host(), server.port(), PASSIVE));
        assert!(dialogue(&fs::read_to_string(&path).expect("the log")).contains(&"-> USER me".to_owned()));
        assert_eq!(log(), text(&path));
    });
}

/// After the file is renamed, later lines go to a new file.
#[test]
fn a_file_that_was_renamed_by_others() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let path = folder.path().join("log");
        set_log(text(&path)).expect("a new file");
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        fs::rename(&path, folder.path().join("elsewhere")).expect("the file");
        let begin = std::time::Instant::now();
        while !path.exists() {
            assert!(begin.elapsed().as_secs() < 10, "there is no new file");
            assert!(connection.command("NOOP").ok);
        }
        let begin = begin.elapsed();
        assert!(begin.as_millis() > 100, "the path is not opened for every line: {begin:?}");
        assert!(fs::read_to_string(folder.path().join("elsewhere")).expect("the former").contains("-> NOOP"));
    });
}

#[test]
fn sixteen_threads() {
    const THREADS: usize = 16;
    const COMMANDS: usize = 100;
    let server = Server::start(Script::new().on("NOOP", "200-One\r\n two\r\n200 three\r\n"));
    let transcript = transcript(|| {
        let root = Root::new();
        thread::scope(|scope| {
            for thread in 0..THREADS {
                let (root, server) = (&root, &server);
                scope.spawn(move || {
                    let connection = root.connect(&server.host(), server.port(), PASSIVE);
                    for at in 0..COMMANDS {
                        assert!(connection.command(format!("NOOP {thread} {at}")).ok);
                    }
                });
            }
        });
    });
    let mut connections: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for line in lines(&transcript) {
        connections.entry(line.connection).or_default().push(line.said);
    }
    assert_eq!(connections.len(), THREADS);
    let mut threads: Vec<usize> = connections.values().map(|said| whole_dialogue(said, COMMANDS)).collect();
    threads.sort_unstable();
    assert_eq!(threads, (0..THREADS).collect::<Vec<_>>());
}

/// A connection's lines are all there and in order; which thread's they are.
fn whole_dialogue(said: &[String], commands: usize) -> usize {
    let begin = said.iter().position(|said| said.starts_with("-> NOOP")).expect("a command");
    let thread = said[begin].split(' ').nth(2).expect("a thread").to_owned();
    let mut expected = Vec::new();
    for at in 0..commands {
        expected.push(format!("-> NOOP {thread} {at}"));
        expected.extend(["<- 200-One", "<-  two", "<- 200 three"].map(str::to_owned));
    }
    expected.extend(["-> QUIT", "<- 221 Goodbye.", "-- closed"].map(str::to_owned));
    assert_eq!(said[begin..], expected);
    thread.parse().expect("a number")
}

/// A file that is full and cannot be replaced ends the log, and nothing else.
#[test]
fn a_directory_that_goes_away() {
    let server = Server::start(Script::new());
    alone(|| {
        let folder = Folder::new();
        let path = file_of(&folder, FULL - 2000);
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).expect("a directory");
        fs::rename(path, inner.join("log")).expect("the file");
        set_log(text(&inner.join("log"))).expect("a file");
        let root = Root::new();
        let connection = root.connect(&server.host(), server.port(), PASSIVE);
        fs::remove_dir_all(&inner).expect("it can be removed");
        for _ in 0..100 {
            assert!(connection.command("NOOP").ok);
        }
        assert_eq!(log(), "");
    });
}
