//! The properties that must hold for any input, one function for each fuzz target. The fuzzer calls these functions with
//! generated inputs, and tests/corpora.rs with the stored ones.

use trueftp::constants::flags;
use trueftp::inet::url::{self, Components, Part, Scheme, Units};
use trueftp::protocol::listing::{DateTime, Entry, entries};
use trueftp::protocol::{Item, MAX_REPLY, ReplyReader, pattern};

/// The reply reader: the result does not depend on how the bytes are split.
pub fn reply(data: &[u8]) {
    let whole = items(data, data.len().max(1));
    assert_eq!(items(data, 1), whole, "byte by byte");
    assert_eq!(items(data, 7), whole, "seven bytes at a time");
    for item in whole.0 {
        match item {
            Item::Reply(reply) => {
                assert!(reply.raw().starts_with(reply.code().to_string().as_bytes()));
                assert!(reply.raw().ends_with(b"\r\n") && reply.raw().len() <= 2 * MAX_REPLY);
                assert!(reply.text().len() < reply.raw().len());
            }
            Item::Unparsable(line) => assert!(!line.contains(&b'\n') && line.len() <= MAX_REPLY),
        }
    }
}

/// What the reader finds in pieces of this length, and whether the reply was too long.
fn items(data: &[u8], piece: usize) -> (Vec<Item>, bool) {
    let mut reader = ReplyReader::new();
    let too_long = data.chunks(piece).any(|bytes| reader.feed(bytes).is_err());
    (std::iter::from_fn(|| reader.next_item()).collect(), too_long)
}

/// The listing parser: no name leads out of the directory, and a line does not influence others.
pub fn listing(data: &[u8]) {
    let now = DateTime::new(2028, 2, 29, 23, 59, 59).expect("a leap day");
    let found: Vec<Entry> = entries(data, now).collect();
    let lines = data.split(|&byte| byte == b'\n').count();
    assert!(found.len() <= lines, "{} entries in {lines} lines", found.len());
    for entry in &found {
        assert!(
            !entry.name.is_empty() && !entry.name.iter().any(|byte| b"/\\\0\n".contains(byte)),
            "{entry:?}"
        );
        assert!(!entry.is_directory || entry.size == 0, "{entry:?}");
        assert!(
            pattern::matches(b"*", &entry.name) && pattern::matches(&entry.name, &entry.name),
            "{entry:?}"
        );
    }
    // After an empty line, which ends an entry on two lines, the same entries are found again.
    let twice = [data, b"\n\n", data].concat();
    assert!(entries(&twice, now).eq(found.iter().cloned().chain(found.iter().cloned())), "twice");
}

/// The URL functions: the components are parts of the URL, and a URL created from them has the same components.
pub fn url(data: &[u8]) {
    let bytes: Vec<u16> = data.iter().copied().map(u16::from).collect();
    let text: Vec<u16> = String::from_utf8_lossy(data).encode_utf16().collect();
    for (url, units) in [(&bytes, Units::Bytes), (&text, Units::Utf16)] {
        for flags in [
            0,
            flags::ICU_DECODE | flags::ICU_NO_META,
            flags::ICU_ENCODE_SPACES_ONLY | flags::ICU_BROWSER_MODE,
        ] {
            let canonical = url::canonicalize(url, flags, units);
            assert!(canonical.len() <= 9 * url.len() + 16, "{} units of {}", canonical.len(), url.len());
            // The first line is the base URL, and the rest is the relative one.
            let line = url.iter().position(|&unit| unit == u16::from(b'\n')).unwrap_or(url.len());
            let (base, relative) = url.split_at(line);
            let combined = url::combine(base, relative, flags, units);
            assert!(combined.len() <= 9 * url.len() + 16, "{} units of {}", combined.len(), url.len());
        }
        cracked(url, units);
    }
    if let Ok(target) = url::ftp_target(data) {
        for text in [&target.host, &target.user, &target.password, &target.path] {
            assert!(!text.iter().any(|byte| b"\r\n\0".contains(byte)), "{target:?}");
        }
        assert!(!target.host.is_empty(), "{target:?}");
    }
}

fn cracked(url: &[u16], units: Units) {
    let Ok(parts) = url::crack(url, 0) else { return };
    let range = |part| parts.range(part);
    let in_order = [Part::Scheme, Part::User, Part::Password, Part::Host, Part::Path, Part::Extra];
    let mut end = 0;
    for range in in_order.into_iter().filter_map(range) {
        assert!(end <= range.start && range.start <= range.end && range.end <= url.len(), "{parts:?}");
        end = range.end;
    }
    for part in Part::ALL {
        parts.text(url, part, units, true);
    }
    let text = |part| range(part).map(|range| url[range].to_vec());
    let components = Components {
        scheme: text(Part::Scheme),
        scheme_number: 0,
        host: text(Part::Host),
        port: parts.explicit_port.unwrap_or(0),
        user: text(Part::User),
        password: text(Part::Password),
        path: text(Part::Path),
        extra: text(Part::Extra),
    };
    let again = url::create(&components, 0, units).expect("components of a URL");
    // Without a host, the slashes after an unknown scheme belong to the path.
    if components.host.is_some() && parts.scheme != Scheme::File {
        let same = url::crack(&again, 0).expect("a created URL");
        for part in Part::ALL.into_iter().filter(|part| *part != Part::Path) {
            let found = same.range(part).map(|range| again[range].to_vec());
            assert_eq!(found.unwrap_or_default(), text(part).unwrap_or_default(), "{part:?}");
        }
        // Here 0 stands for the default port of the scheme.
        assert!(same.port() == parts.port() || parts.port() == 0, "{parts:?}");
    }
}
