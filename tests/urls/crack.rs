//! InternetCrackUrl: what is where.

use super::calls::*;

const EACH_PLACE: [Want; 6] = [Want::Place(1); 6];
const EACH_BUFFER: [Want; 6] = [Want::Buffer(512); 6];

const FTP: i32 = 1;
const GOPHER: i32 = 2;
const HTTP: i32 = 3;
const HTTPS: i32 = 4;
const FILE: i32 = 5;
const NEWS: i32 = 6;
const MAILTO: i32 = 7;
const SOCKS: i32 = 8;
const JAVASCRIPT: i32 = 9;
const VBSCRIPT: i32 = 10;
const RES: i32 = 11;
const UNKNOWN: i32 = -1;

/// A URL with its parts in their order, `|` between them: scheme, host, user, password, path, extra. `-` is no such part.
type Row = (&'static str, i32, u16, &'static str);

const ROWS: &[Row] = &[
    ("ftp://h/x", FTP, 21, "ftp|h|-|-|/x|-"),
    ("ftp://h", FTP, 21, "ftp|h|-|-||-"),
    ("ftp://h:2121/x/y.txt;type=a", FTP, 2121, "ftp|h|-|-|/x/y.txt;type=a|-"),
    ("ftp://me@h/", FTP, 21, "ftp|h|me|-|/|-"),
    ("ftp://me:secret@h.example/a/b", FTP, 21, "ftp|h.example|me|secret|/a/b|-"),
    ("ftp://me:@h/", FTP, 21, "ftp|h|me||/|-"),
    ("ftp://:pw@h/", FTP, 21, "ftp|h||pw|/|-"),
    ("ftp://@h/", FTP, 21, "ftp|h||-|/|-"),
    // The last colon, and the last at.
    ("ftp://a:b:c@h:1/x", FTP, 1, "ftp|h|a:b|c|/x|-"),
    ("ftp://me@home.example:pw@h/x", FTP, 21, "ftp|h|me@home.example|pw|/x|-"),
    ("ftp://h/a@b:c", FTP, 21, "ftp|h|-|-|/a@b:c|-"),
    ("ftp://h/%2Fetc/x", FTP, 21, "ftp|h|-|-|/%2Fetc/x|-"),
    ("ftp://[::1]/x", FTP, 21, "ftp|[::1]|-|-|/x|-"),
    ("ftp://u:p@[fe80::1%25eth0]:99/x", FTP, 99, "ftp|[fe80::1%25eth0]|u|p|/x|-"),
    ("ftp://h:/x", FTP, 21, "ftp|h|-|-|/x|-"),
    ("ftp://h:0/x", FTP, 0, "ftp|h|-|-|/x|-"),
    ("ftp://h:00065535/x", FTP, 65535, "ftp|h|-|-|/x|-"),
    ("FtP://H/x", FTP, 21, "FtP|H|-|-|/x|-"),
    ("http://www.example.org/site/about#hi", HTTP, 80, "http|www.example.org|-|-|/site/about|#hi"),
    ("http://www.example.org/s.php?arg=1", HTTP, 80, "http|www.example.org|-|-|/s.php|?arg=1"),
    ("http://www.example.org?test=123", HTTP, 80, "http|www.example.org|-|-||?test=123"),
    ("http://h#f?g", HTTP, 80, "http|h|-|-||#f?g"),
    ("http://h/a?b#c", HTTP, 80, "http|h|-|-|/a|?b#c"),
    ("http://h/a#b?c", HTTP, 80, "http|h|-|-|/a|#b?c"),
    ("http://h/?a@b:c/d", HTTP, 80, "http|h|-|-|/|?a@b:c/d"),
    ("http://www.example.org/s.php;test=123", HTTP, 80, "http|www.example.org|-|-|/s.php;test=123|-"),
    ("HtTp://www.example.org/scheme", HTTP, 80, "HtTp|www.example.org|-|-|/scheme|-"),
    (
        "http://192.168.0.22/CFIDE/main.cfm?CFSVR=IDE",
        HTTP,
        80,
        "http|192.168.0.22|-|-|/CFIDE/main.cfm|?CFSVR=IDE",
    ),
    ("http://x.org", HTTP, 80, "http|x.org|-|-||-"),
    ("https://x.org:8443/", HTTPS, 8443, "https|x.org|-|-|/|-"),
    ("https://x.org/", HTTPS, 443, "https|x.org|-|-|/|-"),
    ("gopher://www.example.org/site/about#hi", GOPHER, 0, "gopher|www.example.org|-|-|/site/about|#hi"),
    ("fide:///C:/Program%20Files/x.xml", UNKNOWN, 0, "fide||-|-|/C:/Program%20Files/x.xml|-"),
    (r"C:\file.txt", UNKNOWN, 0, r"C|-|-|-|\file.txt|-"),
    ("res://IELib.dll/test.htm", RES, 0, "res|IELib.dll|-|-|/test.htm|-"),
    (r"res://C:\lib.dll/x", RES, 0, r"res|C:\lib.dll|-|-|/x|-"),
    ("about://host/blank", UNKNOWN, 0, "about|host|-|-|/blank|-"),
    ("about:blank", UNKNOWN, 0, "about|-|-|-|blank|-"),
    ("about:", UNKNOWN, 0, "about|-|-|-||-"),
    ("mailto:me@h.example?subject=x", MAILTO, 0, "mailto|-|-|-|me@h.example|?subject=x"),
    ("news:comp.lang", NEWS, 0, "news|-|-|-|comp.lang|-"),
    ("javascript:f(1)", JAVASCRIPT, 0, "javascript|-|-|-|f(1)|-"),
    ("vbscript:f", VBSCRIPT, 0, "vbscript|-|-|-|f|-"),
    ("socks://p:1080", SOCKS, 1080, "socks|p|-|-||-"),
    ("x-a.b+c://h:12/p", UNKNOWN, 12, "x-a.b+c|h|-|-|/p|-"),
    ("ftp://h/\u{E4}\u{1F600}?\u{20AC}", FTP, 21, "ftp|h|-|-|/\u{E4}\u{1F600}|?\u{20AC}"),
    ("file:///home/me/x", FILE, 0, "file|-|-|-|/home/me/x|-"),
    ("file://server/share/x", FILE, 0, "file|-|-|-|server/share/x|-"),
    ("file:x", FILE, 0, "file|-|-|-|x|-"),
];

