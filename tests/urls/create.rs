//! InternetCreateUrl.

use super::calls::*;

type Texts = [Option<&'static str>; 6];

const FULL: Texts = [
    Some("http"),
    Some("www.example.org"),
    Some("username"),
    Some("password"),
    Some("/site/about"),
    Some(""),
];

fn url<C: Char>(texts: Texts, scheme: i32, port: u16, flags: u32) -> Result<String, u32> {
    let parts = Parts::<C>::new(texts, scheme, port);
    let reported = create(&parts, flags, ROOM, false);
    // What the NULs say is the same.
    assert_eq!(reported, create(&parts, flags, ROOM, true), "{texts:?}");
    reported.result.map(|()| C::string(&reported.text.expect("written")))
}

fn check(texts: Texts, scheme: i32, port: u16, flags: u32, expected: Result<&str, u32>) {
    let expected = expected.map(str::to_owned);
    assert_eq!(url::<u8>(texts, scheme, port, flags), expected, "A {texts:?}");
    assert_eq!(url::<u16>(texts, scheme, port, flags), expected, "W {texts:?}");
}

fn with(at: usize, text: Option<&'static str>) -> Texts {
    let mut texts = FULL;
    texts[at] = text;
    texts
}

#[test]
fn urls() {
    let whole = "http://username:password@www.example.org/site/about";
    check(FULL, 3, 80, 0, Ok(whole));
    // The name counts, not the number.
    for number in [-3, -2, -1, 0, 1, 12, i32::MAX, i32::MIN] {
        check(FULL, number, 80, 0, Ok(whole));
    }
    check(with(0, None), 3, 80, 0, Ok(whole));
    check(with(0, None), 0, 80, 0, Ok(whole));
    check(with(0, None), 1, 80, 0, Ok("ftp://username:password@www.example.org:80/site/about"));
    check(with(3, None), 3, 80, 0, Ok("http://username@www.example.org/site/about"));
    check(with(3, Some("")), 3, 80, 0, Ok("http://username:@www.example.org/site/about"));
    check(with(2, None), 3, 80, 0, Err(INVALID_PARAMETER));
    check(with(2, Some("")), 3, 80, 0, Ok("http://:password@www.example.org/site/about"));
    let mut anonymous = FULL;
    (anonymous[2], anonymous[3]) = (None, None);
    check(anonymous, 3, 80, 0, Ok("http://www.example.org/site/about"));
    check(anonymous, 3, 0, 0, Ok("http://www.example.org/site/about"));
    check(
        with(0, Some("nhttp")),
        3,
        80,
        ESCAPE,
        Ok("nhttp://username:password@www.example.org:80/site/about"),
    );
    check(FULL, 3, 42, ESCAPE, Ok("http://username:password@www.example.org:42/site/about"));
    check(with(0, Some("https")), 3, 443, 0, Ok("https://username:password@www.example.org/site/about"));
    check(with(0, Some("https")), 3, 80, 0, Ok("https://username:password@www.example.org:80/site/about"));
    check([Some("ftp"), Some("h"), None, None, Some("/x"), None], 3, 21, 0, Ok("ftp://h/x"));
    check([Some("FTP"), Some("h"), None, None, Some("/x"), None], 3, 21, 0, Ok("FTP://h/x"));
    check(
        [Some("ftp"), Some("[::1]"), None, None, Some("x;type=a"), None],
        0,
        2121,
        0,
        Ok("ftp://[::1]:2121/x;type=a"),
    );
    check(
        [Some("http"), Some("www.example.org"), None, None, None, None],
        3,
        65535,
        0,
        Ok("http://www.example.org:65535"),
    );
    check(
        [Some("http"), Some("localhost"), None, None, Some("/"), Some("?test=123")],
        3,
        80,
        ESCAPE,
        Ok("http://localhost/?test=123"),
    );
    check([Some("http"), Some("h"), None, None, Some(""), Some("#x")], 3, 80, 0, Ok("http://h#x"));
}

#[test]
fn urls_without_a_host() {
    check([Some("about"), None, None, None, Some("blank"), None], 0, 0, ESCAPE, Ok("about:blank"));
    check(
        [Some("about"), Some("host"), None, None, Some("blank"), None],
        0,
        0,
        ESCAPE,
        Ok("about://host/blank"),
    );
    check([Some("about"), None, None, None, None, None], 0, 8080, ESCAPE, Ok("about:"));
    check([None, None, None, None, Some("me@h"), None], 7, 0, 0, Ok("mailto:me@h"));
    check([None, None, None, None, Some("/C:/x"), None], 5, 0, 0, Ok("file:///C:/x"));
    check([None, None, None, None, Some("/x"), None], 1, 21, 0, Ok("ftp:///x"));
    check([None, None, Some("u"), Some("p"), None, None], 1, 99, 0, Ok("ftp://"));
    for (number, start) in [
        (2, "gopher://"),
        (4, "https://"),
        (6, "news:"),
        (8, "socks://"),
        (9, "javascript:"),
        (10, "vbscript:"),
        (11, "res://"),
    ] {
        check([None; 6], number, 0, 0, Ok(start));
    }
    for number in [-3, -2, -1, 12, i32::MAX, i32::MIN] {
        check([None; 6], number, 0, 0, Err(INVALID_PARAMETER));
    }
}

#[test]
fn flags() {
    let odd: Texts = [
        Some("ftp"),
        Some("h x"),
        Some("a@b:c"),
        Some("p/?#w"),
        Some("/a b%<\u{E9}\u{1F600}"),
        Some("?x y#z|"),
    ];
    check(odd, 0, 0, 0, Ok("ftp://a@b:c:p/?#w@h x/a b%<\u{E9}\u{1F600}?x y#z|"));
    check(
        odd,
        0,
        0,
        USERNAME | DECODE | NO_META | BROWSER_MODE,
        Ok("ftp://a@b:c:p/?#w@h x/a b%<\u{E9}\u{1F600}?x y#z|"),
    );
    check(odd, 0, 0, ESCAPE, Ok("ftp://a@b:c:p/?#w@h x/a%20b%%3C%C3%A9%F0%9F%98%80?x%20y#z%7C"));
    check(odd, 0, 0, ESCAPE_AUTHORITY, Ok("ftp://a%40b%3Ac:p%2F%3F%23w@h%20x/a b%<\u{E9}\u{1F600}?x y#z|"));
    check(
        odd,
        0,
        0,
        ESCAPE | ESCAPE_AUTHORITY | ENCODE_PERCENT,
        Ok("ftp://a%40b%3Ac:p%2F%3F%23w@h%20x/a%20b%25%3C%C3%A9%F0%9F%98%80?x%20y#z%7C"),
    );
    check(
        [Some("ftp"), Some("[::1]"), None, None, None, None],
        0,
        0,
        ESCAPE | ESCAPE_AUTHORITY,
        Ok("ftp://[::1]"),
    );
    check(with(2, None), 3, 80, USERNAME, Err(INVALID_PARAMETER));
}

/// Bytes that are no UTF-8, and surrogates alone.
#[test]
fn other_characters() {
    let mut parts = Parts::<u8>::new([Some("ftp"), Some("h"), None, None, None, None], 0, 0);
    parts.texts[4] = Some(b"/\xE4\xFF\x80".to_vec());
    assert_eq!(create(&parts, 0, ROOM, false).text, Some(b"ftp://h/\xE4\xFF\x80".to_vec()));
    assert_eq!(create(&parts, ESCAPE, ROOM, false).text, Some(b"ftp://h/%E4%FF%80".to_vec()));
    let mut parts = Parts::<u16>::new([Some("x"), Some("h"), None, None, None, None], 0, 0);
    parts.texts[4] = Some(vec![b'/'.into(), 0xDE00, 0xE4, 0xD83D]);
    let expected = [u16::text("x://h/"), vec![0xDE00], u16::text("%C3%A4"), vec![0xD83D]].concat();
    assert_eq!(create(&parts, ESCAPE, ROOM, false).text, Some(expected));
}

/// A length longer than the text: it ends at its NUL.
#[test]
fn lengths_beyond_the_nul() {
    fn check<C: Char>() {
        let mut parts = empty::<C>();
        let (scheme, host) = (c(&C::text("http")), c(&C::text("h")));
        parts.lpszScheme = scheme.as_ptr().cast_mut();
        parts.dwSchemeLength = u32::MAX;
        parts.lpszHostName = host.as_ptr().cast_mut();
        parts.dwHostNameLength = 8;
        parts.nPort = 80;
        // SAFETY: each text is ended by a NUL before its length is over; the buffer has the size that is passed.
        let url = fill(20, |buffer, length| unsafe { C::create(&mut parts, 0, buffer, length) });
        assert_eq!(url.text, Some(C::text("http://h")));
        parts.dwSchemeLength = 2;
        // SAFETY: as above.
        let url = fill(20, |buffer, length| unsafe { C::create(&mut parts, 0, buffer, length) });
        assert_eq!(url.text, Some(C::text("ht://h:80")));
    }
    check::<u8>();
    check::<u16>();
}
