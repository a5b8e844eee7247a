//! What a program does with directories, files and commands, in both widths, passive and active.

use crate::site::*;
use crate::widths::*;
use kit::*;

on_each_server!(
    directories,
    whole_files,
    reading_in_pieces,
    writing_in_pieces,
    text,
    commands,
    commands_with_data,
    replies
);

/// Runs a test with every way to talk to a server, each with its own connection in a directory of its own, which it
/// must leave empty.
fn in_all_ways(site: &Site, test: fn(&Site, Calls<'_>, &str)) {
    let ways = [
        ("narrow", site.connect(PASSIVE), false),
        ("wide", site.connect_w(), true),
        ("active", site.connect(0), false),
    ];
    for (name, connection, is_wide) in ways {
        let calls = Calls { connection: &connection, is_wide };
        assert_done(&calls.create_directory(name), 257);
        assert_done(&calls.set_directory(name), 250);
        test(site, calls, &format!("/{name}"));
        assert_done(&calls.set_directory("/"), 250);
        assert_done(&calls.remove_directory(name), 250);
    }
    assert!(site.names("/").is_empty(), "{:?}", site.names("/"));
}

fn directories(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        assert_eq!(calls.directory().expect("PWD"), home);
        assert_eq!(last_reply().0, 257);
        assert_eq!(calls.list("").expect("an empty listing"), []);
        assert_done(&calls.create_directory("sub"), 257);
        assert_done(&calls.create_directory(&format!("{home}/sub/deeper")), 257);
        assert!(site.path(home).join("sub/deeper").is_dir());
        assert_done(&calls.set_directory("sub/deeper"), 250);
        assert_eq!(calls.directory().expect("PWD"), format!("{home}/sub/deeper"));
        assert_done(&calls.set_directory(".."), 250);
        assert_eq!(calls.directory().expect("PWD"), format!("{home}/sub"));
        assert_done(&calls.rename("deeper", "../moved"), 250);
        assert!(site.path(home).join("moved").is_dir());
        assert_done(&calls.set_directory(home), 250);
        let listed = calls.list("").expect("two directories");
        let seen: Vec<_> = listed.iter().map(|entry| (&entry.name[..], entry.is_directory)).collect();
        assert_eq!(seen, [("moved", true), ("sub", true)]);
        assert_done(&calls.remove_directory("moved"), 250);
        assert_done(&calls.remove_directory("sub"), 250);
        assert!(site.names(home).is_empty());
    });
}

fn file(name: &str, size: usize) -> Listed {
    Listed { name: name.into(), is_directory: false, size: size as u64 }
}

fn whole_files(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        let content = bytes(300_001);
        let source = site.folder.file("source", &content);
        let reported = calls.put(&source, "first.bin");
        assert_done(&reported, 226);
        assert_eq!(handle_reply(calls.connection.0), (226, reported.text));
        assert_done(&put_ex(calls.connection, &source, "second.txt", BINARY), 226);
        assert_done(&calls.put(&site.folder.file("empty", b""), "empty"), 226);
        for name in ["first.bin", "second.txt"] {
            assert!(site.on_disk(format!("{home}/{name}")) == content, "{name}");
        }

        let all = [file("empty", 0), file("first.bin", content.len()), file("second.txt", content.len())];
        for text in ["", "*", "*.*", home, &format!("{home}/*")] {
            assert_eq!(calls.list(text).expect("a listing"), all, "{text:?}");
        }
        assert_eq!(calls.list("*.BIN").expect("a listing"), all[1..2]);
        assert_eq!(calls.list("empty").expect("a listing"), all[..1]);
        assert_eq!(calls.list("nothing*").expect("a listing"), []);

        assert_done(&calls.rename("first.bin", "renamed"), 250);
        assert_done(&calls.rename("second.txt", "empty"), 250);
        assert_eq!(site.names(home), [b"empty".to_vec(), b"renamed".to_vec()]);
        let target = site.folder.path().join("target");
        let gets: [&dyn Fn() -> Outcome; 3] =
            [&|| calls.get("renamed", &target), &|| get_ex(calls.connection, "empty", &target), &|| {
                calls.get(&format!("{home}/renamed"), &target)
            }];
        for get in gets {
            assert_done(&get(), 226);
            assert!(std::fs::read(&target).expect("the local file") == content);
            std::fs::remove_file(&target).expect("the local file");
        }
        assert_eq!(names(site.folder.path()), [b"empty".to_vec(), b"source".to_vec()]);
        assert_done(&calls.delete("renamed"), 250);
        assert_done(&calls.delete(&format!("{home}/empty")), 250);
        assert!(site.names(home).is_empty());
    });
}

