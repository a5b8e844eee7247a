//! InternetCreateUrl: a URL from its parts.

use crate::inet::Error;

use super::escape::{Units, escape, is_one_of, is_unsafe};
use super::scheme::Scheme;
use super::text::{COLON, PERCENT, SLASH, units};
use crate::constants::flags::{ICU_ENCODE_PERCENT, ICU_ESCAPE, ICU_ESCAPE_AUTHORITY};

/// The parts of a URL; `None` for a part that it does not have.
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// The scheme by its name, which takes precedence over the number.
    pub scheme: Option<Vec<u16>>,
    /// The scheme by its number.
    pub scheme_number: i32,
    /// The host; without it there is no user, no password and no port.
    pub host: Option<Vec<u16>>,
    /// The port; 0 for that of the scheme.
    pub port: u16,
    /// The user.
    pub user: Option<Vec<u16>>,
    /// The password, which needs a user.
    pub password: Option<Vec<u16>>,
    /// The path.
    pub path: Option<Vec<u16>>,
    /// What follows the path, with its `?` or `#`.
    pub extra: Option<Vec<u16>>,
}

/// Makes a URL from its parts.
pub fn create(components: &Components, flags: u32, text: Units) -> Result<Vec<u16>, Error> {
    if components.user.is_none() && components.password.is_some() {
        return Err(Error::InvalidParameter);
    }
    let mut url = match &components.scheme {
        Some(name) => name.clone(),
        None => units(Scheme::name(components.scheme_number).ok_or(Error::InvalidParameter)?).collect(),
    };
    let scheme = Scheme::of(&url);
    url.push(COLON);
    if components.host.is_some() || has_slashes(scheme) {
        url.extend([SLASH; 2]);
    }
    if components.host.is_some() {
        push_authority(&mut url, components, scheme, flags, text);
    }
    let encode = |part: &[u16]| match flags & ICU_ESCAPE {
        0 => part.to_vec(),
        _ => escape(part, text, |unit| is_meant(unit, flags, b"")),
    };
    if let Some(path) = components.path.as_deref().filter(|path| !path.is_empty()) {
        if components.host.is_some() && path[0] != SLASH {
            url.push(SLASH);
        }
        url.extend(encode(path));
    }
    url.extend(encode(components.extra.as_deref().unwrap_or_default()));
    Ok(url)
}

/// Whether a URL has its two slashes even without a host.
fn has_slashes(scheme: Scheme) -> bool {
    scheme.needs_host() || matches!(scheme, Scheme::File | Scheme::Res | Scheme::Socks)
}

fn push_authority(url: &mut Vec<u16>, components: &Components, scheme: Scheme, flags: u32, text: Units) {
    // In a user or password these would end it.
    const MARKS: &[u8] = b":@/?#";
    let encode = |part: &Option<Vec<u16>>, marks: &[u8]| {
        let part = part.as_deref().unwrap_or_default();
        match flags & ICU_ESCAPE_AUTHORITY {
            0 => part.to_vec(),
            _ => escape(part, text, |unit| is_meant(unit, flags, marks)),
        }
    };
    if components.user.is_some() {
        url.extend(encode(&components.user, MARKS));
        if components.password.is_some() {
            url.push(COLON);
            url.extend(encode(&components.password, MARKS));
        }
        url.push(b'@'.into());
    }
    // The brackets and colons of an IPv6 address stay.
    let host = components.host.as_deref().unwrap_or_default();
    let is_address = host.first() == Some(&u16::from(b'['));
    url.extend(if is_address { host.to_vec() } else { encode(&components.host, b"@/?#") });
    if ![0, scheme.default_port()].contains(&components.port) {
        url.extend(units(&format!(":{}", components.port)));
    }
}

fn is_meant(unit: u16, flags: u32, marks: &[u8]) -> bool {
    match unit {
        PERCENT => flags & ICU_ENCODE_PERCENT != 0,
        _ => is_unsafe(unit) || is_one_of(unit, marks),
    }
}
