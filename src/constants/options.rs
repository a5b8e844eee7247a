//! Option numbers of InternetQueryOption and InternetSetOption. Options without a comment are not supported.

// Options of InternetQueryOption and InternetSetOption. Their documentation lists the options that exist here.
/// DWORD_PTR, read only: the status callback of the handle.
pub const INTERNET_OPTION_CALLBACK: u32 = 1;
/// Milliseconds for the connection attempt to one address.
pub const INTERNET_OPTION_CONNECT_TIMEOUT: u32 = 2;
/// How many addresses of a server are tried.
pub const INTERNET_OPTION_CONNECT_RETRIES: u32 = 3;
pub const INTERNET_OPTION_CONNECT_BACKOFF: u32 = 4;
/// Milliseconds for sending a command.
pub const INTERNET_OPTION_SEND_TIMEOUT: u32 = 5;
pub const INTERNET_OPTION_CONTROL_SEND_TIMEOUT: u32 = INTERNET_OPTION_SEND_TIMEOUT;
/// Milliseconds for each reply.
pub const INTERNET_OPTION_RECEIVE_TIMEOUT: u32 = 6;
pub const INTERNET_OPTION_CONTROL_RECEIVE_TIMEOUT: u32 = INTERNET_OPTION_RECEIVE_TIMEOUT;
/// Milliseconds that an upload may make no progress.
pub const INTERNET_OPTION_DATA_SEND_TIMEOUT: u32 = 7;
/// Milliseconds that a download may make no progress.
pub const INTERNET_OPTION_DATA_RECEIVE_TIMEOUT: u32 = 8;
/// DWORD, read only: INTERNET_HANDLE_TYPE_...
pub const INTERNET_OPTION_HANDLE_TYPE: u32 = 9;
/// The former number of INTERNET_OPTION_CONTEXT_VALUE; the value stands in place of the address of the buffer.
pub const INTERNET_OPTION_CONTEXT_VALUE_OLD: u32 = 10;
/// Milliseconds for the server's data connection in active mode.
pub const INTERNET_OPTION_LISTEN_TIMEOUT: u32 = 11;
/// The most bytes that InternetQueryDataAvailable reports.
pub const INTERNET_OPTION_READ_BUFFER_SIZE: u32 = 12;
/// DWORD: stored, without effect.
pub const INTERNET_OPTION_WRITE_BUFFER_SIZE: u32 = 13;
pub const INTERNET_OPTION_ASYNC_ID: u32 = 15;
pub const INTERNET_OPTION_ASYNC_PRIORITY: u32 = 16;
/// HINTERNET, read only.
pub const INTERNET_OPTION_PARENT_HANDLE: u32 = 21;
pub const INTERNET_OPTION_KEEP_CONNECTION: u32 = 22;
/// DWORD, read only: INTERNET_REQFLAG_...
pub const INTERNET_OPTION_REQUEST_FLAGS: u32 = 23;
/// DWORD, read only: the Winsock number of this thread's last failure.
pub const INTERNET_OPTION_EXTENDED_ERROR: u32 = 24;
pub const INTERNET_OPTION_OFFLINE_MODE: u32 = 26;
pub const INTERNET_OPTION_CACHE_STREAM_HANDLE: u32 = 27;
/// Text: the user name of a connection.
pub const INTERNET_OPTION_USERNAME: u32 = 28;
/// Text: the password of a connection.
pub const INTERNET_OPTION_PASSWORD: u32 = 29;
pub const INTERNET_OPTION_ASYNC: u32 = 30;
/// DWORD, read only: SECURITY_FLAG_...
pub const INTERNET_OPTION_SECURITY_FLAGS: u32 = 31;
pub const INTERNET_OPTION_SECURITY_CERTIFICATE_STRUCT: u32 = 32;
/// Text, read only: never available, as there is no cache.
pub const INTERNET_OPTION_DATAFILE_NAME: u32 = 33;
/// Text, read only: the URL without a password.
pub const INTERNET_OPTION_URL: u32 = 34;
pub const INTERNET_OPTION_SECURITY_CERTIFICATE: u32 = 35;
pub const INTERNET_OPTION_SECURITY_KEY_BITNESS: u32 = 36;
/// No value: accepted, without effect.
pub const INTERNET_OPTION_REFRESH: u32 = 37;
/// INTERNET_PROXY_INFO: stored, without effect.
pub const INTERNET_OPTION_PROXY: u32 = 38;
/// No value: accepted, without effect.
pub const INTERNET_OPTION_SETTINGS_CHANGED: u32 = 39;
/// INTERNET_VERSION_INFO, read only.
pub const INTERNET_OPTION_VERSION: u32 = 40;
/// Text: the agent that InternetOpen received.
pub const INTERNET_OPTION_USER_AGENT: u32 = 41;
/// No value: accepted, without effect.
pub const INTERNET_OPTION_END_BROWSER_SESSION: u32 = 42;
/// Text: stored, without effect.
pub const INTERNET_OPTION_PROXY_USERNAME: u32 = 43;
/// Text: stored, without effect.
pub const INTERNET_OPTION_PROXY_PASSWORD: u32 = 44;
/// DWORD_PTR: the context value that the status callback receives.
pub const INTERNET_OPTION_CONTEXT_VALUE: u32 = 45;
pub const INTERNET_OPTION_CONNECT_LIMIT: u32 = 46;
pub const INTERNET_OPTION_SECURITY_SELECT_CLIENT_CERT: u32 = 47;
/// Refused with ERROR_INVALID_PARAMETER.
pub const INTERNET_OPTION_POLICY: u32 = 48;
pub const INTERNET_OPTION_DISCONNECTED_TIMEOUT: u32 = 49;
/// DWORD or INTERNET_CONNECTED_INFO: INTERNET_STATE_...
pub const INTERNET_OPTION_CONNECTED_STATE: u32 = 50;
pub const INTERNET_OPTION_IDLE_STATE: u32 = 51;
pub const INTERNET_OPTION_OFFLINE_SEMANTICS: u32 = 52;
pub const INTERNET_OPTION_SECONDARY_CACHE_KEY: u32 = 53;
pub const INTERNET_OPTION_CALLBACK_FILTER: u32 = 54;
pub const INTERNET_OPTION_CONNECT_TIME: u32 = 55;
pub const INTERNET_OPTION_SEND_THROUGHPUT: u32 = 56;
pub const INTERNET_OPTION_RECEIVE_THROUGHPUT: u32 = 57;
pub const INTERNET_OPTION_REQUEST_PRIORITY: u32 = 58;
pub const INTERNET_OPTION_HTTP_VERSION: u32 = 59;
pub const INTERNET_OPTION_RESET_URLCACHE_SESSION: u32 = 60;
/// DWORD: INTERNET_ERROR_MASK_..., accepted, without effect.
pub const INTERNET_OPTION_ERROR_MASK: u32 = 62;
/// DWORD: stored, without effect.
pub const INTERNET_OPTION_FROM_CACHE_TIMEOUT: u32 = 63;
pub const INTERNET_OPTION_BYPASS_EDITED_ENTRY: u32 = 64;
pub const INTERNET_OPTION_HTTP_DECODING: u32 = 65;
pub const INTERNET_OPTION_DIAGNOSTIC_SOCKET_INFO: u32 = 67;
pub const INTERNET_OPTION_CODEPAGE: u32 = 68;
pub const INTERNET_OPTION_CACHE_TIMESTAMPS: u32 = 69;
pub const INTERNET_OPTION_DISABLE_AUTODIAL: u32 = 70;
/// DWORD: stored, without effect.
pub const INTERNET_OPTION_MAX_CONNS_PER_SERVER: u32 = 73;
/// DWORD: stored, without effect.
pub const INTERNET_OPTION_MAX_CONNS_PER_1_0_SERVER: u32 = 74;
pub const INTERNET_OPTION_PER_CONNECTION_OPTION: u32 = 75;
pub const INTERNET_OPTION_DIGEST_AUTH_UNLOAD: u32 = 76;
pub const INTERNET_OPTION_IGNORE_OFFLINE: u32 = 77;
pub const INTERNET_OPTION_IDENTITY: u32 = 78;
pub const INTERNET_OPTION_REMOVE_IDENTITY: u32 = 79;
pub const INTERNET_OPTION_ALTER_IDENTITY: u32 = 80;
pub const INTERNET_OPTION_SUPPRESS_BEHAVIOR: u32 = 81;
pub const INTERNET_OPTION_AUTODIAL_MODE: u32 = 82;
pub const INTERNET_OPTION_AUTODIAL_CONNECTION: u32 = 83;
pub const INTERNET_OPTION_CLIENT_CERT_CONTEXT: u32 = 84;
pub const INTERNET_OPTION_AUTH_FLAGS: u32 = 85;
pub const INTERNET_OPTION_COOKIES_3RD_PARTY: u32 = 86;
pub const INTERNET_OPTION_DISABLE_PASSPORT_AUTH: u32 = 87;
pub const INTERNET_OPTION_SEND_UTF8_SERVERNAME_TO_PROXY: u32 = 88;
pub const INTERNET_OPTION_EXEMPT_CONNECTION_LIMIT: u32 = 89;
pub const INTERNET_OPTION_ENABLE_PASSPORT_AUTH: u32 = 90;
pub const INTERNET_OPTION_HIBERNATE_INACTIVE_WORKER_THREADS: u32 = 91;
pub const INTERNET_OPTION_ACTIVATE_WORKER_THREADS: u32 = 92;
pub const INTERNET_OPTION_RESTORE_WORKER_THREAD_DEFAULTS: u32 = 93;
/// DWORD, write only: the size in bytes of the system's buffer for data that is sent.
pub const INTERNET_OPTION_SOCKET_SEND_BUFFER_LENGTH: u32 = 94;
pub const INTERNET_OPTION_PROXY_SETTINGS_CHANGED: u32 = 95;
pub const INTERNET_OPTION_DATAFILE_EXT: u32 = 96;
pub const INTERNET_OPTION_CODEPAGE_PATH: u32 = 100;
pub const INTERNET_OPTION_CODEPAGE_EXTRA: u32 = 101;
pub const INTERNET_OPTION_IDN: u32 = 102;
pub const INTERNET_OPTION_MAX_CONNS_PER_PROXY: u32 = 103;
pub const INTERNET_OPTION_SUPPRESS_SERVER_AUTH: u32 = 104;
pub const INTERNET_OPTION_SERVER_CERT_CHAIN_CONTEXT: u32 = 105;
pub const INTERNET_OPTION_ENABLE_REDIRECT_CACHE_READ: u32 = 122;
pub const INTERNET_OPTION_COMPRESSED_CONTENT_LENGTH: u32 = 147;
pub const INTERNET_OPTION_ENABLE_HTTP_PROTOCOL: u32 = 148;
pub const INTERNET_OPTION_HTTP_PROTOCOL_USED: u32 = 149;
pub const INTERNET_OPTION_ENCODE_EXTRA: u32 = 155;
pub const INTERNET_OPTION_HSTS: u32 = 157;
pub const INTERNET_OPTION_ENTERPRISE_CONTEXT: u32 = 159;
pub const INTERNET_OPTION_CONNECTION_FILTER: u32 = 162;
pub const INTERNET_OPTION_OPT_IN_WEAK_SIGNATURE: u32 = 176;
pub const INTERNET_OPTION_COOKIES_SAME_SITE_LEVEL: u32 = 187;
pub const INTERNET_FIRST_OPTION: u32 = INTERNET_OPTION_CALLBACK;
