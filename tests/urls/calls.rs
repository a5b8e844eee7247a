//! The eight exports, called alike for both widths, with room after every buffer in which nothing may be written.

use std::fmt::Debug;
use std::ptr::{null, null_mut};

pub use kit::arguments::boolean;
use trueftp::abi::*;

pub const INVALID_PARAMETER: u32 = 87;
pub const INSUFFICIENT_BUFFER: u32 = 122;
pub const INVALID_URL: u32 = 12005;
pub const UNRECOGNIZED_SCHEME: u32 = 12006;

pub const ESCAPE: u32 = 0x8000_0000;
pub const USERNAME: u32 = 0x4000_0000;
pub const NO_ENCODE: u32 = 0x2000_0000;
pub const DECODE: u32 = 0x1000_0000;
pub const NO_META: u32 = 0x0800_0000;
pub const SPACES_ONLY: u32 = 0x0400_0000;
pub const BROWSER_MODE: u32 = 0x0200_0000;
pub const REJECT_USERPWD: u32 = 0x4000;
pub const ESCAPE_AUTHORITY: u32 = 0x2000;
pub const ENCODE_PERCENT: u32 = 0x1000;

const FILLER: u8 = b'~';
const GUARD: usize = 32;

/// A character of either width.
pub trait Char: Copy + Debug + PartialEq + From<u8> + 'static {
    /// How the tests say which width failed.
    const NAME: char;
    /// In what a needed size of InternetCreateUrl is counted.
    const CREATE_UNIT: usize;
    fn text(text: &str) -> Vec<Self>;
    fn string(text: &[Self]) -> String;
    /// # Safety
    /// That of the export; so it is for the others.
    unsafe fn crack(url: *const Self, length: u32, flags: u32, parts: *mut UrlComponents<Self>) -> BOOL;
    /// # Safety
    /// As above.
    unsafe fn create(parts: *mut UrlComponents<Self>, flags: u32, url: *mut Self, length: *mut u32) -> BOOL;
    /// # Safety
    /// As above.
    unsafe fn canonicalize(url: *const Self, buffer: *mut Self, length: *mut u32, flags: u32) -> BOOL;
    /// # Safety
    /// As above.
    unsafe fn combine(
        base: *const Self,
        relative: *const Self,
        buffer: *mut Self,
        length: *mut u32,
        flags: u32,
    ) -> BOOL;
}

impl Char for u8 {
    const NAME: char = 'A';
    const CREATE_UNIT: usize = 1;
    fn text(text: &str) -> Vec<u8> {
        text.into()
    }
    fn string(text: &[u8]) -> String {
        String::from_utf8_lossy(text).into_owned()
    }
    unsafe fn crack(url: *const u8, length: u32, flags: u32, parts: *mut UrlComponents<u8>) -> BOOL {
        // SAFETY: the caller's promise is passed on; the pointers differ in name only.
        unsafe { InternetCrackUrlA(url.cast(), length, flags, parts.cast()) }
    }
    unsafe fn create(parts: *mut UrlComponents<u8>, flags: u32, url: *mut u8, length: *mut u32) -> BOOL {
        // SAFETY: as above.
        unsafe { InternetCreateUrlA(parts.cast(), flags, url.cast(), length) }
    }
    unsafe fn canonicalize(url: *const u8, buffer: *mut u8, length: *mut u32, flags: u32) -> BOOL {
        // SAFETY: as above.
        unsafe { InternetCanonicalizeUrlA(url.cast(), buffer.cast(), length, flags) }
    }
    unsafe fn combine(
        base: *const u8,
        relative: *const u8,
        buffer: *mut u8,
        length: *mut u32,
        flags: u32,
    ) -> BOOL {
        // SAFETY: as above.
        unsafe { InternetCombineUrlA(base.cast(), relative.cast(), buffer.cast(), length, flags) }
    }
}

