//! InternetOpenUrl and InternetCheckConnection against servers that behave well.

use std::net::TcpListener;

use ftp_test_server::{Plan, Script, Server};
use kit::case::{AGES, consistent, guarded};
use kit::*;
use trueftp::abi::*;

const DONE: &str = "226 Done.\r\n";
const FILE: &[u8] = b"The bytes\r\nof the file.";
const LISTING: &str = "total 3\r\n\
    -rw-r--r--   1 ftp ftp   5000000000 May 17  2024 big & <small>.bin\r\n\
    drwxr-xr-x   2 ftp ftp         4096 May 17  2024 sub\r\n";

fn site() -> Script {
    otherwise_good(Script::new())
}

/// The first rule for a command counts.
fn otherwise_good(script: Script) -> Script {
    script
        .on("SIZE", format!("213 {}\r\n", FILE.len()))
        .on("RETR", Plan::download(FILE, DONE))
        .on("LIST", Plan::download(LISTING, DONE))
}

fn url(server: &Server, login: &str, path: &str) -> String {
    format!("ftp://{login}{}:{}/{path}", server.host(), server.port())
}

/// The commands of the only connection.
fn commands(server: &Server) -> Vec<String> {
    server.seen().commands_of(0)
}

/// A text option of a handle.
fn text_option(handle: HINTERNET, option: u32) -> String {
    let mut buffer = [0u8; 1000];
    let mut length = 1000;
    // SAFETY: the buffer has the length that is passed.
    let ok = unsafe { InternetQueryOptionA(handle, option, buffer.as_mut_ptr().cast(), &mut length) };
    assert_eq!(ok, 1, "option {option}: {}", TrueFtpGetLastError());
    String::from_utf8(buffer[..length as usize].to_vec()).unwrap()
}

#[test]
fn a_file() {
    let server = Server::start(site());
    let root = Root::new();
    let file = root.open_url(url(&server, "", "pub/a%20b.txt"), PASSIVE).expect("the file is there");
    assert_eq!(TrueFtpGetLastError(), 0);
    assert_eq!(query_number(file.0, OPTION_HANDLE_TYPE), 7);
    assert_eq!(file.size(), Ok(FILE.len() as u64));
    let (bytes, outcome) = file.read_all(7);
    assert_eq!((&bytes[..], outcome.seen()), (FILE, (true, 0, 226, "Done.")));
    assert!(file.close().ok);
    assert!(server.wait_until(|seen| seen.has("QUIT"), AGES), "the connection ends with the handle");
    let expected = [
        "USER anonymous",
        "PASS anonymous@",
        "TYPE I",
        "PASV",
        "SIZE pub/a b.txt",
        "RETR pub/a b.txt",
        "QUIT",
    ];
    assert_eq!(commands(&server), expected);
}

/// What the URL says of the login, the path and the type.
#[test]
fn what_the_url_says() {
    for (login, path, flags, user, kind, last) in [
        ("me:secret@", "a", PASSIVE, "USER me", "TYPE I", "RETR a"),
        ("me:s%40c@", "a", PASSIVE, "USER me", "TYPE I", "RETR a"),
        ("", "a;type=a", PASSIVE, "USER anonymous", "TYPE A", "RETR a"),
        ("", "a", PASSIVE | ASCII, "USER anonymous", "TYPE A", "RETR a"),
        ("", "a;type=i", PASSIVE | ASCII, "USER anonymous", "TYPE I", "RETR a"),
        ("", "%2Fetc/motd", PASSIVE, "USER anonymous", "TYPE I", "RETR /etc/motd"),
        ("", "a", 0, "USER anonymous", "TYPE I", "RETR a"),
        ("", "caf%E9", PASSIVE, "USER anonymous", "TYPE I", "RETR caf\u{fffd}"),
    ] {
        let server = Server::start(site());
        let root = Root::new();
        let file = root.open_url(url(&server, login, path), flags).expect("the file is there");
        let seen = commands(&server);
        assert_eq!((&seen[0][..], &seen[2][..], &seen[seen.len() - 1][..]), (user, kind, last), "{seen:?}");
        assert_eq!(seen[3].starts_with("PORT"), flags & PASSIVE == 0, "{seen:?}");
        let shown = text_option(file.0, 34);
        assert_eq!(shown, url(&server, "", path), "no user and no password");
        // As a caller sees it, it hangs below the root.
        let mut parent = 0usize;
        let mut length = size_of::<usize>() as u32;
        // SAFETY: the buffer has the length that is passed.
        let ok = unsafe {
            InternetQueryOptionA(file.0, OPTION_PARENT_HANDLE, (&raw mut parent).cast(), &mut length)
        };
        assert_eq!((ok, parent), (1, root.0.addr()));
    }
}

