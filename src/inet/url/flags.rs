//! What the URL functions do differently on demand: ICU_…

/// Crack: decode what is copied. Create: encode path and extra information.
pub const ICU_ESCAPE: u32 = 0x8000_0000;
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
