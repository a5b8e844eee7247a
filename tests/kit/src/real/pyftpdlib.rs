//! pyftpdlib.

use std::process::Command;

use super::{Site, user};

/// A small server made with the library. It may run as any user, so it runs as the user who runs the tests.
const SERVER: &str = include_str!("pyftpdlib_server.py");

/// Returns the command that runs [`SERVER`].
pub fn command(site: &Site) -> Command {
    // The system's Python: the library is unpacked for that one, not for another in the path.
    let mut command = Command::new("/usr/bin/python3");
    command
        .env("PYTHONPATH", site.program)
        .env("PYTHONWARNINGS", "ignore")
        .args(["-c", SERVER])
        .arg(site.addr.ip().to_string())
        .arg(site.addr.port().to_string())
        .arg(site.root)
        .args([user::NAME, user::PASSWORD]);
    command
}
