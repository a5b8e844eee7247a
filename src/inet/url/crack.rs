//! InternetCrackUrl: the parts of a URL and their positions.

use std::ops::Range;

use crate::inet::Error;

use super::escape::{Units, unescape};
use super::file_url;
use super::scheme::{self, Scheme};
use super::text::{CLOSE, COLON, HASH, OPEN, QUESTION, SLASH, extra_start};
use crate::constants::flags::ICU_REJECT_USERPWD;

/// A part of a URL, in the order of URL_COMPONENTS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the parts")]
pub enum Part {
    Scheme,
    Host,
    User,
    Password,
    Path,
    /// From the first `?` or `#` on.
    Extra,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Scheme, Self::Host, Self::User, Self::Password, Self::Path, Self::Extra];
}

/// The parts of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cracked {
    /// Its scheme.
    pub scheme: Scheme,
    /// The port it names.
    pub explicit_port: Option<u16>,
    /// Where each part is; `None` if the URL has no such part.
    parts: [Option<Range<usize>>; 6],
}

impl Cracked {
    /// The port it names, or that of its scheme.
    pub fn port(&self) -> u16 {
        self.explicit_port.unwrap_or(self.scheme.default_port())
    }

    /// Where a part is in the URL; `None` if the URL has no such part.
    pub fn range(&self, part: Part) -> Option<Range<usize>> {
        self.parts[part as usize].clone()
    }

    /// The same with the extra information as the end of the path.
    pub fn with_extra_in_path(mut self) -> Self {
        if let Some(extra) = self.parts[Part::Extra as usize].take()
            && let Some(path) = &mut self.parts[Part::Path as usize]
        {
            path.end = extra.end;
        }
        self
    }

    /// A part as it is copied for the caller, empty if there is none. The path of a file on a drive becomes a local path.
    pub fn text(&self, url: &[u16], part: Part, units: Units, decode: bool) -> Vec<u16> {
        let text = self.range(part).map_or(&url[..0], |range| &url[range]);
        if part == Part::Path && self.scheme == Scheme::File && file_url::has_drive(text) {
            file_url::local_path(text, units, decode)
        } else if decode {
            unescape(text, units)
        } else {
            text.to_vec()
        }
    }
}

/// Takes a URL apart. ICU_REJECT_USERPWD is the only flag that matters here.
pub fn crack(url: &[u16], flags: u32) -> Result<Cracked, Error> {
    let colon = scheme::end(url).ok_or(Error::UnrecognizedScheme)?;
    let scheme = Scheme::of(&url[..colon]);
    let rest = colon + 1;
    let mut authority = None;
    let mut path = rest;
    if url[rest..].starts_with(&[SLASH, SLASH]) {
        path = rest + 2;
        // In a file: URL the path follows directly, or a drive takes the place of the host.
        if scheme != Scheme::File {
            let start = path;
            let ends = |unit: &u16| [SLASH, QUESTION, HASH].contains(unit);
            path = url[start..].iter().position(ends).map_or(url.len(), |length| start + length);
            authority = Some(start..path);
        }
    }
    let authority = authority.map(|range| Authority::of(url, range, scheme)).transpose()?;
    let host = authority.as_ref().map(|authority| authority.host.clone());
    if scheme.needs_host() && host.as_ref().is_none_or(Range::is_empty) {
        return Err(Error::InvalidUrl);
    }
    let authority = authority.unwrap_or_default();
    if flags & ICU_REJECT_USERPWD != 0 && authority.user.is_some() {
        return Err(Error::InvalidUrl);
    }
    let extra = path + extra_start(&url[path..]);
    let parts = [
        Some(0..colon),
        host,
        authority.user,
        authority.password,
        Some(path..extra),
        (extra < url.len()).then_some(extra..url.len()),
    ];
    Ok(Cracked { scheme, explicit_port: authority.port, parts })
}

/// `user:password@host:port`
#[derive(Debug, Default)]
struct Authority {
    user: Option<Range<usize>>,
    password: Option<Range<usize>>,
    host: Range<usize>,
    port: Option<u16>,
}

impl Authority {
    fn of(url: &[u16], range: Range<usize>, scheme: Scheme) -> Result<Self, Error> {
        let mut authority = Self { host: range.clone(), ..Self::default() };
        // The last `@`: a user may be an e-mail address, a host never has one.
        if let Some(at) = url[range.clone()].iter().rposition(|&unit| unit == u16::from(b'@')) {
            authority.set_user(url, range.start..range.start + at);
            authority.host = range.start + at + 1..range.end;
        }
        let text = &url[authority.host.clone()];
        match host_and_port(text) {
            Ok((length, port)) => {
                authority.host.end = authority.host.start + length;
                authority.port = port;
            }
            // Schemes without hosts may have text that looks like a port: `res://C:\library.dll/page`.
            Err(_) if !scheme.needs_host() => {}
            Err(error) => return Err(error),
        }
        Ok(authority)
    }

    /// The password begins after the last colon.
    fn set_user(&mut self, url: &[u16], range: Range<usize>) {
        let colon = url[range.clone()].iter().rposition(|&unit| unit == COLON);
        let end = colon.map_or(range.end, |at| range.start + at);
        self.user = Some(range.start..end);
        self.password = colon.map(|_| end + 1..range.end);
    }
}

/// The length of the host, with the brackets of an IPv6 address, and the port.
fn host_and_port(text: &[u16]) -> Result<(usize, Option<u16>), Error> {
    let host = if text.first() == Some(&OPEN) {
        let close = text.iter().position(|&unit| unit == CLOSE).ok_or(Error::InvalidUrl)?;
        if close == 1 {
            return Err(Error::InvalidUrl);
        }
        close + 1
    } else {
        text.iter().position(|&unit| unit == COLON).unwrap_or(text.len())
    };
    match &text[host..] {
        [] | [COLON] => Ok((host, None)),
        [COLON, digits @ ..] => Ok((host, Some(port(digits)?))),
        _ => Err(Error::InvalidUrl),
    }
}

fn port(digits: &[u16]) -> Result<u16, Error> {
    digits.iter().try_fold(0u16, |number, &unit| {
        let digit = unit.checked_sub(u16::from(b'0')).filter(|digit| *digit <= 9);
        let next = |digit| number.checked_mul(10)?.checked_add(digit);
        digit.and_then(next).ok_or(Error::InvalidUrl)
    })
}
