//! Pure-FTPd.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Site, user};

/// Makes the user database and returns the command that serves it.
pub fn command(site: &Site) -> Command {
    user::give(site.root);
    let database = make_database(site);
    let ip = site.addr.ip();
    let mut command = Command::new(site.program);
    command
        .arg(format!("--bind={ip},{}", site.addr.port()))
        .arg(if site.addr.is_ipv4() { "--ipv4only" } else { "--ipv6only" })
        .arg(format!("--login=puredb:{}", database.display()))
        .arg(format!("--pidfile={}/pure-ftpd.pid", site.private.display()))
        .args(["--chrooteveryone", "--noanonymous", "--minuid=1"])
        .args(["--dontresolve", "--syslogfacility=none"])
        // Listings of any length: it stops at 10,000 entries otherwise.
        .args(["--maxclientsnumber=1000", "--umask=022:022", "--limitrecursion=100000:5"]);
    command
}

/// Turns one line of Pure-FTPd's own password format into its database.
fn make_database(site: &Site) -> PathBuf {
    let (name, hash, id) = (user::NAME, user::PASSWORD_HASH, user::SYSTEM_ID);
    let users = site.private.join("users");
    let database = site.private.join("users.pdb");
    // After the folder come the limits, all of them empty: bandwidth, ratio, quota, hosts, times.
    let line = format!("{name}:{hash}:{id}:{id}::{}/./::::::::::::\n", site.root.display());
    fs::write(&users, line).expect("a file in our folder");
    let status = Command::new(pure_pw(site.program))
        .arg("mkdb")
        .arg(&database)
        .arg("-f")
        .arg(&users)
        .stdin(Stdio::null())
        .status()
        .expect("pure-pw starts");
    assert!(status.success(), "pure-pw cannot make the user database");
    database
}

/// `usr/bin/pure-pw` of the package that `usr/sbin/pure-ftpd` is from.
fn pure_pw(server: &Path) -> PathBuf {
    let usr = server.parent().and_then(Path::parent).expect("usr/sbin/pure-ftpd");
    usr.join("bin/pure-pw")
}
