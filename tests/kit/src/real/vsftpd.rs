//! vsftpd.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::scratch::ScratchFile;
use super::{Site, user};

/// Where PAM looks for what a program asks about passwords; vsftpd has no other way.
const PAM_FOLDER: &str = "/etc/pam.d";

/// Writes the configuration and returns the command that serves it, with the file that it needs
/// outside the private folder.
pub fn command(site: &Site) -> (Command, ScratchFile) {
    user::give(site.root);
    let file = site.private.join("vsftpd.conf");
    fs::write(&file, configuration(site)).expect("a file in our folder");
    let mut command = Command::new(site.program);
    command.arg(file);
    (command, write_pam_service(site))
}

/// Accepts the password, with a module that is unpacked next to the server.
fn write_pam_service(site: &Site) -> ScratchFile {
    let passwords = site.private.join("passwords");
    fs::write(&passwords, format!("{}:{}\n", user::NAME, user::PASSWORD_HASH)).expect("a file in our folder");
    let module = pwdfile_module(site.program);
    let service = format!(
        "auth required {} pwdfile={}\n\
         account required pam_permit.so\n",
        module.display(),
        passwords.display(),
    );
    let file = ScratchFile::at(Path::new(PAM_FOLDER).join(pam_service(site.private)));
    fs::write(file.path(), service).expect("root may add a PAM service");
    file
}

/// Where the package of `pam_pwdfile` put it: a folder named after the machine's architecture.
fn pwdfile_module(program: &Path) -> PathBuf {
    let unpacked = program.ancestors().nth(3).expect("the server is in usr/sbin of its folder");
    let libraries = ["lib", "usr/lib"].map(|lib| unpacked.join(lib));
    libraries
        .iter()
        .filter_map(|lib| fs::read_dir(lib).ok())
        .flatten()
        .map(|entry| entry.expect("a folder can be read").path().join("security/pam_pwdfile.so"))
        .find(|module| module.exists())
        .expect("provision.sh unpacks pam_pwdfile with the server")
}

/// As unique as the private folder, because it has the same name.
fn pam_service(private: &Path) -> &str {
    let name = private.file_name().and_then(|name| name.to_str());
    name.expect("our folder has a plain name")
}

fn configuration(site: &Site) -> String {
    let empty = site.private.join("empty");
    fs::create_dir(&empty).expect("a folder in our folder");
    let listen = match site.addr.is_ipv4() {
        true => format!("listen=YES\nlisten_address={}", site.addr.ip()),
        false => format!("listen=NO\nlisten_ipv6=YES\nlisten_address6={}", site.addr.ip()),
    };
    format!(
        "{listen}\n\
         listen_port={port}\n\
         background=NO\n\
         secure_chroot_dir={empty}\n\
         max_clients=0\n\
         max_per_ip=0\n\
         ftpd_banner=vsftpd\n\
         # Who may log in, and where to.\n\
         anonymous_enable=NO\n\
         local_enable=YES\n\
         pam_service_name={service}\n\
         guest_enable=YES\n\
         guest_username={system_user}\n\
         virtual_use_local_privs=YES\n\
         local_root={root}\n\
         chroot_local_user=YES\n\
         allow_writeable_chroot=YES\n\
         delay_failed_login=0\n\
         delay_successful_login=0\n\
         # What may be done.\n\
         write_enable=YES\n\
         local_umask=022\n\
         ascii_upload_enable=YES\n\
         ascii_download_enable=YES\n\
         connect_from_port_20=NO\n\
         # Namespaces cost time at each login, and containers may forbid them and seccomp.\n\
         isolate=NO\n\
         isolate_network=NO\n\
         seccomp_sandbox=NO\n\
         xferlog_enable=NO\n",
        port = site.addr.port(),
        empty = empty.display(),
        service = pam_service(site.private),
        system_user = user::SYSTEM_USER,
        root = site.root.display(),
    )
}
