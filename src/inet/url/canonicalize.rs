//! InternetCanonicalizeUrl.

use super::dots::without_dots;
use super::escape::{Units, escape, is_one_of, is_unsafe, unescape};
use super::file_url;
use super::scheme::{self, Scheme};
use super::slashes::with_slashes;
use super::text::{PERCENT, SLASH, SPACE, extra_start, trimmed};
use crate::constants::flags::{
    ICU_BROWSER_MODE, ICU_DECODE, ICU_ENCODE_PERCENT, ICU_ENCODE_SPACES_ONLY, ICU_NO_ENCODE, ICU_NO_META,
};

/// The canonical form of a URL. Without flags: no white space around it, no `.` and `..`, a path after every host, and
/// unsafe characters as escape sequences.
pub fn canonicalize(url: &[u16], flags: u32, units: Units) -> Vec<u16> {
    let (main, extra) = decoded(trimmed(url), flags, units);
    let main = with_slashes(main);
    let keep_dots = flags & ICU_NO_META != 0;
    let mut canonical = match file_url::canonical(&main, keep_dots) {
        Some(file) => encoded(&file, b"\\", flags, units),
        None => with_path(&main, keep_dots, |text, kept| encoded(text, kept, flags, units)),
    };
    if flags & ICU_BROWSER_MODE != 0 {
        canonical.extend(extra);
    } else {
        canonical.extend(encoded(&extra, b"", flags, units));
    }
    canonical
}

/// The URL before its extra information, and the extra information. Escape sequences are decoded on request: before the
/// extra information is searched, unless it must stay as it is.
fn decoded(url: &[u16], flags: u32, units: Units) -> (Vec<u16>, Vec<u16>) {
    let split = |url: &[u16]| {
        let (main, extra) = url.split_at(extra_start(url));
        (main.to_vec(), extra.to_vec())
    };
    if flags & ICU_DECODE == 0 {
        split(url)
    } else if flags & ICU_BROWSER_MODE == 0 {
        split(&unescape(url, units))
    } else {
        let (main, extra) = split(url);
        (unescape(&main, units), extra)
    }
}

/// The URL before its extra information, encoded, with its path made canonical.
fn with_path(main: &[u16], keep_dots: bool, encode: impl Fn(&[u16], &[u8]) -> Vec<u16>) -> Vec<u16> {
    let (start, has_authority) = match place_of_path(main) {
        Some(place) => place,
        None => return encode(main, b""),
    };
    let (before, path) = main.split_at(start);
    // The part before the path may contain an IPv6 address.
    let mut canonical = encode(before, b"[]");
    if keep_dots {
        canonical.extend(encode(path, b""));
    } else if path.is_empty() && has_authority && !before.ends_with(&[SLASH]) {
        canonical.push(SLASH);
    } else {
        canonical.extend(encode(&without_dots(path, has_authority), b""));
    }
    canonical
}

/// Where the path with meaningful dots begins, and whether an authority precedes it; `None` for `mailto:` and similar
/// schemes.
fn place_of_path(main: &[u16]) -> Option<(usize, bool)> {
    let end = scheme::end(main);
    let start = end.map_or(0, |end| end + 1);
    let rest = &main[start..];
    if rest.starts_with(&[SLASH, SLASH]) {
        let authority = rest[2..].iter().position(|&unit| unit == SLASH);
        return Some((authority.map_or(main.len(), |length| start + 2 + length), true));
    }
    let has_path = end.is_none_or(|end| rest.starts_with(&[SLASH]) || Scheme::of(&main[..end]).needs_host());
    has_path.then_some((start, false))
}

fn encoded(text: &[u16], kept: &[u8], flags: u32, units: Units) -> Vec<u16> {
    if flags & ICU_NO_ENCODE != 0 {
        return text.to_vec();
    }
    let spaces_only = flags & ICU_ENCODE_SPACES_ONLY != 0;
    let percent = flags & ICU_ENCODE_PERCENT != 0;
    escape(text, units, |unit| match unit {
        PERCENT => percent,
        SPACE => true,
        _ => !spaces_only && is_unsafe(unit) && !is_one_of(unit, kept),
    })
}
