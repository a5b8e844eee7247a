//! InternetCanonicalizeUrl.

use super::calls::*;

fn canonical<C: Char>(url: &str, flags: u32) -> String {
    let filled = canonicalize(&C::text(url), flags, ROOM);
    assert_eq!(filled.result, Ok(()), "{} {url}", C::NAME);
    C::string(&filled.text.expect("written"))
}

fn check(rows: &[(&str, u32, &str)]) {
    for (url, flags, expected) in rows {
        assert_eq!(canonical::<u8>(url, *flags), *expected, "A {url:?} {flags:#x}");
        assert_eq!(canonical::<u16>(url, *flags), *expected, "W {url:?} {flags:#x}");
    }
}

#[test]
fn asserted_on_windows() {
    check(&[
        (
            "http://swupmf.example.com/manifest/50/win/Updater.upd",
            0,
            "http://swupmf.example.com/manifest/50/win/Updater.upd",
        ),
        ("http://www.example.org/index.php?x= ", BROWSER_MODE, "http://www.example.org/index.php?x="),
        (
            "file:///C:/Program%20Files/A/AVR%20Tools/x.xml",
            DECODE | NO_ENCODE,
            r"file://C:\Program Files\A\AVR Tools\x.xml",
        ),
        ("/uri-res/N2R?urn:sha1:B3K", BROWSER_MODE, "/uri-res/N2R?urn:sha1:B3K"),
    ]);
}

#[test]
fn white_space_around() {
    check(&[
        (" \t\r\nftp://h/x \r\n\t", 0, "ftp://h/x"),
        ("ftp://h/x?y \n", BROWSER_MODE | NO_META | NO_ENCODE | SPACES_ONLY, "ftp://h/x?y"),
        ("", 0, ""),
        (" \t ", 0, ""),
        ("ftp://h/%20", 0, "ftp://h/%20"),
        ("ftp://h/%20", DECODE, "ftp://h/%20"),
    ]);
}

#[test]
fn dots() {
    check(&[
        ("http://h/tests/../tests", 0, "http://h/tests"),
        ("http://h/tests/../tests/", 0, "http://h/tests/"),
        ("http://h/tests/..", 0, "http://h/"),
        ("http://h/tests/../", 0, "http://h/"),
        ("http://h/t/t2/../../t", 0, "http://h/t"),
        ("http://h/a/./b/.", 0, "http://h/a/b/"),
        ("http://h/a//../b", 0, "http://h/a/b"),
        ("http://h/tests/..?query=x/../y", 0, "http://h/?query=x/../y"),
        ("http://h/tests/..#a/../b", 0, "http://h/#a/../b"),
        ("ftp://h/.../..a/a../.b", 0, "ftp://h/.../..a/a../.b"),
        // Above the root.
        ("http://h/..", 0, "http://h/.."),
        ("http://h/../../x/../y", 0, "http://h/../../y"),
        ("http://h", 0, "http://h/"),
        ("http://h?x", 0, "http://h/?x"),
        ("res://file", 0, "res://file/"),
        ("http:///x", 0, "http:///x"),
        ("http://", 0, "http://"),
        ("http:h/dir/../x", 0, "http:h/x"),
        ("mailto:a/../b@h", 0, "mailto:a/../b@h"),
        ("about:blank", 0, "about:blank"),
        ("mk:@MSITStore:C:/x/../y", 0, "mk:@MSITStore:C:/x/../y"),
        ("A/../B", 0, "B"),
        ("../A", 0, "../A"),
        ("./A", 0, "A"),
        ("a/..", 0, "./"),
        (".", 0, "./"),
        // What is left is not read as something else.
        ("/a/..//h/x", 0, "/.//h/x"),
        ("a/..//h/x", 0, ".//h/x"),
        ("a/../ftp://h/", 0, "./ftp://h/"),
        ("xy:/a/..//h", 0, "xy:/.//h"),
        ("http://h/a/..//x", 0, "http://h//x"),
    ]);
    for url in ["http://h/a/../b/./c", "http://h", "a/..", ".", "http://h/a/..?x/../y"] {
        check(&[(url, NO_META, url)]);
    }
}

#[test]
fn unsafe_characters() {
    check(&[
        ("ftp://h/a b", 0, "ftp://h/a%20b"),
        ("ftp://h/\"<>[]^`{|}\u{7F}\u{1}x", 0, "ftp://h/%22%3C%3E%5B%5D%5E%60%7B%7C%7D%7F%01x"),
        ("ftp://h/!$&'()*+,-.:;=@_~%#?/", 0, "ftp://h/!$&'()*+,-.:;=@_~%#?/"),
        (r"ftp://h/a\b", 0, "ftp://h/a%5Cb"),
        ("ftp://u r:p<@[::1]:21/[", 0, "ftp://u%20r:p%3C@[::1]:21/%5B"),
        ("ftp://h/\u{E9}\u{20AC}\u{1F600}", 0, "ftp://h/%C3%A9%E2%82%AC%F0%9F%98%80"),
        ("ftp://h/a?b c#d|", 0, "ftp://h/a?b%20c#d%7C"),
        ("mailto:a b", 0, "mailto:a%20b"),
        ("a b<", 0, "a%20b%3C"),
        ("ftp://h/%20%zz%", 0, "ftp://h/%20%zz%"),
    ]);
}

