//! What a reply code means, according to its digits and to the tables of known codes.

use super::{Class, Retry, codes, iis};

/// The function group of a reply, given by its second digit (RFC 959, section 4.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// x0z
    Syntax,
    /// x1z
    Information,
    /// x2z
    Connections,
    /// x3z: login and accounting, and security (RFC 2228).
    Login,
    /// x4z, which RFC 959 leaves unspecified.
    Unspecified,
    /// x5z
    FileSystem,
    /// x6z to x9z, which no RFC defines.
    Undefined,
}

impl Group {
    /// The group of a code.
    pub fn from_code(code: u16) -> Self {
        match code / 10 % 10 {
            0 => Self::Syntax,
            1 => Self::Information,
            2 => Self::Connections,
            3 => Self::Login,
            4 => Self::Unspecified,
            5 => Self::FileSystem,
            _ => Self::Undefined,
        }
    }

    /// The description that users see.
    pub fn words(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Information => "information",
            Self::Connections => "connections",
            Self::Login => "login and accounting",
            Self::Unspecified => "unspecified",
            Self::FileSystem => "file system",
            Self::Undefined => "undefined",
        }
    }
}

impl Class {
    /// The description that users see.
    pub fn words(self) -> &'static str {
        match self {
            Self::Preliminary => "begun; another reply follows",
            Self::Completion => "done",
            Self::Intermediate => "accepted; another command is needed",
            Self::TransientNegative => "refused for now",
            Self::PermanentNegative => "refused",
            Self::Protected => "protected reply",
        }
    }
}

/// Whether a number is a reply code.
pub fn is_code(number: u32) -> bool {
    (100..700).contains(&number)
}

/// Whether trying again can help after a reply. Its text may say more than its code.
pub fn retry(code: u16, text: &[u8]) -> Retry {
    let by_digits = match Class::from_code(code) {
        Class::TransientNegative => Retry::Later,
        Class::PermanentNegative => Retry::Never,
        _ => Retry::No,
    };
    let by_code = codes::find(code).map_or(by_digits, |known| known.retry);
    if by_digits == Retry::No {
        return by_code; // not a refusal, whatever its text says
    }
    let details = iis::details(text);
    let by_substatus = details.substatus.and_then(iis::find).and_then(|known| known.retry);
    let is_temporary = details.is_in_use() || code == 530 && codes::is_full(text);
    by_substatus.or(is_temporary.then_some(Retry::Later)).unwrap_or(by_code)
}
