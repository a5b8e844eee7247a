//! All options: what they hold, on which handles they exist, and whether they can be set.

use crate::constants::extensions::{TRUEFTP_OPTION_LOG, TRUEFTP_OPTION_PROGRESS, TRUEFTP_OPTION_UTF8};
use crate::constants::options::*;

use Level::{Connection, File, Find, Process, Session};

/// The kinds of handles on which options exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// No handle.
    Process,
    Session,
    Connection,
    File,
    /// A find, or a directory as HTML.
    Find,
}

/// The shape of an option's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// None: the buffer is not looked at.
    Nothing,
    /// A DWORD.
    Number,
    /// A DWORD or INTERNET_CONNECTED_INFO, which begins with one.
    State,
    /// A DWORD_PTR.
    Pointer,
    /// A DWORD_PTR that stands in place of the buffer's address.
    PointerItself,
    /// A text.
    Text,
    /// A text that is the path of a file here.
    Path,
    /// INTERNET_PROXY_INFO
    Proxy,
    /// INTERNET_VERSION_INFO
    Version,
}

/// One option.
pub(super) struct Spec {
    pub(super) number: u32,
    pub(super) shape: Shape,
    pub(super) levels: &'static [Level],
    pub(super) can_query: bool,
    pub(super) can_set: bool,
    /// The option's name, for a future settings file, if the option makes sense there.
    pub(super) name: Option<&'static str>,
}

impl Spec {
    const fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }
}

const ANY: &[Level] = &[Process, Session, Connection, File, Find];
const HANDLES: &[Level] = &[Session, Connection, File, Find];

const fn both(number: u32, shape: Shape, levels: &'static [Level]) -> Spec {
    Spec { number, shape, levels, can_query: true, can_set: true, name: None }
}

const fn query_only(number: u32, shape: Shape, levels: &'static [Level]) -> Spec {
    Spec { number, shape, levels, can_query: true, can_set: false, name: None }
}

const fn set_only(number: u32, shape: Shape, levels: &'static [Level]) -> Spec {
    Spec { number, shape, levels, can_query: false, can_set: true, name: None }
}

/// An option for the requests of another protocol: every handle has the wrong type for it.
const fn elsewhere(number: u32) -> Spec {
    query_only(number, Shape::Number, &[])
}

