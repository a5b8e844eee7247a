//! Local disks that are full, and files on the server that no disk holds.

use trueftp::abi::InternetCloseHandle;

use crate::site::*;
use crate::widths::*;
use kit::real::{Kind, RealServer, full_tmpfs, small_tmpfs};
use kit::*;

on_each_server!(a_full_server_disk, huge_files);

mod a_full_local_disk {
    use crate::site::with;
    use kit::real::Kind;

    #[test]
    fn vsftpd() {
        with(Kind::Vsftpd, super::a_full_local_disk);
    }

    #[test]
    fn proftpd() {
        with(Kind::Proftpd, super::a_full_local_disk);
    }

    #[test]
    fn pureftpd() {
        with(Kind::Pureftpd, super::a_full_local_disk);
    }

    #[test]
    fn pyftpdlib() {
        with(Kind::Pyftpdlib, super::a_full_local_disk);
    }
}

const DISK_FULL: u32 = 112;

fn a_full_local_disk(site: &Site) {
    site.has("large", bytes(8 << 20));
    site.has("small", bytes(4096));
    let connections = [site.connect(PASSIVE), site.connect(0)];
    for connection in &connections {
        let Some(disk) = full_tmpfs() else { return };
        for name in ["large", "small"] {
            let reported = connection.get(name, &disk.path().join("target"), false, BINARY);
            assert_eq!((reported.ok, reported.error), (false, DISK_FULL), "{reported:?}");
            assert_eq!(names(disk.path()), [b"filler"]);
        }
        let Some(disk) = small_tmpfs() else { return };
        let target = disk.path().join("target");
        assert_done(&connection.get("small", &target, false, BINARY), 226);
        // From here on nothing need fit: a server that another test is just starting has, until it runs, whatever file
        // is open here, and a removed file keeps its room that long.
        for name in ["other", "target"] {
            let reported = get_ex(connection, "large", &disk.path().join(name));
            assert_eq!((reported.ok, reported.error), (false, DISK_FULL), "{reported:?}");
            assert_eq!(names(disk.path()), [b"target"]);
            assert!(std::fs::read(&target).expect("the local file") == bytes(4096), "what was there stays");
        }
        let elsewhere = site.folder.path().join("elsewhere");
        assert_done(&connection.get("large", &elsewhere, false, BINARY), 226);
        assert!(std::fs::read(&elsewhere).expect("the local file") == bytes(8 << 20));
    }
    site.assert_usable();
}

/// Only their sizes are read.
fn huge_files(site: &Site) {
    let sizes = [(1 << 32) - 1, 1 << 32, (5 << 30) + 7, 0x23_4567_89AB];
    let name = |size: u64| format!("{size:013}");
    for size in sizes {
        site.has(name(size), b"");
        let file = std::fs::File::options().write(true).open(site.path(name(size))).expect("the file");
        file.set_len(size).expect("the file system has sparse files");
    }
    for (connection, is_wide) in [(site.connect(PASSIVE), false), (site.connect_w(), true)] {
        let calls = Calls { connection: &connection, is_wide };
        let listed = calls.list("").expect("a listing");
        let listed: Vec<_> = listed.into_iter().map(|entry| (entry.name, entry.size)).collect();
        assert_eq!(listed, sizes.map(|size| (name(size), size)));
        for size in sizes {
            let file = calls.open(&name(size), GENERIC_READ).expect("the file is there");
            assert_eq!(file.size(), Ok(size));
            assert_eq!(file.read(1000).0, [0; 1000]);
            assert!(file.close().ok);
            assert_eq!(calls.command("NOOP").code, 200);
        }
    }
    site.assert_usable();
}
/// An upload by pieces onto a full disk: every call that can fail does, and the close again.
fn a_full_server_disk(site: &Site) {
    let Some(disk) = full_tmpfs() else { return };
    let Some(server) = RealServer::start_in(site.kind(), disk.path()) else { return };
    let full = Site::new(server);
    if site.kind() == Kind::Pyftpdlib {
        return never_answered(&full);
    }
    for content in [bytes(1), bytes(8 << 20)] {
        for finish in [true, false] {
            let file = full.connection.open("x", GENERIC_WRITE, BINARY).expect("room for a name");
            let reported = file.write(&content);
            // What one buffer holds is not known to be refused yet.
            assert!(reported.ok || matches!(reported.code, 451 | 452), "{reported:?}");
            if finish {
                assert_not_stored(&file.finish());
            }
            assert_not_stored(&file.close());
            assert_not_stored(&full.connection.put(&full.folder.file("x", &content), "x", BINARY));
            let stored = full.connection.command_with_data("STOR x", BINARY).expect("room for a name");
            stored.write(&content);
            assert_not_stored(&stored.close());
            assert_eq!(full.on_disk("x"), b"");
        }
    }
    closing_the_connection(&full);
    assert_done(&full.connection.delete("filler"), 250);
    full.assert_usable();
}

/// It finishes the upload that is idle between calls, and so returns its verdict.
fn closing_the_connection(full: &Site) {
    let connection = full.connect(PASSIVE);
    let file = connection.open("x", GENERIC_WRITE, BINARY).expect("room for a name");
    assert!(file.write(b"x").ok);
    assert_not_stored(&Outcome::after(InternetCloseHandle(connection.0) == 1));
    assert_eq!(file.write(b"y").error, 6);
}

fn assert_not_stored(reported: &Outcome) {
    assert!(matches!(reported.code, 451 | 452), "{reported:?}");
    assert_refused(reported, reported.code);
}

/// pyftpdlib loses its thread over a full disk: there is no reply, and so no success.
fn never_answered(full: &Site) {
    // Long enough for its other replies on a busy machine.
    set_number(full.connection.0, OPTION_RECEIVE_TIMEOUT, 2000);
    let file = full.connection.open("x", GENERIC_WRITE, BINARY).expect("room for a name");
    assert!(file.write(b"x").ok);
    for reported in [file.finish(), file.close()] {
        assert_eq!((reported.ok, reported.error, reported.code), (false, 12002, 0), "{reported:?}");
    }
    assert_eq!(full.connection.command("NOOP").error, 12111);
}
