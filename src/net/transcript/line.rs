//! The text of one line.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::protocol::listing::DateTime;

/// The number of bytes after which a text is cut.
const MAX_TEXT: usize = 1000;

/// Appends time, process, connection and sign, each followed by a blank.
pub(super) fn begin(out: &mut Vec<u8>, process: u32, connection: u64, sign: &str) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    if let Some(day) = i64::try_from(now.as_secs()).ok().and_then(DateTime::from_unix) {
        digits(out, 4, day.year.into(), b'-');
        digits(out, 2, day.month.into(), b'-');
        digits(out, 2, day.day.into(), b'T');
        digits(out, 2, day.hour.into(), b':');
        digits(out, 2, day.minute.into(), b':');
        digits(out, 2, day.second.into(), b'.');
        digits(out, 3, now.subsec_millis(), b'Z');
        out.push(b' ');
    }
    // Writing into memory cannot fail.
    let _ = write!(out, "{process} {connection} {sign} ");
}

/// Appends a number with leading zeros, and the character after it. Every line has seven of them, and `write!` is slow.
fn digits(out: &mut Vec<u8>, count: u32, number: u32, after: u8) {
    out.extend((0..count).rev().map(|place| b'0' + (number / 10u32.pow(place) % 10) as u8));
    out.push(after);
}

/// Appends a text of limited length as UTF-8 that does not control a terminal: control characters, bytes that are not UTF-8
/// and the backslash itself are escaped.
pub(super) fn append(out: &mut Vec<u8>, text: &[u8]) {
    let (shown, cut) = text.split_at(text.len().min(MAX_TEXT));
    // The common case.
    if shown.iter().all(|&byte| is_plain_ascii(byte)) {
        out.extend_from_slice(shown);
    } else {
        escape(out, shown);
    }
    if !cut.is_empty() {
        let _ = write!(out, "... ({} more bytes)", cut.len());
    }
}

/// Whether the byte needs no escape.
fn is_plain_ascii(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'\\'
}

fn escape(out: &mut Vec<u8>, text: &[u8]) {
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            append_character(out, character);
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
}

fn append_character(out: &mut Vec<u8>, character: char) {
    let _ = match character {
        '\\' | '\r' | '\n' | '\t' => write!(out, "{}", character.escape_default()),
        _ if character.is_ascii_control() => write!(out, "\\x{:02x}", u32::from(character)),
        _ if is_invisible(character) => write!(out, "{}", character.escape_unicode()),
        _ => write!(out, "{character}"),
    };
}

/// Whether the character is invisible, or reverses the direction of the text around it.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appended(text: &[u8]) -> String {
        let mut out = Vec::new();
        append(&mut out, text);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn nothing_that_a_terminal_obeys() {
        assert_eq!(appended("257 \"/Grün\" is it's".as_bytes()), "257 \"/Grün\" is it's");
        assert_eq!(appended(b"a\rb\nc\td\0e\x1b[2J\x7f"), r"a\rb\nc\td\x00e\x1b[2J\x7f");
        assert_eq!(appended(b"C:\\x1b"), r"C:\\x1b", "an escape can be told from its text");
        assert_eq!(appended(b"caf\xe9 \xff\xfe"), r"caf\xe9 \xff\xfe");
        let invisible = r"a\u{85}\u{202e}b\u{feff}\u{61c}c\u{e0001}\u{e007f}";
        let text = "a\u{85}\u{202e}b\u{feff}\u{61c}c\u{e0001}\u{e007f}";
        assert_eq!(appended(text.as_bytes()), invisible);
    }

    #[test]
    fn bounded() {
        assert_eq!(appended(&[b'x'; MAX_TEXT]), "x".repeat(MAX_TEXT));
        assert_eq!(appended(&[b'x'; MAX_TEXT + 7]), format!("{}... (7 more bytes)", "x".repeat(MAX_TEXT)));
    }

    #[test]
    fn the_beginning() {
        let mut out = Vec::new();
        begin(&mut out, 4711, 7, "->");
        let text = String::from_utf8(out).expect("UTF-8");
        let (time, rest) = text.split_once(' ').expect("a blank after the time");
        assert_eq!(rest, "4711 7 -> ");
        let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00T00:00:00.000Z");
        let mut out = Vec::new();
        digits(&mut out, 4, 2026, b'-');
        digits(&mut out, 3, 7, b'Z');
        assert_eq!(out, b"2026-007Z");
    }
}
