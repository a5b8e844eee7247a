//! Escape sequences: `%` and two hexadecimal digits for a byte.

use super::text::PERCENT;

/// What the units of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Bytes, one in each unit.
    Bytes,
    /// UTF-16, whose escape sequences stand for UTF-8.
    Utf16,
}

/// The text with its escape sequences decoded. `%00` stays, because it would end the text in C, and in UTF-16 so do
/// sequences that are not UTF-8.
pub(super) fn unescape(text: &[u16], units: Units) -> Vec<u16> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(&unit) = rest.first() {
        let length = match units {
            Units::Bytes => push_byte(rest, &mut plain),
            Units::Utf16 => push_character(rest, &mut plain),
        };
        if length == 0 {
            plain.push(unit);
        }
        rest = &rest[length.max(1)..];
    }
    plain
}

/// Decodes the sequence a text begins with; returns its length, or 0 if there is none.
fn push_byte(text: &[u16], plain: &mut Vec<u16>) -> usize {
    match sequence(text) {
        None | Some(0) => 0,
        Some(byte) => {
            plain.push(byte.into());
            3
        }
    }
}

/// The same for the sequences of one character in UTF-8.
fn push_character(text: &[u16], plain: &mut Vec<u16>) -> usize {
    let Some((character, length)) = character(text) else { return 0 };
    plain.extend_from_slice(character.encode_utf16(&mut [0; 2]));
    length
}

fn character(text: &[u16]) -> Option<(char, usize)> {
    let width = match sequence(text)? {
        0x01..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    for (at, byte) in bytes[..width].iter_mut().enumerate() {
        *byte = sequence(text.get(3 * at..)?)?;
    }
    let character = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    Some((character, 3 * width))
}

/// A text of bytes with every sequence decoded, including `%00`.
pub(super) fn bytes(text: &[u16]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(&unit) = rest.first() {
        let decoded = sequence(rest);
        plain.push(decoded.unwrap_or(unit as u8));
        rest = &rest[if decoded.is_some() { 3 } else { 1 }..];
    }
    plain
}

/// The byte of the sequence that a text begins with.
fn sequence(text: &[u16]) -> Option<u8> {
    match text {
        [PERCENT, high, low, ..] => u8::try_from(16 * digit(*high)? + digit(*low)?).ok(),
        _ => None,
    }
}

fn digit(unit: u16) -> Option<u32> {
    char::from(u8::try_from(unit).ok()?).to_digit(16)
}

/// The text with the characters that `is_meant` selects as escape sequences. An unpaired surrogate stays, because it has
/// no bytes.
pub(super) fn escape(text: &[u16], units: Units, is_meant: impl Fn(u16) -> bool) -> Vec<u16> {
    let mut escaped = Vec::with_capacity(text.len());
    match units {
        Units::Bytes => {
            for &unit in text {
                if is_meant(unit) { push_sequence(unit as u8, &mut escaped) } else { escaped.push(unit) }
            }
        }
        Units::Utf16 => {
            for character in char::decode_utf16(text.iter().copied()) {
                match character {
                    Ok(character) => push_escaped(character, &is_meant, &mut escaped),
                    Err(alone) => escaped.push(alone.unpaired_surrogate()),
                }
            }
        }
    }
    escaped
}

fn push_escaped(character: char, is_meant: impl Fn(u16) -> bool, escaped: &mut Vec<u16>) {
    let mut units = [0; 2];
    let units = character.encode_utf16(&mut units);
    if is_meant(units[0]) {
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            push_sequence(byte, escaped);
        }
    } else {
        escaped.extend_from_slice(units);
    }
}

fn push_sequence(byte: u8, escaped: &mut Vec<u16>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| u16::from(DIGITS[usize::from(value)]);
    escaped.extend([PERCENT, digit(byte >> 4), digit(byte & 15)]);
}

/// The characters that RFC 1738 calls unsafe, except `#`, `%` and `~`, which Windows leaves alone.
pub(super) fn is_unsafe(unit: u16) -> bool {
    !(0x21..0x7F).contains(&unit) || is_one_of(unit, b"\"<>[\\]^`{|}")
}

/// Whether a unit is one of these characters.
pub(super) fn is_one_of(unit: u16, characters: &[u8]) -> bool {
    u8::try_from(unit).is_ok_and(|byte| characters.contains(&byte))
}
