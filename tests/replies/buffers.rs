//! The describing functions with every size of buffer, NULL for each pointer, and structures of other sizes.

use std::ptr::{null, null_mut};

use trueftp::abi::*;

use super::calls::*;
use kit::*;

/// A call with a buffer: its place, its length.
type Narrow<'a> = &'a dyn Fn(*mut std::ffi::c_char, *mut u32) -> BOOL;
type Wide<'a> = &'a dyn Fn(*mut u16, *mut u32) -> BOOL;

/// Tries sizes around the length of the text, and a NULL buffer; both widths must agree.
fn in_every_size(narrow: Narrow<'_>, wide: Wide<'_>, text: &str) {
    let needed = text.len() as u32 + 1;
    for size in [0, 1, 2, needed - 2, needed - 1, needed, needed + 1, needed + 50] {
        let (mut bytes, mut units) = (vec![b'#'; size as usize + 8], vec![35u16; size as usize + 8]);
        let (mut length, mut wide_length) = (size, size);
        let reported = (narrow(bytes.as_mut_ptr().cast(), &mut length), TrueFtpGetLastError());
        let wide_told = (wide(units.as_mut_ptr(), &mut wide_length), TrueFtpGetLastError());
        assert_eq!((reported, length), (wide_told, wide_length), "size {size}");
        if size < needed {
            assert_eq!((reported, length), ((0, 122), needed), "size {size}");
            assert!(bytes.iter().all(|&b| b == b'#') && units.iter().all(|&u| u == 35), "size {size}");
        } else {
            assert_eq!((reported, length), ((1, 0), needed - 1), "size {size}");
            let end = needed as usize;
            assert_eq!(bytes[..end], *format!("{text}\0").as_bytes());
            assert_eq!(units[..end], w(text));
            assert!(bytes[end..].iter().all(|&b| b == b'#') && units[end..].iter().all(|&u| u == 35));
        }
    }
    for size in [0, 7, u32::MAX] {
        let (mut length, mut wide_length) = (size, size);
        assert_eq!((narrow(null_mut(), &mut length), TrueFtpGetLastError(), length), (0, 122, needed));
        assert_eq!(
            (wide(null_mut(), &mut wide_length), TrueFtpGetLastError(), wide_length),
            (0, 122, needed)
        );
    }
    assert_eq!((narrow(null_mut(), null_mut()), TrueFtpGetLastError()), (0, 87));
    assert_eq!((wide(null_mut(), null_mut()), TrueFtpGetLastError()), (0, 87));
}

#[test]
fn descriptions_in_every_size() {
    let reply = "Gr\u{FC}\u{DF}e \u{1F600}\r\n Error details: Site is being stopped.";
    let (narrow_reply, wide_reply) = (c(reply), w(reply));
    let text = describe(550, Some(reply.as_bytes())).expect("a reply code");
    in_every_size(
        // SAFETY: the text is ended by NUL, and the buffer is NULL or has the length that is passed.
        &|place, length| unsafe { TrueFtpDescribeReplyA(550, narrow_reply.as_ptr(), place, length) },
        // SAFETY: as above.
        &|place, length| unsafe { TrueFtpDescribeReplyW(550, wide_reply.as_ptr(), place, length) },
        &text,
    );
    in_every_size(
        // SAFETY: as above; the text may be NULL.
        &|place, length| unsafe { TrueFtpDescribeReplyA(226, null(), place, length) },
        // SAFETY: as above.
        &|place, length| unsafe { TrueFtpDescribeReplyW(226, null(), place, length) },
        &describe(226, None).expect("a reply code"),
    );
    in_every_size(
        // SAFETY: as above.
        &|place, length| unsafe { TrueFtpDescribeErrorA(12003, place, length) },
        // SAFETY: as above.
        &|place, length| unsafe { TrueFtpDescribeErrorW(12003, place, length) },
        "ERROR_INTERNET_EXTENDED_ERROR: The server refused the request; see its reply.",
    );
}

#[test]
fn invalid_utf16_is_refused() {
    let (broken, mut length) = ([0xD800, 0], 0);
    // SAFETY: the text is ended by NUL, the buffer may be NULL.
    let reported = unsafe { TrueFtpDescribeReplyW(550, broken.as_ptr(), null_mut(), &mut length) };
    assert_eq!((reported, TrueFtpGetLastError(), length), (0, 87, 0));
}

/// A structure with room after it, at an address that no structure has.
#[test]
fn structures_of_other_sizes() {
    const SIZE: usize = size_of::<TRUEFTP_REPLY_INFO>();
    for (reported, taken) in
        [(0, false), (4, false), (SIZE - 1, false), (SIZE, true), (SIZE + 8, true), (u32::MAX as usize, true)]
    {
        let mut room = vec![b'#'; SIZE + 64];
        room[1..5].copy_from_slice(&(reported as u32).to_ne_bytes());
        let before = room.clone();
        // SAFETY: there is room for the structure.
        let ok = unsafe { TrueFtpGetReplyInfo(null_mut(), room[1..].as_mut_ptr().cast()) };
        assert_eq!((ok == 1, TrueFtpGetLastError()), (taken, if taken { 0 } else { 87 }), "size {reported}");
        if !taken {
            assert!(room == before, "size {reported}");
            continue;
        }
        assert_eq!(room[1..5], (SIZE as u32).to_ne_bytes());
        assert!(room[SIZE + 1..].iter().all(|&b| b == b'#'), "size {reported}");
    }
}

#[test]
fn null_pointers_and_wrong_handles() {
    let root = Root::new();
    let stale = {
        let closed = Root::new();
        closed.0
    };
    for (handle, error) in [(root.0, 12018), (stale, 6), (std::ptr::without_provenance_mut(0x00CC_0004), 6)] {
        assert_eq!(info(handle).err(), Some(error));
        assert_eq!(advice(handle, 12003), Err(error));
    }
    for handle in [null_mut(), root.0] {
        // SAFETY: NULL is allowed, and refused.
        let reported = unsafe { (TrueFtpGetReplyInfo(handle, null_mut()), TrueFtpGetLastError()) };
        assert_eq!(reported, (0, 87));
        // SAFETY: as above.
        let reported = unsafe { (TrueFtpRetryAdvice(handle, 0, null_mut()), TrueFtpGetLastError()) };
        assert_eq!(reported, (0, 87));
    }
}
