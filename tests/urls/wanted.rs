//! InternetCrackUrl: which parts are wanted, and how.

use super::calls::*;

const URL: &str = "ftp://me:pw@host/path?extra";
const TEXTS: [&str; 6] = ["ftp", "host", "me", "pw", "/path", "?extra"];
const OFFSETS: [usize; 6] = [0, 12, 6, 9, 16, 21];

/// Every combination of pointer, NULL and length for every part.
#[test]
fn every_combination() {
    fn check<C: Char>() {
        let url = c(&C::text(URL));
        let kinds = [Want::Nothing, Want::Place(1), Want::Place(u32::MAX), Want::Buffer(100)];
        for mut number in 0..4usize.pow(6) {
            let wants: [Want; 6] = std::array::from_fn(|_| {
                let kind = kinds[number % 4];
                number /= 4;
                kind
            });
            let cracked = crack(&url, 0, 0, wants);
            assert_eq!((cracked.result, cracked.scheme, cracked.port), (Ok(()), 1, 21), "{wants:?}");
            for at in 0..6 {
                // The extra information is not requested: it is the end of the path.
                let whole_path = at == 4 && wants[5] == Want::Nothing;
                let text = if whole_path { "/path?extra" } else { TEXTS[at] };
                let length = text.len() as u32;
                let expected = match wants[at] {
                    Want::Nothing => Given::Null(0),
                    Want::Place(_) => Given::Place(OFFSETS[at], length),
                    Want::Buffer(_) => Given::Text(C::text(text), length),
                };
                assert_eq!(cracked.parts[at], expected, "{} {wants:?}", C::NAME);
            }
        }
    }
    check::<u8>();
    check::<u16>();
}

#[test]
fn every_size_of_buffer() {
    fn check<C: Char>() {
        let url = c(&C::text(URL));
        for (at, text) in TEXTS.into_iter().enumerate() {
            for size in (0..20).chain([1000, 0x8000_0000, u32::MAX]) {
                let mut wants = [Want::Buffer(20); 6];
                wants[at] = Want::Buffer(size);
                let cracked = crack(&url, 0, 0, wants);
                if size as usize > text.len() {
                    assert_eq!(cracked.result, Ok(()), "{} {size} for {text}", C::NAME);
                    assert_eq!(cracked.parts[at], Given::Text(C::text(text), text.len() as u32));
                    continue;
                }
                assert_eq!(cracked.result, Err(INSUFFICIENT_BUFFER), "{} {size} for {text}", C::NAME);
                // Nothing is written, but A returns the size that is needed.
                assert_eq!((cracked.scheme, cracked.port), (77, 777));
                let needed = if C::NAME == 'A' { text.len() as u32 + 1 } else { size };
                for other in 0..6 {
                    let reported = if other == at { needed } else { 20 };
                    assert_eq!(
                        cracked.parts[other],
                        Given::Untouched(reported),
                        "{} {size} for {text}",
                        C::NAME
                    );
                }
            }
        }
    }
    check::<u8>();
    check::<u16>();
}

/// Every buffer that is too small is reported, and the other fields stay as they were.
#[test]
fn several_buffers_are_too_small() {
    let wants =
        [Want::Buffer(1), Want::Place(9), Want::Buffer(3), Want::Buffer(2), Want::Nothing, Want::Buffer(0)];
    let cracked = crack(&c(&u8::text(URL)), 0, 0, wants);
    assert_eq!(cracked.result, Err(INSUFFICIENT_BUFFER));
    let reported = [
        Given::Untouched(4),
        Given::Null(9),
        Given::Untouched(3),
        Given::Untouched(3),
        Given::Null(0),
        Given::Untouched(7),
    ];
    assert_eq!(cracked.parts, reported);
}

/// The rows that Windows asserts of a file's URL: decoding needs buffers with room.
#[test]
fn decoding_needs_buffers() {
    fn check<C: Char>() {
        let url = c(&C::text("file:///C:/Program%20Files/Tools/x.xml"));
        let result = |flags, wants| crack(&url, 0, flags, wants).result;
        let all = [Want::Buffer(1024); 6];
        for flag in [DECODE, ESCAPE] {
            assert_eq!(result(flag, all), Ok(()));
            assert_eq!(result(flag, [Want::Buffer(0); 6]), Err(INVALID_PARAMETER));
            assert_eq!(result(flag, [Want::Place(1); 6]), Err(INVALID_PARAMETER));
            assert_eq!(result(flag, [Want::Nothing; 6]), Err(INVALID_PARAMETER));
            for at in 0..6 {
                let with = |want| {
                    let mut wants = all;
                    wants[at] = want;
                    wants
                };
                assert_eq!(result(flag, with(Want::Buffer(0))), Err(INSUFFICIENT_BUFFER), "part {at}");
                assert_eq!(result(flag, with(Want::Place(1))), Err(INVALID_PARAMETER), "part {at}");
                assert_eq!(result(flag, with(Want::Nothing)), Ok(()), "part {at}");
            }
        }
        assert_eq!(result(0, [Want::Buffer(0); 6]), Err(INSUFFICIENT_BUFFER));
        assert_eq!(result(0, [Want::Nothing; 6]), Ok(()));
        // Decoded, it fits; as it is, it would not.
        let mut wants = [Want::Nothing; 6];
        wants[1] = Want::Buffer(4);
        let host = crack(&c(&C::text("x://%41%42%43/")), 0, DECODE, wants);
        assert_eq!(host.parts[1], Given::Text(C::text("ABC"), 3));
    }
    check::<u8>();
    check::<u16>();
}
