//! The schemes that have a number.

use crate::constants::schemes::{
    INTERNET_SCHEME_DEFAULT, INTERNET_SCHEME_FILE, INTERNET_SCHEME_FTP, INTERNET_SCHEME_GOPHER,
    INTERNET_SCHEME_HTTP, INTERNET_SCHEME_HTTPS, INTERNET_SCHEME_JAVASCRIPT, INTERNET_SCHEME_MAILTO,
    INTERNET_SCHEME_NEWS, INTERNET_SCHEME_RES, INTERNET_SCHEME_SOCKS, INTERNET_SCHEME_UNKNOWN,
    INTERNET_SCHEME_VBSCRIPT,
};

use super::text::{COLON, is_word};

/// INTERNET_SCHEME.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the schemes")]
#[repr(i32)]
pub enum Scheme {
    /// Any other.
    Unknown = INTERNET_SCHEME_UNKNOWN,
    Ftp = INTERNET_SCHEME_FTP,
    Gopher = INTERNET_SCHEME_GOPHER,
    Http = INTERNET_SCHEME_HTTP,
    Https = INTERNET_SCHEME_HTTPS,
    File = INTERNET_SCHEME_FILE,
    News = INTERNET_SCHEME_NEWS,
    Mailto = INTERNET_SCHEME_MAILTO,
    Socks = INTERNET_SCHEME_SOCKS,
    Javascript = INTERNET_SCHEME_JAVASCRIPT,
    Vbscript = INTERNET_SCHEME_VBSCRIPT,
    Res = INTERNET_SCHEME_RES,
}

/// All that have a name of their own.
const NAMES: [(Scheme, &str); 11] = [
    (Scheme::Ftp, "ftp"),
    (Scheme::Gopher, "gopher"),
    (Scheme::Http, "http"),
    (Scheme::Https, "https"),
    (Scheme::File, "file"),
    (Scheme::News, "news"),
    (Scheme::Mailto, "mailto"),
    (Scheme::Socks, "socks"),
    (Scheme::Javascript, "javascript"),
    (Scheme::Vbscript, "vbscript"),
    (Scheme::Res, "res"),
];

impl Scheme {
    /// The scheme of this name.
    pub fn of(name: &[u16]) -> Self {
        let known = NAMES.iter().find(|(_, word)| is_word(name, word));
        known.map_or(Self::Unknown, |(scheme, _)| *scheme)
    }

    /// The name of the scheme of this number; `None` if no scheme has it.
    pub fn name(number: i32) -> Option<&'static str> {
        let number = if number == INTERNET_SCHEME_DEFAULT { Self::Http.number() } else { number };
        NAMES.iter().find(|(scheme, _)| scheme.number() == number).map(|(_, word)| *word)
    }

    /// Its number.
    pub const fn number(self) -> i32 {
        self as i32
    }

    /// The default port of the scheme, or 0 if it has none. Windows has no default port for gopher.
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Ftp => 21,
            Self::Http => 80,
            Self::Https => 443,
            _ => 0,
        }
    }

    /// Whether a URL is nothing without a host.
    pub(super) const fn needs_host(self) -> bool {
        matches!(self, Self::Ftp | Self::Gopher | Self::Http | Self::Https)
    }
}

/// The position of the colon that ends the scheme; `None` if there is no scheme.
pub(super) fn end(url: &[u16]) -> Option<usize> {
    let colon = url.iter().position(|&unit| unit == COLON || !is_of_name(unit))?;
    let begins = url.first().is_some_and(|&unit| u8::try_from(unit).is_ok_and(|c| c.is_ascii_alphabetic()));
    (begins && url[colon] == COLON).then_some(colon)
}

fn is_of_name(unit: u16) -> bool {
    u8::try_from(unit).is_ok_and(|c| c.is_ascii_alphanumeric() || b"+-.".contains(&c))
}
