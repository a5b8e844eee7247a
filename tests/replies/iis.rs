//! The IIS substatus, and the Win32 error, in a reply's text.

use ftp_test_server::Script;
use trueftp::protocol::iis::SUBSTATUS;

use super::calls::*;
use kit::*;

/// Words of each, as IIS writes them, and the beginning of what each is said to mean.
const LISTED: [(u32, &str, &str); 56] = [
    (0, "Successful operation.", "Nothing went wrong"),
    (1, "Authorization rules denied the access.", "No authorization rule"),
    (2, "File system denied the access.", "The permissions on the file"),
    (3, "File system returned an error.", "The file system reported an error"),
    (4, "IP restriction rules denied the access.", "Clients with this IP address"),
    (
        5,
        "Write access for the root of the virtual directory is forbidden.",
        "The root of a virtual directory",
    ),
    (6, "Short file name check has failed.", "The server could not check whether the name"),
    (7, "Short file names are forbidden.", "Short (8.3) names"),
    (8, "Hidden segment was detected in the path based on request filtering rules.", "Part of the path"),
    (9, "Denied Url sequence detected in the path based on request filtering rules.", "The path contains"),
    (
        10,
        "High bit characters detected in the path based on request filtering rules.",
        "The name has non-ASCII characters",
    ),
    (11, "File extension was denied based on request filtering rules.", "Files with this extension"),
    (12, "Path is too long based on request filtering rules.", "The path is longer"),
    (13, "Attempt was made to open object that is not a file or directory.", "The name belongs to a device"),
    (14, "Control channel timed out.", "No command came"),
    (15, "Data channel timed out.", "The data connection was not established"),
    (16, "Control channel timed out based on new connection timeout.", "The client did not log in"),
    (17, "Invalid site configuration.", "The configuration of the site is invalid"),
    (18, "Invalid configuration.", "The configuration of the server"),
    (19, "Maximum connection limit was reached.", "The site has reached"),
    (20, "Data channel was closed by ABOR command from client.", "The client aborted the transfer"),
    (21, "Site is being stopped.", "The site is being stopped"),
    (22, "Data channel was aborted by server due to an error.", "The server aborted the data connection"),
    (23, "Data channel was aborted by client.", "The client aborted the data connection"),
    (24, "SSL policy requires SSL for data channel.", "The site requires TLS for data"),
    (25, "SSL policy requires SSL for control channel.", "The site requires TLS for the control"),
    (26, "SSL policy requires SSL for credentials.", "The site requires TLS for user names"),
    (27, "SSL policy denies SSL for data channel.", "The site does not allow TLS for data"),
    (28, "SSL policy denies SSL for control channel.", "The site does not allow TLS for the control"),
    (29, "SSL policy denies SSL for credentials.", "The site does not allow TLS for the login"),
    (30, "SSL policy denies SSL for commands.", "The site does not allow TLS after"),
    (31, "SSL certificate was not configured.", "The site has no certificate"),
    (32, "SSL initialization failed.", "The server could not initialize TLS"),
    (33, "Home directory lookup failed.", "The user's home directory"),
    (34, "Custom authentication call failed.", "The custom authentication provider"),
    (35, "User failed to authenticate.", "The user name or the password"),
    (36, "All authentication methods are disabled.", "No authentication method is enabled"),
    (37, "Hostname didn't match any configured ftp site.", "No site has this host name"),
    (
        38,
        "Client IP on the control channel didn't match the client IP on the data channel.",
        "The control and the data connection come from",
    ),
    (39, "Maximum file size was exceeded.", "The file is larger"),
    (
        40,
        "ActiveDirectory Isolation must be combined with basic authentication.",
        "Isolation by Active Directory",
    ),
    (41, "An error occurred during the authentication process.", "The login failed"),
    (42, "Anonymous authentication is not allowed.", "Anonymous users"),
    (
        43,
        "Protection negotiation failed. PROT command with recognized parameter must precede this command.",
        "PROT was not sent",
    ),
    (44, "SSL certificate was not found.", "The certificate of the site is not in"),
    (
        45,
        "Private key was not found for the specified SSL certificate.",
        "The certificate of the site is installed without",
    ),
    (46, "SSL certificate hash has invalid length.", "The certificate hash"),
    (47, "SSL policy requires client certificate.", "The site requires a client certificate"),
    (48, "User provided invalid client certificate.", "The client certificate is not accepted"),
    (
        49,
        "SSL policy requires matching client certificate for control and data channel.",
        "The control and the data connection must use",
    ),
    (
        50,
        "Data channel timed out due to not meeting the minimum bandwidth requirement.",
        "The transfer was slower",
    ),
    (51, "Command filtering rules denied the access.", "The site forbids the command"),
    (52, "Session disconnected by administrator.", "The administrator ended"),
    (53, "Connection error.", "The connection failed"),
    (54, "Session closed because of configuration change.", "The configuration of the site was changed"),
    (55, "128-bit encryption is required for SSL connections.", "The site requires TLS with keys"),
];

#[test]
fn every_substatus_is_described_with_its_remedy() {
    assert_eq!(LISTED.len(), SUBSTATUS.len());
    for (at, (number, words, beginning)) in LISTED.into_iter().enumerate() {
        assert_eq!(at, number as usize);
        let text = format!("Sorry.\r\n Win32 error:   Access is denied. \r\n Error details: {words}\r\nEnd");
        let printed = describe(550, Some(text.as_bytes())).expect("a reply code");
        let line =
            printed.split("\r\n").find(|line| line.starts_with("IIS substatus ")).expect("it is found");
        assert!(line.starts_with(&format!("IIS substatus {number}: {beginning}")), "{line}");
        assert!(line.contains(" Remedy: ") && line.ends_with('.'), "{line}");
        assert!(
            printed.contains("\r\nWin32 error 5: ERROR_ACCESS_DENIED: Access is denied.\r\n"),
            "{printed}"
        );
    }
}

