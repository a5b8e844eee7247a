//! Random URLs, flags and buffers: nothing panics, nothing is written where it may not be, and A and W agree.

use super::calls::*;
use kit::random::Random;

const PIECES: [&str; 40] = [
    "ftp",
    "http",
    "file",
    "mailto",
    "x",
    ":",
    "//",
    "/",
    "/",
    "\\",
    "?",
    "#",
    "@",
    ";",
    "..",
    "/../",
    ".",
    "/./",
    "%",
    "%41",
    "%2f",
    "%00",
    "%c3%a9",
    "%E9",
    "%f0%9f",
    "[",
    "]",
    "[::1]",
    "C:",
    "localhost",
    "21",
    "65536",
    " ",
    "\t",
    "a",
    "b",
    "\u{E9}",
    "\u{1F600}",
    "\u{7F}",
    "type=a",
];
const FLAGS: [u32; 10] = [
    ESCAPE,
    USERNAME,
    NO_ENCODE,
    DECODE,
    NO_META,
    SPACES_ONLY,
    BROWSER_MODE,
    REJECT_USERPWD,
    ESCAPE_AUTHORITY,
    ENCODE_PERCENT,
];

fn text(random: &mut Random) -> String {
    let schemes = ["", "", "ftp://", "http://", "file://", "x:"];
    let start = schemes[random.below(schemes.len())].to_owned();
    (0..random.below(12)).fold(start, |text, _| text + PIECES[random.below(PIECES.len())])
}

fn flags(random: &mut Random) -> u32 {
    (0..random.below(4)).fold(0, |flags, _| flags | FLAGS[random.below(FLAGS.len())])
}

fn wants(random: &mut Random) -> [Want; 6] {
    std::array::from_fn(|_| match random.below(5) {
        0 => Want::Nothing,
        1 => Want::Place(random.below(3) as u32),
        2 => Want::Buffer(random.below(6) as u32),
        _ => Want::Buffer(600),
    })
}

/// What was given as text, so that A and W can be compared.
fn strings<C: Char>(url: &[C], cracked: &Cracked<C>) -> Option<[String; 6]> {
    cracked.result.ok()?;
    Some(std::array::from_fn(|at| match &cracked.parts[at] {
        Given::Place(offset, length) => C::string(&url[*offset..][..*length as usize]),
        Given::Text(text, _) => C::string(text),
        Given::Null(_) | Given::Untouched(_) => String::new(),
    }))
}

#[test]
fn cracked() {
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    let mut successes = 0;
    for _ in 0..100_000 {
        let (text, flags, wants) = (text(&mut random), flags(&mut random), wants(&mut random));
        // As bytes these are no characters, so decoding differs; so does the room they take.
        let is_high =
            |rest: &str| u8::from_str_radix(rest.get(..2).unwrap_or(""), 16).is_ok_and(|byte| byte >= 0x80);
        let comparable = text.is_ascii() && !text.split('%').skip(1).any(is_high);
        let (narrow, wide) = (c(&u8::text(&text)), c(&u16::text(&text)));
        let (a, w) = (crack(&narrow, 0, flags, wants), crack(&wide, 0, flags, wants));
        successes += usize::from(a.result.is_ok());
        if comparable {
            assert_eq!((a.result, a.scheme, a.port), (w.result, w.scheme, w.port), "{text:?} {flags:#x}");
            assert_eq!(strings(&narrow, &a), strings(&wide, &w), "{text:?} {flags:#x}");
        }
    }
    assert!(successes > 5000, "only {successes} URLs could be cracked");
}

