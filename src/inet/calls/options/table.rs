//! The options there are: what they hold, on which handles they exist, and whether they can be set.

use Level::{Connection, File, Find, Process, Root};

/// The kinds of handles, by the letters of their options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// No handle.
    Process,
    Root,
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
}

/// INTERNET_OPTION_…
pub(super) mod number {
    pub(in super::super) const CALLBACK: u32 = 1;
    pub(in super::super) const CONNECT_TIMEOUT: u32 = 2;
    pub(in super::super) const CONNECT_RETRIES: u32 = 3;
    pub(in super::super) const SEND_TIMEOUT: u32 = 5;
    pub(in super::super) const RECEIVE_TIMEOUT: u32 = 6;
    pub(in super::super) const DATA_SEND_TIMEOUT: u32 = 7;
    pub(in super::super) const DATA_RECEIVE_TIMEOUT: u32 = 8;
    pub(in super::super) const HANDLE_TYPE: u32 = 9;
    pub(in super::super) const OLD_CONTEXT_VALUE: u32 = 10;
    pub(in super::super) const LISTEN_TIMEOUT: u32 = 11;
    pub(in super::super) const READ_BUFFER_SIZE: u32 = 12;
    pub(in super::super) const WRITE_BUFFER_SIZE: u32 = 13;
    pub(in super::super) const PARENT_HANDLE: u32 = 21;
    pub(in super::super) const REQUEST_FLAGS: u32 = 23;
    pub(in super::super) const EXTENDED_ERROR: u32 = 24;
    pub(in super::super) const USERNAME: u32 = 28;
    pub(in super::super) const PASSWORD: u32 = 29;
    pub(in super::super) const SECURITY_FLAGS: u32 = 31;
    pub(in super::super) const SECURITY_CERTIFICATE_STRUCT: u32 = 32;
    pub(in super::super) const DATAFILE_NAME: u32 = 33;
    pub(in super::super) const URL: u32 = 34;
    pub(in super::super) const SECURITY_CERTIFICATE: u32 = 35;
    pub(in super::super) const SECURITY_KEY_BITNESS: u32 = 36;
    pub(in super::super) const REFRESH: u32 = 37;
    pub(in super::super) const PROXY: u32 = 38;
    pub(in super::super) const SETTINGS_CHANGED: u32 = 39;
    pub(in super::super) const VERSION: u32 = 40;
    pub(in super::super) const USER_AGENT: u32 = 41;
    pub(in super::super) const END_BROWSER_SESSION: u32 = 42;
    pub(in super::super) const PROXY_USERNAME: u32 = 43;
    pub(in super::super) const PROXY_PASSWORD: u32 = 44;
    pub(in super::super) const CONTEXT_VALUE: u32 = 45;
    pub(in super::super) const POLICY: u32 = 48;
    pub(in super::super) const CONNECTED_STATE: u32 = 50;
    pub(in super::super) const ERROR_MASK: u32 = 62;
    pub(in super::super) const FROM_CACHE_TIMEOUT: u32 = 63;
    pub(in super::super) const CODEPAGE: u32 = 68;
    pub(in super::super) const DISABLE_AUTODIAL: u32 = 70;
    pub(in super::super) const MAX_CONNS_PER_SERVER: u32 = 73;
    pub(in super::super) const MAX_CONNS_PER_1_0_SERVER: u32 = 74;
    pub(in super::super) const IGNORE_OFFLINE: u32 = 77;
    pub(in super::super) const SUPPRESS_BEHAVIOR: u32 = 81;
    pub(in super::super) const SOCKET_SEND_BUFFER_LENGTH: u32 = 94;
    pub(in super::super) const DATAFILE_EXT: u32 = 96;
    pub(in super::super) const CODEPAGE_PATH: u32 = 100;
    pub(in super::super) const CODEPAGE_EXTRA: u32 = 101;
    pub(in super::super) const SERVER_CERT_CHAIN_CONTEXT: u32 = 105;
    /// TRUEFTP_OPTION_UTF8
    pub(in super::super) const UTF8: u32 = 0x5446_0001;
    /// TRUEFTP_OPTION_LOG
    pub(in super::super) const LOG: u32 = 0x5446_0002;
    /// TRUEFTP_OPTION_PROGRESS
    pub(in super::super) const PROGRESS: u32 = 0x5446_0003;
}

const ANY: &[Level] = &[Process, Root, Connection, File, Find];
const HANDLES: &[Level] = &[Root, Connection, File, Find];

const fn both(number: u32, shape: Shape, levels: &'static [Level]) -> Spec {
    Spec { number, shape, levels, can_query: true, can_set: true }
}

