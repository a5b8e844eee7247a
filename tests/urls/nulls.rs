//! Every pointer NULL in turn, and structures of a wrong size.

use std::ptr::{null, null_mut};

use super::calls::*;

#[test]
fn crack_needs_both() {
    fn each<C: Char>() {
        let url = c(&C::text("ftp://h/"));
        let mut parts = empty::<C>();
        for flags in [0, DECODE] {
            for length in [0, 1, u32::MAX] {
                // SAFETY: every pointer is NULL or live.
                let result = boolean(|| unsafe { C::crack(null(), length, flags, &mut parts) });
                assert_eq!(result, Err(INVALID_PARAMETER));
                // SAFETY: as above.
                let result = boolean(|| unsafe { C::crack(url.as_ptr(), length, flags, null_mut()) });
                assert_eq!(result, Err(INVALID_PARAMETER));
                // SAFETY: as above.
                let result = boolean(|| unsafe { C::crack(null(), length, flags, null_mut()) });
                assert_eq!(result, Err(INVALID_PARAMETER));
            }
        }
        assert_eq!((parts.nScheme, parts.nPort), (77, 777));
    }
    each::<u8>();
    each::<u16>();
}

/// The size counts for A alone when a URL is taken apart, and for both when one is made.
#[test]
fn structures_of_a_wrong_size() {
    fn each<C: Char>() {
        let url = c(&C::text("ftp://h/"));
        let right = empty::<C>().dwStructSize;
        let wrong = if right == 104 { 60 } else { 104 };
        for size in [0, 1, right - 1, right, right + 1, wrong, u32::MAX] {
            let mut parts = empty::<C>();
            parts.dwStructSize = size;
            // SAFETY: the URL has its NUL, and the structure is whole, whatever its size says.
            let result = boolean(|| unsafe { C::crack(url.as_ptr(), 0, 0, &mut parts) });
            let expected = if size == right || C::NAME == 'W' { Ok(()) } else { Err(INVALID_PARAMETER) };
            assert_eq!((result, parts.dwStructSize), (expected, size), "{}", C::NAME);
            let mut parts = empty::<C>();
            parts.dwStructSize = size;
            parts.nScheme = 1;
            // SAFETY: the buffer has the size that is passed.
            let made = fill(20, |buffer, length| unsafe { C::create(&mut parts, 0, buffer, length) });
            if size == right {
                assert_eq!(made.text, Some(C::text("ftp://")));
            } else {
                assert_eq!((made.result, made.length), (Err(INVALID_PARAMETER), 20), "{}", C::NAME);
            }
        }
    }
    each::<u8>();
    each::<u16>();
}

#[test]
fn create_needs_the_structure_and_the_length() {
    fn each<C: Char>() {
        let mut parts = empty::<C>();
        parts.nScheme = 1;
        // SAFETY: the structure may be NULL, and the buffer has the size that is passed.
        let made = fill::<C>(9, |buffer, length| unsafe { C::create(null_mut(), 0, buffer, length) });
        assert_eq!((made.result, made.length), (Err(INVALID_PARAMETER), 9));
        // SAFETY: the length may be NULL; then the buffer is not looked at.
        let made = fill::<C>(9, |buffer, _| unsafe { C::create(&mut parts, 0, buffer, null_mut()) });
        assert_eq!(made.result, Err(INVALID_PARAMETER));
        // SAFETY: both may be NULL.
        let made = fill::<C>(9, |_, _| unsafe { C::create(null_mut(), 0, null_mut(), null_mut()) });
        assert_eq!(made.result, Err(INVALID_PARAMETER));
    }
    each::<u8>();
    each::<u16>();
}

#[test]
fn canonicalize_needs_all_three() {
    fn each<C: Char>() {
        let url = c(&C::text("ftp://h/"));
        for without in 0..3 {
            // SAFETY: each pointer may be NULL, and the buffer has the size that is passed.
            let made = fill::<C>(20, |buffer, length| unsafe {
                match without {
                    0 => C::canonicalize(null(), buffer, length, 0),
                    1 => C::canonicalize(url.as_ptr(), null_mut(), length, 0),
                    _ => C::canonicalize(url.as_ptr(), buffer, null_mut(), 0),
                }
            });
            assert_eq!((made.result, made.length), (Err(INVALID_PARAMETER), 20), "{} {without}", C::NAME);
        }
    }
    each::<u8>();
    each::<u16>();
}

#[test]
fn combine_needs_both_urls_and_the_length() {
    fn each<C: Char>() {
        let url = c(&C::text("ftp://h/"));
        let url = url.as_ptr();
        for without in 0..3 {
            // SAFETY: each pointer may be NULL, and the buffer has the size that is passed.
            let made = fill::<C>(20, |buffer, length| unsafe {
                match without {
                    0 => C::combine(null(), url, buffer, length, 0),
                    1 => C::combine(url, null(), buffer, length, 0),
                    _ => C::combine(url, url, buffer, null_mut(), 0),
                }
            });
            assert_eq!((made.result, made.length), (Err(INVALID_PARAMETER), 20), "{} {without}", C::NAME);
        }
    }
    each::<u8>();
    each::<u16>();
}
