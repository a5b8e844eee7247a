//! The reply codes of RFC 959, of RFC 2228 and 2428, and of IIS 7 and later.

use super::Retry::{self, Later, Never, No, Now};
use super::iis::squeeze;

/// What is known of a reply code beyond its digits.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The three digits.
    pub code: u16,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// What is usually behind it.
    pub practice: &'static str,
    /// Whether trying again can help.
    pub retry: Retry,
}

/// What is known of a code; `None` where no list has it.
pub fn find(code: u16) -> Option<&'static Code> {
    CODES.binary_search_by_key(&code, |known| known.code).ok().map(|at| &CODES[at])
}

/// Whether the text of a 530 tells that there are too many clients (ProFTPD's MaxClients and its like).
pub fn is_full(text: &[u8]) -> bool {
    let text = squeeze(&String::from_utf8_lossy(text));
    ["maximumnumberof", "alreadyconnected"].into_iter().any(|words| text.contains(words))
}

const fn code(code: u16, retry: Retry, meaning: &'static str, practice: &'static str) -> Code {
    Code { code, meaning, practice, retry }
}

/// All of them, in ascending order.
#[rustfmt::skip]
pub const CODES: &[Code] = &[
    code(110, No, "A marker from which the transfer could be taken up again.",
        "Belongs to block mode, which none of today's servers has."),
    code(120, No, "The server will be ready in some minutes.",
        "A 220 follows on the same connection. Rare."),
    code(125, No, "The data connection is there already; the transfer begins.",
        "IIS where others send 150."),
    code(150, No, "The transfer begins, over a data connection that is being made.",
        "Every server, before the data. It promises nothing: the final reply decides."),
    code(200, No, "Done.",
        "The answer to TYPE, PORT, NOOP and their like."),
    code(202, No, "The command is not needed here, and nothing was done.",
        "The answer of vsftpd, ProFTPD and FileZilla Server to ALLO."),
    code(211, No, "The state of the server, or what it can do.",
        "The answer to FEAT and STAT, in several lines."),
    code(212, No, "The state of a directory.",
        "ProFTPD's answer to STAT with a directory."),
    code(213, No, "The state of a file.",
        "The answer to SIZE and MDTM: a number, a moment."),
    code(214, No, "Help, for people.",
        "The answer to HELP."),
    code(215, No, "The kind of system the server is.",
        "The answer to SYST: UNIX from nearly all, Windows_NT from IIS."),
    code(220, No, "The server is ready for a user.",
        "The greeting; its text often names the program."),
    code(221, No, "Goodbye: the server closes the connection.",
        "The answer to QUIT."),
    code(225, No, "The data connection is open, and no transfer is running.",
        "The answer to ABOR when there was nothing to abort."),
    code(226, No, "The transfer is complete and the data connection is closed.",
        "The final reply of all servers to a transfer that is kept."),
    code(227, No, "Passive mode: the server listens at this address.",
        "Behind NAT the address in it is often wrong; only its port is used here."),
    code(229, No, "Extended passive mode: the server listens at this port.",
        "The answer to EPSV (RFC 2428)."),
    code(230, No, "Logged in.",
        "After PASS, or after USER where no password is wanted."),
    code(232, No, "Logged in by what was exchanged before; no password is wanted.",
        "TLS with a client certificate (RFC 2228)."),
    code(234, No, "The way of securing the connection is accepted.",
        "The answer to AUTH TLS: the TLS handshake follows."),
    code(235, No, "The exchange of security data is complete.",
        "The answer to ADAT (RFC 2228); not with TLS."),
    code(250, No, "The file action is done.",
        "The answer to CWD, DELE, RMD and RNTO; some servers end transfers with it."),
    code(257, No, "The path in quotes: made, or where one is.",
        "The answer to MKD and PWD."),
    code(331, No, "The user name is noted; the password is wanted.",
        "Says nothing of the user: servers send it for unknown names as well."),
    code(332, Never, "An account is wanted besides user and password.",
        "Mainframes and FTP proxies. WinINet's functions cannot give one."),
    code(334, No, "The way of securing the connection is accepted; its data is wanted.",
        "The answer to AUTH with anything but TLS (RFC 2228)."),
    code(335, No, "The security data is good; more of it is wanted.",
        "An answer to ADAT (RFC 2228)."),
    code(336, No, "The user name is noted; a password made for this once is wanted.",
        "One-time passwords (RFC 2228)."),
    code(350, No, "Noted; the command it belongs to is wanted.",
        "The answer to RNFR (RNTO follows) and REST."),
    code(421, Later, "The service is not available, and the connection is closed.",
        "Too many users or connections from one address, a time-out, a shutdown. The text tells which."),
    code(425, Now, "The data connection cannot be made.",
        "A firewall or NAT in between. Passive mode helps, or an open range of ports at the server."),
    code(426, Now, "The data connection broke; the transfer was given up.",
        "The network, a time-out, an ABOR. Part of an upload may be on the server."),
    code(431, Later, "Something that security needs is missing at the moment.",
        "IIS: the site's certificate is missing or cannot be used."),
    code(450, Later, "The file is not available at the moment.",
        "Another program has it open or locked. ProFTPD: also a file that is not there."),
    code(451, Later, "The server met an error of its own and gave up.",
        "Writing failed there: disk full (vsftpd: \"Failure writing to local file\"), a limit, a broken disk."),
    code(452, Later, "The server has not enough room.",
        "Its disk is full."),
    code(500, Never, "The command is not known, or the line is too long.",
        "vsftpd puts OOPS before its text when its own configuration is at fault."),
    code(501, Never, "The arguments of the command make no sense to the server.",
        "A name with characters the server does not take; an argument too many or too few."),
    code(502, Never, "The server does not have this command.",
        "Old or small servers: EPSV, MLSD, SIZE. Also commands that the administrator has turned off."),
    code(503, Never, "The command comes at the wrong moment.",
        "Before the login; RNTO without RNFR; a transfer without PASV or PORT; PROT without PBSZ."),
    code(504, Never, "The server has the command, but not with this argument.",
        "A TYPE, MODE or AUTH that it does not support."),
    code(521, Never, "With this level of protection no data connection can be made.",
        "IIS: PROT does not fit the site's TLS policy. Old servers: the directory exists already."),
    code(522, Never, "The server does not support this network protocol.",
        "EPRT or EPSV with another address family. vsftpd, ProFTPD: the data connection must be encrypted."),
    code(530, Never, "Not logged in.",
        "Wrong user or password; a user who may not use FTP; TLS wanted first; IIS: no home directory, or no \
         authorization rule. ProFTPD: also too many clients of this user or host; that passes."),
    code(532, Never, "Storing files needs an account.",
        "Mainframes. WinINet's functions cannot give one."),
    code(533, Never, "The server's policy forbids commands at this level of protection.",
        "ProFTPD: CCC on a connection that is not encrypted. IIS: a level that the site does not allow."),
    code(534, Never, "The server's policy forbids the request.",
        "IIS: TLS is required, or not allowed. Pure-FTPd, ProFTPD: PROT at this level is not allowed."),
    code(535, Never, "A check of security failed.",
        "Damaged or repeated security data; a certificate that is not accepted."),
    code(536, Never, "The way of securing the connection has no such level for data.",
        "PROT with S or E, which TLS has not."),
    code(537, Never, "The way of securing the connection has no such level for commands.",
        "CCC or ENC where TLS does not allow it (RFC 2228)."),
    code(550, Never, "The file or directory is not available.",
        "It does not exist, or the user has no right to it. vsftpd: also any writing without write_enable."),
    code(551, Never, "The type of page is not known.",
        "Page structure is out of use. Some servers send it for a file they cannot read."),
    code(552, Never, "There would be more than is allowed.",
        "A quota or a limit of file size (ProFTPD, IIS), a full disk (Pure-FTPd)."),
    code(553, Never, "The file name is not allowed.",
        "vsftpd: no right to write there. Others: a forbidden name, or a file that may not be replaced."),
    code(631, No, "A reply that is protected against changes.",
        "Only after a security exchange (RFC 2228); never with TLS."),
    code(632, No, "A reply that is encrypted and protected against changes.",
        "Only after a security exchange (RFC 2228); never with TLS."),
    code(633, No, "A reply that is encrypted.",
        "Only after a security exchange (RFC 2228); never with TLS."),
];
