//! What the library itself takes from an ftp: URL.

use trueftp::inet::Error;
use trueftp::inet::url::{FtpUrl, ftp_target};

fn target(url: impl AsRef<[u8]>) -> FtpUrl {
    let url = url.as_ref();
    ftp_target(url).unwrap_or_else(|error| panic!("{}: {error}", String::from_utf8_lossy(url)))
}

fn parts(url: &str) -> [String; 4] {
    let target = target(url);
    [target.host, target.user, target.password, target.path]
        .map(|text| String::from_utf8(text).expect("UTF-8"))
}

#[test]
fn parts_are_decoded() {
    for (url, expected) in [
        ("ftp://h", ["h", "", "", ""]),
        ("ftp://h/", ["h", "", "", ""]),
        ("FTP://h/x", ["h", "", "", "x"]),
        ("  ftp://h/x ", ["h", "", "", "x"]),
        ("ftp://h/a/b", ["h", "", "", "a/b"]),
        ("ftp://h/%2Fetc/x", ["h", "", "", "/etc/x"]),
        ("ftp://h/%2fetc/x", ["h", "", "", "/etc/x"]),
        ("ftp://h//etc/x", ["h", "", "", "/etc/x"]),
        ("ftp://h/a%2Fb%20c/%E4", ["h", "", "", ""]),
        ("ftp://me:pw@h/x", ["h", "me", "pw", "x"]),
        ("ftp://me%40home:p%3A%2Fw@%68/x", ["h", "me@home", "p:/w", "x"]),
        ("ftp://me@home.example:pw@h/x", ["h", "me@home.example", "pw", "x"]),
        ("ftp://me@h/x", ["h", "me", "", "x"]),
        ("ftp://[::1]/x", ["::1", "", "", "x"]),
        ("ftp://me:pw@[fe80::1%25eth0]:99/x", ["fe80::1%eth0", "me", "pw", "x"]),
        // No query, but a fragment.
        ("ftp://h/a?b", ["h", "", "", "a?b"]),
        ("ftp://h?b", ["h", "", "", "?b"]),
        ("ftp://h/a?b#c", ["h", "", "", "a?b"]),
        ("ftp://h/a#b;type=a", ["h", "", "", "a"]),
        ("ftp://h#x", ["h", "", "", ""]),
        ("ftp://h/a%23b%3Ftype", ["h", "", "", "a#b?type"]),
        ("ftp://h/100%", ["h", "", "", "100%"]),
        ("ftp://h/a;1", ["h", "", "", "a;1"]),
        ("ftp://h/a;x=1;type=i", ["h", "", "", "a;x=1"]),
        (r"ftp://h/a\b", ["h", "", "", r"a\b"]),
        ("ftp://h/../x/./y", ["h", "", "", "../x/./y"]),
    ] {
        if url.ends_with("%E4") {
            assert_eq!(target(url).path, b"a/b c/\xE4");
        } else {
            assert_eq!(parts(url), expected, "{url}");
        }
    }
    assert_eq!(target(b"ftp://h\xE4/\xFF%FF").host, b"h\xE4");
    assert_eq!(target(b"ftp://h\xE4/\xFF%FF").path, b"\xFF\xFF");
}

#[test]
fn ports() {
    for (url, port) in [
        ("ftp://h/", 0),
        ("ftp://h:/", 0),
        ("ftp://h:0/", 0),
        ("ftp://h:21/", 21),
        ("ftp://h:2121", 2121),
        ("ftp://h:65535/", 65535),
    ] {
        assert_eq!(target(url).port, port, "{url}");
    }
}

#[test]
fn directories_and_types() {
    for (url, is_directory, ascii) in [
        ("ftp://h", true, None),
        ("ftp://h/", true, None),
        ("ftp://h/a", false, None),
        ("ftp://h/a/", true, None),
        ("ftp://h/%2F", true, None),
        ("ftp://h/a%2f", true, None),
        ("ftp://h/a;type=d", true, None),
        ("ftp://h/;type=d", true, None),
        ("ftp://h/a;type=a", false, Some(true)),
        ("ftp://h/a;TYPE=A", false, Some(true)),
        ("ftp://h/a;type=i", false, Some(false)),
        ("ftp://h/a/;type=I", true, Some(false)),
        ("ftp://h/a%3Btype=a", false, None),
    ] {
        let target = target(url);
        assert_eq!((target.is_directory, target.ascii), (is_directory, ascii), "{url}");
        assert!(!target.path.ends_with(b";type=a") || url.contains("%3B"), "{url}");
    }
}

#[test]
fn refused() {
    for url in [
        "",
        "server",
        "h/x",
        "http://h/x",
        "ftps://h/x",
        "mailto:me@h",
        "://h",
        "http://:/",
        "1ftp://h/",
        "/x",
    ] {
        assert_eq!(ftp_target(url.as_bytes()), Err(Error::UnrecognizedScheme), "{url}");
    }
    for url in [
        "ftp:",
        "ftp:x",
        "ftp:/h/x",
        "ftp://",
        "ftp:///x",
        "ftp://:21/",
        "ftp://me@/",
        "ftp://h:x/",
        "ftp://h:65536/",
        "ftp://::1/",
        "ftp://[::1/",
        "ftp://[]/",
        "ftp://h/%0A",
        "ftp://h/%0D",
        "ftp://h/%00",
        "ftp://h/a\r\nDELE b",
        "ftp://h/\0",
        "ftp://u%0d:p@h/",
        "ftp://u:p%0A@h/",
        "ftp://h%00/",
        "ftp://h\n/",
        "ftp://h/a;type=x",
        "ftp://h/a;type=",
        "ftp://h/a;type=ai",
        "ftp://?x/",
    ] {
        assert_eq!(ftp_target(url.as_bytes()), Err(Error::InvalidUrl), "{url:?}");
    }
}

/// Any bytes at all.
#[test]
fn random_bytes() {
    const BYTES: &[u8] = b"ftp:/@[]%#?;=0aAdi.\\\r\xC3";
    let mut state = 0x1357_9BDF_2468_ACE1u64;
    for _ in 0..100_000 {
        let length = (state % 40) as usize;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            BYTES[(state >> 33) as usize % BYTES.len()]
        })
        .take(length)
        .collect();
        if let Ok(target) = ftp_target(&[b"ftp://", &bytes[..]].concat()) {
            assert!(!target.host.is_empty());
        }
        let _ = ftp_target(&bytes);
    }
}
