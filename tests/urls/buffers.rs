//! The buffers of the three functions that write one URL: exact, one short, none.

use std::ptr::null_mut;

use super::calls::*;

const SIZES: [u32; 4] = [1000, 0x7FFF_FFFF, 0x8000_0000, u32::MAX];

/// Every size of buffer for a result of this text; a needed size counts `unit` for each character.
fn check<C: Char>(text: &str, unit: usize, call: impl Fn(u32) -> Filled<C>) {
    let text = C::text(text);
    let length = text.len() as u32;
    for room in (0..=length + 2).chain(SIZES) {
        let filled = call(room);
        if room > length {
            assert_eq!(filled.result, Ok(()), "{} room for {room}", C::NAME);
            assert_eq!((filled.length, filled.text), (length, Some(text.clone())));
        } else {
            let needed = (text.len() + 1) * unit;
            let failed = (filled.result, filled.length as usize);
            assert_eq!(failed, (Err(INSUFFICIENT_BUFFER), needed), "{} room for {room}", C::NAME);
        }
    }
}

#[test]
fn canonical_urls_in_every_size() {
    fn each<C: Char>() {
        check::<C>("ftp://h/a%20b", 1, |room| canonicalize(&C::text("ftp://h/a b"), 0, room));
        check::<C>("", 1, |room| canonicalize(&[], 0, room));
    }
    each::<u8>();
    each::<u16>();
}

#[test]
fn combined_urls_in_every_size() {
    fn each<C: Char>() {
        check::<C>("ftp://h/b", 1, |room| combine(&C::text("ftp://h/a"), &C::text("b"), 0, room));
    }
    each::<u8>();
    each::<u16>();
}

#[test]
fn created_urls_in_every_size() {
    fn each<C: Char>() {
        let parts = Parts::new([Some("ftp"), Some("h"), Some("u"), Some("p"), Some("x"), None], 0, 2121);
        for by_nul in [false, true] {
            check::<C>("ftp://u:p@h:2121/x", C::CREATE_UNIT, |room| create(&parts, 0, room, by_nul));
        }
    }
    each::<u8>();
    each::<u16>();
}

/// Without a buffer InternetCreateUrl and InternetCombineUrl return the size, whatever length is passed.
#[test]
fn sizes_without_a_buffer() {
    fn each<C: Char>() {
        let (base, relative) = (c(&C::text("ftp://h/a")), c(&C::text("b")));
        let mut parts = empty::<C>();
        parts.lpszScheme = base.as_ptr().cast_mut();
        parts.dwSchemeLength = 3;
        parts.lpszHostName = relative.as_ptr().cast_mut();
        parts.nPort = 21;
        for reported in [0, 1, 9, 10, u32::MAX] {
            let mut length = reported;
            // SAFETY: both texts have their NULs; there is no buffer.
            let result = boolean(|| unsafe {
                C::combine(base.as_ptr(), relative.as_ptr(), null_mut(), &mut length, 0)
            });
            assert_eq!((result, length), (Err(INSUFFICIENT_BUFFER), 10));
            length = reported;
            // SAFETY: the texts are as long as is passed, or have their NULs; there is no buffer.
            let result = boolean(|| unsafe { C::create(&mut parts, 0, null_mut(), &mut length) });
            assert_eq!((result, length as usize), (Err(INSUFFICIENT_BUFFER), 8 * C::CREATE_UNIT));
        }
    }
    each::<u8>();
    each::<u16>();
}

/// The result may be written over the input.
#[test]
fn in_place() {
    let mut buffer = *b"ftp://h/a/../b\0";
    let mut length = buffer.len() as u32;
    let place = buffer.as_mut_ptr();
    // SAFETY: the URL has its NUL, and the buffer the size that is passed.
    assert_eq!(boolean(|| unsafe { u8::canonicalize(place, place, &mut length, 0) }), Ok(()));
    assert_eq!((length, &buffer[..10]), (9, &b"ftp://h/b\0"[..]));
}

/// Everything at odd addresses.
#[test]
fn unaligned() {
    let mut bytes = [0u8; 256];
    let start = bytes.as_mut_ptr().wrapping_add(1);
    let (url, structure, number) = (start.cast::<u16>(), start.wrapping_add(40), start.wrapping_add(160));
    let buffer = start.wrapping_add(170).cast::<u16>();
    for (at, unit) in c(&u16::text("ftp://h/x y")).into_iter().enumerate() {
        // SAFETY: twelve units from the second byte on.
        unsafe { url.wrapping_add(at).write_unaligned(unit) };
    }
    let mut parts = empty::<u16>();
    parts.dwHostNameLength = 1;
    parts.lpszUrlPath = buffer;
    parts.dwUrlPathLength = 8;
    let parts_place = structure.cast::<trueftp::abi::UrlComponents<u16>>();
    let number = number.cast::<u32>();
    // SAFETY: each is within the 256 bytes, and none reaches into another.
    unsafe {
        parts_place.write_unaligned(parts);
        assert_eq!(boolean(|| u16::crack(url, 0, 0, parts_place)), Ok(()));
        parts = parts_place.read_unaligned();
        assert_eq!((parts.lpszHostName, parts.dwHostNameLength), (url.wrapping_add(6), 1));
        assert_eq!((parts.dwUrlPathLength, buffer.wrapping_add(3).read_unaligned()), (4, b'y'.into()));
        number.write_unaligned(20);
        assert_eq!(boolean(|| u16::canonicalize(url, buffer, number, 0)), Ok(()));
        assert_eq!(number.read_unaligned(), 13);
        number.write_unaligned(30);
        parts.lpszScheme = url;
        parts.dwSchemeLength = 3;
        parts_place.write_unaligned(parts);
        assert_eq!(boolean(|| u16::create(parts_place, 0, buffer, number)), Ok(()));
    }
}
