//! docs/reply-codes.md is generated from the tables. `TRUEFTP_UPDATE_DOCS=1` writes it again (`make docs`).

use std::{env, fs};

use trueftp::inet::knowledge::explain::retry_words;
use trueftp::inet::knowledge::{messages, win32, winsock};
use trueftp::protocol::codes::CODES;
use trueftp::protocol::iis::SUBSTATUS;
use trueftp::protocol::{Class, Group};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reply-codes.md");

const OPENING: &str = "\
# What replies and error numbers mean

Generated from the tables in `src/protocol` and `src/inet` by `make docs`. A program gets the same texts from
`TrueFtpDescribeReply` and `TrueFtpDescribeError`, and the parts as numbers from `TrueFtpGetReplyInfo`.
`TrueFtpRetryAdvice` says whether a whole call is worth another try. The example `explain` (examples-c) prints the texts
for a code, an error number or a pasted reply.

## The digits of a reply

";

const SUBSTATUS_OPENING: &str = "
## IIS substatus

If the site allows detailed messages for this client, IIS 7 and later put the substatus in words after `Error details:`
in the text of a reply. Microsoft's list has the same words for 27 and 28; here the words about the control channel mean
28. If the last column is empty, the code of the reply decides.

";

/// A row of a table. A bar would end the cell, so it is escaped.
fn row<const N: usize>(cells: [&str; N]) -> String {
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

fn head<const N: usize>(cells: [&str; N]) -> String {
    row(cells) + &row([const { "---" }; N])
}

fn digits() -> String {
    let mut text = head(["First digit", "Class"]);
    text.extend((1..=6).map(|digit| row([&format!("{digit}yz"), Class::from_code(digit * 100).words()])));
    text += &(String::from("\n") + &head(["Second digit", "Group"]));
    text.extend(
        (0..=5).map(|digit| row([&format!("x{digit}z"), Group::from_code(100 + digit * 10).words()])),
    );
    text
}

fn codes() -> String {
    let mut text = String::from("\n## Reply codes\n\n");
    text += &head(["Code", "Meaning", "In practice", "Trying again"]);
    for known in CODES {
        text += &row([&known.code.to_string(), known.meaning, known.practice, retry_words(known.retry)]);
    }
    text
}

fn substatus() -> String {
    let mut text = SUBSTATUS_OPENING.to_owned() + &head(["Substatus", "Meaning", "Remedy", "Trying again"]);
    for (number, known) in SUBSTATUS.iter().enumerate() {
        let retry = known.retry.map_or("", retry_words);
        text += &row([&number.to_string(), known.meaning, known.remedy, retry]);
    }
    text
}

fn errors<'a>(title: &str, errors: impl Iterator<Item = (u32, &'a str, &'a str)>) -> String {
    let mut text = format!("\n## {title}\n\n") + &head(["Number", "Name", "Meaning"]);
    text.extend(errors.map(|(number, names, meaning)| {
        row([&number.to_string(), &format!("`{}`", names.replace(", ", "`, `")), meaning])
    }));
    text
}

#[test]
fn is_up_to_date_with_the_tables() {
    let win32 = win32::ERRORS.iter().map(|error| (error.number, error.name, error.text));
    let fresh = [
        OPENING.to_owned() + &digits(),
        codes(),
        substatus(),
        errors("WinINet's error numbers", messages::MESSAGES.iter().copied()),
        errors("Winsock's error numbers", winsock::ERRORS.iter().copied()),
        errors("Win32 error numbers", win32),
    ]
    .concat();
    if env::var_os("TRUEFTP_UPDATE_DOCS").is_some() {
        fs::write(PATH, &fresh).expect("the page can be written");
    }
    let there = fs::read_to_string(PATH).unwrap_or_default();
    let differs = fresh.lines().zip(there.lines()).position(|(new, old)| new != old);
    let line = differs.unwrap_or(fresh.lines().count().min(there.lines().count())) + 1;
    assert!(fresh == there, "docs/reply-codes.md is out of date from line {line} on: run `make docs`");
}
