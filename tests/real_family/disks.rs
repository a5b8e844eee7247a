//! Local disks that are full, and files on the server that no disk holds.

use crate::common::*;
use crate::real::{full_tmpfs, small_tmpfs};
use crate::site::*;
use crate::widths::*;

on_each_server!(huge_files);

mod a_full_local_disk {
    use crate::real::Kind;
    use crate::site::with;

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
            let told = connection.get(name, &disk.path().join("target"), false, BINARY);
            assert_eq!((told.ok, told.error), (false, DISK_FULL), "{told:?}");
            assert_eq!(names(disk.path()), [b"filler"]);
        }
        let Some(disk) = small_tmpfs() else { return };
        let target = disk.path().join("target");
        let told = get_ex(connection, "large", &target);
        assert_eq!((told.ok, told.error), (false, DISK_FULL), "{told:?}");
        assert!(names(disk.path()).is_empty());
        // What was there stays.
        assert_done(&connection.get("small", &target, false, BINARY), 226);
        let told = connection.get("large", &target, false, BINARY);
        assert_eq!((told.ok, told.error), (false, DISK_FULL), "{told:?}");
        assert_eq!(names(disk.path()), [b"target"]);
        assert!(std::fs::read(&target).expect("the local file") == bytes(4096));
        assert_done(&connection.get("small", &target, false, BINARY), 226);
    }
    site.assert_usable();
}

/// Their sizes are asked for; nobody reads them.
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
