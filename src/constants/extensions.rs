//! Constants of trueftp that WinINet does not have.

// Extensions: options. Handles that are opened later inherit them.
/// BOOL: whether W functions send names as UTF-8. The default is FALSE (ANSI) on Windows and TRUE elsewhere.
pub const TRUEFTP_OPTION_UTF8: u32 = 0x5446_0001;
/// Text, with a NULL handle only: the file that receives all commands and replies, "stderr", or "" for none.
pub const TRUEFTP_OPTION_LOG: u32 = 0x5446_0002;
/// BOOL: whether the status callback receives TRUEFTP_STATUS_PROGRESS.
pub const TRUEFTP_OPTION_PROGRESS: u32 = 0x5446_0003;

// Extensions: statuses.
/// TRUEFTP_PROGRESS: at most every 100 ms while the bytes of a file move, and once at their end.
pub const TRUEFTP_STATUS_PROGRESS: u32 = 0x5446_0001;

// The class of a reply: its first digit (RFC 959, section 4.2.1; for 6, RFC 2228).
pub const TRUEFTP_CLASS_PRELIMINARY: u32 = 1;
pub const TRUEFTP_CLASS_COMPLETION: u32 = 2;
pub const TRUEFTP_CLASS_INTERMEDIATE: u32 = 3;
pub const TRUEFTP_CLASS_TRANSIENT_NEGATIVE: u32 = 4;
pub const TRUEFTP_CLASS_PERMANENT_NEGATIVE: u32 = 5;
pub const TRUEFTP_CLASS_PROTECTED: u32 = 6;

// The group of a reply: its second digit, which names the subject.
pub const TRUEFTP_GROUP_SYNTAX: u32 = 0;
pub const TRUEFTP_GROUP_INFORMATION: u32 = 1;
pub const TRUEFTP_GROUP_CONNECTIONS: u32 = 2;
pub const TRUEFTP_GROUP_LOGIN: u32 = 3;
pub const TRUEFTP_GROUP_UNSPECIFIED: u32 = 4;
pub const TRUEFTP_GROUP_FILE_SYSTEM: u32 = 5;

// TrueFtpRetryAdvice.
/// There is nothing to retry.
pub const TRUEFTP_RETRY_NONE: u32 = 0;
/// An immediate retry may succeed.
pub const TRUEFTP_RETRY_NOW: u32 = 1;
/// A later retry may succeed.
pub const TRUEFTP_RETRY_LATER: u32 = 2;
/// A retry fails again until something is changed.
pub const TRUEFTP_RETRY_NEVER: u32 = 3;
/// The request may have been carried out (the file may be there); check before a retry.
pub const TRUEFTP_RETRY_UNKNOWN: u32 = 4;

// TRUEFTP_REPLY_INFO and TRUEFTP_PROGRESS.
/// The reply names no IIS substatus.
pub const TRUEFTP_NO_SUBSTATUS: u32 = 0xFFFF_FFFF;
/// The number of bytes is not known.
pub const TRUEFTP_SIZE_UNKNOWN: u64 = 0xFFFF_FFFF_FFFF_FFFF;
/// The size of szCommand, including its NUL.
pub const TRUEFTP_COMMAND_SIZE: usize = 1024;