/// Offsets of parts in the URL: each is searched for after the one before it.
fn offsets<C: Char>(url: &[C], parts: &[Option<Vec<C>>; 6]) -> [Option<usize>; 6] {
    let mut places = [None; 6];
    let mut from = 0;
    for at in [0, 2, 3, 1, 4, 5] {
        let Some(part) = &parts[at] else { continue };
        let found = (from..=url.len()).find(|&start| url[start..].starts_with(part));
        places[at] = found;
        from = found.expect("the part is in the URL") + part.len() + usize::from(at == 0);
    }
    places
}

fn check_row<C: Char>((url, scheme, port, parts): Row) {
    let text = C::text(url);
    let mut parts = parts.split('|').map(|part| (part != "-").then(|| C::text(part)));
    let parts: [_; 6] = std::array::from_fn(|_| parts.next().expect("six parts"));
    let places = crack(&c(&text), 0, 0, EACH_PLACE);
    assert_eq!((places.result, places.scheme, places.port), (Ok(()), scheme, port), "{} {url}", C::NAME);
    let offsets = offsets(&text, &parts);
    for at in 0..6 {
        match (&parts[at], &places.parts[at]) {
            (None, given) => assert_eq!(*given, Given::Null(0), "{} {url}, part {at}", C::NAME),
            // The position of an empty part is checked below.
            (Some(part), Given::Place(_, length)) if part.is_empty() => assert_eq!(*length, 0),
            (Some(part), given) => {
                let place = Given::Place(offsets[at].expect("found"), part.len() as u32);
                assert_eq!(*given, place, "{} {url}, part {at}", C::NAME);
            }
        }
    }
    let copies = crack(&c(&text), 0, 0, EACH_BUFFER);
    assert_eq!((copies.result, copies.scheme, copies.port), (Ok(()), scheme, port), "{} {url}", C::NAME);
    for (part, given) in parts.iter().zip(copies.parts) {
        let part = part.clone().unwrap_or_default();
        assert_eq!(given, Given::Text(part.clone(), part.len() as u32), "{} {url}", C::NAME);
    }
}