/// Whether trying again can help after a 530 or 550 with these details, and a 226.
#[test]
fn a_substatus_says_more_than_its_code() {
    let last_line = |code, words: &str| {
        let text = format!("x\r\n Error details: {words}\r\nEnd");
        let printed = describe(code, Some(text.as_bytes())).expect("a reply code");
        printed.lines().last().expect("lines").to_owned()
    };
    assert_eq!(last_line(530, "Maximum connection limit was reached."), "Trying again: may help later.");
    assert_eq!(last_line(550, "Data channel timed out."), "Trying again: may help immediately.");
    assert_eq!(last_line(451, "Path is too long"), "Trying again: does not help until something is changed.");
    assert_eq!(last_line(451, "File system returned an error."), "Trying again: may help later.");
    assert_eq!(last_line(226, "Path is too long"), "Trying again: not needed.");
    let in_use = "The process cannot access the file because it is being used by another process.";
    let locked =
        "The process cannot access the file because another process has locked a portion of the file.";
    for error in [in_use, locked, "32", "0x80070021"] {
        let text = format!(
            "550-Sorry.\r\n Win32 error:   {error} \r\n Error details: File system returned an error.\r\n550 End"
        );
        let printed = describe(550, Some(text.as_bytes())).expect("a reply code");
        assert!(printed.ends_with("Trying again: may help later."), "{printed}");
    }
}

/// In the text of a yes such words are those of another reply, or no details.
#[test]
fn only_refusals_have_details() {
    let text = "x\r\n Win32 error: Access is denied.\r\n Error details: Path is too long.\r\nEnd";
    for code in [150, 226, 350, 631] {
        assert_eq!(describe(code, Some(text.as_bytes())), describe(code, None));
    }
    let reply =
        "200-x\r\n Win32 error: Access is denied.\r\n Error details: Path is too long.\r\n200 End\r\n";
    let (_server, _root, connection) = connected(Script::new().on("NOOP", reply));
    assert!(connection.command("NOOP").ok);
    assert_eq!((last_info().dwIisSubstatus, last_info().dwWin32Error), (NO_SUBSTATUS, 0));
}

/// The same reply in the ways in which servers, proxies and logs write it.
#[test]
fn details_are_recovered_after_a_call_however_they_are_written() {
    let plain = "550-Access is denied.\r\n Win32 error:   Access is denied.\r\n \
                 Error details: File system denied the access.\r\n550 End\r\n";
    let numbered = "550-Access is denied.\r\n550-WIN32 ERROR: 0x80070005\r\n\
                    550-ERROR   DETAILS:FILE SYSTEM\r\n550-denied\tthe access\r\n550 End\r\n";
    let signed = "550-Sorry.\r\n Win32 error: -2147024891\r\n Error details: File system denied the access.\r\n550 End\r\n";
    let one_line = "550 Sorry; Win32 error: 5; error details :File system denied the access.; End\r\n";
    let twice = "550-Sorry.\r\n Win32 error: 5 (0x5)\r\n Error details: File system denied the access.\r\n550 End\r\n";
    for reply in [plain, numbered, signed, one_line, twice] {
        let (_server, _root, connection) = connected(Script::new().on("STOR", reply));
        let folder = Folder::new();
        let outcome = connection.put(&folder.file("local", b"x"), "remote", BINARY);
        assert_eq!((outcome.error, outcome.code), (12003, 550));
        let info = last_info();
        assert_eq!((info.dwIisSubstatus, info.dwWin32Error), (2, 5), "{reply}");
        let printed = describe(550, Some(outcome.text.as_bytes())).expect("a reply code");
        assert!(printed.contains("IIS substatus 2: ") && printed.contains("Win32 error 5: "), "{printed}");
    }
}

#[test]
fn text_without_a_known_detail_is_described_by_its_code_alone() {
    for text in [
        "Access is denied.",
        "Error details:",
        "Error details: something new",
        "Win32 error:\r\n Error details: something new",
        "Win32 error: Zugriff verweigert",
        "\u{FC}\u{1F600} Error",
    ] {
        let printed = describe(550, Some(text.as_bytes())).expect("a reply code");
        assert_eq!(printed, describe(550, None).expect("a reply code"), "{text}");
    }
    let odd = describe(550, Some(b"\xFF\xFE Error details: \xFF")).expect("any bytes are taken");
    assert_eq!(odd, describe(550, None).expect("a reply code"));
    let unknown = describe(550, Some(b"Win32 error: 4711")).expect("a reply code");
    assert!(unknown.contains("\r\nWin32 error 4711: not known here.\r\n"), "{unknown}");
}

/// The system's messages in older and in later versions of Windows.
#[test]
fn messages_of_old_and_new_systems() {
    for (words, number) in [
        ("Not enough storage is available to process this command.", 8),
        ("Not enough memory resources are available to process this command.", 8),
        ("Not enough storage is available to complete this operation.", 14),
        ("Not enough memory resources are available to complete this operation.", 14),
        ("There are currently no logon servers available to service the logon request.", 1311),
        ("We can't sign you in with this credential because your domain isn't available.", 1311),
    ] {
        let printed = describe(550, Some(format!("Win32 error: {words}").as_bytes())).expect("a reply code");
        assert!(printed.contains(&format!("\r\nWin32 error {number}: ERROR_")), "{words}: {printed}");
    }
}