#[test]
fn encoding_flags() {
    let url = "ftp://h x/a b%20<\u{E9}?c d%7C#e|";
    check(&[
        (url, 0, "ftp://h%20x/a%20b%20%3C%C3%A9?c%20d%7C#e%7C"),
        (url, NO_ENCODE, url),
        (url, NO_ENCODE | ENCODE_PERCENT | SPACES_ONLY, url),
        (url, SPACES_ONLY, "ftp://h%20x/a%20b%20<\u{E9}?c%20d%7C#e|"),
        (url, ENCODE_PERCENT, "ftp://h%20x/a%20b%2520%3C%C3%A9?c%20d%257C#e%7C"),
        (url, ENCODE_PERCENT | SPACES_ONLY, "ftp://h%20x/a%20b%2520<\u{E9}?c%20d%257C#e|"),
        (url, BROWSER_MODE, "ftp://h%20x/a%20b%20%3C%C3%A9?c d%7C#e|"),
        (url, BROWSER_MODE | ENCODE_PERCENT, "ftp://h%20x/a%20b%2520%3C%C3%A9?c d%7C#e|"),
        (url, DECODE, "ftp://h%20x/a%20b%20%3C%C3%A9?c%20d%7C#e%7C"),
        (url, DECODE | NO_ENCODE, "ftp://h x/a b <\u{E9}?c d|#e|"),
        (url, DECODE | NO_ENCODE | BROWSER_MODE, "ftp://h x/a b <\u{E9}?c d%7C#e|"),
        (
            url,
            ESCAPE | USERNAME | ESCAPE_AUTHORITY | REJECT_USERPWD,
            "ftp://h%20x/a%20b%20%3C%C3%A9?c%20d%7C#e%7C",
        ),
        // Before anything else.
        ("http://h/a/%2e%2E/b", DECODE, "http://h/b"),
        ("http://h/a/%2e%2E/b", 0, "http://h/a/%2e%2E/b"),
        ("http://h/a%3Fb c", DECODE, "http://h/a?b%20c"),
        ("http://h/%00%2500", DECODE | NO_ENCODE, "http://h/%00%00"),
    ]);
}

#[test]
fn backslashes() {
    check(&[
        (r"http:\\h\a\..\b\c?d\e", NO_ENCODE, r"http://h/b/c?d\e"),
        (r"https://h\x", 0, "https://h/x"),
        (r"res:///c:\a", NO_ENCODE, r"res:///c:\a"),
        (r".\A", NO_ENCODE, r".\A"),
    ]);
}

#[test]
fn files() {
    check(&[
        (r"file:///c:\tests\foobar", 0, r"file://c:\tests\foobar"),
        ("file://C:/user/file", 0, r"file://C:\user\file"),
        ("file:////C:/user/file", 0, r"file://C:\user\file"),
        ("file://C:/user/file/../asdf", 0, r"file://C:\user\asdf"),
        ("file://C:/../../x", 0, r"file://C:\..\..\x"),
        ("file://C:/user/../x", NO_META, r"file://C:\user\..\x"),
        ("file://localhost/c:/tests/../t", 0, r"file://c:\t"),
        (r"file://LOCALHOST\\c:/t", 0, r"file://c:\t"),
        ("file://localhost/home/x", 0, r"file://\home\x"),
        ("file://localhosts/x", 0, r"file://\\localhosts\x"),
        ("file://localhost", 0, r"file://\\localhost"),
        ("file://home/user/file", 0, r"file://\\home\user\file"),
        ("file:///home/user/file", 0, r"file://\home\user\file"),
        ("file:////home/user/file", 0, r"file://\\home\user\file"),
        ("file://///home/user/file", 0, r"file://\\home\user\file"),
        ("file:/home/x", 0, r"file://\home\x"),
        ("file:home/x", 0, "file:home/x"),
        ("file:///a/..//b", 0, r"file://\.\\b"),
        (r"c:\dir\a b", 0, r"file://c:\dir\a%20b"),
        ("file:///a/../C:/b", 0, r"file://\.\C:\b"),
        ("c:dir", 0, "c:dir"),
        ("file:///C:/a b?c d", 0, r"file://C:\a%20b?c%20d"),
        ("file:", 0, "file:"),
        ("file://", 0, r"file://\\"),
        ("file:///", 0, r"file://\"),
    ]);
}

/// Bytes that are no UTF-8, and surrogates alone.
#[test]
fn other_characters() {
    let narrow = |url: &[u8], flags| canonicalize(url, flags, ROOM).text;
    assert_eq!(narrow(b"ftp://h/\xE9\xFF", 0), Some(b"ftp://h/%E9%FF".to_vec()));
    assert_eq!(narrow(b"ftp://h/\xE9\xFF", NO_ENCODE), Some(b"ftp://h/\xE9\xFF".to_vec()));
    assert_eq!(narrow(b"ftp://h/%E9", DECODE | NO_ENCODE), Some(b"ftp://h/\xE9".to_vec()));
    assert_eq!(narrow(b"ftp://h/%E9", DECODE), Some(b"ftp://h/%E9".to_vec()));
    let alone = [u16::text("ftp://h/"), vec![0xDE00, 0xD83D]].concat();
    assert_eq!(canonicalize(&alone, 0, ROOM).text, Some(alone));
}
