//! Flags of the functions.

// Transfer types, for FtpPutFile and the other functions that move files.
pub const FTP_TRANSFER_TYPE_UNKNOWN: u32 = 0x0000_0000;
pub const FTP_TRANSFER_TYPE_ASCII: u32 = 0x0000_0001;
pub const FTP_TRANSFER_TYPE_BINARY: u32 = 0x0000_0002;
pub const FTP_TRANSFER_TYPE_MASK: u32 = 0x0000_0003;

// Flags of InternetOpen, InternetConnect and the functions that open files. The flags for HTTP are accepted and ignored.
pub const INTERNET_FLAG_IDN_DIRECT: u32 = 0x0000_0001;
pub const INTERNET_FLAG_IDN_PROXY: u32 = 0x0000_0002;
pub const INTERNET_FLAG_RELOAD: u32 = 0x8000_0000;
pub const INTERNET_FLAG_RAW_DATA: u32 = 0x4000_0000;
pub const INTERNET_FLAG_EXISTING_CONNECT: u32 = 0x2000_0000;
pub const INTERNET_FLAG_ASYNC: u32 = 0x1000_0000;
pub const INTERNET_FLAG_PASSIVE: u32 = 0x0800_0000;
pub const INTERNET_FLAG_NO_CACHE_WRITE: u32 = 0x0400_0000;
pub const INTERNET_FLAG_DONT_CACHE: u32 = INTERNET_FLAG_NO_CACHE_WRITE;
pub const INTERNET_FLAG_MAKE_PERSISTENT: u32 = 0x0200_0000;
pub const INTERNET_FLAG_FROM_CACHE: u32 = 0x0100_0000;
pub const INTERNET_FLAG_OFFLINE: u32 = INTERNET_FLAG_FROM_CACHE;
pub const INTERNET_FLAG_SECURE: u32 = 0x0080_0000;
pub const INTERNET_FLAG_KEEP_CONNECTION: u32 = 0x0040_0000;
pub const INTERNET_FLAG_NO_AUTO_REDIRECT: u32 = 0x0020_0000;
pub const INTERNET_FLAG_READ_PREFETCH: u32 = 0x0010_0000;
pub const INTERNET_FLAG_NO_COOKIES: u32 = 0x0008_0000;
pub const INTERNET_FLAG_NO_AUTH: u32 = 0x0004_0000;
pub const INTERNET_FLAG_RESTRICTED_ZONE: u32 = 0x0002_0000;
pub const INTERNET_FLAG_CACHE_IF_NET_FAIL: u32 = 0x0001_0000;
pub const INTERNET_FLAG_IGNORE_REDIRECT_TO_HTTP: u32 = 0x0000_8000;
pub const INTERNET_FLAG_IGNORE_REDIRECT_TO_HTTPS: u32 = 0x0000_4000;
pub const INTERNET_FLAG_IGNORE_CERT_DATE_INVALID: u32 = 0x0000_2000;
pub const INTERNET_FLAG_IGNORE_CERT_CN_INVALID: u32 = 0x0000_1000;
pub const INTERNET_FLAG_RESYNCHRONIZE: u32 = 0x0000_0800;
pub const INTERNET_FLAG_HYPERLINK: u32 = 0x0000_0400;
pub const INTERNET_FLAG_NO_UI: u32 = 0x0000_0200;
pub const INTERNET_FLAG_PRAGMA_NOCACHE: u32 = 0x0000_0100;
pub const INTERNET_FLAG_CACHE_ASYNC: u32 = 0x0000_0080;
pub const INTERNET_FLAG_FORMS_SUBMIT: u32 = 0x0000_0040;
pub const INTERNET_FLAG_FWD_BACK: u32 = 0x0000_0020;
pub const INTERNET_FLAG_NEED_FILE: u32 = 0x0000_0010;
pub const INTERNET_FLAG_MUST_CACHE_REQUEST: u32 = INTERNET_FLAG_NEED_FILE;
pub const INTERNET_FLAG_TRANSFER_ASCII: u32 = FTP_TRANSFER_TYPE_ASCII;
pub const INTERNET_FLAG_TRANSFER_BINARY: u32 = FTP_TRANSFER_TYPE_BINARY;

// Asynchronous calls and callbacks.
pub const INTERNET_NO_CALLBACK: u32 = 0;
pub const WININET_API_FLAG_ASYNC: u32 = 0x0000_0001;
pub const WININET_API_FLAG_SYNC: u32 = 0x0000_0004;
pub const WININET_API_FLAG_USE_CONTEXT: u32 = 0x0000_0008;
pub const IRF_ASYNC: u32 = WININET_API_FLAG_ASYNC;
pub const IRF_SYNC: u32 = WININET_API_FLAG_SYNC;
pub const IRF_USE_CONTEXT: u32 = WININET_API_FLAG_USE_CONTEXT;
pub const IRF_NO_WAIT: u32 = 0x0000_0008;

// InternetSetOptionEx.
pub const ISO_GLOBAL: u32 = 0x0000_0001;
pub const ISO_REGISTRY: u32 = 0x0000_0002;

// InternetCanonicalizeUrl, InternetCombineUrl, InternetCrackUrl and InternetCreateUrl.
/// Crack: decode what is copied. Create: encode path and extra information.
pub const ICU_ESCAPE: u32 = 0x8000_0000;
pub const ICU_USERNAME: u32 = 0x4000_0000;
/// Nothing is encoded.
pub const ICU_NO_ENCODE: u32 = 0x2000_0000;
/// Escape sequences become characters, before anything else.
pub const ICU_DECODE: u32 = 0x1000_0000;
/// `.` and `..` stay.
pub const ICU_NO_META: u32 = 0x0800_0000;
/// Of all characters only spaces are encoded.
pub const ICU_ENCODE_SPACES_ONLY: u32 = 0x0400_0000;
/// What follows `?` or `#` is neither encoded nor decoded.
pub const ICU_BROWSER_MODE: u32 = 0x0200_0000;
/// Crack: a URL with a user or password is refused.
pub const ICU_REJECT_USERPWD: u32 = 0x0000_4000;
/// Create: user, password and host are encoded too.
pub const ICU_ESCAPE_AUTHORITY: u32 = 0x0000_2000;
/// Percent signs are encoded too.
pub const ICU_ENCODE_PERCENT: u32 = 0x0000_1000;
