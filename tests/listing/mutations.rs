//! Real lines with random damage: whatever entries are found keep the guarantees of an entry.

use kit::random::Random;
use trueftp::protocol::listing::{DateTime, entries};
use trueftp::protocol::pattern::matches;

use super::lines::LINES;
use super::support::now;

const ROUNDS: usize = 300_000;

/// Bytes with a meaning in one of the formats, which are chosen more often than others.
const SPECIAL: &[u8] = b" \t\r\n\0/\\-+:;,.=[]<>*0123456789dlmsJanFebAPM\xc3\xa9\xff";

fn byte(random: &mut Random) -> u8 {
    if random.below(8) == 0 { random.below(256) as u8 } else { SPECIAL[random.below(SPECIAL.len())] }
}

fn line(random: &mut Random) -> &'static [u8] {
    LINES[random.below(LINES.len())].as_bytes()
}

fn mutate(random: &mut Random, text: &mut Vec<u8>) {
    let at = random.below(text.len() + 1);
    let end = at + random.below((text.len() - at).min(12) + 1);
    match random.below(6) {
        0 => text.insert(at, byte(random)),
        1 => drop(text.drain(at..end)),
        2 => text.truncate(at),
        3 => text.extend_from_within(at..end),
        4 => {
            let other = line(random);
            let from = random.below(other.len());
            text.truncate(at);
            text.extend_from_slice(&other[from..]);
        }
        _ => {
            let byte = byte(random);
            text[at..end].iter_mut().take(1).for_each(|place| *place = byte);
        }
    }
}

fn check(listing: &[u8]) -> usize {
    let mut found = 0;
    for entry in entries(listing, now()) {
        found += 1;
        let text = listing.escape_ascii();
        assert!(!entry.name.is_empty(), "{text}");
        assert!(!entry.name.iter().any(|b| matches!(b, b'/' | b'\\' | b'\n' | 0)), "{text}");
        assert!(listing.windows(entry.name.len()).any(|part| part == entry.name), "{text}");
        assert!(!entry.is_directory || entry.size == 0, "{text}");
        if let Some(DateTime { year, month, day, hour, minute, second, .. }) = entry.modified {
            assert_eq!(DateTime::new(year, month, day, hour, minute, second), entry.modified, "{text}");
        }
        assert!(matches(&entry.name, &entry.name) && matches(b"*.*", &entry.name), "{text}");
    }
    assert!(found <= listing.split(|&b| b == b'\n').count());
    found
}

#[test]
fn entries_in_damaged_lines_keep_their_guarantees() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut found, mut lines) = (0, 0);
    for _ in 0..ROUNDS {
        let mut text = line(&mut random).to_vec();
        for _ in 0..=random.below(4) {
            mutate(&mut random, &mut text);
        }
        lines += 1;
        found += check(&text);
    }
    // The mutations are useful only if some lines can still be parsed and some cannot.
    assert!(found > lines / 5 && found < lines * 4 / 5, "{found} entries in {lines} lines");
}