/// The rest of a file, by all calls that read: in pieces of a size that is odd, even, and large.
fn read_rest(file: &File) -> Vec<u8> {
    let mut all = Vec::new();
    for size in [1, 7, 4096, 65_537, 3].into_iter().cycle() {
        let pieces = [file.read(size).0, read_ex(file, false, size), read_ex(file, true, size)];
        let length: usize = pieces.iter().map(Vec::len).sum();
        pieces.into_iter().for_each(|piece| all.extend(piece));
        if length < 3 * size {
            return all;
        }
    }
    unreachable!("every file ends")
}

fn reading_in_pieces(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        let content = bytes(1_000_003);
        site.has(format!("{home}/file"), &content);
        for take_all in [true, false] {
            let file = calls.open("file", GENERIC_READ).expect("the file is there");
            assert_eq!(file.size(), Ok(content.len() as u64));
            let (available, reported) = file.available();
            assert!(
                reported.ok && (1..=content.len() as u32).contains(&available),
                "{available}: {reported:?}"
            );
            let (start, reported) = file.read(10_001);
            assert!(reported.ok && start == content[..10_001]);
            assert_eq!(calls.command("NOOP").error, 12110, "the connection is busy");
            if take_all {
                assert!(read_rest(&file) == content[10_001..]);
                assert_eq!(file.available().0, 0);
                assert_eq!(handle_reply(file.0).0, 226);
                assert_eq!(file.size(), Ok(content.len() as u64));
            }
            assert!(file.close().ok);
            assert_done(&calls.command("NOOP"), NOOP_DONE);
        }
        assert_done(&calls.delete("file"), 250);
    });
}

const NOOP_DONE: u32 = 200;

fn writing_in_pieces(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        let content = bytes(500_009);
        for finish in [true, false] {
            let file = calls.open("file", GENERIC_WRITE).expect("a new file");
            let (mut rest, mut turn) = (&content[..], 0);
            for size in [1, 7, 0, 4096, 65_537, 100_000].into_iter().cycle() {
                let (piece, next) = rest.split_at(size.min(rest.len()));
                let reported = match turn % 3 {
                    0 => file.write(piece),
                    1 => write_ex(&file, false, piece),
                    _ => write_ex(&file, true, piece),
                };
                assert!(reported.ok, "{reported:?}");
                (rest, turn) = (next, turn + 1);
                if rest.is_empty() {
                    break;
                }
            }
            assert_eq!(calls.list("").expect_err("the connection is busy").error, 12110);
            if finish {
                assert_done(&file.finish(), 226);
                assert!(site.on_disk(format!("{home}/file")) == content);
            }
            assert_done(&file.close(), 226);
            assert!(site.on_disk(format!("{home}/file")) == content);
            assert_done(&calls.delete("file"), 250);
        }
        // Nothing written is an empty file.
        assert_done(&calls.open("file", GENERIC_WRITE).expect("a new file").close(), 226);
        assert_eq!(site.on_disk(format!("{home}/file")), b"");
        assert_done(&calls.delete("file"), 250);
    });
}

