//! The one user that every server accepts.

use std::os::unix::fs::chown;
use std::path::Path;

/// The user name.
pub const NAME: &str = "tester";

/// The password.
pub const PASSWORD: &str = "let tester in";

/// [`PASSWORD`] as crypt(3) makes it, for the servers that read password files.
pub const PASSWORD_HASH: &str = "$5$rounds=1000$trueftp$F/SPQhMFnVMNsTGIHPYzDzhiOs1bpfB0/RXAZCO1zo1";

/// The system user that the user's files belong to. Every Debian has it, and its home exists: vsftpd goes there first.
pub const SYSTEM_USER: &str = "daemon";

/// The group of [`SYSTEM_USER`].
pub const SYSTEM_GROUP: &str = "daemon";

/// The number of [`SYSTEM_USER`], and of its group.
pub const SYSTEM_ID: u32 = 1;

/// Lets [`SYSTEM_USER`] write into a folder.
pub fn give(folder: &Path) {
    chown(folder, Some(SYSTEM_ID), Some(SYSTEM_ID)).expect("root may change the owner");
}