/// Parts of URLs, put together, are those URLs.
#[test]
fn cracked_and_created() {
    let mut random = Random(0xFEDC_BA98_7654_3211);
    let mut same = 0;
    for _ in 0..50_000 {
        let text = u16::text(&text(&mut random));
        let cracked = crack(&c(&text), 0, 0, [Want::Place(1); 6]);
        if cracked.result.is_err() {
            continue;
        }
        let part = |at: usize| match cracked.parts[at] {
            Given::Place(offset, length) => Some(text[offset..][..length as usize].to_vec()),
            _ => None,
        };
        let parts = Parts { texts: std::array::from_fn(part), scheme: 0, port: cracked.port };
        let created = create(&parts, 0, ROOM, false).text.expect("a URL");
        same += usize::from(created == text);
        // A port may be written in more ways than one, and a file's URL without its slashes.
        let again = crack(&c(&created), 0, 0, [Want::Buffer(600); 6]);
        assert_eq!(again.parts, crack(&c(&text), 0, 0, [Want::Buffer(600); 6]).parts, "{text:?}");
        assert_eq!((again.scheme, again.port), (cracked.scheme, cracked.port), "{text:?}");
    }
    assert!(same > 5000, "only {same} URLs came back");
}

#[test]
fn canonical() {
    let mut random = Random(0x0F1E_2D3C_4B5A_6971);
    for _ in 0..50_000 {
        let (text, flags) = (text(&mut random), flags(&mut random));
        let room = if random.below(4) == 0 { random.below(30) as u32 } else { ROOM };
        let narrow = canonicalize(&u8::text(&text), flags, room);
        let wide = canonicalize(&u16::text(&text), flags, room);
        if text.is_ascii() && flags & DECODE == 0 {
            assert_eq!((narrow.result, narrow.length), (wide.result, wide.length), "{text:?} {flags:#x}");
        }
        // Once canonical, it stays so.
        let Some(once) = canonicalize(&u16::text(&text), 0, ROOM).text else { continue };
        let twice = canonicalize(&once, 0, ROOM).text.expect("there is room");
        assert_eq!(u16::string(&twice), u16::string(&once), "{text:?}");
    }
}

#[test]
fn combined() {
    let mut random = Random(0x7777_1234_ABCD_0123);
    for _ in 0..50_000 {
        let (base, relative, flags) = (text(&mut random), text(&mut random), flags(&mut random));
        let narrow = combine(&u8::text(&base), &u8::text(&relative), flags, ROOM);
        let wide = combine(&u16::text(&base), &u16::text(&relative), flags, ROOM);
        assert_eq!((narrow.result, wide.result), (Ok(()), Ok(())));
        if flags & DECODE == 0 {
            let (narrow, wide) = (narrow.text.expect("there is room"), wide.text.expect("there is room"));
            assert_eq!(u8::string(&narrow), u16::string(&wide), "{base:?} {relative:?} {flags:#x}");
        }
    }
}

/// Any units at all, surrogates alone among them.
#[test]
fn any_units() {
    let mut random = Random(0x5555_AAAA_1357_9BDF);
    for _ in 0..30_000 {
        let length = random.below(40);
        let wide: Vec<u16> = (0..length).map(|_| random.below(0xFFFF) as u16 + 1).collect();
        let narrow: Vec<u8> = (0..length).map(|_| random.below(0xFF) as u8 + 1).collect();
        let (flags, wants) = (flags(&mut random), wants(&mut random));
        crack(&c(&[u16::text("ftp://"), wide.clone()].concat()), 0, flags, wants);
        crack(&c(&[u8::text("x:"), narrow.clone()].concat()), 0, flags, wants);
        canonicalize(&wide, flags, ROOM);
        canonicalize(&narrow, flags, ROOM);
        combine(&wide, &u16::text("../x"), flags, ROOM);
        combine(&u8::text("file:///a/b/c"), &narrow, flags, ROOM);
    }
}

/// Time in proportion to the length: what takes the square of it would not end here.
#[test]
fn long_texts() {
    const COUNT: usize = 200_000;
    for piece in ["/", "/..", "/a/..", "%41", "%f0%9f", "a:", "@", ";", "\u{1F600}", "[", "\\", "../"] {
        for start in ["", "ftp://h", "file:///"] {
            let text = start.to_owned() + &piece.repeat(COUNT);
            for flags in [0, DECODE] {
                canonicalize(&u16::text(&text), flags, 1 << 16);
                combine(&u8::text(&text), &u8::text(&text), flags, 1 << 16);
            }
            crack(&c(&u16::text(&text)), 0, 0, [Want::Place(1); 6]);
            crack(&c(&u8::text(&text)), 0, DECODE, [Want::Buffer(100); 6]);
        }
    }
}
