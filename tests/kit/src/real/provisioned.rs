//! Finding the servers that `provision.sh` unpacked, and what to do when one is not there.

use std::env;
use std::path::PathBuf;

use super::Kind;
use crate::programs::tools;

/// The program of a server, or `None` (with a line that says why) when it cannot run here.
///
/// # Panics
/// Where `CI=true`: there a missing server is a failed test and not a skipped one.
pub fn find(kind: Kind) -> Option<PathBuf> {
    let program = folder().join(program_of(kind));
    let problem = if !program.exists() {
        format!("{} is missing, run tests/real/provision.sh", program.display())
    } else if needs_root(kind) && !is_root() {
        "it must be started by root".to_owned()
    } else {
        return Some(program);
    };
    assert!(!is_ci(), "{kind:?} cannot run: {problem}");
    eprintln!("{kind:?} is not tried: {problem}");
    None
}

/// Whether this process may mount file systems and start servers that change their user.
pub fn is_root() -> bool {
    // SAFETY: geteuid has no preconditions and always succeeds.
    unsafe { libc::geteuid() == 0 }
}

/// Whether a missing server has to fail the test.
pub fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

fn folder() -> PathBuf {
    match env::var_os("TRUEFTP_REAL_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => tools::root().join("target/real"),
    }
}

/// Where `provision.sh` puts what has to be started.
fn program_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Vsftpd => "vsftpd/usr/sbin/vsftpd",
        Kind::Proftpd => "proftpd/usr/sbin/proftpd",
        Kind::Pureftpd => "pure-ftpd/usr/sbin/pure-ftpd",
        Kind::Pyftpdlib => "pyftpdlib/usr/lib/python3/dist-packages",
    }
}

/// The others lock each user into a folder with chroot, and change to the user's id.
fn needs_root(kind: Kind) -> bool {
    kind != Kind::Pyftpdlib
}