/// All options. Those Microsoft calls "not implemented" are no options here either.
static TABLE: &[Spec] = &[
    query_only(INTERNET_OPTION_CALLBACK, Shape::Pointer, HANDLES),
    both(INTERNET_OPTION_CONNECT_TIMEOUT, Shape::Number, ANY).named("connect-timeout"),
    both(INTERNET_OPTION_CONNECT_RETRIES, Shape::Number, ANY).named("connect-retries"),
    both(INTERNET_OPTION_SEND_TIMEOUT, Shape::Number, ANY).named("send-timeout"),
    both(INTERNET_OPTION_RECEIVE_TIMEOUT, Shape::Number, ANY).named("reply-timeout"),
    both(INTERNET_OPTION_DATA_SEND_TIMEOUT, Shape::Number, ANY).named("upload-stall-timeout"),
    both(INTERNET_OPTION_DATA_RECEIVE_TIMEOUT, Shape::Number, ANY).named("download-stall-timeout"),
    query_only(INTERNET_OPTION_HANDLE_TYPE, Shape::Number, HANDLES),
    both(INTERNET_OPTION_CONTEXT_VALUE_OLD, Shape::PointerItself, HANDLES),
    both(INTERNET_OPTION_LISTEN_TIMEOUT, Shape::Number, ANY).named("listen-timeout"),
    both(INTERNET_OPTION_READ_BUFFER_SIZE, Shape::Number, &[Connection, File, Find]),
    both(INTERNET_OPTION_WRITE_BUFFER_SIZE, Shape::Number, &[Connection, File]),
    query_only(INTERNET_OPTION_PARENT_HANDLE, Shape::Pointer, HANDLES),
    query_only(INTERNET_OPTION_REQUEST_FLAGS, Shape::Number, &[File]),
    query_only(INTERNET_OPTION_EXTENDED_ERROR, Shape::Number, ANY),
    both(INTERNET_OPTION_USERNAME, Shape::Text, &[Connection]),
    both(INTERNET_OPTION_PASSWORD, Shape::Text, &[Connection]),
    query_only(INTERNET_OPTION_SECURITY_FLAGS, Shape::Number, &[Connection, File]),
    elsewhere(INTERNET_OPTION_SECURITY_CERTIFICATE_STRUCT),
    query_only(INTERNET_OPTION_DATAFILE_NAME, Shape::Text, &[File]),
    query_only(INTERNET_OPTION_URL, Shape::Text, &[File, Find]),
    elsewhere(INTERNET_OPTION_SECURITY_CERTIFICATE),
    elsewhere(INTERNET_OPTION_SECURITY_KEY_BITNESS),
    set_only(INTERNET_OPTION_REFRESH, Shape::Nothing, &[Session]),
    both(INTERNET_OPTION_PROXY, Shape::Proxy, &[Process, Session]),
    set_only(INTERNET_OPTION_SETTINGS_CHANGED, Shape::Nothing, ANY),
    query_only(INTERNET_OPTION_VERSION, Shape::Version, ANY),
    both(INTERNET_OPTION_USER_AGENT, Shape::Text, &[Session]),
    set_only(INTERNET_OPTION_END_BROWSER_SESSION, Shape::Nothing, &[Process]),
    both(INTERNET_OPTION_PROXY_USERNAME, Shape::Text, &[Connection]),
    both(INTERNET_OPTION_PROXY_PASSWORD, Shape::Text, &[Connection]),
    both(INTERNET_OPTION_CONTEXT_VALUE, Shape::Pointer, HANDLES),
    both(INTERNET_OPTION_CONNECTED_STATE, Shape::State, &[Process, Session]),
    set_only(INTERNET_OPTION_ERROR_MASK, Shape::Number, HANDLES),
    both(INTERNET_OPTION_FROM_CACHE_TIMEOUT, Shape::Number, &[Process, Session]),
    set_only(INTERNET_OPTION_CODEPAGE, Shape::Number, &[Connection, File]),
    set_only(INTERNET_OPTION_DISABLE_AUTODIAL, Shape::Number, &[Process, Session]),
    both(INTERNET_OPTION_MAX_CONNS_PER_SERVER, Shape::Number, &[Process]),
    both(INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER, Shape::Number, &[Process]),
    set_only(INTERNET_OPTION_IGNORE_OFFLINE, Shape::Nothing, &[File]),
    set_only(INTERNET_OPTION_SUPPRESS_BEHAVIOR, Shape::Number, &[Process]),
    set_only(INTERNET_OPTION_SOCKET_SEND_BUFFER_LENGTH, Shape::Number, &[Connection, File])
        .named("send-buffer-size"),
    set_only(INTERNET_OPTION_DATAFILE_EXT, Shape::Text, &[Connection]),
    set_only(INTERNET_OPTION_CODEPAGE_PATH, Shape::Number, &[Connection, File]),
    set_only(INTERNET_OPTION_CODEPAGE_EXTRA, Shape::Number, &[Connection, File]),
    elsewhere(INTERNET_OPTION_SERVER_CERT_CHAIN_CONTEXT),
    both(TRUEFTP_OPTION_UTF8, Shape::Number, ANY).named("utf8"),
    both(TRUEFTP_OPTION_LOG, Shape::Path, &[Process]).named("log"),
    both(TRUEFTP_OPTION_PROGRESS, Shape::Number, ANY).named("progress"),
];

/// The option of a number.
pub(super) fn find(number: u32) -> Option<&'static Spec> {
    TABLE.iter().find(|spec| spec.number == number)
}

/// The option with this name, for a future settings file.
pub(super) fn find_by_name(name: &str) -> Option<&'static Spec> {
    TABLE.iter().find(|spec| spec.name == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_and_every_name_is_there_once() {
        for (at, spec) in TABLE.iter().enumerate() {
            for other in &TABLE[at + 1..] {
                assert_ne!(spec.number, other.number);
                assert!(spec.name.is_none() || spec.name != other.name, "{:?}", spec.name);
            }
        }
    }

    #[test]
    fn names_are_lower_case_words_with_hyphens() {
        for name in TABLE.iter().filter_map(|spec| spec.name) {
            let is_word = |word: &str| {
                !word.is_empty()
                    && word
                        .chars()
                        .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit())
            };
            assert!(name.split('-').all(is_word), "{name}");
        }
    }

    #[test]
    fn only_options_that_can_be_set_have_names() {
        assert!(TABLE.iter().all(|spec| spec.name.is_none() || spec.can_set));
    }

    #[test]
    fn options_are_found_by_name() {
        let number = |name: &str| find_by_name(name).map(|spec| spec.number);
        assert_eq!(number("reply-timeout"), Some(INTERNET_OPTION_RECEIVE_TIMEOUT));
        assert_eq!(number("log"), Some(TRUEFTP_OPTION_LOG));
        assert_eq!(number("password"), None);
        assert_eq!(number(""), None);
    }
}