impl Char for u16 {
    const NAME: char = 'W';
    const CREATE_UNIT: usize = 2;
    fn text(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }
    fn string(text: &[u16]) -> String {
        String::from_utf16_lossy(text)
    }
    unsafe fn crack(url: *const u16, length: u32, flags: u32, parts: *mut UrlComponents<u16>) -> BOOL {
        // SAFETY: the caller's promise is passed on.
        unsafe { InternetCrackUrlW(url, length, flags, parts) }
    }
    unsafe fn create(parts: *mut UrlComponents<u16>, flags: u32, url: *mut u16, length: *mut u32) -> BOOL {
        // SAFETY: as above.
        unsafe { InternetCreateUrlW(parts, flags, url, length) }
    }
    unsafe fn canonicalize(url: *const u16, buffer: *mut u16, length: *mut u32, flags: u32) -> BOOL {
        // SAFETY: as above.
        unsafe { InternetCanonicalizeUrlW(url, buffer, length, flags) }
    }
    unsafe fn combine(
        base: *const u16,
        relative: *const u16,
        buffer: *mut u16,
        length: *mut u32,
        flags: u32,
    ) -> BOOL {
        // SAFETY: as above.
        unsafe { InternetCombineUrlW(base, relative, buffer, length, flags) }
    }
}

/// A text with its NUL.
pub fn c<C: Char>(text: &[C]) -> Vec<C> {
    [text, &[C::from(0)]].concat()
}

pub fn empty<C: Char>() -> UrlComponents<C> {
    UrlComponents {
        dwStructSize: size_of::<UrlComponents<C>>() as u32,
        lpszScheme: null_mut(),
        dwSchemeLength: 0,
        nScheme: 77,
        lpszHostName: null_mut(),
        dwHostNameLength: 0,
        nPort: 777,
        lpszUserName: null_mut(),
        dwUserNameLength: 0,
        lpszPassword: null_mut(),
        dwPasswordLength: 0,
        lpszUrlPath: null_mut(),
        dwUrlPathLength: 0,
        lpszExtraInfo: null_mut(),
        dwExtraInfoLength: 0,
    }
}

/// Pointers and lengths: scheme, host, user, password, path, extra.
pub fn fields<C>(parts: &mut UrlComponents<C>) -> [(&mut *mut C, &mut u32); 6] {
    [
        (&mut parts.lpszScheme, &mut parts.dwSchemeLength),
        (&mut parts.lpszHostName, &mut parts.dwHostNameLength),
        (&mut parts.lpszUserName, &mut parts.dwUserNameLength),
        (&mut parts.lpszPassword, &mut parts.dwPasswordLength),
        (&mut parts.lpszUrlPath, &mut parts.dwUrlPathLength),
        (&mut parts.lpszExtraInfo, &mut parts.dwExtraInfoLength),
    ]
}

/// What is asked of InternetCrackUrl for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Nothing,
    /// NULL and this length.
    Place(u32),
    /// A buffer of this size.
    Buffer(u32),
}

/// What it returned for a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<C> {
    /// NULL and this length.
    Null(u32),
    /// A place in the URL: offset and length.
    Place(usize, u32),
    /// What is in the buffer up to the NUL, and the length that it sets.
    Text(Vec<C>, u32),
    /// A buffer that was not written to, and the length that it sets.
    Untouched(u32),
}

#[derive(Debug, PartialEq, Eq)]
pub struct Cracked<C> {
    pub result: Result<(), u32>,
    pub scheme: i32,
    pub port: u16,
    pub parts: [Given<C>; 6],
}

/// InternetCrackUrl of a text that has its NUL.
pub fn crack<C: Char>(url: &[C], length: u32, flags: u32, wants: [Want; 6]) -> Cracked<C> {
    let filler = C::from(FILLER);
    let mut buffers = wants.map(|want| match want {
        Want::Buffer(size) => vec![filler; size.min(8192) as usize + GUARD],
        _ => Vec::new(),
    });
    let mut parts = empty::<C>();
    for ((want, buffer), (pointer, length)) in wants.iter().zip(&mut buffers).zip(fields(&mut parts)) {
        (*pointer, *length) = match *want {
            Want::Nothing => (null_mut(), 0),
            Want::Place(length) => (null_mut(), length),
            Want::Buffer(size) => (buffer.as_mut_ptr(), size),
        };
    }
    // SAFETY: the URL has its NUL, and every buffer at least the size that is passed, or more than any text here needs.
    let result = boolean(|| unsafe { C::crack(url.as_ptr(), length, flags, &mut parts) });
    assert_eq!(parts.dwStructSize as usize, size_of::<UrlComponents<C>>());
    let (scheme, port) = (parts.nScheme, parts.nPort);
    let given = fields(&mut parts).map(|(pointer, length)| (*pointer, *length));
    let parts = std::array::from_fn(|at| {
        let (pointer, length) = given[at];
        let Want::Buffer(size) = wants[at] else {
            if pointer.is_null() {
                return Given::Null(length);
            }
            let offset = pointer.addr() - url.as_ptr().addr();
            assert!(offset / size_of::<C>() + length as usize <= url.len(), "a place outside the URL");
            return Given::Place(offset / size_of::<C>(), length);
        };
        let buffer = &buffers[at];
        assert_eq!(pointer, buffer.as_ptr().cast_mut(), "the pointer to a buffer has changed");
        if buffer.iter().all(|unit| *unit == filler) {
            return Given::Untouched(length);
        }
        let end = length as usize;
        assert!(length < size && buffer[end] == C::from(0), "no NUL after the text");
        assert!(buffer[end + 1..].iter().all(|unit| *unit == filler), "written after the NUL");
        Given::Text(buffer[..end].to_vec(), length)
    });
    Cracked { result, scheme, port, parts }
}

