//! InternetOpenUrl and InternetCheckConnection: files and directories by their URLs.

use crate::site::*;
use crate::widths::*;
use kit::*;

on_each_server!(files, directories, missing, checking);

const WIDTHS: [bool; 2] = [false, true];

fn files(site: &Site) {
    let content = bytes(100_001);
    site.has_directory("a b");
    site.has("a b/é.bin", &content);
    for is_wide in WIDTHS {
        for flags in [PASSIVE, 0] {
            let url = site.url("a%20b/%C3%A9.bin");
            let file = open_url(&site.root, is_wide, &url, flags).expect("the file is there");
            assert_eq!(file.size(), Ok(content.len() as u64));
            assert!(file.available().0 > 0);
            let (read, reported) = file.read_all(4097);
            assert_done(&reported, 226);
            assert!(read == content);
            assert!(file.close().ok);
        }
    }
}

/// A directory with a directory and a file.
fn furnish(site: &Site) {
    site.has_directory("pub");
    site.has_directory("pub/sub dir");
    site.has("pub/a <b>.txt", b"seven b");
}

fn directories(site: &Site) {
    furnish(site);
    for is_wide in WIDTHS {
        // With the slash it is one, without it is found out.
        for path in ["pub/", "pub"] {
            let page =
                open_url(&site.root, is_wide, &site.url(path), PASSIVE).expect("the directory is there");
            let (html, reported) = page.read_all(1000);
            assert!(reported.ok, "{reported:?}");
            let html = String::from_utf8(html).expect("UTF-8");
            let file = " 7 <a href=\"./a%20%3Cb%3E.txt\">a &lt;b&gt;.txt</a>";
            let directory = " Directory <a href=\"./sub%20dir/\">sub dir/</a>";
            assert!(html.contains(file) && html.contains(directory), "{html}");
            assert!(page.close().ok);
            entry_by_entry(site, is_wide, path);
        }
    }
}

fn entry_by_entry(site: &Site, is_wide: bool, path: &str) {
    let url = site.url(path);
    let handle = open_url(&site.root, is_wide, &url, PASSIVE | RAW_DATA).expect("the directory is there");
    let find = Find(handle.0);
    std::mem::forget(handle);
    let mut found = Vec::new();
    let end = loop {
        match find.next() {
            Ok(entry) => found.push((entry.name, entry.is_directory)),
            Err(reported) => break reported,
        }
    };
    assert_eq!(end.error, 18, "{end:?}");
    found.retain(|(name, _)| !matches!(&name[..], b"." | b".."));
    found.sort();
    assert_eq!(found, [(b"a <b>.txt".to_vec(), false), (b"sub dir".to_vec(), true)]);
}

fn missing(site: &Site) {
    for is_wide in WIDTHS {
        for path in ["missing", "missing/", "no/such/directory/x"] {
            let reported = open_url(&site.root, is_wide, &site.url(path), PASSIVE).expect_err(path);
            assert_refused(&reported, 550);
        }
    }
}

fn checking(site: &Site) {
    for is_wide in WIDTHS {
        assert_eq!(check_connection(is_wide, &site.url("")), Ok(()));
    }
}
