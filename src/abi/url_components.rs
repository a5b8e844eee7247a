//! URL_COMPONENTS: the parts that InternetCrackUrl stores as requested, and that InternetCreateUrl reads.

use std::ops::Range;

use crate::inet::Error;
use crate::inet::url::{Components, Cracked, Part};

use super::structs::UrlComponents;
use super::text::{count, write_text};
use super::types::DWORD;
use super::url_text::{Unit, characters, read_units};

/// How the caller of InternetCrackUrl requests a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Request<C> {
    Nothing,
    /// A pointer into the caller's own URL.
    Pointer,
    /// A copy in a buffer, and the size of the buffer in characters.
    Copy(*mut C, usize),
}

/// Whether dwStructSize is the size of the structure. No other field is read.
///
/// # Safety
/// `structure` points at least to a DWORD.
pub(super) unsafe fn has_size<C>(structure: *const UrlComponents<C>) -> bool {
    // SAFETY: the size is the first field, and the caller promises that it is there, at whatever address.
    let size = unsafe { structure.cast::<DWORD>().read_unaligned() };
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

    fn requests(&mut self) -> [Request<C>; 6] {
        self.fields().map(|(pointer, length)| match (pointer.is_null(), *length) {
            (true, 0) => Request::Nothing,
            (true, _) => Request::Pointer,
            (false, room) => Request::Copy(*pointer, room as usize),
        })
    }

    /// Whether the extra information is requested separately.
    pub(super) fn wants_extra(&mut self) -> bool {
        self.requests()[Part::Extra as usize] != Request::Nothing
    }

    /// Whether decoded parts can be stored. Decoded text is not part of the caller's URL, so every requested part needs a
    /// buffer, and at least one buffer must not be empty.
    pub(super) fn can_be_decoded(&mut self) -> bool {
        let requests = self.requests();
        !requests.contains(&Request::Pointer)
            && requests.iter().any(|request| matches!(request, Request::Copy(_, 1..)))
    }

    /// Stores the requested parts of a URL. If a buffer is too small, stores only the sizes needed, as the lengths of the
    /// buffers that are too small.
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
        let requests = self.requests();
        let text = |part| characters::<C>(&cracked.text(url, part, C::UNITS, decode));
        let texts = Part::ALL.map(|part| match requests[part as usize] {
            Request::Copy(..) => text(part),
            _ => Vec::new(),
        });
        let mut fits = true;
        for ((request, text), (_, length)) in requests.iter().zip(&texts).zip(self.fields()) {
            if matches!(request, Request::Copy(_, room) if *room <= text.len()) {
                *length = count(text.len() + 1);
                fits = false;
            }
        }
        if !fits {
            return Err(Error::InsufficientBuffer);
        }
        for (part, (pointer, length)) in Part::ALL.into_iter().zip(self.fields()) {
            match requests[part as usize] {
                Request::Nothing => {}
                Request::Pointer => (*pointer, *length) = pointer_to(start, cracked.range(part)),
                Request::Copy(buffer, _) => {
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

    /// The parts from which a URL is built. A length of 0 means that the part ends at its NUL.
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

/// A part of the caller's URL as pointer and length; NULL if there is no such part.
fn pointer_to<C>(start: *const C, range: Option<Range<usize>>) -> (*mut C, DWORD) {
    match range {
        // The part lies inside the URL, and only C code reads from this pointer.
        Some(range) => (start.wrapping_add(range.start).cast_mut(), count(range.len())),
        None => (std::ptr::null_mut(), 0),
    }
}