/// What a call with one buffer for its result came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Filled<C> {
    pub result: Result<(), u32>,
    pub length: u32,
    /// The text before the NUL; `None` where nothing was written.
    pub text: Option<Vec<C>>,
}

/// Calls with a buffer of so many characters, passed as such.
pub fn fill<C: Char>(room: u32, call: impl FnOnce(*mut C, *mut u32) -> BOOL) -> Filled<C> {
    let filler = C::from(FILLER);
    let mut buffer = vec![filler; room.min(1 << 20) as usize + GUARD];
    let mut length = room;
    let result = boolean(|| call(buffer.as_mut_ptr(), &mut length));
    if result.is_err() {
        assert!(buffer.iter().all(|unit| *unit == filler), "written on failure");
        return Filled { result, length, text: None };
    }
    let end = length as usize;
    assert!(length < room && buffer[end] == C::from(0), "no NUL after the text");
    assert!(buffer[end + 1..].iter().all(|unit| *unit == filler), "written after the NUL");
    Filled { result, length, text: Some(buffer[..end].to_vec()) }
}

/// More room than any result here needs.
pub const ROOM: u32 = 4096;

/// InternetCanonicalizeUrl; the text comes without its NUL.
pub fn canonicalize<C: Char>(url: &[C], flags: u32, room: u32) -> Filled<C> {
    let url = c(url);
    // SAFETY: the URL has its NUL, the buffer the size that is passed, or more than any text here needs.
    fill(room, |buffer, length| unsafe { C::canonicalize(url.as_ptr(), buffer, length, flags) })
}

/// InternetCombineUrl; the texts come without their NUL.
pub fn combine<C: Char>(base: &[C], relative: &[C], flags: u32, room: u32) -> Filled<C> {
    let (base, relative) = (c(base), c(relative));
    // SAFETY: as above.
    fill(room, |buffer, length| unsafe {
        C::combine(base.as_ptr(), relative.as_ptr(), buffer, length, flags)
    })
}

/// The parts for InternetCreateUrl, without their NULs.
#[derive(Clone, Debug, Default)]
pub struct Parts<C> {
    pub texts: [Option<Vec<C>>; 6],
    pub scheme: i32,
    pub port: u16,
}

impl<C: Char> Parts<C> {
    /// Scheme, host, user, password, path, extra.
    pub fn new(texts: [Option<&str>; 6], scheme: i32, port: u16) -> Self {
        Self { texts: texts.map(|text| text.map(C::text)), scheme, port }
    }
}

/// InternetCreateUrl, with the lengths passed or, where `by_nul`, left to the NULs.
pub fn create<C: Char>(parts: &Parts<C>, flags: u32, room: u32, by_nul: bool) -> Filled<C> {
    let texts = parts.texts.each_ref().map(|text| text.as_ref().map(|text| c(text)));
    let mut components = empty::<C>();
    (components.nScheme, components.nPort) = (parts.scheme, parts.port);
    for (text, (pointer, length)) in texts.iter().zip(fields(&mut components)) {
        *pointer = text.as_ref().map_or(null(), |text| text.as_ptr()).cast_mut();
        *length = text.as_ref().filter(|_| !by_nul).map_or(0, |text| text.len() as u32 - 1);
    }
    // SAFETY: every text has its length and a NUL, the buffer the size that is passed, or more than any text here needs.
    fill(room, |buffer, length| unsafe { C::create(&mut components, flags, buffer, length) })
}
