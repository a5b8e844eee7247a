//! Real FTP servers for tests and benchmarks: vsftpd, ProFTPD, Pure-FTPd and pyftpdlib.
//!
//! `tests/real/provision.sh` puts them into `target/real` (or the folder that the environment
//! variable `TRUEFTP_REAL_DIR` names), without installing any of them. [`RealServer::start`] runs
//! one on a loopback port of its own, with one user who may write, and ends it when dropped.
//! Any number may run at once, of the same kind too.
//!
//! Uploads land in [`RealServer::root`], so that a test compares the server's disk and not what
//! the server says about it.

mod family;
mod port;
mod process;
mod proftpd;
mod provisioned;
mod pureftpd;
mod pyftpdlib;
mod scratch;
mod tmpfs;
mod user;
mod vsftpd;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;

use port::ReservedPort;
use process::ServerProcess;
use scratch::{ScratchDir, ScratchFile};

pub use tmpfs::{Mounted, full_tmpfs, small_tmpfs};

/// How often a server is started again on another port: some ports are taken without showing it.
const START_ATTEMPTS: usize = 3;

/// Which FTP server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// vsftpd, with a PAM service of its own.
    Vsftpd,
    /// ProFTPD, with a user file of its own.
    Proftpd,
    /// Pure-FTPd, with a user database of its own.
    Pureftpd,
    /// pyftpdlib, the FTP server library for Python.
    Pyftpdlib,
}

impl Kind {
    /// Every server there is.
    pub const ALL: [Kind; 4] = [Kind::Vsftpd, Kind::Proftpd, Kind::Pureftpd, Kind::Pyftpdlib];
}

/// What a server's configuration is written from.
struct Site<'a> {
    /// The program of the server as [`provisioned::find`] found it.
    program: &'a Path,
    /// Where it listens.
    addr: SocketAddr,
    /// A private folder for configuration, user files and logs.
    private: &'a Path,
    /// The folder that its user is locked into.
    root: &'a Path,
}

/// A running server; dropping it ends the server and removes what it left on the disk.
#[derive(Debug)]
pub struct RealServer {
    // Dropped in this order: nothing may be removed or reused before the server has ended.
    process: ServerProcess,
    port: ReservedPort,
    _outside: Option<ScratchFile>,
    _private: ScratchDir,
    kind: Kind,
    root: PathBuf,
}

impl RealServer {
    /// Starts a server on 127.0.0.1 with an empty root of its own.
    ///
    /// `None`, with one line on standard error, when it is not provisioned or may not run here.
    /// Where `CI=true` that is a panic, like every other failure anywhere.
    pub fn start(kind: Kind) -> Option<RealServer> {
        Self::launch(kind, Ipv4Addr::LOCALHOST.into(), None)
    }

    /// Like [`RealServer::start`], with an existing folder as the root. It is handed over to the
    /// user that the server runs as, and not removed afterwards.
    pub fn start_in(kind: Kind, root: &Path) -> Option<RealServer> {
        Self::launch(kind, Ipv4Addr::LOCALHOST.into(), Some(root))
    }

    /// Like [`RealServer::start`], on [::1]. Also `None` on a machine without IPv6.
    pub fn start_v6(kind: Kind) -> Option<RealServer> {
        if !port::has_ipv6() {
            eprintln!("{kind:?} is not tried over IPv6: this machine has no ::1");
            return None;
        }
        Self::launch(kind, Ipv6Addr::LOCALHOST.into(), None)
    }

    fn launch(kind: Kind, ip: IpAddr, root: Option<&Path>) -> Option<RealServer> {
        let program = provisioned::find(kind)?;
        let mut failures = Vec::new();
        for _ in 0..START_ATTEMPTS {
            match Self::attempt(kind, &program, ip, root) {
                Ok(server) => return Some(server),
                Err(failure) => failures.push(failure),
            }
        }
        panic!("{kind:?} does not start:\n{}", failures.join("\n"));
    }

    fn attempt(kind: Kind, program: &Path, ip: IpAddr, root: Option<&Path>) -> Result<RealServer, String> {
        let port = ReservedPort::new(ip);
        let private = ScratchDir::new(kind);
        let root = match root {
            Some(root) => root.canonicalize().expect("the root folder exists"),
            None => private.subfolder("root"),
        };
        let site = Site { program, addr: port.addr(), private: private.path(), root: &root };
        let (command, outside) = command_for(kind, &site);
        let outside_path = outside.as_ref().map(ScratchFile::path);
        let process = ServerProcess::start(command, port.addr(), private.path(), outside_path)?;
        Ok(RealServer { process, port, _outside: outside, _private: private, kind, root })
    }

    /// Which server this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.port.addr()
    }

    /// The user name that is accepted.
    pub fn user(&self) -> &str {
        user::NAME
    }

    /// The password of that user.
    pub fn password(&self) -> &str {
        user::PASSWORD
    }

    /// The folder on this machine that the user sees as `/`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The process id of the server's main process, for measuring what it uses.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }
}

/// Writes the configuration of a server and says how to run it in the foreground, and which file
/// it needs outside its private folder.
fn command_for(kind: Kind, site: &Site) -> (Command, Option<ScratchFile>) {
    match kind {
        Kind::Vsftpd => {
            let (command, pam_service) = vsftpd::command(site);
            (command, Some(pam_service))
        }
        Kind::Proftpd => (proftpd::command(site), None),
        Kind::Pureftpd => (pureftpd::command(site), None),
        Kind::Pyftpdlib => (pyftpdlib::command(site), None),
    }
}
