//! InternetCombineUrl: a relative URL and its base, by RFC 1808, section 4.

use super::canonicalize::canonicalize;
use super::dots::without_dots;
use super::escape::Units;
use super::scheme::{self, Scheme};
use super::slashes::with_slashes;
use super::text::{COLON, HASH, QUESTION, SLASH, extra_start, trimmed, units};

const SEMICOLON: u16 = b';' as u16;

/// Combines two URLs and makes the result canonical.
pub fn combine(base: &[u16], relative: &[u16], flags: u32, units: Units) -> Vec<u16> {
    let (base, relative) = (trimmed(base), trimmed(relative));
    let combined = if base.is_empty() {
        relative.to_vec()
    } else if relative.is_empty() {
        base.to_vec()
    } else {
        let (base, relative) = same_slashes(base, relative);
        resolved(&Parts::of(&base), &Parts::of(&relative))
    };
    canonicalize(&combined, flags, units)
}

/// Both with `\` replaced by `/` if the resulting scheme requires that.
fn same_slashes(base: &[u16], relative: &[u16]) -> (Vec<u16>, Vec<u16>) {
    let slashes = |text: &[u16], scheme: &[u16]| {
        let (main, extra) = text.split_at(extra_start(text));
        let whole = with_slashes([scheme, main].concat());
        [&whole[scheme.len()..], extra].concat()
    };
    let scheme = match (scheme::end(relative), scheme::end(base)) {
        (None, Some(end)) => &base[..=end],
        _ => &[],
    };
    (slashes(base, &[]), slashes(relative, scheme))
}

/// The parts of RFC 1808, section 2.1, each without its delimiter.
#[derive(Clone, Copy, Debug, Default)]
struct Parts<'a> {
    scheme: Option<&'a [u16]>,
    authority: Option<&'a [u16]>,
    path: &'a [u16],
    parameters: Option<&'a [u16]>,
    query: Option<&'a [u16]>,
    fragment: Option<&'a [u16]>,
}

impl<'a> Parts<'a> {
    fn of(url: &'a [u16]) -> Self {
        let (scheme, rest) = match scheme::end(url) {
            Some(end) => (Some(&url[..end]), &url[end + 1..]),
            None => (None, url),
        };
        let (rest, fragment) = cut(rest, HASH);
        let (rest, query) = cut(rest, QUESTION);
        let (authority, rest) = match rest.strip_prefix(&[SLASH, SLASH]) {
            Some(rest) => {
                let end = rest.iter().position(|&unit| unit == SLASH).unwrap_or(rest.len());
                (Some(&rest[..end]), &rest[end..])
            }
            None => (None, rest),
        };
        let (path, parameters) = cut(rest, SEMICOLON);
        Self { scheme, authority, path, parameters, query, fragment }
    }

    fn joined(&self) -> Vec<u16> {
        let mut url = Vec::new();
        if let Some(scheme) = self.scheme {
            url.extend_from_slice(scheme);
            url.push(COLON);
        }
        if let Some(authority) = self.authority {
            url.extend(units("//"));
            url.extend_from_slice(authority);
        }
        url.extend_from_slice(self.path);
        for (mark, part) in [(SEMICOLON, self.parameters), (QUESTION, self.query), (HASH, self.fragment)] {
            if let Some(part) = part {
                url.push(mark);
                url.extend_from_slice(part);
            }
        }
        url
    }
}

/// The text before the first delimiter and the text after it, each without the delimiter.
fn cut(text: &[u16], mark: u16) -> (&[u16], Option<&[u16]>) {
    match text.iter().position(|&unit| unit == mark) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// The steps of section 4, from the second on.
fn resolved<'a>(base: &Parts<'a>, relative: &Parts<'a>) -> Vec<u16> {
    if relative.scheme.is_some() {
        return relative.joined();
    }
    let mut url = Parts { scheme: base.scheme, ..*relative };
    if url.authority.is_some() {
        return url.joined();
    }
    url.authority = base.authority;
    if url.path.starts_with(&[SLASH]) {
        return url.joined();
    }
    if url.path.is_empty() {
        url.path = base.path;
        if url.parameters.is_none() {
            url.parameters = base.parameters;
            url.query = url.query.or(base.query);
        }
        return url.joined();
    }
    let merged = merged(base, url.path);
    url.path = &merged;
    url.joined()
}

/// A relative path appended to the folder of the base.
fn merged(base: &Parts<'_>, path: &[u16]) -> Vec<u16> {
    let folder = base.path.iter().rposition(|&unit| unit == SLASH).map_or(0, |last| last + 1);
    let mut merged = base.path[..folder].to_vec();
    if folder == 0 && base.authority.is_some() {
        merged.push(SLASH);
    }
    merged.extend_from_slice(path);
    let is_opaque = base.scheme.is_some_and(|scheme| !Scheme::of(scheme).needs_host());
    if is_opaque && !merged.starts_with(&[SLASH]) {
        return merged;
    }
    without_dots(&merged, base.authority.is_some())
}
