//! What the server refuses: FALSE, its number and its words, and a connection that can still be used.

use crate::site::*;
use crate::widths::*;
use kit::real::Kind;
use kit::*;

on_each_server!(narrow, wide);

fn narrow(site: &Site) {
    all(site, Calls { connection: &site.connection, is_wide: false });
}

fn wide(site: &Site) {
    all(site, Calls { connection: &site.connect_w(), is_wide: true });
}

/// A call and the number of its refusal.
type Row<'a> = (&'static str, u32, &'a dyn Fn() -> Outcome);

/// The numbers that differ: of a file that cannot be made, and of a new name that cannot be had.
fn numbers(kind: Kind) -> (u32, u32) {
    match kind {
        Kind::Vsftpd => (553, 550),
        Kind::Pureftpd => (553, 451),
        Kind::Proftpd | Kind::Pyftpdlib => (550, 550),
    }
}

fn all(site: &Site, calls: Calls<'_>) {
    let source = site.folder.file("source", b"new");
    let target = site.folder.path().join("target");
    site.has("file", b"old");
    site.has_directory("full");
    site.has("full/x", b"x");
    let open = |name, access| calls.open(name, access).expect_err("a refusal");
    let with_data = |line| calls.command_with_data(line, BINARY).expect_err("a refusal");
    let (no_file, no_name) = numbers(site.kind());
    let rows: [Row<'_>; 27] = [
        ("get missing", 550, &|| calls.get("missing", &target)),
        ("get below missing", 550, &|| calls.get("missing/x", &target)),
        ("get a directory", 550, &|| calls.get("full", &target)),
        ("get ex missing", 550, &|| get_ex(calls.connection, "missing", &target)),
        ("put below missing", no_file, &|| calls.put(&source, "missing/x")),
        ("put below a file", no_file, &|| calls.put(&source, "file/x")),
        ("put onto a directory", no_file, &|| calls.put(&source, "full")),
        ("put ex below missing", no_file, &|| put_ex(calls.connection, &source, "missing/x", BINARY)),
        ("open missing", 550, &|| open("missing", GENERIC_READ)),
        ("open a directory", 550, &|| open("full", GENERIC_READ)),
        ("open below missing to write", no_file, &|| open("missing/x", GENERIC_WRITE)),
        ("delete missing", 550, &|| calls.delete("missing")),
        ("delete a directory", 550, &|| calls.delete("full")),
        ("rename missing", 550, &|| calls.rename("missing", "other")),
        ("rename to below missing", no_name, &|| calls.rename("file", "missing/file")),
        ("rename onto a directory", no_name, &|| calls.rename("file", "full")),
        ("size of missing", 550, &|| calls.command("SIZE missing")),
        ("retrieve missing", 550, &|| with_data("RETR missing")),
        ("store below missing", no_file, &|| with_data("STOR missing/x")),
        ("chdir missing", 550, &|| calls.set_directory("missing")),
        ("chdir a file", 550, &|| calls.set_directory("file")),
        ("rmdir missing", 550, &|| calls.remove_directory("missing")),
        ("rmdir a file", 550, &|| calls.remove_directory("file")),
        ("rmdir what is not empty", 550, &|| calls.remove_directory("full")),
        ("mkdir a directory", 550, &|| calls.create_directory("full")),
        ("mkdir a file", 550, &|| calls.create_directory("file")),
        ("mkdir below missing", 550, &|| calls.create_directory("missing/x")),
    ];
    for (name, code, call) in rows {
        println!("{name}");
        let reported = call();
        assert_refused(&reported, code);
        assert_eq!(handle_reply(calls.connection.0), (reported.code, reported.text));
        assert_done(&calls.put(&source, "next"), 226);
        assert_eq!(site.on_disk("next"), b"new");
        assert_done(&calls.delete("next"), 250);
    }
    finds(site.kind(), calls);
    assert_eq!(site.names("/"), [&b"file"[..], b"full"]);
    assert_eq!((site.on_disk("file"), site.names("full")), (b"old".to_vec(), vec![b"x".to_vec()]));
    assert_eq!(names(site.folder.path()), [b"source"], "no local file");
}

/// Some servers list what is missing, as nothing.
fn finds(kind: Kind, calls: Calls<'_>) {
    let reported = calls.list("missing").expect_err("there is no such file");
    let code = match kind {
        Kind::Vsftpd | Kind::Pureftpd => 226,
        Kind::Proftpd => 450,
        Kind::Pyftpdlib => 550,
    };
    assert_eq!((reported.ok, reported.error, reported.code), (false, 12003, code), "{reported:?}");
    match calls.list("missing/*") {
        Ok(listed) => assert_eq!((code, listed), (226, vec![])),
        Err(reported) => assert_refused(&reported, code),
    }
    assert_eq!(calls.list("nothing*").expect("a listing"), []);
}
