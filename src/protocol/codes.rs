//! The reply codes of RFC 959, RFC 2228, RFC 2428, and IIS 7 and later.

use super::Retry::{self, Later, Never, No, Now};
use super::iis::normalize;

/// A known reply code.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The three digits.
    pub code: u16,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// When servers send it, and the usual causes.
    pub practice: &'static str,
    /// Whether trying again can help.
    pub retry: Retry,
}

/// The entry of a code; `None` if no table has it.
pub fn find(code: u16) -> Option<&'static Code> {
    CODES.binary_search_by_key(&code, |known| known.code).ok().map(|at| &CODES[at])
}

/// Whether the text of a 530 says that there are too many clients, as with MaxClients of ProFTPD.
pub fn is_full(text: &[u8]) -> bool {
    let text = normalize(&String::from_utf8_lossy(text));
    ["maximumnumberof", "alreadyconnected"].into_iter().any(|words| text.contains(words))
}

const fn code(code: u16, retry: Retry, meaning: &'static str, practice: &'static str) -> Code {
    Code { code, meaning, practice, retry }
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const CODES: &[Code] = &[
    code(110, No, "A marker from which the transfer can be restarted.",
        "Belongs to block mode, which today's servers do not support."),
    code(120, No, "The server will be ready in a few minutes.",
        "A 220 follows on the same connection. Rare."),
    code(125, No, "The data connection is already open; the transfer begins.",
        "Sent by IIS where others send 150."),
    code(150, No, "The transfer begins; the data connection is about to be opened.",
        "Sent by all servers before the data. It promises nothing: the final reply decides."),
    code(200, No, "Done.",
        "The reply to TYPE, PORT, NOOP and similar commands."),
    code(202, No, "The command is not needed on this server, and nothing was done.",
        "The reply of vsftpd, ProFTPD and FileZilla Server to ALLO."),
    code(211, No, "The status of the server, or its features.",
        "The reply to FEAT and STAT, in several lines."),
    code(212, No, "The status of a directory.",
        "The reply of ProFTPD to STAT with a directory."),
    code(213, No, "The status of a file.",
        "The reply to SIZE (a number of bytes) and MDTM (a date and time)."),
    code(214, No, "Help for human users.",
        "The reply to HELP."),
    code(215, No, "The type of system that the server runs on.",
        "The reply to SYST: UNIX from nearly all servers, Windows_NT from IIS."),
    code(220, No, "The server is ready for a new user.",
        "The greeting; its text often names the server program."),
    code(221, No, "The server closes the control connection.",
        "The reply to QUIT."),
    code(225, No, "The data connection is open, and no transfer is running.",
        "The reply to ABOR if there was nothing to abort."),
    code(226, No, "The transfer is complete and the data connection is closed.",
        "The final reply of all servers to a successful transfer."),
    code(227, No, "Passive mode: the server listens on this address and port.",
        "Behind NAT the address is often wrong; only the port is used here."),
    code(229, No, "Extended passive mode: the server listens on this port.",
        "The reply to EPSV (RFC 2428)."),
    code(230, No, "Logged in.",
        "The reply to PASS, or to USER if no password is needed."),
    code(232, No, "Logged in by the security data exchange; no password is needed.",
        "TLS with a client certificate (RFC 2228)."),
    code(234, No, "The security mechanism is accepted.",
        "The reply to AUTH TLS: the TLS handshake follows."),
    code(235, No, "The security data exchange is complete.",
        "The reply to ADAT (RFC 2228); not used with TLS."),
    code(250, No, "The file action is done.",
        "The reply to CWD, DELE, RMD and RNTO; some servers send it after transfers."),
    code(257, No, "The directory in quotes was created, or is the current one.",
        "The reply to MKD and PWD."),
    code(331, No, "The user name is accepted; a password is needed.",
        "It does not mean that the user exists: servers send it for unknown names as well."),
    code(332, Never, "An account is needed in addition to user name and password.",
        "Mainframes and FTP proxies. WinINet's functions cannot supply one."),
    code(334, No, "The security mechanism is accepted; security data is needed.",
        "The reply to AUTH with a mechanism other than TLS (RFC 2228)."),
    code(335, No, "The security data is accepted; more is needed.",
        "A reply to ADAT (RFC 2228)."),
    code(336, No, "The user name is accepted; a one-time password is needed.",
        "The challenge is in the text (RFC 2228)."),
    code(350, No, "Accepted; the command that belongs to it is needed next.",
        "The reply to RNFR (RNTO follows) and REST."),
    code(421, Later, "The service is not available; the server closes the control connection.",
        "Too many users or connections from one address, a time-out, a shutdown. The text says which."),
    code(425, Now, "The data connection cannot be opened.",
        "A firewall or NAT in between. Passive mode helps, or an open port range on the server."),
    code(426, Now, "The data connection was lost; the transfer was aborted.",
        "The network, a time-out, an ABOR. Part of an upload may be on the server."),
    code(431, Later, "A resource that security needs is temporarily missing.",
        "IIS: the certificate of the site is missing or cannot be used."),
    code(450, Later, "The file is temporarily not available.",
        "Another program has it open or locked. ProFTPD: also a file that does not exist."),
    code(451, Later, "The server aborted the action because of a local error.",
        "Writing failed on the server: a full disk (vsftpd: \"Failure writing to local file\"), a limit, a damaged disk."),
    code(452, Later, "The server does not have enough storage space.",
        "Its disk is full."),
    code(500, Never, "The command is unknown, or the line is too long.",
        "vsftpd: a text that starts with OOPS points to an error in its own configuration."),
    code(501, Never, "The server does not understand the arguments of the command.",
        "A name with characters that the server does not accept; too many or too few arguments."),
    code(502, Never, "The server does not support this command.",
        "Old or small servers: EPSV, MLSD, SIZE. Also commands that the administrator has disabled."),
    code(503, Never, "The command came in the wrong order.",
        "A command before the login; RNTO without RNFR; a transfer without PASV or PORT; PROT without PBSZ."),
    code(504, Never, "The server supports the command, but not with this argument.",
        "A TYPE, MODE or AUTH that it does not support."),
    code(521, Never, "No data connection can be opened with this protection level.",
        "IIS: PROT does not match the TLS policy of the site. Old servers: the directory already exists."),
    code(522, Never, "The server does not support this network protocol.",
        "EPRT or EPSV with another address family. vsftpd, ProFTPD: the data connection must be encrypted."),
    code(530, Never, "Not logged in.",
        "Wrong user name or password; a user who may not use FTP; TLS needed first. IIS: no home directory, or no \
         authorization rule. ProFTPD: also too many clients of this user or host, which is temporary."),
    code(532, Never, "An account is needed for storing files.",
        "Mainframes. WinINet's functions cannot supply one."),
    code(533, Never, "The policy of the server forbids commands with this protection level.",
        "ProFTPD: CCC on a connection that is not encrypted. IIS: a level that the site does not allow."),
    code(534, Never, "The policy of the server forbids the request.",
        "IIS: TLS is required, or not allowed. Pure-FTPd, ProFTPD: PROT at this level is not allowed."),
    code(535, Never, "A security check failed.",
        "Damaged or repeated security data; a certificate that is not accepted."),
    code(536, Never, "The security mechanism does not support this protection level for data.",
        "PROT with S or E, which TLS does not support."),
    code(537, Never, "The security mechanism does not support this protection level for commands.",
        "CCC or ENC where TLS does not allow it (RFC 2228)."),
    code(550, Never, "The file or directory is not available.",
        "It does not exist, or the user has no permission. vsftpd: also any writing without write_enable."),
    code(551, Never, "The page type is unknown.",
        "Page structure is obsolete. Some servers send it for a file that they cannot read."),
    code(552, Never, "A storage limit would be exceeded.",
        "A quota or a maximum file size (ProFTPD, IIS), a full disk (Pure-FTPd)."),
    code(553, Never, "The file name is not allowed.",
        "vsftpd: no permission to write there. Others: a forbidden name, or a file that may not be replaced."),
    code(631, No, "An integrity-protected reply.",
        "Only after a security data exchange (RFC 2228); never with TLS."),
    code(632, No, "An encrypted and integrity-protected reply.",
        "Only after a security data exchange (RFC 2228); never with TLS."),
    code(633, No, "An encrypted reply.",
        "Only after a security data exchange (RFC 2228); never with TLS."),
];