#[test]
fn every_row() {
    for row in ROWS {
        check_row::<u8>(*row);
        check_row::<u16>(*row);
    }
}

#[test]
fn empty_parts_have_their_places() {
    fn check<C: Char>() {
        let places = |url: &str| crack(&c(&C::text(url)), 0, 0, EACH_PLACE).parts;
        assert_eq!(places("http://www.example.org?x")[4..], [Given::Place(22, 0), Given::Place(22, 2)]);
        assert_eq!(places("ftp://h")[4], Given::Place(7, 0));
        assert_eq!(places("fide:///x")[1], Given::Place(7, 0));
        assert_eq!(places("ftp://:@h/")[2..4], [Given::Place(6, 0), Given::Place(7, 0)]);
    }
    check::<u8>();
    check::<u16>();
}

#[test]
fn invalid_urls_are_refused() {
    fn check<C: Char>() {
        for (url, error) in [
            ("", UNRECOGNIZED_SCHEME),
            (":", UNRECOGNIZED_SCHEME),
            ("file.txt", UNRECOGNIZED_SCHEME),
            ("www.example.org", UNRECOGNIZED_SCHEME),
            ("../Ritz.xml", UNRECOGNIZED_SCHEME),
            ("server", UNRECOGNIZED_SCHEME),
            ("a/b:c", UNRECOGNIZED_SCHEME),
            ("1ftp://h/", UNRECOGNIZED_SCHEME),
            ("+a:b", UNRECOGNIZED_SCHEME),
            (" ftp://h/", UNRECOGNIZED_SCHEME),
            ("ft\u{E4}://h/", UNRECOGNIZED_SCHEME),
            ("http://", INVALID_URL),
            ("ftp:///x", INVALID_URL),
            ("ftp:x", INVALID_URL),
            ("https:/x", INVALID_URL),
            ("gopher://?x", INVALID_URL),
            ("ftp://:21/", INVALID_URL),
            ("ftp://me:pw@/x", INVALID_URL),
            ("ftp://h:65536/", INVALID_URL),
            ("ftp://h:99999999999999999999/", INVALID_URL),
            ("ftp://h:2x/", INVALID_URL),
            ("ftp://h:-1/", INVALID_URL),
            ("ftp://h:\u{665}/", INVALID_URL),
            ("ftp://::1/", INVALID_URL),
            ("ftp://[::1/", INVALID_URL),
            ("ftp://[]/", INVALID_URL),
            ("ftp://[::1]x/", INVALID_URL),
            ("ftp://[::1]:x/", INVALID_URL),
        ] {
            for wants in [EACH_PLACE, EACH_BUFFER, [Want::Nothing; 6]] {
                let cracked = crack(&c(&C::text(url)), 0, 0, wants);
                assert_eq!(cracked.result, Err(error), "{} {url}", C::NAME);
                // Nothing was touched.
                assert_eq!((cracked.scheme, cracked.port), (77, 777), "{url}");
                for (want, given) in wants.iter().zip(cracked.parts) {
                    let expected = match *want {
                        Want::Nothing => Given::Null(0),
                        Want::Place(length) => Given::Null(length),
                        Want::Buffer(size) => Given::Untouched(size),
                    };
                    assert_eq!(given, expected, "{url}");
                }
            }
        }
    }
    check::<u8>();
    check::<u16>();
}

