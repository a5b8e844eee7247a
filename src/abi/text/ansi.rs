//! Conversion from and to the system's ANSI code page.

use std::ptr::{null, null_mut};

use windows_sys::Win32::Globalization::{
    CP_ACP, CP_UTF8, GetACP, MultiByteToWideChar, WC_NO_BEST_FIT_CHARS, WideCharToMultiByte,
};

/// Whether the code page is UTF-8, which is possible since Windows 10.
pub(super) fn is_utf8() -> bool {
    // SAFETY: it takes nothing and cannot fail.
    unsafe { GetACP() == CP_UTF8 }
}

/// Bytes of the code page as UTF-16.
pub(super) fn to_wide(text: &[u8]) -> Vec<u16> {
    let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
    // One or two bytes become one unit, so this is always enough.
    let mut wide = vec![0; text.len()];
    // SAFETY: `text` has `length` bytes at least, and `wide` room for as many units. An empty text fails, harmlessly.
    let written = unsafe { MultiByteToWideChar(CP_ACP, 0, text.as_ptr(), length, wide.as_mut_ptr(), length) };
    wide.truncate(usize::try_from(written).unwrap_or(0));
    wide
}

/// UTF-16 as bytes of the code page; `None` if it lacks a character.
pub(super) fn from_wide(text: &[u16]) -> Option<Vec<u8>> {
    convert(CP_ACP, text).filter(|(_, is_exact)| *is_exact).map(|(bytes, _)| bytes)
}

/// UTF-16 as bytes of the code page. Characters that it lacks are replaced by its default character.
pub(super) fn from_wide_lossy(text: &[u16]) -> Vec<u8> {
    // SAFETY: it takes nothing and cannot fail.
    lossy(unsafe { GetACP() }, text)
}

fn lossy(code_page: u32, text: &[u16]) -> Vec<u8> {
    match code_page {
        // For UTF-8 WideCharToMultiByte accepts neither the flag nor a pointer for `replaced`.
        CP_UTF8 => String::from_utf16_lossy(text).into_bytes(),
        _ => convert(code_page, text).unwrap_or_default().0,
    }
}

/// UTF-16 as bytes of a code page, and whether no character was replaced.
fn convert(code_page: u32, text: &[u16]) -> Option<(Vec<u8>, bool)> {
    if text.is_empty() {
        return Some((Vec::new(), true));
    }
    let units = i32::try_from(text.len()).ok()?;
    let convert = |bytes: *mut u8, room: i32, replaced: *mut i32| {
        // SAFETY: `text` has `units` units; `bytes` is NULL with no room, or has `room` bytes; `replaced` is NULL or a
        // BOOL. A NULL default character is allowed.
        unsafe {
            let flags = WC_NO_BEST_FIT_CHARS;
            WideCharToMultiByte(code_page, flags, text.as_ptr(), units, bytes, room, null(), replaced)
        }
    };
    let needed = convert(null_mut(), 0, null_mut());
    let mut bytes = vec![0; usize::try_from(needed).ok().filter(|&needed| needed > 0)?];
    let mut replaced = 0;
    let written = convert(bytes.as_mut_ptr(), needed, &mut replaced);
    (written == needed).then_some((bytes, replaced == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_a_code_page_lacks_are_replaced() {
        let text: Vec<u16> = "Grün 日本".encode_utf16().collect();
        assert_eq!(lossy(1252, &text), b"Gr\xFCn ??");
        assert_eq!(lossy(CP_UTF8, &text), "Grün 日本".as_bytes());
        assert_eq!(lossy(CP_UTF8, &[0xD800]), "\u{FFFD}".as_bytes());
        assert_eq!(lossy(CP_UTF8, &[]), b"");
    }
}
