//! Every code of RFC 959, of IIS 7 and of the other lists.

use super::calls::*;
use trueftp::protocol::codes::CODES;

/// Each with the start of its description.
const LISTED: [(u32, &str); 62] = [
    (110, "A marker"),
    (120, "The server will be ready"),
    (125, "The data connection is already open"),
    (150, "The transfer begins"),
    (200, "Done."),
    (202, "The command is not needed"),
    (211, "The status of the server"),
    (212, "The status of a directory."),
    (213, "The status of a file."),
    (214, "Help"),
    (215, "The type of system"),
    (220, "The server is ready"),
    (221, "The server closes the control connection"),
    (225, "The data connection is open, and no transfer"),
    (226, "The transfer is complete"),
    (227, "Passive mode"),
    (229, "Extended passive mode"),
    (230, "Logged in."),
    (232, "Logged in by the security data exchange"),
    (234, "The security mechanism is accepted."),
    (235, "The security data exchange is complete."),
    (250, "The file action is done"),
    (257, "The directory in quotes"),
    (331, "The user name is accepted; a password is needed."),
    (332, "An account is needed"),
    (334, "The security mechanism is accepted; security data is needed."),
    (335, "The security data is accepted; more"),
    (336, "The user name is accepted; a one-time password is needed."),
    (350, "Accepted; the command that belongs to it"),
    (421, "The service is not available"),
    (425, "The data connection cannot be opened."),
    (426, "The data connection was lost"),
    (431, "A resource that security needs"),
    (450, "The file is temporarily not available."),
    (451, "The server aborted the action because of a local error"),
    (452, "The server does not have enough storage space"),
    (500, "The command is unknown"),
    (501, "The server does not understand the arguments"),
    (502, "The server does not support this command."),
    (503, "The command came in the wrong order."),
    (504, "The server supports the command, but not with this argument."),
    (521, "No data connection can be opened with this protection level"),
    (522, "The server does not support this network protocol"),
    (530, "Not logged in."),
    (532, "An account is needed for storing files"),
    (533, "The policy of the server forbids commands"),
    (534, "The policy of the server forbids the request"),
    (535, "A security check failed."),
    (536, "The security mechanism does not support this protection level for data."),
    (537, "The security mechanism does not support this protection level for commands."),
    (550, "The file or directory is not available."),
    (551, "The page type is unknown."),
    (552, "A storage limit would be exceeded."),
    (553, "The file name is not allowed"),
    (631, "An integrity-protected reply."),
    (632, "An encrypted and integrity-protected reply."),
    (633, "An encrypted reply."),
    // No table has these: only their digits are described.
    (199, "The code is in no list"),
    (299, "The code is in no list"),
    (448, "The code is in no list"),
    (555, "The code is in no list"),
    (699, "The code is in no list"),
];

const CLASSES: [&str; 6] = [
    "begun; another reply follows",
    "done",
    "accepted; another command is needed",
    "refused for now",
    "refused",
    "protected reply",
];
const GROUPS: [&str; 10] = [
    "syntax",
    "information",
    "connections",
    "login and accounting",
    "unspecified",
    "file system",
    "undefined",
    "undefined",
    "undefined",
    "undefined",
];

#[test]
fn every_code_of_every_list_is_described() {
    for (code, beginning) in LISTED {
        let reported = describe(code, None).expect("a reply code");
        let lines: Vec<_> = reported.split("\r\n").collect();
        assert!(lines[0].starts_with(beginning), "{code}: {reported}");
        let is_known = !beginning.starts_with("The code is in no list");
        assert_eq!(lines.iter().any(|line| line.starts_with("In practice: ")), is_known, "{reported}");
        assert_eq!(lines.len(), if is_known { 4 } else { 3 }, "{reported}");
    }
    let known = LISTED
        .iter()
        .filter(|(_, beginning)| !beginning.starts_with("The code is in no list"))
        .map(|&(code, _)| code);
    assert!(
        known.eq(CODES.iter().map(|known| known.code.into())),
        "the table has these and no others, in order"
    );
}

#[test]
fn every_code_is_described_by_its_digits() {
    for code in 100..700u32 {
        let reported = describe(code, None).expect("a reply code");
        let (first, second) = (code / 100, code / 10 % 10);
        let (class, group) = (CLASSES[first as usize - 1], GROUPS[second as usize]);
        let digits = format!("\r\nClass {first}yz: {class}. Group x{second}z: {group}.\r\n");
        assert!(reported.contains(&digits), "{code}: {reported}");
        assert!(
            reported.is_ascii() && reported.lines().last().expect("lines").starts_with("Trying again: "),
            "{reported}"
        );
        assert_eq!(class_and_transience(code), (first, i32::from(first == 4)));
        // 332 is not a refusal, but what it asks for cannot be supplied.
        let refused = matches!(first, 4 | 5) || code == 332;
        assert_eq!(reported.ends_with("not needed."), !refused, "{code}: {reported}");
        assert_eq!(
            reported.contains("until something is changed"),
            first == 5 || code == 332,
            "{code}: {reported}"
        );
    }
}

#[test]
fn other_numbers_are_no_replies() {
    for number in [1, 10, 99, 700, 999, 1000, 4000, 65_536 + 451, u32::MAX] {
        assert_eq!(describe(number, None), Err(87), "{number}");
        assert_eq!(class_and_transience(number), (0, 0), "{number}");
    }
    assert_eq!(class_and_transience(0), (0, 0));
    let reported = describe(0, None).expect("a reply that never came");
    assert_eq!(reported, "There is no final reply: the command may or may not have been executed.");
}