/// The length is a maximum: an earlier NUL ends the URL, and nothing after either is read.
#[test]
fn lengths() {
    fn check<C: Char>() {
        let host = |url: &str, length| {
            let cracked = crack(&C::text(url), length, 0, EACH_BUFFER);
            cracked.result.map(|()| match &cracked.parts[1] {
                Given::Text(host, _) => C::string(host),
                other => panic!("{other:?}"),
            })
        };
        for length in [0, 12, 13, 14, 1000, 0x7FFF_FFFF, u32::MAX] {
            assert_eq!(host("http://x.org\0/x", length), Ok("x.org".into()), "{} {length}", C::NAME);
        }
        assert_eq!(host("http://x.org", 12), Ok("x.org".into()));
        assert_eq!(host("http://x.org/", 10), Ok("x.o".into()));
        assert_eq!(host("http://x.org/", 4), Err(UNRECOGNIZED_SCHEME));
        assert_eq!(host("http://\0x.org", 13), Err(INVALID_URL));
        assert_eq!(host("\0http://x.org/", 13), Err(UNRECOGNIZED_SCHEME));
        let path = crack(&C::text("http://x.org\0/x\0"), 15, 0, EACH_BUFFER).parts[4].clone();
        assert_eq!(path, Given::Text(Vec::new(), 0));
    }
    check::<u8>();
    check::<u16>();
}

#[test]
fn long_urls() {
    fn check<C: Char>() {
        let long = "x".repeat(6000);
        let wants = [Want::Buffer(7000); 6];
        let cracked = crack(&c(&C::text(&format!("http://www.example.org/{long}"))), 0, 0, wants);
        assert_eq!(cracked.parts[4], Given::Text(C::text(&format!("/{long}")), 6001));
        let cracked = crack(&c(&C::text(&format!("http://h/p#{long}"))), 0, 0, wants);
        assert_eq!(cracked.parts[5], Given::Text(C::text(&format!("#{long}")), 6001));
    }
    check::<u8>();
    check::<u16>();
}

