//! What an ftp: URL means (RFC 1738, section 3.2).

use crate::inet::Error;
use crate::protocol::name;

use super::crack::{Cracked, Part, crack};
use super::escape::bytes;
use super::scheme::{self, Scheme};
use super::text::{CLOSE, HASH, OPEN, SLASH, SPACE, is_word};

/// Where an ftp: URL leads; all text is decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FtpUrl {
    /// A name or an address, an IPv6 address without its brackets.
    pub host: Vec<u8>,
    /// 0 for the default.
    pub port: u16,
    /// Empty for none.
    pub user: Vec<u8>,
    /// Empty for none.
    pub password: Vec<u8>,
    /// Without the slash that ends the host, so relative to the directory of the login, unless it begins with another
    /// slash or `%2F`.
    pub path: Vec<u8>,
    /// Whether the path is that of a directory: empty, ended by a slash, or with `;type=d`.
    pub is_directory: bool,
    /// `;type=a` or `;type=i`.
    pub ascii: Option<bool>,
}

/// Reads an ftp: URL. A `?` belongs to the path, which has no query in this scheme; from `#` on nothing is for the
/// server.
pub fn ftp_target(url: &[u8]) -> Result<FtpUrl, Error> {
    let units: Vec<u16> = url.iter().copied().map(u16::from).collect();
    let is_space = |unit: &u16| *unit == SPACE;
    let url = &units[units.iter().take_while(|unit| is_space(unit)).count()..];
    let url = &url[..url.len() - url.iter().rev().take_while(|unit| is_space(unit)).count()];
    let end = scheme::end(url).ok_or(Error::UnrecognizedScheme)?;
    if Scheme::of(&url[..end]) != Scheme::Ftp {
        return Err(Error::UnrecognizedScheme);
    }
    let cracked = crack(url, 0)?.with_extra_in_path();
    let part = |part| cracked.range(part).map_or(&url[..0], |range| &url[range]);
    let path = part(Part::Path).split(|&unit| unit == HASH).next().unwrap_or_default();
    let (path, kind) = without_type(path)?;
    let path = bytes(path.strip_prefix(&[SLASH]).unwrap_or(path));
    let target = FtpUrl {
        host: host(&cracked, url),
        port: cracked.explicit_port.unwrap_or(0),
        user: bytes(part(Part::User)),
        password: bytes(part(Part::Password)),
        is_directory: kind == Some(Type::Directory) || path.is_empty() || path.ends_with(b"/"),
        path,
        ascii: match kind {
            Some(Type::Ascii) => Some(true),
            Some(Type::Image) => Some(false),
            _ => None,
        },
    };
    let texts = [&target.host, &target.user, &target.password, &target.path];
    if texts.iter().all(|text| name::is_safe(text)) { Ok(target) } else { Err(Error::InvalidUrl) }
}

/// The host and port of a URL of any scheme that has both.
pub fn server(url: &[u8]) -> Result<(Vec<u8>, u16), Error> {
    let url: Vec<u16> = url.iter().copied().map(u16::from).collect();
    let cracked = crack(&url, 0)?;
    let server = (host(&cracked, &url), cracked.port());
    if server.0.is_empty() || server.1 == 0 { Err(Error::InvalidUrl) } else { Ok(server) }
}

/// The host, decoded; an IPv6 address without its brackets.
fn host(cracked: &Cracked, url: &[u16]) -> Vec<u8> {
    let host = cracked.range(Part::Host).map_or(&url[..0], |range| &url[range]);
    bytes(host.strip_prefix(&[OPEN]).and_then(|host| host.strip_suffix(&[CLOSE])).unwrap_or(host))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Ascii,
    Image,
    Directory,
}

/// The path without `;type=`. Any other parameter is a part of the name, as VMS has them.
fn without_type(path: &[u16]) -> Result<(&[u16], Option<Type>), Error> {
    const TYPE: &str = "type=";
    let Some(at) = path.iter().rposition(|&unit| unit == u16::from(b';')) else { return Ok((path, None)) };
    let parameter = &path[at + 1..];
    if !parameter.get(..TYPE.len()).is_some_and(|key| is_word(key, TYPE)) {
        return Ok((path, None));
    }
    let value = &parameter[TYPE.len()..];
    let types = [("a", Type::Ascii), ("i", Type::Image), ("d", Type::Directory)];
    let kind = types.iter().find(|(word, _)| is_word(value, word)).ok_or(Error::InvalidUrl)?;
    Ok((&path[..at], Some(kind.1)))
}