/// These servers keep lines with LF, and send them with CR LF.
fn text(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        let lines = b"one\ntwo\n\nno end".repeat(1000);
        let on_the_wire = b"one\r\ntwo\r\n\r\nno end".repeat(1000);
        assert_done(&calls.connection.put(&site.folder.file("text", &lines), "text", ASCII), 226);
        assert!(site.on_disk(format!("{home}/text")) == lines);
        let target = site.folder.path().join("target");
        assert_done(&calls.connection.get("text", &target, false, ASCII), 226);
        assert!(std::fs::read(&target).expect("the local file") == lines);
        let file = calls.connection.open("text", GENERIC_READ, ASCII).expect("the file is there");
        let (read, reported) = file.read_all(1001);
        assert_done(&reported, 226);
        assert!(read == on_the_wire, "as it came");
        assert!(file.close().ok);
        assert_done(&calls.get("text", &target), 226);
        assert!(std::fs::read(&target).expect("the local file") == lines, "in binary again");
        assert_done(&calls.delete("text"), 250);
    });
}

fn commands(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        site.has(format!("{home}/file"), bytes(12_345));
        assert_done(&calls.command("NOOP"), NOOP_DONE);
        assert_done(&calls.command("TYPE I"), 200);
        assert_eq!(calls.command("SIZE file").seen(), (true, 0, 213, "12345"));
        assert_done(&calls.command("MDTM file"), 213);
        assert_done(&calls.command("SYST"), 215);
        let reported = calls.command("FEAT");
        assert_done(&reported, 211);
        assert!(reported.text.contains(" MDTM\r\n") && reported.response.lines().count() > 3, "{reported:?}");
        assert_done(&calls.command("SITE CHMOD 600 file"), 200);
        assert_refused(&calls.command("SITE NONSENSE"), 500);
        assert_refused(&calls.command("NONSENSE"), 500);
        assert_done(&calls.command(&format!("CWD {home}")), 250);
        assert_done(&calls.command("DELE file"), 250);
        assert!(site.names(home).is_empty());
    });
}

fn commands_with_data(site: &Site) {
    in_all_ways(site, |site, calls, home| {
        let content = bytes(100_001);
        let read = |line: &str, flags| {
            let file = calls.command_with_data(line, flags).expect(line);
            let (bytes, reported) = file.read_all(1237);
            assert_done(&reported, 226);
            assert!(file.close().ok);
            bytes
        };
        for line in ["STOR file", "APPE file"] {
            let file = calls.command_with_data(line, BINARY).expect(line);
            assert!(file.write(&content).ok);
            assert_done(&file.close(), 226);
        }
        assert!(site.on_disk(format!("{home}/file")) == content.repeat(2));
        assert!(read("RETR file", BINARY) == content.repeat(2));
        let names = String::from_utf8(read("NLST", ASCII)).expect("UTF-8");
        assert!(names.lines().any(|name| name == "file"), "{names}");
        let listing = String::from_utf8(read("LIST", ASCII)).expect("UTF-8");
        assert!(listing.starts_with("-rw") && listing.ends_with(" file\r\n"), "{listing}");
        assert!(listing.contains(" 200002 "), "{listing}");
        let reported = calls.command_with_data("RETR missing", BINARY).expect_err("there is no such file");
        assert_refused(&reported, 550);
        assert_done(&calls.delete("file"), 250);
    });
}

/// The same dialogue, narrow and wide, from a root that was opened wide.
fn replies(site: &Site) {
    let root = root_w();
    let connection = site.connect_w_from(&root);
    for line in ["FEAT", "NONSENSE"] {
        let reported = connection.command(line);
        let units = |text: &str| [text.encode_utf16().collect(), vec![0]].concat();
        let response = response_w(Ok(10_000));
        assert_eq!((response.ok, response.number), (true, reported.response_error), "{reported:?}");
        assert!(response.buffer.starts_with(&units(&reported.response)), "{reported:?}");
        let reply = reply_w(Ok(10_000));
        assert_eq!((reply.ok, reply.number), (true, reported.code), "{reported:?}");
        assert!(reply.buffer.starts_with(&units(&reported.text)), "{reported:?}");
        assert_eq!(handle_reply_w(&connection), (reported.code, reported.text));
    }
}
