//! InternetCombineUrl: RFC 1808, section 5, and what is around it.

use super::calls::*;

fn combined<C: Char>(base: &str, relative: &str, flags: u32) -> String {
    let filled = combine(&C::text(base), &C::text(relative), flags, ROOM);
    assert_eq!(filled.result, Ok(()), "{} {base} {relative}", C::NAME);
    C::string(&filled.text.expect("written"))
}

fn check(base: &str, flags: u32, rows: &[(&str, &str)]) {
    for (relative, expected) in rows {
        assert_eq!(combined::<u8>(base, relative, flags), *expected, "A {base} {relative:?}");
        assert_eq!(combined::<u16>(base, relative, flags), *expected, "W {base} {relative:?}");
    }
}

const BASE: &str = "http://a/b/c/d;p?q#f";

/// Section 5.1.
const NORMAL: &[(&str, &str)] = &[
    ("g:h", "g:h"),
    ("g", "http://a/b/c/g"),
    ("./g", "http://a/b/c/g"),
    ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"),
    ("?y", "http://a/b/c/d;p?y"),
    ("g?y", "http://a/b/c/g?y"),
    ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("#s", "http://a/b/c/d;p?q#s"),
    ("g#s", "http://a/b/c/g#s"),
    ("g#s/./x", "http://a/b/c/g#s/./x"),
    ("g?y#s", "http://a/b/c/g?y#s"),
    (";x", "http://a/b/c/d;x"),
    ("g;x", "http://a/b/c/g;x"),
    ("g;x?y#s", "http://a/b/c/g;x?y#s"),
    (".", "http://a/b/c/"),
    ("./", "http://a/b/c/"),
    ("..", "http://a/b/"),
    ("../", "http://a/b/"),
    ("../g", "http://a/b/g"),
    ("../..", "http://a/"),
    ("../../", "http://a/"),
    ("../../g", "http://a/g"),
];

/// Section 5.2.
const ABNORMAL: &[(&str, &str)] = &[
    ("", "http://a/b/c/d;p?q#f"),
    ("../../../g", "http://a/../g"),
    ("../../../../g", "http://a/../../g"),
    ("/../g", "http://a/../g"),
    ("g.", "http://a/b/c/g."),
    (".g", "http://a/b/c/.g"),
    ("g..", "http://a/b/c/g.."),
    ("..g", "http://a/b/c/..g"),
    ("./../g", "http://a/b/g"),
    ("./g/.", "http://a/b/c/g/"),
    ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"),
    ("http:g", "http:g"),
    ("http:", "http:"),
];

#[test]
fn rfc_1808() {
    for flags in [0, NO_META, NO_ENCODE, BROWSER_MODE] {
        check(BASE, flags, NORMAL);
        check(BASE, flags, ABNORMAL);
    }
    // Where the RFC leaves an absolute path as it is, the canonical form has no dots, and a path after every host.
    check(BASE, NO_META, &[("//g", "http://g"), ("/./g", "http://a/./g")]);
    check(BASE, 0, &[("//g", "http://g/"), ("/./g", "http://a/g")]);
}

#[test]
fn other_bases() {
    check("", 0, &[("g", "g"), ("ftp://h/x y", "ftp://h/x%20y"), ("", "")]);
    check(
        "ftp://h",
        0,
        &[("g", "ftp://h/g"), ("../g", "ftp://h/../g"), ("", "ftp://h/"), ("?x", "ftp://h/?x")],
    );
    check(
        "ftp://me:pw@h:2121/a/b;type=a",
        0,
        &[("c", "ftp://me:pw@h:2121/a/c"), ("c;type=i", "ftp://me:pw@h:2121/a/c;type=i")],
    );
    check("a/b", 0, &[("c", "a/c"), ("/c", "/c"), ("//h/c", "//h/c"), ("../../c", "../c")]);
    check("mailto:me@h", 0, &[("x", "mailto:x"), ("ftp://h/", "ftp://h/")]);
    check(
        "http://a/b/c",
        0,
        &[("g?y?z#s#t", "http://a/b/g?y?z#s#t"), ("?", "http://a/b/c?"), ("#", "http://a/b/c#")],
    );
    check(" http://a/b/c\n", 0, &[(" d e ", "http://a/b/d%20e"), (" ", "http://a/b/c")]);
    check("http://a?x/y", 0, &[("z", "http://a/z")]);
    check("ftp://a/b/..//c", 0, &[("d", "ftp://a//d")]);
}

#[test]
fn backslashes_and_files() {
    check(
        r"http:\\a\b\c",
        0,
        &[(r"d\e", "http://a/b/d/e"), (r"\x", "http://a/x"), (r"?d\e", "http://a/b/c?d%5Ce")],
    );
    check("ftp://a/b/c", 0, &[(r"d\e", "ftp://a/b/d%5Ce"), (r"http:\\x\y", "http://x/y")]);
    check(
        "file:///C:/a/b",
        0,
        &[("c d", r"file://C:\a\c%20d"), (r"..\x", r"file://C:\x"), ("ftp://h/x", "ftp://h/x")],
    );
    check(r"file://C:\a\b", 0, &[("c", r"file://C:\a\c")]);
    check("http://a/b", 0, &[(r"C:\x", r"file://C:\x")]);
}

#[test]
fn flags() {
    let rows = |flags, expected| check("ftp://h/a%20b/x", flags, &[("c d%41?e f", expected)]);
    rows(0, "ftp://h/a%20b/c%20d%41?e%20f");
    rows(NO_ENCODE, "ftp://h/a%20b/c d%41?e f");
    rows(DECODE, "ftp://h/a%20b/c%20dA?e%20f");
    rows(DECODE | NO_ENCODE, "ftp://h/a b/c dA?e f");
    rows(ENCODE_PERCENT, "ftp://h/a%2520b/c%20d%2541?e%20f");
    rows(BROWSER_MODE, "ftp://h/a%20b/c%20d%41?e f");
    rows(SPACES_ONLY, "ftp://h/a%20b/c%20d%41?e%20f");
}
