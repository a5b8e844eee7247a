//! Every code of RFC 959, of IIS 7 and of the other lists.

use super::calls::*;
use trueftp::protocol::codes::CODES;

/// With the beginning of what each is said to mean.
const LISTED: [(u32, &str); 62] = [
    (110, "A marker"),
    (120, "The server will be ready"),
    (125, "The data connection is there already"),
    (150, "The transfer begins"),
    (200, "Done."),
    (202, "The command is not needed"),
    (211, "The state of the server"),
    (212, "The state of a directory"),
    (213, "The state of a file"),
    (214, "Help"),
    (215, "The kind of system"),
    (220, "The server is ready"),
    (221, "Goodbye"),
    (225, "The data connection is open, and no transfer"),
    (226, "The transfer is complete"),
    (227, "Passive mode"),
    (229, "Extended passive mode"),
    (230, "Logged in."),
    (232, "Logged in by what was exchanged"),
    (234, "The way of securing the connection is accepted."),
    (235, "The exchange of security data is complete"),
    (250, "The file action is done"),
    (257, "The path in quotes"),
    (331, "The user name is noted; the password is wanted."),
    (332, "An account is wanted"),
    (334, "The way of securing the connection is accepted; its data"),
    (335, "The security data is good; more"),
    (336, "The user name is noted; a password made for this once"),
    (350, "Noted"),
    (421, "The service is not available"),
    (425, "The data connection cannot be made"),
    (426, "The data connection broke"),
    (431, "Something that security needs"),
    (450, "The file is not available at the moment"),
    (451, "The server met an error of its own"),
    (452, "The server has not enough room"),
    (500, "The command is not known"),
    (501, "The arguments of the command"),
    (502, "The server does not have this command"),
    (503, "The command comes at the wrong moment"),
    (504, "The server has the command, but not with this argument"),
    (521, "With this level of protection no data connection"),
    (522, "The server does not support this network protocol"),
    (530, "Not logged in."),
    (532, "Storing files needs an account"),
    (533, "The server's policy forbids commands"),
    (534, "The server's policy forbids the request"),
    (535, "A check of security failed"),
    (536, "The way of securing the connection has no such level for data"),
    (537, "The way of securing the connection has no such level for commands"),
    (550, "The file or directory is not available."),
    (551, "The type of page is not known"),
    (552, "There would be more than is allowed"),
    (553, "The file name is not allowed"),
    (631, "A reply that is protected"),
    (632, "A reply that is encrypted and protected"),
    (633, "A reply that is encrypted."),
    // No list has these: their digits speak.
    (199, "No list has this code"),
    (299, "No list has this code"),
    (448, "No list has this code"),
    (555, "No list has this code"),
    (699, "No list has this code"),
];

const CLASSES: [&str; 6] = [
    "begun, another reply follows",
    "done",
    "accepted, another command is wanted",
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
        let told = describe(code, None).expect("a reply code");
        let lines: Vec<_> = told.split("\r\n").collect();
        assert!(lines[0].starts_with(beginning), "{code}: {told}");
        let is_known = !beginning.starts_with("No list");
        assert_eq!(lines.iter().any(|line| line.starts_with("In practice: ")), is_known, "{told}");
        assert_eq!(lines.len(), if is_known { 4 } else { 3 }, "{told}");
    }
    let known =
        LISTED.iter().filter(|(_, beginning)| !beginning.starts_with("No list")).map(|&(code, _)| code);
    assert!(
        known.eq(CODES.iter().map(|known| known.code.into())),
        "the table has these and no others, in order"
    );
}

#[test]
fn digits_are_told_of_every_number() {
    for code in 100..700u32 {
        let told = describe(code, None).expect("a reply code");
        let (first, second) = (code / 100, code / 10 % 10);
        let (class, group) = (CLASSES[first as usize - 1], GROUPS[second as usize]);
        let digits = format!("\r\nClass {first}yz: {class}. Group x{second}z: {group}.\r\n");
        assert!(told.contains(&digits), "{code}: {told}");
        assert!(
            told.is_ascii() && told.lines().last().expect("lines").starts_with("Trying again: "),
            "{told}"
        );
        assert_eq!(class_and_transience(code), (first, i32::from(first == 4)));
        // 332 is no refusal, but what it wants cannot be given.
        let refused = matches!(first, 4 | 5) || code == 332;
        assert_eq!(told.ends_with("there is no need to."), !refused, "{code}: {told}");
        assert_eq!(told.contains("until something is changed"), first == 5 || code == 332, "{code}: {told}");
    }
}

#[test]
fn other_numbers_are_no_replies() {
    for number in [1, 10, 99, 700, 999, 1000, 4000, 65_536 + 451, u32::MAX] {
        assert_eq!(describe(number, None), Err(87), "{number}");
        assert_eq!(class_and_transience(number), (0, 0), "{number}");
    }
    assert_eq!(class_and_transience(0), (0, 0));
    let told = describe(0, None).expect("a reply that never came");
    assert_eq!(told, "There is no final reply: what was asked may have been done, or not.");
}