#[test]
fn a_directory_as_html() {
    for path in ["", "pub/", "pub;type=d"] {
        let server = Server::start(site());
        let root = Root::new();
        let page = root.open_url(url(&server, "", path), PASSIVE).expect("the directory is there");
        assert_eq!(query_number(page.0, OPTION_HANDLE_TYPE), 6);
        let (available, _) = page.available();
        // Whole lines or nothing.
        let (nothing, outcome) = page.read(5);
        assert_eq!((nothing.len(), outcome.ok, outcome.error), (0, false, 122));
        let (first, _) = page.read(200);
        assert!(first.ends_with(b"\r\n"));
        let (rest, outcome) = page.read_all(200);
        assert!(outcome.ok);
        let text = String::from_utf8([first, rest].concat()).unwrap();
        assert_eq!(text.len(), available as usize);
        assert!(
            text.contains("<a href=\"./big%20%26%20%3Csmall%3E.bin\">big &amp; &lt;small&gt;.bin</a>"),
            "{text}"
        );
        assert!(text.contains("5000000000") && text.contains("<a href=\"./sub/\">sub/</a>"), "{text}");
        assert_eq!(page.read(100).0, b"");
        assert!(server.wait_until(|seen| seen.has("QUIT"), AGES), "nothing is needed of it any more");
        let seen = commands(&server);
        assert_eq!(seen.contains(&"CWD pub".to_owned()), !path.is_empty(), "{seen:?}");
        assert_eq!(seen[seen.len() - 2], "LIST");
    }
}

#[test]
fn a_directory_entry_by_entry() {
    let server = Server::start(site());
    let root = Root::new();
    let handle = root.open_url(url(&server, "", "pub/"), PASSIVE | RAW_DATA).expect("the directory is there");
    assert_eq!(query_number(handle.0, OPTION_HANDLE_TYPE), 5);
    let find = Find(handle.0);
    std::mem::forget(handle);
    let entry = find.next().unwrap();
    assert_eq!((&entry.name[..], entry.size), (&b"big & <small>.bin"[..], 5_000_000_000));
    assert!(find.next().unwrap().is_directory);
    for _ in 0..2 {
        assert_eq!(find.next().unwrap_err().error, 18);
    }
}

/// What the server refuses as a file may be a directory. If it is neither, the refusal of the file is returned.
#[test]
fn no_file() {
    let refusing = Script::new().on("RETR", "550 Not a plain file.\r\n");
    let server = Server::start(otherwise_good(refusing.clone()));
    let root = Root::new();
    let page = root.open_url(url(&server, "", "pub"), PASSIVE).expect("it is a directory");
    assert_eq!(query_number(page.0, OPTION_HANDLE_TYPE), 6);
    let text = String::from_utf8(page.read_all(1000).0).unwrap();
    assert!(text.contains("<base href=\"") && text.contains("/pub/\">"), "{text}");

    let server = Server::start(otherwise_good(refusing.on("CWD", "550 No such directory.\r\n")));
    let outcome = root.open_url(url(&server, "", "pub"), PASSIVE).unwrap_err();
    consistent(&outcome);
    assert_eq!(outcome.seen(), (false, 12003, 550, "Not a plain file."));
    assert!(server.wait_until(|seen| seen.has("QUIT"), AGES));

    let server = Server::start(otherwise_good(Script::new().on("RETR", "450 Busy.\r\n")));
    let outcome = root.open_url(url(&server, "", "pub"), PASSIVE).unwrap_err();
    assert_eq!(outcome.seen(), (false, 12003, 450, "Busy."), "what may work later is no directory");
    assert!(!server.seen().has("CWD"));

    let server = Server::start(otherwise_good(Script::new().on("PASS", "530 No.\r\n")));
    let outcome = root.open_url(url(&server, "me:wrong@", "pub"), PASSIVE).unwrap_err();
    assert_eq!(outcome.seen(), (false, 12015, 530, "No."));
}

