//! Conversion of the texts of the URL functions at the boundary.

use crate::inet::Error;
use crate::inet::url::Units;

use super::text::{Character, count, read_number, read_text, write_number, write_text};
use super::types::{DWORD, LPDWORD};

/// A character of `A` or `W` text as a unit of the URL functions.
pub(super) trait Unit: Character {
    const UNITS: Units;
    fn widened(self) -> u16;
    fn narrowed(unit: u16) -> Self;
}

impl Unit for u8 {
    const UNITS: Units = Units::Bytes;
    fn widened(self) -> u16 {
        self.into()
    }
    fn narrowed(unit: u16) -> u8 {
        // Text made from bytes and escape sequences has no larger units.
        unit as u8
    }
}

impl Unit for u16 {
    const UNITS: Units = Units::Utf16;
    fn widened(self) -> u16 {
        self
    }
    fn narrowed(unit: u16) -> u16 {
        unit
    }
}

/// The units up to a NUL, but at most `most` of them unless that is 0.
///
/// # Safety
/// `start` points to `most` characters, or to fewer and a NUL; where `most` is 0, to characters and a NUL.
pub(super) unsafe fn read_units<C: Unit>(start: *const C, most: DWORD) -> Vec<u16> {
    let most = if most == 0 { usize::MAX } else { most as usize };
    // SAFETY: as promised by the caller of this function; with 0 there is a NUL.
    unsafe { read_text(start, most) }.into_iter().map(C::widened).collect()
}

/// Units as characters for C.
pub(super) fn characters<C: Unit>(text: &[u16]) -> Vec<C> {
    text.iter().copied().map(C::narrowed).collect()
}

/// Writes a URL and its length to the caller. If it does not fit, writes the size needed with a NUL, in units of which a
/// character has `bytes`.
///
/// # Safety
/// `length` points to a DWORD; `buffer` is NULL or has room for `*length` characters.
pub(super) unsafe fn write_url<C: Unit>(
    url: &[u16],
    buffer: *mut C,
    length: LPDWORD,
    bytes: usize,
) -> Result<(), Error> {
    // SAFETY: `length` points to a DWORD.
    let room = unsafe { read_number(length) } as usize;
    if buffer.is_null() || room <= url.len() {
        let needed = (url.len() + 1).saturating_mul(bytes);
        // SAFETY: as above.
        unsafe { write_number(length, count(needed)) };
        return Err(Error::InsufficientBuffer);
    }
    // SAFETY: not NULL, and with room for more characters than the URL has; `length` points to a DWORD.
    unsafe {
        write_text(buffer, &characters::<C>(url));
        // Less than the room, which is a DWORD.
        write_number(length, url.len() as DWORD);
    }
    Ok(())
}