const fn query_only(number: u32, shape: Shape, levels: &'static [Level]) -> Spec {
    Spec { number, shape, levels, can_query: true, can_set: false }
}

const fn set_only(number: u32, shape: Shape, levels: &'static [Level]) -> Spec {
    Spec { number, shape, levels, can_query: false, can_set: true }
}

/// An option for the requests of another protocol: the wrong kind of handle is all it ever meets here.
const fn elsewhere(number: u32) -> Spec {
    query_only(number, Shape::Number, &[])
}

/// All options. Those Microsoft calls "not implemented" are no options here either.
static TABLE: &[Spec] = &[
    query_only(number::CALLBACK, Shape::Pointer, HANDLES),
    both(number::CONNECT_TIMEOUT, Shape::Number, ANY),
    both(number::CONNECT_RETRIES, Shape::Number, ANY),
    both(number::SEND_TIMEOUT, Shape::Number, ANY),
    both(number::RECEIVE_TIMEOUT, Shape::Number, ANY),
    both(number::DATA_SEND_TIMEOUT, Shape::Number, ANY),
    both(number::DATA_RECEIVE_TIMEOUT, Shape::Number, ANY),
    query_only(number::HANDLE_TYPE, Shape::Number, HANDLES),
    both(number::OLD_CONTEXT_VALUE, Shape::PointerItself, HANDLES),
    both(number::LISTEN_TIMEOUT, Shape::Number, ANY),
    both(number::READ_BUFFER_SIZE, Shape::Number, &[Connection, File, Find]),
    both(number::WRITE_BUFFER_SIZE, Shape::Number, &[Connection, File]),
    query_only(number::PARENT_HANDLE, Shape::Pointer, HANDLES),
    query_only(number::REQUEST_FLAGS, Shape::Number, &[File]),
    query_only(number::EXTENDED_ERROR, Shape::Number, ANY),
    both(number::USERNAME, Shape::Text, &[Connection]),
    both(number::PASSWORD, Shape::Text, &[Connection]),
    query_only(number::SECURITY_FLAGS, Shape::Number, &[Connection, File]),
    elsewhere(number::SECURITY_CERTIFICATE_STRUCT),
    query_only(number::DATAFILE_NAME, Shape::Text, &[File]),
    query_only(number::URL, Shape::Text, &[File, Find]),
    elsewhere(number::SECURITY_CERTIFICATE),
    elsewhere(number::SECURITY_KEY_BITNESS),
    set_only(number::REFRESH, Shape::Nothing, &[Root]),
    both(number::PROXY, Shape::Proxy, &[Process, Root]),
    set_only(number::SETTINGS_CHANGED, Shape::Nothing, ANY),
    query_only(number::VERSION, Shape::Version, ANY),
    both(number::USER_AGENT, Shape::Text, &[Root]),
    set_only(number::END_BROWSER_SESSION, Shape::Nothing, &[Process]),
    both(number::PROXY_USERNAME, Shape::Text, &[Connection]),
    both(number::PROXY_PASSWORD, Shape::Text, &[Connection]),
    both(number::CONTEXT_VALUE, Shape::Pointer, HANDLES),
    both(number::CONNECTED_STATE, Shape::State, &[Process, Root]),
    set_only(number::ERROR_MASK, Shape::Number, HANDLES),
    both(number::FROM_CACHE_TIMEOUT, Shape::Number, &[Process, Root]),
    set_only(number::CODEPAGE, Shape::Number, &[Connection, File]),
    set_only(number::DISABLE_AUTODIAL, Shape::Number, &[Process, Root]),
    both(number::MAX_CONNS_PER_SERVER, Shape::Number, &[Process]),
    both(number::MAX_CONNS_PER_1_0_SERVER, Shape::Number, &[Process]),
    set_only(number::IGNORE_OFFLINE, Shape::Nothing, &[File]),
    set_only(number::SUPPRESS_BEHAVIOR, Shape::Number, &[Process]),
    set_only(number::SOCKET_SEND_BUFFER_LENGTH, Shape::Number, &[Connection, File]),
    set_only(number::DATAFILE_EXT, Shape::Text, &[Connection]),
    set_only(number::CODEPAGE_PATH, Shape::Number, &[Connection, File]),
    set_only(number::CODEPAGE_EXTRA, Shape::Number, &[Connection, File]),
    elsewhere(number::SERVER_CERT_CHAIN_CONTEXT),
    both(number::UTF8, Shape::Number, ANY),
    both(number::LOG, Shape::Path, &[Process]),
    both(number::PROGRESS, Shape::Number, ANY),
];

/// The option of a number.
pub(super) fn find(number: u32) -> Option<&'static Spec> {
    TABLE.iter().find(|spec| spec.number == number)
}