/// The reply to QUIT, which ends the connection of a directory, is not the reply to the call.
#[test]
fn a_directory_has_the_reply_to_its_listing() {
    let script = otherwise_good(Script::new().on("RETR", "550 Not a plain file.\r\n"));
    let server = Server::start(script.on("QUIT", "421 Going down.\r\n"));
    let root = Root::new();
    let page = root.open_url(url(&server, "", "pub"), PASSIVE).expect("it is a directory");
    assert!(server.wait_until(|seen| seen.has("QUIT"), AGES));
    let (code, text) = last_reply();
    assert_eq!(code, 226);
    assert_eq!(handle_reply(page.0), (code, text.clone()));
    let (number, response) = last_response();
    assert_eq!(number, 0);
    let lines: Vec<&str> = response.lines().collect();
    assert!(lines.first().is_some_and(|line| line.starts_with("220")), "from the greeting on: {response}");
    assert!(lines.contains(&"550 Not a plain file."), "{response}");
    assert_eq!(lines.last(), Some(&&*format!("226 {text}")));
}

/// A download by URL has a verdict as well.
#[test]
fn a_refusal_after_the_data() {
    // Heard before the data connection is seen, the refusal would be that of the open.
    let plan = Plan::download(FILE, Plan::new().hold("opened").send("451 Disk error.\r\n"));
    let server = Server::start(otherwise_good(Script::new().on("RETR", plan)));
    let root = Root::new();
    let file = root.open_url(url(&server, "", "a"), PASSIVE).unwrap();
    server.release("opened");
    let (bytes, outcome) = file.read_all(1000);
    assert_eq!((&bytes[..], outcome.seen()), (FILE, (false, 12003, 451, "Disk error.")));
    let (nothing, outcome) = file.read(10);
    assert_eq!((nothing.len(), outcome.ok), (0, true), "reported once");
}

#[test]
fn arguments() {
    let root = Root::new();
    let server = Server::start(site());
    let good = url(&server, "", "a");
    let error = |url: &str| root.open_url(url, PASSIVE).unwrap_err().error;
    for (url, expected) in [
        ("server", 12006),
        ("", 12006),
        ("http://h/", 12006),
        ("file:///etc/motd", 12006),
        ("ftp://", 12005),
        ("ftp://h:port/", 12005),
        ("ftp://h/a%0D%0ADELE%20b", 12005),
        ("ftp://h/a%00b", 12005),
    ] {
        assert_eq!(error(url), expected, "{url}");
    }
    let open = |handle, url: *const std::ffi::c_char| {
        // SAFETY: NULL or a text ended by NUL; there are no headers.
        let opened = unsafe { InternetOpenUrlA(handle, url, std::ptr::null(), 0, PASSIVE, 0) };
        assert!(opened.is_null());
        TrueFtpGetLastError()
    };
    let text = c(&good);
    assert_eq!(open(root.0, std::ptr::null()), 87);
    assert_eq!(open(std::ptr::null_mut(), text.as_ptr()), 6);
    assert_eq!(open(std::ptr::without_provenance_mut(0x7777_7774), text.as_ptr()), 6);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    assert_eq!(open(connection.0, text.as_ptr()), 12018);
    // A wide URL, and headers, which are ignored.
    let (wide, headers) = (w(&good), w("X: y"));
    // SAFETY: both texts are ended by NUL.
    let handle = unsafe { InternetOpenUrlW(root.0, wide.as_ptr(), headers.as_ptr(), u32::MAX, PASSIVE, 7) };
    assert!(!handle.is_null());
    assert_eq!(File(handle).read_all(100).0, FILE);
}