/// In buffers, paths on drives become local ones; in the URL they stay where they are.
#[test]
fn files() {
    fn check<C: Char>() {
        for (url, raw, copied, decoded) in [
            (
                "file:///C:/Program%20Files/A/x.xml",
                "/C:/Program%20Files/A/x.xml",
                r"C:\Program Files\A\x.xml",
                r"C:\Program Files\A\x.xml",
            ),
            (
                "file://C:/Program%20Files/A/x.xml",
                "C:/Program%20Files/A/x.xml",
                r"C:\Program%20Files\A\x.xml",
                r"C:\Program Files\A\x.xml",
            ),
            (
                "file://C:/Program%20Files/..",
                "C:/Program%20Files/..",
                r"C:\Program%20Files\..\",
                r"C:\Program Files\..\",
            ),
            (
                "file://C:/Program%20Files/../x",
                "C:/Program%20Files/../x",
                r"C:\Program%20Files\..\x",
                r"C:\Program Files\..\x",
            ),
            (
                "file:///C:/Program%20Files/..",
                "/C:/Program%20Files/..",
                r"C:\Program Files\..\",
                r"C:\Program Files\..\",
            ),
            ("file:///C:/a%20b/./x", "/C:/a%20b/./x", r"C:\a b\.\x", r"C:\a b\.\x"),
            ("file://C:/a%20b/.", "C:/a%20b/.", r"C:\a%20b\.\", r"C:\a b\.\"),
            ("file:///home/a%20b/..", "/home/a%20b/..", "/home/a%20b/..", "/home/a b/.."),
        ] {
            let url = C::text(url);
            let places = crack(&c(&url), 0, 0, EACH_PLACE);
            assert_eq!((places.scheme, places.port), (FILE, 0));
            assert_eq!(places.parts[4], Given::Place(7, raw.len() as u32), "{raw}");
            assert_eq!(places.parts[1], Given::Null(0));
            let path = |flags| crack(&c(&url), 0, flags, EACH_BUFFER).parts[4].clone();
            assert_eq!(path(0), Given::Text(C::text(copied), copied.len() as u32), "{} {raw}", C::NAME);
            assert_eq!(
                path(DECODE),
                Given::Text(C::text(decoded), decoded.len() as u32),
                "{} {raw}",
                C::NAME
            );
        }
    }
    check::<u8>();
    check::<u16>();
}

#[test]
fn decoding() {
    fn check<C: Char>(flag: u32) {
        let url = C::text("ftp://u%40x:p%3Aw@h%2D1/a%20b%2Fc%zz%4%00%25%c3%a9?q%3d#%41");
        let cracked = crack(&c(&url), 0, flag, EACH_BUFFER);
        let expected = ["ftp", "h-1", "u@x", "p:w", "/a b/c%zz%4%00%\u{E9}", "?q=#A"];
        for (given, expected) in cracked.parts.into_iter().zip(expected) {
            let expected = C::text(expected);
            assert_eq!(given, Given::Text(expected.clone(), expected.len() as u32), "{}", C::NAME);
        }
        let cracked = crack(&c(&url), 0, 0, EACH_BUFFER);
        assert_eq!(cracked.parts[2], Given::Text(C::text("u%40x"), 5));
    }
    for flag in [DECODE, ESCAPE, DECODE | ESCAPE] {
        check::<u8>(flag);
        check::<u16>(flag);
    }
}

/// Bytes that are no UTF-8 are bytes in `A`, and stay escaped in `W`, where they are no character.
#[test]
fn decoding_other_bytes() {
    let path = |given: &Cracked<u8>| given.parts[4].clone();
    let narrow = crack(b"ftp://h/%E9\xE9%F0%9F%98%80\0", 0, DECODE, EACH_BUFFER);
    assert_eq!(path(&narrow), Given::Text(b"/\xE9\xE9\xF0\x9F\x98\x80".to_vec(), 7));
    let raw = crack(b"ftp://h\xE4/\x80\xFF\0", 0, 0, EACH_PLACE);
    assert_eq!((&raw.parts[1], &raw.parts[4]), (&Given::Place(6, 2), &Given::Place(8, 3)));
    let wide = |text: &str| match &crack(&c(&u16::text(text)), 0, DECODE, EACH_BUFFER).parts[4] {
        Given::Text(text, _) => text.clone(),
        other => panic!("{other:?}"),
    };
    for (escaped, plain) in [
        ("/%E9", "/%E9"),
        ("/%C2%80%DF%BF", "/\u{80}\u{7FF}"),
        ("/%E0%A0%80%EF%BF%BD", "/\u{800}\u{FFFD}"),
        ("/%F4%8F%BF%BF", "/\u{10FFFF}"),
        ("/%E9%41", "/%E9A"),
        ("/%F0%9F%98%80", "/\u{1F600}"),
        ("/%F0%9F%98", "/%F0%9F%98"),
        ("/%F0%9F%98x", "/%F0%9F%98x"),
        ("/%ED%A0%80", "/%ED%A0%80"),
        ("/%C0%AF", "/%C0%AF"),
        ("/%EF%BF%BF%FF", "/\u{FFFF}%FF"),
        ("/%", "/%"),
        ("/%4", "/%4"),
        ("/%\u{FF14}1", "/%\u{FF14}1"),
    ] {
        assert_eq!(String::from_utf16_lossy(&wide(&format!("ftp://h{escaped}"))), plain, "{escaped}");
    }
    // Surrogates that are alone are kept.
    let mut url = u16::text("ftp://h/");
    url.extend([0xD83D, b'x'.into(), 0xDE00, 0]);
    let cracked = crack(&url, 0, DECODE, EACH_BUFFER);
    assert_eq!(cracked.parts[4], Given::Text(vec![b'/'.into(), 0xD83D, b'x'.into(), 0xDE00], 4));
}

#[test]
fn users_can_be_refused() {
    for (url, result) in [
        ("ftp://h/a@b", Ok(())),
        ("ftp://me@h/", Err(INVALID_URL)),
        ("ftp://@h/", Err(INVALID_URL)),
        ("x://me:pw@h/", Err(INVALID_URL)),
        ("mailto:me@h", Ok(())),
    ] {
        assert_eq!(crack(&c(&u8::text(url)), 0, REJECT_USERPWD, EACH_PLACE).result, result, "{url}");
        assert_eq!(crack(&c(&u16::text(url)), 0, REJECT_USERPWD, EACH_PLACE).result, result, "{url}");
        assert_eq!(crack(&c(&u16::text(url)), 0, 0, EACH_PLACE).result, Ok(()), "{url}");
    }
}
