//! The substatus that IIS 7 and later put into the text of a reply, in words.
//!
//! If the site allows detailed messages, a refusal looks like this:
//! ```text
//! 550-Access is denied.
//!  Win32 error:   Access is denied.
//!  Error details: File system denied the access.
//! 550 End
//! ```

mod substatus;

pub use substatus::{SUBSTATUS, Substatus};

/// What the text of a reply says in addition to its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The substatus, if the text contains the words of one.
    pub substatus: Option<u32>,
    /// The number after `Win32 error:`, if there is one: in digits, or in an HRESULT that contains a Win32 error.
    pub number: Option<u32>,
    /// The text after `Win32 error:`, normalized by [`normalize`]; empty if there is none.
    pub win32: String,
}

impl Details {
    /// Whether the Win32 error says that another program uses the file. The messages of ERROR_SHARING_VIOLATION and
    /// ERROR_LOCK_VIOLATION start with the same words.
    pub fn is_in_use(&self) -> bool {
        matches!(self.number, Some(32 | 33)) || self.win32.starts_with("theprocesscannotaccessthefilebecause")
    }
}

/// The entry of a substatus.
pub fn find(number: u32) -> Option<&'static Substatus> {
    SUBSTATUS.get(usize::try_from(number).ok()?)
}

/// Finds the details in the text of a reply, with or without the code at the start of its lines.
pub fn details(text: &[u8]) -> Details {
    const WIN32: &str = "win32error";
    const DETAILS: &str = "errordetails";
    let lines: Vec<_> = text.split(|&b| b == b'\n').map(without_code).collect();
    let text = lines.join(&b'\n');
    let text = String::from_utf8_lossy(&text);
    let after = |label| split_at_label(&text, label).map_or("", |(_, after)| after);
    let win32 = after(WIN32);
    let win32 = split_at_label(win32, DETAILS).map_or(win32, |(before, _)| before);
    Details {
        substatus: from_words(&normalize(after(DETAILS))),
        number: number(win32),
        win32: normalize(win32),
    }
}

/// The text before a normalized label, and the text after it from the next letter or digit on.
fn split_at_label<'a>(text: &'a str, label: &str) -> Option<(&'a str, &'a str)> {
    let first = normalize(text).find(label)?;
    let place = |letter| text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).nth(letter);
    let cut = |letter| place(letter).map_or(text.len(), |(at, _)| at);
    Some((&text[..cut(first)], &text[cut(first + label.len())..]))
}

/// The number at the start of a text.
fn number(text: &str) -> Option<u32> {
    let word =
        text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let number = match word.strip_prefix("0x") {
        // An HRESULT has eight digits.
        Some(digits) => u32::from_str_radix(digits.get(..8).unwrap_or(digits), 16),
        None => word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().parse(),
    };
    number.ok().filter(|&number| number != 0).map(from_hresult)
}

/// The Win32 error in an HRESULT, also in one that was printed as a negative number and has lost its sign. Any other number
/// is returned as it is.
fn from_hresult(code: u32) -> u32 {
    let hresult = [code, code.wrapping_neg()].into_iter().find(|code| code >> 16 == 0x8007);
    hresult.map_or(code, |hresult| hresult & 0xFFFF)
}

/// Only the letters and digits of a text, in lower case, so that case, blanks and line ends do not matter when texts are
/// compared.
pub fn normalize(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The substatus whose words are at the start of a normalized text. Some are the start of others: the longest words win.
fn from_words(normalized: &str) -> Option<u32> {
    let lengths = (0..).zip(SUBSTATUS).flat_map(|(number, known)| {
        let words = known.words.split('|').map(normalize);
        words.filter_map(move |words| normalized.starts_with(&words).then_some((words.len(), number)))
    });
    lengths.max().map(|(_, number)| number)
}

/// A line without `xyz-` or `xyz ` at its start.
fn without_code(line: &[u8]) -> &[u8] {
    match line {
        [a, b, c, b'-' | b' ', rest @ ..] if [a, b, c].iter().all(|b| b.is_ascii_digit()) => rest,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn substatus(text: &str) -> Option<u32> {
        details(text.as_bytes()).substatus
    }

    #[test]
    fn each_substatus_is_found_by_its_words_in_any_spelling() {
        let all =
            (0..).zip(SUBSTATUS).flat_map(|(n, known)| known.words.split('|').map(move |words| (n, words)));
        for (number, words) in all {
            for text in [
                format!("Error details: {words} and so on.\r\nEnd"),
                format!("Sorry\r\n Win32 error: x\r\n Error details:  {words}\r\nEnd"),
                format!("550-ERROR DETAILS :{}\r\n550 End", words.to_uppercase()),
                format!("error\tdetails:\r\n550-{}", words.replace(' ', "\r\n550-  ")),
                format!("; Error details:{}; End", words.replace(' ', "   ")),
            ] {
                assert_eq!(substatus(&text), Some(number), "{text}");
            }
            assert_eq!(substatus(&format!("Win32 error: {words}")), None, "without the label");
        }
        assert_eq!(SUBSTATUS.len(), 56);
    }

    #[test]
    fn other_texts_have_no_substatus() {
        for text in [
            "",
            "Error details:",
            "Error details: nobody knows",
            "File system denied the access.",
            "\u{fc}\0",
        ] {
            assert_eq!(details(text.as_bytes()), Details::default(), "{text}");
        }
        assert_eq!(substatus("Error details: odd. File system denied the access."), None);
    }

    #[test]
    fn the_words_after_win32_error() {
        let win32 = |text: &str| details(text.as_bytes()).win32;
        assert_eq!(
            win32("x\r\n Win32 error:   Access is denied.\r\n Error details: y\r\nEnd"),
            "accessisdenied"
        );
        assert_eq!(win32("WIN32 ERROR:\r\n  5 \r\n"), "5");
        assert_eq!(win32("; Win32 error:; Error details: y"), "");
    }

    #[test]
    fn the_number_after_win32_error() {
        for (text, number) in [
            ("5", Some(5)),
            ("5\r\n550 End", Some(5)),
            ("5 (0x5)", Some(5)),
            ("5: 1 file", Some(5)),
            ("0x5 Access is denied.", Some(5)),
            ("0xD: bad data", Some(13)),
            ("  0x80070005 (E_ACCESSDENIED)", Some(5)),
            ("0X20", Some(32)),
            ("2: the system cannot", Some(2)),
            ("", None),
            ("0", None),
            ("0x", None),
            ("0xfull", None),
            ("0x800700051234", Some(5)),
            ("-2147024891 (E_ACCESSDENIED)", Some(5)),
            ("2147942432", Some(32)),
            ("99999999999", None),
            ("Zugriff verweigert 5", None),
        ] {
            for text in [format!("Win32 error: {text}"), format!("WIN32 ERROR{text}; error\tdetails: 7")] {
                assert_eq!(details(text.as_bytes()).number, number, "{text}");
            }
        }
        assert!(details(b"Win32 error: 33").is_in_use() && !details(b"Win32 error: 3").is_in_use());
    }
}