/// Closing the root ends a call that waits, and the connection that has no handle.
#[test]
fn closing_the_root_during_the_call_cancels_it() {
    for (script, path, last) in [
        (Script::new().greeting(Plan::new().silence()), "a", ""),
        (otherwise_good(Script::new().on("RETR", Plan::new().silence())), "a", "RETR"),
        (otherwise_good(Script::new().on("LIST", Plan::new().silence())), "a/", "LIST"),
    ] {
        let server = Server::start(script);
        let root = Root::new();
        let outcome = std::thread::scope(|scope| {
            let (closer, server) = (&root, &server);
            scope.spawn(move || {
                let Root(handle) = *closer;
                let waits = |seen: &ftp_test_server::Seen| {
                    !seen.controls.is_empty() && (last.is_empty() || seen.has(last))
                };
                assert!(server.wait_until(waits, AGES));
                InternetCloseHandle(handle);
            });
            guarded(&root, || root.open_url(url(server, "", path), PASSIVE).map(drop))
        });
        assert_eq!(outcome.unwrap_err().error, 12017, "{path}");
    }
}

#[test]
fn checking_a_connection() {
    let root = Root::new();
    let server = Server::start(site());
    let check = |url: Option<&str>, flags, reserved| {
        let text = url.map(c);
        let pointer = text.as_ref().map_or(std::ptr::null(), |text| text.as_ptr());
        // SAFETY: NULL or a text ended by NUL.
        let ok = unsafe { InternetCheckConnectionA(pointer, flags, reserved) };
        assert_eq!(ok == 1, TrueFtpGetLastError() == 0);
        let wide = url.map(w);
        let pointer = wide.as_ref().map_or(std::ptr::null(), |text| text.as_ptr());
        let narrow = TrueFtpGetLastError();
        // SAFETY: NULL or a text ended by NUL.
        unsafe { InternetCheckConnectionW(pointer, flags, reserved) };
        assert_eq!(TrueFtpGetLastError(), narrow);
        narrow
    };
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed_port = free.local_addr().unwrap().port();
    drop(free);
    assert_eq!(check(None, 0, 0), 0);
    assert_eq!(check(None, 1, 0), 0);
    assert_eq!(check(None, 0, 1), 87);
    assert_eq!(check(Some("nonsense"), 1, 0), 12006);
    assert_eq!(check(Some(&format!("http://127.0.0.1:{}/", server.port())), 1, 0), 0, "a connection is all");
    assert_eq!(check(Some(&url(&server, "", "")), 1, 0), 0);
    assert_eq!(check(Some(&format!("ftp://127.0.0.1:{closed_port}/")), 1, 0), 12029);
    assert_eq!(
        check(Some(&format!("ftp://127.0.0.1:{closed_port}/")), 0, 0),
        0,
        "nothing was to be connected"
    );
    assert_eq!(check(Some("ftp://no-such-host.invalid/"), 1, 0), 12007);
    drop(root);
}

#[test]
fn the_state_of_the_network() {
    let mut flags = 0;
    // SAFETY: the number is live, or NULL.
    unsafe {
        assert_eq!(InternetGetConnectedState(&mut flags, 0), 1);
        assert_eq!((flags, TrueFtpGetLastError()), (0x12, 0));
        assert_eq!(InternetGetConnectedState(std::ptr::null_mut(), 0), 1);
        assert_eq!(InternetGetConnectedState(&mut flags, 1), 0);
        assert_eq!(TrueFtpGetLastError(), 87);
    }
    for room in [0usize, 1, 2, 5, 100] {
        let mut narrow = vec![FILLER; room + 1];
        let mut wide = vec![u16::from(FILLER); room + 1];
        let (place, wide_place) = (narrow.as_mut_ptr().cast(), wide.as_mut_ptr());
        // SAFETY: the buffers have at least the room that is passed.
        unsafe {
            assert_eq!(InternetGetConnectedStateExA(&mut flags, place, room as u32, 0), 1);
            assert_eq!(InternetGetConnectedStateExW(&mut flags, wide_place, room as u32, 0), 1);
            assert_eq!(InternetGetConnectedStateEx(&mut flags, std::ptr::null_mut(), room as u32, 0), 1);
        }
        let full = b"Local Area Connection\0";
        let kept = room.min(full.len());
        if room == 0 {
            assert_eq!(narrow[0], FILLER);
            continue;
        }
        assert_eq!(narrow[..kept - 1], full[..kept - 1]);
        assert_eq!(narrow[kept - 1], 0);
        assert_eq!(narrow[room], FILLER);
        let widened: Vec<u16> = narrow.iter().map(|&b| u16::from(b)).collect();
        assert_eq!(wide, widened);
    }
}
