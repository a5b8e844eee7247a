//! What a reply or an error number means, in words.

use crate::inet::Error;
use crate::protocol::{Class, Group, Retry, codes, iis, meaning};

use super::{messages, win32, winsock};

/// Describes a reply: its meaning first, then one line each for class and group, common practice, what else its text says,
/// and whether trying again can help. 0 stands for a missing reply.
pub fn reply(code: u32, text: &[u8]) -> Result<String, Error> {
    if code == 0 {
        return Ok("There is no final reply: the command may or may not have been executed.".to_owned());
    }
    let code = reply_code(code).ok_or(Error::InvalidParameter)?;
    let known = codes::find(code);
    let mut lines =
        vec![known.map_or("The code is in no list; its digits mean:", |known| known.meaning).to_owned()];
    let (class, group) = (Class::from_code(code).words(), Group::from_code(code).words());
    lines.push(format!("Class {}yz: {class}. Group x{}z: {group}.", code / 100, code / 10 % 10));
    lines.extend(known.map(|known| format!("In practice: {}", known.practice)));
    let details = parse_details(code, text);
    if let Some((number, known)) = details.substatus.and_then(|number| Some((number, iis::find(number)?))) {
        lines.push(format!("IIS substatus {number}: {} Remedy: {}", known.meaning, known.remedy));
    }
    if let Some(number) = win32::named_by(&details) {
        let known = error(number).unwrap_or_else(|_| "not known here.".to_owned());
        lines.push(format!("Win32 error {number}: {known}"));
    }
    lines.push(format!("Trying again: {}", retry_words(meaning::retry(code, text))));
    Ok(lines.join("\r\n"))
}

/// Describes an error number of Windows, Winsock or WinINet: its name and a sentence.
pub fn error(number: u32) -> Result<String, Error> {
    let in_win32 = || win32::find(number).map(|known| (known.name, known.text));
    let found = messages::find(number).or_else(|| winsock::find(number)).or_else(in_win32);
    found.map(|(name, text)| format!("{name}: {text}")).ok_or(Error::ItemNotFound)
}

/// A number as a reply code, if it is one.
pub fn reply_code(number: u32) -> Option<u16> {
    u16::try_from(number).ok().filter(|_| meaning::is_code(number))
}

/// What else the text of a reply says: the IIS substatus, and the number of a Win32 error.
pub fn details(code: u16, text: &[u8]) -> (Option<u32>, Option<u32>) {
    let details = parse_details(code, text);
    (details.substatus, win32::named_by(&details))
}

/// Only negative replies have details.
fn parse_details(code: u16, text: &[u8]) -> iis::Details {
    match Class::from_code(code) {
        Class::TransientNegative | Class::PermanentNegative => iis::details(text),
        _ => iis::Details::default(),
    }
}

/// Whether trying again can help, in words.
pub fn retry_words(retry: Retry) -> &'static str {
    match retry {
        Retry::No => "not needed.",
        Retry::Now => "may help immediately.",
        Retry::Later => "may help later.",
        Retry::Never => "does not help until something is changed.",
        Retry::Unknown => "only after checking the state on the server.",
    }
}
