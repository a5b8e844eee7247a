//! URL_COMPONENTS: what InternetCrackUrl shall give and gives, what InternetCreateUrl takes.

use std::ops::Range;

use crate::inet::Error;
use crate::inet::url::{Components, Cracked, Part};

use super::structs::UrlComponents;
use super::text::{count, write_text};
use super::types::DWORD;
use super::url_text::{Unit, characters, read_units};

/// What the caller of InternetCrackUrl wants of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted<C> {
    Nothing,
    /// Where it is in the caller's own URL.
    Place,
    /// A copy in a buffer of so many characters.
    Copy(*mut C, usize),
}

/// Whether a structure tells its size right; nothing else of it is read.
///
/// # Safety
/// `place` points to a DWORD at least.
pub(super) unsafe fn has_size<C>(place: *const UrlComponents<C>) -> bool {
    // SAFETY: the size is the first field, and the caller promises that it is there, at whatever address.
    let size = unsafe { place.cast::<DWORD>().read_unaligned() };
    size as usize == size_of::<UrlComponents<C>>()
}

#[allow(private_bounds, reason = "none of these functions is public")]
impl<C: Unit> UrlComponents<C> {
    /// Pointer and length of each part, in the order of [`Part::ALL`].
    fn fields(&mut self) -> [(&mut *mut C, &mut DWORD); 6] {
        [
            (&mut self.lpszScheme, &mut self.dwSchemeLength),
            (&mut self.lpszHostName, &mut self.dwHostNameLength),
            (&mut self.lpszUserName, &mut self.dwUserNameLength),
            (&mut self.lpszPassword, &mut self.dwPasswordLength),
            (&mut self.lpszUrlPath, &mut self.dwUrlPathLength),
            (&mut self.lpszExtraInfo, &mut self.dwExtraInfoLength),
        ]
    }

    fn wanted(&mut self) -> [Wanted<C>; 6] {
        self.fields().map(|(pointer, length)| match (pointer.is_null(), *length) {
            (true, 0) => Wanted::Nothing,
            (true, _) => Wanted::Place,
            (false, room) => Wanted::Copy(*pointer, room as usize),
        })
    }

    /// Whether the extra information is wanted by itself.
    pub(super) fn wants_extra(&mut self) -> bool {
        self.wanted()[Part::Extra as usize] != Wanted::Nothing
    }

    /// Decoded text has no place in the caller's URL: every part that is wanted needs a buffer, and one at least must
    /// have room for something.
    pub(super) fn can_be_decoded(&mut self) -> bool {
        let wanted = self.wanted();
        !wanted.contains(&Wanted::Place) && wanted.iter().any(|wanted| matches!(wanted, Wanted::Copy(_, 1..)))
    }

    /// Puts the parts of a URL where they are wanted; all of them, or, where a buffer is too small, nothing but the
    /// sizes needed in place of the lengths.
    ///
    /// # Safety
    /// `start` is the caller's URL, whose units are `url`; each pointer is NULL or has room for as many characters as its
    /// length says.
    pub(super) unsafe fn fill(
        &mut self,
        start: *const C,
        url: &[u16],
        cracked: &Cracked,
        decode: bool,
    ) -> Result<(), Error> {
        let wanted = self.wanted();
        let text = |part| characters::<C>(&cracked.text(url, part, C::UNITS, decode));
        let texts = Part::ALL.map(|part| match wanted[part as usize] {
            Wanted::Copy(..) => text(part),
            _ => Vec::new(),
        });
        let mut fits = true;
        for ((wanted, text), (_, length)) in wanted.iter().zip(&texts).zip(self.fields()) {
            if matches!(wanted, Wanted::Copy(_, room) if *room <= text.len()) {
                *length = count(text.len() + 1);
                fits = false;
            }
        }
        if !fits {
            return Err(Error::InsufficientBuffer);
        }
        for (part, (pointer, length)) in Part::ALL.into_iter().zip(self.fields()) {
            match wanted[part as usize] {
                Wanted::Nothing => {}
                Wanted::Place => (*pointer, *length) = place(start, cracked.range(part)),
                Wanted::Copy(buffer, _) => {
                    let text = &texts[part as usize];
                    // SAFETY: the buffer has room for more characters than the text has.
                    unsafe { write_text(buffer, text) };
                    *length = count(text.len());
                }
            }
        }
        self.nScheme = cracked.scheme.number();
        self.nPort = cracked.port();
        Ok(())
    }

    /// The parts that a URL shall be made of. A length of 0 means up to the NUL.
    ///
    /// # Safety
    /// Each pointer is NULL or points to as many characters as its length says, or to fewer and a NUL.
    pub(super) unsafe fn parts(&mut self) -> Components {
        let (scheme_number, port) = (self.nScheme, self.nPort);
        let [scheme, host, user, password, path, extra] = self.fields().map(|(pointer, length)| {
            // SAFETY: not NULL, and with as many characters as the length says, or with a NUL.
            (!pointer.is_null()).then(|| unsafe { read_units(pointer.cast_const(), *length) })
        });
        Components { scheme, scheme_number, host, port, user, password, path, extra }
    }
}

/// A place in the caller's URL as C has it; NULL for none.
fn place<C>(start: *const C, range: Option<Range<usize>>) -> (*mut C, DWORD) {
    match range {
        // The URL goes on at least to there, and C gets no more than its place.
        Some(range) => (start.wrapping_add(range.start).cast_mut(), count(range.len())),
        None => (std::ptr::null_mut(), 0),
    }
}
