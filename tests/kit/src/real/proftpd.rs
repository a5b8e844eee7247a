//! ProFTPD.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::{Site, user};

/// Writes the configuration and returns the command that serves it.
pub fn command(site: &Site) -> Command {
    user::give(site.root);
    write_users(site);
    let file = site.private.join("proftpd.conf");
    fs::write(&file, configuration(site)).expect("a file in our folder");
    let mut command = Command::new(site.program);
    command.arg("--nodaemon").arg("--quiet").arg("--config").arg(file);
    command
}

/// One line like those of `/etc/passwd`.
fn write_users(site: &Site) {
    let (name, hash, id) = (user::NAME, user::PASSWORD_HASH, user::SYSTEM_ID);
    let line = format!("{name}:{hash}:{id}:{id}::{}:/bin/false\n", site.root.display());
    let file = users_file(site.private);
    fs::write(&file, line).expect("a file in our folder");
    // ProFTPD refuses a user file that others can read.
    fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("our own file");
}

fn users_file(private: &Path) -> std::path::PathBuf {
    private.join("users")
}

fn configuration(site: &Site) -> String {
    format!(
        "ServerName ProFTPD\n\
         ServerType standalone\n\
         DefaultAddress {ip}\n\
         Port {port}\n\
         SocketBindTight on\n\
         UseIPv6 {ipv6}\n\
         UseReverseDNS off\n\
         User {system_user}\n\
         Group {system_group}\n\
         MaxInstances none\n\
         PidFile {private}/proftpd.pid\n\
         ScoreboardFile none\n\
         SystemLog {private}/system.log\n\
         WtmpLog off\n\
         TransferLog none\n\
         <IfModule mod_ctrls.c>\n\
           ControlsEngine off\n\
         </IfModule>\n\
         # Who may log in, and where to.\n\
         AuthOrder mod_auth_file.c\n\
         AuthUserFile {users}\n\
         RequireValidShell off\n\
         DefaultRoot ~\n\
         # It answers a login slowly on purpose, to hide which user names exist.\n\
         <IfModule mod_delay.c>\n\
           DelayEngine off\n\
         </IfModule>\n\
         # What may be done.\n\
         AllowOverwrite on\n\
         AllowStoreRestart on\n\
         Umask 022\n\
         # Any source port for active transfers: the usual one, one below its own, may be taken.\n\
         RootRevoke UseNonCompliantActiveTransfer\n",
        ip = site.addr.ip(),
        port = site.addr.port(),
        ipv6 = if site.addr.is_ipv6() { "on" } else { "off" },
        system_user = user::SYSTEM_USER,
        system_group = user::SYSTEM_GROUP,
        private = site.private.display(),
        users = users_file(site.private).display(),
    )
}
