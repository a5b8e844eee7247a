//! docs/reply-codes.md is made of the tables. `TRUEFTP_UPDATE_DOCS=1` writes it anew (`make docs`).

use std::{env, fs};

use trueftp::inet::knowledge::explain::retry_words;
use trueftp::inet::knowledge::{messages, win32, winsock};
use trueftp::protocol::codes::CODES;
use trueftp::protocol::iis::SUBSTATUS;
use trueftp::protocol::{Class, Group};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reply-codes.md");

const OPENING: &str = "\
# What replies and error numbers mean

Made from the tables in `src/protocol` and `src/inet` by `make docs`. A program gets the same texts from
`TrueFtpDescribeReply` and `TrueFtpDescribeError`, and the parts as numbers from `TrueFtpGetReplyInfo`; whether a whole
call is worth another try, from `TrueFtpRetryAdvice`. `explain` (examples-c) prints them for a code, an error number or a
pasted reply.

## The digits of a reply

";

const SUBSTATUS_OPENING: &str = "
## IIS substatus

IIS 7 and later say it in words behind `Error details:` in the text of a reply, if the site allows detailed messages for
this client. Microsoft's list has the same words for 27 and 28; 28 is told where they speak of the control channel.
Where nothing is said of trying again, the reply's own code decides.

";

/// A line of a table. A bar would end the cell.
fn row<const N: usize>(cells: [&str; N]) -> String {
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

fn head<const N: usize>(cells: [&str; N]) -> String {
    row(cells) + &row([const { "---" }; N])
}

fn digits() -> String {
    let mut text = head(["First digit", "Class"]);
    text.extend((1..=6).map(|digit| row([&format!("{digit}yz"), Class::of(digit * 100).words()])));
    text += &(String::from("\n") + &head(["Second digit", "Group"]));
    text.extend((0..=5).map(|digit| row([&format!("x{digit}z"), Group::of(100 + digit * 10).words()])));
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
fn is_the_one_that_is_made_of_the_tables() {
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
    assert!(
        fresh == there,
        "docs/reply-codes.md is not what the tables say, from line {line} on: run `make docs`"
    );
}
