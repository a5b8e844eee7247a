//! The text of one line.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::protocol::listing::Moment;

/// The most bytes of a text.
const LONGEST: usize = 1000;

/// Time, process, connection and sign, each with a blank behind it.
pub(super) fn begin(out: &mut Vec<u8>, process: u32, connection: u64, sign: &str) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let moment = i64::try_from(now.as_secs()).ok().and_then(Moment::from_unix);
    // Writing into memory cannot fail.
    if let Some(Moment { year, month, day, hour, minute, second, .. }) = moment {
        let milliseconds = now.subsec_millis();
        let _ = write!(
            out,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z "
        );
    }
    let _ = write!(out, "{process} {connection} {sign} ");
}

/// The text, bounded, as UTF-8 that no terminal obeys: control characters and bytes outside UTF-8 are escaped, and so is
/// the backslash, which escapes them.
pub(super) fn append(out: &mut Vec<u8>, text: &[u8]) {
    let (shown, cut) = text.split_at(text.len().min(LONGEST));
    for chunk in shown.utf8_chunks() {
        // Almost all text is plain.
        if chunk.valid().chars().all(is_plain) {
            out.extend_from_slice(chunk.valid().as_bytes());
        } else {
            chunk.valid().chars().for_each(|character| append_character(out, character));
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    if !cut.is_empty() {
        let _ = write!(out, "... ({} more bytes)", cut.len());
    }
}

/// Whether it stands for itself.
fn is_plain(character: char) -> bool {
    character != '\\' && !character.is_ascii_control() && !is_invisible(character)
}

fn append_character(out: &mut Vec<u8>, character: char) {
    let _ = match character {
        '\\' | '\r' | '\n' | '\t' => write!(out, "{}", character.escape_default()),
        _ if is_plain(character) => write!(out, "{character}"),
        _ if character.is_ascii() => write!(out, "\\x{:02x}", u32::from(character)),
        _ => write!(out, "{}", character.escape_unicode()),
    };
}

/// What a reader does not see, or what turns the text around it.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
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
        assert_eq!(appended("a\u{85}\u{202e}b\u{feff}".as_bytes()), r"a\u{85}\u{202e}b\u{feff}");
    }

    #[test]
    fn bounded() {
        assert_eq!(appended(&[b'x'; LONGEST]), "x".repeat(LONGEST));
        assert_eq!(appended(&[b'x'; LONGEST + 7]), format!("{}... (7 more bytes)", "x".repeat(LONGEST)));
    }

    #[test]
    fn the_beginning() {
        let mut out = Vec::new();
        begin(&mut out, 4711, 7, "->");
        let text = String::from_utf8(out).expect("UTF-8");
        let (time, rest) = text.split_once(' ').expect("a blank behind the time");
        assert_eq!(rest, "4711 7 -> ");
        let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00T00:00:00.000Z");
    }
}
